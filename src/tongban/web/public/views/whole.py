"""一件事 — the guide of a life event, its receipt, how far every member is, and taking members back."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tongban.handling.errand import Ask
from tongban.handling.life_event import applying
from tongban.handling.life_event.carrying_out import LifeEventNotFound, WholeStanding
from tongban.kernel.life_event import LifeEventStatus
from tongban.kernel.refusals import Refusal
from tongban.web.design.templatetags.design import in_words
from tongban.web.handing_over import hand_over
from tongban.web.inbox import applicant_reader, lines_of
from tongban.web.people import actor_of, applicant_only, names_of
from tongban.web.public import whole
from tongban.web.public.forms import SituationForm, WithdrawForm
from tongban.web.refusing import said
from tongban.web.wiring import office


@require_safe
def life_events(request: HttpRequest) -> HttpResponse:
    """一件事清单 — every life event one can apply for."""
    return render(request, "public/life_events.html", {"sheets": whole.sheets()})


@require_safe
def guide(request: HttpRequest, life_event_id: str) -> HttpResponse:
    """办事指南 — trimmed to the reader's situation as far as it is told in the address."""
    sheet = whole.sheet_of(life_event_id)
    if sheet is None:
        raise Http404(life_event_id)
    everything = sheet.as_item()
    told = {q.id: request.GET[q.id] for q in everything.questions if request.GET.get(q.id)}
    first = SituationForm(everything.questions, told or None, required=False)
    # Only what the situation can still have is asked.
    asked = sheet.as_item(first.facts).questions
    form = SituationForm(asked, told or None, required=False)
    facts = form.facts
    context = {
        **whole.guide_of(sheet, facts),
        "form": form,
        "asked": asked,
        "told": bool(facts),
        "whole": all(question.id in facts for question in asked),
        "answers": {name: told[name] for name in facts if name in told},
        "address": request.path,
    }
    template = "public/my_life_event.html" if request.htmx else "public/life_event.html"  # type: ignore[attr-defined]
    return render(request, template, context)


# --- one's own


def standing_of(life_event_id: object) -> WholeStanding:
    """The life event as it stands; 404 where there is none."""
    try:
        return office().life_events.standing(str(life_event_id))
    except LifeEventNotFound as unknown:
        raise Http404(str(life_event_id)) from unknown


def own(request: HttpRequest, life_event_id: object) -> WholeStanding:
    """The reader's own; another's is as unknown as one that does not exist."""
    standing = standing_of(life_event_id)
    if standing.life_event.applicant != str(request.user.pk):
        raise Http404(str(life_event_id))
    return standing


def _context(standing: WholeStanding, *, mine: bool = True) -> dict[str, Any]:
    life_event, sheet = standing.life_event, standing.sheet
    names = sheet.life_event.directory.names if sheet.life_event.directory else {}
    return {
        "life_event": life_event,
        "offer": sheet.life_event,
        "members": whole.tracked(office(), life_event, sheet, mine=mine),
        "left_out": [sheet.name_of(name) for name in life_event.left_out],
        "lead": names.get(life_event.lead),
        "contact": sheet.as_item().contact,
    }


@never_cache
@require_safe
def track(request: HttpRequest, life_event_id: object) -> HttpResponse:
    """进度 — every member with its own clock, and what waits for what; papers and acts for the applicant."""
    standing = standing_of(life_event_id)
    life_event = standing.life_event
    mine = life_event.applicant == str(request.user.pk)
    told = []
    if mine:
        reader = applicant_reader(request)
        kept = office().messages.of_case(life_event.id, reader)
        if request.method == "GET" and not all(one.is_read for one in kept):
            office().messages.mark_read(life_event.id, reader, office().ports.clock.now())
        told = lines_of(office(), kept)
    context = {
        **_context(standing, mine=mine),
        "mine": mine,
        "headline": whole.headline(life_event),
        "picture": whole.picture(standing.sheet, life_event.members, whole.states_of(life_event)),
        "told": told,
        "may_take_back": mine
        and life_event.status is LifeEventStatus.RUNNING
        and any(one.state.is_open and not one.withdrawing for one in life_event.members.values()),
    }
    return render(request, "public/whole.html", context)


@never_cache
@applicant_only
@require_safe
def receipt(request: HttpRequest, life_event_id: object) -> HttpResponse:
    """收件凭证 — one for the whole, with its QR code; every member's own number on it."""
    standing = own(request, life_event_id)
    life_event = standing.life_event
    names = {material.id: material.name for material in standing.sheet.as_item().materials}
    context = {
        **_context(standing),
        "track_url": f"{office().public_url}/whole/{life_event.id}/",
        "applicant": names_of([life_event.applicant]).get(life_event.applicant, ""),
        "materials": [names[m.material] for m in life_event.materials if m.material in names],
        "basis": "行政许可法§32",
    }
    return render(request, "public/whole_receipt.html", context)


class TakeBackForm(WithdrawForm):
    """撤回 — which members; nothing is chosen beforehand."""

    members = forms.MultipleChoiceField(
        label=gettext_lazy("撤回哪些事项？"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("选一选要撤回的事项。")},
    )

    field_order = ("command_id", "members", "reasons")

    def __init__(self, *args: Any, members: list[tuple[str, str]], **more: Any) -> None:
        """Take the members that can still be taken back."""
        super().__init__(*args, **more)
        self.fields["members"].choices = members  # type: ignore[attr-defined]


@never_cache
@applicant_only
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, life_event_id: object) -> HttpResponse:
    """撤回 — one, several or all; what waits for a member that is taken back stops too."""
    standing = own(request, life_event_id)
    context = _context(standing)
    choices = [(row.id, in_words(row.name)) for row in context["members"] if row.may_be_taken_back]
    if not choices or standing.life_event.status is not LifeEventStatus.RUNNING:
        return redirect("whole", standing.life_event.id)
    form = TakeBackForm(
        request.POST or None, members=choices, initial={"command_id": office().ports.ids.new()}
    )
    if form.is_valid():
        given = form.cleaned_data
        ask = Ask(standing.life_event.id, given["command_id"], actor_of(request))
        try:
            applying.take_back(office().life_events, ask, given["members"], given["reasons"])
            hand_over(standing.life_event.id)
            return redirect("whole", standing.life_event.id)
        except Refusal as refused:
            form.add_error(None, said(refused))
    context |= {"form": form, "waiting": _waiting(standing)}
    return render(request, "public/whole_take_back.html", context, status=422 if form.errors else 200)


def _waiting(standing: WholeStanding) -> list[dict[str, Any]]:
    """Which members stop where another is taken back."""
    life_event, sheet = standing.life_event, standing.sheet
    rows = []
    for name in life_event.members:
        stops = [sheet.name_of(other) for other in life_event.waiting_for(name)]
        if stops:
            rows.append({"name": sheet.name_of(name), "stops": stops})
    return rows
