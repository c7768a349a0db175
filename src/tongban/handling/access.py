"""谁可以办 — which person may do what the kernel asks no post for.

The kernel knows posts, not people: whose case it is, who speaks for an applicant, who may approve. Each
verb that depends on it asks here; a screen that wants to show only what may be done asks the same.
"""

from tongban.handling.errand import Actor, Ask
from tongban.handling.ports import Appointments
from tongban.kernel import Case, Item
from tongban.kernel.case.commands import Channel
from tongban.kernel.case.item import StepKind
from tongban.kernel.refusals import Refusal
from tongban.kernel.words import listed

#: Programs act under ids that begin so; no account has one.
SYSTEM = "system:"
#: Who hands the members of a life event over to their authorities 一件事转交.
HANDS_OVER = "system:members"
#: The post of whoever loads other systems' results by file or table.
INTERFACE_POST = "interface"


class NotYourCase(Refusal):
    """不是本人的办件。"""

    zh = "只有申请人、其代理人，或者由「{post}」代为办理，才能{verb}。"
    en = "Only the applicant, their agent, or “{post}” acting for them may {verb}."
    basis = "行政许可法§29、§31"
    remedy_zh = "请用提交申请的账号登录，或者持身份证件到窗口办理。"
    remedy_en = "Sign in with the account that applied, or come to the counter with proof of identity."


class NotTheApplicant(Refusal):
    """不能代他人申请。"""

    zh = "您不是这份申请的申请人或者代理人，不能代为提交。"
    en = "You are neither the applicant nor the agent of this application and cannot hand it in."
    basis = "行政许可法§29"
    remedy_zh = "请用申请人的账号提交，或者由「{post}」收件。"
    remedy_en = "Hand it in from the applicant's account, or have “{post}” receive it."


class OnlyTheCounter(Refusal):
    """只能由窗口补录。"""

    zh = "窗口收件、纸质补录和补记日期只能由「{post}」登记。"
    en = "Papers received at the counter, paper entered later and earlier dates are for “{post}” to record."
    basis = "行政许可法§32"
    remedy_zh = "请在网上直接提交，收件日为提交当日；已有纸质收件凭证的，请联系窗口。"
    remedy_en = "Apply online, received today; if you hold a paper receipt, ask the counter."


class NotAnInterface(Refusal):
    """只能由接口登记。"""

    zh = "外部系统的结果只能由数据接口登记，人员不能代为填写。"
    en = "Another system's result is recorded by the data interface; nobody enters it by hand."
    basis = "优化营商环境条例§37"
    remedy_zh = "请等待数据交换；需要人工答复的，请由该部门出具意见。"
    remedy_en = "Wait for the exchange, or have that department give its opinion."


class ApproverNotEntitled(Refusal):
    """批准人无权批准。"""

    zh = "「{approver}」没有可以批准这项更正的岗位。"
    en = "“{approver}” holds no post that may approve this correction."
    basis = "行政许可法§10"
    remedy_zh = "请由以下岗位之一的另一人批准：{posts}。"
    remedy_en = "Have a second person at one of these posts approve it: {posts}."


def is_party(case: Case, actor: Actor) -> bool:
    """当事人 — whether somebody is the applicant or the agent."""
    return bool(actor.id) and actor.id in (case.applicant, case.agent)


def acts_at_the_counter(item: Item, actor: Actor) -> bool:
    """窗口 — whether somebody acts at the item's intake post."""
    return actor.post == item.step_of(StepKind.INTAKE).post


def require_party(case: Case, item: Item, actor: Actor, verb: object) -> None:
    """Refuse all but the applicant, the agent, and the counter acting for them.

    Raises:
        NotYourCase: somebody else asks.
    """
    if not is_party(case, actor) and not acts_at_the_counter(item, actor):
        raise NotYourCase(post=item.name_of(item.step_of(StepKind.INTAKE).post), verb=verb)


def require_giver(
    item: Item, ask: Ask, *, applicant: str, agent: str, channel: Channel, receipt_number: str
) -> None:
    """Who may hand an application in: the applicant or agent online, the counter on every channel.

    Raises:
        NotTheApplicant: somebody else asks.
        OnlyTheCounter: the applicant names a channel, a day or a number that only the counter may.
    """
    # A life event hands over what was applied for as a whole: who may was asked then.
    if acts_at_the_counter(item, ask.actor) or ask.actor.id == HANDS_OVER:
        return
    post = item.name_of(item.step_of(StepKind.INTAKE).post)
    if ask.actor.id not in (applicant, agent):
        raise NotTheApplicant(post=post)
    if channel is not Channel.ONLINE or ask.occurred_at is not None or receipt_number:
        raise OnlyTheCounter(post=post)


def require_interface(actor: Actor) -> None:
    """Refuse people where only a program may speak.

    Raises:
        NotAnInterface: a person asks.
    """
    if not actor.id.startswith(SYSTEM) and actor.post != INTERFACE_POST:
        raise NotAnInterface()


def approving_posts(case: Case, item: Item, field: str) -> tuple[str, ...]:
    """可以批准更正的岗位 — of the lead department and the intake; for an answer, of its department."""
    step = case.steps.get(field.partition(":")[2])
    authorities = {item.authority, step.plan.authority} if step else {item.authority}
    entitled = [s.post for s in item.steps if s.authority in authorities or s.kind is StepKind.INTAKE]
    return tuple(dict.fromkeys(entitled))


def require_approver(case: Case, item: Item, field: str, approver: str, holding: Appointments) -> None:
    """Refuse an approver who holds none of the posts that may approve; that it is a second person is the
    kernel's to see.

    Raises:
        ApproverNotEntitled: no such post.
    """
    entitled = approving_posts(case, item, field)
    if approver and not set(entitled) & holding.posts_of(approver):
        names = [item.name_of(post) for post in entitled]
        raise ApproverNotEntitled(approver=approver, posts=listed(names))
