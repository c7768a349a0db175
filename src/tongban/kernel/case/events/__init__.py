"""事件 — what happened to a case; past tense, plain frozen data, the only truth.

An event carries everything `evolve` needs, the limits of its day among it, so that history is never
judged again by today's law. It carries no personal data: people are ids, texts and files are
references with salted digests.
"""

from tongban.kernel.case.events.challenge import (
    ChallengeEnded,
    ChallengeRecorded,
    ExecutionResumed,
    ExecutionSuspended,
    ReplyRecorded,
)
from tongban.kernel.case.events.commitment import (
    CheckPlanned,
    CheckRecorded,
    CommitmentTold,
    Committed,
    RectificationOrdered,
    RectificationRecorded,
)
from tongban.kernel.case.events.custody import (
    OriginalAcknowledged,
    OriginalHandedOver,
    OriginalLost,
    OriginalReturned,
    OriginalTaken,
)
from tongban.kernel.case.events.ending import ApplicationTakenOver, CaseEnded
from tongban.kernel.case.events.envelope import Event, Happening
from tongban.kernel.case.events.fee import (
    FeeAssessed,
    FeeDropped,
    FeeProposalRejected,
    FeeWaived,
    PaymentRecorded,
    RefundApproved,
    RefundProposed,
    RefundRecorded,
    WaiverProposed,
)
from tongban.kernel.case.events.hearing import (
    HearingAnnounced,
    HearingHeld,
    HearingNotified,
    HearingNotRequested,
    HearingRequested,
    HearingRightTold,
    HearingScheduled,
    HearingWaived,
    InterestedPartyTold,
    InterestFound,
    StatementRecorded,
)
from tongban.kernel.case.events.inspection import InspectorsAssigned
from tongban.kernel.case.events.intake import (
    Accepted,
    Declined,
    DefectsRestated,
    Received,
    Supplemented,
    SupplementRequested,
    Withdrawn,
)
from tongban.kernel.case.events.licence import BanEnded, Cancelled, CreditRecorded, RevocationTold, Revoked
from tongban.kernel.case.events.limits import (
    ClocksRecounted,
    LimitExtended,
    LimitPassed,
    MovedClock,
    SignalTurned,
    TimeExcluded,
    TimeResumed,
)
from tongban.kernel.case.events.lower_review import SentUp
from tongban.kernel.case.events.observation import ObservationRecorded
from tongban.kernel.case.events.outcome import Decided, Delivered, DocumentRecorded, EntryCorrected
from tongban.kernel.case.events.oversight import HandedOver, HandOverAcknowledged, HandOverRejected
from tongban.kernel.case.events.renewal import Renewal, RenewalDeemed
from tongban.kernel.case.events.service import (
    DocumentBounced,
    DocumentDispatched,
    DocumentServed,
    ElectronicServiceAgreed,
    ElectronicServiceEnded,
    RemedyTimeEnded,
    ServiceAnnounced,
)
from tongban.kernel.case.events.steps import (
    ConsentDeemed,
    OpinionGiven,
    PlannedStep,
    StepCompleted,
    StepsOpened,
    StepsPlanned,
    StepTaken,
)
from tongban.kernel.case.events.survey import SurveyFailed, SurveyRecorded, SurveyScheduled
from tongban.kernel.case.events.tolerance import ApplicationReturned, GapFilled, GapMissed, GapTolerated
from tongban.kernel.case.events.transfer import CaseTransferred, HandOverMoved, StepMoved

__all__ = [
    "Accepted",
    "ApplicationReturned",
    "ApplicationTakenOver",
    "BanEnded",
    "Cancelled",
    "CaseEnded",
    "CaseTransferred",
    "ChallengeEnded",
    "ChallengeRecorded",
    "CheckPlanned",
    "CheckRecorded",
    "ClocksRecounted",
    "CommitmentTold",
    "Committed",
    "ConsentDeemed",
    "CreditRecorded",
    "Decided",
    "Declined",
    "DefectsRestated",
    "Delivered",
    "DocumentBounced",
    "DocumentDispatched",
    "DocumentRecorded",
    "DocumentServed",
    "ElectronicServiceAgreed",
    "ElectronicServiceEnded",
    "EntryCorrected",
    "Event",
    "ExecutionResumed",
    "ExecutionSuspended",
    "FeeAssessed",
    "FeeDropped",
    "FeeProposalRejected",
    "FeeWaived",
    "GapFilled",
    "GapMissed",
    "GapTolerated",
    "HandOverAcknowledged",
    "HandOverMoved",
    "HandOverRejected",
    "HandedOver",
    "Happening",
    "HearingAnnounced",
    "HearingHeld",
    "HearingNotRequested",
    "HearingNotified",
    "HearingRequested",
    "HearingRightTold",
    "HearingScheduled",
    "HearingWaived",
    "InspectorsAssigned",
    "InterestFound",
    "InterestedPartyTold",
    "LimitExtended",
    "LimitPassed",
    "MovedClock",
    "ObservationRecorded",
    "OpinionGiven",
    "OriginalAcknowledged",
    "OriginalHandedOver",
    "OriginalLost",
    "OriginalReturned",
    "OriginalTaken",
    "PaymentRecorded",
    "PlannedStep",
    "Received",
    "RectificationOrdered",
    "RectificationRecorded",
    "RefundApproved",
    "RefundProposed",
    "RefundRecorded",
    "RemedyTimeEnded",
    "Renewal",
    "RenewalDeemed",
    "ReplyRecorded",
    "RevocationTold",
    "Revoked",
    "SentUp",
    "ServiceAnnounced",
    "SignalTurned",
    "StatementRecorded",
    "StepCompleted",
    "StepMoved",
    "StepTaken",
    "StepsOpened",
    "StepsPlanned",
    "SupplementRequested",
    "Supplemented",
    "SurveyFailed",
    "SurveyRecorded",
    "SurveyScheduled",
    "TimeExcluded",
    "TimeResumed",
    "WaiverProposed",
    "Withdrawn",
]
