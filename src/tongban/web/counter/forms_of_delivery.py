"""送达的表单 — of one case on the shelf, or of all that was decided in a life event."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.kernel.case import commands as c
from tongban.web.design.templatetags.design import in_words
from tongban.web.staff.acting import ActForm, PastDay

#: All at once is handed over; what is posted is served one by one, on the day each is signed for.
BY_HAND = (c.DeliveryMethod.COUNTER,)


class DeliverForm(ActForm):
    """送达."""

    method = forms.ChoiceField(label=gettext_lazy("送达方式"), widget=forms.RadioSelect)
    proof = forms.CharField(
        label=gettext_lazy("领取人姓名和证件号，或者邮件号"),
        max_length=200,
        error_messages={"required": gettext_lazy("写明谁领走的，或者邮件号；没有证明，送达不算数。")},
    )
    delivered_on = PastDay(label=gettext_lazy("实际送达日期（补录时填）"), required=False)

    collector = forms.ChoiceField(
        label=gettext_lazy("谁来领取"),
        widget=forms.RadioSelect,
        required=False,
        help_text=gettext_lazy("代理人领取，须委托书写明可以领取结果。"),
    )

    field_order = ("command_id", "seen", "method", "collector", "proof", "delivered_on")

    def clean(self) -> dict[str, Any]:
        """Where an agent applied, the clerk says who stands at the window."""
        given = super().clean() or {}
        at_the_window = given.get("method") == c.DeliveryMethod.COUNTER
        if "collector" in self.fields and at_the_window and not given.get("collector"):
            self.add_error("collector", _("选择谁来领取。"))
        return given

    def __init__(self, *args: Any, today: date, parties: dict[str, Any] | None = None, **more: Any) -> None:
        """Take who may stand at the window, by account, where an agent applied."""
        super().__init__(*args, **more)
        self.fields["delivered_on"].today = today  # type: ignore[attr-defined]
        if parties:
            self.fields["collector"].choices = list(parties.items())  # type: ignore[attr-defined]
        else:
            del self.fields["collector"]
        self.fields["method"].choices = [(m.value, in_words(m.label)) for m in BY_HAND]  # type: ignore[attr-defined]
        self.initial.setdefault("method", c.DeliveryMethod.COUNTER.value)
