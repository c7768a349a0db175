"""承诺 — what holds of every act on a case, written once more and apart from the kernel's own checks.

The kernel refuses what must not be; here the cases it let through are looked at. Each rule is said from
the item and the case alone, not by asking the functions that it judges.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tongban.kernel import Case, CaseStep, Event, Item, Status, Step, StepState, replay
from tongban.kernel.calendar import Calendar
from tongban.kernel.case import events as e
from tongban.kernel.case.commands import Finding, OpinionResult, Outcome, RulingResult
from tongban.kernel.case.item import SilenceEffect, StepKind
from tongban.kernel.clock import Clock, ClockKind, EntryKind
from tongban.kernel.refusals import Refusal
from tongban.kernel.words import Bilingual
from tongban.process.exploring.moves import Move, Situation

#: code → the promise, in the order they are reported.
PROMISES = {
    "every_case_can_end": Bilingual(
        "每件都能办结，不必等申请人撤回", "every case can end, without the applicant giving up"
    ),
    "no_step_waits_for_ever": Bilingual("没有永远等不到的环节", "no step, and no department, waits for ever"),
    "granted_with_everything": Bilingual(
        "前提不备，不予许可", "nothing is granted without its prerequisites"
    ),
    "every_grant_is_handed_over": Bilingual(
        "许可的准予和终止都移交监管，直到签收",
        "every grant and end of a licence is handed over, until it is taken",
    ),
    "no_objection_is_passed_over": Bilingual(
        "不同意见先会商、再裁决，不被越过",
        "no objection is passed over: the departments meet, a superior rules",
    ),
    "no_clock_is_lost": Bilingual(
        "时钟不丢失：停、届满或有届满日", "no clock is lost: it stopped, has passed or has its last day"
    ),
    "no_time_without_notice": Bilingual("未经告知，不扣除时间", "no time is excluded without its notice"),
    "replay_is_the_case": Bilingual("重放事件得到同一办件", "its events, replayed, are the case"),
    "only_refusals": Bilingual("除拒绝外不抛出任何错误", "nothing but a refusal is raised"),
}

#: What is about the licence, a paper, a remedy or money owed for it, and runs on after a case has ended.
_OUTLIVE = (
    *(ClockKind.COMMITMENT_CHECK, ClockKind.RECTIFICATION, ClockKind.BAN, ClockKind.PAYMENT),
    *(ClockKind.ACKNOWLEDGEMENT, ClockKind.HAND_OVER, ClockKind.REPLY),
    *(ClockKind.PUBLIC_NOTICE, ClockKind.RECONSIDERATION, ClockKind.LAWSUIT),
)

#: What begins anew: the five days after a supplement, the applicant's for what it left open, and those of a
#: hearing that is asked for again, or moved; those of a hand-over that was sent back; those to pay what is
#: assessed again; those to meet over a further objection, and to rule on it.
_BEGIN_AGAIN = (
    ClockKind.NOTICE,
    ClockKind.SUPPLEMENT,
    ClockKind.HEARING,
    ClockKind.HEARING_NOTICE,
    ClockKind.ACKNOWLEDGEMENT,
    ClockKind.HAND_OVER,
    ClockKind.PAYMENT,
    ClockKind.MEETING,
    ClockKind.RULING,
)


#: And what begins anew where the case is ordered to be decided, delivered or accepted anew.
_ANEW = (
    *(ClockKind.STATUTORY, ClockKind.STEP, ClockKind.DELIVERY, ClockKind.COMMITMENT_CHECK),
    *(ClockKind.NOTICE, ClockKind.BAN, ClockKind.RECONSIDERATION, ClockKind.LAWSUIT),
)


@dataclass(frozen=True, slots=True)
class Act:
    """一个动作 — a move that was carried out: the case before and after, and what happened."""

    before: Case
    move: Move
    events: tuple[Event, ...]
    after: Case
    situation: Situation
    item: Item
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class Broken:
    """违背 — a promise that one act, or one state, did not keep; `what` says where it lies."""

    promise: str
    what: str


def broken_by(act: Act) -> Iterator[Broken]:
    """The promises that an act breaks."""
    for promise, found in _RULES.items():
        for what in found(act):
            yield Broken(promise, what)


# --- nothing is granted without its prerequisites


def _granted(act: Act) -> Iterator[str]:
    case = act.after
    if case.is_decided_elsewhere:
        return  # granted by whoever decides there, on what they had before them: that is observed, not judged
    for event in act.events:
        match event.body:
            case e.Decided(outcome=Outcome.GRANTED) as decided:
                yield from _lacking_steps(act)
                yield from _lacking_papers(act)
                yield from _unheard(act, decided)
                yield from _unpaid(act)
            case e.RenewalDeemed():
                yield from _lacking_papers(act)
                if case.renews is None or not case.renews.in_time:
                    yield "renewed by silence, not applied for in time"


def _lacking_steps(act: Act) -> Iterator[str]:
    case, item = act.after, act.item
    for step_id in _before(item, item.step_of(StepKind.DECISION).id):
        step, planned = item.steps_by_id[step_id], case.steps.get(step_id)
        if step.kind in (StepKind.INTAKE, StepKind.DELIVERY) or step_id not in act.situation.steps:
            continue
        if planned is None:
            if not (step.after_commitment and case.commitment is not None):
                yield f"{step_id}: left out"
        elif planned.state is not StepState.DONE:
            yield f"{step_id}: not done"
        elif planned.finding is Finding.DOES_NOT_CONFORM or _stands(planned):
            yield f"{step_id}: answered against it"
        elif planned.deemed and not _is_declared(item, step, planned):
            yield f"{step_id}: consent from what has no effect"


def _stands(step: CaseStep) -> bool:
    """Whether its objection was given, and no superior has overruled it."""
    overruled = (RulingResult.OVERRULED, RulingResult.OVERRULED_WITH_CONDITIONS)
    return step.opinion is OpinionResult.OBJECT and (
        step.ruling is None or step.ruling.result not in overruled
    )


def _is_declared(item: Item, step: Step, planned: CaseStep) -> bool:
    """Whether what counted as consent does so by the item's own words, on a basis."""
    match planned.disregarded:
        case e.Disregard.WITHOUT_REASONS:
            return bool(step.unreasoned_basis)
        case e.Disregard.ABSENT:
            return item.dispute is not None and bool(item.dispute.absent_basis)
    return step.silence is SilenceEffect.DEEMED_CONSENT and bool(step.silence_basis)


