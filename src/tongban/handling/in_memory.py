"""内存替身 — the ports without an outside, for tests, demos and notebooks.

They pass the same contract tests as the real adapters (`tests/contracts/`).
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import count
from threading import RLock

from tongban.catalogue.authorities import DocumentWords, WordedDocument
from tongban.handling.answers import Asked
from tongban.handling.codec import Record
from tongban.handling.messages import Message
from tongban.handling.number_ports import NumberState, ReservedBlock, ReservedNumber
from tongban.handling.ports import (
    Answered,
    CaseRows,
    Conflict,
    DueClock,
    History,
    LookedAt,
    SealedValue,
    Stretch,
    Write,
    may_concern,
    shard_of,
)
from tongban.handling.projection import ClockRow, Summary, TaskRow
from tongban.handling.wanted import Job
from tongban.handling.words_in_memory import WORDS
from tongban.kernel import Item
from tongban.kernel.calendar import Calendar
from tongban.kernel.case.commands import Reference
from tongban.kernel.clock import ClockKind
from tongban.kernel.refusals import Refusal


class NoSuchItem(Refusal):
    """没有这个事项。"""

    zh = "没有在 {on} 有效的事项「{item}」。"
    en = "No version of item “{item}” is in force on {on}."
    basis = "行政许可法§30"
    remedy_zh = "请在事项目录中查找。"
    remedy_en = "Look it up in the catalogue."


@dataclass
class SteadyClock:
    """定时钟 — shows the instant it is set to."""

    instant: datetime

    def now(self) -> datetime:
        """The instant it was set to."""
        return self.instant


class CountingIds:
    """顺序编号 — ids in the form of a UUID, counted up."""

    def __init__(self) -> None:
        self._next = count(1)

    def new(self) -> str:
        """The next one."""
        return f"00000000-0000-7000-8000-{next(self._next):012d}"


class FixedCatalogue:
    """固定目录 — the items it is given, each the only version of itself."""

    def __init__(self, *items: Item, asked: Mapping[str, Asked], words: DocumentWords = WORDS) -> None:
        """Take the items, what each asks of an applicant by its id, and the words of document numbers."""
        self._words = words
        self._items = {item.id: item for item in items}
        self._asked = asked

    def in_force(self, item_id: str, on: date) -> Item:
        """The item, whatever the day."""
        if item_id not in self._items:
            raise NoSuchItem(item=item_id, on=on)
        return self._items[item_id]

    def version(self, item_id: str, version: str, digest: str) -> Item:
        """The item, if it is that version."""
        item = self._items.get(item_id)
        if item is None or (item.version, item.digest) != (version, digest):
            raise NoSuchItem(item=f"{item_id}@{version}", on="—")
        return item

    def asked(self, item: Item) -> Asked:
        """What the item asks."""
        return self._asked[item.id]

    def document_word(self, item: Item, document: WordedDocument) -> str:
        """The word for the numbers of such documents, whichever the item."""
        return self._words.of(document)


@dataclass
class MemoryAppointments:
    """内存任职 — posts and names by account."""

    held: Mapping[str, frozenset[str]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def posts_of(self, account: str) -> frozenset[str]:
        """The posts an account holds."""
        return self.held.get(account, frozenset())

    def name_of(self, account: str) -> str:
        """The name of an account."""
        return self.names.get(account, "")


@dataclass(frozen=True)
class OneCalendar:
    """同一日历 — one calendar for every division."""

    calendar: Calendar

    def of(self, division: str) -> Calendar:
        """The calendar."""
        return self.calendar


@dataclass
class MemoryNumbers:
    """内存取号."""

    serials: dict[str, Iterator[int]] = field(default_factory=lambda: defaultdict(lambda: count(1)))
    voids: dict[tuple[str, int], str] = field(default_factory=dict)
    blocks: list[ReservedBlock] = field(default_factory=list)
    claims: dict[tuple[str, int], str] = field(default_factory=dict)

    def lease(self, series: str) -> int:
        """The next serial."""
        return next(self.serials[series])

    def void(self, series: str, serial: int, why: str, *, by: str, at: datetime) -> bool:
        """Put the serial into the register of voids."""
        if (series, serial) in self.claims:
            return False
        self.voids.setdefault((series, serial), why)
        return True

    def reserve(self, division: str, size: int, post: str, by: str, at: datetime) -> ReservedBlock:
        """The next serials."""
        first = self.blocks[-1].last + 1 if self.blocks else 1
        self.blocks.append(ReservedBlock(division, first, first + size - 1, post, by, at))
        return self.blocks[-1]

    def block_with(self, division: str, serial: int) -> ReservedBlock | None:
        """The block with a serial."""
        return next((b for b in self.blocks if b.division == division and b.first <= serial <= b.last), None)

    def claim(self, division: str, serial: int, case_id: str, at: datetime) -> ReservedNumber:
        """Give the serial to the case, unless it is void or another's."""
        key = (f"reserved:{division}", serial)
        if key in self.voids:
            return ReservedNumber(NumberState.VOID, why=self.voids[key])
        return ReservedNumber(NumberState.USED, self.claims.setdefault(key, case_id))


