"""对账 — what they have against what is here, both ways; nothing is changed by it.

闭环运行: every case that was started has ended or is open, here and there (started = ended + open).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import islice

from tongban.catalogue.result_mapping import ResultMapping
from tongban.handling.carrying_out import Handler, Standing
from tongban.handling.observing.claims import Claim, Reason, Told, claim_of, understood
from tongban.handling.observing.placing import Known, found_for
from tongban.handling.observing.ports import ResultRegister
from tongban.handling.observing.rows import Row
from tongban.kernel import Case, CaseStep, StepState
from tongban.kernel.case import steps
from tongban.kernel.case.commands import ObservedFact
from tongban.kernel.case.item import StepKind
from tongban.kernel.case.observed import Observed
from tongban.kernel.clock import ClockKind
from tongban.kernel.words import Bilingual

_AT_ONCE = 200


class DifferenceKind(StrEnum):
    """差异种类 — in what here and there do not agree."""

    NOT_THERE = "not_there"
    ONLY_HERE = "only_here"
    NOT_HERE = "not_here"
    NOT_IMPORTED = "not_imported"
    RESULT_DIFFERS = "result_differs"
    DAY_DIFFERS = "day_differs"
    LICENCE_DIFFERS = "licence_differs"
    UNREADABLE = "unreadable"

    @property
    def label(self) -> Bilingual:
        """The kind's name."""
        return _KINDS[self]


