"""Letters 来信: what somebody concerned sends on paper, entered by staff as of the day it came."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.handling.errand import Ask
from tongban.kernel.words import Bilingual
from tongban.web.design.templatetags.design import in_words
from tongban.web.staff.acting import ActForm, PastDay
from tongban.web.staff.casefile import CaseFile


class WhoForm(ActForm):
    """An act that concerns one of those concerned."""

    who = forms.ChoiceField(label=_("何人"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, people: list[tuple[str, Bilingual]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["who"].choices = [(who, in_words(name)) for who, name in people]  # type: ignore[attr-defined]
        if len(people) == 1:
            self.initial.setdefault("who", people[0][0])


class LetterForm(WhoForm):
    """来信 — from whom, and on which day it came."""

    came_on = PastDay(label=_("收到之日"), help_text=_("邮寄的以收到之日为准，可以早于今天。"))

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["came_on"].today = today  # type: ignore[attr-defined]
        self.initial.setdefault("came_on", today)


def as_of(ask: Ask, file: CaseFile, day: date) -> Ask:
    """The ask, as of the day it happened where that is not today; at noon, since only the day counts."""
    if day == file.today:
        return ask
    return replace(ask, occurred_at=datetime.combine(day, time(12), file.calendar.zone))
