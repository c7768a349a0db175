"""外部结果 — departments that decide in their own systems tell what happened there, late, by file.

What is told is a fact: it is never refused. It counts from the day it occurred; what does not fit is
recorded with it (`discrepancy`), and where that is more than a remark, the fact stands on record and moves
nothing. What was told wrongly is mended by a further fact, never by editing.

依据 Basis: 优化营商环境条例§37 (systems exchange what they know), 行政许可法§44 (the decision is whoever's
the law names: the hall observes it).
"""

from collections.abc import Iterable
from dataclasses import replace

from tongban.kernel.calendar import Calendar
from tongban.kernel.case.commands import (
    Command,
    Finding,
    HandOverReason,
    ObservedFact,
    OpinionResult,
    Outcome,
    RecordObservation,
)
from tongban.kernel.case.commitment import plan_check
from tongban.kernel.case.discrepancy import Discrepancy, stands
from tongban.kernel.case.dispute import note
from tongban.kernel.case.events import Decided, ObservationRecorded
from tongban.kernel.case.intake import accept_papers
from tongban.kernel.case.item import StepKind
from tongban.kernel.case.matter import Matter, Unfolding
from tongban.kernel.case.oversight import hand_over
from tongban.kernel.case.state import Case, CaseStep, Status, StepState
from tongban.kernel.case.steps import open_ready
from tongban.kernel.clock import ClockKind


def as_it_can_be(case: Case, command: Command, calendar: Calendar) -> Command:
    """A fact dated on a day that cannot be: recorded when it was told, its day kept as they stated it."""
    body, day = command.body, command.occurred_at
    if not isinstance(body, RecordObservation) or day is None:
        return command
    stated_on = calendar.day_of(day)
    calendar.day_of(command.at)  # refuses an instant without a zone, which does not compare with one
    is_before = case.received_on is not None and stated_on < case.received_on
    if day <= command.at and not is_before:
        return command
    return replace(command, occurred_at=None, body=replace(body, stated_on=stated_on))


def record(unfolding: Unfolding, body: RecordObservation) -> None:
    """登记外部结果 — always on record; it moves the case only where nothing contradicts it."""
    fact = body.fact or ObservedFact.DECIDED
    codes = tuple(_discrepancies(unfolding.matter, body, fact))
    is_decision = _is_decided_there(unfolding.matter, body.step)
    if is_decision and stands(codes) and unfolding.case.status is Status.RECEIVED and fact.has_result:
        # Nobody decides what was not accepted: told of the decision alone, both are of that day.
        accept_papers(unfolding, body.foreign_number)
        codes = tuple(_discrepancies(unfolding.matter, body, fact))
    unfolding.then(
        ObservationRecorded(
            body.step,
            body.result,
            body.source,
            body.foreign_number,
            codes,
            body.fact,
            body.entry,
            body.licence_number,
            body.valid_until,
            body.suspended_until,
            body.stated_on,
        )
    )
    if not stands(codes):
        return
    if is_decision:
        _of_the_case(unfolding, body, fact)
    if unfolding.case.status is Status.ACCEPTED:
        note(unfolding)
        open_ready(unfolding)


def _is_decided_there(matter: Matter, step_id: str) -> bool:
    decision = matter.item.step_of(StepKind.DECISION)
    return decision.id == step_id and decision.decided_in is not None


def _of_the_case(unfolding: Unfolding, body: RecordObservation, fact: ObservedFact) -> None:
    """受理、决定 — what happened there to the case as a whole."""
    matter = unfolding.matter
    if fact is ObservedFact.ACCEPTED and matter.case.status is Status.RECEIVED:
        accept_papers(unfolding, body.foreign_number)
    elif fact.has_result and matter.case.status in (Status.ACCEPTED, Status.DECIDED):
        # Reasons and remedies stand in their own decision: they are told by whoever decided.
        item, granted = matter.item, body.result is not OpinionResult.OBJECT
        before = matter.case.licence
        unfolding.then(
            Decided(
                Outcome.GRANTED if granted else Outcome.REFUSED,
                body.licence_number or body.foreign_number,
                item.step_of(StepKind.DECISION).basis,
                None,
                None,
                body.valid_until if granted else None,
                item.delivery_limit,
            )
        )
        if granted:
            plan_check(unfolding)
            hand_over(unfolding, HandOverReason.CHANGE if matter.case.hand_overs else HandOverReason.GRANT)
        elif before is not None and before.is_in_force:
            # Whoever was told of the grant is told that there is none.
            hand_over(unfolding, HandOverReason.CORRECTION, of=before)
    elif fact is ObservedFact.REVOKED:
        hand_over(unfolding, HandOverReason.REVOCATION)


# --- what does not fit


