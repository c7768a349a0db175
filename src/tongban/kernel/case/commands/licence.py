"""取得许可之后的指令 — revocation after hearing the holder, cancellation, the credit record."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from tongban.kernel.case.commands.envelope import Body
from tongban.kernel.case.commands.values import Reference, Remedies
from tongban.kernel.words import Bilingual


class RevocationGround(StrEnum):
    """撤销情形 (行政许可法§69; of a commitment, the regulation the item cites)."""

    ABUSE_OF_OFFICE = "abuse_of_office"
    BEYOND_POWER = "beyond_power"
    AGAINST_PROCEDURE = "against_procedure"
    UNQUALIFIED_APPLICANT = "unqualified_applicant"
    FRAUD = "fraud"
    FALSE_PROMISE = "false_promise"
    NOT_RECTIFIED = "not_rectified"
    OTHER_LAWFUL = "other_lawful"

    @property
    def label(self) -> Bilingual:
        """The ground as the statute puts it."""
        return _REVOCATIONS[self]

    @property
    def is_of_a_commitment(self) -> bool:
        """Whether it is about a commitment that was false or not kept."""
        return self in (RevocationGround.FALSE_PROMISE, RevocationGround.NOT_RECTIFIED)


_REVOCATIONS = {
    RevocationGround.ABUSE_OF_OFFICE: Bilingual("滥用职权、玩忽职守作出决定", "abuse or neglect of office"),
    RevocationGround.BEYOND_POWER: Bilingual("超越法定职权作出决定", "beyond the agency's power"),
    RevocationGround.AGAINST_PROCEDURE: Bilingual("违反法定程序作出决定", "against the procedure of the law"),
    RevocationGround.UNQUALIFIED_APPLICANT: Bilingual(
        "对不具备资格或者不符合条件的申请人准予许可", "granted to an applicant who did not qualify"
    ),
    RevocationGround.FRAUD: Bilingual("以欺骗、贿赂等不正当手段取得", "got by fraud or bribery"),
    RevocationGround.FALSE_PROMISE: Bilingual("作出虚假承诺取得", "got by a false promise"),
    RevocationGround.NOT_RECTIFIED: Bilingual(
        "未履行承诺，整改后仍不符合条件", "the commitment not performed, and not rectified"
    ),
    RevocationGround.OTHER_LAWFUL: Bilingual("依法可以撤销的其他情形", "another ground of law"),
}


class CancellationGround(StrEnum):
    """注销情形 (行政许可法§70)."""

    EXPIRED_NOT_RENEWED = "expired_not_renewed"
    DEATH_OR_INCAPACITY = "death_or_incapacity"
    ENTITY_ENDED = "entity_ended"
    REVOKED = "revoked"
    FORCE_MAJEURE = "force_majeure"
    OTHER_LAWFUL = "other_lawful"

    @property
    def label(self) -> Bilingual:
        """The ground as the statute puts it."""
        return {
            CancellationGround.EXPIRED_NOT_RENEWED: Bilingual("有效期届满未延续", "expired, not renewed"),
            CancellationGround.DEATH_OR_INCAPACITY: Bilingual(
                "公民死亡或者丧失行为能力", "the holder's death or incapacity"
            ),
            CancellationGround.ENTITY_ENDED: Bilingual("法人或者其他组织依法终止", "the entity has ended"),
            CancellationGround.REVOKED: Bilingual("许可依法被撤销、撤回或者吊销", "it was revoked"),
            CancellationGround.FORCE_MAJEURE: Bilingual(
                "因不可抗力许可事项无法实施", "force majeure: it cannot be carried out"
            ),
            CancellationGround.OTHER_LAWFUL: Bilingual("应当注销的其他情形", "another ground of law"),
        }[self]


@dataclass(frozen=True, slots=True)
class TellRevocation(Body):
    """拟撤销告知 — the ground, and until when the holder may state what speaks against it."""

    zh: ClassVar[str] = "告知拟撤销"
    en: ClassVar[str] = "tell the intended revocation"

    ground: RevocationGround
    respond_by: date
    notice_number: str
    reasons: Reference | None


@dataclass(frozen=True, slots=True)
class Revoke(Body):
    """撤销 — on the ground the holder was told of, after hearing; with reasons and remedies."""

    zh: ClassVar[str] = "撤销许可"
    en: ClassVar[str] = "revoke the licence"

    number: str
    reasons: Reference | None
    remedies: Remedies | None


@dataclass(frozen=True, slots=True)
class Cancel(Body):
    """注销 — the licence is struck from the register, on a ground of the law (行政许可法§70)."""

    zh: ClassVar[str] = "注销许可"
    en: ClassVar[str] = "cancel the licence"

    ground: CancellationGround
    number: str


@dataclass(frozen=True, slots=True)
class RecordCredit(Body):
    """记入信用 — a revocation for a broken commitment goes to the credit platform, under its number there."""

    zh: ClassVar[str] = "记入信用记录"
    en: ClassVar[str] = "record in the credit platform"

    credit_number: str