def _unpaid(act: Act) -> Iterator[str]:
    rule, fee = act.item.fee, act.after.fee
    if rule is not None and act.item.steps_by_id.get(rule.before) is act.item.step_of(StepKind.DECISION):
        paid = sum(p.amount for p in fee.payments) - sum(r.amount for r in fee.refunds)
        if fee.assessed_on is None or paid < fee.amount - fee.reduced - fee.waived:
            yield "the fee that by law comes before it is not paid"


def _before(item: Item, step_id: str) -> set[str]:
    found: set[str] = set()
    wanted = [step_id]
    while wanted:
        after = set(item.steps_by_id[wanted.pop()].after) - found
        found |= after
        wanted += after
    return found


def _lacking_papers(act: Act) -> Iterator[str]:
    case = act.after
    defective = {defect.material for defect in case.defects}
    promised = set(case.commitment.materials) if case.commitment is not None else set()
    replaceable = {m.id for m in act.item.materials if m.commitment_allowed}
    for material in act.situation.materials:
        if material in promised & replaceable:
            continue
        if material not in case.materials or material in defective:
            yield f"{material}: missing"
    if case.gap is not None and not set(case.gap.materials) <= set(case.gap.supplied):
        yield "a gap is open"


def _unheard(act: Act, decided: e.Decided) -> Iterator[str]:
    hearing, day = act.after.hearing, act.move.day
    prescribed = bool(act.item.hearing_prescribed_by)
    owed = prescribed or bool(hearing.wanted_by) or hearing.announced_on is not None
    if owed and (hearing.held_on is None or hearing.minutes is None or decided.minutes != hearing.minutes):
        yield "a hearing was owed, and the grant does not rest on its minutes"
    for who, party in act.after.parties.items():
        if party.told_on is None and who not in hearing.right_told:
            yield f"{who}: not told"
        elif party.respond_by is not None and not party.has_stated and day <= party.respond_by:
            yield f"{who}: had still time to answer"


# --- every grant is handed over


def _handed_over(act: Act) -> Iterator[str]:
    case, counted = act.after, len(act.before.hand_overs)
    if act.item.oversight is None:
        return
    for event in act.events:
        match event.body:
            case e.Decided(outcome=Outcome.REFUSED) if not _was_in_force(act):
                pass  # nothing stood: there is nothing to tell of
            case e.Decided() | e.RenewalDeemed() | e.Revoked() | e.Cancelled():
                counted += 1
                if len(case.hand_overs) < counted:
                    yield type(event.body).__name__
    for number, handed in case.hand_overs.items():
        waits = {f"{ClockKind.ACKNOWLEDGEMENT}:{number}", f"{ClockKind.HAND_OVER}:{number}"}
        running = [name for name in waits if name in case.clocks and case.clocks[name].is_running]
        if len(running) != (0 if handed.acknowledged_on is not None else 1):
            yield f"{number}: waits for nobody, or for two"
    if not act.before.hand_overs.keys() <= case.hand_overs.keys():
        yield "lost"


def _was_in_force(act: Act) -> bool:
    return act.before.licence is not None and act.before.licence.is_in_force


# --- no objection is passed over