def _discrepancies(matter: Matter, body: RecordObservation, fact: ObservedFact) -> Iterable[Discrepancy]:
    case, step = matter.case, matter.case.steps.get(body.step)
    planned = matter.item.steps_by_id.get(body.step)
    if body.stated_on is not None:
        is_to_come = body.stated_on > matter.today
        yield Discrepancy.IN_THE_FUTURE if is_to_come else Discrepancy.BEFORE_RECEIPT
    if body.other_applicant:
        yield Discrepancy.OTHER_APPLICANT
    if not _status_fits(matter, body, fact):
        yield Discrepancy(f"case_{case.status}")
    if planned is None or (step is None and case.status is not Status.RECEIVED):
        yield Discrepancy.UNKNOWN_STEP
        return
    authority = step.plan.authority if step is not None else planned.authority
    if body.authority is not None and body.authority != authority:
        yield Discrepancy.OTHER_AUTHORITY
    if planned.kind is not StepKind.OPINION and planned.decided_in is None:
        yield Discrepancy.NOT_AN_OPINION_STEP
    if _was_told_otherwise(case, body, fact):
        yield Discrepancy.CONTRADICTS_ENTRY
    if step is not None:
        yield from _of_the_step(matter, body, fact, step)
    elif fact is ObservedFact.REVOKED:
        yield Discrepancy.NOTHING_TO_REVOKE


def _status_fits(matter: Matter, body: RecordObservation, fact: ObservedFact) -> bool:
    status, is_decision = matter.case.status, _is_decided_there(matter, body.step)
    if status is Status.RECEIVED:
        return is_decision
    if status in (Status.DECIDED, Status.CLOSED) and is_decision:
        # What was decided there can be corrected until it is delivered, and revoked for as long as it stands.
        observed = matter.case.steps[body.step].observed
        return observed and (
            fact is ObservedFact.REVOKED
            or (fact is ObservedFact.CORRECTED and status is Status.DECIDED and _may_be_decided_anew(matter))
        )
    return status is Status.ACCEPTED


def _may_be_decided_anew(matter: Matter) -> bool:
    licence = matter.case.licence
    return licence is None or licence.is_in_force


def _was_told_otherwise(case: Case, body: RecordObservation, fact: ObservedFact) -> bool:
    """Whether the same entry of the other system was told before with other content."""
    told = (body.step, fact, body.result, body.licence_number, body.valid_until)
    return any(
        earlier.source == body.source
        and earlier.foreign_number == body.foreign_number
        and earlier.entry == body.entry
        and told != (earlier.step, earlier.fact, earlier.result, earlier.licence_number, earlier.valid_until)
        for earlier in case.observations
        if body.entry
    )


def _of_the_step(
    matter: Matter, body: RecordObservation, fact: ObservedFact, step: CaseStep
) -> Iterable[Discrepancy]:
    if fact is ObservedFact.ACCEPTED:
        if _was_accepted_in_time(matter, body.step):
            yield Discrepancy.ACCEPTED_BY_SILENCE
        return
    if fact is ObservedFact.REVOKED:
        if not step.observed or not _stands_granted(matter, step):
            yield Discrepancy.NOTHING_TO_REVOKE
        return
    if step.state is StepState.WAITING:
        yield Discrepancy.BEFORE_THE_STEP
    if not fact.has_result:
        return
    late = _is_late(matter, step)
    if late:
        yield Discrepancy.LATE
    if step.state is StepState.DONE and not (fact is ObservedFact.CORRECTED and step.observed):
        # Consent taken from silence yields to an answer that was given in time and told late.
        if _answer_of(matter.case, step) is body.result or (
            step.deemed and not late and not step.disregarded
        ):
            yield Discrepancy.ANSWERED_BEFORE
        else:
            yield Discrepancy.CONTRADICTS_ANSWER


def _is_late(matter: Matter, step: CaseStep) -> bool:
    clock = matter.case.clocks.get(step.clock_id)
    if clock is None and step.plan.kind is StepKind.DECISION:
        clock = matter.case.clocks.get(ClockKind.STATUTORY)
    return clock is not None and matter.day > clock.due(matter.calendar).day


def _was_accepted_in_time(matter: Matter, step: str) -> bool:
    """Whether silence had accepted what they had accepted in time, untold."""
    case = matter.case
    if not case.deemed_accepted or not _is_decided_there(matter, step):
        return False
    return (
        case.status is Status.ACCEPTED
        and matter.day <= case.clocks[ClockKind.NOTICE].due(matter.calendar).day
    )


def _stands_granted(matter: Matter, step: CaseStep) -> bool:
    licence = matter.case.licence
    if step.plan.kind is StepKind.DECISION:
        return licence is not None and licence.is_in_force
    return step.state is StepState.DONE and step.opinion is not OpinionResult.OBJECT


def _answer_of(case: Case, step: CaseStep) -> OpinionResult | None:
    """The step's answer in the words of the other system, whoever gave it here."""
    if step.opinion is not None:
        return step.opinion
    if step.finding is not None:
        conforms = step.finding is Finding.CONFORMS
        return OpinionResult.AGREE if conforms else OpinionResult.OBJECT
    if step.plan.kind is StepKind.DECISION and case.outcome is not None:
        return OpinionResult.AGREE if case.outcome is Outcome.GRANTED else OpinionResult.OBJECT
    return None
