"""导入 — each row by itself: landed, unchanged, or held with its reasons; nothing of a row is half done.

A row is known by its department and what it says. So a file that is sent twice changes nothing, and one
whose import was cut short goes on where it was: what the case has already is answered as before, and then
noted here.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
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
from tongban.handling.observing.ports import KeptRow, ResultRegister, RowState
from tongban.handling.observing.rows import Row
from tongban.handling.occasion import answers_of
from tongban.kernel import Command, Event, decide_and_evolve
from tongban.kernel.case import events as e
from tongban.kernel.case.discrepancy import stands
from tongban.kernel.case.item import Item, Step, StepKind
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
class _Row:
    """来源 — the row by its key, where it stood, and who brought it."""

    key: bytes
    file: str
    line: int
    by: str


@dataclass(frozen=True, slots=True)
class Found:
    """认定 — the case and the step a row is about; or why none was found."""

    standing: Standing | None = None
    step: str = ""
    reason: Reason | None = None


def found_for(handler: Handler, register: ResultRegister, claim: Claim, told: Told) -> Found:
    """Which case and which step: by our number, or by theirs where it was met before."""
    known = register.place_of(claim.authority, told.foreign_number)
    if told.case_number:
        case_id = register.case_with(told.case_number)
        if not case_id:
            return Found(reason=Reason("case_unknown", "case_number", told.case_number))
        if known is not None and known.case_id != case_id:
            return Found(reason=Reason("number_of_another_case", "foreign_number", told.foreign_number))
    elif known is not None:
        case_id = known.case_id
    else:
        return Found(reason=Reason("case_unnamed", "case_number", told.foreign_number))
    standing = handler.standing(case_id)
    if told.step:
        return Found(standing, told.step)
    steps = _may_be_meant(standing.item, claim.authority)
    if known is not None:
        steps = [step for step in steps if step.id == known.step] or steps
    if not steps:
        return Found(standing, reason=Reason("step_unknown", "step"))
    if len(steps) > 1:
        names = "、".join(f"{step.name.zh}（{step.id}）" for step in steps)
        return Found(standing, reason=Reason("step_ambiguous", "step", names))
    return Found(standing, steps[0].id)


def _may_be_meant(item: Item, authority: str) -> list[Step]:
    """The department's steps that it decides in its own system, else those of which it gives an opinion."""
    own = [step for step in item.steps if step.authority == authority]
    declared = [step for step in own if step.decided_in is not None]
    return declared or [step for step in own if step.kind is StepKind.OPINION]


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

        Raises:
            UnreadableTable: the file ends in what cannot be read; what was read together before it is done.
        """
        seen: set[bytes] = set()
        source = iter(rows)
        while chunk := list(islice(source, _AT_ONCE)):
            keyed = [(row, key_of_row(row, mapping)) for row in chunk]
            known = dict(self._register.find(mapping.authority, [key for _, key in keyed]))
            for row, key in keyed:
                before, is_second = known.get(key), key in seen
                seen.add(key)
                if before is not None and (is_second or before.state is not RowState.HELD):
                    yield RowResult(before, is_new=False)
                    continue
                claim = claim_of(row, mapping, self._register.blind)
                if before is not None and before.claim.is_corrected:
                    claim = before.claim  # what somebody has corrected since it came is tried as corrected
                known[key] = self._tried(claim, before, _Row(key, file, row.line, by), dry_run=dry_run)
                if not dry_run:
                    self._keep(known[key])
                yield RowResult(known[key], is_new=not is_second)

    def _keep(self, row: KeptRow) -> None:
        """Keep a row; where it was taken over, what was held of the same record is answered by it."""
        self._register.keep(row)
        if row.state is not RowState.LANDED:
            return
        for held in self._register.held_of(row.authority, row.claim.said("foreign_number")):
            is_same = held.claim.said("entry") == row.claim.said("entry") and (
                held.claim.said("entry") or held.claim.said("occurred") == row.claim.said("occurred")
            )
            if is_same and held.digest != row.digest:
                self.set_aside(held, _ANSWERED, row.by)

    def try_again(self, row: KeptRow, texts: Mapping[str, str], by: str) -> KeptRow:
        """重试 — with what somebody has corrected; what became of it is kept.

        A name of an applicant among the texts becomes a token first.
        """
        given = dict(texts)
        if given.get("applicant"):
            given["applicant"] = self._register.blind(plain_name(given["applicant"]))
        source = _Row(row.digest, row.file, row.line, by)
        tried = self._tried(row.claim.corrected(given), row, source, dry_run=False)
        self._keep(tried)
        return tried

    def set_aside(self, row: KeptRow, why: str, by: str) -> KeptRow:
        """不予导入 — nothing is to be done about it; it stays on record, with the reason."""
        now = self._handler.ports.clock.now()
        aside = replace(row, state=RowState.SET_ASIDE, why=why.strip(), by=by, changed_at=now)
        self._register.keep(aside)
        return aside

    # --- one try

    def _tried(self, claim: Claim, before: KeptRow | None, source: "_Row", *, dry_run: bool) -> KeptRow:
        now = self._handler.ports.clock.now()
        tries = before.tries + 1 if before else 1
        blank = KeptRow(
            authority=claim.authority,
            digest=source.key,
            state=RowState.HELD,
            claim=claim,
            reasons=(),
            file=source.file,
            line=source.line,
            first_at=before.first_at if before else now,
            changed_at=now,
            by=source.by,
            tries=tries,
        )
        told, reasons = understood(claim, self._zone)
        if told is None:
            return replace(blank, reasons=reasons)
        found = found_for(self._handler, self._register, claim, told)
        if found.reason is not None or found.standing is None:
            return replace(blank, reasons=(found.reason,) if found.reason else ())
        # What is on record and did not fit is told once more; what was never recorded, for the first time.
        again = tries if before is not None and before.state is RowState.DIFFERS else 1
        try:
            codes = self._recorded(claim, told, found.standing, found.step, again, dry_run=dry_run)
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
