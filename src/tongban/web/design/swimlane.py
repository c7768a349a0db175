"""Swim-lane picture 泳道图: the steps of a procedure as SVG; columns are ranks, rows are departments.

A pure function of its input (standard library only): `lay_out` places boxes and routes edges, `draw` writes
them down. No inline styles (the Content-Security-Policy blocks them): presentation is the stylesheet's.

How edges keep clear of boxes: boxes stand in a grid of cells. Between two columns runs a channel, between
two rows a gutter; neither ever holds a box. An edge leaves its box to the right, turns in channels and
gutters only, and crosses a column inside a row only where that row's cells are empty. Edges that share a
line always share a step, so a line never suggests an order that is not there.
"""

import itertools
import math
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from django.utils.translation import get_language, pgettext

# All lengths in SVG user units, one CSS pixel at natural size.
LABEL_WIDTH = 116
BOX_WIDTH = 148
PAD = 9
TITLE_SIZE, TITLE_LEAD = 14, 20
SMALL_SIZE, SMALL_LEAD = 12, 18
LANE_SIZE, LANE_LEAD = 13, 19
MOST_LINES = 4
TRACK = 8  # between two parallel edges
CHANNEL_PAD = 12
GUTTER_PAD = 10
SHRINKABLE = 1500  # up to this width a picture may be made smaller to fit; wider ones are scrolled
PORT = 8  # how far unrelated lines in one row keep apart

MARKS = {"todo": "○", "active": "▶", "done": "✓", "late": "■", "dropped": "–"}


@dataclass(frozen=True)
class Lane:
    """Department 部门：one row. `title` is text, or text in two languages."""

    id: str
    title: Any


@dataclass(frozen=True)
class Step:
    """Step 环节：one box. `after` names the steps it waits for; `state` is one of `MARKS`."""

    id: str
    title: Any
    lane: str
    after: tuple[str, ...] = ()
    kind: Any = ""
    days: Any = ""
    state: str = "todo"


@dataclass(frozen=True)
class Box:
    """A step's place: corner, size, wrapped lines."""

    step: Step
    x: float
    y: float
    width: float
    height: float
    rank: int
    title: tuple[str, ...]
    small: tuple[str, ...]


@dataclass(frozen=True)
class Edge:
    """From the right side of one box to the left side of another, at right angles."""

    start: str
    end: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Band:
    """A lane's place."""

    lane: Lane
    y: float
    height: float
    label: tuple[str, ...]


@dataclass(frozen=True)
class Layout:
    """Everything placed, before a word of SVG."""

    width: float
    height: float
    bands: tuple[Band, ...]
    boxes: tuple[Box, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True)
class Picture:
    """The SVG, and the same steps in reading order for those who read a list."""

    svg: str
    in_order: tuple[Step, ...]
    layout: Layout


class UnsoundProcedure(ValueError):
    """The steps cannot be drawn: a name twice, an unknown lane or step, a circle. The message says which."""


# --- Words ---------------------------------------------------------------------------------------


def text_width(text: str, size: float) -> float:
    """Width of a line, on the safe side: a Chinese character is one em, any other 0.62 (W and M: 0.95)."""
    return sum(_em(character) for character in text) * size


def _em(character: str) -> float:
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0.0
    if unicodedata.east_asian_width(character) in "WFA":
        return 1.0
    return 0.95 if character in "WMwm@%—…" else 0.68 if character.isupper() else 0.62


def wrap(text: str, width: float, size: float, most: int = MOST_LINES) -> tuple[str, ...]:
    """Break a text into lines that fit, between Chinese characters and Latin words; the rest becomes `…`.

    >>> wrap("食品经营许可现场核查", 70, 14)
    ('食品经营许', '可现场核查')
    """
    lines, line = [], ""
    for piece in _pieces(" ".join(_printable(text).split()), width, size):
        if text_width((line + piece).rstrip(), size) <= width:
            line += piece
        else:
            lines.append(line.rstrip())
            line = piece.lstrip()
    lines.append(line.rstrip())
    lines = [line for line in lines if line]
    if len(lines) > most:
        lines = lines[:most]
        last = lines[-1]
        while last and text_width(last + "…", size) > width:
            last = last[:-1]
        lines[-1] = last + "…"
    return tuple(lines)


def _printable(text: str) -> str:
    """Without characters that XML forbids or that reorder the text around them."""
    return "".join(
        character
        if unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
        else " "
        for character in text
    )


