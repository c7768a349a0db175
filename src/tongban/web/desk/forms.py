"""Forms 表单 of the desk: one for each act; what is lawful is the kernel's business, not theirs."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tongban.kernel.case import commands as c
from tongban.kernel.case.item import Approver, SpecialProcedure
from tongban.kernel.clock import TimeLimit
from tongban.store.models import Account
from tongban.web.design.templatetags.design import in_words
from tongban.web.people import posts_of
from tongban.web.staff.acting import ActForm, Day

#: Wrong passwords of an approver before this session may not ask again.
_WRONG_PASSWORDS = 5


def choices(members: Any) -> list[tuple[str, Any]]:
    """The members of a kernel enumeration as choices, in the reader's language."""
    return [(member.value, in_words(member.label)) for member in members]


def asked_among(form: ActForm, name: str, offered: list[tuple[str, Any]]) -> None:
    """Give a choice of the form what it can be, the first chosen; who has but one is not asked."""
    field = form.fields[name]
    field.choices = offered  # type: ignore[attr-defined]
    if len(offered) == 1:
        field.widget = forms.HiddenInput()
    if offered:
        form.initial.setdefault(name, offered[0][0])


class Reasons(forms.CharField):
    """理由 — free text; personal data, stored beside the event and never in it."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("label", _("理由"))
        super().__init__(max_length=4000, widget=forms.Textarea(attrs={"rows": 4}), **more)


class StepForm(ActForm):
    """An act on one step."""

    step = forms.SlugField(widget=forms.HiddenInput)


class CompleteForm(StepForm):
    """办结环节."""

    finding = forms.ChoiceField(label=_("审查结论"), widget=forms.RadioSelect)
    reasons = Reasons(required=False, help_text=_("结论为不符合时必须写明事实、依据和理由。"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["finding"].choices = choices(c.Finding)  # type: ignore[attr-defined]


class OpinionForm(StepForm):
    """出具意见."""

    result = forms.ChoiceField(label=_("意见"), widget=forms.RadioSelect)
    reasons = Reasons(required=False, help_text=_("有条件同意须写明条件，不同意须写明理由。"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["result"].choices = choices(c.OpinionResult)  # type: ignore[attr-defined]


class SpecialForm(ActForm):
    """启动特别程序."""

    procedure = forms.ChoiceField(label=_("特别程序"))
    begin = Day(label=_("从哪一天起扣除"), help_text=_("当日计入扣除，不早于书面告知之日。"))
    until = Day(label=_("到哪一天为止"), help_text=_("当日计入扣除。"))

    def __init__(self, *args: Any, procedures: list[SpecialProcedure], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["procedure"].choices = choices(procedures)  # type: ignore[attr-defined]


class EndSpecialForm(ActForm):
    """结束特别程序."""

    procedure = forms.ChoiceField(label=_("特别程序"))
    last_day = Day(label=_("最后一天"), help_text=_("次日起继续计算。"))

    def __init__(self, *args: Any, procedures: list[SpecialProcedure], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["procedure"].choices = choices(procedures)  # type: ignore[attr-defined]


class Colleague(forms.CharField):
    """同事 — another member of staff, by sign-in name.

    The form may set `authority`, key and name, where only staff who hold a post of it will do.
    """

    authority: tuple[str, Any] | None = None

    def clean(self, value: Any) -> Any:
        """The account, or an error that names the entry; None where nobody need be named."""
        name = super().clean(value)
        if not name:
            return None
        account = Account.objects.filter(username=name, kind=Account.Kind.STAFF, is_active=True).first()
        if account is None:
            raise ValidationError(_("没有登录名为“%(name)s”的工作人员。"), params={"name": name})
        if self.authority is not None:
            key, authority = self.authority
            if not any(post.authority_id == key for post in posts_of(account)):
                raise ValidationError(
                    _("“%(name)s”不在%(authority)s任职，请写在该部门任职的人员。"),
                    params={"name": name, "authority": authority},
                )
        return account


class ExtendForm(ActForm):
    """延长期限."""

    approved_by = forms.ChoiceField(label=_("谁有权批准"), widget=forms.RadioSelect)
    approver = Colleague(label=_("批准人的登录名"), max_length=150)
    reasons = Reasons()

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["approved_by"].choices = choices(Approver)  # type: ignore[attr-defined]
        self.initial.setdefault("approved_by", next(iter(Approver)).value)


class DecisionForm(ActForm):
    """作出决定 — where a hearing was held, the decider confirms that the decision rests on its minutes."""

    on_minutes = forms.BooleanField(required=False)

    def __init__(self, *args: Any, held_on: date | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.order_fields([*(name for name in self.fields if name != "on_minutes"), "on_minutes"])
        if held_on is None:
            del self.fields["on_minutes"]
        else:
            self.fields["on_minutes"].label = _(
                "我已核对 %(day)s 的听证笔录，本决定以该笔录为根据（行政许可法§48(2)）。"
            ) % {"day": held_on}


class GrantForm(DecisionForm):
    """准予许可; reasons only where somebody was heard, whom the decision answers."""

    basis = forms.CharField(label=_("决定依据"), max_length=400)
    valid_until = Day(label=_("有效期至"), required=False)
    reasons = Reasons(
        label=_("准予许可的理由"),
        required=False,
        help_text=_("写明怎样对待利害关系人、听证或者部门提出的意见；印在《准予行政许可决定书》上。"),
    )

    def __init__(self, *args: Any, answers_somebody: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        if not answers_somebody:
            del self.fields["reasons"]


class RefuseForm(DecisionForm):
    """不予许可; where it can be fought is shown and comes from item and law, so it cannot be mistyped."""

    reasons = Reasons(help_text=_("写明查明的事实、依据和理由，申请人会逐字看到。"))
    basis = forms.CharField(label=_("决定依据"), max_length=400)
    false_material = forms.BooleanField(required=False)
    no_place = forms.BooleanField(required=False)

    def __init__(self, *args: Any, ban: TimeLimit | None = None, places: int = 0, **more: Any) -> None:
        super().__init__(*args, **more)
        if places:
            self.fields["no_place"].label = _(
                "名额已满：限 %(number)s 个，已经全部准予（行政许可法§57）。"
            ) % {"number": places}
        else:
            del self.fields["no_place"]
        if ban is None:
            del self.fields["false_material"]
        else:
            self.fields["false_material"].label = _(
                "申请人隐瞒有关情况或者提供虚假材料：%(limit)s内不得再次申请本许可（%(basis)s）。"
            ) % {"limit": in_words(ban.words), "basis": ban.basis}


class ReturnForm(ActForm):
    """退回申请."""

    reasons = Reasons(help_text=_("写明何时提醒、哪些材料仍未补交，申请人会逐字看到。"))


class CorrectForm(ActForm):
    """更正录入 — proved by a second person with their own password (four eyes)."""

    field = forms.ChoiceField(label=_("更正哪一项"))
    value = forms.CharField(
        label=_("正确的内容"),
        max_length=150,
        help_text=_("日期写成 2026-03-02；申请人写登录名；意见写“同意”“有条件同意”或“不同意”。"),
    )
    reasons = Reasons(label=_("更正理由"))
    approver = Colleague(
        label=_("复核人的登录名"), max_length=150, help_text=_("须由另一位工作人员当面复核。")
    )
    password = forms.CharField(
        label=_("复核人的密码"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def __init__(
        self, *args: Any, fields: list[tuple[str, Any]], request: HttpRequest | None = None, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.request = request
        self.fields["field"].choices = fields  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The right content as the kernel takes it, and an approver who proved to be there."""
        given = super().clean() or {}
        if "value" in given:
            given["value"] = self._value(given.get("field", ""), given["value"].strip())
        if "approver" in given and "password" in given:
            self._prove(given["approver"], given["password"])
        return given

    def _value(self, field: str, value: str) -> str:
        if field == "applicant":
            account = Account.objects.filter(username=value, kind=Account.Kind.APPLICANT).first()
            if account is None:
                self.add_error(
                    "value", ValidationError(_("没有登录名为“%(name)s”的申请人。"), params={"name": value})
                )
                return value
            return str(account.pk)
        if field.startswith("opinion:"):
            said = {word: r.value for r in c.OpinionResult for word in (r.value, r.label.zh, r.label.en)}
            return said.get(value, value)
        if field.endswith("_on"):
            return value.replace("/", "-")
        return value

    def _prove(self, approver: Account, password: str) -> None:
        assert self.request is not None  # bound forms are made for a request
        session = self.request.session
        if approver.pk == self.request.user.pk:
            self.add_error("approver", _("复核人必须是您以外的另一个人。"))
            return
        tried = int(session.get("approver_tries", 0))
        if tried >= _WRONG_PASSWORDS:
            make_password(password)  # the same time as a real check
            self.add_error("password", _("密码错误次数过多。请退出后重新登录，再请复核人到场。"))
        elif not check_password(password, approver.password):
            session["approver_tries"] = tried + 1
            self.add_error("password", _("复核人的密码不对。"))
        else:
            session.pop("approver_tries", None)


def years_later(day: date, years: int) -> date:
    """The last day of a licence that is valid for so many years from that day."""
    try:
        after = day.replace(year=day.year + years)
    except ValueError:  # 29 February in a year that has none
        return day.replace(year=day.year + years, day=28)
    return date.fromordinal(after.toordinal() - 1)
