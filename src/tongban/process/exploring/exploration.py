"""穷举结果 — the graph a search visited: its states, its moves, what was cut, what was found broken."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from tongban.kernel import Case, Item, Status
from tongban.process.exploring.moves import COURSE, THEMES, Move, Situation
from tongban.process.exploring.promises import Broken


@dataclass(frozen=True, slots=True)
class Bounds:
    """界限 — how far a search goes: so many states, so many moves from the start, these themes.

    The course of a case is always among them: without it none would come to its end.
    """

    states: int = 20_000
    depth: int = 60
    themes: tuple[str, ...] = tuple(THEMES)

    def __post_init__(self) -> None:
        if COURSE not in self.themes:
            object.__setattr__(self, "themes", (COURSE, *self.themes))


@dataclass(frozen=True, slots=True)
class Node:
    """状态 — the case that was met first in it, on its day, and how it was come to."""

    case: Case
    today: date
    situation: int
    depth: int
    parent: int
    move: Move | None


@dataclass(frozen=True, slots=True)
class Edge:
    """一步 — from one state to another by a verb."""

    source: int
    target: int
    verb: str


@dataclass
class Exploration:
    """穷举结果 — what was visited, and what was found broken."""

    item: Item
    bounds: Bounds
    situations: tuple[Situation, ...]
    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    cut: set[int] = field(default_factory=set)
    tried: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    carried_out: Counter[str] = field(default_factory=Counter)
    undetermined: int = 0
    #: What is broken, how often, and the state and move where it was met first.
    broken: dict[Broken, tuple[int, int, Move | None]] = field(default_factory=dict)

    @property
    def by_status(self) -> Counter[Status]:
        """How many states there are of each status."""
        return Counter(node.case.status for node in self.nodes)

    @property
    def deepest(self) -> int:
        """How many moves the farthest state is away."""
        return max((node.depth for node in self.nodes), default=0)

    @property
    def is_complete(self) -> bool:
        """Whether every move of every state that was met was followed."""
        return not self.cut

    def way_to(self, node: int, last: Move | None = None) -> list[Move]:
        """The shortest way to a state, and one move more."""
        moves = [] if last is None else [last]
        while node >= 0:
            found = self.nodes[node]
            if found.move is not None:
                moves.append(found.move)
            node = found.parent
        return moves[::-1]

    def note(self, broken: Broken, node: int, move: Move | None = None) -> None:
        """Count what is broken; the first way to it is the shortest."""
        times, first, by = self.broken.get(broken, (0, node, move))
        self.broken[broken] = (times + 1, first, by)
