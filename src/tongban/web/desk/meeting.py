"""Acts where departments disagree 会商与裁决: meet, put it up, rule on it; folded away until needed.

依据 Basis: 行政许可法§26(2), and the item's own rule of disputes.
"""

from datetime import time
from typing import Any

from tongban.handling import meeting as handling
from tongban.handling.carrying_out import Answer, Handler
from tongban.handling.errand import Ask
from tongban.kernel.case import commands as c
from tongban.kernel.case.dispute import conditions, departments
from tongban.kernel.clock import ClockKind
from tongban.kernel.words import Bilingual, listed
from tongban.web.design.templatetags.design import in_words
from tongban.web.desk import meeting_forms as f
from tongban.web.desk.act import Act, Occasion, folded
from tongban.web.staff.acting import ActForm
from tongban.web.staff.joint import is_disputed
from tongban.web.staff.letters import as_of

_TITLE = Bilingual("会商与裁决", "Meeting and ruling")
_USUAL_START = time(9, 30)


def _may_come(on: Occasion) -> f.Departments:
    """The departments of this case, the lead first."""
    keys = departments(on.file.matter("", on.post))
    return [(key, in_words(on.file.item.name_of(key))) for key in keys]


def _invited(on: Occasion) -> f.Departments:
    """Those invited, the lead first."""
    lead, invited = on.file.item.authority, on.file.case.meeting.authorities
    keys = sorted(invited, key=lambda key: key != lead)
    return [(key, in_words(on.file.item.name_of(key))) for key in keys]


# --- forms that know the case


def _convene(on: Occasion, data: Any) -> ActForm:
    meeting = on.file.case.meeting
    wanted = dict.fromkeys(
        [on.file.item.authority, *(step.plan.authority for step in on.file.case.objections)]
    )
    initial = {
        "meeting_on": meeting.meeting_on,
        "begins": time.fromisoformat(meeting.begins) if meeting.begins else _USUAL_START,
        "place": meeting.place,
        "authorities": list(meeting.authorities or wanted),
        "agenda": on.file.text(meeting.agenda) if meeting.meeting_on else "",
    }
    return on.new(f.ConveneForm, data, departments=_may_come(on), initial=initial)


def _postpone(on: Occasion, data: Any) -> ActForm:
    return on.new(f.PostponeForm, data, departments=_invited(on)[1:])


def _hold(on: Occasion, data: Any) -> ActForm:
    initial = {"held_on": on.file.case.meeting.meeting_on or on.file.today}
    return on.new(f.HoldForm, data, departments=_invited(on), today=on.file.today, initial=initial)


# --- what a valid form asks


