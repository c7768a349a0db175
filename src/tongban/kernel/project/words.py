"""项目用语 — the closed lists of how an outcome and a stage stand, and how a project ends."""

from enum import StrEnum

from tongban.kernel.life_event import MemberEnd, MemberState
from tongban.kernel.words import Bilingual


class OutcomeState(StrEnum):
    """成果状态 — whether what a stage gives is there: a licence that stands, with its document."""

    NOT_APPLIED_FOR = "not_applied_for"
    NOT_NEEDED = "not_needed"
    UNDER_WAY = "under_way"
    THERE = "there"
    LOST = "lost"

    @property
    def label(self) -> Bilingual:
        """The state's name."""
        return {
            OutcomeState.NOT_APPLIED_FOR: Bilingual("尚未申请", "not applied for"),
            OutcomeState.NOT_NEEDED: Bilingual("本项目不需要", "not needed here"),
            OutcomeState.UNDER_WAY: Bilingual("正在办理", "under way"),
            OutcomeState.THERE: Bilingual("已取得", "there"),
            OutcomeState.LOST: Bilingual("没有取得或者已失效", "not granted or no longer valid"),
        }[self]


class Loss(StrEnum):
    """没有取得的原因 — what became of the member that was to give the outcome."""

    REFUSED = "refused"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"
    STOPPED = "stopped"
    NOT_RECEIVED = "not_received"
    LICENCE_ENDED = "licence_ended"

    @property
    def label(self) -> Bilingual:
        """The cause, to follow the name of the outcome."""
        return {
            Loss.REFUSED: Bilingual("未获许可", "was refused"),
            Loss.DECLINED: Bilingual("未被受理", "was not accepted"),
            Loss.WITHDRAWN: Bilingual("申请人已撤回", "was taken back"),
            Loss.ENDED: Bilingual("未作决定而结束", "ended without a decision"),
            Loss.STOPPED: Bilingual(
                "因前面的事项没有办成而停止", "was stopped, as what it needs did not come"
            ),
            Loss.NOT_RECEIVED: Bilingual("未能收件", "could not be received"),
            Loss.LICENCE_ENDED: Bilingual("许可已撤销或者注销", "was revoked or cancelled"),
        }[self]


def loss_of(state: MemberState, how: MemberEnd | None) -> Loss:
    """Why nothing came of a member that stands so."""
    if how is not None:
        return _ENDS[how]
    return _STATES.get(state, Loss.ENDED)


_ENDS = {
    MemberEnd.DECLINED: Loss.DECLINED,
    MemberEnd.WITHDRAWN: Loss.WITHDRAWN,
    MemberEnd.RETURNED: Loss.ENDED,
    MemberEnd.TERMINATED: Loss.ENDED,
    MemberEnd.LICENCE_ENDED: Loss.LICENCE_ENDED,
}
_STATES = {
    MemberState.REFUSED: Loss.REFUSED,
    MemberState.STOPPED: Loss.STOPPED,
    MemberState.TAKEN_BACK: Loss.WITHDRAWN,
    MemberState.NOT_RECEIVED: Loss.NOT_RECEIVED,
}


class Before(StrEnum):
    """关口 — before what an outcome must be there: a stage's application, a member's case or decision."""

    APPLYING = "applying"
    RECEIVING = "receiving"
    DECIDING = "deciding"

    @property
    def label(self) -> Bilingual:
        """What the gate stands before."""
        return {
            Before.APPLYING: Bilingual("申请本阶段前", "before the stage is applied for"),
            Before.RECEIVING: Bilingual("开始办理前", "before the item begins"),
            Before.DECIDING: Bilingual("作出决定前", "before the item is granted"),
        }[self]


class StageState(StrEnum):
    """阶段状态 — read from its outcomes and applications."""

    CLOSED = "closed"
    OPEN = "open"
    RUNNING = "running"
    INCOMPLETE = "incomplete"
    DONE = "done"

    @property
    def label(self) -> Bilingual:
        """The state's name."""
        return {
            StageState.CLOSED: Bilingual("还不能申请", "cannot be applied for yet"),
            StageState.OPEN: Bilingual("可以申请", "can be applied for"),
            StageState.RUNNING: Bilingual("办理中", "under way"),
            StageState.INCOMPLETE: Bilingual("还缺成果，可以再申请", "something is missing, apply again"),
            StageState.DONE: Bilingual("已完成", "done"),
        }[self]


class ProjectEnd(StrEnum):
    """项目终止的原因 — why a project ends before it is completed."""

    GIVEN_UP = "given_up"
    OWNER_GONE = "owner_gone"

    @property
    def label(self) -> Bilingual:
        """The reason's name."""
        return {
            ProjectEnd.GIVEN_UP: Bilingual("建设单位放弃", "given up by its owner"),
            ProjectEnd.OWNER_GONE: Bilingual("建设单位死亡或者终止", "its owner died or was dissolved"),
        }[self]
