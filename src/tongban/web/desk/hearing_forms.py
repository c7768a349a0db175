"""Forms 表单 of those concerned: who they are, what they say, and their hearing."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tongban.handling.hearing import PartyNamed
from tongban.kernel.case import commands as c
from tongban.kernel.refusals import HostExamines
from tongban.kernel.words import Bilingual
from tongban.store.models import Account
from tongban.web.design.templatetags.design import in_words
from tongban.web.desk.forms import Colleague, Reasons, choices
from tongban.web.refusing import said
from tongban.web.staff.acting import ActForm, Day, PastDay
from tongban.web.staff.letters import LetterForm, WhoForm

#: How many parties one form takes; for more it is sent again.
_ROWS = 3


class InterestForm(ActForm):
    """认定利害关系 — one row for each party, name and address."""

    interest = forms.ChoiceField(label=_("利害关系"), widget=forms.RadioSelect)
    reasons = Reasons(label=_("认定的理由"), help_text=_("写明事实，不写利害关系人的姓名、地址。"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["interest"].choices = choices(c.Interest)  # type: ignore[attr-defined]
        for row in range(1, _ROWS + 1):
            first = row == 1
            self.fields[f"name_{row}"] = forms.CharField(
                label=_("利害关系人 %(row)s：姓名或者名称") % {"row": row}, max_length=100, required=first
            )
            self.fields[f"address_{row}"] = forms.CharField(
                label=_("利害关系人 %(row)s：送达地址") % {"row": row}, max_length=200, required=first
            )

    def clean(self) -> dict[str, Any]:
        """An address belongs to a name."""
        given = super().clean() or {}
        for row in range(1, _ROWS + 1):
            name, address = given.get(f"name_{row}", ""), given.get(f"address_{row}", "")
            for missing, there, what in (
                ("name", address, _("写明姓名或者名称。")),
                ("address", name, _("写明送达地址，告知书要寄到那里。")),
            ):
                field = f"{missing}_{row}"
                if there and not given.get(field) and field not in self.errors:
                    self.add_error(field, what)
        return given


def parties_in(said: dict[str, Any]) -> list[PartyNamed]:
    """The rows of a valid form that were filled in."""
    return [
        PartyNamed(said[f"name_{row}"], said[f"address_{row}"])
        for row in range(1, _ROWS + 1)
        if said[f"name_{row}"]
    ]


class TellPartyForm(WhoForm):
    """告知利害关系人."""

    respond_by = Day(label=_("陈述意见的最后一日"), help_text=_("给对方留出准备和邮寄的时间。"))


class StatementForm(LetterForm):
    """陈述申辩."""

    statement = forms.CharField(
        label=_("陈述内容"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 6})
    )


class AnnounceForm(ActForm):
    """公告听证."""

    ground = forms.ChoiceField(label=_("听证事由"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, grounds: list[c.HearingGround], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["ground"].choices = choices(grounds)  # type: ignore[attr-defined]
        if len(grounds) == 1:
            self.initial.setdefault("ground", grounds[0].value)


class ScheduleForm(ActForm):
    """安排听证."""

    hearing_on = Day(label=_("听证日期"))
    begins = forms.TimeField(
        label=_("开始时间"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    place = forms.CharField(label=_("听证地点"), max_length=200)
    host = Colleague(label=_("主持人的登录名"), max_length=150, help_text=_("不能是审查本件的工作人员。"))

    def __init__(self, *args: Any, examiners: Collection[str], **more: Any) -> None:
        """Take who examines the case, by account."""
        super().__init__(*args, **more)
        self.examiners = examiners

    def clean_host(self) -> Account:
        """Somebody who does not examine the case."""
        host: Account = self.cleaned_data["host"]
        if str(host.pk) in self.examiners:
            raise ValidationError(said(HostExamines()))
        return host


class HoldForm(ActForm):
    """举行听证 — the minutes, and who signed them."""

    held_on = PastDay(label=_("举行之日"))
    minutes = forms.CharField(
        label=_("听证笔录"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 12})
    )
    signed_by = forms.MultipleChoiceField(
        label=_("谁已核对笔录并签字"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, people: list[tuple[str, Bilingual]], today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["held_on"].today = today  # type: ignore[attr-defined]
        self.fields["signed_by"].choices = [(who, in_words(name)) for who, name in people]  # type: ignore[attr-defined]
