"""Acting 岗位: at which of their posts a person acts, and what their forms carry.

At the desk a person acts at the post chosen in the header. At the counter the item decides: the
clerk of a general counter holds the intake posts of several departments and never switches.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from tongban.handling.errand import Actor, Ask
from tongban.store.models import Post
from tongban.web.people import held_posts
from tongban.web.wiring import office


def held_among(request: HttpRequest, keys: Iterable[str]) -> Post | None:
    """The first held post that is one of these, or None."""
    wanted = set(keys)
    return next((post for post in held_posts(request) if post.key in wanted), None)


def actor_at(request: HttpRequest, post: str) -> Actor:
    """The signed-in person at a post."""
    return Actor(str(request.user.pk), post)


class Day(forms.DateField):
    """日期 — with the browser's own picker."""

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


class PastDay(Day):
    """已到之日 — a day on which something happened, and so one that has come; the form sets `today`."""

    today = date.max

    def validate(self, value: Any) -> None:
        """Refuse a day still to come: what has not happened is not on record."""
        super().validate(value)
        if value is not None and value > self.today:
            raise ValidationError(_("%(day)s不能晚于今天。"), params={"day": self.label})


class ActForm(forms.Form):
    """A form that asks for one act: its id makes a double click harmless, its version tells what was seen."""

    command_id = forms.CharField(max_length=64, widget=forms.HiddenInput)
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, version: int = 0, **more: Any) -> None:
        super().__init__(*args, **more)
        self.label_suffix = ""
        self.initial.setdefault("command_id", office().ports.ids.new())
        self.initial.setdefault("seen", version)

    def ask(self, request: HttpRequest, case_id: str, post: str) -> Ask:
        """The ask this form makes of a case."""
        return Ask(case_id, self.cleaned_data["command_id"], actor_at(request, post))