_CLOSING = "、。，；：！？）》」』】〉”’,.;:!?)%"


def _pieces(text: str, width: float, size: float) -> Iterator[str]:
    """What may not be broken: one Chinese character with the punctuation after it, one Latin word."""
    piece = ""
    for character in text:
        wide = unicodedata.east_asian_width(character) in "WF"
        if character in _CLOSING and piece and text_width(piece + character, size) <= width:
            piece += character
        elif piece and (
            wide or character == " " or _is_wide_end(piece) or text_width(piece + character, size) > width
        ):
            yield piece
            piece = character
        else:
            piece += character
    if piece:
        yield piece


def _is_wide_end(piece: str) -> bool:
    return unicodedata.east_asian_width(piece[-1]) in "WF"


def _say(value: Any) -> str:
    """A text, or the reader's language of a text in two."""
    zh, en = (
        (value.get("zh"), value.get("en"))
        if isinstance(value, dict)
        else (getattr(value, "zh", None), getattr(value, "en", None))
    )
    if zh is None and en is None:
        return str(value)
    return str((en or zh) if (get_language() or "").startswith("en") else (zh or en))


# --- Ranks ---------------------------------------------------------------------------------------


def ranks(steps: Sequence[Step]) -> dict[str, int]:
    """The longest way to each step from a first one.

    Raises:
        UnsoundProcedure: a name twice, an unknown prerequisite, or a circle.
    """
    known = {step.id: step for step in steps}
    if len(known) != len(steps):
        twice = next(step.id for step in steps if sum(other.id == step.id for other in steps) > 1)
        raise UnsoundProcedure(f"环节 {twice!r} 出现两次 / step {twice!r} appears twice")
    for step in steps:
        for before in step.after:
            if before not in known:
                raise UnsoundProcedure(
                    f"环节 {step.id!r} 的前置环节 {before!r} 不存在 / "
                    f"step {step.id!r} waits for unknown {before!r}"
                )
    waiting = {step.id: len(set(step.after)) for step in steps}
    followers = defaultdict(list)
    for step in steps:
        for before in dict.fromkeys(step.after):
            followers[before].append(step.id)
    rank = {step.id: 0 for step in steps if not step.after}
    ready = list(rank)
    for current in ready:  # grows while it is read
        for follower in followers[current]:
            rank[follower] = max(rank.get(follower, 0), rank[current] + 1)
            waiting[follower] -= 1
            if waiting[follower] == 0:
                ready.append(follower)
    if len(ready) < len(steps):
        circle = ", ".join(step.id for step in steps if waiting[step.id])
        raise UnsoundProcedure(
            f"环节互相等待，成了圈：{circle} / steps wait for one another in a circle: {circle}"
        )
    return rank


# --- Places --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Run:
    """One edge's plan: in which channels it turns, and along which row or gutter it travels."""

    start: str
    end: str
    owner: tuple[str, str]  # the step whose line it is: ("from", start) or ("to", end)
    first: int  # channel where it leaves its row
    last: int  # channel where it reaches its end's row
    gutter: int | None  # the gutter between the two, where they differ


class _Tracks:
    """Parallel lines side by side: owners whose spans touch get different tracks of a channel or gutter."""

    def __init__(self) -> None:
        self._spans: dict[tuple[int, tuple[str, str]], list[float]] = {}
        self._numbers: dict[tuple[int, tuple[str, str]], int] | None = None

    def add(self, place: int, owner: tuple[str, str], *positions: float) -> None:
        self._spans.setdefault((place, owner), []).extend(positions)

    def _assigned(self) -> dict[tuple[int, tuple[str, str]], int]:
        if self._numbers is None:
            self._numbers = {}
            taken: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
            for (place, owner), positions in sorted(
                self._spans.items(), key=lambda item: (item[0][0], min(item[1]), item[0][1])
            ):
                low, high = min(positions) - TRACK, max(positions) + TRACK
                track = next(
                    track
                    for track in itertools.count()
                    if all(
                        high < other_low or low > other_high for other_low, other_high in taken[place, track]
                    )
                )
                taken[place, track].append((low, high))
                self._numbers[place, owner] = track
        return self._numbers

    def track(self, place: int, owner: tuple[str, str]) -> int:
        """The track that an owner runs in."""
        return self._assigned()[place, owner]

    def count(self, place: int) -> int:
        """How many tracks a channel or gutter needs."""
        return max((track + 1 for (other, _), track in self._assigned().items() if other == place), default=0)