@dataclass
class MemoryBlobs:
    """内存附件; keeps the key beside the bytes, so that a wrong key fails as it would on disk."""

    kept: dict[str, tuple[bytes, bytes]] = field(default_factory=dict)

    def put(self, ref: str, key: bytes, content: bytes) -> None:
        """Keep the content."""
        self.kept[ref] = (key, content)

    def get(self, ref: str, key: bytes) -> bytes:
        """The content again."""
        if ref not in self.kept:
            raise FileNotFoundError(ref)
        kept_key, content = self.kept[ref]
        if kept_key != key:
            raise ValueError("the key does not open this file")
        return content

    def remove(self, ref: str) -> None:
        """Forget the content."""
        self.kept.pop(ref, None)


class MemoryPersonalData:
    """内存个人信息 — values by reference; nothing is encrypted, erasing forgets."""

    def __init__(self) -> None:
        self._refs = count(1)
        self._erased: set[str] = set()
        self.store: MemoryStore | None = None

    def seal(self, case_id: str, subject: str, purpose: str, text: str) -> tuple[Reference, SealedValue]:
        """Name the value; the digest is salted with its reference's salt, kept beside the value."""
        ref = f"{purpose}-{next(self._refs)}"
        content = json.dumps({"salt": ref, "text": text}).encode()
        digest = hashlib.sha256(content).hexdigest()
        return Reference(ref, digest), SealedValue(case_id, ref, subject, purpose, b"", content, digest)

    def read(self, case_id: str, refs: Iterable[str]) -> Mapping[str, str | None]:
        """The values, as far as they are there and not erased."""
        kept = self.store.values[case_id] if self.store else {}
        return {ref: self._text(kept.get(ref)) for ref in refs}

    def contents(self, case_id: str, refs: Iterable[str]) -> Mapping[str, bytes | None]:
        """The values with their salts, as far as they are there and not erased."""
        kept = self.store.values[case_id] if self.store else {}
        return {ref: self._content(kept.get(ref)) for ref in refs}

    def _text(self, value: SealedValue | None) -> str | None:
        content = self._content(value)
        return None if content is None else str(json.loads(content)["text"])

    def _content(self, value: SealedValue | None) -> bytes | None:
        return None if value is None or value.subject in self._erased else value.ciphertext

    def erase(self, subject: str) -> int:
        """Forget the subject's values."""
        if subject in self._erased:
            return 0
        self._erased.add(subject)
        stored = self.store.values.values() if self.store else ()
        return sum(v.subject == subject for values in stored for v in values.values())


@dataclass
class _Stored:
    version: int = 0
    records: list[Record] = field(default_factory=list)
    answered: dict[str, Answered] = field(default_factory=dict)
    summary: Summary | None = None
    tasks: dict[str, TaskRow] = field(default_factory=dict)
    clocks: dict[str, ClockRow] = field(default_factory=dict)
    jobs: dict[str, Job] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)


