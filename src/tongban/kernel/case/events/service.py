"""送达的事件 — sent, come back, announced, served; and until when that can be fought."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tongban.kernel.case.commands.service import BounceReason
from tongban.kernel.case.commands.values import Reference
from tongban.kernel.case.commands.words import DeliveryMethod, DocumentKind
from tongban.kernel.case.events.envelope import Happening
from tongban.kernel.clock import TimeLimit


@dataclass(frozen=True, slots=True)
class DocumentDispatched(Happening):
    """寄发 — on its way; it serves nobody and starts nothing."""

    zh: ClassVar[str] = "文书已寄发"
    en: ClassVar[str] = "document sent"

    document: DocumentKind
    number: str
    whom: str
    method: DeliveryMethod
    tracking: Reference | None


@dataclass(frozen=True, slots=True)
class DocumentBounced(Happening):
    """退回 — it served nobody; somebody has to send it again."""

    zh: ClassVar[str] = "文书被退回"
    en: ClassVar[str] = "document came back"

    document: DocumentKind
    number: str
    whom: str
    reason: BounceReason


@dataclass(frozen=True, slots=True)
class ServiceAnnounced(Happening):
    """公告送达开始 — served once `limit` is over, unless it is served in another way before."""

    zh: ClassVar[str] = "公告送达"
    en: ClassVar[str] = "service announced"

    document: DocumentKind
    number: str
    whom: str
    place: Reference
    limit: TimeLimit


@dataclass(frozen=True, slots=True)
class DocumentServed(Happening):
    """送达 — proven: on `served_on`, from which the time for each remedy runs that the document tells."""

    zh: ClassVar[str] = "文书已送达"
    en: ClassVar[str] = "document served"

    document: DocumentKind
    number: str
    whom: str
    method: DeliveryMethod
    served_on: date
    proof: Reference | None
    reconsideration: TimeLimit | None = None
    lawsuit: TimeLimit | None = None


@dataclass(frozen=True, slots=True)
class RemedyTimeEnded(Happening):
    """救济期限届满 — a right was not used in time, as far as is known here; nothing was owed."""

    zh: ClassVar[str] = "救济期限届满"
    en: ClassVar[str] = "time for a remedy is over"

    clock: str
    due_on: date


@dataclass(frozen=True, slots=True)
class ElectronicServiceAgreed(Happening):
    """同意电子送达."""

    zh: ClassVar[str] = "同意电子送达"
    en: ClassVar[str] = "electronic service agreed to"

    proof: Reference | None


@dataclass(frozen=True, slots=True)
class ElectronicServiceEnded(Happening):
    """撤回电子送达同意."""

    zh: ClassVar[str] = "撤回电子送达同意"
    en: ClassVar[str] = "electronic service agreed to no more"
