"""指令 — what a case can be asked to do; imperative, plain frozen data.

The envelope says who asks, at which post, when, and for late entries when it really happened.
Every fact a decision needs has been resolved before: the kernel looks nothing up.
"""

from tongban.kernel.case.commands.commitment import (
    CheckFinding,
    Commit,
    CreditStanding,
    OrderRectification,
    RecordCheck,
    RecordRectification,
    TellCommitment,
)
from tongban.kernel.case.commands.ending import EndCase, EndGround, SuccessionGround, TakeOver
from tongban.kernel.case.commands.envelope import Body, Command
from tongban.kernel.case.commands.hearing import (
    THE_APPLICANT,
    AnnounceHearing,
    FindInterest,
    HearingGround,
    HoldHearing,
    Interest,
    NotifyOfHearing,
    RecordStatement,
    RequestHearing,
    ScheduleHearing,
    TellHearingRight,
    TellInterestedParty,
    WaiveHearing,
)
from tongban.kernel.case.commands.inspection import AssignInspectors
from tongban.kernel.case.commands.intake import (
    Accept,
    Decline,
    Receive,
    RequestSupplement,
    RestateDefects,
    Supplement,
    Withdraw,
)
from tongban.kernel.case.commands.licence import (
    Cancel,
    CancellationGround,
    RecordCredit,
    RevocationGround,
    Revoke,
    TellRevocation,
)
from tongban.kernel.case.commands.limits import (
    EndSpecialProcedure,
    ExtendLimit,
    NoticePassing,
    RecountClocks,
    StartSpecialProcedure,
    TurnSignals,
)
from tongban.kernel.case.commands.lower_review import SendUp
from tongban.kernel.case.commands.outcome import CorrectEntry, Decide, Deliver, RecordDocument
from tongban.kernel.case.commands.renewal import LicenceToRenew
from tongban.kernel.case.commands.steps import CompleteStep, GiveOpinion, RecordObservation, TakeStep
from tongban.kernel.case.commands.survey import (
    RecordFailedSurvey,
    RecordSurvey,
    ScheduleSurvey,
    Signature,
    SurveyFailure,
    SurveyResult,
)
from tongban.kernel.case.commands.tolerance import AcceptWithGap, ReturnApplication
from tongban.kernel.case.commands.transfer import PostMoved, Seat, TransferCase
from tongban.kernel.case.commands.values import (
    Defect,
    HandedIn,
    Reference,
    Remedies,
    StoredDue,
)
from tongban.kernel.case.commands.words import (
    Channel,
    DeclineGround,
    DefectKind,
    DeliveryMethod,
    DocumentKind,
    Finding,
    OpinionResult,
    Outcome,
)

__all__ = [
    "THE_APPLICANT",
    "Accept",
    "AcceptWithGap",
    "AnnounceHearing",
    "AssignInspectors",
    "Body",
    "Cancel",
    "CancellationGround",
    "Channel",
    "CheckFinding",
    "Command",
    "Commit",
    "CompleteStep",
    "CorrectEntry",
    "CreditStanding",
    "Decide",
    "Decline",
    "DeclineGround",
    "Defect",
    "DefectKind",
    "Deliver",
    "DeliveryMethod",
    "DocumentKind",
    "EndCase",
    "EndGround",
    "EndSpecialProcedure",
    "ExtendLimit",
    "FindInterest",
    "Finding",
    "GiveOpinion",
    "HandedIn",
    "HearingGround",
    "HoldHearing",
    "Interest",
    "LicenceToRenew",
    "NoticePassing",
    "NotifyOfHearing",
    "OpinionResult",
    "OrderRectification",
    "Outcome",
    "PostMoved",
    "Receive",
    "RecordCheck",
    "RecordCredit",
    "RecordDocument",
    "RecordFailedSurvey",
    "RecordObservation",
    "RecordRectification",
    "RecordStatement",
    "RecordSurvey",
    "RecountClocks",
    "Reference",
    "Remedies",
    "RequestHearing",
    "RequestSupplement",
    "RestateDefects",
    "ReturnApplication",
    "RevocationGround",
    "Revoke",
    "ScheduleHearing",
    "ScheduleSurvey",
    "Seat",
    "SendUp",
    "Signature",
    "StartSpecialProcedure",
    "StoredDue",
    "SuccessionGround",
    "Supplement",
    "SurveyFailure",
    "SurveyResult",
    "TakeOver",
    "TakeStep",
    "TellCommitment",
    "TellHearingRight",
    "TellInterestedParty",
    "TellRevocation",
    "TransferCase",
    "TurnSignals",
    "WaiveHearing",
    "Withdraw",
]
