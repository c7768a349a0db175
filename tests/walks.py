"""Items of the demo city walked through, once for all tests, and cases compared that count as one state."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from tongban.catalogue import demo_catalogue
from tongban.catalogue.law import load_calendar
from tongban.catalogue.load import load_catalogue
from tongban.kernel import Item, decide_and_evolve
from tongban.kernel.calendar import Calendar
from tongban.kernel.refusals import Refusal
from tongban.process.exploring import Bounds, Exploration, explore
from tongban.process.exploring.fingerprint import fingerprint
from tongban.process.exploring.search import Node, Search

MONDAY = date(2026, 3, 2)
DEMO = tuple(sorted(path.stem for path in demo_catalogue().glob("*.yaml") if path.stem != "authorities"))


@cache
def china() -> Calendar:
    return load_calendar("CN")


@cache
def demo_item(name: str) -> Item:
    (implementation,) = [i for i in load_catalogue(demo_catalogue()).all_in_force(MONDAY) if i.id == name]
    return implementation.for_kernel(MONDAY)


def walked(item: Item, *themes: str, states: int = 400) -> Exploration:
    return explore(item, china(), MONDAY, Bounds(states, themes=themes) if themes else Bounds(states))


@dataclass(frozen=True)
class Compared:
    """Two ways to one state, and how differently they go on: by which moves, and to what."""

    one: list[str]
    other: list[str]
    answers: set[object]


def compared(found: Exploration, every: int) -> Iterator[Compared]:
    """Of every so many acts, whether its case goes on as the case that stands for its state does."""
    search = Search(found, china())
    for number, edge in enumerate(found.edges):
        if number % every or not edge.target:
            continue
        source, target = found.nodes[edge.source], found.nodes[edge.target]
        for move in search.moves(source):
            try:
                after = decide_and_evolve(source.case, move.command(china()), found.item, china())[1]
            except Refusal:
                continue
            met = Node(after, move.day, source.situation, 0, edge.source, move)
            if type(move.body).__name__ == edge.verb and print_of(met) == print_of(target):
                one, other = answers(search, met), answers(search, target)
                ways = found.way_to(edge.source, move), found.way_to(edge.target)
                yield Compared(*([move.words.en for move in way] for way in ways), answers=one ^ other)
                break


def print_of(node: Node) -> tuple[object, ...]:
    return fingerprint(node.case, node.today, china())


def answers(search: Search, node: Node) -> set[object]:
    found: set[object] = set()
    for move in search.moves(node):
        told = move.words.en.partition(" ")[2]
        try:
            after = decide_and_evolve(node.case, move.command(china()), search.found.item, china())[1]
        except Refusal as refusal:
            found.add((told, refusal.code()))
        else:
            # All but what comes next after that: two cases of one state may have started their clocks on
            # other days.
            found.add((told, fingerprint(after, move.day, china())[:-1]))
    return found
