"""找事项 — home, search, and the guide of an item."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tongban.catalogue import Implementation
from tongban.catalogue.code_lists import Audience
from tongban.catalogue.law import load_limits
from tongban.kernel.case.item import SPECIAL_BASIS
from tongban.web.public import guide, places, prior_notice, queries, whole
from tongban.web.public.forms import SituationForm
from tongban.web.public.search import search
from tongban.web.public.views.mine import draft_rows, rows_of, whole_rows
from tongban.web.wiring import office

_CASES_ON_HOME = 3


def situation_of(item: Implementation, data: QueryDict) -> SituationForm:
    """The situation told in the address, as far as it is told; the rest of the address is ignored."""
    told = {question.id: data[question.id] for question in item.questions if data.get(question.id)}
    return SituationForm(item.questions, told or None, required=False)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """首页 — one search box, what people come for, and one's own cases."""
    items = office().catalogue.all_in_force(office().today())
    signed_in = request.user.is_authenticated and not request.user.is_staff
    mine = queries.cases_of(request.user.pk, size=_CASES_ON_HOME) if signed_in else queries.CasePage([])
    counters = {(item.contact.address, item.contact.hours): item.contact for item in items}
    return render(
        request,
        "public/home.html",
        {
            "sheets": whole.sheets(),
            "procedures": office().catalogue.projects_in_force(office().today()),
            "items": sorted(items, key=lambda item: (Audience.PERSON not in item.audience, item.id)),
            "cases": rows_of(office(), mine.cases),
            "wholes": whole_rows(office(), request.user.pk)[:_CASES_ON_HOME] if signed_in else [],
            "drafts": draft_rows(office(), request.user.pk) if signed_in else [],
            "more_cases": bool(mine.after),
            "counters": counters.values(),
        },
    )


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """搜索结果 — the best first; everything there is where nothing was asked."""
    items = office().catalogue.all_in_force(office().today())
    question = request.GET.get("q", "").strip()
    found = [hit.item for hit in search(items, question)] if question else list(items)
    wholes = whole.sheets()
    if question:
        hits = [hit.item.id for hit in search([sheet.as_item() for sheet in wholes], question)]
        wholes = sorted(
            (s for s in wholes if s.life_event.id in hits), key=lambda s: hits.index(s.life_event.id)
        )
    context = {"question": question, "sheets": wholes, "found": found, "all": items}
    return render(request, "public/results.html", context)


@require_safe
def item_guide(request: HttpRequest, item_id: str) -> HttpResponse:
    """办事指南 — everything about an item, trimmed to the reader's situation."""
    if whole.sheet_of(item_id) is not None:
        return redirect("life_event", item_id)
    item = whole.asked_today(item_id)
    form = situation_of(item, request.GET)
    facts = form.facts
    calendar = office().calendars.of(item.division)
    today = office().today(item.division)
    context = {
        "item": item,
        "form": form,
        "materials": guide.checklist(item, facts),
        "cost": guide.cost(item, facts),
        "told": bool(facts),
        "whole": len(facts) == len(item.questions),
        "picture": guide.picture(item, facts),
        "today": today,
        "notice": prior_notice.if_published_on(item, today, today, calendar),
        "places": places.of_item(office(), item, today),
        "gap": guide.gap_if_accepted_at(item, office().ports.clock.now(), calendar),
        "dates": guide.if_accepted_on(item, today, calendar),
        "usual": guide.usual_days(queries.decided_lately(item.id), calendar),
        "notice_limit": item.for_kernel().notice_limit,
        "special_basis": SPECIAL_BASIS,
        "delivery_limit": item.for_kernel().delivery_limit,
        "remedies": load_limits().remedies_on(today, "", ""),
        "names": item.directory.names if item.directory else {},
        "authority": (item.directory.names if item.directory else {}).get(item.authority),
        "answers": {name: form.data[name] for name in facts} if form.is_bound else {},
    }
    template = "public/my_situation.html" if request.htmx else "public/guide.html"  # type: ignore[attr-defined]
    return render(request, template, context)
