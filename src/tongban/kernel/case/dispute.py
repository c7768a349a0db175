"""部门争议 — what follows when a department objects: who meets, who rules, and on what it is decided.

依据 Basis: 行政许可法§26(2) (the same-level government organises joint handling); who rules, and within which
limit, is the item's own published rule. Minutes of a meeting bind no department that decides for itself:
it revises its opinion, or its objection stands until the superior has ruled on it.
"""

from collections.abc import Iterable

from tongban.kernel.case.commands import (
    AttachedCondition,
    EscalateDispute,
    OpinionResult,
    RuleOnDispute,
    RulingResult,
)
from tongban.kernel.case.events import DisagreementArose, DisputeEscalated, DisputeRuled
from tongban.kernel.case.item import DisputeRule
from tongban.kernel.case.matter import Matter, Unfolding
from tongban.kernel.case.state import Case, CaseStep, Status
from tongban.kernel.clock import ClockKind
from tongban.kernel.refusals import (
    AlreadyEscalated,
    MeetingOwed,
    NoSuperiorNamed,
    NothingInDispute,
    NothingToRuleOn,
    NotTheSuperior,
    NumberMissing,
    ReasonsMissing,
    RulingAwaited,
    RulingMinutesMissing,
)
from tongban.kernel.words import Bilingual, listed

_SUBMISSION = Bilingual("提请裁决的文书", "paper that puts the dispute up")
_RULING = Bilingual("裁决", "ruling")

# --- what is in dispute


def departments(matter: Matter) -> tuple[str, ...]:
    """参加部门 — the lead, and whoever else has a step of this case."""
    others = (step.plan.authority for step in matter.case.steps.values())
    return tuple(dict.fromkeys((matter.item.authority, *others)))


def unconferred(case: Case) -> tuple[CaseStep, ...]:
    """The objections that no meeting was held over."""
    return tuple(step for step in case.objections if step.plan.id not in case.meeting.conferred)


def disputed(case: Case) -> tuple[CaseStep, ...]:
    """The objections that stand after a meeting, and on which nobody has ruled."""
    conferred = case.meeting.conferred
    return tuple(step for step in case.objections if step.plan.id in conferred and step.ruling is None)


def note(unfolding: Unfolding) -> None:
    """After an answer: say that the departments disagree, and begin their time to meet, where it has one."""
    case, rule = unfolding.case, unfolding.matter.item.dispute
    if rule is None or case.status is not Status.ACCEPTED:
        return
    clock, open_ones = case.clocks.get(ClockKind.MEETING), unconferred(case)
    if open_ones and (clock is None or not clock.is_running):
        steps = tuple(step.plan.id for step in open_ones)
        unfolding.then(DisagreementArose(steps, rule.meet, rule.basis))


def conditions(case: Case) -> tuple[AttachedCondition, ...]:
    """附加条件 — on what the departments agreed, or the superior ruled; what a grant carries with it."""
    found = []
    for step in case.steps.values():
        if step.opinion is OpinionResult.AGREE_WITH_CONDITIONS:
            said = case.opinions.get(step.plan.id)
            words, number = (said.words, said.number) if said else (None, "")
            found.append(AttachedCondition(step.plan.id, words, number or None))
        elif step.ruling is not None and step.ruling.result is RulingResult.OVERRULED_WITH_CONDITIONS:
            found.append(AttachedCondition(step.plan.id, step.ruling.minutes, step.ruling.number))
    return tuple(found)


def rulings(case: Case) -> str:
    """The numbers of the rulings that took objections away, and on which a grant rests."""
    found = [s.ruling.number for s in case.steps.values() if s.ruling is not None and s.ruling.overrules]
    return "、".join(dict.fromkeys(found))


# --- what must hold before, shared by decide and the list of what is allowed


def check_escalate(matter: Matter) -> None:
    """Only the lead, only what a meeting was held over, once."""
    matter.require_lead()
    rule, dispute = matter.item.dispute, matter.case.dispute
    if rule is None:
        raise NoSuperiorNamed()
    if dispute is not None and dispute.is_pending:
        raise AlreadyEscalated(on=dispute.escalated_on, superior=matter.item.name_of(dispute.superior))
    check_met(matter)
    if not disputed(matter.case):
        raise NothingInDispute()


def check_rule(matter: Matter) -> None:
    """Only the post that the item names, and only while something waits for it."""
    rule, dispute = matter.item.dispute, matter.case.dispute
    if rule is None or dispute is None or not dispute.is_pending:
        raise NothingToRuleOn()
    if matter.command.post != rule.superior_post:
        superior = matter.item.name_of(rule.superior)
        raise NotTheSuperior(superior=superior, actor_post=matter.name_of_own_post)


def check_met(matter: Matter) -> None:
    """Refuse what needs a meeting first."""
    open_ones = unconferred(matter.case)
    if open_ones:
        raise MeetingOwed(authorities=_names(matter, open_ones))


def check_settled(matter: Matter) -> None:
    """Refuse to decide on an objection before the departments met, and while a superior has it in time.

    On the last day of the statutory limit nobody waits for a ruling any more, and never for one overdue.
    """
    if matter.item.dispute is None or not matter.case.objections:
        return
    check_met(matter)
    case, dispute = matter.case, matter.case.dispute
    if dispute is None or not dispute.is_pending:
        return
    until = case.clocks[ClockKind.RULING].due(matter.calendar).day
    last_day = case.clocks[ClockKind.STATUTORY].due(matter.calendar).day
    if matter.day <= until and matter.day < last_day:
        raise RulingAwaited(superior=matter.item.name_of(dispute.superior), until=until)


# --- deciders


def escalate(unfolding: Unfolding, body: EscalateDispute) -> None:
    """提请裁决 — in a numbered paper that says what each department holds."""
    if body.submission is None:
        raise ReasonsMissing(verb=body.verb())
    if not body.number:
        raise NumberMissing(document=_SUBMISSION)
    rule = _rule(unfolding.matter)
    steps = tuple(step.plan.id for step in disputed(unfolding.case))
    unfolding.then(
        DisputeEscalated(steps, rule.superior, body.submission, body.number, rule.ruling, rule.basis)
    )


def rule_on(unfolding: Unfolding, body: RuleOnDispute) -> None:
    """裁决 — on the objections that still stand; late is better than never."""
    if body.minutes is None:
        raise RulingMinutesMissing()
    if not body.number:
        raise NumberMissing(document=_RULING)
    case, dispute = unfolding.case, unfolding.case.dispute
    assert dispute is not None, "checked before"
    steps = tuple(step.plan.id for step in case.objections if step.plan.id in dispute.steps)
    basis = _rule(unfolding.matter).basis
    unfolding.then(DisputeRuled(steps, body.result, body.minutes, body.number, basis))


def _rule(matter: Matter) -> DisputeRule:
    rule = matter.item.dispute
    assert rule is not None, "checked before"
    return rule


def _names(matter: Matter, steps: Iterable[CaseStep]) -> Bilingual:
    return listed([matter.item.name_of(step.plan.authority) for step in steps])
