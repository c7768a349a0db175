"""容缺受理 — accepted although a secondary material is missing, against a written undertaking.

依据 Basis: local rules such as 河南省优化营商环境条例§35 and 青岛市优化营商环境条例§24, as the item publishes
them. It is no suspension: the limits of the decision run, and no licence is granted while the gap is open.
"""

from tongban.kernel.case.commands import AcceptWithGap, DocumentKind, ReturnApplication
from tongban.kernel.case.events import ApplicationReturned, GapMissed, GapTolerated
from tongban.kernel.case.intake import accept_papers
from tongban.kernel.case.item import GapConsequence, StepKind, ToleranceRule
from tongban.kernel.case.matter import Matter, Unfolding
from tongban.kernel.clock import ClockKind
from tongban.kernel.refusals import (
    GapNotOffered,
    GapNotTolerable,
    GapStillInTime,
    NothingIsMissing,
    NothingIsOpen,
    NumberMissing,
    ReasonsMissing,
    TellInWriting,
    UndertakingMissing,
    UndertakingSaysOtherwise,
)
from tongban.kernel.words import listed

# --- what must hold before, shared by decide and the list of what is allowed


def check_accept_with_gap(matter: Matter) -> None:
    """Only the intake post, only where the item offers it, and only what may come later is missing."""
    matter.require_post_of(StepKind.INTAKE)
    _rule(matter)
    item, missing = matter.item, matter.case.missing
    if not missing:
        raise NothingIsMissing()
    main = [m for m in missing if not item.materials_by_id[m].gap_allowed]
    if main:
        raise GapNotTolerable(materials=listed([item.materials_by_id[m].name for m in main]))


def check_return(matter: Matter) -> None:
    """Only the lead, once the time to fill the gap is over, also that after the reminder."""
    matter.require_lead()
    gap = matter.case.gap
    if gap is None or not gap.is_open:
        raise NothingIsOpen()
    if gap.consequence is not GapConsequence.RETURNED:
        raise UndertakingSaysOtherwise(consequence=gap.consequence.label)
    for kind in (ClockKind.GAP_REMINDER, ClockKind.GAP):
        clock = matter.case.clocks.get(kind)
        if clock is not None and clock.is_running and not clock.is_past(matter.day, matter.calendar):
            raise GapStillInTime(until=clock.due(matter.calendar).day)


# --- deciders


def accept_with_gap(unfolding: Unfolding, body: AcceptWithGap) -> None:
    """容缺受理 — accepted, with what is missing named once and undertaken in writing."""
    if not body.acceptance_number:
        raise NumberMissing(document=DocumentKind.ACCEPTANCE_NOTICE.label)
    if not body.notice_number:
        raise TellInWriting(verb=body.verb())
    if body.undertaking is None:
        raise UndertakingMissing()
    rule, missing = _rule(unfolding.matter), unfolding.case.missing
    tolerated = GapTolerated(
        missing, body.notice_number, body.undertaking, rule.fill, rule.consequence, rule.basis
    )
    accept_papers(unfolding, body.acceptance_number, tolerated)


def miss(unfolding: Unfolding) -> None:
    """逾期未补齐 — time does it; the reminder is part of it."""
    matter, gap = unfolding.matter, unfolding.case.gap
    assert gap is not None, "its clock runs since it was tolerated"
    due_on = unfolding.case.clocks[ClockKind.GAP].due(matter.calendar).day
    further = _rule(matter).after_reminder if gap.consequence is GapConsequence.RETURNED else None
    unfolding.then(GapMissed(gap.lacking, due_on, gap.consequence, further), by_time=True)


def return_application(unfolding: Unfolding, body: ReturnApplication) -> None:
    """退回申请 — with reasons and in writing, as the undertaking says."""
    if body.reasons is None:
        raise ReasonsMissing(verb=body.verb())
    if not body.notice_number:
        raise TellInWriting(verb=body.verb())
    basis = _rule(unfolding.matter).basis
    unfolding.then(ApplicationReturned(body.notice_number, body.reasons, basis))


def _rule(matter: Matter) -> ToleranceRule:
    rule = matter.item.tolerance
    if rule is None:
        raise GapNotOffered()
    return rule
