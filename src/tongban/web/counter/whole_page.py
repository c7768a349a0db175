"""一件事在窗口 — a life event once it is taken in: its members' cases to accept, and the receipt to print."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tongban.handling.life_event.carrying_out import LifeEventNotFound, WholeStanding
from tongban.kernel.case import commands as c
from tongban.kernel.case.item import StepKind
from tongban.store.models import CaseState
from tongban.web.people import held_posts, names_of, staff_only
from tongban.web.projects import names_outside
from tongban.web.rating import contacts_of, to_rate_here
from tongban.web.staff.frame import frame
from tongban.web.wiring import office


def _opened(request: HttpRequest, life_event_id: object) -> WholeStanding:
    """The life event, for whoever takes in or delivers its members; 404 for anybody else."""
    try:
        standing = office().life_events.standing(str(life_event_id))
    except LifeEventNotFound as unknown:
        raise Http404(str(life_event_id)) from unknown
    posts = {
        item.for_kernel().step_of(kind).post
        for item in standing.sheet.items.values()
        for kind in (StepKind.INTAKE, StepKind.DELIVERY)
    }
    if not posts & {post.key for post in held_posts(request)}:
        raise Http404(str(life_event_id))
    return standing


@require_safe
@staff_only
def whole(request: HttpRequest, life_event_id: object) -> HttpResponse:
    """一件事 — its members, each with its own case to accept; the receipt to print."""
    standing = _opened(request, life_event_id)
    to_rate = to_rate_here(request, office(), contacts_of(office(), standing.life_event.id))
    return render(request, "counter/whole.html", {**_shown(request, standing), "to_rate": to_rate})


@require_safe
@staff_only
def receipt(request: HttpRequest, life_event_id: object) -> HttpResponse:
    """收件凭证 — printed for whoever stands at the window."""
    return render(request, "counter/whole_receipt.html", _shown(request, _opened(request, life_event_id)))


def _shown(request: HttpRequest, standing: WholeStanding) -> dict[str, Any]:
    life_event, sheet = standing.life_event, standing.sheet
    ids = [member.plan.case_id for member in life_event.members.values()]
    cases = {str(case.case_id): case for case in CaseState.objects.filter(case_id__in=ids)}
    materials = {material.id: material.name for material in sheet.as_item().materials}
    names = sheet.life_event.directory.names if sheet.life_event.directory else {}
    outside = names_outside(office(), life_event)
    return {
        **frame(request, "window"),
        "life_event": life_event,
        "offer": sheet.life_event,
        "applicant": names_of([life_event.applicant]).get(life_event.applicant, "—"),
        "issuer": names.get(life_event.lead),
        "heading": c.DocumentKind.RECEIPT.label,
        "verify_url": f"{office().public_url}/whole/{life_event.id}/",
        "number": life_event.number,
        "date": life_event.applied_on,
        "track_url": f"{office().public_url}/whole/{life_event.id}/",
        "members": [
            {
                "name": sheet.name_of(name),
                "authority": names.get(member.plan.authority),
                "state": member.state.label,
                "committed": member.committed,
                "not_committed": bool(member.not_committed),
                "undertakes": member.undertakes and member.accepted_on is None and member.state.is_open,
                "case": cases.get(member.plan.case_id),
                "waits_for": [
                    *(sheet.name_of(need) for need in life_event.waits_for(member)),
                    *(outside[outcome] for outcome in life_event.awaits(member)),
                ],
            }
            for name, member in life_event.members.items()
        ],
        "materials": [materials[m.material] for m in life_event.materials if m.material in materials],
        "contact": sheet.as_item().contact,
    }
