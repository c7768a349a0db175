"""委托端口 — what a mandate is, and who keeps it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from tongban.kernel.words import Bilingual


class Power(StrEnum):
    """代理权限 — what an agent may do in the applicant's name; each is given by itself."""

    APPLY = "apply"
    SUPPLEMENT = "supplement"
    MESSAGES = "messages"
    WITHDRAW = "withdraw"
    COLLECT = "collect"
    MONEY = "money"
    HEARING = "hearing"

    @property
    def label(self) -> Bilingual:
        """The power's name."""
        return {
            Power.APPLY: Bilingual("提出申请", "apply"),
            Power.SUPPLEMENT: Bilingual("补正材料", "supplement"),
            Power.MESSAGES: Bilingual("接收告知和文书", "receive notices"),
            Power.WITHDRAW: Bilingual("撤回申请", "withdraw the application"),
            Power.COLLECT: Bilingual("领取结果", "collect the result"),
            Power.MONEY: Bilingual("领取款项", "collect money"),
            Power.HEARING: Bilingual(
                "陈述意见、申请或者放弃听证", "state a view, ask for or waive a hearing"
            ),
        }[self]


class Shown(StrEnum):
    """授权委托书的出示方式."""

    PAPER = "paper"
    UPLOAD = "upload"

    @property
    def label(self) -> Bilingual:
        """How it was shown."""
        return {
            Shown.PAPER: Bilingual("窗口已核对原件", "original seen at the counter"),
            Shown.UPLOAD: Bilingual("网上已上传", "uploaded online"),
        }[self]


@dataclass(frozen=True, slots=True)
class Mandate:
    """授权委托 — who may act in a case for its applicant, within which powers, from when until when.

    `until` is the last day, or None: until the case is done. `person` and `paper` refer to personal
    values: the agent's name and number, and the uploaded mandate. `ended_on` is the day it was taken
    back or laid down, by `ended_by`; it ends with that day's act, not the day after.
    """

    case_id: str
    agent: str
    powers: frozenset[Power]
    begin: date
    until: date | None
    shown: Shown
    person: str
    paper: str
    by: str
    at: datetime
    ended_on: date | None = None
    ended_by: str = ""


class Mandates(Protocol):
    """委托登记 — the mandates that came with applications."""

    def keep(self, mandate: Mandate, digest: bytes) -> None:
        """Keep what came with an ask of this digest; it counts once that ask has made the case.

        Said twice, it stays as it was first said: what an ask contains is in its digest.
        """
        ...

    def of_case(self, case_id: str) -> Mandate | None:
        """The mandate that came with the application, if there was one."""
        ...

    def end(self, case_id: str, by: str, on: date) -> None:
        """Record that it was ended; what was said first stands."""
        ...
