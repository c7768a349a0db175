"""The shelf 待领待寄: what to hand over, post, serve again, give back; what is not ready says why."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongban.handling.papers_owed import PaperTask
from tongban.handling.projection import TaskKind
from tongban.kernel import Case, Item
from tongban.kernel.case.commands import DocumentKind
from tongban.kernel.case.item import StepKind
from tongban.kernel.refusals import Refusal
from tongban.store.models import CaseJob
from tongban.web.counter import serving
from tongban.web.counter.queries import posts_at_the_door
from tongban.web.counter.together import DeliverForm, deliver_all, opened, together
from tongban.web.design.templatetags.design import enumerated, in_words
from tongban.web.people import held_posts, names_of, staff_only
from tongban.web.staff import originals
from tongban.web.staff.acting import ActForm
from tongban.web.staff.frame import frame
from tongban.web.staff.opening import open_case
from tongban.web.staff.served import ANY, ServeForm, choices_of, told_of
from tongban.web.staff.tasks import Page, Sought, Task, tasks_of
from tongban.web.wiring import office

_KINDS = (StepKind.DELIVERY.value, TaskKind.PAPER.value)


@require_safe
@staff_only
def shelf(request: HttpRequest) -> HttpResponse:
    """待领待寄 — by what falls due; three queries more than the list, whatever its length."""
    return shelf_page(request)


def shelf_page(
    request: HttpRequest,
    answered: dict[str, Any] | None = None,
    status: int = 200,
    whole: tuple[str, DeliverForm] | None = None,
) -> HttpResponse:
    """The shelf, with what a form was answered beside it; above it where its row is gone."""
    held, today = held_posts(request), office().today()
    posts = posts_at_the_door(held, StepKind.DELIVERY, today)
    posts += [post for post in posts_at_the_door(held, StepKind.INTAKE, today) if post not in posts]
    asked = request.GET.get("q", "").strip()[:60]
    page = tasks_of(
        Sought(posts, kinds=_KINDS, receipt=asked),
        str(request.user.pk),
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    rows = _rows(page, answered)
    owed = [row for row in rows if row["task"].kind == StepKind.DELIVERY]
    due = {row["task"].case_id: row["task"].due_on for row in owed}
    cases = {row["task"].case_id: row["case"] for row in owed}
    people = {row["case"].applicant: row["task"].applicant for row in owed}
    wholes = together(cases, cases, due, people, whole)
    without_row = []
    if answered is not None and not any(row.get("open") for row in rows):
        without_row.append(_act("deliver", answered["key"][0], answered["form"], answered["refused"]))
    if whole is not None and whole[0] not in [one.id for one in wholes]:
        without_row.append(_act("deliver_whole", *whole))
    context = {
        **frame(request, "shelf"),
        "rows": rows,
        "together": wholes,
        "without_row": without_row,
        "paging": page.links(q=asked),
        "asked": asked,
    }
    return render(request, "counter/shelf.html", context, status=status)


def _act(view: str, of: str, form: ActForm, refused: Refusal | None = None) -> dict[str, Any]:
    """A form that has no row any more, as `design/act.html` shows it, with all that was typed."""
    url = reverse(f"counter:{view}", args=[of])
    return {"title": _("登记送达"), "url": url, "form": form, "refused": refused, "open": True}


def _rows(page: Page, answered: dict[str, Any] | None) -> list[dict[str, Any]]:
    house = office()
    ids = list(dict.fromkeys(task.case_id for task in page.tasks))
    histories = house.ports.store.load_many(ids)
    owed = CaseJob.objects.filter(case_id__in=ids, state="failed")
    failed = {(str(job.case_id), job.arguments.get("document")) for job in owed}
    standings = {case_id: house.handler.standing_of(history) for case_id, history in histories.items()}
    cases = {case_id: standing.case for case_id, standing in standings.items()}
    people = names_of(
        person for case in cases.values() if case.agent for person in (case.applicant, case.agent)
    )
    rows = []
    for place, task in enumerate(page.tasks):
        case, item = cases[task.case_id], standings[task.case_id].item
        if task.task_id.startswith((f"{PaperTask.RETURN}:", f"{PaperTask.ACKNOWLEDGE}:")):
            number = task.task_id.split(":", 2)[2]
            may = originals.owed_at_the_shelf(case.originals[number])
            row = originals.row_of(case, item, number, reverse("counter:shelf"), may)
            rows.append({"task": task, "original": row})
            continue
        mine = answered is not None and answered["key"] == (task.case_id, task.task_id)
        row = _paper_row(task, case, item)
        row["failed"] = any((task.case_id, paper["kind"]) in failed for paper in row["papers"])
        row["open"] = mine
        row["refused"] = answered["refused"] if answered is not None and mine else None
        row["form"] = (
            answered["form"]
            if answered is not None and mine
            else ServeForm(
                version=case.version,
                auto_id=f"deliver_{place}_%s",
                today=house.today(case.division),
                offers=row.pop("offers"),
                parties=serving.parties_of(case, people),
                initial={"paper": task.task_id},
            )
        )
        rows.append(row)
    return rows


def _paper_row(task: Task, case: Case, item: Item) -> dict[str, Any]:
    """How the document of a task stands, or the licence and the decision that are handed out in one."""
    found = serving.wanted(case, task.task_id)
    is_outcome = task.kind == StepKind.DELIVERY
    papers = serving.papers_of(case, task.task_id)
    return {
        "task": task,
        "case": case,
        "outcome": case.outcome.label if case.outcome and is_outcome else "",
        "papers": [_paper(case, kind, number) for kind, number in papers],
        "theirs": is_outcome and case.is_decided_elsewhere,
        "is_made": all(paper in case.recorded for paper in papers),
        "state": found.state,
        "lines": list(told_of(found)),
        "offers": choices_of(case, item, found),
    }


def _paper(case: Case, kind: DocumentKind, number: str) -> dict[str, Any]:
    document = case.documents.get(kind)
    made = document if document is not None and document.number == number else None
    return {"label": kind.label, "kind": kind.value, "number": number, "ref": made.ref if made else ""}


@require_POST
@staff_only
def deliver(request: HttpRequest, case_id: str) -> HttpResponse:
    """登记送达 — handed over, posted, signed for, come back, announced: with what proves it."""
    file = open_case(request, case_id, (post.key for post in held_posts(request)))
    task_id = request.POST.get("paper", "") or StepKind.DELIVERY.value
    found = serving.wanted(file.case, task_id)
    form = ServeForm(
        request.POST,
        auto_id=f"deliver_{file.case.id}_%s",
        today=file.today,
        # Where somebody else has served it meanwhile, the refusal says so.
        offers=choices_of(file.case, file.item, found) or ANY,
        parties=serving.parties_of(file.case, file.people),
    )
    key = (file.case.id, task_id)
    if not form.is_valid():
        return shelf_page(request, {"key": key, "form": form, "refused": None}, 422)
    try:
        told = serving.serve(request, file, found, form.cleaned_data)
    except Refusal as refused:
        return shelf_page(request, {"key": key, "form": form, "refused": refused}, 409)
    messages.success(request, told)
    return redirect("counter:shelf")


@require_POST
@staff_only
def deliver_whole(request: HttpRequest, life_event_id: object) -> HttpResponse:
    """一次送达 — every decided member of a life event under one proof."""
    members = opened(request, str(life_event_id))
    today = max(file.today for _member, file in members)
    form = DeliverForm(request.POST, auto_id=f"whole_{life_event_id}_%s", today=today)
    if not form.is_valid():
        return shelf_page(request, whole=(str(life_event_id), form), status=422)
    done, refusals = deliver_all(request, members, form.cleaned_data)
    if done:
        messages.success(request, _("已送达：%(items)s") % {"items": enumerated(done)})
    for name, refused in refusals:
        why = {"item": in_words(name), "why": in_words(refused.sentence)}
        messages.error(request, _("「%(item)s」没有送达：%(why)s") % why)
    if refusals:
        return shelf_page(request, whole=(str(life_event_id), form), status=409)
    return redirect("counter:shelf")