def lay_out(lanes: Iterable[Lane], steps: Iterable[Step]) -> Layout:
    """Place every box and route every edge; equal input gives an equal layout.

    Raises:
        UnsoundProcedure: see `ranks`; also for a step in an unknown lane.
    """
    lanes, steps = tuple(lanes), tuple(steps)
    rank = ranks(steps)
    unknown = [step for step in steps if step.lane not in {lane.id for lane in lanes}]
    if unknown:
        raise UnsoundProcedure(
            f"环节 {unknown[0].id!r} 所在的部门 {unknown[0].lane!r} 不存在 / "
            f"step {unknown[0].id!r} stands in unknown lane {unknown[0].lane!r}"
        )
    row, lane_of_row = _rows(lanes, steps, rank)
    grid = {(row[step.id], rank[step.id]): step.id for step in steps}
    runs = _plan(steps, rank, row, grid)
    texts = {step.id: _texts(step) for step in steps}
    tall = {
        name: 2 * PAD + len(title) * TITLE_LEAD + len(small) * SMALL_LEAD
        for name, (title, small) in texts.items()
    }
    labels = {lane.id: wrap(_say(lane.title), LABEL_WIDTH - 2 * PAD, LANE_SIZE, 6) for lane in lanes}

    # From top to bottom: gutter, row, gutter, row, … gutter.
    gutters = _Tracks()
    for run in runs:
        if run.gutter is not None:
            gutters.add(run.gutter, run.owner, run.first, run.last)
    high = _row_heights(row, lane_of_row, tall, labels)
    top, gutter_top, height = _stack(high, gutters)
    middle = {name: top[number] + high[number] / 2 for name, number in row.items()}
    leave, reach = _ports(runs, rank, row, middle)
    across = {
        run: gutter_top[run.gutter] + gutters.track(run.gutter, run.owner) * TRACK
        for run in runs
        if run.gutter is not None
    }

    # From left to right: column, channel, column, channel, …
    channels = _Tracks()
    for run in runs:
        if run in across:
            channels.add(run.first, run.owner, leave[run], across[run])
            channels.add(run.last, run.owner, across[run], reach[run])
        elif leave[run] != reach[run]:
            channels.add(run.first, run.owner, leave[run], reach[run])
    left, channel_left, width = _spread(max(rank.values(), default=-1) + 1, channels)

    edges = []
    for run in runs:
        bends: list[tuple[float, float]] = []
        if run in across or leave[run] != reach[run]:
            first = channel_left[run.first] + channels.track(run.first, run.owner) * TRACK
            last = channel_left[run.last] + channels.track(run.last, run.owner) * TRACK
            bends = [(first, leave[run]), (last, reach[run])]
            if run in across:
                bends[1:1] = [(first, across[run]), (last, across[run])]
        start, end = left[rank[run.start]] + BOX_WIDTH, left[rank[run.end]]
        edges.append(Edge(run.start, run.end, ((start, leave[run]), *bends, (end, reach[run]))))

    boxes = tuple(
        Box(
            step,
            left[rank[step.id]],
            middle[step.id] - tall[step.id] / 2,
            BOX_WIDTH,
            tall[step.id],
            rank[step.id],
            *texts[step.id],
        )
        for step in sorted(steps, key=lambda step: (rank[step.id], row[step.id]))
    )
    bands: list[Band] = []
    for lane in lanes:
        above = bands[-1].y + bands[-1].height if bands else 0.0
        bottom_row = max(number for number, name in enumerate(lane_of_row) if name == lane.id)
        below = height if lane is lanes[-1] else top[bottom_row] + high[bottom_row] + GUTTER_PAD / 2
        bands.append(Band(lane, above, below - above, labels[lane.id]))
    return Layout(width, height, tuple(bands), boxes, tuple(edges))


def _row_heights(
    row: dict[str, int], lane_of_row: list[str], tall: dict[str, int], labels: dict[str, tuple[str, ...]]
) -> list[float]:
    """A row is as high as its highest box; a lane's rows together hold its label."""
    high = [float(2 * PAD + TITLE_LEAD)] * len(lane_of_row)
    for name, number in row.items():
        high[number] = max(high[number], tall[name])
    for lane, label in labels.items():
        own = [number for number, name in enumerate(lane_of_row) if name == lane]
        missing = len(label) * LANE_LEAD + 2 * PAD - sum(high[number] for number in own)
        high[own[-1]] += max(0.0, missing)
    return high


