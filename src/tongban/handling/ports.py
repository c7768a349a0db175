"""端口 — what handling needs from the outside, in handling's own words.

Each has a real adapter (`store`, `connectors`) and an in-memory double (`in_memory.py`) that passes
the same contract tests.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple, Protocol

from tongban.catalogue.authorities import WordedDocument
from tongban.handling.answers import Asked
from tongban.handling.codec import Record
from tongban.handling.credit import CreditRecords
from tongban.handling.mandate_ports import Mandates
from tongban.handling.messages import Message
from tongban.handling.number_ports import Numbers
from tongban.handling.place_ports import Places
from tongban.handling.projection import ClockRow, Summary, TaskRow
from tongban.handling.sealing import SealReport
from tongban.handling.wanted import Job
from tongban.kernel import Item
from tongban.kernel.calendar import Calendar
from tongban.kernel.case.commands import Reference


class Conflict(Exception):
    """Another command was there first (version or command id); load again and decide again."""

    def __init__(self, case_id: str) -> None:
        super().__init__(case_id)
        self.case_id = case_id


class SystemClock(Protocol):
    """时间 — the wall clock."""

    def now(self) -> datetime:
        """This instant, in UTC."""
        ...


class Ids(Protocol):
    """编号 — new ids."""

    def new(self) -> str:
        """A UUIDv7, in its usual text form."""
        ...


class Catalogue(Protocol):
    """事项目录 — items by date and by version."""

    def in_force(self, item_id: str, on: date) -> Item:
        """The version in force on a day; raises a refusal where there is none."""
        ...

    def version(self, item_id: str, version: str, digest: str) -> Item:
        """Exactly that version, for a running case."""
        ...

    def asked(self, item: Item) -> Asked:
        """What that version asks of an applicant."""
        ...

    def document_word(self, item: Item, document: WordedDocument) -> str:
        """发文代字 — the lead department's word in the numbers of such documents, or empty."""
        ...


class Appointments(Protocol):
    """任职 — who holds which post, and what they are called."""

    def posts_of(self, account: str) -> frozenset[str]:
        """The keys of the posts an account holds today; none for an applicant or a stranger."""
        ...

    def name_of(self, account: str) -> str:
        """The name of an account, as documents say it; empty for a stranger."""
        ...


class Calendars(Protocol):
    """工作日历 — by region."""

    def of(self, division: str) -> Calendar:
        """The calendar that governs a division."""
        ...


@dataclass(frozen=True, slots=True)
class SealedValue:
    """密存值 — one personal value, encrypted under its own key, ready for the command's transaction."""

    case_id: str
    ref: str
    subject: str
    purpose: str
    wrapped_key: bytes
    ciphertext: bytes
    digest: str


class PersonalData(Protocol):
    """个人信息 — values that no event holds; erasing a subject makes all of theirs unreadable."""

    def seal(self, case_id: str, subject: str, purpose: str, text: str) -> tuple[Reference, SealedValue]:
        """Encrypt a value for the subject (whose key is made and kept first) and name it."""
        ...

    def read(self, case_id: str, refs: Iterable[str]) -> Mapping[str, str | None]:
        """The values by reference; None for one that was erased or never stored."""
        ...

    def contents(self, case_id: str, refs: Iterable[str]) -> Mapping[str, bytes | None]:
        """What the digests in the events are of: each value with its salt; None as for `read`."""
        ...

    def erase(self, subject: str) -> int:
        """Destroy the subject's key; the number of values that became unreadable."""
        ...


class Blobs(Protocol):
    """附件 — files outside the database, encrypted, by reference."""

    def put(self, ref: str, key: bytes, content: bytes) -> None:
        """Keep a file under a reference, encrypted with the key."""
        ...

    def get(self, ref: str, key: bytes) -> bytes:
        """The file again; raises `FileNotFoundError` or `ValueError` (tampered)."""
        ...

    def remove(self, ref: str) -> None:
        """Drop a file that no case refers to, such as a draft's; nothing happens if it is gone."""
        ...


class Typesetter(Protocol):
    """排版 — documents as PDF."""

    def render(self, template: str, fields: Mapping[str, str], *, qr_payload: str | None) -> bytes:
        """The PDF; raises `MissingGlyphs` before anything is signed."""
        ...

    def missing_from(self, text: str) -> list[str]:
        """缺字 — the characters of a text that no font can print, each once."""
        ...


class Seal(Protocol):
    """签章 — electronic seal."""

    def sign(self, pdf: bytes, *, reason: str, signer: str, at: datetime) -> bytes:
        """The sealed PDF."""
        ...

    def verify(self, pdf: bytes) -> SealReport:
        """What a seal on these bytes is worth; never raises on garbage."""
        ...


# --- the case store


def shard_of(case_id: str, shards: int) -> int:
    """分片 — which of so many sweepers watches a case: the same everywhere, and for ever.

    >>> shard_of("0199d0a0-0000-7000-8000-00000000010a", 4)
    2
    """
    return int(case_id[-4:], 16) % shards if shards > 1 else 0


@dataclass(frozen=True, slots=True)
class History:
    """办件历史 — a case's records (later than asked for), its version and the digest of its last record."""

    case_id: str
    version: int
    head: bytes
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """已答复 — what an earlier command with this id asked and which events it made."""

    digest: bytes
    first_seq: int
    last_seq: int


