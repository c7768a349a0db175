"""指令 — what a case can be asked to do; imperative, plain frozen data.

The envelope says who asks, at which post, when, and for late entries when it really happened.
Every fact a decision needs has been resolved before: the kernel looks nothing up.
"""

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
from tongban.kernel.case.commands.intake import (
    Accept,
    Decline,
    Receive,
    RequestSupplement,
    RestateDefects,
    Supplement,
    Withdraw,
)
from tongban.kernel.case.commands.limits import (
    EndSpecialProcedure,
    ExtendLimit,
    NoticePassing,
    RecountClocks,
    StartSpecialProcedure,
)
from tongban.kernel.case.commands.outcome import CorrectEntry, Decide, Deliver, RecordDocument
from tongban.kernel.case.commands.steps import CompleteStep, GiveOpinion, RecordObservation, TakeStep
from tongban.kernel.case.commands.tolerance import AcceptWithGap, ReturnApplication
from tongban.kernel.case.commands.values import Defect, HandedIn, Reference, Remedies, StoredDue
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
    "Body",
    "Channel",
    "Command",
    "CompleteStep",
    "CorrectEntry",
    "Decide",
    "Decline",
    "DeclineGround",
    "Defect",
    "DefectKind",
    "Deliver",
    "DeliveryMethod",
    "DocumentKind",
    "EndSpecialProcedure",
    "ExtendLimit",
    "FindInterest",
    "Finding",
    "GiveOpinion",
    "HandedIn",
    "HearingGround",
    "HoldHearing",
    "Interest",
    "NoticePassing",
    "NotifyOfHearing",
    "OpinionResult",
    "Outcome",
    "Receive",
    "RecordDocument",
    "RecordObservation",
    "RecordStatement",
    "RecountClocks",
    "Reference",
    "Remedies",
    "RequestHearing",
    "RequestSupplement",
    "RestateDefects",
    "ReturnApplication",
    "ScheduleHearing",
    "StartSpecialProcedure",
    "StoredDue",
    "Supplement",
    "TakeStep",
    "TellHearingRight",
    "TellInterestedParty",
    "WaiveHearing",
    "Withdraw",
]
