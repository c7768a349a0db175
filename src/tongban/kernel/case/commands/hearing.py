"""利害关系人与听证的指令 — others whose interests a licence touches, and the hearing before a decision."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from tongban.kernel.case.commands.envelope import Body
from tongban.kernel.case.commands.values import Reference
from tongban.kernel.words import Bilingual

#: The applicant among those with an interest; the others are `party-1`, `party-2` …
THE_APPLICANT = "applicant"


class Interest(StrEnum):
    """利害关系 — how a licence touches others (行政许可法§36, §47)."""

    OF_OTHERS = "of_others"
    BETWEEN_PARTIES = "between_parties"

    @property
    def label(self) -> Bilingual:
        """The interest as the statute puts it."""
        return {
            Interest.OF_OTHERS: Bilingual("直接关系他人重大利益", "major interests of others"),
            Interest.BETWEEN_PARTIES: Bilingual(
                "直接涉及申请人与他人之间重大利益关系", "major interests between the applicant and others"
            ),
        }[self]


class HearingGround(StrEnum):
    """听证事由 — why the agency holds a hearing unasked (行政许可法§46)."""

    PRESCRIBED = "prescribed"
    PUBLIC_INTEREST = "public_interest"

    @property
    def label(self) -> Bilingual:
        """The ground as the statute puts it."""
        return {
            HearingGround.PRESCRIBED: Bilingual("法律、法规、规章规定应当听证", "prescribed by law"),
            HearingGround.PUBLIC_INTEREST: Bilingual(
                "涉及公共利益的重大许可事项", "a major matter of public interest"
            ),
        }[self]


@dataclass(frozen=True, slots=True)
class FindInterest(Body):
    """认定利害关系 — examination found that the licence touches others (行政许可法§36).

    `parties` are the ids of those concerned; they become `party-1`, `party-2` … of the case.
    `particulars` are their names and addresses, in the same order.
    """

    zh: ClassVar[str] = "认定利害关系"
    en: ClassVar[str] = "find an interest of others"

    interest: Interest
    parties: tuple[str, ...]
    reasons: Reference | None
    particulars: tuple[Reference, ...] | None = None


@dataclass(frozen=True, slots=True)
class TellInterestedParty(Body):
    """告知利害关系人 — in writing, with the last day for a statement (行政许可法§36)."""

    zh: ClassVar[str] = "告知利害关系人"
    en: ClassVar[str] = "tell an interested party"

    party: str
    respond_by: date
    notice_number: str


@dataclass(frozen=True, slots=True)
class RecordStatement(Body):
    """陈述申辩 — what the applicant or an interested party has to say; it is to be heard (行政许可法§36)."""

    zh: ClassVar[str] = "记录陈述申辩"
    en: ClassVar[str] = "record a statement"

    by: str
    statement: Reference | None


@dataclass(frozen=True, slots=True)
class TellHearingRight(Body):
    """告知听证权利 — before the decision; the days to ask for a hearing begin (行政许可法§47)."""

    zh: ClassVar[str] = "告知听证权利"
    en: ClassVar[str] = "tell the right to a hearing"

    whom: str
    notice_number: str


@dataclass(frozen=True, slots=True)
class RequestHearing(Body):
    """申请听证 — by whom the right was told, in time; the agency holds one (行政许可法§47)."""

    zh: ClassVar[str] = "申请听证"
    en: ClassVar[str] = "ask for a hearing"

    by: str = THE_APPLICANT


@dataclass(frozen=True, slots=True)
class WaiveHearing(Body):
    """放弃听证 — in writing; a request made before is taken back with it."""

    zh: ClassVar[str] = "放弃听证"
    en: ClassVar[str] = "waive the hearing"

    by: str = THE_APPLICANT


@dataclass(frozen=True, slots=True)
class AnnounceHearing(Body):
    """公告听证 — a hearing prescribed by law or in the public interest is announced (行政许可法§46)."""

    zh: ClassVar[str] = "公告听证"
    en: ClassVar[str] = "announce a hearing"

    ground: HearingGround
    announcement_number: str


@dataclass(frozen=True, slots=True)
class ScheduleHearing(Body):
    """安排听证 — day, place and host; the host is none of those who examine (行政许可法§48).

    A hearing not held yet can be scheduled anew; its notice is then given anew. `begins` is the local
    time of day, as 09:30.
    """

    zh: ClassVar[str] = "安排听证"
    en: ClassVar[str] = "schedule the hearing"

    hearing_on: date
    place: str
    host: str
    begins: str | None = None


@dataclass(frozen=True, slots=True)
class NotifyOfHearing(Body):
    """通知听证 — time and place told to applicant and parties, the days before that the law names (§48)."""

    zh: ClassVar[str] = "通知听证"
    en: ClassVar[str] = "give notice of the hearing"

    notice_number: str


@dataclass(frozen=True, slots=True)
class HoldHearing(Body):
    """举行听证 — its minutes, and who of those concerned signed them (行政许可法§48)."""

    zh: ClassVar[str] = "举行听证"
    en: ClassVar[str] = "hold the hearing"

    minutes: Reference | None
    signed_by: tuple[str, ...]
