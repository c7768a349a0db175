"""环节 — planning, opening, taking and completing the steps of a case, and opinions.

依据 Basis: 行政许可法§26 (joint handling), 优化营商环境条例§36 (each step within its limit).
Parallel means: whatever is not ordered may start at once, all with the same start.
"""

from collections.abc import Iterable, Mapping
from functools import cache

from tongban.kernel.case.commands import (
    CompleteStep,
    Finding,
    GiveOpinion,
    OpinionResult,
    TakeStep,
)
from tongban.kernel.case.dispute import departments, note
from tongban.kernel.case.events import (
    Disregard,
    ObjectionDisregarded,
    OpinionGiven,
    PlannedStep,
    StepCompleted,
    StepsOpened,
    StepsPlanned,
    StepTaken,
)
from tongban.kernel.case.fee import require_paid
from tongban.kernel.case.item import Item, StepKind
from tongban.kernel.case.matter import Matter, Unfolding
from tongban.kernel.case.state import CaseStep, StepState
from tongban.kernel.refusals import (
    BoundByTheMeeting,
    NotYourStep,
    ReasonsMissing,
    RulingStands,
    SamePersonTwice,
    StepNotOpen,
    StepWaits,
    WrongKindOfStep,
)
from tongban.kernel.words import listed

# Intake and delivery are acts on the whole case (received, accepted; decided, delivered), not nodes
# somebody completes; the picture of the procedure shows them, a running case does not count them.
_NOT_PLANNED = frozenset({StepKind.INTAKE, StepKind.DELIVERY})
_BY_A_VERB_OF_THEIR_OWN = (
    StepKind.OPINION,
    StepKind.SURVEY,
    StepKind.LOWER_REVIEW,
    StepKind.MEETING,
    StepKind.DECISION,
)


def plan(item: Item, skipped: Iterable[str]) -> tuple[PlannedStep, ...]:
    """The steps a case gets: those whose condition held, with prerequisites passed through the others."""
    out = set(skipped) | {s.id for s in item.steps if s.kind in _NOT_PLANNED}

    @cache  # several ways lead through the same skipped steps; each is walked once
    def prerequisites(step_id: str) -> Mapping[str, None]:
        found: dict[str, None] = {}
        for before in item.steps_by_id[step_id].after:
            found |= prerequisites(before) if before in out else {before: None}
        return found

    return tuple(
        PlannedStep(
            s.id, s.kind, s.authority, s.post, tuple(prerequisites(s.id)), s.limit, s.silence, s.basis
        )
        for s in item.steps
        if s.id not in out
    )


def plan_and_open(unfolding: Unfolding, *, by_time: bool) -> None:
    """After acceptance: plan the steps and open every one that waits for nothing."""
    steps = plan(unfolding.matter.item, unfolding.case.skipped)
    unfolding.then(StepsPlanned(steps), by_time=by_time)
    open_ready(unfolding, by_time=by_time)


def open_ready(unfolding: Unfolding, *, by_time: bool = False) -> None:
    """Open all steps whose prerequisites are done, with one event and one start instant."""
    steps = unfolding.case.steps
    ready = tuple(
        step.plan.id
        for step in steps.values()
        if step.state is StepState.WAITING
        and all(steps[before].state is StepState.DONE for before in step.plan.after)
    )
    if ready:
        unfolding.then(StepsOpened(ready), by_time=by_time)


# --- what must hold before, shared by decide and the list of what is allowed


def check_open(matter: Matter, step_id: str) -> CaseStep:
    """The step, if it is open and this post's."""
    step = matter.step(step_id)
    check_post(matter, step)
    check_started(matter, step)
    if step.state is StepState.DONE:
        raise StepNotOpen(step=matter.name_of_step(step_id), state=step.state.label)
    return step


def check_started(matter: Matter, step: CaseStep) -> None:
    """Refuse a step that still waits, and name what it waits for."""
    if step.state is StepState.WAITING:
        steps = matter.case.steps
        waits_for = [b for b in step.plan.after if steps[b].state is not StepState.DONE]
        raise StepWaits(
            step=matter.name_of_step(step.plan.id),
            state=step.state.label,
            waits_for=listed([matter.name_of_step(b) for b in waits_for]),
        )


