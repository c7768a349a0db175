"""An act 操作 of the desk, and the occasion on which it is offered."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from tongban.handling.carrying_out import Answer, Handler
from tongban.handling.errand import Ask
from tongban.kernel import Body
from tongban.kernel.case.commands import Remedies
from tongban.kernel.words import Bilingual
from tongban.web.staff.acting import ActForm
from tongban.web.staff.casefile import CaseFile


def _always(on: "Occasion") -> bool:
    return True


def _nothing(on: "Occasion") -> str:
    return ""


@dataclass(frozen=True)
class Act:
    """操作 — one thing the desk can ask of a case.

    `slug` is its address; `form` builds the form for a case (and step), `carry_out` does what a valid
    form asks; `careful` stops where somebody else changed the case after the page was opened. `offered` says
    whether there is anybody to do it to; `hint` is said above the form.
    """

    slug: str
    verb: type[Body]
    title: Bilingual
    key: str
    form: Callable[["Occasion", Any], ActForm]
    carry_out: Callable[["Occasion", Handler, Ask, dict[str, Any]], Answer]
    primary: bool = False
    careful: bool = False
    bare: bool = False
    offered: Callable[["Occasion"], bool] = _always
    hint: Callable[["Occasion"], Any] = _nothing


@dataclass(frozen=True)
class Occasion:
    """场合 — a case before a person at a post, and the step an act is about."""

    file: CaseFile
    request: HttpRequest
    post: str
    step: str = ""

    @property
    def remedies(self) -> Remedies:
        """How a decision against somebody can be fought, were it made today."""
        return self.file.implementation.refusal_remedies(self.file.today)

    def told_of_remedies(self) -> str:
        """What a decision against somebody will tell of it."""
        return _(
            "决定书将告知：%(days)s 日内可向%(body)s申请行政复议，"
            "%(months)s 个月内可向%(court)s起诉（%(basis)s）。"
        ) % {
            "days": self.remedies.reconsideration_days,
            "body": self.remedies.reconsideration_body,
            "months": self.remedies.suit_months,
            "court": self.remedies.court,
            "basis": self.remedies.basis,
        }

    def new(self, form: type[ActForm], data: Any = None, **more: Any) -> ActForm:
        """A form of that kind, remembering the version the reader sees."""
        initial = {"step": self.step, **more.pop("initial", {})}
        return form(
            data,
            initial=initial,
            version=self.file.case.version,
            auto_id=f"{form.__name__}_{self.step}_%s",
            **more,
        )


def folded(
    panel: dict[str, Any],
    acts: Collection[Act],
    title: Bilingual,
    key: str,
    *,
    open_: Callable[[bool], bool],
    shown: Callable[[bool], bool],
) -> dict[str, Any]:
    """The panel with those acts, and why not, taken out of it into one group of that title.

    Args:
        open_: whether the group stands open, given whether any of the acts is allowed now; it does where one
            of them was answered.
        shown: whether the group is there at all, given the same.
    """
    slugs, verbs = {act.slug for act in acts}, {act.verb for act in acts}
    inside = [act for act in panel["acts"] if act.get("slug") in slugs]
    group = {
        "title": title,
        "key": key if inside else "",
        "open": any(act["answered"] for act in inside) or open_(bool(inside)),
        "acts": inside,
        "blocked": [each for each in panel["blocked"] if each["verb"] in verbs],
    }
    return {
        "acts": [act for act in panel["acts"] if act not in inside],
        "blocked": [each for each in panel["blocked"] if each["verb"] not in verbs],
        "groups": [*panel["groups"], *([group] if shown(bool(inside)) else [])],
    }


def one_key_each(panel: dict[str, Any]) -> dict[str, Any]:
    """The panel with a digit for each group whose letter an act, or a group above it, has already."""
    acts = (*panel["acts"], *(act for group in panel["groups"] for act in group["acts"]))
    taken = {act.get("key") for act in acts}
    for place, group in enumerate(panel["groups"], 1):
        if group["key"] in taken:
            group["key"] = group["key"] and str(place)
        taken.add(group["key"])
    return panel
