"""利害关系人与听证的事件 — who was told and heard, and how the hearing went."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tongban.kernel.case.commands import HearingGround, Interest, Reference
from tongban.kernel.case.events.envelope import Happening
from tongban.kernel.clock import TimeLimit


@dataclass(frozen=True, slots=True)
class InterestFound(Happening):
    """认定利害关系 — nobody decides before those concerned were told."""

    zh: ClassVar[str] = "认定利害关系"
    en: ClassVar[str] = "interest of others found"

    interest: Interest
    parties: tuple[str, ...]
    reasons: Reference | None
    basis: str
    particulars: tuple[Reference, ...] | None = None


@dataclass(frozen=True, slots=True)
class InterestedPartyTold(Happening):
    """告知利害关系人 — and until when a statement is waited for."""

    zh: ClassVar[str] = "已告知利害关系人"
    en: ClassVar[str] = "interested party told"

    party: str
    respond_by: date
    notice_number: str
    basis: str


@dataclass(frozen=True, slots=True)
class StatementRecorded(Happening):
    """陈述申辩 — heard, and part of the file."""

    zh: ClassVar[str] = "陈述申辩已记录"
    en: ClassVar[str] = "statement recorded"

    by: str
    statement: Reference


@dataclass(frozen=True, slots=True)
class HearingRightTold(Happening):
    """告知听证权利 — the days to ask for a hearing run from here."""

    zh: ClassVar[str] = "已告知听证权利"
    en: ClassVar[str] = "right to a hearing told"

    whom: str
    notice_number: str
    request_limit: TimeLimit
    basis: str


@dataclass(frozen=True, slots=True)
class HearingRequested(Happening):
    """申请听证 — the days to hold it run from the first request."""

    zh: ClassVar[str] = "申请听证"
    en: ClassVar[str] = "hearing asked for"

    by: str
    hold_limit: TimeLimit


@dataclass(frozen=True, slots=True)
class HearingWaived(Happening):
    """放弃听证."""

    zh: ClassVar[str] = "放弃听证"
    en: ClassVar[str] = "hearing waived"

    by: str


@dataclass(frozen=True, slots=True)
class HearingNotRequested(Happening):
    """逾期未申请听证 — the days to ask for one passed in silence; a decision need not wait any longer."""

    zh: ClassVar[str] = "期限内未申请听证"
    en: ClassVar[str] = "no hearing asked for in time"

    whom: str
    due_on: date
    basis: str


@dataclass(frozen=True, slots=True)
class HearingAnnounced(Happening):
    """公告听证."""

    zh: ClassVar[str] = "听证已公告"
    en: ClassVar[str] = "hearing announced"

    ground: HearingGround
    announcement_number: str
    basis: str


@dataclass(frozen=True, slots=True)
class HearingScheduled(Happening):
    """安排听证 — the last day for its notice is counted back from its day."""

    zh: ClassVar[str] = "听证已安排"
    en: ClassVar[str] = "hearing scheduled"

    hearing_on: date
    place: str
    host: str
    notice_limit: TimeLimit
    begins: str | None = None


@dataclass(frozen=True, slots=True)
class HearingNotified(Happening):
    """通知听证."""

    zh: ClassVar[str] = "已通知听证时间、地点"
    en: ClassVar[str] = "notice of the hearing given"

    hearing_on: date
    notice_number: str
    basis: str


@dataclass(frozen=True, slots=True)
class HearingHeld(Happening):
    """举行听证 — with minutes; the decision rests on them."""

    zh: ClassVar[str] = "听证已举行"
    en: ClassVar[str] = "hearing held"

    host: str
    minutes: Reference
    signed_by: tuple[str, ...]
    basis: str
