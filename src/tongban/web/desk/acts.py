"""Acts 可办操作: what the reader may do with a case now, each with its form, and why not the rest.

Nothing is decided here: the kernel's table says what is allowed, its refusals say why not.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tongban.handling import examination, outcome, tolerance
from tongban.handling.carrying_out import Answer, Handler
from tongban.handling.errand import Ask
from tongban.kernel import Body, Possibility, allowed
from tongban.kernel.case import commands as c
from tongban.kernel.case.item import Approver, SpecialProcedure, StepKind
from tongban.kernel.words import Bilingual
from tongban.web.design.templatetags.design import in_words
from tongban.web.desk import challenge, ending, fee, hearing, licence, meeting
from tongban.web.desk import forms as f
from tongban.web.desk.act import Act, Occasion, one_key_each
from tongban.web.desk.inspection import INSPECTION_ACTS
from tongban.web.desk.lower_review import LOWER_REVIEW_ACTS
from tongban.web.desk.oversight import OVERSIGHT_ACTS
from tongban.web.desk.survey import SURVEY_ACTS
from tongban.web.staff.acting import ActForm
from tongban.web.staff.casefile import CaseFile
from tongban.web.staff.places import places_of

GRANT, REFUSE = Bilingual("准予许可", "grant the licence"), Bilingual("不予许可", "refuse the licence")


# --- forms that know the case


def _special(on: Occasion, data: Any) -> ActForm:
    return on.new(
        f.SpecialForm,
        data,
        procedures=list(on.file.item.stopping),
        initial={"begin": _first_day(on.file)},
    )


def _first_day(file: CaseFile) -> date:
    """Today, or the day after acceptance: the day of the event itself is never counted."""
    accepted_on = file.case.accepted_on
    return max(file.today, accepted_on + timedelta(days=1)) if accepted_on else file.today


def _end_special(on: Occasion, data: Any) -> ActForm:
    today = on.file.today
    running = [p.procedure for p in on.file.case.special if p.begin <= today <= p.until]
    return on.new(
        f.EndSpecialForm, data, procedures=list(dict.fromkeys(running)), initial={"last_day": today}
    )


def _extend(on: Occasion, data: Any) -> ActForm:
    return on.new(f.ExtendForm, data, initial={"approved_by": on.file.item.extension_approver.value})


def _grant(on: Occasion, data: Any) -> ActForm:
    years, case = on.file.implementation.result.validity_years, on.file.case
    until = f.years_later(on.file.today, years) if years else None
    if case.renews is not None:
        until = case.renews.valid_until
    initial = {"basis": basis_of(on.file), "valid_until": until}
    objected = any(s.opinion is c.OpinionResult.OBJECT for s in case.steps.values())
    answers = bool(case.parties) or case.hearing.held_on is not None or objected
    return on.new(f.GrantForm, data, initial=initial, held_on=case.hearing.held_on, answers_somebody=answers)


def _refuse(on: Occasion, data: Any) -> ActForm:
    held_on, ban = on.file.case.hearing.held_on, on.file.item.ban_after_false_material
    places = places_of(on.file)
    full = data is not None or (places is not None and places.is_full)
    number = on.file.item.quota.number if on.file.item.quota is not None and full else 0
    initial = {"basis": basis_of(on.file)}
    return on.new(f.RefuseForm, data, initial=initial, held_on=held_on, ban=ban, places=number)


def _correct(on: Occasion, data: Any) -> ActForm:
    return on.new(f.CorrectForm, data, fields=correctable(on.file, on.post), request=on.request)


def basis_of(file: CaseFile) -> str:
    """What a decision on this item usually cites: where it is set, and the article on decisions."""
    return "、".join([*(basis.cite for basis in file.implementation.setting_basis), "行政许可法§38"])


def correctable(file: CaseFile, post: str) -> list[tuple[str, Any]]:
    """What this post may have entered wrongly: lead and intake the dates, a department its own answer."""
    case, item = file.case, file.item
    lead = {s.post for s in item.steps if s.authority == item.authority}
    lead.add(item.step_of(StepKind.INTAKE).post)
    fields: list[tuple[str, Any]] = []
    if post in lead:
        fields += [("received_on", _("收件日期")), ("applicant", _("申请人"))]
        if case.accepted_on is not None and not case.deemed_accepted:
            fields.append(("accepted_on", _("受理日期")))
    for step in case.steps.values():
        if step.plan.post == post and step.opinion is not None and not step.deemed:
            fields.append((f"opinion:{step.plan.id}", in_words(item.steps_by_id[step.plan.id].name)))
    return fields


# --- what a valid form asks


def _do_take(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    return examination.take_step(handler, ask, said["step"])


def _do_complete(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    return examination.complete_step(handler, ask, said["step"], c.Finding(said["finding"]), said["reasons"])


def _do_opinion(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    return examination.give_opinion(
        handler, ask, said["step"], c.OpinionResult(said["result"]), said["reasons"]
    )


def _do_special(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    procedure = SpecialProcedure(said["procedure"])
    return examination.start_special_procedure(handler, ask, procedure, said["begin"], said["until"])


def _do_end_special(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    return examination.end_special_procedure(
        handler, ask, SpecialProcedure(said["procedure"]), said["last_day"]
    )


def _do_extend(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    return examination.extend_limit(
        handler, ask, Approver(said["approved_by"]), str(said["approver"].pk), said["reasons"]
    )


def _do_grant(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    prefix = on.file.implementation.result.number_prefix
    return outcome.grant(
        handler,
        ask,
        prefix=prefix,
        basis=said["basis"],
        valid_until=said["valid_until"],
        on_minutes=said.get("on_minutes", False),
        reasons=said.get("reasons", ""),
    )


def _do_refuse(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    return outcome.refuse(
        handler,
        ask,
        basis=said["basis"],
        reasons=said["reasons"],
        remedies=on.remedies,
        on_minutes=said.get("on_minutes", False),
        false_material=said.get("false_material", False),
        no_place=said.get("no_place", False),
    )


def _do_return(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    return tolerance.return_application(handler, ask, said["reasons"])


def _do_correct(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    return outcome.correct_entry(
        handler, ask, said["field"], said["value"], str(said["approver"].pk), said["reasons"]
    )


ACTS: Mapping[str, Act] = {
    act.slug: act
    for act in (
        Act(
            "take",
            c.TakeStep,
            c.TakeStep.verb(),
            "t",
            lambda on, d: on.new(f.StepForm, d),
            _do_take,
            bare=True,
        ),
        Act(
            "complete",
            c.CompleteStep,
            c.CompleteStep.verb(),
            "c",
            lambda on, d: on.new(f.CompleteForm, d),
            _do_complete,
            primary=True,
        ),
        *INSPECTION_ACTS,
        *SURVEY_ACTS,
        *LOWER_REVIEW_ACTS,
        Act(
            "opinion",
            c.GiveOpinion,
            c.GiveOpinion.verb(),
            "o",
            lambda on, d: on.new(f.OpinionForm, d),
            _do_opinion,
            primary=True,
            hint=meeting.of_the_opinion,
        ),
        Act("grant", c.Decide, GRANT, "g", _grant, _do_grant, primary=True, careful=True),
        Act("refuse", c.Decide, REFUSE, "r", _refuse, _do_refuse, careful=True),
        Act(
            "return",
            c.ReturnApplication,
            c.ReturnApplication.verb(),
            "b",
            lambda on, d: on.new(f.ReturnForm, d),
            _do_return,
            careful=True,
            hint=lambda on: _(
                "《退回申请通知书》由系统编号、制作，告知可以重新申请和救济途径；本件到此终止。"
            ),
        ),
        Act("special", c.StartSpecialProcedure, c.StartSpecialProcedure.verb(), "s", _special, _do_special),
        Act(
            "end-special",
            c.EndSpecialProcedure,
            c.EndSpecialProcedure.verb(),
            "e",
            _end_special,
            _do_end_special,
        ),
        Act("extend", c.ExtendLimit, c.ExtendLimit.verb(), "x", _extend, _do_extend),
        Act("correct", c.CorrectEntry, c.CorrectEntry.verb(), "u", _correct, _do_correct, careful=True),
        *meeting.MEETING_ACTS,
        *hearing.HEARING_ACTS,
        *licence.LICENCE_ACTS,
        *OVERSIGHT_ACTS,
        *ending.ENDING_ACTS,
        *challenge.CHALLENGE_ACTS,
        *fee.FEE_ACTS,
    )
}

_RANK = {slug: rank for rank, slug in enumerate(ACTS)}

#: Acts of the window; at the desk they lead there.
_AT_THE_WINDOW = (
    c.Accept,
    c.AcceptWithGap,
    c.TellCommitment,
    c.Commit,
    c.RequestSupplement,
    c.RestateDefects,
    c.Decline,
    c.Deliver,
)


def panel(on: Occasion, answered: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What `{% act_panel %}` shows: the acts allowed now, and why not the rest; hearings as a group.

    Args:
        answered: the act whose form came back with errors or a refusal: `slug`, `step`, `form`,
            `refused`, `changed`.
    """
    acts: list[dict[str, Any]] = []
    blocked: list[dict[str, Any]] = []
    keys: set[str] = set()
    for possibility in allowed(on.file.matter(str(on.request.user.pk), on.post)):
        if possibility.refusal is not None:
            blocked.append(_blocked(on, possibility))
        elif possibility.verb in _AT_THE_WINDOW:
            acts.append(_window(on, possibility))
        else:
            acts += [
                _shown(on, act, possibility.step, answered, keys)
                for act in ACTS.values()
                if act.verb is possibility.verb and _is_for(on, act, possibility.step)
            ]
    acts.sort(key=lambda one: _RANK.get(one.get("slug", ""), len(_RANK)))
    if answered and not any(a.get("answered") for a in acts):
        # What was typed is shown even where the act itself is not possible any more.
        acts.insert(0, _shown(on, ACTS[answered["slug"]], answered["step"], answered, keys))
    shown = {"acts": acts, "blocked": _without_noise(on.file, blocked), "groups": []}
    shown = hearing.group_of(on, meeting.group_of(on, shown))
    shown = ending.group_of(on, licence.group_of(on, shown))
    return one_key_each(challenge.group_of(on, fee.group_of(on, shown)))


