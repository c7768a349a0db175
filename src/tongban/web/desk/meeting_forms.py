"""Forms 表单 of departments that disagree: the meeting and what came of it, the dispute, the ruling."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.kernel.case import commands as c
from tongban.web.desk.forms import Reasons, choices
from tongban.web.desk.survey_forms import SignedBy
from tongban.web.staff.acting import ActForm, Day, PastDay

Departments = list[tuple[str, Any]]


class ConveneForm(ActForm):
    """召集联席会议."""

    meeting_on = Day(label=_("会议日期"))
    begins = forms.TimeField(
        label=_("开始时间"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    place = forms.CharField(label=_("会议地点"), max_length=200)
    authorities = forms.MultipleChoiceField(
        label=_("请哪些部门参加"), widget=forms.CheckboxSelectMultiple, help_text=_("不同意的部门都要请。")
    )
    agenda = Reasons(label=_("议题"), help_text=_("哪些意见不一致，要议定什么。"))

    def __init__(self, *args: Any, departments: Departments, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["authorities"].choices = departments  # type: ignore[attr-defined]


class PostponeForm(ActForm):
    """登记会议未开."""

    why = forms.ChoiceField(label=_("为什么没有开"), widget=forms.RadioSelect)
    absent = forms.MultipleChoiceField(
        label=_("缺席的部门"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("原因是部门缺席的，写明是哪个部门。"),
    )

    def __init__(self, *args: Any, departments: Departments, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["why"].choices = choices(c.MeetingFailure)  # type: ignore[attr-defined]
        self.fields["absent"].choices = departments  # type: ignore[attr-defined]


class HoldForm(ActForm):
    """登记联席会议纪要 — one entry for each department invited."""

    held_on = PastDay(label=_("召开之日"))
    resolution = forms.ChoiceField(label=_("会议结果"), widget=forms.RadioSelect)
    minutes = forms.CharField(
        label=_("会议纪要"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("写明议定事项和各部门的意见。"),
    )

    def __init__(self, *args: Any, departments: Departments, today: date, **more: Any) -> None:
        """Take the departments invited, the lead first: it is never absent."""
        super().__init__(*args, **more)
        self.fields["held_on"].today = today  # type: ignore[attr-defined]
        self.initial.setdefault("held_on", today)
        self.fields["resolution"].choices = choices(c.MeetingResolution)  # type: ignore[attr-defined]
        for n, (key, name) in enumerate(departments):
            label = _("%(name)s：谁签了名") % {"name": name}
            self.fields[f"signed_{key}"] = SignedBy(label=label, required=n == 0)
        self.fields["absent"] = forms.MultipleChoiceField(
            label=_("没有到会的部门"),
            choices=departments[1:],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )


class EscalateForm(ActForm):
    """提请上级裁决."""

    submission = Reasons(label=_("提请的事由"), help_text=_("写明各部门的意见、依据和会商的结果。"))
    number = forms.CharField(label=_("提请文书的文号"), max_length=60)


class RuleForm(ActForm):
    """作出裁决."""

    result = forms.ChoiceField(label=_("裁决结论"), widget=forms.RadioSelect)
    reasons = Reasons(label=_("裁决理由"), help_text=_("附条件的，写明条件；条件随批准文件一并告知申请人。"))
    number = forms.CharField(label=_("裁决文书的文号"), max_length=60)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["result"].choices = choices(c.RulingResult)  # type: ignore[attr-defined]
