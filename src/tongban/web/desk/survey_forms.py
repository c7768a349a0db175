"""Forms 表单 of a site survey: the appointment, what came between, the record."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tongban.kernel.case import commands as c
from tongban.store.models import Account
from tongban.web.desk.forms import Reasons, StepForm, choices
from tongban.web.staff.acting import Day, PastDay

#: What may stand between two sign-in names.
_BETWEEN = str.maketrans("、，,;；\n", "      ")


class ScheduleForm(StepForm):
    """预约踏勘."""

    survey_on = Day(label=_("踏勘日期"))
    authorities = forms.MultipleChoiceField(
        label=_("哪些部门参加"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("一次预约、一次上门、一份记录。"),
    )

    def __init__(self, *args: Any, departments: list[tuple[str, Any]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["authorities"].choices = departments  # type: ignore[attr-defined]


class FailedForm(StepForm):
    """登记踏勘未成."""

    why = forms.ChoiceField(label=_("为什么没有成"), widget=forms.RadioSelect)
    absent = forms.MultipleChoiceField(
        label=_("缺席的部门"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("原因是部门缺席的，写明是哪个部门。"),
    )

    def __init__(self, *args: Any, departments: list[tuple[str, Any]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["why"].choices = choices(c.SurveyFailure)  # type: ignore[attr-defined]
        self.fields["absent"].choices = departments  # type: ignore[attr-defined]


class SignedBy(forms.CharField):
    """签名人 — sign-in names of those who signed for one department."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("help_text", _("登录名；不止一人的，用顿号隔开。"))
        super().__init__(max_length=400, **more)

    def clean(self, value: Any) -> Any:
        """The accounts, or an error that names the entry."""
        names = list(dict.fromkeys((super().clean(value) or "").translate(_BETWEEN).split()))
        staff = Account.objects.filter(username__in=names, kind=Account.Kind.STAFF, is_active=True)
        found = {account.username: account for account in staff}
        for name in names:
            if name not in found:
                raise ValidationError(_("没有登录名为“%(name)s”的工作人员。"), params={"name": name})
        return [found[name] for name in names]


class RecordForm(StepForm):
    """登记踏勘记录 — one entry for each department that went."""

    result = forms.ChoiceField(label=_("踏勘结论"), widget=forms.RadioSelect)
    reasons = Reasons(required=False, label=_("所见情况"), help_text=_("需要整改或者不符合的，必须写明。"))
    rectify_by = Day(
        label=_("整改到哪一天"), required=False, help_text=_("只在需要整改时填写。期限照常计算。")
    )
    visited_on = PastDay(label=_("踏勘之日"))

    def __init__(self, *args: Any, departments: list[tuple[str, Any]], today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["visited_on"].today = today  # type: ignore[attr-defined]
        self.initial.setdefault("visited_on", today)
        self.fields["result"].choices = choices(c.SurveyResult)  # type: ignore[attr-defined]
        for key, name in departments:
            self.fields[f"signed_{key}"] = SignedBy(label=_("%(name)s：谁签了名") % {"name": name})
