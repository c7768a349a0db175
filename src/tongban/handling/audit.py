"""审计 — replay every case, check its chain, hold its rows against the fold."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

from tongban.handling import projection
from tongban.handling.carrying_out import Handler
from tongban.handling.codec import ALGORITHMS, OF_CASES, Codec, Record, UnreadableRecord, Vocabulary
from tongban.handling.ports import History
from tongban.handling.projection import ClockRow
from tongban.kernel import replay
from tongban.kernel.refusals import Told
from tongban.kernel.words import Bilingual

_WHAT = {
    "digest": Bilingual("记录内容与摘要不符", "the record's bytes do not match its digest"),
    "chain": Bilingual("与前一条记录的链接断开", "the link to the record before it is broken"),
    "sequence": Bilingual("记录序号不连续", "the records are not numbered one after another"),
    "envelope": Bilingual("信封与存储列不符", "the envelope does not match the stored columns"),
    "unreadable": Bilingual("记录无法读取", "the record cannot be read"),
    "summary": Bilingual("办件摘要与重放结果不符", "the state row differs from the replay"),
    "clock": Bilingual("时钟行与台账不符", "a clock's row differs from its ledger"),
    "rules": Bilingual("找不到本件适用的事项版本", "the item version this case runs under is missing"),
    "member": Bilingual("成员行与重放结果不符", "a member's row differs from the replay"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """审计发现 — what is wrong, with which case and record (0: the case as a whole)."""

    case_id: str
    seq: int
    code: str
    detail: str = ""

    @property
    def sentence(self) -> Bilingual:
        """The finding in words."""
        return _WHAT[self.code]


def verify_case(handler: Handler, case_id: str) -> list[Finding]:
    """Everything wrong with one case; empty if its history is whole and its row is true."""
    history = handler.ports.store.load(case_id)
    if history is None:
        return [Finding(case_id, 0, "sequence", "no records")]
    findings = verify_chain(history)
    try:
        case = replay(handler.codec.read(record) for record in history.records)
    except UnreadableRecord as error:
        return [*findings, Finding(case_id, 0, "unreadable", error.sentence.en)]
    try:
        standing = handler.standing_of(history)
    except Told as error:
        return [*findings, Finding(case_id, 0, "rules", error.sentence.en)]
    expected = projection.summary(case, standing.calendar)
    stored = handler.ports.store.summary(case_id)
    if stored != expected:
        findings.append(Finding(case_id, 0, "summary", difference(stored, expected)))
    ledgers = projection.clocks(case, standing.calendar, standing.thresholds)
    rows = handler.ports.store.clock_rows([case_id]).get(case_id, ())
    if wrong := sorted(row.clock_id for row in rows if _is_false(row, ledgers.get(row.clock_id))):
        findings.append(Finding(case_id, 0, "clock", ", ".join(wrong)))
    return findings


def _is_false(row: ClockRow, ledger: ClockRow | None) -> bool:
    """Whether a row says that it was counted otherwise than its ledger says; an older one says nothing."""
    return ledger is None or (row.started_on is not None and _COUNTED(row) != _COUNTED(ledger))


_COUNTED = attrgetter("running", "started_on", "started_at", "amount", "counting", "excluded")


def verify_chain(history: History, vocabulary: Vocabulary = OF_CASES) -> list[Finding]:
    """Whether the records are numbered 1, 2, …, each with its true digest and its predecessor's."""
    findings = []
    head = b""
    for place, record in enumerate(history.records, start=1):
        if record.seq != place:
            findings.append(Finding(history.case_id, record.seq, "sequence", f"expected {place}"))
        algorithm = ALGORITHMS.get(record.algorithm)
        if algorithm is None or algorithm(record.body) != record.digest:
            findings.append(Finding(history.case_id, record.seq, "digest"))
        findings += _verify_envelope(history.case_id, record, head, vocabulary)
        head = record.digest
    if len(history.records) != history.version:
        findings.append(Finding(history.case_id, history.version, "sequence", "records are missing"))
    return findings


def _verify_envelope(case_id: str, record: Record, head: bytes, vocabulary: Vocabulary) -> Iterator[Finding]:
    envelope = Codec.envelope_of(record)
    if envelope.get("prevhash") != head.hex():
        yield Finding(case_id, record.seq, "chain")
    stored = (case_id, record.seq, record.type, record.algorithm)
    said = tuple(envelope.get(name) for name in ("subject", "seq", "type", "hashalg"))
    if said != stored or record.type not in vocabulary.types:
        yield Finding(case_id, record.seq, "envelope", f"{said} ≠ {stored}")


def verify_all(handler: Handler, page: int = 1000) -> Iterator[tuple[str, list[Finding]]]:
    """Every case with its findings, in order of ids, a page at a time."""
    after = ""
    while case_ids := handler.ports.store.case_ids(after, page):
        for case_id in case_ids:
            yield case_id, verify_case(handler, case_id)
        after = case_ids[-1]


def difference(stored: object, expected: Any) -> str:
    """In which columns a stored row is not what the fold says; empty where it is."""
    if stored is None:
        return "no state row"
    return ", ".join(
        f"{field.name}: {getattr(stored, field.name)} ≠ {getattr(expected, field.name)}"
        for field in fields(expected)
        if getattr(stored, field.name) != getattr(expected, field.name)
    )
