"""好差评用语 — the five grades, the reasons of a poor one, what is done about it and what is found."""

from enum import IntEnum, StrEnum

from tongban.kernel.words import Bilingual


class Grade(IntEnum):
    """评价等级 — five to one, as everywhere in the country; the two lowest are poor 差评."""

    VERY_SATISFIED = 5
    SATISFIED = 4
    BASICALLY_SATISFIED = 3
    DISSATISFIED = 2
    VERY_DISSATISFIED = 1

    @property
    def label(self) -> Bilingual:
        """The standard words."""
        return {
            Grade.VERY_SATISFIED: Bilingual("非常满意", "very satisfied"),
            Grade.SATISFIED: Bilingual("满意", "satisfied"),
            Grade.BASICALLY_SATISFIED: Bilingual("基本满意", "basically satisfied"),
            Grade.DISSATISFIED: Bilingual("不满意", "dissatisfied"),
            Grade.VERY_DISSATISFIED: Bilingual("非常不满意", "very dissatisfied"),
        }[self]

    @property
    def is_poor(self) -> bool:
        """差评 — whether somebody has to see to it."""
        return self <= Grade.DISSATISFIED


class PoorReason(StrEnum):
    """差评原因 — what was not good; a poor rating names one or more."""

    NOT_TOLD_AT_ONCE = "not_told_at_once"
    NOT_AS_PUBLISHED = "not_as_published"
    TOO_SLOW = "too_slow"
    SENT_AROUND = "sent_around"
    MANNER = "manner"
    PAGE_FAILED = "page_failed"
    ASKED_FOR_FAVOURS = "asked_for_favours"
    OTHER = "other"

    @property
    def label(self) -> Bilingual:
        """The reason as it is chosen."""
        return {
            PoorReason.NOT_TOLD_AT_ONCE: Bilingual("没有一次说清要交什么", "not told everything at once"),
            PoorReason.NOT_AS_PUBLISHED: Bilingual(
                "要的材料、条件和办事指南不一样", "asked for other than the guide says"
            ),
            PoorReason.TOO_SLOW: Bilingual("太慢，等得太久", "too slow, too long a wait"),
            PoorReason.SENT_AROUND: Bilingual("让我来回跑", "sent from one place to another"),
            PoorReason.MANNER: Bilingual("态度不好", "unfriendly or rude"),
            PoorReason.PAGE_FAILED: Bilingual("网页、设备不好用", "page or machine did not work"),
            PoorReason.ASKED_FOR_FAVOURS: Bilingual(
                "暗示要好处、违规收费", "hinted at favours, or charged what is not due"
            ),
            PoorReason.OTHER: Bilingual("其他", "something else"),
        }[self]


class Way(StrEnum):
    """评价渠道 — on the device at the window, or online."""

    WINDOW = "window"
    ONLINE = "online"

    @property
    def label(self) -> Bilingual:
        """The way's name."""
        return {
            Way.WINDOW: Bilingual("窗口评价器", "at the window"),
            Way.ONLINE: Bilingual("网上", "online"),
        }[self]


class Act(StrEnum):
    """差评处理 — what is done about a poor rating, each once."""

    CONTACT = "contact"
    ANSWER = "answer"
    SETTLE = "settle"

    @property
    def label(self) -> Bilingual:
        """The act's name."""
        return {
            Act.CONTACT: Bilingual("回访核实", "speak to who rated"),
            Act.ANSWER: Bilingual("反馈", "answer"),
            Act.SETTLE: Bilingual("整改办结", "settle"),
        }[self]


class Finding(StrEnum):
    """核查结论 — what a poor rating turned out to be."""

    PUT_RIGHT = "put_right"
    EXPLAINED = "explained"
    MISTAKEN = "mistaken"
    MALICIOUS = "malicious"

    @property
    def label(self) -> Bilingual:
        """The finding as it is told."""
        return {
            Finding.PUT_RIGHT: Bilingual("属实，已整改", "true, and put right"),
            Finding.EXPLAINED: Bilingual("诉求无法律依据，已解释", "without a basis in law, and explained"),
            Finding.MISTAKEN: Bilingual("误评", "given by mistake"),
            Finding.MALICIOUS: Bilingual("恶意差评", "given in bad faith"),
        }[self]

    @property
    def counts(self) -> bool:
        """Whether the rating still counts: one given by mistake or in bad faith does not."""
        return self in (Finding.PUT_RIGHT, Finding.EXPLAINED)
