"""Scenes about a notice that comes before an application, with the whole refusal (walk-through 14)."""

from collections.abc import Callable
from datetime import date

from cast import CANCEL_SIMPLY, CLERK, PUBLISHED, Table, cancellation_item, receive
from tongban.kernel import refusals as r
from tongban.kernel.words import Bilingual

_NAME = Bilingual("简易注销公示", "public notice of the simple cancellation")
_TOLD = {"by": CANCEL_SIMPLY, "notice": _NAME}
_DAYS = {"over_on": date(2025, 10, 29), "apply_by": date(2025, 11, 18)}


def _received(day_text: str, published: date | None = PUBLISHED) -> r.Refusal:
    return Table(cancellation_item()).refused(day_text, CLERK, receive(published_on=published))


PRIOR_NOTICE_SCENES: dict[str, tuple[Callable[[], r.Refusal], r.Refusal]] = {
    "applying without the day of the notice": (
        lambda: _received("2025-10-30", None),
        r.PriorNoticeMissing(**_TOLD),
    ),
    "applying on the last day of the notice": (
        lambda: _received("2025-10-29"),
        r.PriorNoticeRunning(**_TOLD, **_DAYS, published_on=PUBLISHED),
    ),
    "applying a day too late after the notice": (
        lambda: _received("2025-11-19"),
        r.PriorNoticeTooOld(**_TOLD, **_DAYS),
    ),
    "a notice where none is asked for": (
        lambda: Table().refused("2025-10-30", CLERK, receive(published_on=PUBLISHED)),
        r.NoPriorNotice(),
    ),
}
