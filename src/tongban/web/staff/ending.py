"""Ending 终止与承继: what desk and window ask where a case ends, or goes on under a successor.

Only what is possible now is offered: that nobody supplemented, once the published time is over; that nobody
takes over, where the item lets somebody.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongban.catalogue.code_lists import FieldKind
from tongban.handling import ending as handling
from tongban.handling.carrying_out import Answer, Handler
from tongban.handling.errand import Ask
from tongban.handling.uploads import checked
from tongban.kernel import Status
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case import fee
from tongban.kernel.case.item import StepKind
from tongban.kernel.clock import ClockKind
from tongban.kernel.refusals import BadInput
from tongban.store.models import Account
from tongban.web.answers import particular_field
from tongban.web.design.templatetags.design import in_words
from tongban.web.refusing import said
from tongban.web.staff.acting import ActForm
from tongban.web.staff.attachments import Paper
from tongban.web.staff.casefile import CaseFile

_SCANS = {"accept": "application/pdf,image/jpeg,image/png"}
#: Of the particulars, what is the applicant's own and not of the thing applied for (`FormField`).
_OF_THE_APPLICANT = ("holder", "credit_code", "legal_representative", "phone")


class Scan(forms.FileField):
    """扫描件 — a file that can be kept, or an error beside its control."""

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.FileInput(attrs=_SCANS), allow_empty_file=True, **more)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The upload as handling keeps it; None where none was asked for."""
        sent = super().clean(data, initial)
        if not sent:
            return None
        try:
            return checked(sent.name or "", sent.read())
        except BadInput as bad:
            raise ValidationError(said(bad)) from bad


#: What time alone shows; nothing else is asked as proof.
_OF_TIME = (c.EndGround.NOT_SUPPLEMENTED.value, c.EndGround.NOT_PAID.value)


