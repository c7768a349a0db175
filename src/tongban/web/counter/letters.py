"""Letters 来信 at the window: a statement, a request for a hearing, or its waiver, as of the day it came."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.handling import hearing as handling
from tongban.handling.carrying_out import Handler
from tongban.handling.errand import Ask
from tongban.kernel import Body, Status
from tongban.kernel.case import commands as c
from tongban.kernel.case.item import StepKind
from tongban.kernel.words import Bilingual
from tongban.web.design.templatetags.design import in_words
from tongban.web.staff.acting import actor_at, held_among
from tongban.web.staff.casefile import CaseFile
from tongban.web.staff.hearing import choices_of
from tongban.web.staff.letters import LetterForm, as_of
from tongban.web.wiring import office

#: What a letter may ask, by the name its choice has in the form.
_ASKED: Mapping[str, type[Body]] = {
    "statement": c.RecordStatement,
    "request": c.RequestHearing,
    "waive": c.WaiveHearing,
}

_SAYS: Mapping[str, Bilingual] = {
    "statement": Bilingual("陈述意见", "a statement"),
    "request": Bilingual("申请听证", "a request for a hearing"),
    "waive": Bilingual("放弃听证", "that the hearing is waived"),
}

_DOES: Mapping[str, Callable[[Handler, Ask, dict[str, Any]], object]] = {
    "statement": lambda handler, ask, said: handling.record_statement(
        handler, ask, said["who"], said["statement"]
    ),
    "request": lambda handler, ask, said: handling.request_hearing(handler, ask, said["who"]),
    "waive": lambda handler, ask, said: handling.waive_hearing(handler, ask, said["who"]),
}


class WindowLetterForm(LetterForm):
    """来信登记 — what the letter says, from whom, when it came."""

    asks = forms.ChoiceField(label=gettext_lazy("来信说什么"), widget=forms.RadioSelect)
    statement = forms.CharField(
        label=gettext_lazy("陈述内容"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("陈述意见的，照录来信；申请或者放弃听证的，不用填。"),
    )

    field_order = ("asks", "who", "came_on", "statement")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        asks = [(name, in_words(says)) for name, says in _SAYS.items()]
        self.fields["asks"].choices = asks  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A statement says something."""
        given = super().clean() or {}
        if given.get("asks") == "statement" and not given.get("statement", "").strip():
            self.add_error("statement", _("照录来信的内容。"))
        return given


def form_for(request: HttpRequest, file: CaseFile, data: Any = None) -> WindowLetterForm | None:
    """The form of a case that is being examined, for the window that takes its papers in; else none."""
    if file.case.status is not Status.ACCEPTED or held_among(request, [_window(file)]) is None:
        return None
    people = choices_of(file, list(file.case.concerned))
    return WindowLetterForm(
        data, people=people, today=file.today, version=file.case.version, auto_id="letter_%s"
    )


def enter(request: HttpRequest, file: CaseFile, said: dict[str, Any]) -> type[Body]:
    """Enter what a valid form says; the verb that was done.

    Raises:
        Refusal: it may not be, and why.
    """
    ask = Ask(file.case.id, said["command_id"], actor_at(request, _window(file)))
    _DOES[said["asks"]](office().handler, as_of(ask, file, said["came_on"]), said)
    return _ASKED[said["asks"]]


def _window(file: CaseFile) -> str:
    return file.item.step_of(StepKind.INTAKE).post
