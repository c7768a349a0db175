"""Words 办件进度的话: what happened to an application, in the words of who applied."""

from collections.abc import Mapping
from datetime import date

from tongban.kernel import Happening, Status
from tongban.kernel.case import events as e
from tongban.kernel.clock import ClockKind
from tongban.kernel.words import Bilingual, listed
from tongban.web.public import after_grant, ending, hearing, joint, prior_notice, renewing, tolerance


def detail(body: Happening) -> Bilingual | None:
    """What an event means for the applicant, beneath its title."""
    match body:
        case e.Received():
            number = Bilingual(
                "收件编号 {number}。收件不是受理。", "Receipt {number}. A receipt is not acceptance."
            ).fill(number=body.receipt_number)
            published = prior_notice.detail_of(body.prior_notice)
            return (
                Bilingual(f"{number.zh}{published.zh}", f"{number.en} {published.en}")
                if published
                else number
            )
        case e.SupplementRequested() | e.DefectsRestated():
            return Bilingual(
                "共 {n} 项，一次告知。文号 {number}。", "{n} in all, told at once. Notice {number}."
            ).fill(n=len(body.defects), number=body.notice_number)
        case e.Accepted():
            return _accepted(body)
        case e.SurveyScheduled():
            return Bilingual(
                "约在 {day} 上门，请安排人在场。", "They come on {day}; please have somebody there."
            ).fill(day=body.survey_on)
        case e.SurveyFailed():
            return Bilingual(
                "{why}，会另约日期。您的办理期限照常计算。",
                "Reason: {why}. Another day will be fixed; the time limits run on.",
            ).fill(why=body.why.label)
        case e.SurveyRecorded(rectify_by=date() as by):
            return Bilingual(
                "请最迟在 {by}（含当日）整改好，之后复勘。期限照常计算。",
                "Please put it right by {by}; a second survey follows. The time limits run on.",
            ).fill(by=by)
        case e.TimeExcluded():
            return Bilingual(
                "{begin} 至 {until} 不计入期限，文号 {number}。",
                "{begin} to {until} are not counted, notice {number}.",
            ).fill(begin=body.begin, until=body.until, number=body.notice_number)
        case e.TimeResumed():
            return Bilingual("最后一日 {day}。", "Last day {day}.").fill(day=body.last_day)
        case e.LimitExtended():
            return Bilingual(
                "延长 {amount}，由{who}批准，文号 {number}。",
                "By {amount}, approved by {who}, notice {number}.",
            ).fill(amount=body.amount, who=body.approved_by.label, number=body.notice_number)
        case e.LimitPassed():
            return Bilingual("届满日 {day}。", "Last day {day}.").fill(day=body.due_on)
        case e.ClocksRecounted():
            moved = listed(moved_for_applicant(body))
            return Bilingual("{moved}。", "{moved}.").fill(moved=moved)
        case e.Decided(conditions=attached):
            said = Bilingual("文号 {number}。", "Number {number}.").fill(number=body.number)
            return Bilingual(f"{said.zh}{_ON.zh}", f"{said.en} {_ON.en}") if attached else said
        case e.Delivered():
            return body.method.label
    return (
        _DETAILS.get(type(body))
        or hearing.detail_of(body)
        or joint.detail_of(body)
        or tolerance.detail_of(body)
        or ending.detail_of(body)
        or after_grant.detail_of(body)
        or renewing.detail_of(body)
    )


_ON = Bilingual("附有条件，见批准文件。", "On conditions, set out in the document.")

#: What is said of an event of a kind, whatever is in it.
_DETAILS: Mapping[type[Happening], Bilingual] = {
    e.SentUp: Bilingual(
        "您的全部材料已经直接报送上级机关，不会再要您重复提供。",
        "All your papers went straight up; you are not asked for them again.",
    ),
}