def _stack(high: list[float], gutters: _Tracks) -> tuple[list[float], list[float], float]:
    """Top of each row, first track of each gutter, and the height of the whole."""
    top, gutter_top, y = [], [], 0.0
    for number in range(len(high) + 1):
        gutter_top.append(y + GUTTER_PAD)
        y += 2 * GUTTER_PAD + max(0, gutters.count(number) - 1) * TRACK
        if number < len(high):
            top.append(y)
            y += high[number]
    return top, gutter_top, y


def _spread(columns: int, channels: _Tracks) -> tuple[list[float], list[float], float]:
    """Left edge of each column, first track of each channel, and the width of the whole."""
    left, channel_left, x = [], [], float(LABEL_WIDTH + CHANNEL_PAD)
    for column in range(columns):
        left.append(x)
        x += BOX_WIDTH
        channel_left.append(x + CHANNEL_PAD)
        # Room for the arrowhead after the last track.
        x += 2 * CHANNEL_PAD + 6 + max(0, channels.count(column) - 1) * TRACK
    return left, channel_left, max(x, LABEL_WIDTH + BOX_WIDTH)


def _rows(
    lanes: Sequence[Lane], steps: Sequence[Step], rank: dict[str, int]
) -> tuple[dict[str, int], list[str]]:
    """The row of each step and the lane of each row: steps of one lane and rank stand one below the other."""
    row: dict[str, int] = {}
    lane_of_row: list[str] = []
    for lane in lanes:
        cells: dict[int, int] = defaultdict(int)
        for step in steps:
            if step.lane == lane.id:
                row[step.id] = len(lane_of_row) + cells[rank[step.id]]
                cells[rank[step.id]] += 1
        lane_of_row += [lane.id] * max(1, *cells.values(), 1)
    return row, lane_of_row


def _plan(
    steps: Sequence[Step], rank: dict[str, int], row: dict[str, int], grid: dict[tuple[int, int], str]
) -> list[_Run]:
    """Which way each edge goes: its end's free row, its own free row, else a gutter."""
    pairs = [(before, step.id) for step in steps for before in dict.fromkeys(step.after)]
    fan_out: dict[str, int] = defaultdict(int)
    fan_in: dict[str, int] = defaultdict(int)
    for start, end in pairs:
        fan_out[start] += 1
        fan_in[end] += 1

    def free(in_row: int, start: str, end: str) -> bool:
        return all((in_row, column) not in grid for column in range(rank[start] + 1, rank[end]))

    runs = []
    for start, end in sorted(
        pairs, key=lambda pair: (rank[pair[0]], row[pair[0]], rank[pair[1]], row[pair[1]])
    ):
        owner = ("from", start) if fan_out[start] >= fan_in[end] else ("to", end)
        if free(row[end], start, end):
            runs.append(_Run(start, end, owner, rank[start], rank[start], None))
        elif free(row[start], start, end):
            runs.append(_Run(start, end, owner, rank[end] - 1, rank[end] - 1, None))
        else:
            gutter = row[start] if row[end] < row[start] else row[start] + 1
            runs.append(_Run(start, end, owner, rank[start], rank[end] - 1, gutter))
    return runs


def _ports(
    runs: Sequence[_Run], rank: dict[str, int], row: dict[str, int], middle: dict[str, float]
) -> tuple[dict[_Run, float], dict[_Run, float]]:
    """Height at which each edge leaves and reaches its boxes.

    Between two neighbours in a row may run: their own straight line, what else leaves the left one, what else
    reaches the right one. The first may lie on either of the others (they share a step); those two never
    on one another.
    """
    by_row: dict[int, list[str]] = defaultdict(list)
    for name in sorted(row, key=lambda name: rank[name]):
        by_row[row[name]].append(name)
    right = {one: other for names in by_row.values() for one, other in itertools.pairwise(names)}
    leaves = {run.start for run in runs if right.get(run.start) != run.end}
    reaches = {run.end for run in runs if right.get(run.start) != run.end}
    straight = {(run.start, run.end) for run in runs}
    lowered = {one for one, other in right.items() if other in reaches and (one, other) not in straight}
    raised = {other for one, other in right.items() if one in leaves}
    leave, reach = {}, {}
    for run in runs:
        other_way = right.get(run.start) != run.end
        leave[run] = middle[run.start] + (PORT if other_way and run.start in lowered else 0)
        reach[run] = middle[run.end] - (PORT if other_way and run.end in raised else 0)
    return leave, reach


