"""The acts about a fee 收费: assess it, propose a waiver or a refund, and answer what somebody else proposed.

依据 Basis: 行政许可法§58, §59.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongban.handling.carrying_out import Answer, Handler
from tongban.handling.errand import Ask
from tongban.handling.payment import counter as handling
from tongban.kernel.case import commands as c
from tongban.kernel.case.fee import refundable
from tongban.kernel.case.fee_account import Refund, RefundPart
from tongban.kernel.case.fee_rule import RefundGround, RefundWay, yuan
from tongban.kernel.words import Bilingual
from tongban.web.design.templatetags.design import in_words
from tongban.web.desk.act import Act, Occasion, folded
from tongban.web.desk.forms import Reasons
from tongban.web.staff.acting import ActForm
from tongban.web.staff.fee import money
from tongban.web.wiring import office

_MOST_UNITS = 10_000_000


class AssessForm(ActForm):
    """核定收费 — what the standard counts, where it counts anything."""

    measured = forms.IntegerField(min_value=1, max_value=_MOST_UNITS)

    def __init__(self, *args: Any, measured: Bilingual | None, **more: Any) -> None:
        super().__init__(*args, **more)
        if measured is None:
            del self.fields["measured"]
        else:
            self.fields["measured"].label = in_words(measured)
            self.fields["measured"].required = False
            self.fields["measured"].help_text = gettext("按核准的图纸填整数；本情形不收费的，不填。")


class WaiverForm(ActForm):
    """提出减免."""

    waiver = forms.ChoiceField(label=_("减免"), widget=forms.RadioSelect)
    proof = forms.CharField(
        label=_("核验的证明"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("什么证明、谁的、编号，已核原件。"),
    )

    def __init__(self, *args: Any, waivers: list[tuple[str, Any]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["waiver"].choices = waivers  # type: ignore[attr-defined]
        if len(waivers) == 1:
            self.initial.setdefault("waiver", waivers[0][0])


class RefundForm(ActForm):
    """提出退付 — in yuan, as people say it; whole fen from here on."""

    ground = forms.ChoiceField(label=_("情形"), widget=forms.RadioSelect)
    amount = forms.DecimalField(label=_("金额（元）"), max_digits=12, decimal_places=2)
    why = forms.CharField(
        label=_("说明"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, grounds: Mapping[RefundGround, int], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["ground"].choices = [  # type: ignore[attr-defined]
            (ground.value, in_words(ground.label)) for ground in grounds
        ]
        if grounds:
            first, most = next(iter(grounds.items()))
            self.initial.setdefault("ground", first.value)
            self.initial.setdefault("amount", yuan(most))

    def clean_amount(self) -> int:
        """The amount in fen; more than there is to give back is refused by name."""
        amount: Decimal = self.cleaned_data["amount"]
        if amount <= 0:
            raise ValidationError(_("请填写大于零的金额。"))
        return int(amount * 100)


class RedirectRefundForm(ActForm):
    """改由窗口退付 — which of what the platform will not give back, and why."""

    part = forms.ChoiceField(label=_("改办哪一笔"), widget=forms.RadioSelect)
    reasons = Reasons(help_text=_("平台怎样答复、与缴款人怎样核实，例如原账户已销户。"))

    def __init__(self, *args: Any, parts: Mapping[str, Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["part"].choices = list(parts.items())  # type: ignore[attr-defined]
        if len(parts) == 1:
            self.initial.setdefault("part", next(iter(parts)))


class PayRefundForm(ActForm):
    """办理退付 — the amount is not typed: it is what was approved."""

    part = forms.ChoiceField(label=_("退哪一笔"), widget=forms.RadioSelect)
    way = forms.ChoiceField(label=_("退付方式"), widget=forms.RadioSelect)
    slip = forms.CharField(label=_("退款小票、收据或者转账的号码"), max_length=60)

    def __init__(self, *args: Any, parts: Mapping[str, tuple[str, RefundPart]], **more: Any) -> None:
        super().__init__(*args, **more)
        ways = [way for way in RefundWay if any(part.may_go(way) for _words, part in parts.values())]
        self.fields["part"].choices = [(key, words) for key, (words, _part) in parts.items()]  # type: ignore[attr-defined]
        self.fields["way"].choices = [(way.value, in_words(way.label)) for way in ways]  # type: ignore[attr-defined]
        if len(parts) == 1:
            self.initial.setdefault("part", next(iter(parts)))
        if len(ways) == 1:
            self.initial.setdefault("way", ways[0].value)


class AnswerForm(ActForm):
    """审批减免、退付."""

    approved = forms.ChoiceField(
        label=_("审批意见"),
        widget=forms.RadioSelect,
        choices=[("yes", _("准予")), ("no", _("不予"))],
    )
    reasons = Reasons(required=False, help_text=_("不予的，必须写明理由，申请人会看到。"))

    def clean(self) -> dict[str, Any]:
        """A rejection says why."""
        given = super().clean() or {}
        if given.get("approved") == "no" and not given.get("reasons"):
            self.add_error("reasons", _("不予的，请写明理由。"))
        return given


def _assess(on: Occasion, data: Any) -> ActForm:
    rule = on.file.item.fee
    measured = [line.measured for line in rule.lines if line.measured] if rule else []
    initial = {"measured": on.file.case.fee.measured or None}
    return on.new(AssessForm, data, measured=measured[0] if measured else None, initial=initial)


def _waiver(on: Occasion, data: Any) -> ActForm:
    rule, granted = on.file.item.fee, on.file.case.fee.waivers
    waivers = rule.waivers if rule else ()
    on_request = [
        (w.id, gettext("%(name)s，减 %(percent)s%%") % {"name": in_words(w.name), "percent": w.percent})
        for w in waivers
        if w.when is None and w.id not in granted
    ]
    return on.new(WaiverForm, data, waivers=on_request)


def _grounds(on: Occasion) -> dict[RefundGround, int]:
    return {ground: most for ground in RefundGround if (most := refundable(on.file.case, ground))}


def _refund(on: Occasion, data: Any) -> ActForm:
    return on.new(RefundForm, data, grounds=_grounds(on))


def _parts(found: Iterable[tuple[Refund, RefundPart]]) -> dict[str, tuple[str, RefundPart]]:
    """Parts of refunds to choose from, by a key that no reader sees."""
    return {
        f"{refund.number} {part.payment}": (
            gettext("%(money)s，%(channel)s缴，流水号 %(payment)s（退付 %(number)s）")
            % {
                "money": money(part.amount),
                "channel": in_words(part.channel.label),
                "payment": part.payment,
                "number": refund.number,
            },
            part,
        )
        for refund, part in found
    }


def _pay_refund(on: Occasion, data: Any) -> ActForm:
    return on.new(PayRefundForm, data, parts=_parts(on.file.case.fee.to_pay_out()))


def _redirect(on: Occasion, data: Any) -> ActForm:
    parts = _parts(on.file.case.fee.stuck())
    return on.new(RedirectRefundForm, data, parts={key: words for key, (words, _part) in parts.items()})


def _do_redirect(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    number, _space, payment = said["part"].partition(" ")
    return handling.redirect_refund(office().cashier, ask, (number, payment), said["reasons"])


def _do_pay_refund(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    number, _space, payment = said["part"].partition(" ")
    register = office().cashier.register
    return handling.pay_refund(
        handler, register, ask, (number, payment), RefundWay(said["way"]), said["slip"]
    )


def _do_assess(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    return handling.assess(handler, ask, said.get("measured") or 0)


def _do_waiver(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    return handling.propose_waiver(handler, ask, said["waiver"], said["proof"])


def _do_refund(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    return handling.propose_refund(handler, ask, RefundGround(said["ground"]), said["amount"], said["why"])


def _do_answer(on: Occasion, handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    return handling.answer_proposal(handler, ask, approved=said["approved"] == "yes", reasons=said["reasons"])


def _assess_hint(on: Occasion) -> Any:
    rule = on.file.item.fee
    if rule is None:
        return ""
    return Bilingual(
        "{name}（{basis}）。《缴款通知书》由系统编号、制作，申请人同时收到消息。",
        "{name} ({basis}). The system numbers and makes the payment notice, and tells the applicant.",
    ).fill(name=rule.name, basis=rule.standard_basis or rule.basis)


def _answer_hint(on: Occasion) -> Any:
    proposal = on.file.case.fee.proposal
    if proposal is None:
        return ""
    return Bilingual(
        "{who} 于 {day} 提出，{amount}（{basis}）。提出的人不能自己审批。",
        "Proposed by {who} on {day}: {amount} ({basis}). Who proposed it cannot answer it.",
    ).fill(
        who=on.file.person(proposal.proposed_by),
        day=proposal.proposed_on,
        amount=money(proposal.amount),
        basis=proposal.basis,
    )


FEE_ACTS = (
    Act(
        "answer-fee",
        c.AnswerFeeProposal,
        c.AnswerFeeProposal.verb(),
        "y",
        lambda on, data: on.new(AnswerForm, data),
        _do_answer,
        careful=True,
        hint=_answer_hint,
    ),
    Act(
        "redirect-refund",
        c.RedirectRefund,
        c.RedirectRefund.verb(),
        "",
        _redirect,
        _do_redirect,
        careful=True,
        hint=lambda on: Bilingual(
            "先再问一次平台：仍不退的，由窗口转账退给缴款人，由您以外的人办理；平台退了的，这里不再改。",
            "The platform is asked once more: what it still refuses goes by transfer from the counter, sent "
            "by somebody else; what it gives back after all stays as it is.",
        ),
    ),
    Act(
        "pay-refund",
        c.PayRefund,
        c.PayRefund.verb(),
        "",
        _pay_refund,
        _do_pay_refund,
        careful=True,
        hint=lambda on: Bilingual(
            "先把款退给缴款人，再登记。批准的人、改由窗口退付的人不能自己办理。",
            "Give the money back first, then record it. Who approved or moved it cannot pay it out.",
        ),
    ),
    Act(
        "assess-fee", c.AssessFee, c.AssessFee.verb(), "f", _assess, _do_assess, careful=True,
        hint=_assess_hint,
    ),
    Act("waive-fee", c.ProposeWaiver, c.ProposeWaiver.verb(), "", _waiver, _do_waiver),
    Act(
        "refund-fee",
        c.ProposeRefund,
        c.ProposeRefund.verb(),
        "",
        _refund,
        _do_refund,
        offered=lambda on: bool(_grounds(on)),
    ),
)  # fmt: skip


def group_of(on: Occasion, panel: dict[str, Any]) -> dict[str, Any]:
    """The panel with the acts about the fee in a group, open where something is to be done about it here."""
    case, rule = on.file.case, on.file.item.fee
    fee = case.fee
    to_do = fee.proposal is not None or fee.overpaid > 0 or fee.assessed_on is None
    to_do = to_do or bool(fee.to_pay_out() or fee.stuck())
    return folded(
        panel,
        FEE_ACTS,
        Bilingual("收费", "fee"),
        "",
        open_=lambda inside: inside and to_do,
        shown=lambda inside: inside or (rule is not None and case.fee.assessed_on is not None),
    )
