"""指令 — what a case can be asked to do; imperative, plain frozen data.

The envelope says who asks, at which post, when, and for late entries when it really happened.
Every fact a decision needs has been resolved before: the kernel looks nothing up.
"""

from tongban.kernel.case.commands.envelope import Body, Command
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
    "Accept",
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
    "Finding",
    "GiveOpinion",
    "HandedIn",
    "NoticePassing",
    "OpinionResult",
    "Outcome",
    "Receive",
    "RecordDocument",
    "RecordObservation",
    "RecountClocks",
    "Reference",
    "Remedies",
    "RequestSupplement",
    "RestateDefects",
    "StartSpecialProcedure",
    "StoredDue",
    "Supplement",
    "TakeStep",
    "Withdraw",
]