def _objections(act: Act) -> Iterator[str]:
    case, dispute = act.before, act.before.dispute
    refused = any(
        isinstance(event.body, e.Decided) and event.body.outcome is Outcome.REFUSED for event in act.events
    )
    against = any(step.finding is Finding.DOES_NOT_CONFORM for step in case.steps.values())
    if not refused or against or act.item.dispute is None:
        return
    for step in case.steps.values():
        if _stands(step) and step.plan.id not in case.meeting.conferred:
            yield f"{step.plan.id}: refused on an objection nobody met over"
        elif _stands(step) and dispute is not None and dispute.ruling is None and not _is_late(act):
            yield f"{step.plan.id}: refused while a superior has it in time"


def _is_late(act: Act) -> bool:
    """Whether the ruling is overdue, or no day is left to wait for it."""
    clocks, calendar = act.after.clocks, act.calendar
    ruling, statutory = clocks[ClockKind.RULING], clocks[ClockKind.STATUTORY]
    return act.move.day > ruling.due(calendar).day or act.move.day >= statutory.due(calendar).day


# --- no clock is lost


def _clocks(act: Act) -> Iterator[str]:
    before, after = act.before, act.after
    for name, clock in before.clocks.items():
        if name not in after.clocks:
            yield f"{name}: gone"
        elif not _goes_on(clock, after.clocks[name], is_anew=_is_anew(act)):
            yield f"{name}: its ledger was rewritten"
    for name, clock in after.clocks.items():
        if clock.is_running:
            yield from _running(act, str(name), clock)
    open_steps = [s for s in after.open_steps if s.plan.limit is not None and not after.is_examined_no_more]
    for step in open_steps:
        opened = after.clocks.get(step.clock_id)
        if opened is None or not opened.is_running:
            yield f"{step.clock_id}: an open step without its clock"
    statutory = after.clocks.get(ClockKind.STATUTORY)
    if (after.status is Status.ACCEPTED) != (statutory is not None and statutory.is_running):
        yield f"{ClockKind.STATUTORY}: does not run from acceptance to the decision"
    check, owed = after.clocks.get(ClockKind.COMMITMENT_CHECK), _owes_a_check(act)
    if owed != (check is not None and check.is_running):
        yield f"{ClockKind.COMMITMENT_CHECK}: does not run from the grant to the check"


def _owes_a_check(act: Act) -> bool:
    """Whether a licence in force was granted on a commitment that nobody has checked."""
    case = act.after
    if case.licence is None or case.commitment is None or act.item.commitment is None:
        return False
    return case.licence.is_in_force and case.commitment.finding is None


def _is_anew(act: Act) -> bool:
    """Whether it is decided anew, or a licence that had been revoked stands again and is to be delivered."""
    was, now = act.before.licence, act.after.licence
    restored = was is not None and now is not None and now.is_in_force and not was.is_in_force
    return restored or act.after.redone_on is not None


def _goes_on(clock: Clock, later: Clock, *, is_anew: bool) -> bool:
    """Whether a ledger was only written on, or begun again once it had stopped, or for another day."""
    if later.entries[: len(clock.entries)] == clock.entries:
        return True
    begun_again = later.entries[0].kind is EntryKind.START and later.entries[0].at >= clock.entries[0].at
    return begun_again and later.kind in (*_BEGIN_AGAIN, *(_ANEW if is_anew else ()))


def _running(act: Act, name: str, clock: Clock) -> Iterator[str]:
    case = act.after
    if case.status.is_final and clock.kind not in _OUTLIVE:
        yield f"{name}: runs on after the end"
    try:
        due = clock.due(act.calendar).day
    except Refusal as refusal:
        yield f"{name}: has no last day ({refusal.code()})"
        return
    if due < act.move.day and case.passed.get(name) != due:
        yield f"{name}: passed, and nobody said so"


# --- no time is excluded without its notice


def _exclusions(act: Act) -> Iterator[str]:
    told = {(p.procedure.value, p.notice_number) for p in act.after.special if p.notice_number}
    for name, clock in act.after.clocks.items():
        if clock is act.before.clocks.get(name):
            continue
        excluding = [e for e in clock.entries if e.kind in (EntryKind.EXCLUDE, EntryKind.RESUME)]
        for entry in excluding:
            if not entry.basis:
                yield f"{name}: excluded on no basis"
            if entry.kind is EntryKind.EXCLUDE and (entry.why, entry.document) not in told:
                yield f"{name}: excluded without a notice"
        if excluding and clock.kind not in (ClockKind.STATUTORY, ClockKind.PROMISED):
            yield f"{name}: nothing stops it"


# --- the events are the case


def _replayed(act: Act) -> Iterator[str]:
    # Each case is the replay of its own way so far, so that one act more is enough.
    if replay(act.events, act.before) != act.after:
        yield type(act.move.body).__name__
    if [event.seq for event in act.events] != list(range(act.before.version + 1, act.after.version + 1)):
        yield f"{type(act.move.body).__name__}: numbers"


_RULES: dict[str, Callable[[Act], Iterator[str]]] = {
    "granted_with_everything": _granted,
    "every_grant_is_handed_over": _handed_over,
    "no_objection_is_passed_over": _objections,
    "no_clock_is_lost": _clocks,
    "no_time_without_notice": _exclusions,
    "replay_is_the_case": _replayed,
}
