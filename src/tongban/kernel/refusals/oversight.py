"""监管移交的拒绝 — one overseer has it, with a plan, or says once why not."""

from tongban.kernel.refusals.told import Refusal

_SEPARATED = "优化营商环境条例§51"


class NothingHandedOver(Refusal):
    """没有等待签收的监管移交。"""

    zh = "本件没有等待您的岗位签收的监管移交。"
    en = "Nothing of this case waits for your post to acknowledge it."
    basis = _SEPARATED
    remedy_zh = "请刷新办件：可能已经签收，或者已经退回、等待重新移交。"
    remedy_en = "Open the case again: it may be acknowledged, or sent back and due to be handed over anew."


class HandedOverToAnother(Refusal):
    """移交给其他岗位了。"""

    zh = "监管移交由{posts}签收，{actor_post}不能办理。"
    en = "It was handed over to {posts}; {actor_post} cannot act on it."
    basis = _SEPARATED
    remedy_zh = "请由该岗位签收；不应由其监管的，由其退回并写明应由哪个机关监管。"
    remedy_en = "Leave it to that post; if it is not theirs to oversee, they send it back and name who is."


class RejectedBefore(Refusal):
    """同一岗位已经退回过一次。"""

    zh = "您的岗位已经退回过这次移交，不能再次退回。"
    en = "Your post has sent this hand-over back before and cannot do so again."
    basis = _SEPARATED
    remedy_zh = "请先签收，监管不留空档；对由谁监管仍有争议的，报请政务服务管理机构或者本级人民政府协调。"
    remedy_en = (
        "Acknowledge it, so that nobody goes without an overseer; take what is in dispute to the body that "
        "coordinates, or the government of your level."
    )


class NothingToHandOverAgain(Refusal):
    """没有被退回的监管移交。"""

    zh = "本件没有被退回、需要重新移交的监管移交。"
    en = "No hand-over of this case was sent back."
    basis = _SEPARATED
    remedy_zh = "无须办理；移交随决定自动产生。"
    remedy_en = "Nothing to do: a hand-over is made by itself with each decision."


class OverseerNotNamed(Refusal):
    """没有写明应当由哪个机关监管。"""

    zh = "退回时没有写明应当由哪个其他机关监管。"
    en = "It is not said which other authority should oversee this."
    basis = _SEPARATED
    remedy_zh = "请选择应当监管的机关；内容不全的，请改选“移交内容不全”。"
    remedy_en = "Name the authority that should; if something is missing, choose “incomplete” instead."


class OversightPlanMissing(Refusal):
    """签收时没有监管计划。"""

    zh = "许可有效，签收时应当写明监管方式和首次检查的最后一日。"
    en = "The licence is in force: say how its holder is checked, and by when for the first time."
    basis = "行政许可法§61"
    remedy_zh = "请选择监管方式并填写首次检查的日期。"
    remedy_en = "Choose the kind of oversight and give the day of the first check."


class FirstCheckInThePast(Refusal):
    """首次检查的日期已过。"""

    zh = "首次检查定在 {first_check_by}，早于今天 {day}。"
    en = "The first check is planned by {first_check_by}, which is before today, {day}."
    basis = "行政许可法§61"
    remedy_zh = "请填写今天或者以后的日期。"
    remedy_en = "Give today or a later day."
