"""Gap 容缺 at the window: what may come later and until when, the sheet to sign, and its scan."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from tongban.catalogue import Implementation
from tongban.handling.tolerance import is_tolerable, last_day, promise
from tongban.handling.uploads import Upload, checked
from tongban.kernel import Item
from tongban.kernel.calendar import Calendar
from tongban.kernel.refusals import (
    BadInput,
    GapNotTolerable,
    NothingIsMissing,
    UndertakingMissing,
)
from tongban.kernel.words import Bilingual, listed
from tongban.web.counter.ticks import Tick, defects_of
from tongban.web.design.templatetags.design import in_words
from tongban.web.refusing import said
from tongban.web.wiring import office

#: The control that takes the scan of what the applicant signed.
CONTROL = "undertaking"


@dataclass(frozen=True)
class Signed:
    """签署的承诺书 — the scan as it was sent, or why it was not taken."""

    upload: Upload | None = None
    error: str = ""


def signed_in(request: HttpRequest) -> Signed:
    """The scan that came with a form."""
    sent = request.FILES.get(CONTROL)
    if sent is None:
        return Signed()
    try:
        return Signed(checked(sent.name or "", sent.read()))
    except BadInput as bad:
        return Signed(error=said(bad))


def offered(item: Item, calendar: Calendar, missing: Sequence[str] = ()) -> dict[str, Any] | None:
    """What `counter/gap.html` says: what may be missing, the last day were it accepted now, what follows.

    Args:
        missing: what is missing of a case that is received; before that, all that may be.
    """
    if item.tolerance is None:
        return None
    may = missing or [material.id for material in item.materials if material.gap_allowed]
    return {
        "materials": [item.materials_by_id[material].name for material in may],
        "last_day": last_day(item, office().ports.clock.now(), calendar),
        "fill": item.tolerance.fill.words,
        "further": item.tolerance.after_reminder.words if item.tolerance.after_reminder else None,
        "consequence": item.tolerance.consequence.label,
        "basis": item.tolerance.basis,
    }


def errors_in(item: Item, ticks: Sequence[Tick], signed: Signed | None) -> list[dict[str, Any]]:
    """Why these papers cannot be accepted with a gap as they are, each with the field to jump to.

    Args:
        signed: the scan; None where the sheet is only to be printed.
    """
    errors = [
        {
            "field_id": f"kind_{tick.id}",
            "message": _("%(material)s：%(defect)s。退给申请人的，取消勾选后可以容缺；收下的，请一次性告知。")
            % {"material": in_words(tick.material.name), "defect": in_words(tick.defect.kind.label)},
        }
        for tick in ticks
        if tick.defect and tick.is_there
    ]
    missing = [defect.material for defect in defects_of(ticks)]
    if not missing:
        errors.append({"field_id": "ticks", "message": said(NothingIsMissing())})
    elif not is_tolerable(item, missing):
        errors += [
            {"field_id": f"have_{m}", "message": said(GapNotTolerable(materials=named(item, [m])))}
            for m in missing
            if not item.materials_by_id[m].gap_allowed
        ]
    if signed is not None and signed.upload is None:
        errors.append({"field_id": CONTROL, "message": signed.error or said(UndertakingMissing())})
    return errors


def sheet_of(
    item: Item, implementation: Implementation, calendar: Calendar, missing: Sequence[str], **more: Any
) -> dict[str, Any]:
    """容缺承诺书 — what `counter/undertaking.html` prints before it is signed: a draft without a number.

    Raises:
        GapNotTolerable: something is missing that may not come later.
        NothingIsMissing: nothing is.
    """
    if not missing:
        raise NothingIsMissing()
    if not is_tolerable(item, missing):
        main = [m for m in missing if not item.materials_by_id[m].gap_allowed]
        raise GapNotTolerable(materials=named(item, main or missing))
    return {
        "issuer": item.name_of(item.authority),
        "heading": Bilingual("容缺受理告知承诺书", "Acceptance with a gap: notice and undertaking"),
        "item": item,
        "contact": implementation.contact,
        "missing": [
            {"name": item.materials_by_id[m].name, "basis": item.materials_by_id[m].basis} for m in missing
        ],
        "promise": promise(item, missing),
        "gap": offered(item, calendar, missing),
        **more,
    }


def named(item: Item, materials: Sequence[str]) -> Bilingual:
    """The names of some materials, as one enumeration."""
    return listed([item.materials_by_id[material].name for material in materials])
