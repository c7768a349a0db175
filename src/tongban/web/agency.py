"""Agency 代理: what a mandate says, as a form copies it and as a page tells it; counter and public alike."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.handling import mandates
from tongban.handling.mandate_ports import Mandate, Power
from tongban.handling.mandates import MandateGiven, Person
from tongban.handling.uploads import Upload
from tongban.store.models import Account
from tongban.web.answers import citizen_number, printable
from tongban.web.design.templatetags.design import in_words

#: The question by which an item asks whether an agent applies; where it is asked, its answer has to agree.
FACT = "has_agent"


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more
    )


class MandateForm(forms.Form):
    """授权委托书 — what it says: which powers, each by itself, and from when until when."""

    number = forms.CharField(
        label=gettext_lazy("代理人证件号码"),
        max_length=40,
        required=False,
        validators=[printable, citizen_number],
    )
    powers = forms.MultipleChoiceField(
        label=gettext_lazy("委托书授权办理的事"),
        help_text=gettext_lazy("照委托书逐项勾选，没有写的不选。"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("照委托书勾选授权办理的事。")},
    )
    begin = _day(gettext_lazy("委托期限自"))
    until = _day(
        gettext_lazy("委托期限至"),
        required=False,
        help_text=gettext_lazy("委托书写“至办结”的，留空。"),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **{"label_suffix": ""} | more)
        choices = [(power.value, in_words(power.label)) for power in Power]
        self.fields["powers"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The days the right way round."""
        given = super().clean() or {}
        begin, until = given.get("begin"), given.get("until")
        if begin and until and until < begin:
            upside_down = mandates.MandateUpsideDown(begin=begin, until=until)
            raise ValidationError({"until": in_words(upside_down.sentence)})
        return given

    def mandate(self, name: str, *, seen: bool = False, paper: Upload | None = None) -> MandateGiven:
        """The mandate of an agent of this name, once valid."""
        said = self.cleaned_data
        return MandateGiven(
            name=name,
            number=said["number"],
            powers=frozenset(map(Power, said["powers"])),
            begin=said["begin"],
            until=said["until"],
            seen=seen,
            paper=paper,
        )


def account_called(username: str, name: str) -> Account | None:
    """The applicant's account of this sign-in name, if that is the name of whoever has it."""
    found = Account.objects.filter(username=username, kind=Account.Kind.APPLICANT, is_active=True).first()
    return found if found is not None and found.display_name == name.strip() else None


def walk_in(pk: UUID, name: str) -> Account:
    """A record, without a password, of somebody who has no account; made once."""
    made, _new = Account.objects.get_or_create(
        pk=pk,
        defaults={
            "username": f"window-{pk}",
            "display_name": name.strip(),
            "kind": Account.Kind.APPLICANT,
            "password": "!",
        },
    )
    return made


def masked(number: str) -> str:
    """遮蔽证件号码 — both ends of a number, at most a quarter of it each, however short it is.

    >>> masked("110101199003071233")
    '1101**********1233'
    >>> masked("E1234567"), masked("123"), masked("")
    ('E1****67', '***', '')
    """
    ends = min(4, len(number) // 4)
    return f"{number[:ends]}{'*' * (len(number) - 2 * ends)}{number[len(number) - ends :]}"


@dataclass(frozen=True)
class Agency:
    """代理 — a mandate as a reader is told of it on a day; `paper` is what opens the uploaded mandate."""

    mandate: Mandate
    person: Person
    today: date
    account_name: str = ""
    paper: Any = None

    @property
    def name(self) -> str:
        """The agent's name: as the mandate has it, else the account's."""
        return self.person.name or self.account_name or _("（已注销的账户）")

    @property
    def number(self) -> str:
        """The agent's number with its middle hidden: enough to compare with a card in hand."""
        return masked(self.person.number)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """What a summary list shows of it."""
        mandate = self.mandate
        who = _("%(name)s，证件号码 %(number)s") % {"name": self.name, "number": self.number}
        term: Any = mandates.term_in_words(mandate)
        if self.ended_on:
            term = _("%(term)s（已于 %(day)s 终止）") % {"term": in_words(term), "day": self.ended_on}
        return [
            {"key": _("代理人"), "value": who if self.number else self.name},
            {"key": _("可以代办"), "value": mandates.in_words(mandate.powers)},
            {"key": _("只能由申请人本人办"), "value": mandates.in_words(frozenset(Power) - mandate.powers)},
            {"key": _("委托期限"), "value": term},
            {"key": _("授权委托书"), "value": mandate.shown.label},
        ]

    @property
    def ended_on(self) -> date | None:
        """The day it was ended, or its last day once that is over; None while it runs."""
        if self.mandate.ended_on:
            return self.mandate.ended_on
        until = self.mandate.until
        return until if until is not None and self.today > until else None

    def may(self, *powers: Power) -> bool:
        """Whether the agent may do one of these today."""
        return any(mandates.covers(self.mandate, power, self.today) for power in powers)
