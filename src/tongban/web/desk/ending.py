"""The acts that end a case 终止办理, or let it go on under a successor 承继; folded away until one is due.

依据 Basis: 行政许可法§70 by analogy, and what the item publishes (§30).
"""

from typing import Any

from tongban.kernel import Status
from tongban.kernel.case import commands as c
from tongban.kernel.words import Bilingual
from tongban.web.desk.act import Act, Occasion, folded
from tongban.web.staff.acting import ActForm
from tongban.web.staff.ending import (
    do_end,
    do_take_over,
    end_form,
    grounds_of,
    hint_of_end,
    hint_of_take_over,
    take_over_form,
)

_TITLE = Bilingual("终止与承继", "Ending, and taking over")


def _end(on: Occasion, data: Any) -> ActForm:
    return end_form(on.file, data, on.request.FILES if data is not None else None, auto_id="end_%s")


def _take_over(on: Occasion, data: Any) -> ActForm:
    return take_over_form(on.file, data, on.request.FILES if data is not None else None, auto_id="over_%s")


ENDING_ACTS: tuple[Act, ...] = (
    Act(
        "take-over",
        c.TakeOver,
        c.TakeOver.verb(),
        "",
        _take_over,
        lambda on, handler, ask, said: do_take_over(handler, ask, said),
        careful=True,
        hint=lambda on: hint_of_take_over(),
    ),
    Act(
        "end-case",
        c.EndCase,
        c.EndCase.verb(),
        "",
        _end,
        lambda on, handler, ask, said: do_end(handler, ask, said),
        careful=True,
        hint=lambda on: hint_of_end(),
    ),
)


def group_of(on: Occasion, panel: dict[str, Any]) -> dict[str, Any]:
    """The panel with those acts folded into one group, open where time to supplement or to pay is over."""
    due = not {c.EndGround.NOT_SUPPLEMENTED, c.EndGround.NOT_PAID}.isdisjoint(grounds_of(on.file))
    running = on.file.case.status in (Status.RECEIVED, Status.ACCEPTED, Status.DECIDED)
    return folded(
        panel,
        ENDING_ACTS,
        _TITLE,
        "z",
        open_=lambda inside: inside and due,
        shown=lambda inside: running and inside,
    )
