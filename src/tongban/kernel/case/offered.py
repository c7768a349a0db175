"""可选的指令 — which verbs a screen lists, in which order, and why not, where one may not be asked now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tongban.kernel.case import challenge, fee, transfer
from tongban.kernel.case import commands as c
from tongban.kernel.case.allowed import (
    CHALLENGE,
    FEE,
    HEARING,
    LICENCE,
    MEETING,
    OVERSIGHT,
    STEP_CHECKS,
    check,
)
from tongban.kernel.case.commands import Body
from tongban.kernel.case.item import StepKind
from tongban.kernel.case.matter import Matter, Unfolding
from tongban.kernel.case.passing import notice_passing
from tongban.kernel.refusals import Refusal

#: The verbs staff choose between, in the order a screen shows them. Powers are transferred for many cases at
#: once, by whoever keeps the directory, and from no case's page.
STAFF_VERBS: tuple[type[Body], ...] = (
    c.Accept,
    c.AcceptWithGap,
    c.TellCommitment,
    c.Commit,
    c.RequestSupplement,
    c.RestateDefects,
    c.Decline,
    c.AssignInspectors,
    c.TakeStep,
    c.CompleteStep,
    c.ScheduleSurvey,
    c.RecordFailedSurvey,
    c.RecordSurvey,
    c.SendUp,
    c.GiveOpinion,
    *MEETING,
    c.StartSpecialProcedure,
    c.EndSpecialProcedure,
    c.ExtendLimit,
    *HEARING,
    c.ReturnApplication,
    *FEE,
    c.Decide,
    c.Deliver,
    *(verb for verb in LICENCE if verb is not c.RecordStatement),
    *OVERSIGHT,
    c.RecordChallenge,
    *CHALLENGE,
    c.TakeOver,
    c.EndCase,
    c.CorrectEntry,
)


def _is_conferred_upon(matter: Matter) -> bool:
    """Whether the departments have, or have had, something to meet over."""
    case = matter.case
    waits = any(step.plan.kind is StepKind.MEETING for step in case.open_steps)
    return bool(case.objections) or waits or case.meeting.authorities != () or bool(matter.item.dispute)


#: Verbs that most cases have no use for: where they are listed at all, so that nobody reads why not.
_LISTED_WHERE: Mapping[type[Body], Callable[[Matter], bool]] = {
    c.AssignInspectors: lambda matter: matter.item.inspection is not None,
    c.ConveneMeeting: _is_conferred_upon,
    c.PostponeMeeting: lambda matter: matter.case.meeting.meeting_on is not None,
    c.HoldMeeting: lambda matter: matter.case.meeting.meeting_on is not None,
    c.EscalateDispute: lambda matter: bool(matter.case.objections),
    c.RuleOnDispute: lambda matter: matter.case.dispute is not None and matter.case.dispute.is_pending,
    c.TakeOver: lambda matter: bool(matter.item.succession_basis),
    **dict.fromkeys(OVERSIGHT, lambda matter: bool(matter.case.hand_overs)),
    c.AssessFee: fee.may_be_assessed,
    c.ProposeWaiver: lambda matter: bool(
        matter.case.fee.open and matter.item.fee and matter.item.fee.waivers
    ),
    c.ProposeRefund: lambda matter: matter.case.fee.paid > 0,
    c.AnswerFeeProposal: lambda matter: matter.case.fee.proposal is not None,
    c.RedirectRefund: lambda matter: bool(matter.case.fee.stuck()),
    c.PayRefund: lambda matter: bool(matter.case.fee.to_pay_out()),
    **dict.fromkeys(CHALLENGE, lambda matter: bool(matter.case.challenges)),
    c.RecordChallenge: lambda matter: challenge.is_challengeable(matter.case),
    c.EndCase: lambda matter: matter.case.licence is None or not matter.case.licence.is_in_force,
}

#: What the applicant may choose.
APPLICANT_VERBS: tuple[type[Body], ...] = (
    c.Supplement,
    c.Commit,
    c.RecordStatement,
    c.RequestHearing,
    c.WaiveHearing,
    c.Withdraw,
)


@dataclass(frozen=True, slots=True)
class Possibility:
    """可办与否 — a verb (on a step, where it has one), and why not, if not."""

    verb: type[Body]
    step: str
    refusal: Refusal | None

    @property
    def is_allowed(self) -> bool:
        """Whether it may be asked now."""
        return self.refusal is None


def allowed(matter: Matter, verbs: tuple[type[Body], ...] = STAFF_VERBS) -> tuple[Possibility, ...]:
    """What the matter's actor may ask at its post now, and why not the rest.

    The matter's own command matters only for who, where and when; a verb on steps is listed once
    for each step its post is accountable for, one that few cases need on those alone. As in `decide`,
    time has its effects first: a screen is right also where the sweep is late.
    """
    unfolding = Unfolding(matter.under(transfer.as_held(matter.item, matter.case)))
    notice_passing(unfolding)
    matter = unfolding.matter
    possibilities = []
    for verb in verbs:
        if verb in _LISTED_WHERE and not _LISTED_WHERE[verb](matter):
            continue
        targets = [""]
        if verb in STEP_CHECKS:
            targets = [s.plan.id for s in matter.case.steps.values() if s.plan.post == matter.command.post]
        possibilities += [Possibility(verb, step, _why_not(matter, verb, step)) for step in targets]
    return tuple(possibilities)


def _why_not(matter: Matter, verb: type[Body], step: str) -> Refusal | None:
    try:
        check(matter, verb, step)
    except Refusal as refusal:
        return refusal
    return None