def _is_for(on: Occasion, act: Act, step: str) -> bool:
    if not act.offered(on):
        return False
    if act.slug == "take":
        return on.file.case.steps[step].taken_by != str(on.request.user.pk)
    return act.slug != "correct" or bool(correctable(on.file, on.post))


def _shown(
    on: Occasion, act: Act, step: str, answered: Mapping[str, Any] | None, keys: set[str]
) -> dict[str, Any]:
    there = Occasion(on.file, on.request, on.post, step)
    is_answered = answered is not None and (answered["slug"], answered["step"]) == (act.slug, step)
    form = answered["form"] if answered is not None and is_answered else act.form(there, None)
    name = on.file.item.steps_by_id.get(step)
    key = act.key if act.key not in keys else ""
    keys.add(act.key)
    shown: dict[str, Any] = {
        "title": Bilingual(f"{act.title.zh}：{name.name.zh}", f"{act.title.en}: {name.name.en}")
        if name
        else act.title,
        "url": reverse("desk:act", args=[on.file.case.id, act.slug]),
        "slug": act.slug,
        "key": key,
        "primary": act.primary,
        "hint": act.hint(there) or _hint(on, act),
        "answered": is_answered,
        "open": is_answered,
        "refused": answered["refused"] if answered is not None and is_answered else None,
        "changed": answered["changed"] if answered is not None and is_answered else None,
    }
    if act.bare and not is_answered:
        return shown | {"hidden": {name: form[name].value() for name in ("command_id", "seen", "step")}}
    return shown | {"form": form}


