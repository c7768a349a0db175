"""Forms 表单 of the window: who applies, in which situation, with which particulars, entered when."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tongban.catalogue import Implementation
from tongban.handling.mandates import MandateGiven
from tongban.kernel import Fact
from tongban.kernel.calendar import Calendar
from tongban.kernel.case import commands as c
from tongban.kernel.clock import TimeLimit
from tongban.store.models import Account
from tongban.web.agency import MandateForm, account_called, walk_in
from tongban.web.answers import particular_field, printable, question_field
from tongban.web.counter.queries import applicant_with
from tongban.web.design.templatetags.design import errors_in_words, in_words


class SituationForm(forms.Form):
    """情形 — the item's plain questions; the answers decide materials and steps."""

    def __init__(self, data: Any, implementation: Implementation) -> None:
        super().__init__(data, prefix="fact", label_suffix="")
        for question in implementation.questions:
            self.fields[question.id] = question_field(question)

    def facts(self) -> dict[str, Fact]:
        """The answers, once valid; none where nothing is asked."""
        return dict(self.cleaned_data) if self.fields else {}


class ParticularsForm(forms.Form):
    """填报内容 — what documents will say; kept as personal data only."""

    def __init__(self, data: Any, implementation: Implementation, **more: Any) -> None:
        super().__init__(data, prefix="form", label_suffix="", **more)
        for asked in implementation.form:
            self.fields[asked.id] = particular_field(asked, dense=True)

    def form(self) -> dict[str, str]:
        """The particulars, once valid."""
        return {name: str(value) for name, value in self.cleaned_data.items() if value}


class ApplicantForm(forms.Form):
    """申请人 — an account found by name or number, or somebody without one who stands at the window."""

    applicant = forms.UUIDField(required=False, widget=forms.HiddenInput)
    new_account = forms.UUIDField(required=False, widget=forms.HiddenInput)
    new_name = forms.CharField(label=_("没有账户的，写姓名或单位名称"), max_length=100, required=False)

    def __init__(self, data: Any, **more: Any) -> None:
        super().__init__(data, label_suffix="", **more)

    def clean(self) -> dict[str, Any]:
        """Exactly one applicant."""
        given = super().clean() or {}
        name, chosen = given.get("new_name", "").strip(), given.get("applicant")
        if not chosen and not name:
            raise ValidationError(_("先找到申请人，或者写下没有账户的申请人的名称。"), code="no_applicant")
        if chosen and not name and applicant_with(str(chosen)) is None:
            raise ValidationError(_("没有这个申请人账户，请重新查找。"), code="no_applicant")
        return given

    def account(self) -> Account:
        """The applicant's account; a walk-in record, without a password, made once."""
        name = self.cleaned_data["new_name"].strip()
        if not name:
            found = applicant_with(str(self.cleaned_data["applicant"]))
            assert found is not None  # clean() has seen it
            return found
        return walk_in(self.cleaned_data["new_account"], name)


class AgentForm(MandateForm):
    """代理人 — who stands at the window for the applicant, and what the paper mandate says."""

    name = forms.CharField(label=_("代理人姓名"), max_length=100, validators=[printable])
    username = forms.CharField(
        label=_("代理人登录名"),
        max_length=150,
        required=False,
        help_text=_("有账户的，填上就能在网上继续代办。"),
    )
    seen = forms.BooleanField(
        label=_("已核对授权委托书原件和代理人身份证件"),
        error_messages={"required": _("须见到申请人签名、盖章的授权委托书原件。")},
    )
    new_agent = forms.UUIDField(widget=forms.HiddenInput)

    field_order = ("name", "number", "username", "powers", "begin", "until", "seen", "new_agent")

    def __init__(self, data: Any, **more: Any) -> None:
        super().__init__(data, prefix="agent", empty_permitted=True, use_required_attribute=False, **more)

    def has_changed(self) -> bool:
        """Whether it has to say everything: only where it says anything."""
        return self.is_asked

    @property
    def is_asked(self) -> bool:
        """Whether anything of it was filled in."""
        said = (name for name in self.fields if name != "new_agent")
        return any(str(self.data.get(f"agent-{name}", "")).strip() for name in said)

    def clean(self) -> dict[str, Any]:
        """A sign-in name belongs to somebody of the agent's name."""
        given = super().clean()
        username, name = given.get("username", ""), given.get("name", "")
        if username and name and account_called(username, name) is None:
            self.add_error("username", _("没有登录名和姓名都是这样的账户。没有账户的，登录名留空。"))
        return given

    def account(self) -> Account | None:
        """The agent's account, or a walk-in record; None where the applicant came in person."""
        if not self.is_asked:
            return None
        name = self.cleaned_data["name"]
        return account_called(self.cleaned_data["username"], name) or walk_in(
            self.cleaned_data["new_agent"], name
        )

    def given(self) -> MandateGiven | None:
        """The mandate as the clerk read it."""
        return self.mandate(self.cleaned_data["name"], seen=True) if self.is_asked else None


