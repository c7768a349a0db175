"""After the grant 取得许可之后: the commitment, its check and follow-up, and how the licence stands."""

from typing import Any

from tongban.handling.commitment import confirmation_in
from tongban.kernel import Event
from tongban.kernel.case import events as e
from tongban.kernel.case.state import LicenceState
from tongban.kernel.clock import ClockKind
from tongban.web.design.templatetags.design import enumerated
from tongban.web.staff.casefile import CaseFile


def granted(file: CaseFile) -> dict[str, Any] | None:
    """What `staff/after_grant.html` shows; nothing where there is no commitment and no fall."""
    case = file.case
    told = _last(file, e.CommitmentTold)
    ended = case.licence is not None and case.licence.state is not LicenceState.IN_FORCE
    if told is None and case.revocation is None and not ended:
        return None
    committed = _last(file, e.Committed)
    kept = file.texts.get(committed.body.commitment.ref) if committed else None  # type: ignore[attr-defined]
    confirmed = confirmation_in(kept)
    checked, rectified = _last(file, e.CheckRecorded), _last(file, e.RectificationRecorded)
    return {
        "told": told,
        "committed": committed,
        "confirmed": confirmed,
        "paper": file.paper(committed.body.commitment) if committed and not confirmed else None,  # type: ignore[attr-defined]
        "materials": [file.item.materials_by_id[m].name for m in case.commitment.materials]
        if case.commitment
        else [],
        "planned": _last(file, e.CheckPlanned),
        "check_limit": _chip(file, ClockKind.COMMITMENT_CHECK),
        "checked": checked,
        "checked_by": _names(file, checked),
        "checked_why": _why(file, checked),
        "ordered": (ordered := _last(file, e.RectificationOrdered)),
        "ordered_why": _why(file, ordered),
        "rectify_limit": _chip(file, ClockKind.RECTIFICATION),
        "rectified": rectified,
        "rectified_by": _names(file, rectified),
        "rectified_why": _why(file, rectified),
        "intended": (intended := _last(file, e.RevocationTold)),
        "intended_why": _why(file, intended),
        "has_stated": case.revocation is not None and case.revocation.has_stated,
        "revoked": (revoked := _last(file, e.Revoked)),
        "revoked_why": _why(file, revoked),
        "ban": _chip(file, ClockKind.BAN),
        "cancelled": _last(file, e.Cancelled),
        "licence": case.licence,
        "is_in_force": case.licence is not None and not ended,
        "credit_number": case.credit_number,
    }


def _chip(file: CaseFile, kind: ClockKind) -> dict[str, Any] | None:
    clock = file.case.clocks.get(kind)
    return file.chip(kind) if clock is not None and clock.is_running else None


def _names(file: CaseFile, event: Event | None) -> str:
    return enumerated(file.person(account) for account in event.body.staff) if event else ""  # type: ignore[attr-defined]


def _why(file: CaseFile, event: Event | None) -> str:
    return file.text(event.body.reasons) if event else ""  # type: ignore[attr-defined]


def _last(file: CaseFile, kind: type[e.Happening]) -> Event | None:
    return next((event for event in reversed(file.events) if isinstance(event.body, kind)), None)
