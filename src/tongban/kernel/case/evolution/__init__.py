"""演变 — what an event does to a case. It never refuses: what happened, happened."""

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from typing import Any

from tongban.kernel.case import events as e
from tongban.kernel.case.evolution import (
    challenge,
    commitment,
    correction,
    custody,
    ending,
    fee,
    hearing,
    inspection,
    intake,
    licence,
    limits,
    lower_review,
    meeting,
    observation,
    outcome,
    oversight,
    renewal,
    service,
    steps,
    survey,
    tolerance,
    transfer,
)
from tongban.kernel.case.state import Case


def evolve(case: Case, event: e.Event) -> Case:
    """The case after the event. An unknown happening changes nothing but the version."""
    then = EVOLVERS.get(type(event.body))
    after = then(case, event, event.body) if then else case
    if after is case:
        after = case.having()
    # Made for this event a moment ago: nobody has seen it yet, and a copy of all facts is what replay spends.
    after.__dict__.update(id=event.case_id, version=event.seq)
    return after


def replay(events: Iterable[e.Event], case: Case | None = None) -> Case:
    """The case that these events made, in their order."""
    return reduce(evolve, events, case or _DRAFT)


#: What every case begins as; to make it anew costs as much as an event.
_DRAFT = Case()


#: event → what it does to a case, in the order of a case's life.
EVOLVERS: Mapping[type[e.Happening], Callable[[Case, e.Event, Any], Case]] = {
    e.Received: intake.received,
    e.SupplementRequested: intake.supplement_requested,
    e.Supplemented: intake.supplemented,
    e.DefectsRestated: intake.defects_restated,
    e.Accepted: intake.accepted,
    e.CommitmentTold: commitment.commitment_told,
    e.Committed: commitment.committed,
    e.GapTolerated: tolerance.gap_tolerated,
    e.GapFilled: tolerance.gap_filled,
    e.GapMissed: tolerance.gap_missed,
    e.ApplicationReturned: tolerance.application_returned,
    e.RenewalDeemed: renewal.renewal_deemed,
    e.Declined: intake.declined,
    e.Withdrawn: intake.withdrawn,
    e.ApplicationTakenOver: ending.application_taken_over,
    e.CaseEnded: ending.case_ended,
    e.StepsPlanned: steps.steps_planned,
    e.StepsOpened: steps.steps_opened,
    e.InspectorsAssigned: inspection.inspectors_assigned,
    e.StepTaken: steps.step_taken,
    e.StepCompleted: steps.step_completed,
    e.SurveyScheduled: survey.survey_scheduled,
    e.SurveyFailed: survey.survey_failed,
    e.SurveyRecorded: survey.survey_recorded,
    e.SentUp: lower_review.sent_up,
    e.OpinionGiven: steps.opinion_given,
    e.ConsentDeemed: steps.consent_deemed,
    e.ObservationRecorded: observation.observation_recorded,
    e.ObjectionDisregarded: meeting.objection_disregarded,
    e.DisagreementArose: meeting.disagreement_arose,
    e.MeetingConvened: meeting.meeting_convened,
    e.MeetingPostponed: meeting.meeting_postponed,
    e.MeetingHeld: meeting.meeting_held,
    e.DisputeEscalated: meeting.dispute_escalated,
    e.DisputeRuled: meeting.dispute_ruled,
    e.InterestFound: hearing.interest_found,
    e.InterestedPartyTold: hearing.interested_party_told,
    e.StatementRecorded: hearing.statement_recorded,
    e.HearingRightTold: hearing.hearing_right_told,
    e.HearingRequested: hearing.hearing_requested,
    e.HearingWaived: hearing.hearing_waived,
    e.HearingNotRequested: hearing.hearing_not_requested,
    e.HearingAnnounced: hearing.hearing_announced,
    e.HearingScheduled: hearing.hearing_scheduled,
    e.HearingNotified: hearing.hearing_notified,
    e.HearingHeld: hearing.hearing_held,
    e.TimeExcluded: limits.time_excluded,
    e.TimeResumed: limits.time_resumed,
    e.LimitExtended: limits.limit_extended,
    e.LimitPassed: limits.limit_passed,
    e.SignalTurned: limits.signal_turned,
    e.ClocksRecounted: limits.clocks_recounted,
    e.Decided: outcome.decided,
    e.DocumentRecorded: outcome.document_recorded,
    e.Delivered: outcome.delivered,
    e.DocumentDispatched: service.document_dispatched,
    e.DocumentBounced: service.document_bounced,
    e.ServiceAnnounced: service.service_announced,
    e.DocumentServed: service.document_served,
    e.RemedyTimeEnded: service.remedy_time_ended,
    e.ElectronicServiceAgreed: service.electronic_service_agreed,
    e.ElectronicServiceEnded: service.electronic_service_ended,
    e.OriginalTaken: custody.original_taken,
    e.OriginalHandedOver: custody.original_handed_over,
    e.OriginalAcknowledged: custody.original_acknowledged,
    e.OriginalReturned: custody.original_returned,
    e.OriginalLost: custody.original_lost,
    e.CheckPlanned: commitment.check_planned,
    e.CheckRecorded: commitment.check_recorded,
    e.RectificationOrdered: commitment.rectification_ordered,
    e.RectificationRecorded: commitment.rectification_recorded,
    e.RevocationTold: licence.revocation_told,
    e.Revoked: licence.revoked,
    e.BanEnded: licence.ban_ended,
    e.Cancelled: licence.cancelled,
    e.CreditRecorded: licence.credit_recorded,
    e.HandedOver: oversight.handed_over,
    e.HandOverAcknowledged: oversight.hand_over_acknowledged,
    e.HandOverRejected: oversight.hand_over_rejected,
    e.FeeAssessed: fee.fee_assessed,
    e.PaymentRecorded: fee.payment_recorded,
    e.WaiverProposed: fee.waiver_proposed,
    e.FeeWaived: fee.fee_waived,
    e.RefundProposed: fee.refund_proposed,
    e.RefundApproved: fee.refund_approved,
    e.FeeProposalRejected: fee.fee_proposal_rejected,
    e.RefundRecorded: fee.refund_recorded,
    e.RefundRefused: fee.refund_refused,
    e.RefundRedirected: fee.refund_redirected,
    e.FeeDropped: fee.fee_dropped,
    e.ChallengeRecorded: challenge.challenge_recorded,
    e.ReplyRecorded: challenge.reply_recorded,
    e.ExecutionSuspended: challenge.execution_suspended,
    e.ExecutionResumed: challenge.execution_resumed,
    e.ChallengeEnded: challenge.challenge_ended,
    e.CaseTransferred: transfer.case_transferred,
    e.EntryCorrected: correction.entry_corrected,
}
