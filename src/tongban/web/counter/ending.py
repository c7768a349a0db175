"""Ending 终止与承继 at the window, before acceptance: the same forms as the desk's."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from tongban.handling.carrying_out import Handler
from tongban.handling.errand import Ask
from tongban.kernel import Body, Status, allowed
from tongban.kernel.case import commands as c
from tongban.kernel.case.item import StepKind
from tongban.web.staff import ending
from tongban.web.staff.acting import ActForm, actor_at, held_among
from tongban.web.staff.casefile import CaseFile
from tongban.web.wiring import office

_FORMS: Mapping[str, Callable[..., ActForm]] = {"take-over": ending.take_over_form, "end": ending.end_form}
_DOES: Mapping[str, Callable[[Handler, Ask, dict[str, Any]], object]] = {
    "take-over": ending.do_take_over,
    "end": ending.do_end,
}
#: What the window may do of this kind, by its address.
VERBS: Mapping[str, type[Body]] = {"take-over": c.TakeOver, "end": c.EndCase}
_HINTS: Mapping[str, Callable[[], str]] = {
    "take-over": ending.hint_of_take_over,
    "end": ending.hint_of_end,
}


def endings(
    request: HttpRequest, file: CaseFile, answered: tuple[str, ActForm, Any] | None = None
) -> list[dict[str, Any]]:
    """What `counter/ending.html` shows of a case the window has; nothing where it may do neither.

    Args:
        answered: the act whose form came back, that form, and the refusal if there was one.
    """
    window = file.item.step_of(StepKind.INTAKE).post
    if file.case.status is not Status.RECEIVED or held_among(request, [window]) is None:
        return []
    may = {
        p.verb for p in allowed(file.matter(str(request.user.pk), window), (*VERBS.values(),)) if p.is_allowed
    }
    shown = []
    for name, verb in VERBS.items():
        is_answered = answered is not None and answered[0] == name
        if verb not in may and not is_answered:
            continue
        form = answered[1] if answered and is_answered else _FORMS[name](file, auto_id=f"{name}_%s")
        shown.append(
            {
                "title": verb.verb(),
                "url": reverse("counter:ending", args=[file.case.id, name]),
                "hint": _HINTS[name](),
                "form": form,
                "open": is_answered or (verb is c.EndCase and is_due(file)),
                "refused": answered[2] if answered and is_answered else None,
            }
        )
    return shown[::-1] if is_due(file) else shown


def is_due(file: CaseFile) -> bool:
    """Whether nobody supplemented and the published time for it is over."""
    return c.EndGround.NOT_SUPPLEMENTED in ending.grounds_of(file)


def form_for(request: HttpRequest, file: CaseFile, name: str) -> ActForm:
    """The form that was sent."""
    return _FORMS[name](file, request.POST, request.FILES, auto_id=f"{name}_%s")


def carry_out(request: HttpRequest, file: CaseFile, name: str, said: dict[str, Any]) -> None:
    """Do it.

    Raises:
        Refusal: it may not be done, and why.
    """
    window = file.item.step_of(StepKind.INTAKE).post
    _DOES[name](office().handler, Ask(file.case.id, said["command_id"], actor_at(request, window)), said)