def _hint(on: Occasion, act: Act) -> Any:
    file = on.file
    if act.slug == "refuse":
        return on.told_of_remedies()
    if act.slug == "grant" and (renews := file.case.renews) is not None:
        return Bilingual(
            "准予延续许可 {number}，编号不变；原有效期至 {day}。",
            "Licence {number} is renewed and keeps its number; it was valid until {day}.",
        ).fill(number=renews.number, day=renews.expires_on)
    if act.slug == "grant":
        attached = meeting.of_the_grant(on)
        return Bilingual(
            f"制发《准予行政许可决定书》和《{file.implementation.result.name.zh}》，编号由系统取。{attached.zh}",
            f"Decision and {file.implementation.result.name.en}, both numbered here. {attached.en}".strip(),
        )
    if act.slug == "special":
        return _("《特别程序告知书》由系统编号、制作，告知申请人扣除哪些天；请送达。")
    if act.slug == "extend":
        limit = file.item.extension_limit
        return Bilingual(
            f"延长 {limit.words.zh}（{limit.basis}），只能延长一次；理由印在《延长期限告知书》上。",
            f"{limit.words.en} more ({limit.basis}), once; the notice of extension tells the reasons.",
        )
    return ""


def _window(on: Occasion, possibility: Possibility) -> dict[str, Any]:
    shelf = possibility.verb is c.Deliver
    url = reverse("counter:shelf") if shelf else reverse("counter:case", args=[on.file.case.id])
    return {"title": possibility.verb.verb(), "url": url, "method": "get", "hint": _("在窗口页面办理。")}


def _blocked(on: Occasion, possibility: Possibility) -> dict[str, Any]:
    refusal = possibility.refusal
    assert refusal is not None  # asked only where there is one
    name = on.file.item.steps_by_id.get(possibility.step)
    verb = possibility.verb.verb()
    title = Bilingual(f"{verb.zh}：{name.name.zh}", f"{verb.en}: {name.name.en}") if name else verb
    return {
        "verb": possibility.verb,
        "title": title,
        "why": refusal.sentence,
        "remedy": refusal.remedy,
        "basis": refusal.basis,
        "code": refusal.code(),
    }


#: What explains nothing: that an opinion is not completed with a finding, to somebody who can give it; or
#: that a closed case is not accepted, where its status stands at the top of the page; or that an item
#: offers no commitment.
_NOISE = (
    "wrong_kind_of_step",
    "not_a_survey",
    "not_a_lower_review",
    "not_allowed_now",
    "commitment_not_offered",
    "no_challenge_open",
    "nothing_handed_over",
    "nothing_to_hand_over_again",
    "handed_over_to_another",
)


def _without_noise(file: CaseFile, blocked: list[dict[str, Any]]) -> list[dict[str, Any]]:
    # Why there is no gap explains nothing where nobody spoke of one.
    silent: set[type[Body]] = set() if file.item.tolerance else {c.AcceptWithGap}
    silent |= set() if file.case.gap else {c.ReturnApplication}
    return [b for b in blocked if b["code"] not in _NOISE and b["verb"] not in silent]
