"""现在可以办什么 — one table, read by the screen, the API and `decide` alike."""

from collections.abc import Callable, Mapping

from tongban.kernel.case import (
    challenge,
    commitment,
    correction,
    custody,
    dispute,
    ending,
    fee,
    hearing,
    inspection,
    intake,
    licence,
    limits,
    lower_review,
    meeting,
    outcome,
    oversight,
    refund,
    service,
    steps,
    survey,
    tolerance,
)
from tongban.kernel.case import commands as c
from tongban.kernel.case.commands import Body
from tongban.kernel.case.matter import Matter
from tongban.kernel.case.state import Status
from tongban.kernel.refusals import MaterialsSentUp, NotAllowedNow, SupplementAfterAcceptance

_REFUND: tuple[type[Body], ...] = (
    c.ProposeRefund,
    c.AnswerFeeProposal,
    c.RedirectRefund,
    c.PayRefund,
)
FEE: tuple[type[Body], ...] = (c.AssessFee, c.ProposeWaiver, *_REFUND)

HEARING: tuple[type[Body], ...] = (
    c.FindInterest,
    c.TellInterestedParty,
    c.RecordStatement,
    c.TellHearingRight,
    c.RequestHearing,
    c.WaiveHearing,
    c.AnnounceHearing,
    c.ScheduleHearing,
    c.NotifyOfHearing,
    c.HoldHearing,
)

#: Documents and originals go their own way, from receipt on and after the end of a case.
_PAPERS: tuple[type[Body], ...] = (
    c.DispatchDocument,
    c.RecordBounce,
    c.AnnounceService,
    c.RecordService,
    c.ConfirmService,
    c.AgreeToElectronicService,
    c.EndElectronicService,
    c.TakeOriginal,
    c.HandOverOriginal,
    c.AcknowledgeOriginal,
    c.ReturnOriginal,
    c.RecordLostOriginal,
)

_ALWAYS: tuple[type[Body], ...] = (
    c.NoticePassing,
    c.TurnSignals,
    c.RecountClocks,
    c.RecordObservation,
    c.RecordPayment,
    c.RecordRefund,
    c.RecordRefundRefused,
    c.RecordDocument,
    *_PAPERS,
)

MEETING: tuple[type[Body], ...] = (
    c.ConveneMeeting,
    c.PostponeMeeting,
    c.HoldMeeting,
    c.EscalateDispute,
    c.RuleOnDispute,
)

LICENCE: tuple[type[Body], ...] = (
    c.RecordCheck,
    c.OrderRectification,
    c.RecordRectification,
    c.TellRevocation,
    c.RecordStatement,
    c.Revoke,
    c.Cancel,
    c.RecordCredit,
)

OVERSIGHT: tuple[type[Body], ...] = (c.AcknowledgeHandOver, c.RejectHandOver, c.HandOverAgain)

#: Where a challenge is open: also where its case was withdrawn or ended since, decided anew.
CHALLENGE: tuple[type[Body], ...] = (
    c.RecordReply,
    c.SuspendExecution,
    c.ResumeExecution,
    c.RecordChallengeOutcome,
)

#: Turned away or ended by the office: fought, given back what was paid for, and moved with the powers.
_ENDED: tuple[type[Body], ...] = (*_REFUND, c.RecordChallenge, *CHALLENGE, c.TransferCase)

#: status → what may be asked at all; what else must hold is in `CHECKS`.
ALLOWED: Mapping[Status, tuple[type[Body], ...]] = {
    Status.DRAFT: (c.Receive, c.NoticePassing),
    Status.RECEIVED: (
        c.RequestSupplement,
        c.Supplement,
        c.RestateDefects,
        c.Accept,
        c.AcceptWithGap,
        c.TellCommitment,
        c.Commit,
        c.Decline,
        c.Withdraw,
        c.TakeOver,
        c.EndCase,
        c.CorrectEntry,
        c.TransferCase,
        *CHALLENGE,
        *_ALWAYS,
    ),
    Status.ACCEPTED: (
        c.Supplement,
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
        *OVERSIGHT,
        c.RecordChallenge,
        *CHALLENGE,
        c.Withdraw,
        c.TakeOver,
        c.EndCase,
        c.CorrectEntry,
        c.TransferCase,
        *_ALWAYS,
    ),
    Status.DECIDED: (
        c.Deliver,
        c.EndCase,
        *LICENCE,
        *OVERSIGHT,
        *FEE,
        c.RecordChallenge,
        *CHALLENGE,
        c.TransferCase,
        *_ALWAYS,
    ),
    Status.CLOSED: (
        *LICENCE,
        *OVERSIGHT,
        *FEE,
        c.RecordChallenge,
        *CHALLENGE,
        c.TransferCase,
        *_ALWAYS,
    ),
    Status.DECLINED: (*_ENDED, *_ALWAYS),
    Status.WITHDRAWN: (*_REFUND, *OVERSIGHT, *CHALLENGE, c.TransferCase, *_ALWAYS),
    Status.TERMINATED: (*_ENDED, *OVERSIGHT, *_ALWAYS),
}