def _do_convene(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    appointment = handling.Appointment(
        said["meeting_on"],
        said["place"],
        tuple(said["authorities"]),
        said["agenda"],
        said["begins"].isoformat("minutes"),
    )
    return handling.convene_meeting(handler, ask, appointment)


def _do_postpone(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    return handling.postpone_meeting(handler, ask, c.MeetingFailure(said["why"]), said["absent"])


def _do_hold(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    signatures = tuple(
        c.Signature(key, str(account.pk)) for key, _name in _invited(on) for account in said[f"signed_{key}"]
    )
    minutes = handling.Minutes(
        c.MeetingResolution(said["resolution"]), said["minutes"], signatures, tuple(said["absent"])
    )
    return handling.hold_meeting(handler, as_of(ask, on.file, said["held_on"]), minutes)


def _do_escalate(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    return handling.escalate_dispute(handler, ask, said["submission"], said["number"])


def _do_rule(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    result = c.RulingResult(said["result"])
    return handling.rule_on_dispute(handler, ask, result, said["reasons"], said["number"])


# --- what is said above a form


def _by_when(on: Occasion) -> Bilingual | str:
    clock, rule = on.file.case.clocks.get(ClockKind.MEETING), on.file.item.dispute
    if clock is None or rule is None or not clock.is_running:
        return ""
    return Bilingual(
        "须在 {day} 以前（含当日）会商（{basis}）。", "They have to meet by {day} ({basis})."
    ).fill(day=clock.due(on.file.calendar).day, basis=rule.basis)


def _binds_nobody(on: Occasion) -> Bilingual:
    rule = on.file.item.dispute
    if rule is not None and rule.absent_basis:
        return Bilingual(
            "到会部门仍须各自出具意见；会议达成一致的，缺席部门受其约束（{basis}）。",
            "Who came still gives its own opinion; who stayed away is bound by what was agreed ({basis}).",
        ).fill(basis=rule.absent_basis)
    return Bilingual(
        "纪要不代替部门意见：不同意的部门改变意见，要自己重新出具。",
        "The minutes stand for nobody's opinion: a department that comes round says so itself.",
    )


def _to_whom(on: Occasion) -> Bilingual | str:
    rule = on.file.item.dispute
    if rule is None:
        return ""
    return Bilingual(
        "由{superior}在 {limit}内裁决（{basis}）；法定办结时限照常计算。",
        "{superior} rules within {limit} ({basis}); the statutory limit runs on.",
    ).fill(superior=on.file.item.name_of(rule.superior), limit=rule.ruling.words, basis=rule.basis)


def of_the_opinion(on: Occasion) -> Bilingual | str:
    """What a department should know before it answers: that it is asked anew, or what no reasons mean."""
    file, step = on.file, on.file.case.steps.get(on.step)
    declared = file.item.steps_by_id.get(on.step)
    if step is not None and on.step in file.case.meeting.conferred and file.case.meeting.resolution:
        return Bilingual(
            "联席会议：{resolution}。请改变意见，或者再次说明不同意的理由；仍不同意的，提请上级裁决。",
            "The meeting: {resolution}. Come round, or say again why not; what stays in dispute goes up.",
        ).fill(resolution=file.case.meeting.resolution.label)
    if declared is not None and declared.unreasoned_basis:
        return Bilingual(
            "不同意而没有说明理由的，视为同意（{basis}）。",
            "An objection without reasons counts as consent ({basis}).",
        ).fill(basis=declared.unreasoned_basis)
    return ""


def answers_somebody(on: Occasion) -> bool:
    """Whether a grant has somebody to answer: parties, a hearing, a department that objected."""
    case = on.file.case
    objected = any(step.opinion is c.OpinionResult.OBJECT for step in case.steps.values())
    return bool(case.parties) or case.hearing.held_on is not None or objected


def of_the_grant(on: Occasion) -> Bilingual:
    """Whose conditions, and which ruling, go with a grant."""
    case, item = on.file.case, on.file.item
    attached = conditions(case)
    if not attached:
        return Bilingual("", "")
    whose = listed([item.name_of(case.steps[one.step].plan.authority) for one in attached])
    return Bilingual(
        "{whose}的条件随批准文件一并载明。", "The conditions of {whose} are set out in the document."
    ).fill(whose=whose)


MEETING_ACTS: tuple[Act, ...] = (
    Act(
        "hold-meeting",
        c.HoldMeeting,
        c.HoldMeeting.verb(),
        "n",
        _hold,
        _do_hold,
        primary=True,
        hint=_binds_nobody,
    ),
    Act(
        "convene-meeting",
        c.ConveneMeeting,
        c.ConveneMeeting.verb(),
        "m",
        _convene,
        _do_convene,
        hint=_by_when,
    ),
    Act(
        "postpone-meeting",
        c.PostponeMeeting,
        c.PostponeMeeting.verb(),
        "",
        _postpone,
        _do_postpone,
    ),
    Act(
        "escalate-dispute",
        c.EscalateDispute,
        c.EscalateDispute.verb(),
        "a",
        lambda on, d: on.new(f.EscalateForm, d),
        _do_escalate,
        careful=True,
        hint=_to_whom,
    ),
    Act(
        "rule-on-dispute",
        c.RuleOnDispute,
        c.RuleOnDispute.verb(),
        "r",
        lambda on, d: on.new(f.RuleForm, d),
        _do_rule,
        primary=True,
        careful=True,
    ),
)


def group_of(on: Occasion, panel: dict[str, Any]) -> dict[str, Any]:
    """The panel with the acts of this file folded into one group, open while something is in dispute."""
    disputed = is_disputed(on.file)
    return folded(
        panel,
        MEETING_ACTS,
        _TITLE,
        "f",
        open_=lambda inside: inside and disputed,
        shown=lambda inside: inside or disputed,
    )