def _texts(step: Step) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Title lines and small lines (kind, days); the mark of the state takes room in the first line."""
    room = BOX_WIDTH - 2 * PAD
    small: tuple[str, ...] = ()
    for words in (_say(step.kind), _say(step.days)):
        small += wrap(words, room, SMALL_SIZE, 2)
    return wrap(_say(step.title), room - 1.3 * TITLE_SIZE, TITLE_SIZE) or ("—",), small


# --- Drawing -------------------------------------------------------------------------------------


def draw(lanes: Iterable[Lane], steps: Iterable[Step], *, title: str, name: str = "procedure") -> Picture:
    """The picture as SVG. Every text is escaped; only classes, never styles.

    Args:
        title: read by a screen reader; the steps follow as description.
        name: prefix of the ids, unique in the page (letters, digits, hyphen).
    """
    if not name.replace("-", "").isalnum() or not name.isascii():
        raise ValueError(f"name must be letters, digits and hyphens: {name!r}")
    layout = lay_out(lanes, steps)
    in_order = tuple(box.step for box in layout.boxes)
    told = pgettext("between steps", "；").join(_say(step.title) for step in in_order)
    wide = " swimlane__picture--wide" if layout.width > SHRINKABLE else ""
    parts = [
        f'<svg class="swimlane__picture{wide}" xmlns="http://www.w3.org/2000/svg" role="img" '
        f'aria-labelledby="{name}-title {name}-desc" width="{_n(layout.width)}" height="{_n(layout.height)}" '
        f'viewBox="0 0 {_n(layout.width)} {_n(layout.height)}">',
        f'<title id="{name}-title">{_e(title)}</title><desc id="{name}-desc">{_e(told)}</desc>',
        f'<defs><marker id="{name}-arrow" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="6" '
        'markerHeight="6" orient="auto">'
        '<path class="swimlane__arrow" d="M0 0l8 4-8 4z"/></marker></defs>',
    ]
    for number, band in enumerate(layout.bands):
        even = " swimlane__band--even" if number % 2 else ""
        parts.append(
            f'<rect class="swimlane__band{even}" x="0" y="{_n(band.y)}" '
            f'width="{_n(layout.width)}" height="{_n(band.height)}"/>'
        )
        first = band.y + band.height / 2 - (len(band.label) - 1) * LANE_LEAD / 2 + LANE_SIZE * 0.36
        parts += _lines(band.label, PAD, first, LANE_LEAD, "swimlane__lane")
    parts.append(f'<path class="swimlane__rule" d="M{LABEL_WIDTH} 0V{_n(layout.height)}"/>')
    for edge in layout.edges:
        way = "L".join(f"{_n(x)} {_n(y)}" for x, y in edge.points)
        parts.append(f'<path class="swimlane__edge" d="M{way}" marker-end="url(#{name}-arrow)"/>')
    for box in layout.boxes:
        state = box.step.state if box.step.state in MARKS else "todo"
        parts.append(
            f'<g class="swimlane__step swimlane__step--{state}"><title>{_e(_say(box.step.title))}</title>'
            f'<rect class="swimlane__box" x="{_n(box.x)}" y="{_n(box.y)}" '
            f'width="{_n(box.width)}" height="{_n(box.height)}" rx="6"/>'
        )
        baseline = box.y + PAD + TITLE_SIZE + 1
        parts += _lines(box.title, box.x + PAD, baseline, TITLE_LEAD, "swimlane__title")
        parts.append(
            f'<text class="swimlane__mark" x="{_n(box.x + box.width - PAD)}" y="{_n(baseline)}" '
            f'text-anchor="end">{MARKS[state]}</text>'
        )
        below = baseline + len(box.title) * TITLE_LEAD - 2
        parts += _lines(box.small, box.x + PAD, below, SMALL_LEAD, "swimlane__small")
        parts.append("</g>")
    parts.append("</svg>")
    return Picture("".join(parts), in_order, layout)


def _lines(lines: Sequence[str], x: float, y: float, lead: float, kind: str) -> list[str]:
    return [
        f'<text class="{kind}" x="{_n(x)}" y="{_n(y + number * lead)}">{_e(line)}</text>'
        for number, line in enumerate(lines)
    ]


def _e(text: str) -> str:
    return escape(_printable(text), quote=True)


def _n(value: float) -> str:
    """A number as short as it can be, the same on every machine."""
    return str(math.floor(value)) if value == math.floor(value) else f"{value:.1f}"
