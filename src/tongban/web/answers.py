"""Answers 回答: how what an item asks is typed and read: one control for each kind, wherever it is asked.

The public's one question a page and the window's one page for everything take the same controls: what the
one refuses the other refuses too, in the same words.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.catalogue.code_lists import AnswerKind, FieldKind
from tongban.catalogue.codes import citizen_number_checks, credit_code_checks, credit_code_is_well_formed
from tongban.catalogue.parts import FormField, Question
from tongban.handling.documents import is_unprintable
from tongban.kernel import Fact
from tongban.kernel.words import worded
from tongban.web.design.templatetags.design import in_words

YES, NO = "yes", "no"
_PHONE = re.compile(r"\+?[0-9]{5,15}")
_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?|([0-9]{4})([0-9]{2})([0-9]{2})")
_CITIZEN = re.compile(r"[0-9]{17}[0-9X]")


def as_text(fact: Fact) -> str:
    """An answer as its form control writes it."""
    return {True: YES, False: NO}[fact] if isinstance(fact, bool) else str(fact)


def answer_in_words(question: Question, fact: Fact) -> Any:
    """An answer as a reader reads it."""
    if isinstance(fact, bool):
        return _("是") if fact else _("否")
    labels = {choice.id: choice.label for choice in question.choices}
    return labels.get(str(fact), fact)


# --- the situation


def question_field(question: Question, *, required: bool = True) -> forms.Field:
    """The control for one question about the situation; cleans to the fact it stands for."""
    said: dict[str, Any] = {
        "label": in_words(question.text),
        "help_text": in_words(question.hint) if question.hint else "",
        "required": required,
    }
    match question.kind:
        case AnswerKind.YES_NO:
            return forms.TypedChoiceField(
                choices=[(YES, _("是")), (NO, _("否"))],
                coerce=lambda text: text == YES,
                empty_value=None,
                widget=forms.RadioSelect,
                **said,
            )
        case AnswerKind.CHOICE:
            choices = [(choice.id, in_words(choice.label)) for choice in question.choices]
            return forms.TypedChoiceField(choices=choices, empty_value=None, widget=forms.RadioSelect, **said)
        case AnswerKind.NUMBER:
            return forms.IntegerField(
                min_value=question.least,
                max_value=question.most,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
                error_messages={"invalid": gettext_lazy("请填写整数，例如 80。")},
                **said,
            )


# --- the particulars


def particular_field(asked: FormField, *, dense: bool = False) -> forms.Field:
    """The control for one particular of the applicant; cleans to text.

    Args:
        dense: for a page that asks everything at once: a drop-down instead of radio buttons, few lines.
    """
    said: dict[str, Any] = {
        "label": in_words(asked.label),
        "help_text": in_words(asked.hint) if asked.hint else "",
        "required": asked.required,
    }
    checks: list[Callable[[str], None]] = [printable]
    text: dict[str, Any] = {"max_length": asked.longest, "validators": checks, **said}
    match asked.kind:
        case FieldKind.CHOICE:
            choices = [(choice.id, in_words(choice.label)) for choice in asked.choices]
            if dense:
                return forms.ChoiceField(choices=[("", "—"), *choices], **said)
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **said)
        case FieldKind.LINES:
            return LinesField(widget=forms.Textarea(attrs={"rows": 2 if dense else 5}), **text)
        case FieldKind.PHONE:
            # Whose number it is: one's own at home, somebody else's at the window.
            known = "off" if dense else "tel"
            widget = forms.TextInput(attrs={"type": "tel", "autocomplete": known, "inputmode": "tel"})
            return PhoneField(widget=widget, **text)
        case FieldKind.CREDIT_CODE:
            checks.append(_credit_code)
            widget = CreditCodeInput(attrs={"autocomplete": "off", "autocapitalize": "characters"})
            return CreditCodeField(widget=widget, **(text | {"max_length": 40}))
        case FieldKind.DATE:
            return DayField(**said)
        case FieldKind.TEXT:
            return forms.CharField(**text)


class LinesField(forms.CharField):
    """Several lines; each is trimmed, empty ones are dropped."""

    def to_python(self, value: Any) -> Any:
        """One line feed between lines, whatever the browser sent."""
        text = super().to_python(value)
        return "\n".join(line.strip() for line in str(text).splitlines() if line.strip())


class DayField(forms.DateField):
    """A day; kept as 2025-10-09 whatever way it was typed (2025/10/9, 2025年10月9日, 20251009)."""

    widget = forms.DateInput(attrs={"type": "date", "autocomplete": "off"}, format="%Y-%m-%d")
    default_error_messages: ClassVar = {"invalid": gettext_lazy("请填写日期，例如 2025-10-09。")}

    def to_python(self, value: Any) -> date | None:
        """The day."""
        text = unicodedata.normalize("NFKC", str(value or "")).strip()
        typed = _DAY.fullmatch(text)
        if not typed:
            return super().to_python(text)
        try:
            return date(*(int(part) for part in typed.groups() if part))
        except ValueError as no_such_day:
            raise ValidationError(_("日历上没有 %(day)s 这一天。"), params={"day": text}) from no_such_day

    def clean(self, value: Any) -> Any:
        """The day as it is kept; "" where none was asked for and none given."""
        day = super().clean(value)
        return day.isoformat() if day else ""


class PhoneField(forms.CharField):
    """A telephone number: digits in any width, spaces and hyphens are dropped."""

    def clean(self, value: Any) -> Any:
        """The digits, with a leading + where one was given."""
        text = super().clean(value)
        digits = re.sub(r"[\s()\-]", "", unicodedata.normalize("NFKC", text))
        if text and not _PHONE.fullmatch(digits):
            raise ValidationError(_("电话号码应为 5 到 15 位数字，例如 13800000000。"))
        return digits


class CreditCodeInput(forms.TextInput):
    """A code that was questioned travels along, so that the same one sent again is meant.

    However often the page comes back for another reason, it is not questioned again.
    """

    questioned = ""
    meant = ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The code, and which one was questioned before."""
        self.meant = data.get(meant_as(name), "")
        return super().value_from_datadict(data, files, name)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The control, and beside it what is questioned now, or was before."""
        control, code = super().render(name, value, attrs, renderer), self.questioned or self.meant
        hidden = format_html('<input type="hidden" name="{}" value="{}">', meant_as(name), code)
        return control + hidden if code else control


def meant_as(name: str) -> str:
    """The control that says which code of a field is meant, though it was questioned."""
    return f"{name}-meant"


class CreditCodeField(forms.CharField):
    """统一社会信用代码 — typed in any case and width, with or without spaces.

    A check digit that does not fit is questioned once, and no reason to send anybody away: early pilot codes
    have one (GB 32100).
    """

    widget = CreditCodeInput

    def to_python(self, value: Any) -> Any:
        """Capitals without spaces."""
        text = unicodedata.normalize("NFKC", str(super().to_python(value)))
        return re.sub(r"\s", "", text).upper()

    def clean(self, value: Any) -> Any:
        """The code, where its check digit fits or it is sent for the second time."""
        code = super().clean(value)
        if code and not credit_code_checks(code) and self.widget.meant != code:
            self.widget.questioned = code
            raise ValidationError(
                _("统一社会信用代码的校验位不符，可能抄错了。请对照证照核对；确实是这样的，再提交一次。")
            )
        return code


def _credit_code(code: str) -> None:
    if not credit_code_is_well_formed(code):
        raise ValidationError(
            _("统一社会信用代码是 18 位数字和大写字母（没有 I、O、S、V、Z），您填了 %(length)s 位。")
            % {"length": len(code)}
        )


def citizen_number(number: str) -> None:
    """Refuse a citizen's number miscopied (GB 11643); a passport's or another's is not judged."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", number)).upper()
    if _CITIZEN.fullmatch(text) and not citizen_number_checks(text):
        raise ValidationError(_("身份证号码的校验位不符，可能抄错了。请对照证件重新输入。"))


def printable(text: str) -> None:
    """Refuse what no document could print, such as direction marks; of NUL Django speaks itself."""
    hidden = sorted({f"U+{ord(c):04X}" for c in text if c not in "\n\x00" and is_unprintable(c)})
    if hidden:
        raise ValidationError(
            _("含有看不见的控制字符（%(marks)s）。请删去后重新输入，不要从别处粘贴。")
            % {"marks": ", ".join(hidden[:5])}
        )


def particular_in_words(asked: FormField, value: str) -> Any:
    """A particular as a reader reads it."""
    if asked.kind is FieldKind.DATE and value:
        return worded(date.fromisoformat(value))
    labels = {choice.id: choice.label for choice in asked.choices}
    return labels.get(value, value)