def check_post(matter: Matter, step: CaseStep) -> None:
    """Refuse another post, and the intake clerk where the item separates the two."""
    if matter.command.post != step.plan.post:
        raise NotYourStep(
            step=matter.name_of_step(step.plan.id),
            post=matter.item.name_of(step.plan.post),
            actor_post=matter.name_of_own_post,
        )
    separate = matter.item.separate_intake_and_examination
    examines = step.plan.kind in (StepKind.LOWER_REVIEW, StepKind.EXAMINATION, StepKind.DECISION)
    if separate and examines and matter.command.actor == matter.case.accepted_by:
        raise SamePersonTwice()


def check_take(matter: Matter, step_id: str) -> None:
    """Whether this person may take the step on."""
    check_open(matter, step_id)
    if matter.step(step_id).plan.kind is not StepKind.DECISION:
        require_paid(matter, step_id)  # a refusal never waits for money, nor does who prepares it


def check_complete(matter: Matter, step_id: str) -> None:
    """Whether this step may be completed with a finding now."""
    step = check_open(matter, step_id)
    # A meeting of one department is its own affair, and no joint meeting.
    alone = step.plan.kind is StepKind.MEETING and len(departments(matter)) < 2
    if step.plan.kind in _BY_A_VERB_OF_THEIR_OWN and not alone:
        raise WrongKindOfStep(
            step=matter.name_of_step(step_id), kind=step.plan.kind.label, verb=CompleteStep.verb()
        )
    require_paid(matter, step_id)


def check_opinion(matter: Matter, step_id: str) -> None:
    """Whether an opinion may be given or revised now; revision ends with the decision."""
    step = matter.step(step_id)
    check_post(matter, step)
    if step.plan.kind is not StepKind.OPINION:
        raise WrongKindOfStep(
            step=matter.name_of_step(step_id), kind=step.plan.kind.label, verb=GiveOpinion.verb()
        )
    check_started(matter, step)


# --- deciders


def take(unfolding: Unfolding, body: TakeStep) -> None:
    """认领 — name the person; taking again by the same person changes nothing."""
    step = unfolding.case.steps[body.step]
    if step.taken_by != unfolding.matter.command.actor:
        unfolding.then(StepTaken(body.step))


def complete(unfolding: Unfolding, body: CompleteStep) -> None:
    """办结环节 — record the finding and open what waited for it."""
    if body.finding is Finding.DOES_NOT_CONFORM and body.reasons is None:
        raise ReasonsMissing(verb=body.verb())
    unfolding.then(StepCompleted(body.step, body.finding, body.reasons))
    open_ready(unfolding)


def give_opinion(unfolding: Unfolding, body: GiveOpinion) -> None:
    """出具意见 — all but plain consent needs reasons; an objection without them is consent where declared.

    What was said late counts like what was said in time, and takes the place of consent by silence.
    """
    _check_not_settled(unfolding.matter, body)
    disregarded_by = _without_reasons(unfolding.matter, body)
    unfolding.then(OpinionGiven(body.step, body.result, body.reasons))
    if disregarded_by:
        unfolding.then(ObjectionDisregarded(body.step, Disregard.WITHOUT_REASONS, disregarded_by))
    note(unfolding)
    open_ready(unfolding)


def _without_reasons(matter: Matter, body: GiveOpinion) -> str:
    """What makes an objection without reasons consent; empty where reasons are given, or none are owed."""
    if body.result is OpinionResult.AGREE or body.reasons is not None:
        return ""
    basis = matter.item.steps_by_id[body.step].unreasoned_basis
    if body.result is not OpinionResult.OBJECT or not basis:
        raise ReasonsMissing(verb=body.verb())
    return basis


def _check_not_settled(matter: Matter, body: GiveOpinion) -> None:
    """A department does not object again to what its superior, or a meeting it stayed away from, settled."""
    step = matter.case.steps[body.step]
    if body.result is not OpinionResult.OBJECT:
        return
    if step.ruling is not None and step.ruling.overrules:
        raise RulingStands(on=step.ruling.ruled_on, number=step.ruling.number)
    if step.disregarded is Disregard.ABSENT:
        raise BoundByTheMeeting(on=matter.case.meeting.held_on)