CHECKS: Mapping[type[Body], Callable[[Matter], None]] = {
    c.RequestSupplement: intake.check_request_supplement,
    c.Supplement: intake.check_supplement,
    c.RestateDefects: intake.check_restate,
    c.Accept: intake.check_accept,
    c.TellCommitment: commitment.check_tell,
    c.Commit: commitment.check_commit,
    c.RecordCheck: commitment.check_check,
    c.OrderRectification: commitment.check_order,
    c.RecordRectification: commitment.check_rectified,
    c.TellRevocation: licence.check_tell_revocation,
    c.Revoke: licence.check_revoke,
    c.Cancel: licence.check_cancel,
    c.RecordCredit: licence.check_credit,
    c.RecordChallenge: challenge.check_record,
    **dict.fromkeys(CHALLENGE, challenge.check_open_one),
    c.AcknowledgeHandOver: oversight.check_acknowledge,
    c.RejectHandOver: oversight.check_reject,
    c.HandOverAgain: oversight.check_again,
    c.AcceptWithGap: tolerance.check_accept_with_gap,
    c.ReturnApplication: tolerance.check_return,
    c.Decline: intake.check_decline,
    c.TakeOver: ending.check_take_over,
    c.EndCase: ending.check_end,
    c.AssignInspectors: inspection.check_assign,
    c.StartSpecialProcedure: limits.check_start_special,
    c.EndSpecialProcedure: limits.check_end_special,
    c.ExtendLimit: limits.check_extend,
    c.FindInterest: hearing.check_lead,
    c.TellInterestedParty: hearing.check_tell_party,
    c.RecordStatement: hearing.check_statement,
    c.TellHearingRight: hearing.check_lead,
    c.RequestHearing: hearing.check_request,
    c.WaiveHearing: hearing.check_request,
    c.AnnounceHearing: hearing.check_announce,
    c.ScheduleHearing: hearing.check_schedule,
    c.NotifyOfHearing: hearing.check_notify,
    c.HoldHearing: hearing.check_hold,
    c.ConveneMeeting: meeting.check_convene,
    c.PostponeMeeting: meeting.check_postpone,
    c.HoldMeeting: meeting.check_hold,
    c.EscalateDispute: dispute.check_escalate,
    c.RuleOnDispute: dispute.check_rule,
    c.Decide: outcome.check_decide,
    c.Deliver: outcome.check_deliver,
    c.AssessFee: fee.check_assess,
    c.ProposeWaiver: fee.check_propose_waiver,
    c.ProposeRefund: fee.check_propose_refund,
    c.AnswerFeeProposal: fee.check_answer,
    c.RedirectRefund: refund.check_redirect,
    c.PayRefund: refund.check_pay,
    c.CorrectEntry: correction.check_correct,
    c.DispatchDocument: service.check_serve,
    c.RecordBounce: service.check_serve,
    c.AnnounceService: service.check_serve,
    c.RecordService: service.check_serve,
    c.ConfirmService: service.check_confirm,
    c.AgreeToElectronicService: service.check_agree,
    c.EndElectronicService: service.check_end_consent,
    c.TakeOriginal: custody.check_take,
    c.HandOverOriginal: custody.check_out,
    c.AcknowledgeOriginal: custody.check_out,
    c.ReturnOriginal: custody.check_out,
    c.RecordLostOriginal: custody.check_out,
}

STEP_CHECKS: Mapping[type[Body], Callable[[Matter, str], None]] = {
    c.TakeStep: steps.check_take,
    c.CompleteStep: steps.check_complete,
    c.ScheduleSurvey: survey.check_survey,
    c.RecordFailedSurvey: survey.check_failed,
    c.RecordSurvey: survey.check_survey,
    c.SendUp: lower_review.check_send_up,
    c.GiveOpinion: steps.check_opinion,
}


def check(matter: Matter, verb: type[Body], step: str = "") -> None:
    """Refuse what may not be asked now, whatever its content.

    Raises:
        Refusal: the status does not allow the verb, or what must hold before does not.
    """
    if verb not in ALLOWED[matter.case.status]:
        if verb in (c.RequestSupplement, c.RestateDefects) and matter.case.status is Status.ACCEPTED:
            if matter.case.sent_up_on is not None:
                raise MaterialsSentUp(on=matter.case.sent_up_on)
            raise SupplementAfterAcceptance(accepted_on=matter.case.accepted_on)
        if verb is c.Deliver and matter.case.licence is not None and matter.case.delivered_on is None:
            matter.require_licence_in_force()  # closed by the end of the licence, not by its delivery
        raise NotAllowedNow(status=matter.case.status.label, verb=verb.verb())
    if verb in STEP_CHECKS:
        STEP_CHECKS[verb](matter, step)
    elif verb in CHECKS:
        CHECKS[verb](matter)
