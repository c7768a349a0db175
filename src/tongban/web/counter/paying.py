"""Payment 收款 at the window: what is open, by card or as the item publishes, with the number of the slip."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tongban.handling.errand import Ask
from tongban.handling.payment import counter as handling
from tongban.kernel.case.fee_rule import PaymentChannel
from tongban.kernel.case.item import StepKind
from tongban.kernel.refusals import Refusal
from tongban.web.design.templatetags.design import in_words
from tongban.web.staff.acting import ActForm, actor_at, held_among
from tongban.web.staff.casefile import CaseFile
from tongban.web.staff.fee import money
from tongban.web.wiring import office


class PaymentForm(ActForm):
    """窗口收款 — the amount is not typed: it is what is open."""

    channel = forms.ChoiceField(label=_("收款方式"), widget=forms.RadioSelect)
    slip = forms.CharField(label=_("POS 小票或者票据号"), max_length=60)

    def __init__(self, *args: Any, channels: list[PaymentChannel], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["channel"].choices = [  # type: ignore[attr-defined]
            (channel.value, in_words(channel.label)) for channel in channels
        ]
        if len(channels) == 1:
            self.initial.setdefault("channel", channels[0].value)


def _channels(file: CaseFile) -> list[PaymentChannel]:
    rule = file.item.fee
    return [channel for channel in rule.channels if channel is not PaymentChannel.ONLINE] if rule else []


def form_for(file: CaseFile, data: Any = None) -> ActForm:
    """The form, with the ways to pay that the item publishes."""
    return PaymentForm(data, channels=_channels(file), version=file.case.version, auto_id="payment_%s")


def offered(
    request: HttpRequest, file: CaseFile, form: ActForm | None = None, refused: Refusal | None = None
) -> dict[str, Any] | None:
    """What `counter/payment.html` shows; None where nothing is open, or not paid at this person's window."""
    intake = file.item.step_of(StepKind.INTAKE).post
    fee = file.case.fee
    if not fee.open or not _channels(file) or held_among(request, [intake]) is None:
        return None
    return {
        "form": form or form_for(file),
        "refused": refused,
        "amount": money(fee.open),
        "number": fee.notice_number,
        "waits": fee.proposal is not None,
    }


def carry_out(request: HttpRequest, file: CaseFile, form: ActForm) -> None:
    """Record it: exactly what is open.

    Raises:
        Refusal: it was paid meanwhile, or may not be taken so.
    """
    said, house = form.cleaned_data, office()
    post = file.item.step_of(StepKind.INTAKE).post
    ask = Ask(file.case.id, said["command_id"], actor_at(request, post))
    handling.take(house.handler, house.cashier.register, ask, PaymentChannel(said["channel"]), said["slip"])
