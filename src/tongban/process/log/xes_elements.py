"""XES 的元素 — one by one, as expat meets them: any lawful file, and what can be stepped over in others."""

from collections.abc import Callable, Iterator
from typing import NoReturn

import polars as pl

from tongban.kernel.words import Bilingual
from tongban.process.log.batches import Batches, Column
from tongban.process.log.findings import CHECKS, MOST_EXAMPLES, LogFinding
from tongban.process.log.moments import parse
from tongban.process.log.raw import CASE, RawLog
from tongban.process.log.unreadable import UnreadableLog
from tongban.process.log.xes_plain import KINDS, PlainTraces

DEEPEST = 100
_BATCH = 50_000
#: They have no value of their own.
_HOLDERS = frozenset({"list", "container"})
_KINDS = KINDS | _HOLDERS
#: The order in which the standard wants them under `log`; attributes stand between the last two.
_ORDER = {"extension": 0, "global": 1, "classifier": 2, "trace": 4, "event": 5}
_OF_LOG = 3
_NEEDED = {"extension": ("name", "prefix", "uri"), "classifier": ("name", "keys")}
_SCOPES = ("event", "trace")
_MOST_KINDS_MISPLACED = 100


class Elements:
    """元素 — what was met so far, and where we are."""

    def __init__(self, file: str, line: Callable[[], int]) -> None:
        """Of one file; `line` says where the parser stands."""
        self.file = file
        self.line = line
        self.events, self.cases = Batches(), Batches()
        self.owners: list[pl.Series] = []
        #: Events and cases since the last batch, cases and events before it.
        self.event = self.case = self.cases_before = self.events_before = 0
        self.belongs: list[int] = []
        self.depth = 0
        #: The depth of what is open, and its table; 0 and none outside of traces and events.
        self.open_at = 0
        self.open: Batches | None = None
        self.in_trace = False
        self.in_global = False
        self.rank = -1
        self.misplaced: dict[str, int] = {}
        self.header: list[str] = []
        self.header_broken = 0
        self.without_key = 0
        self.orphans = 0

    @property
    def read(self) -> int:
        """How many events were read."""
        return self.events_before + self.event

    @property
    def between_traces(self) -> bool:
        """Whether the log is open, and nothing in it."""
        return self.depth == 1

    # --- what expat calls

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self.depth += 1
        if self.open is not None and self.depth == self.open_at + 1 and tag in _KINDS:
            self._attribute(self.open, tag, attributes)
        else:
            self._structure(tag.rpartition(":")[2], attributes)

    def end(self, tag: str) -> None:
        """An element ends."""
        self.depth -= 1
        if self.open is None or self.depth != self.open_at - 1:
            return
        if self.open is self.events and self.in_trace:  # attributes of the trace may follow
            self.open, self.open_at = self.cases, 2
        else:
            self.open, self.open_at, self.in_trace = None, 0, False
        if self.event >= _BATCH:
            self._close_events()
        if self.open is None and self.case >= _BATCH:
            self._close_cases()

    def _attribute(self, table: Batches, kind: str, attributes: dict[str, str]) -> None:
        name, value = attributes.get("key"), attributes.get("value")
        if name is None or value is None:
            if name is None or kind not in _HOLDERS:
                self.without_key += 1
            return
        column = table.columns.get(name) or table.open(name, kind)
        if column is not None:
            if column.kind != kind:
                column.mixed = True
            column.rows.append((self.event if table is self.events else self.case) - 1)
            column.values.append(value)

    def _structure(self, tag: str, attributes: dict[str, str]) -> None:
        if self.depth > DEEPEST:
            self._too_deep()
        if self.depth == 1:
            if tag != "log":
                self._no_log(tag)
        elif (
            tag == "event"
            and self.open is (self.cases if self.in_trace else None)
            and self.depth == 2 + self.in_trace
        ):
            self._event()
        elif self.depth == 2 and tag == "trace":
            self._in_order(tag)
            self.open, self.open_at, self.in_trace = self.cases, 2, True
            self.case += 1
        elif self.depth == 2:
            self._declaration(tag, attributes)
        elif self.open is not None and self.depth == self.open_at + 1:
            self._misplace(tag)
        elif self.in_global and self.depth == 3:
            if "key" not in attributes or not _is_of_kind(tag, attributes.get("value")):
                self._break_header(f"global: {tag}")
        elif tag in ("event", "trace", "log"):
            self._misplace(tag)

    def _event(self) -> None:
        if not self.in_trace:
            self.orphans += 1
            self._in_order("event")
        self.belongs.append(self.cases_before + self.case - 1 if self.in_trace else -1)
        self.open, self.open_at = self.events, self.depth
        self.event += 1

    def _declaration(self, tag: str, attributes: dict[str, str]) -> None:
        self.in_global = tag == "global"
        if tag not in _ORDER and tag not in _KINDS:
            self._misplace(tag)
        else:
            self._in_order(tag)
        if tag in _KINDS:
            self.without_key += "key" not in attributes or ("value" not in attributes and tag not in _HOLDERS)
            if "value" in attributes and not _is_of_kind(tag, attributes["value"]):
                self._break_header(f"{tag}: {attributes['value'][:40]}")
        elif lacking := [name for name in _NEEDED.get(tag, ()) if not attributes.get(name)]:
            self._break_header(f"{tag}: {', '.join(lacking)}")
        elif attributes.get("scope", "event") not in _SCOPES:
            self._break_header(f"{tag}: scope")

    def _break_header(self, what: str) -> None:
        self.header_broken += 1
        if len(self.header) < MOST_EXAMPLES:
            self.header.append(what)

    def _in_order(self, tag: str) -> None:
        rank = _ORDER.get(tag, _OF_LOG)
        if rank < self.rank:
            self._misplace(tag)
        self.rank = max(rank, self.rank)

    def _misplace(self, tag: str) -> None:
        if tag in self.misplaced or len(self.misplaced) < _MOST_KINDS_MISPLACED:
            self.misplaced[tag] = self.misplaced.get(tag, 0) + 1

    # --- batches

    def take(self, traces: PlainTraces) -> None:
        """Whole traces that were read at once."""
        self._in_order("trace")
        self._close_events()
        self._close_cases()
        for table, found, height in (
            (self.events, traces.of_events, len(traces.owner)),
            (self.cases, traces.of_cases, traces.height),
        ):
            written: dict[str, pl.DataFrame] = {}
            for (name, kind), rows in found.items():
                column = table.columns.get(name) or table.open(name, kind)
                if column is not None:
                    written[name] = self._together(column, kind, written.get(name), rows)
            table.close(height, written)
        self.owners.append(pl.Series(CASE, traces.owner + self.cases_before, pl.Int64))
        self.cases_before += traces.height
        self.events_before += len(traces.owner)

    @staticmethod
    def _together(column: Column, kind: str, before: pl.DataFrame | None, rows: pl.DataFrame) -> pl.DataFrame:
        if column.kind != kind:
            column.mixed = True
        # The order of the file counts where an attribute is there twice, in two types.
        return rows if before is None else pl.concat([before, rows]).sort("row", maintain_order=True)

    def _close_events(self) -> None:
        self.owners.append(pl.Series(CASE, self.belongs, pl.Int64))
        self.belongs = []
        self.events.close(self.event)
        self.events_before += self.event
        self.event = 0

    def _close_cases(self) -> None:
        self.cases.close(self.case)
        self.cases_before += self.case
        self.case = 0

    def log(self) -> RawLog:
        """Everything that was read."""
        self._close_events()
        self._close_cases()
        owner = pl.concat(self.owners)
        owner = pl.select(pl.when(owner >= 0).then(owner).cast(pl.UInt32).alias(CASE)).to_series()
        cases = self.cases.table()
        if not cases.width:  # traces without an attribute
            cases = pl.DataFrame({"concept:name": pl.Series([None] * self.cases_before, dtype=pl.String)})
        events = pl.DataFrame([owner, *self.events.table().iter_columns()])
        return RawLog(events, cases, "xes", tuple(self._findings()))

    def _findings(self) -> Iterator[LogFinding]:
        if self.misplaced:
            yield CHECKS["misplaced"].found(sum(self.misplaced.values()), self.misplaced)
        if self.header:
            yield CHECKS["header_broken"].found(self.header_broken, self.header)
        if self.without_key:
            yield CHECKS["without_key"].found(self.without_key)
        if self.orphans:
            yield CHECKS["event_without_case"].found(self.orphans)
        yield from self.events.findings()
        yield from self.cases.findings(lambda name: f"case:{name}")

    # --- refusals

    def _too_deep(self) -> NoReturn:
        raise UnreadableLog(
            self.file,
            Bilingual(f"元素嵌套超过 {DEEPEST} 层", f"its elements are nested deeper than {DEEPEST}"),
            Bilingual("请确认来源后重新导出。", "Check where it is from, and export it again."),
            self.line(),
        )

    def _no_log(self, tag: str) -> NoReturn:
        raise UnreadableLog(
            self.file,
            Bilingual(f"根元素是 <{tag[:40]}>，不是 <log>", f"its root is <{tag[:40]}>, not <log>"),
            Bilingual(
                "请导出为 XES（IEEE 1849）后重新提交。", "Export it as XES (IEEE 1849), and send it again."
            ),
            self.line(),
        )


def _is_of_kind(kind: str, value: str | None) -> bool:
    """Whether a value of the header is of its type; a date has a zone there."""
    if value is None or kind not in ("int", "float", "boolean", "date"):
        return value is not None
    if kind == "boolean":
        return value.lower() in ("true", "false", "1", "0")
    if kind == "date":
        offset = parse(pl.Series([value])).moments.struct.field("offset")
        return offset.null_count() == 0
    try:
        float(value) if kind == "float" else int(value)
    except ValueError:
        return False
    return True