_KINDS = {
    DifferenceKind.NOT_THERE: Bilingual("本系统在办，对方没有结果", "open here, no result there"),
    DifferenceKind.ONLY_HERE: Bilingual("本系统已有结果，对方没有", "a result here, none there"),
    DifferenceKind.NOT_HERE: Bilingual("对方有，本系统没有这一件", "there, and no such case here"),
    DifferenceKind.NOT_IMPORTED: Bilingual("对方已有结果，本系统未导入", "decided there, not imported here"),
    DifferenceKind.RESULT_DIFFERS: Bilingual("结果不一致", "the results differ"),
    DifferenceKind.DAY_DIFFERS: Bilingual("日期不一致", "the days differ"),
    DifferenceKind.LICENCE_DIFFERS: Bilingual("证照编号不一致", "the licence numbers differ"),
    DifferenceKind.UNREADABLE: Bilingual("对方这一行读不出来", "their row cannot be read"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """差异 — one point; `line` is of their file, `overdue_since` the last day that passed unanswered."""

    kind: DifferenceKind
    case_number: str
    foreign_number: str
    step: str
    here: Bilingual
    there: Bilingual
    line: int = 0
    case_id: str = ""
    overdue_since: date | None = None


@dataclass
class Sums:
    """合计 — started = ended + open, of both sides.

    Here a case (a step of one) has ended with an answer, or without one because the case itself has.
    """

    here: Counter[str] = field(default_factory=Counter)
    there: Counter[str] = field(default_factory=Counter)

    @property
    def said(self) -> dict[str, dict[str, int]]:
        """The numbers, by their words."""
        here, there = self.here, self.there
        ended = here["answered"] + here["ended_without"]
        return {
            "here": {
                "started": here["started"],
                "ended": ended,
                "answered": here["answered"],
                "ended_without": here["ended_without"],
                "open": here["open"],
                "overdue": here["overdue"],
            },
            "there": {
                "started": there["started"],
                "ended": there["ended"],
                "open": there["open"],
                "unreadable": there["unreadable"],
            },
        }

    @property
    def is_closed(self) -> bool:
        """Whether every case that was started has ended or is open, here and there."""
        here, there = self.here, self.there
        return here["started"] == here["answered"] + here["ended_without"] + here["open"] and (
            there["started"] == there["ended"] + there["open"]
        )


@dataclass(frozen=True, slots=True)
class _There:
    """对方一件 — the last that their file says of a case."""

    line: int
    told: Told

    @property
    def words(self) -> Bilingual:
        return _words(self.told.fact, self.told.result, self.told.occurred_at.date())


class Reconciler:
    """对账 — reads their file once, then walks the cases here."""

    def __init__(
        self, handler: Handler, register: ResultRegister, items: Sequence[str], region: str = "CN"
    ) -> None:
        """Take the items that have steps decided elsewhere, and whose days the file is written in."""
        self._handler, self._register, self._items = handler, register, items
        self._zone = handler.ports.calendars.of(region).zone
        self.sums = Sums()

    def differences(self, rows: Iterable[Row], mapping: ResultMapping) -> Iterator[Difference]:
        """Every point in which here and there do not agree; `sums` holds afterwards.

        Raises:
            UnreadableTable: their file cannot be read.
        """
        there: dict[tuple[str, str], _There] = {}
        theirs: dict[str, bool] = {}
        for row, claim, told, reasons, known in self._read(rows, mapping):
            if told is None:
                self.sums.there["unreadable"] += 1
                sentences = [reason.sentence for reason in reasons]
                why = Bilingual("；".join(s.zh for s in sentences), "; ".join(s.en for s in sentences))
                yield Difference(
                    DifferenceKind.UNREADABLE,
                    claim.said("case_number"),
                    claim.said("foreign_number"),
                    "",
                    _NOTHING,
                    why,
                    row.line,
                )
                continue
            theirs[told.foreign_number] = theirs.get(told.foreign_number, False) or told.fact.has_result
            found = found_for(self._handler, known, claim.authority, told)
            if found.standing is None or found.reason is not None:
                is_known = found.standing is not None
                yield Difference(
                    DifferenceKind.UNREADABLE if is_known else DifferenceKind.NOT_HERE,
                    told.case_number,
                    told.foreign_number,
                    "",
                    found.reason.sentence if found.reason else _NOTHING,
                    _words(told.fact, told.result, told.occurred_at.date()),
                    row.line,
                )
                continue
            key = (found.standing.case.id, found.step)
            last = there.get(key)
            if last is None or told.occurred_at >= last.told.occurred_at:
                there[key] = _There(row.line, told)
        self.sums.there["started"] = len(theirs)
        self.sums.there["ended"] = sum(theirs.values())
        self.sums.there["open"] = len(theirs) - self.sums.there["ended"]
        yield from self._walk(mapping.authority, there)

    def _read(
        self, rows: Iterable[Row], mapping: ResultMapping
    ) -> Iterator[tuple[Row, Claim, Told | None, tuple[Reason, ...], Known]]:
        """Each row and what it says; the register is asked of some at a time."""
        taken = iter(rows)
        while chunk := list(islice(taken, _AT_ONCE)):
            claims = [claim_of(row, mapping, self._register.blind) for row in chunk]
            read = [understood(claim, self._zone) for claim in claims]
            known = Known.of(self._register, [(mapping.authority, told) for told, _ in read])
            for row, claim, (told, reasons) in zip(chunk, claims, read, strict=True):
                yield row, claim, told, reasons, known

    def _walk(self, authority: str, there: dict[tuple[str, str], _There]) -> Iterator[Difference]:
        after = ""
        while page := self._register.cases_of(self._items, after):
            for case_id in page:
                standing = self._handler.standing(case_id)
                for step in _observed_steps(standing, authority):
                    yield from self._of_step(standing, step, there.get((case_id, step.plan.id)))
            after = page[-1]

    def _of_step(self, standing: Standing, step: CaseStep, there: _There | None) -> Iterator[Difference]:
        case, sums = standing.case, self.sums.here
        sums["started"] += 1
        answer = _answer_to(case, step)
        overdue = self._overdue_since(standing, step)
        if step.state is StepState.DONE:
            sums["answered"] += 1
        elif case.is_examined_no_more:
            sums["ended_without"] += 1
        else:
            sums["open"] += 1
            sums["overdue"] += overdue is not None
        here = _words(answer.fact, answer.result, answer.occurred_on) if answer else _state(step, case)
        told = there.told if there is not None else None
        has_result = told is not None and told.fact.has_result
        kind = _kind(case, step, answer, told)
        if kind is None:
            return
        yield Difference(
            kind,
            case.receipt_number,
            told.foreign_number if told else (answer.foreign_number if answer else ""),
            step.plan.id,
            here,
            there.words if there is not None else _NOTHING,
            there.line if there is not None else 0,
            case.id,
            overdue if not has_result else None,
        )

    def _overdue_since(self, standing: Standing, step: CaseStep) -> date | None:
        clock = standing.case.clocks.get(step.clock_id)
        if clock is None and step.plan.kind is StepKind.DECISION:
            clock = standing.case.clocks.get(ClockKind.STATUTORY)
        today = standing.calendar.day_of(self._handler.ports.clock.now())
        if clock is None or not clock.is_past(today, standing.calendar):
            return None
        return clock.due(standing.calendar).day


def _kind(case: Case, step: CaseStep, answer: Observed | None, told: Told | None) -> DifferenceKind | None:
    if told is None or not told.fact.has_result:
        if answer is not None:
            return DifferenceKind.ONLY_HERE
        is_open = step.state is not StepState.DONE and not case.is_examined_no_more
        return DifferenceKind.NOT_THERE if is_open else None
    if answer is None:
        is_answered = step.state is StepState.DONE
        return DifferenceKind.RESULT_DIFFERS if is_answered else DifferenceKind.NOT_IMPORTED
    if answer.result is not told.result:
        return DifferenceKind.RESULT_DIFFERS
    if answer.occurred_on != told.occurred_at.date():
        return DifferenceKind.DAY_DIFFERS
    if told.licence_number and (answer.licence_number or "") != told.licence_number:
        return DifferenceKind.LICENCE_DIFFERS
    return None


def _observed_steps(standing: Standing, authority: str) -> Iterator[CaseStep]:
    """The case's steps that they decide; before acceptance, those it will have."""
    declared = {step.id for step in standing.item.steps if step.decided_in is not None}
    planned = [CaseStep(plan) for plan in steps.plan(standing.item, standing.case.skipped)]
    for step in standing.case.steps.values() or planned:
        if step.plan.authority == authority and step.plan.id in declared:
            yield step


def _answer_to(case: Case, step: CaseStep) -> Observed | None:
    """The last result of theirs that stands here."""
    told = [o for o in case.observations if o.step == step.plan.id and o.stands and o.fact.has_result]
    return told[-1] if told else None


_NOTHING = Bilingual("—", "—")


def _words(fact: ObservedFact, result: object, on: date) -> Bilingual:
    label = getattr(result, "label", None)
    said = Bilingual(f"{fact.label.zh}，{label.zh}", f"{fact.label.en}, {label.en}") if label else fact.label
    return Bilingual(f"{said.zh}（{on}）", f"{said.en} ({on})")


def _state(step: CaseStep, case: Case) -> Bilingual:
    return case.status.label if case.is_examined_no_more else step.state.label
