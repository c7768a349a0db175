"""Acts about a decision that is fought 复议、诉讼: record it, reply, suspend, resume, and how it ended.

依据 Basis: 行政复议法§42, §48, §77; 行政诉讼法§56, §67, §94.
"""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.handling import challenge
from tongban.handling.carrying_out import Answer, Handler
from tongban.handling.errand import Ask
from tongban.kernel.case import commands as c
from tongban.kernel.case.challenge import number_of
from tongban.kernel.case.challenged import Challenge
from tongban.kernel.words import Bilingual
from tongban.web.design.templatetags.design import in_words
from tongban.web.desk.act import Act, Occasion, folded
from tongban.web.desk.forms import asked_among, choices
from tongban.web.staff.acting import ActForm, PastDay
from tongban.web.staff.letters import as_of

_TITLE = Bilingual("复议、诉讼", "Reconsideration and litigation")


class _Numbered(ActForm):
    """An entry copied from a document, which has a number."""

    number = forms.CharField(label=gettext_lazy("文号"), max_length=100)

    def clean_number(self) -> str:
        """Something more than blanks."""
        number = str(self.cleaned_data["number"]).strip()
        if not number:
            raise ValidationError(_("照抄文书上的编号。"))
        return number


class ChallengeForm(_Numbered):
    """登记复议、诉讼 — of the decisions there are."""

    kind = forms.ChoiceField(label=gettext_lazy("途径"), widget=forms.RadioSelect)
    act = forms.ChoiceField(label=gettext_lazy("针对什么"), widget=forms.RadioSelect)
    body = forms.CharField(label=gettext_lazy("复议机关或者人民法院"), max_length=100)
    came_on = PastDay(
        label=gettext_lazy("收到副本的日期"), help_text=gettext_lazy("答复期限从这一天的次日起算。")
    )
    field_order = ("kind", "act", "body", "number", "came_on")

    def __init__(
        self, *args: Any, acts: list[c.ChallengedAct], bodies: dict[str, str], today: date, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fields["kind"].choices = choices(c.ChallengeKind)  # type: ignore[attr-defined]
        self.fields["act"].choices = choices(acts)  # type: ignore[attr-defined]
        self.fields["number"].label = _("案号")
        self.fields["came_on"].today = today  # type: ignore[attr-defined]
        self.initial.setdefault("came_on", today)
        self.fields["body"].help_text = (
            _("照通知书填写全称：%(reconsideration)s，或者 %(litigation)s。") % bodies
        )
        self.initial.setdefault("body", bodies["reconsideration"])
        self.initial.setdefault("kind", c.ChallengeKind.RECONSIDERATION.value)
        if len(acts) == 1:
            self.initial.setdefault("act", acts[0].value)

    def clean_body(self) -> str:
        """The name, without the blanks around it."""
        return str(self.cleaned_data["body"]).strip()


class OneForm(_Numbered):
    """A form about one open challenge; which one is asked only where there are several."""

    challenge = forms.ChoiceField(label=gettext_lazy("哪一件复议、诉讼"), widget=forms.RadioSelect)
    field_order = ("challenge", "outcome", "redo_days", "steps", "number")

    def __init__(self, *args: Any, challenges: list[tuple[str, Any]], **more: Any) -> None:
        super().__init__(*args, **more)
        asked_among(self, "challenge", challenges)


class OutcomeForm(OneForm):
    """登记结果 — and what is decided anew."""

    outcome = forms.ChoiceField(label=gettext_lazy("结果"), widget=forms.RadioSelect)
    redo_days = forms.IntegerField(
        label=gettext_lazy("几日内重新作出决定"),
        min_value=1,
        max_value=3650,
        required=False,
        help_text=gettext_lazy(
            "责令履行、重新作出决定，或者不予许可、不予受理、退回、终止被撤销、变更的，必须写明。"
        ),
    )
    steps = forms.MultipleChoiceField(
        label=gettext_lazy("需要重新办理的环节"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("文书指出有问题的环节；其后的环节一并重新办理。都不选的，只重新作出决定。"),
    )

    def __init__(self, *args: Any, steps: list[tuple[str, Any]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["outcome"].choices = choices(c.ChallengeOutcome)  # type: ignore[attr-defined]
        self.fields["steps"].choices = steps  # type: ignore[attr-defined]


# --- forms that know the case


def _record(on: Occasion, data: Any) -> ActForm:
    remedies = on.remedies
    bodies = {
        c.ChallengeKind.RECONSIDERATION.value: remedies.reconsideration_body,
        c.ChallengeKind.LITIGATION.value: remedies.court,
    }
    acts = [act for act in c.ChallengedAct if number_of(on.file.case, act)]
    return on.new(ChallengeForm, data, acts=acts, bodies=bodies, today=on.file.today)


def _some(on: Occasion, *, but: str = "") -> list[tuple[str, Any]]:
    """The open challenges, as choices; those left out of which `but` is told already."""
    left = [one for one in on.file.case.challenges.values() if one.is_open and not (but and _told(one, but))]
    return [(one.id, f"{one.body} {one.number} · {in_words(one.act.label)}") for one in left]


def _told(one: Challenge, what: str) -> bool:
    return {
        "replied": one.replied_on is not None,
        "suspended": one.suspended_on is not None,
        "in_force": one.suspended_on is None,
    }[what]


def _reply(on: Occasion, data: Any) -> ActForm:
    return on.new(OneForm, data, challenges=_some(on, but="replied"))


def _suspend(on: Occasion, data: Any) -> ActForm:
    return on.new(OneForm, data, challenges=_some(on, but="suspended"))


def _resume(on: Occasion, data: Any) -> ActForm:
    return on.new(OneForm, data, challenges=_some(on, but="in_force"))


def _outcome(on: Occasion, data: Any) -> ActForm:
    decision, item = on.file.case.decision_step, on.file.item
    steps = [
        (step_id, in_words(item.steps_by_id[step_id].name))
        for step_id in on.file.case.steps
        if decision is None or step_id != decision.plan.id
    ]
    return on.new(OutcomeForm, data, challenges=_some(on), steps=steps)


# --- what a valid form asks


def _do_record(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    kind, act = c.ChallengeKind(said["kind"]), c.ChallengedAct(said["act"])
    return challenge.record_challenge(
        handler, as_of(ask, on.file, said["came_on"]), kind, act, body=said["body"], number=said["number"]
    )


def _do_reply(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    return challenge.record_reply(handler, ask, said["challenge"], said["number"])


def _do_suspend(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    return challenge.suspend_execution(handler, ask, said["challenge"], said["number"])


def _do_resume(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    return challenge.resume_execution(handler, ask, said["challenge"], said["number"])


def _do_outcome(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    return challenge.record_outcome(
        handler,
        ask,
        said["challenge"],
        c.ChallengeOutcome(said["outcome"]),
        number=said["number"],
        redo_days=said["redo_days"],
        steps=tuple(said["steps"]),
    )


CHALLENGE_ACTS: tuple[Act, ...] = (
    Act("record-challenge", c.RecordChallenge, c.RecordChallenge.verb(), "", _record, _do_record),
    Act(
        "reply",
        c.RecordReply,
        c.RecordReply.verb(),
        "a",
        _reply,
        _do_reply,
        primary=True,
        offered=lambda on: bool(_some(on, but="replied")),
    ),
    Act(
        "suspend-execution",
        c.SuspendExecution,
        c.SuspendExecution.verb(),
        "",
        _suspend,
        _do_suspend,
        offered=lambda on: bool(_some(on, but="suspended")),
        hint=lambda on: _("停止执行期间，不送达该许可，也不注销被撤销的许可。"),
    ),
    Act(
        "resume-execution",
        c.ResumeExecution,
        c.ResumeExecution.verb(),
        "",
        _resume,
        _do_resume,
        offered=lambda on: bool(_some(on, but="in_force")),
    ),
    Act(
        "challenge-outcome",
        c.RecordChallengeOutcome,
        c.RecordChallengeOutcome.verb(),
        "",
        _outcome,
        _do_outcome,
        careful=True,
        hint=lambda on: _(
            "撤销准予决定的，许可即失效；撤销“撤销许可”的，许可恢复；责令重作、履行的，本件回到已受理（不予受理的，回到已收件），按文书的期限办理。"
        ),
    ),
)


def group_of(on: Occasion, panel: dict[str, Any]) -> dict[str, Any]:
    """The panel with the acts of this file folded into one group, open while a challenge is."""
    is_open = any(one.is_open for one in on.file.case.challenges.values())
    return folded(
        panel,
        CHALLENGE_ACTS,
        _TITLE,
        "z",
        open_=lambda inside: inside and is_open,
        shown=lambda inside: inside,
    )