def moved_for_applicant(body: e.ClocksRecounted) -> list[Bilingual]:
    """What moved of the days an applicant was told; those of single steps are the office's own."""
    return [
        Bilingual("{clock}由 {before} 变为 {after}", "{clock} moved from {before} to {after}").fill(
            clock=ClockKind(moved.clock).label, before=moved.before, after=moved.after
        )
        for moved in body.moved
        if moved.clock in DATE_TITLES
    ]


def _accepted(body: e.Accepted) -> Bilingual:
    limits = {"promised": body.promised_limit.words, "statutory": body.statutory_limit.words}
    if body.deemed:
        return Bilingual(
            "机关没有在期限内告知需要补正，自 {on} 起视为受理。承诺 {promised}，法定 {statutory}。",
            "The agency did not say in time what was missing, so this counts as accepted on {on}. "
            "Promised within {promised}, by law {statutory}.",
        ).fill(on=body.accepted_on, **limits)
    return Bilingual(
        "从次日起算。承诺 {promised}，法定 {statutory}。文号 {number}。",
        "Counted from the next day. Promised within {promised}, by law {statutory}. Number {number}.",
    ).fill(number=body.acceptance_number, **limits)


WHERE = {
    Status.DRAFT: Bilingual("还没有提交。", "Not sent yet."),
    Status.RECEIVED: Bilingual("已经收到，正在看材料齐不齐。", "Received; the papers are being checked."),
    Status.ACCEPTED: Bilingual("已受理，正在审查。", "Accepted and being examined."),
    Status.DECIDED: Bilingual(
        "已准予许可，正在制证、送达。", "Granted; the licence is being made and delivered."
    ),
    Status.CLOSED: Bilingual("已办完。", "Done."),
    Status.DECLINED: Bilingual("没有受理。", "Not accepted."),
    Status.WITHDRAWN: Bilingual("您已撤回申请。", "The application was withdrawn."),
    Status.TERMINATED: Bilingual("已终止。", "Ended."),
}
NOTHING_FOLLOWS = {
    Status.CLOSED: Bilingual("全部办完，后面没有别的环节。", "All done; nothing more follows."),
    Status.DECLINED: Bilingual(
        "这个办件到此结束，后面没有别的环节。", "This case ends here; nothing more follows."
    ),
    Status.WITHDRAWN: Bilingual(
        "这个办件到此结束，后面没有别的环节。以后想办，可以重新申请。",
        "This case ends here; nothing more follows. You can apply again at any time.",
    ),
    Status.TERMINATED: Bilingual(
        "这个办件已经终止，后面没有别的环节。", "This case was ended; nothing more follows."
    ),
}
REVIEWED_BELOW = Bilingual(
    "已受理，下级机关正在先行审查，审完连同全部材料报送上级机关决定。",
    "Accepted; a lower level reviews it first, then sends everything up to be decided.",
)
REFUSED = Bilingual(
    "没有准予许可。您可以申请复议或者起诉。", "Refused. You can ask for reconsideration or sue."
)

DATE_TITLES = {
    ClockKind.NOTICE: Bilingual("最迟告诉您缺什么的日子", "You are told what is missing by"),
    ClockKind.PROMISED: Bilingual("承诺办好的日子", "We promise to decide by"),
    ClockKind.STATUTORY: Bilingual("法律规定的最后一天", "The law's last day to decide"),
    ClockKind.DELIVERY: Bilingual("最迟送到您手上的日子", "It reaches you by"),
    ClockKind.RENEWAL: renewing.DAY_TITLE,
    **after_grant.DATE_TITLES,
}
SENT_UP_BY = Bilingual("最迟报送上级机关的日子", "It is sent up by")

DONE: Mapping[type[Happening], Bilingual] = {
    e.StepCompleted: Bilingual("已办完", "done"),
    e.OpinionGiven: Bilingual("已答复", "answered"),
    e.ObjectionDisregarded: Bilingual("视为同意", "taken as consent"),
    e.ConsentDeemed: Bilingual("逾期未答复，视为同意", "no answer in time, taken as consent"),
}