class LateForm(forms.Form):
    """补录 — a paper receipt given before (a power cut): when, and its number from the reserved block."""

    occurred_on = forms.DateField(
        label=_("实际收件日期"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    occurred_time = forms.TimeField(
        label=_("实际收件时间"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    receipt_number = forms.CharField(
        label=_("纸质收件凭证编号"),
        max_length=40,
        required=False,
        help_text=_("预留号段里的编号，照抄凭证。"),
    )

    def __init__(self, data: Any, **more: Any) -> None:
        super().__init__(data, prefix="late", label_suffix="", **more)

    @property
    def is_asked(self) -> bool:
        """Whether anything of it was filled in."""
        return any(self.data.get(f"late-{name}", "").strip() for name in self.fields)

    def clean(self) -> dict[str, Any]:
        """Day, time and number belong together."""
        given = super().clean() or {}
        if self.is_asked:
            for name in ("occurred_on", "occurred_time", "receipt_number"):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, _("补录须填写实际收件的日期、时间和凭证编号，照抄凭证。"))
        return given

    def occurred_at(self, calendar: Calendar) -> datetime | None:
        """The instant the papers were received, where they were received before."""
        on: date | None = self.cleaned_data.get("occurred_on")
        at: time | None = self.cleaned_data.get("occurred_time")
        return datetime.combine(on, at, calendar.zone) if on and at else None


class DeclineForm(forms.Form):
    """不予受理."""

    ground = forms.ChoiceField(label=_("不予受理的理由"), widget=forms.RadioSelect, required=False)
    right_authority = forms.CharField(
        label=_("应向哪个机关申请"),
        max_length=100,
        required=False,
        help_text=_("不属于本机关职权的，必须告知。"),
    )
    decline_reasons = forms.CharField(
        label=_("说明"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, data: Any, *, ban: TimeLimit | None = None, **more: Any) -> None:
        super().__init__(data, label_suffix="", **more)
        if ban is not None:
            self.fields["ground"].help_text = _(
                "提供虚假材料的，申请人 %(limit)s内不得再次申请本许可（%(basis)s）。"
            ) % {"limit": in_words(ban.words), "basis": ban.basis}
        grounds = [(ground.value, in_words(ground.label)) for ground in c.DeclineGround]
        self.fields["ground"].choices = grounds  # type: ignore[attr-defined]

    def check(self) -> bool:
        """Whether it says enough to decline."""
        if not self.is_valid():
            return False
        if not self.cleaned_data["ground"]:
            self.add_error("ground", _("选择不予受理的理由。"))
        if (
            self.cleaned_data["ground"] == c.DeclineGround.WRONG_AUTHORITY
            and not self.cleaned_data["right_authority"]
        ):
            self.add_error("right_authority", _("写明应向哪个机关申请。"))
        if not self.cleaned_data["decline_reasons"].strip():
            self.add_error("decline_reasons", _("写明理由，申请人会看到。"))
        return not self.errors


def errors_of(form: Any) -> list[dict[str, Any]]:
    """What is wrong with a form, each with the field to jump to; a hidden field's at the applicant."""
    found = []
    for name, said in form.errors.items():
        bound = form[name] if name in form.fields else None
        if bound is None or bound.is_hidden:
            found += [{"field_id": "who", "message": message} for message in said]
            continue
        field_id = f"{bound.auto_id}_0" if bound.use_fieldset else bound.auto_id
        found += [{"field_id": field_id, "message": words} for words in errors_in_words(bound, named=True)]
    return found
