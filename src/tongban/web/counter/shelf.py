"""The shelf 待领待寄: decided cases to hand over or to post; what is not ready says why."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongban.handling import outcome
from tongban.handling.errand import Ask
from tongban.kernel import Case
from tongban.kernel.case import commands as c
from tongban.kernel.case.item import StepKind
from tongban.kernel.refusals import Refusal
from tongban.store.models import CaseJob
from tongban.web.counter.forms_of_delivery import DeliverForm
from tongban.web.counter.joint import deliver_all, opened, together
from tongban.web.counter.queries import posts_at_the_door
from tongban.web.design.templatetags.design import enumerated, in_words
from tongban.web.people import held_posts, names_of, staff_only
from tongban.web.staff.acting import actor_at, held_among
from tongban.web.staff.frame import frame
from tongban.web.staff.letters import as_of
from tongban.web.staff.opening import open_case
from tongban.web.staff.tasks import Page, Sought, tasks_of
from tongban.web.wiring import office


@require_safe
@staff_only
def shelf(request: HttpRequest) -> HttpResponse:
    """待领待寄 — by what falls due; three queries more than the list, whatever its length."""
    return shelf_page(request)


def shelf_page(
    request: HttpRequest,
    answered: dict[str, Any] | None = None,
    status: int = 200,
    joint: tuple[str, DeliverForm] | None = None,
) -> HttpResponse:
    """The shelf, with what a form was answered beside it."""
    posts = posts_at_the_door(held_posts(request), StepKind.DELIVERY, office().today())
    asked = request.GET.get("q", "").strip()[:60]
    page = tasks_of(
        Sought(posts, kinds=[StepKind.DELIVERY.value], receipt=asked),
        str(request.user.pk),
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    rows = _rows(request, page, answered)
    due = {task.case_id: task.due_on for task in page.tasks}
    cases = {row["task"].case_id: row["case"] for row in rows}
    people = {row["case"].applicant: row["task"].applicant for row in rows}
    context = {
        **frame(request, "shelf"),
        "rows": rows,
        "together": together(cases, cases, due, people, joint),
        "paging": page.links(q=asked),
        "asked": asked,
    }
    return render(request, "counter/shelf.html", context, status=status)


def _rows(request: HttpRequest, page: Page, answered: dict[str, Any] | None) -> list[dict[str, Any]]:
    house = office()
    ids = [task.case_id for task in page.tasks]
    histories = house.ports.store.load_many(ids)
    owed = CaseJob.objects.filter(case_id__in=ids, state="failed")
    failed = {(str(job.case_id), job.arguments.get("document")) for job in owed}
    cases = {case_id: house.handler.standing_of(history).case for case_id, history in histories.items()}
    people = names_of(
        person for case in cases.values() if case.agent for person in (case.applicant, case.agent)
    )
    rows = []
    for task in page.tasks:
        case = cases[task.case_id]
        document = case.documents.get(case.outcome_document)
        mine = answered is not None and answered["case_id"] == task.case_id
        rows.append(
            {
                "task": task,
                "case": case,
                "outcome": case.outcome.label if case.outcome else "",
                "number": case.outcome_number,
                "document": case.outcome_document.label,
                "ref": document.ref if document else "",
                "failed": (task.case_id, case.outcome_document.value) in failed,
                "form": answered["form"]
                if answered is not None and mine
                else DeliverForm(
                    version=case.version,
                    auto_id=f"deliver_{task.case_id}_%s",
                    today=house.today(case.division),
                    parties=_parties(case, people),
                ),
                "refused": answered["refused"] if answered is not None and mine else None,
                "open": mine,
            }
        )
    return rows


def _parties(case: Case, people: Mapping[str, str]) -> dict[str, Any]:
    """Who may stand at the window: the applicant or the agent; empty where no agent applied."""
    if not case.agent:
        return {}
    called = _("%(who)s（%(name)s）")
    return {
        case.applicant: called % {"who": _("申请人本人"), "name": people.get(case.applicant, "—")},
        case.agent: called % {"who": _("代理人"), "name": people.get(case.agent, "—")},
    }


@require_POST
@staff_only
def deliver(request: HttpRequest, case_id: str) -> HttpResponse:
    """送达 — handed over with who took it, or posted with the post's number."""
    file = open_case(request, case_id, (post.key for post in held_posts(request)))
    form = DeliverForm(
        request.POST,
        auto_id=f"deliver_{file.case.id}_%s",
        today=file.today,
        parties=_parties(file.case, file.people),
    )
    if not form.is_valid():
        return shelf_page(request, {"case_id": file.case.id, "form": form, "refused": None}, 422)
    said = form.cleaned_data
    wanted = file.item.step_of(StepKind.DELIVERY).post
    held = held_among(request, [wanted]) or held_among(request, file.posts)
    assert held is not None  # open_case let them in for one of these
    ask = Ask(file.case.id, said["command_id"], actor_at(request, held.key))
    try:
        method, delivered_on = c.DeliveryMethod(said["method"]), said["delivered_on"] or file.today
        collector = said.get("collector", "") if method is c.DeliveryMethod.COUNTER else ""
        outcome.deliver(office().handler, as_of(ask, file, delivered_on), method, said["proof"], collector)
    except Refusal as refused:
        return shelf_page(request, {"case_id": file.case.id, "form": form, "refused": refused}, 409)
    messages.success(request, _("%(number)s 已送达，本件办结。") % {"number": file.case.receipt_number})
    return redirect("counter:shelf")


@require_POST
@staff_only
def deliver_whole(request: HttpRequest, life_event_id: object) -> HttpResponse:
    """一次送达 — every decided member of a life event under one proof."""
    members = opened(request, str(life_event_id))
    today = max(file.today for _member, file in members)
    form = DeliverForm(request.POST, auto_id=f"whole_{life_event_id}_%s", today=today)
    if not form.is_valid():
        return shelf_page(request, joint=(str(life_event_id), form), status=422)
    done, refusals = deliver_all(request, members, form.cleaned_data)
    if done:
        messages.success(request, _("已送达：%(items)s") % {"items": enumerated(done)})
    for name, refused in refusals:
        why = {"item": in_words(name), "why": in_words(refused.sentence)}
        messages.error(request, _("「%(item)s」没有送达：%(why)s") % why)
    return redirect("counter:shelf")