class EndForm(ActForm):
    """终止办理."""

    ground = forms.ChoiceField(label=_("终止的情形"), widget=forms.RadioSelect)
    proof = Scan(
        label=_("证明材料（扫描件或者照片）"),
        required=False,
        help_text=_("申请人死亡或者终止的，必须附上：死亡证明、注销登记等。"),
    )
    no_successor = Scan(
        label=_("无人承继的声明（扫描件或者照片）"),
        required=False,
        help_text=_("申请人死亡或者终止的，必须附上；本事项可以承继，先询问继承人或者承继单位。"),
    )

    def __init__(self, *args: Any, grounds: list[c.EndGround], may_pass_on: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        named = [(ground.value, in_words(ground.label)) for ground in grounds]
        self.fields["ground"].choices = named  # type: ignore[attr-defined]
        if not may_pass_on:
            del self.fields["no_successor"]
        if not self.is_bound and {ground.value for ground in grounds}.isdisjoint(_OF_TIME):
            for name in self.fields.keys() & {"proof", "no_successor"}:
                self.fields[name].required = True  # shown so: which ground it is, `clean` knows
        if c.EndGround.NOT_SUPPLEMENTED in grounds:
            self.initial.setdefault("ground", c.EndGround.NOT_SUPPLEMENTED.value)

    def clean(self) -> dict[str, Any]:
        """A death or an end is shown by something, and by nothing else."""
        given = super().clean() or {}
        if given.get("ground") in (None, "", *_OF_TIME):
            return given | {"proof": None, "no_successor": None}
        for name, why in (("proof", _("请附上证明材料。")), ("no_successor", _("请附上无人承继的声明。"))):
            if name in self.fields and given.get(name) is None and name not in self.errors:
                self.add_error(name, why)
        return given


class TakeOverForm(ActForm):
    """承继申请 — by an account of the successor; what is theirs of the particulars is asked anew."""

    ground = forms.ChoiceField(label=_("承继的情形"), widget=forms.RadioSelect)
    successor = forms.CharField(
        label=_("承继人的登录名"), max_length=150, help_text=_("没有账号的，先在公众网站注册一个。")
    )
    proof = Scan(
        label=_("承继的证明（扫描件或者照片）"), help_text=_("继承公证、遗嘱、合并或者分立的登记等。")
    )

    def __init__(self, *args: Any, file: CaseFile, **more: Any) -> None:
        super().__init__(*args, **more)
        named = [(ground.value, in_words(ground.label)) for ground in c.SuccessionGround]
        self.fields["ground"].choices = named  # type: ignore[attr-defined]
        known = file.answers.get("form", {})
        for asked in file.implementation.form if known else ():
            if asked.id in _OF_THE_APPLICANT and asked.kind is not FieldKind.CHOICE:
                self.fields[f"of_{asked.id}"] = particular_field(asked, dense=True)
                self.initial.setdefault(f"of_{asked.id}", known.get(asked.id, ""))

    def clean_successor(self) -> str:
        """The account's id, or an error that names the entry."""
        name = str(self.cleaned_data["successor"]).strip()
        account = Account.objects.filter(username=name, kind=Account.Kind.APPLICANT, is_active=True).first()
        if account is None:
            raise ValidationError(_("没有登录名为“%(name)s”的申请人。"), params={"name": name})
        return str(account.pk)


def end_form(file: CaseFile, data: Any = None, files: Any = None, **more: Any) -> EndForm:
    """The form that ends this case."""
    grounds = grounds_of(file) if data is None else list(c.EndGround)
    may_pass_on = bool(file.item.succession_basis) and file.case.status is not Status.DECIDED
    return EndForm(data, files, grounds=grounds, may_pass_on=may_pass_on, version=file.case.version, **more)


def take_over_form(file: CaseFile, data: Any = None, files: Any = None, **more: Any) -> TakeOverForm:
    """The form by which somebody takes this application over."""
    return TakeOverForm(data, files, file=file, version=file.case.version, **more)


def grounds_of(file: CaseFile) -> list[c.EndGround]:
    """On what grounds it can be ended now; that nobody supplemented, only once that time is over."""
    clock = file.case.clocks.get(ClockKind.SUPPLEMENT)
    over = file.case.owes_supplement and clock is not None and clock.is_past(file.today, file.calendar)
    to_pay = file.case.clocks.get(ClockKind.PAYMENT)
    unpaid = to_pay is not None and to_pay.is_past(file.today, file.calendar) and may_end_unpaid(file)
    met = {c.EndGround.NOT_SUPPLEMENTED: over, c.EndGround.NOT_PAID: unpaid}
    return [ground for ground in c.EndGround if met.get(ground, True)]


def may_end_unpaid(file: CaseFile) -> bool:
    """Whether the item ends this case where its fee is not paid."""
    matter = file.matter("", file.item.step_of(StepKind.DECISION).post)
    return file.case.status is Status.ACCEPTED and fee.may_end_unpaid(matter)


def hint_of_end() -> str:
    """What is made and told."""
    return gettext("《终止办理通知书》由系统编号、制作，告知救济途径；本件到此终止，不能恢复。")


def hint_of_take_over() -> str:
    """What stands and what does not."""
    return gettext("已交的材料、告知和期限照旧，不重新起算；原来的委托不再有效。许可发给承继人。")


def do_end(handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    """End it as a valid form says."""
    return handling.end(
        handler,
        ask,
        c.EndGround(said["ground"]),
        proof=said["proof"],
        no_successor=said.get("no_successor"),
    )


def do_take_over(handler: Handler, ask: Ask, said: dict[str, Any]) -> Answer:
    """Let it be taken over as a valid form says."""
    return handling.take_over(
        handler,
        ask,
        c.SuccessionGround(said["ground"]),
        said["successor"],
        proof=said["proof"],
        particulars={name[3:]: value for name, value in said.items() if name.startswith("of_")},
    )


def ended(file: CaseFile) -> list[dict[str, Any]]:
    """What `staff/ending.html` shows: how the case ended, who took it over, and what proves it."""
    return [
        {
            "title": event.body.title(),
            "on": event.on,
            "ground": event.body.ground.label,
            "by": _passed_on(file, event.body),
            "papers": _papers(file, event.body),
            "basis": event.body.basis,
        }
        for event in file.events
        if isinstance(event.body, (e.CaseEnded, e.ApplicationTakenOver))
    ]


def _passed_on(file: CaseFile, body: e.CaseEnded | e.ApplicationTakenOver) -> str:
    if isinstance(body, e.CaseEnded):
        return body.notice_number
    return f"{file.person(body.predecessor)} → {file.person(body.successor)}"


def _papers(file: CaseFile, body: e.CaseEnded | e.ApplicationTakenOver) -> list[Paper]:
    named = [body.proof, body.no_successor] if isinstance(body, e.CaseEnded) else [body.proof]
    return [paper for ref in named if ref is not None and (paper := file.paper(ref)) is not None]