class MemoryStore:
    """内存办件库 — histories in a dict, under one lock."""

    def __init__(self) -> None:
        self._cases: dict[str, _Stored] = {}
        self._lock = RLock()
        self.values: dict[str, dict[str, SealedValue]] = defaultdict(dict)
        #: Which ask made a life event, told by whoever keeps those.
        self.made: dict[str, bytes] = {}

    def load(self, case_id: str, after: int = 0) -> History | None:
        """The records later than `after`."""
        with self._lock:
            case = self._cases.get(case_id)
            if case is None:
                return None
            head = case.records[-1].digest if case.records else b""
            return History(case_id, case.version, head, tuple(case.records[after:]))

    def load_many(self, case_ids: Sequence[str]) -> Mapping[str, History]:
        """Whole histories."""
        loaded = {case_id: self.load(case_id) for case_id in case_ids}
        return {case_id: history for case_id, history in loaded.items() if history is not None}

    def answered(self, case_id: str, command_id: str) -> Answered | None:
        """What the command was answered."""
        case = self._cases.get(case_id)
        return case.answered.get(command_id) if case else None

    def commit(self, writes: Sequence[Write]) -> None:
        """All of them or none."""
        with self._lock:
            for write in writes:
                case = self._cases.get(write.case_id, _Stored())
                if case.version != write.version or write.command_id in case.answered:
                    raise Conflict(write.case_id)
            for write in writes:
                self._apply(self._cases.setdefault(write.case_id, _Stored()), write)

    def _apply(self, case: _Stored, write: Write) -> None:
        case.records += write.records
        case.version = write.version + len(write.records)
        case.answered[write.command_id] = Answered(write.command_digest, write.version + 1, case.version)
        case.summary = write.summary
        case.tasks |= {row.task_id: row for row in write.tasks}
        case.clocks |= {row.clock_id: row for row in write.clocks}
        case.jobs |= {job.job_id: job for job in write.jobs}
        case.messages += write.messages
        self.values[write.case_id] |= {value.ref: value for value in write.values}

    def due_clocks(self, now: datetime, limit: int, shard: int = 0, shards: int = 1) -> list[DueClock]:
        """Running, unfired clocks whose instant has come, earliest first."""
        with self._lock:
            due = [
                DueClock(row.case_id, row.clock_id, row.fires_at)
                for case_id, case in self._cases.items()
                if shard_of(case_id, shards) == shard
                for row in case.clocks.values()
                if row.running and not row.fired and row.fires_at <= now
            ]
        return sorted(due, key=lambda clock: (clock.fires_at, clock.case_id, clock.clock_id))[:limit]

    def case_ids(self, after: str = "", limit: int = 1000) -> list[str]:
        """Ids in order."""
        return sorted(case_id for case_id in self._cases if case_id > after)[:limit]

    def summary(self, case_id: str) -> Summary | None:
        """The state row."""
        case = self._cases.get(case_id)
        return case.summary if case else None

    def stretch(self, after: str, window: int) -> Stretch:
        """The next cases."""
        found = self.case_ids(after, window)
        return Stretch(after, found[-1] if len(found) == window else "")

    def look(self, days: Sequence[date] | None, stretch: Stretch) -> list[LookedAt]:
        """Clock rows that changed days may concern."""
        with self._lock:
            return [
                LookedAt(case.summary.division, case.summary.version, row)
                for case_id, case in sorted(self._cases.items())
                if case.summary is not None and stretch.after < case_id <= (stretch.until or case_id)
                for _, row in sorted(case.clocks.items())
                if may_concern(days, row)
            ]

    def case_rows(self, case_ids: Sequence[str]) -> Mapping[str, CaseRows]:
        """The rows as they stand."""
        with self._lock:
            known = {n: self._cases[n] for n in case_ids if n in self._cases}
            return {
                case_id: CaseRows(
                    case.summary,
                    case.records[-1].digest if case.records else b"",
                    tuple(case.tasks[n] for n in sorted(case.tasks) if case.tasks[n].state != "done"),
                )
                for case_id, case in known.items()
                if case.summary is not None
            }

    def banned_until(self, applicant: str, item: str) -> date | None:
        """The last day of the applicant's bans from the item."""
        mine = [s.case_id for s in self.summaries() if (s.applicant, s.item) == (applicant, item)]
        rows = [row for clocks in self.clock_rows(mine).values() for row in clocks]
        return max((row.due_on for row in rows if row.kind == ClockKind.BAN and row.running), default=None)

    def clock_rows(self, case_ids: Sequence[str]) -> Mapping[str, tuple[ClockRow, ...]]:
        """The clock rows."""
        with self._lock:
            known = {n: self._cases[n].clocks for n in case_ids if n in self._cases}
            return {
                case_id: tuple(clocks[name] for name in sorted(clocks)) for case_id, clocks in known.items()
            }

    def made_by(self, case_id: str) -> bytes:
        """The digest of the ask that made the case, or the life event; empty where there is none."""
        if case_id in self.made:
            return self.made[case_id]
        case = self._cases.get(case_id)
        return next((a.digest for a in case.answered.values() if a.first_seq == 1), b"") if case else b""

    # --- what tests and notebooks look at

    def summaries(self) -> list[Summary]:
        """The state rows of all cases."""
        with self._lock:
            return [case.summary for case in self._cases.values() if case.summary is not None]

    def tasks(self, case_id: str) -> dict[str, TaskRow]:
        """The task rows of a case."""
        return dict(self._cases[case_id].tasks)

    def clocks(self, case_id: str) -> dict[str, ClockRow]:
        """The clock rows of a case."""
        return dict(self._cases[case_id].clocks)

    def messages(self, case_id: str = "") -> list[Message]:
        """The messages of a case, or of all, in the order they were written."""
        with self._lock:
            cases = (
                [self._cases[case_id]] if case_id in self._cases else [] if case_id else self._cases.values()
            )
            return [message for case in cases for message in case.messages]

    def jobs(self, case_id: str) -> dict[str, Job]:
        """The jobs of a case, by id."""
        return dict(self._cases[case_id].jobs)
