"""送达的指令 — a document on its way to who it is for, what came of it, and the proof."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from tongban.kernel.case.commands.envelope import Body
from tongban.kernel.case.commands.hearing import THE_APPLICANT
from tongban.kernel.case.commands.values import Reference
from tongban.kernel.case.commands.words import DeliveryMethod, DocumentKind
from tongban.kernel.words import Bilingual


class BounceReason(StrEnum):
    """退回原因 — why what was sent has served nobody."""

    NOT_FOUND = "not_found"
    MOVED = "moved"
    UNCLAIMED = "unclaimed"
    TURNED_AWAY = "turned_away"
    LOST = "lost"
    UNCONFIRMED = "unconfirmed"
    CONSENT_ENDED = "consent_ended"

    @property
    def label(self) -> Bilingual:
        """The reason as the envelope or the clerk puts it."""
        return {
            BounceReason.NOT_FOUND: Bilingual("查无此人或者地址有误", "not known there, or a wrong address"),
            BounceReason.MOVED: Bilingual("收件人已经搬离", "the recipient has moved"),
            BounceReason.UNCLAIMED: Bilingual("无人签收，逾期退回", "nobody signed for it in time"),
            BounceReason.TURNED_AWAY: Bilingual("拒收", "turned away at the door"),
            BounceReason.LOST: Bilingual("邮件遗失", "lost on the way"),
            BounceReason.UNCONFIRMED: Bilingual(
                "电子送达后没有确认收悉", "sent electronically, never confirmed"
            ),
            BounceReason.CONSENT_ENDED: Bilingual(
                "撤回了电子送达的同意", "electronic service agreed to no more"
            ),
        }[self]


@dataclass(frozen=True, slots=True)
class DispatchDocument(Body):
    """寄发文书 — by post under its number, or electronically to who agreed to that; it serves nobody yet."""

    zh: ClassVar[str] = "寄发文书"
    en: ClassVar[str] = "send a document"

    document: DocumentKind
    number: str
    method: DeliveryMethod
    tracking: Reference | None = None
    whom: str = THE_APPLICANT


@dataclass(frozen=True, slots=True)
class RecordBounce(Body):
    """登记退回 — what was sent came back or went astray: it starts no time limit, and is to be sent again."""

    zh: ClassVar[str] = "登记退回"
    en: ClassVar[str] = "record what came back"

    document: DocumentKind
    number: str
    reason: BounceReason
    whom: str = THE_APPLICANT


@dataclass(frozen=True, slots=True)
class RecordService(Body):
    """登记送达 — signed for: at the counter by whom, or from the post on which day.

    The outcome document is served by `Deliver`, which closes the case.
    """

    zh: ClassVar[str] = "登记文书送达"
    en: ClassVar[str] = "record that a document was served"

    document: DocumentKind
    number: str
    method: DeliveryMethod
    proof: Reference | None
    whom: str = THE_APPLICANT


@dataclass(frozen=True, slots=True)
class ConfirmService(Body):
    """确认收悉 — the applicant says that what was sent electronically has come."""

    zh: ClassVar[str] = "确认收悉"
    en: ClassVar[str] = "confirm that a document has come"

    document: DocumentKind
    number: str


@dataclass(frozen=True, slots=True)
class AnnounceService(Body):
    """公告送达 — the last resort, where law data provides it and what was sent has come back."""

    zh: ClassVar[str] = "公告送达"
    en: ClassVar[str] = "serve by public notice"

    document: DocumentKind
    number: str
    place: Reference | None
    whom: str = THE_APPLICANT


@dataclass(frozen=True, slots=True)
class AgreeToElectronicService(Body):
    """同意电子送达 — the applicant's own, in writing; `proof` is the paper where it was given on paper."""

    zh: ClassVar[str] = "同意电子送达"
    en: ClassVar[str] = "agree to electronic service"

    proof: Reference | None = None


@dataclass(frozen=True, slots=True)
class EndElectronicService(Body):
    """撤回电子送达同意 — at any time, without reasons; what has not been confirmed goes another way."""

    zh: ClassVar[str] = "撤回电子送达同意"
    en: ClassVar[str] = "end the agreement to electronic service"
