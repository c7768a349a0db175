"""Served 送达: what may be done now with a document on its way, and how it stands, in words."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.kernel import Case, Item
from tongban.kernel.case import commands as c
from tongban.kernel.case.papers import Service, ServiceState
from tongban.kernel.words import Bilingual
from tongban.web.design.templatetags.design import in_words
from tongban.web.staff.acting import ActForm, PastDay

#: What a clerk can say has happened, by the name its choice has in the form.
COUNTER, POST, ELECTRONIC, SIGNED, BOUNCED, ANNOUNCED = (
    "counter",
    "post",
    "electronic",
    "signed",
    "bounced",
    "announced",
)
_SAYS = {
    COUNTER: Bilingual("当面领走，签了字", "handed over at the counter, signed for"),
    SIGNED: Bilingual("邮件已签收", "the letter was signed for"),
    BOUNCED: Bilingual("没有送到，退回来了", "it did not arrive: it came back"),
    POST: Bilingual("交邮（还不是送达）", "posted (not served yet)"),
    ELECTRONIC: Bilingual(
        "电子送达（申请人已同意，待其确认）", "electronically (agreed to; they confirm it)"
    ),
    ANNOUNCED: Bilingual("公告送达（其他方式都送不到）", "by public notice (nothing else reaches them)"),
}

#: Everything that can be said of a document, whatever its state.
ANY = tuple(_SAYS)


def choices_of(case: Case, item: Item, service: Service) -> tuple[str, ...]:
    """What can have happened to a document that stands as this one does, the likeliest first."""
    electronic = (ELECTRONIC,) if case.electronic_since and service.whom == c.THE_APPLICANT else ()
    match service.state:
        case ServiceState.ON_THE_WAY if service.sent_by is c.DeliveryMethod.ELECTRONIC:
            return (COUNTER, BOUNCED)
        case ServiceState.ON_THE_WAY:
            return (SIGNED, BOUNCED, COUNTER)
        case ServiceState.CAME_BACK:
            limits = item.service_limits
            noticed = (ANNOUNCED,) if limits is not None and limits.public_notice is not None else ()
            return (POST, COUNTER, *electronic, *noticed)
        case ServiceState.ANNOUNCED:
            return (COUNTER, POST)
        case ServiceState.TO_SERVE:
            return (COUNTER, POST, *electronic)
    return ()


def told_of(service: Service, tracking: str = "") -> Iterator[Any]:
    """How it stands, as short lines."""
    if service.state is ServiceState.ON_THE_WAY and service.sent_by is not None:
        yield Bilingual("{on} 寄发，第 {n} 次", "sent on {on}, {n} in all").fill(
            on=service.sent_on, n=service.times_sent
        )
    if service.bounced_on is not None and service.bounced_for is not None:
        yield Bilingual("{on} 退回：{why}", "came back on {on}: {why}").fill(
            on=service.bounced_on, why=service.bounced_for.label
        )
    if service.announced_on is not None and service.served_on is None:
        yield Bilingual("{on} 公告", "announced on {on}").fill(on=service.announced_on)
    if service.served_on is not None and service.method is not None:
        yield Bilingual("{on} 送达（{how}）", "served on {on} ({how})").fill(
            on=service.served_on, how=service.method.label
        )
    if tracking and service.served_on is None:
        yield tracking


class ServeForm(ActForm):
    """送达 — what has happened to a document, and what proves it."""

    paper = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)
    method = forms.ChoiceField(label=gettext_lazy("办了什么"), widget=forms.RadioSelect)
    collector = forms.ChoiceField(
        label=gettext_lazy("谁来领取"),
        widget=forms.RadioSelect,
        required=False,
        help_text=gettext_lazy("代理人领取，须委托书写明可以领取结果。"),
    )
    proof = forms.CharField(
        label=gettext_lazy("凭什么证明"),
        required=False,
        max_length=200,
        error_messages={"required": gettext_lazy("写明谁领走的，或者邮件号；没有证明，送达不算数。")},
        help_text=gettext_lazy("领取人姓名和证件号；邮件号；公告的载体和版面。退回和电子送达不用填。"),
    )
    reason = forms.ChoiceField(label=gettext_lazy("退回的原因"), required=False)
    delivered_on = PastDay(
        label=gettext_lazy("发生在哪一天"),
        required=False,
        help_text=gettext_lazy("今天的不用填。签收、退回以回执上的日期为准，周末也算。"),
    )

    field_order = ("command_id", "seen", "paper", "method", "collector", "proof", "reason", "delivered_on")

    def __init__(
        self,
        *args: Any,
        today: date,
        offers: tuple[str, ...],
        parties: dict[str, Any] | None = None,
        **more: Any,
    ) -> None:
        """Take what may have happened, and who may stand at the window, where an agent applied."""
        super().__init__(*args, **more)
        self.fields["delivered_on"].today = today  # type: ignore[attr-defined]
        self.fields["method"].choices = [(name, in_words(_SAYS[name])) for name in offers]  # type: ignore[attr-defined]
        self.fields["reason"].choices = [  # type: ignore[attr-defined]
            ("", "—"),
            *((r.value, in_words(r.label)) for r in c.BounceReason if r is not c.BounceReason.CONSENT_ENDED),
        ]
        if parties:
            self.fields["collector"].choices = list(parties.items())  # type: ignore[attr-defined]
        else:
            del self.fields["collector"]
        # What came back or goes electronically needs no proof; where neither is offered, everything does.
        self.fields["proof"].required = not {BOUNCED, ELECTRONIC} & set(offers)
        if BOUNCED not in offers:
            del self.fields["reason"]
        if offers:
            self.initial.setdefault("method", offers[0])

    def clean(self) -> dict[str, Any]:
        """Whoever says that something reached somebody says what proves it; what came back, why."""
        given = super().clean() or {}
        method = given.get("method")
        if "collector" in self.fields and method == COUNTER and not given.get("collector"):
            self.add_error("collector", _("选择谁来领取。"))
        unproven = not self.has_error("proof") and not given.get("proof", "").strip()
        if method in (COUNTER, POST, SIGNED, ANNOUNCED) and unproven:
            self.add_error("proof", _("写明谁领走的，或者邮件号；没有证明，送达不算数。"))
        if method == BOUNCED and not given.get("reason"):
            self.add_error("reason", _("选择退回的原因。"))
        return given
