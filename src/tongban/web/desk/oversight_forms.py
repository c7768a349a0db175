"""Forms 表单 of handing over to the overseer: acknowledge with a plan, send back, hand over anew."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.kernel.case import commands as c
from tongban.web.desk.forms import Reasons, asked_among, choices
from tongban.web.staff.acting import ActForm, Day

#: When the form proposes the first check; when it really is, the overseer says.
_USUAL_TIME_TO_CHECK = timedelta(days=90)


class HandOverForm(ActForm):
    """A form about one of the case's hand-overs; which one is asked only where there are several."""

    hand_over = forms.ChoiceField(label=_("哪一次移交"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, hand_overs: list[tuple[str, Any]], **more: Any) -> None:
        super().__init__(*args, **more)
        asked_among(self, "hand_over", hand_overs)


class AcknowledgeForm(HandOverForm):
    """签收监管移交; the plan is asked for while there is a licence to oversee."""

    kind = forms.ChoiceField(label=_("监管方式"), widget=forms.RadioSelect)
    first_check_by = Day(
        label=_("首次检查的最后一日"), help_text=_("系统建议三个月内；能合并的检查请合并进行。")
    )

    def __init__(self, *args: Any, today: date, in_force: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not in_force:
            del self.fields["kind"], self.fields["first_check_by"]
            return
        self.fields["kind"].choices = choices(c.OversightKind)  # type: ignore[attr-defined]
        self.initial.setdefault("kind", c.OversightKind.RANDOM.value)
        self.initial.setdefault("first_check_by", today + _USUAL_TIME_TO_CHECK)


def plan_in(said: dict[str, Any]) -> c.OversightPlan | None:
    """The plan of a valid form; none where none is asked for."""
    if "kind" not in said:
        return None
    return c.OversightPlan(c.OversightKind(said["kind"]), said["first_check_by"])


class RejectForm(HandOverForm):
    """退回监管移交."""

    fault = forms.ChoiceField(label=_("为什么退回"), widget=forms.RadioSelect)
    right = forms.ChoiceField(
        label=_("应当由哪个机关监管"), required=False, help_text=_("不由本机关监管的，必须写明。")
    )
    reasons = Reasons(label=_("说明"), help_text=_("写明依据，或者缺少什么；移交的岗位会逐字看到。"))

    def __init__(self, *args: Any, authorities: list[tuple[str, Any]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["fault"].choices = choices(c.HandOverFault)  # type: ignore[attr-defined]
        self.fields["right"].choices = [("", "—"), *authorities]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Who says it is another's says whose."""
        given = super().clean() or {}
        wrong = given.get("fault") == c.HandOverFault.WRONG_AUTHORITY
        if wrong and not given.get("right") and "right" not in self.errors:
            self.add_error("right", _("选择应当监管的机关；只是缺内容的，请改选“移交内容不全”。"))
        return given


class AgainForm(HandOverForm):
    """重新移交监管 — to a post of the directory, grouped by authority."""

    to = forms.ChoiceField(label=_("移交给"))
    note = Reasons(
        label=_("说明"),
        required=False,
        help_text=_("补了什么，或者为什么仍应由其监管；直接移交给退回时写明的机关的，可不填。"),
    )

    def __init__(self, *args: Any, seats: Mapping[str, list[tuple[str, Any]]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["to"].choices = list(seats.items())  # type: ignore[attr-defined]


def seat_in(said: dict[str, Any]) -> c.Seat:
    """The seat a valid form chose."""
    authority, _slash, post = said["to"].partition("/")
    return c.Seat(authority, post)
