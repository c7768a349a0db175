"""我的办件 — one's own cases, drafts and licences."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tongban.kernel import Status
from tongban.kernel.case.commands import Outcome
from tongban.kernel.case.state import LicenceState
from tongban.kernel.life_event import LifeEventStatus
from tongban.kernel.refusals import Refusal
from tongban.kernel.words import Bilingual
from tongban.store.models import CaseState
from tongban.web.people import applicant_only, names_of
from tongban.web.public import queries
from tongban.web.public.renewing import renewing_item
from tongban.web.wiring import Office, office

_MOST_WHOLES = 20


def rows_of(office: Office, cases: Iterable[CaseState]) -> list[dict[str, Any]]:
    """Cases as a list shows them: from the state rows alone, without opening any."""
    return [
        {
            "case": case,
            "name": _item_name(office, case),
            "status": _status(case),
            "due_on": case.promised_due if case.status == Status.ACCEPTED else None,
            "is_licence": case.outcome == Outcome.GRANTED,
            "may_renew": case.outcome == Outcome.GRANTED
            and not case.licence_ended
            and renewing_item(office, case.item, office.today(case.division)) is not None,
            "ended": LicenceState(case.licence_ended).label if case.licence_ended else None,
        }
        for case in cases
    ]


def acting_rows(office: Office, cases: Iterable[CaseState]) -> list[dict[str, Any]]:
    """Cases one acts in, each with whom one acts for; one query for the names, however many rows."""
    rows = rows_of(office, cases)
    names = names_of(row["case"].applicant for row in rows)
    return [row | {"applicant": names.get(row["case"].applicant, "")} for row in rows]


def draft_rows(office: Office, account_id: UUID | None) -> list[dict[str, Any]]:
    """What the applicant has begun, of the items one can still apply for."""
    today = office.today()
    names = {item.id: item.name for item in office.catalogue.all_in_force(today)}
    names |= {event.id: event.name for event in office.catalogue.life_events if event.is_in_force(today)}
    begun = [draft for draft in queries.drafts_of(account_id) if draft.item in names]
    return [{"draft": draft, "name": names[draft.item]} for draft in begun]


def whole_rows(office: Office, account_id: UUID | None) -> list[dict[str, Any]]:
    """一件事 — what one applied for as a whole, the latest first; one query."""
    rows = []
    for row in office.life_events.store.of_applicant(str(account_id), _MOST_WHOLES):
        try:
            name = office.catalogue.life_event_version(
                row.life_event, row.life_event_version, row.life_event_digest
            ).name
        except Refusal:
            name = Bilingual(row.life_event, row.life_event)
        rows.append({"row": row, "name": name, "status": LifeEventStatus(row.status)})
    return rows


def _item_name(office: Office, case: CaseState) -> Bilingual:
    try:
        return office.catalogue.version(case.item, case.item_version, case.item_digest).name
    except Refusal:
        return Bilingual(case.item, case.item)


def _status(case: CaseState) -> Bilingual:
    if case.waiting_for_applicant:
        return Bilingual("等您补正", "waits for you")
    if case.licence_ended:
        return LicenceState(case.licence_ended).label
    if case.outcome:
        return Outcome(case.outcome).label
    return Status(case.status).label


@never_cache
@applicant_only
@require_safe
def my_cases(request: HttpRequest) -> HttpResponse:
    """我的办件 — page by page; drafts, licences and cases one acts in stand with the first."""
    page = _page(request)
    acting = queries.cases_of(request.user.pk, acting=True) if page.is_first else queries.CasePage([])
    granted = queries.cases_of(request.user.pk, granted=True) if page.is_first else queries.CasePage([])
    context = {
        "cases": rows_of(office(), page.cases),
        "paging": page.links() if page.before or page.after else None,
        "is_first": page.is_first,
        "wholes": whole_rows(office(), request.user.pk) if page.is_first else [],
        "drafts": draft_rows(office(), request.user.pk) if page.is_first else [],
        "licences": rows_of(office(), granted.cases),
        "more_licences": bool(granted.after),
        "acting": acting_rows(office(), acting.cases),
        "more_acting": bool(acting.after),
    }
    return render(request, "public/my.html", context)


@never_cache
@applicant_only
@require_safe
def my_licences(request: HttpRequest) -> HttpResponse:
    """我的证照 — what was granted, page by page."""
    page = _page(request, granted=True)
    context = {"licences": rows_of(office(), page.cases), "paging": page.links()}
    return render(request, "public/my_licences.html", context)


@never_cache
@applicant_only
@require_safe
def my_acting(request: HttpRequest) -> HttpResponse:
    """我代办的 — the cases one acts for somebody else in, page by page."""
    page = _page(request, acting=True)
    context = {"acting": acting_rows(office(), page.cases), "paging": page.links()}
    return render(request, "public/my_acting.html", context)


def _page(request: HttpRequest, *, granted: bool = False, acting: bool = False) -> queries.CasePage:
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    return queries.cases_of(request.user.pk, after=after, before=before, granted=granted, acting=acting)
