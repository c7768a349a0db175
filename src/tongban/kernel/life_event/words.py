"""一件事用语 — the closed lists of how a member stands, how it ended, and why one stops."""

from enum import StrEnum

from tongban.kernel.words import Bilingual


class MemberState(StrEnum):
    """成员状态 — what is known of a member: before its case what it waits for, then what its case told."""

    WAITING = "waiting"
    READY = "ready"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    GRANTED = "granted"
    REFUSED = "refused"
    ENDED = "ended"
    STOPPED = "stopped"
    TAKEN_BACK = "taken_back"
    NOT_RECEIVED = "not_received"

    @property
    def label(self) -> Bilingual:
        """The state's name."""
        return _STATES[self]

    @property
    def is_before_its_case(self) -> bool:
        """Whether there is no case yet, and there may be one."""
        return self in (MemberState.WAITING, MemberState.READY)

    @property
    def is_running(self) -> bool:
        """Whether its case is being handled."""
        return self in (MemberState.RECEIVED, MemberState.ACCEPTED)

    @property
    def is_open(self) -> bool:
        """Whether nothing has come of it yet."""
        return self.is_before_its_case or self.is_running

    @property
    def is_lost(self) -> bool:
        """Whether nobody will get from it what they wait for."""
        return not self.is_open and self is not MemberState.GRANTED


_STATES = {
    MemberState.WAITING: Bilingual("等待前面的事项", "waits for others"),
    MemberState.READY: Bilingual("即将转交", "about to be handed over"),
    MemberState.RECEIVED: Bilingual("已收件", "received"),
    MemberState.ACCEPTED: Bilingual("已受理", "accepted"),
    MemberState.GRANTED: Bilingual("准予", "granted"),
    MemberState.REFUSED: Bilingual("不予许可", "refused"),
    MemberState.ENDED: Bilingual("未作决定而结束", "ended without a decision"),
    MemberState.STOPPED: Bilingual("不再办理", "stopped"),
    MemberState.TAKEN_BACK: Bilingual("申请人已撤回", "taken back by the applicant"),
    MemberState.NOT_RECEIVED: Bilingual("未能收件", "could not be received"),
}


class MemberEnd(StrEnum):
    """成员的结束方式 — how a member's case ended but for its decision."""

    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
    TERMINATED = "terminated"
    LICENCE_ENDED = "licence_ended"

    @property
    def label(self) -> Bilingual:
        """The end as a reader knows it."""
        return {
            MemberEnd.DECLINED: Bilingual("不予受理", "declined"),
            MemberEnd.WITHDRAWN: Bilingual("申请人撤回", "withdrawn"),
            MemberEnd.RETURNED: Bilingual("退回申请", "returned"),
            MemberEnd.TERMINATED: Bilingual("终止办理", "terminated"),
            MemberEnd.LICENCE_ENDED: Bilingual("许可已撤销或者注销", "licence revoked or cancelled"),
        }[self]


class LostNeed(StrEnum):
    """停止的原因 — why what a member waits for will not come."""

    REFUSED = "refused"
    ENDED = "ended"
    STOPPED = "stopped"
    TAKEN_BACK = "taken_back"
    NOT_RECEIVED = "not_received"
    OBJECTED_TO = "objected_to"

    @property
    def label(self) -> Bilingual:
        """The cause, to follow the name of what was waited for."""
        return {
            LostNeed.REFUSED: Bilingual("未获许可", "was refused"),
            LostNeed.ENDED: Bilingual("未作决定而结束", "ended without a decision"),
            LostNeed.STOPPED: Bilingual("也已停止办理", "was stopped as well"),
            LostNeed.TAKEN_BACK: Bilingual("已由申请人撤回", "was taken back by the applicant"),
            LostNeed.NOT_RECEIVED: Bilingual("未能收件", "could not be received"),
            LostNeed.OBJECTED_TO: Bilingual("有其他部门提出异议", "was objected to by another authority"),
        }[self]


#: What has become of a need → why whoever waits for it stops.
LOST = {
    MemberState.REFUSED: LostNeed.REFUSED,
    MemberState.ENDED: LostNeed.ENDED,
    MemberState.STOPPED: LostNeed.STOPPED,
    MemberState.TAKEN_BACK: LostNeed.TAKEN_BACK,
    MemberState.NOT_RECEIVED: LostNeed.NOT_RECEIVED,
}


class Errand(StrEnum):
    """待转交 — what is to be asked of a member's case."""

    RECEIVE = "receive"
    COMMIT = "commit"
    WITHDRAW = "withdraw"