@dataclass(frozen=True, slots=True)
class Write:
    """一次写入 — everything one command changes; stored whole or not at all.

    `version` is the version the decision was made on. `tasks` and `clocks` are the rows that changed.
    """

    case_id: str
    version: int
    command_id: str
    command_digest: bytes
    at: datetime
    records: tuple[Record, ...]
    summary: Summary
    tasks: tuple[TaskRow, ...] = ()
    clocks: tuple[ClockRow, ...] = ()
    jobs: tuple[Job, ...] = ()
    values: tuple[SealedValue, ...] = ()
    messages: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class DueClock:
    """到期时钟 — a clock whose instant has come."""

    case_id: str
    clock_id: str
    fires_at: datetime


@dataclass(frozen=True, slots=True)
class Stretch:
    """一段办件 — the cases whose ids come after one and not after another; empty: without bound."""

    after: str = ""
    until: str = ""


class LookedAt(NamedTuple):
    """查看的时钟行 — a clock row, and of its case the division and the version it belongs to."""

    division: str
    version: int
    row: ClockRow


def may_concern(days: Sequence[date] | None, row: ClockRow) -> bool:
    """Whether changed days may move a clock, or make it certain: a rough answer, and never a wrong no.

    What lies before a clock's start or after its last day leaves it as it is, forward or back. Where
    the start is not known, whatever comes before the last day may matter; where `days` is None, any may.
    A colour may come after the last day: what lies up to the instant the row fires at matters too.
    """
    if days is None or row.provisional:
        return True
    first, last = sorted((row.started_on or date.min, row.due_on))
    if row.running and not row.fired:
        # The instant is a midnight of the case's own zone, of that day in UTC or of the one after.
        last = max(last, row.fires_at.astimezone(UTC).date() + timedelta(days=1))
    return any(first <= day <= last for day in days)


@dataclass(frozen=True, slots=True)
class CaseRows:
    """办件各行 — a case's rows as stored, but for its clocks, and the digest of its last record.

    The rows are no older than `summary.version`; where one is newer, that version has moved on.
    """

    summary: Summary
    head: bytes
    tasks: tuple[TaskRow, ...]


class CaseStore(Protocol):
    """办件库 — histories, appended to."""

    def load(self, case_id: str, after: int = 0) -> History | None:
        """The case's records later than `after`, in order; None if there is no such case."""
        ...

    def load_many(self, case_ids: Sequence[str]) -> Mapping[str, History]:
        """Whole histories, for a batch."""
        ...

    def answered(self, case_id: str, command_id: str) -> Answered | None:
        """What the command with this id was answered, if it was carried out."""
        ...

    def commit(self, writes: Sequence[Write]) -> None:
        """Store all writes in one transaction.

        Raises:
            Conflict: a version moved on or a command id is taken; nothing was stored.
        """
        ...

    def due_clocks(self, now: datetime, limit: int, shard: int = 0, shards: int = 1) -> list[DueClock]:
        """Running clocks whose instant has come and that have not fired, of one shard of the cases."""
        ...

    def case_ids(self, after: str = "", limit: int = 1000) -> list[str]:
        """Ids in order, for walking all cases (`audit verify`)."""
        ...

    def summary(self, case_id: str) -> Summary | None:
        """The state row as stored, to be held against a replay."""
        ...

    def stretch(self, after: str, window: int) -> Stretch:
        """The next `window` cases; without an end where fewer are left."""
        ...

    def look(self, days: Sequence[date] | None, stretch: Stretch) -> list[LookedAt]:
        """The clock rows of a stretch of cases that changed days may concern (see `may_concern`)."""
        ...

    def case_rows(self, case_ids: Sequence[str]) -> Mapping[str, CaseRows]:
        """The rows of cases as they stand, by their ids; tasks that are done are left out."""
        ...

    def banned_until(self, applicant: str, item: str) -> date | None:
        """The last day on which the applicant may not apply for the item; None where no ban runs."""
        ...

    def clock_rows(self, case_ids: Sequence[str]) -> Mapping[str, tuple[ClockRow, ...]]:
        """The clock rows of cases as stored, in the order of their ids."""
        ...


class GrantGates(Protocol):
    """准予前的关口 — what else a grant rests on than the case itself: the project that it is a part of."""

    def require_open(self, case_id: str) -> None:
        """Nothing where it may be granted; raises a refusal that names what is missing."""
        ...


class NoGates:
    """没有关口 — where there are no construction projects."""

    def require_open(self, case_id: str) -> None:
        """Every case may be granted as far as this goes."""


@dataclass(frozen=True, slots=True)
class Ports:
    """全部端口 — what a handling function is given; wired in `web/wiring.py` and in tests."""

    clock: SystemClock
    ids: Ids
    store: CaseStore
    catalogue: Catalogue
    calendars: Calendars
    personal: PersonalData
    blobs: Blobs
    numbers: Numbers
    typesetter: Typesetter
    seal: Seal
    appointments: Appointments
    mandates: Mandates
    credit: CreditRecords
    places: Places
    gates: GrantGates = field(default_factory=NoGates)
