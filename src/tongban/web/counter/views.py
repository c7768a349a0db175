"""Window 窗口: find the item or the applicant; below, the applications that wait for acceptance."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tongban.catalogue import Implementation
from tongban.catalogue.life_event import LifeEvent
from tongban.catalogue.project import ProjectProcedure
from tongban.handling.project.ports import ProjectRow
from tongban.handling.projection import TaskKind
from tongban.kernel.case.item import StepKind
from tongban.kernel.words import Bilingual
from tongban.web.counter import queries
from tongban.web.people import held_posts, staff_only
from tongban.web.staff.frame import frame
from tongban.web.staff.tasks import Sought, tasks_of
from tongban.web.wiring import office


@require_safe
@staff_only
def window(request: HttpRequest) -> HttpResponse:
    """窗口 — find the item; below, the applications that wait for acceptance."""
    words, today = request.GET.get("q", "").strip()[:60], office().today()
    found = queries.items(words, today)
    wholes = queries.life_events(words, today)
    projects = queries.projects(words, today)
    if words and len(found) == 1 and not wholes and not projects and not request.htmx:  # type: ignore[attr-defined]
        return redirect("counter:intake", found[0].id)
    posts = queries.posts_at_the_door(held_posts(request), StepKind.INTAKE, today)
    reader = str(request.user.pk)
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    page = tasks_of(
        Sought(posts, kinds=[StepKind.INTAKE.value, TaskKind.ENDING.value]),
        reader,
        after=after,
        before=before,
    )
    context = {
        **frame(request, "window"),
        "words": words,
        "found": [
            *map(_project_guide, projects),
            *map(_project_found, queries.project_called(words)),
            *map(_whole_guide, wholes),
            *map(_guide, found),
        ],
        "page": page,
        "paging": page.links(),
    }
    if request.htmx and request.htmx.target == "found":  # type: ignore[attr-defined]
        return render(request, "counter/found.html", context)
    return render(request, "counter/window.html", context)


def _whole_guide(event: LifeEvent) -> dict[str, Any]:
    names = event.directory.names if event.directory else {}
    url = reverse("counter:whole_intake", args=[event.id])
    return {"name": event.name, "authority": names.get(event.lead), "is_whole": True, "url": url}


def _project_guide(procedure: ProjectProcedure) -> dict[str, Any]:
    names = procedure.directory.names if procedure.directory else {}
    url = reverse("counter:project_register", args=[procedure.id])
    lead = names.get(procedure.stages[0].lead)
    return {"name": procedure.name, "authority": lead, "is_project": True, "url": url}


def _project_found(row: ProjectRow) -> dict[str, Any]:
    url = reverse("counter:project", args=[row.project_id])
    name = Bilingual(row.number, row.number)
    return {"name": name, "authority": Bilingual(row.code, row.code), "is_project": True, "url": url}


def _guide(implementation: Implementation) -> dict[str, Any]:
    names = implementation.directory.names if implementation.directory else {}
    return {
        "name": implementation.name,
        "authority": names.get(implementation.authority),
        "promised": implementation.promised_limit.words,
        "url": reverse("counter:intake", args=[implementation.id]),
    }


@require_safe
@staff_only
def applicants(request: HttpRequest) -> HttpResponse:
    """The accounts that match, to choose from; the first is chosen already."""
    found = queries.applicants(request.GET.get("who", ""))
    return render(request, "counter/applicants.html", {"found": found, "who": request.GET.get("who", "")})
