"""Forms 表单 of what follows a grant: check, rectification, revocation, cancellation, record."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tongban.kernel.case import commands as c
from tongban.web.desk.forms import Colleague, Reasons, choices
from tongban.web.staff.acting import ActForm, Day

#: Time to answer that the form proposes; how much is for the lead to say.
_USUAL_TIME_TO_ANSWER = timedelta(days=7)


class CheckersForm(ActForm):
    """核查人员 — everybody who took part, by sign-in name: as many as the law wants, and one more.

    They are staff of the authority that checks.
    """

    called: Any = _("核查人员 %(number)s 的登录名")
    named_twice: Any = _("这个人已经写过了，请写另一位参加核查的人。")

    def __init__(
        self, *args: Any, least: int, authority: tuple[str, Any] | None, signed_in: str = "", **more: Any
    ) -> None:
        super().__init__(*args, **more)
        for number in range(1, least + 2):
            self.fields[f"staff_{number}"] = checker = Colleague(
                label=self.called % {"number": number},
                max_length=150,
                required=number <= least,
            )
            checker.authority = authority
        self.initial.setdefault("staff_1", signed_in)

    def clean(self) -> dict[str, Any]:
        """Nobody is named twice."""
        given = super().clean() or {}
        named = [(name, given[name].pk) for name in given if name.startswith("staff_") and given[name]]
        for place, (name, account) in enumerate(named):
            if account in [earlier for _name, earlier in named[:place]]:
                self.add_error(name, self.named_twice)
        return given


class InspectorsForm(CheckersForm):
    """指派检验人员 — who is to inspect, test or quarantine: staff of the authority that decides."""

    called = _("检验人员 %(number)s 的登录名")
    named_twice = _("这个人已经写过了，请写另一位检验人员。")


def staff_in(said: dict[str, Any]) -> list[str]:
    """The accounts of a valid form's staff."""
    return [str(said[name].pk) for name in sorted(said) if name.startswith("staff_") and said[name]]


class CheckForm(CheckersForm):
    """登记核查."""

    finding = forms.ChoiceField(label=_("核查结论"), widget=forms.RadioSelect)
    reasons = Reasons(
        label=_("核查情况"), required=False, help_text=_("未履行或者虚假的，必须写明事实，持证人会看到。")
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["finding"].choices = choices(c.CheckFinding)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What is not kept is explained."""
        given = super().clean()
        if given.get("finding") not in (None, c.CheckFinding.KEPT) and not given.get("reasons"):
            self.add_error("reasons", _("写明查明的事实。"))
        return given


class RectificationForm(ActForm):
    """责令限期整改."""

    working_days = forms.IntegerField(label=_("几个工作日内改好"), min_value=1)
    reasons = Reasons(label=_("要改什么"), help_text=_("写明没有做到的地方和要达到的标准。"))


class RectifiedForm(CheckersForm):
    """登记整改."""

    passed = forms.ChoiceField(
        label=_("整改结果"),
        widget=forms.RadioSelect,
        choices=[("yes", _("合格，符合条件")), ("no", _("仍不符合条件"))],
    )
    reasons = Reasons(label=_("复查情况"), required=False, help_text=_("仍不符合的，必须写明事实。"))

    def clean(self) -> dict[str, Any]:
        """What still fails is explained."""
        given = super().clean()
        if given.get("passed") == "no" and not given.get("reasons"):
            self.add_error("reasons", _("写明查明的事实。"))
        return given


class TellRevocationForm(ActForm):
    """告知拟撤销."""

    ground = forms.ChoiceField(label=_("拟撤销的情形"), widget=forms.RadioSelect)
    respond_by = Day(label=_("陈述、申辩的最后一日"), help_text=_("给对方留出准备和邮寄的时间。"))
    reasons = Reasons(label=_("事实和理由"), help_text=_("持证人会逐字看到。"))

    def __init__(self, *args: Any, grounds: list[c.RevocationGround], today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["ground"].choices = choices(grounds)  # type: ignore[attr-defined]
        self.initial.setdefault("respond_by", today + _USUAL_TIME_TO_ANSWER)
        if len(grounds) == 1:
            self.initial.setdefault("ground", grounds[0].value)


class RevokeForm(ActForm):
    """撤销许可; where it can be fought is shown and comes from item and law."""

    reasons = Reasons(
        label=_("事实和理由"), help_text=_("写明查明的事实、持证人的意见和是否采纳，持证人会逐字看到。")
    )


class CancelForm(ActForm):
    """注销许可."""

    ground = forms.ChoiceField(label=_("注销的情形"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["ground"].choices = choices(c.CancellationGround)  # type: ignore[attr-defined]


class CreditForm(ActForm):
    """记入信用."""

    credit_number = forms.CharField(
        label=_("信用平台的记录编号"), max_length=100, help_text=_("先在信用平台登记，照抄编号。")
    )

    def clean_credit_number(self) -> str:
        """Something more than blanks."""
        number = str(self.cleaned_data["credit_number"]).strip()
        if not number:
            raise ValidationError(_("照抄信用平台的记录编号。"))
        return number
