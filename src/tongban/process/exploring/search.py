"""广度优先 — from the empty case through every move, each state once, the shortest way first.

The kernel decides each move; a refusal is counted and leads nowhere. What was not followed because of a
bound is the cut frontier, and what could be reached only through it is told apart from what cannot.
"""

from collections import deque
from collections.abc import Hashable, Iterator
from datetime import date

from tongban.kernel import ALLOWED, Case, Item, Status, decide_and_evolve
from tongban.kernel.calendar import Calendar
from tongban.kernel.case.commands import NoticePassing, RecordObservation
from tongban.kernel.refusals import Refusal
from tongban.process.exploring.days import next_stops
from tongban.process.exploring.endings import endless
from tongban.process.exploring.exploration import Bounds, Edge, Exploration, Node
from tongban.process.exploring.fingerprint import fingerprint
from tongban.process.exploring.moves import THEMES, Move, Standing, situations
from tongban.process.exploring.moves.intake import received
from tongban.process.exploring.promises import Act, Broken, broken_by


def explore(item: Item, calendar: Calendar, start: date, bounds: Bounds | None = None) -> Exploration:
    """Every state a case of the item can reach from papers handed in on a day, within the bounds.

    Raises:
        KeyError: a theme that is none.
    """
    search = Search(Exploration(item, bounds or Bounds(), situations(item)), calendar)
    search.run(start)
    found = search.found
    for broken, node in endless(found):
        found.note(broken, node)
    return found


class Search:
    """穷举 — the known states and those still to be followed."""

    def __init__(self, found: Exploration, calendar: Calendar) -> None:
        self.found = found
        self.calendar = calendar
        self.known: dict[Hashable, int] = {}
        self.waiting: deque[int] = deque()
        self.themes = [THEMES[theme] for theme in found.bounds.themes]

    def run(self, start: date) -> None:
        """Follow every move of every state, the nearest to the start first."""
        for number in range(len(self.found.situations)):
            self.meet(Node(Case(), start, number, 0, -1, None))
        while self.waiting:
            number = self.waiting.popleft()
            node = self.found.nodes[number]
            if node.depth >= self.found.bounds.depth:
                self.found.cut.add(number)
                continue
            for move in self.moves(node):
                self.follow(number, node, move)

    def moves(self, node: Node) -> Iterator[Move]:
        """What is tried in a state; last of all, that time goes by."""
        facts = self.found.situations[node.situation].facts
        standing = Standing(node.case, node.today, self.found.item, self.calendar, facts)
        if node.case.status is Status.DRAFT:
            yield from received(standing, self.found.situations[node.situation])
            return
        allowed = ALLOWED[node.case.status]
        for theme in self.themes:
            for move in theme(standing):
                if type(move.body) in allowed or type(move.body) is RecordObservation:
                    yield move
        stop = next_stops(node.case, node.today, self.calendar)
        if stop is not None:
            yield Move(stop[0], "time", "", NoticePassing())

    def follow(self, number: int, node: Node, move: Move) -> None:
        """Let the kernel decide a move, look at what came of it, and note where it leads."""
        found, item, verb = self.found, self.found.item, type(move.body).__name__
        found.tried += 1
        try:
            events, after = decide_and_evolve(node.case, move.command(self.calendar), item, self.calendar)
        except Refusal as refusal:
            found.refused[refusal.code()] += 1
            return
        except Exception as error:  # whatever it is, it is what is looked for
            found.note(Broken("only_refusals", f"{verb}: {type(error).__name__}"), number, move)
            return
        found.carried_out[verb] += 1
        situation = found.situations[node.situation]
        for broken in broken_by(Act(node.case, move, events, after, situation, item, self.calendar)):
            found.note(broken, number, move)
        target = self.meet(Node(after, move.day, node.situation, node.depth + 1, number, move))
        if target is None:
            found.cut.add(number)
        else:
            found.edges.append(Edge(number, target, verb))

    def meet(self, node: Node) -> int | None:
        """The number of a node's state, met before or now; None where there is no room for another."""
        print_ = (node.situation, fingerprint(node.case, node.today, self.calendar))
        known = self.known.get(print_)
        if known is not None:
            return known
        if len(self.found.nodes) >= self.found.bounds.states:
            return None
        number = len(self.found.nodes)
        self.known[print_] = number
        self.found.nodes.append(node)
        self.waiting.append(number)
        return number
