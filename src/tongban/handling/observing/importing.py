"""导入 — each row by itself: landed, unchanged, or held with its reasons; nothing of a row is half done.

A row is known by its department and what it says. So a file that is sent twice changes nothing, and one
whose import was cut short goes on where it was: what the case has already is answered as before, and then
noted here. Rows are looked up and noted some at a time; each is carried out by itself.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from tongban.catalogue.result_mapping import ResultMapping
from tongban.handling import examination
from tongban.handling.access import INTERFACE_POST, SYSTEM
from tongban.handling.carrying_out import Handler, Standing
from tongban.handling.errand import Actor, Ask
from tongban.handling.observing.claims import (
    Claim,
    Reason,
    Told,
    claim_of,
    key_of_row,
    plain_name,
    understood,
)
from tongban.handling.observing.placing import Known, found_for
from tongban.handling.observing.ports import KeptRow, ResultRegister, RowState
from tongban.handling.observing.rows import Row
from tongban.handling.observing.seen import Seen
from tongban.handling.occasion import answers_of
from tongban.kernel import Command, Event, decide_and_evolve
from tongban.kernel.case import events as e
from tongban.kernel.case.discrepancy import stands
from tongban.kernel.refusals import Told as Said

#: Who records what was imported: always the same, so that anybody's second try is the first one's retry.
_EXCHANGE = Actor(f"{SYSTEM}exchange", INTERFACE_POST)
_AT_ONCE = 200
#: Why a held row needs nobody any more.
_ANSWERED = "对方已重新报送，后来的一行已导入 · told again since, and imported"


@dataclass(frozen=True, slots=True)
class RowResult:
    """一行的结果 — what became of a row of the file; `is_new` where this import did it."""

    row: KeptRow
    is_new: bool

    @property
    def word(self) -> str:
        """One word: landed, differs, held, set_aside, or unchanged."""
        is_known = not self.is_new and self.row.state is not RowState.HELD
        return "unchanged" if is_known else self.row.state.value


@dataclass(frozen=True, slots=True)
class _Source:
    """来源 — which file a row stood in, whether it is only tried, and who brought it."""

    file: str
    by: str
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    """读过的一行 — a row by its key and place, what it says, and whether that is understood."""

    key: bytes
    line: int
    claim: Claim
    told: Told | None
    reasons: tuple[Reason, ...]


class Importer:
    """导入 — takes rows of a department's file over into the cases they are about."""

    def __init__(self, handler: Handler, register: ResultRegister, region: str = "CN") -> None:
        """Take what carries out commands, the register of rows, and whose days they are written in."""
        self._handler, self._register = handler, register
        self._zone = handler.ports.calendars.of(region).zone

    def rows(
        self, rows: Iterable[Row], mapping: ResultMapping, file: str, by: str, *, dry_run: bool = False
    ) -> Iterator[RowResult]:
        """What becomes of each row, in their order; with `dry_run` nothing is kept or recorded.

        Nothing is said of a row before it is noted.

        Raises:
            UnreadableTable: the file ends in what cannot be read; what was read together before it is done.
        """
        seen, source = Seen(), _Source(file, by, dry_run)
        taken = iter(rows)
        while chunk := list(islice(taken, _AT_ONCE)):
            results: list[RowResult] = []
            tried: list[KeptRow] = []
            try:
                results += self._together(chunk, mapping, seen, source, tried)
            finally:
                # Also where one fails: what was done before it is noted.
                if not dry_run:
                    self._register.keep(*self._settled(tried))
            yield from results

    def _together(
        self,
        chunk: Sequence[Row],
        mapping: ResultMapping,
        seen: Seen,
        source: _Source,
        tried: list[KeptRow],
    ) -> Iterator[RowResult]:
        """Look rows up together, and take each over; those that were tried are to be noted."""
        keyed = [(row, key_of_row(row, mapping)) for row in chunk]
        kept = dict(self._register.find(mapping.authority, [key for _, key in keyed]))
        lines: dict[bytes, _Line] = {}
        for row, key in keyed:
            before = kept.get(key)
            if key not in lines and (before is None or before.state is RowState.HELD):
                is_corrected = before is not None and before.claim.is_corrected
                # What somebody has corrected since it came is tried as corrected.
                claim = (
                    before.claim if before and is_corrected else claim_of(row, mapping, self._register.blind)
                )
                lines[key] = self._line(key, row.line, claim)
        known = Known.of(self._register, [(line.claim.authority, line.told) for line in lines.values()])
        for _, key in keyed:
            before, is_second = kept.get(key), seen.add(key)
            if before is not None and (is_second or before.state is not RowState.HELD):
                yield RowResult(before, is_new=False)
                continue
            kept[key] = self._tried(lines[key], before, source, known)
            tried.append(kept[key])
            if not source.dry_run:
                known.note(kept[key])
            yield RowResult(kept[key], is_new=not is_second)

    def _line(self, key: bytes, line: int, claim: Claim) -> _Line:
        return _Line(key, line, claim, *understood(claim, self._zone))

    def _settled(self, tried: Sequence[KeptRow]) -> list[KeptRow]:
        """Rows to be noted; where one was taken over, what had been held of the same record is answered."""
        landed = [row for row in tried if row.state is RowState.LANDED]
        if not landed:
            return list(tried)
        numbers = dict.fromkeys(row.claim.said("foreign_number") for row in landed)
        found = self._register.held_of(landed[0].authority, list(numbers))
        held = {number: {row.digest: row for row in rows} for number, rows in found.items()}
        noted: dict[bytes, KeptRow] = {}
        for row in tried:  # in their order: what comes after a row is not answered by it
            noted[row.digest] = row
            same = held.setdefault(row.claim.said("foreign_number"), {})
            same.pop(row.digest, None)
            if row.state is RowState.HELD:
                same[row.digest] = row
            elif row.state is RowState.LANDED:
                for answered in [one for one in same.values() if _is_same_record(one.claim, row.claim)]:
                    noted[answered.digest] = self._aside(answered, _ANSWERED, row.by)
                    del same[answered.digest]
        return list(noted.values())

    def try_again(self, row: KeptRow, texts: Mapping[str, str], by: str) -> KeptRow:
        """重试 — with what somebody has corrected; what became of it is kept.

        A name of an applicant among the texts becomes a token first.
        """
        given = dict(texts)
        if given.get("applicant"):
            given["applicant"] = self._register.blind(plain_name(given["applicant"]))
        line = self._line(row.digest, row.line, row.claim.corrected(given))
        known = Known.of(self._register, [(row.authority, line.told)])
        tried = self._tried(line, row, _Source(row.file, by), known)
        self._register.keep(*self._settled([tried]))
        return tried

    def set_aside(self, row: KeptRow, why: str, by: str) -> KeptRow:
        """不予导入 — nothing is to be done about it; it stays on record, with the reason."""
        aside = self._aside(row, why, by)
        self._register.keep(aside)
        return aside

    def _aside(self, row: KeptRow, why: str, by: str) -> KeptRow:
        now = self._handler.ports.clock.now()
        return replace(row, state=RowState.SET_ASIDE, why=why.strip(), by=by, changed_at=now)

    # --- one try

    def _tried(self, line: _Line, before: KeptRow | None, source: _Source, known: Known) -> KeptRow:
        now, claim, told = self._handler.ports.clock.now(), line.claim, line.told
        tries = before.tries + 1 if before else 1
        blank = KeptRow(
            authority=claim.authority,
            digest=line.key,
            state=RowState.HELD,
            claim=claim,
            reasons=line.reasons,
            file=source.file,
            line=line.line,
            first_at=before.first_at if before else now,
            changed_at=now,
            by=source.by,
            tries=tries,
        )
        if told is None:
            return blank
        found = found_for(self._handler, known, claim.authority, told)
        if found.reason is not None or found.standing is None:
            return replace(blank, reasons=(found.reason,) if found.reason else ())
        # What is on record and did not fit is told once more; what was never recorded, for the first time.
        again = tries if before is not None and before.state is RowState.DIFFERS else 1
        try:
            codes = self._recorded(claim, told, found.standing, found.step, again, dry_run=source.dry_run)
        except Said as refusal:
            reason = Reason("refused", "", f"{refusal.sentence.zh} · {refusal.sentence.en}")
            return replace(blank, reasons=(reason,))
        return replace(
            blank,
            state=RowState.LANDED if stands(codes) else RowState.DIFFERS,
            case_id=found.standing.case.id,
            step=found.step,
            discrepancies=codes,
        )

    def _recorded(
        self, claim: Claim, told: Told, standing: Standing, step: str, tries: int, *, dry_run: bool
    ) -> tuple[str, ...]:
        """What does not fit, as it is recorded on the case, or would be."""
        case = standing.case
        observed = examination.Observation(
            step=step,
            result=told.result,
            source=claim.source,
            foreign_number=told.foreign_number,
            fact=told.fact,
            entry=told.entry,
            licence_number=told.licence_number,
            valid_until=told.valid_until,
            suspended_until=told.suspended_until,
            authority=claim.authority,
            other_applicant=self._is_another(case.id, told),
        )
        again = f":{tries}" if tries > 1 else ""
        ask = Ask(case.id, f"observe:{claim.digest.hex()}{again}", _EXCHANGE, told.occurred_at)
        if dry_run:
            events, _ = self._decided(standing, ask, observed)
        else:
            events = examination.record_observation(self._handler, ask, observed).events
        recorded = (event.body for event in events if isinstance(event.body, e.ObservationRecorded))
        return next(recorded).discrepancies

    def _decided(
        self, standing: Standing, ask: Ask, observed: examination.Observation
    ) -> tuple[tuple[Event, ...], object]:
        command = Command(
            ask.command_id,
            ask.case_id,
            self._handler.ports.clock.now(),
            ask.actor.id,
            ask.actor.post,
            observed.body,
            ask.occurred_at,
        )
        return decide_and_evolve(standing.case, command, standing.item, standing.calendar)

    def _is_another(self, case_id: str, told: Told) -> bool:
        """Whether the row names somebody else than the application does; no, where either is not said."""
        if not told.applicant:
            return False
        history = self._handler.history(case_id)
        name = answers_of(self._handler, case_id, history).form.get("holder", "")
        return bool(name) and self._register.blind(plain_name(name)) != told.applicant


def _is_same_record(held: Claim, taken: Claim) -> bool:
    """Whether two rows of one number tell of one record: by its own number, else by its day."""
    if held.said("entry") or taken.said("entry"):
        return held.said("entry") == taken.said("entry")
    return held.said("occurred") == taken.said("occurred")


@dataclass
class Tally:
    """合计 — how many rows became what."""

    counts: Counter[str]
    remarks: int = 0

    @classmethod
    def empty(cls) -> "Tally":
        """Before the first row."""
        return cls(Counter())

    def add(self, result: RowResult) -> None:
        """One row more."""
        self.counts[result.word] += 1
        self.remarks += bool(result.row.discrepancies)

    @property
    def is_fine(self) -> bool:
        """Whether nobody has to look at anything this import brought."""
        return not (self.counts[RowState.HELD] or self.counts[RowState.DIFFERS])

    @property
    def said(self) -> dict[str, int]:
        """The numbers, by their words."""
        words = ("landed", "unchanged", "differs", "held")
        return {"rows": self.counts.total(), **{word: self.counts[word] for word in words}}
