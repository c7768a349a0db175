"""一件事 — the guide of a life event, its receipt, how far every member is, and taking members back."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tongban.handling.errand import Ask
from tongban.handling.life_event import applying
from tongban.handling.life_event.carrying_out import LifeEventNotFound, WholeStanding
from tongban.handling.mandate_ports import Power
from tongban.kernel.life_event import LifeEventStatus
from tongban.kernel.refusals import Refusal
from tongban.web.design.templatetags.design import in_words
from tongban.web.handing_over import hand_over
from tongban.web.inbox import applicant_reader, lines_of
from tongban.web.people import actor_of, applicant_only, names_of
from tongban.web.projects import bring_up_to_date
from tongban.web.public import whole
from tongban.web.public.forms import SituationForm, WithdrawForm
from tongban.web.public.parties import OF_THE_RECEIPT, TO_READ, Party, party_of
from tongban.web.rating import contacts_of, rated
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


def own(request: HttpRequest, life_event_id: object, *powers: Power) -> tuple[WholeStanding, Party]:
    """The reader's own, or that of whom they act for; another's is as unknown as one that does not exist.

    Raises:
        MandateMissing, MandateNotYetInForce, MandateEnded, BeyondTheMandate: an agent's mandate includes none
            of these powers.
    """
    standing = standing_of(life_event_id)
    party = party_of(request, office(), standing.life_event)
    if party is None and str(request.user.pk) in whole.other_holders(standing.life_event):
        party = Party(office(), standing.life_event, is_applicant=True)
    if party is None:
        raise Http404(str(life_event_id))
    party.require(*powers)
    return standing, party


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
        "part_of_project": life_event.project if mine else "",
    }


@never_cache
@require_safe
def track(request: HttpRequest, life_event_id: object) -> HttpResponse:
    """进度 — every member with its own clock, and what waits for what; papers and acts for the parties."""
    standing = standing_of(life_event_id)
    life_event = standing.life_event
    party = party_of(request, office(), life_event)
    holds = str(request.user.pk) in whole.other_holders(life_event)
    mine = party is not None or holds
    reads = holds or (party is not None and party.may(*TO_READ))
    told = []
    if mine:
        reader = applicant_reader(request)
        kept = office().messages.of_case(life_event.id, reader)
        if request.method == "GET" and not all(one.is_read for one in kept):
            office().messages.mark_read(life_event.id, reader, office().ports.clock.now())
        told = lines_of(office(), kept)
    may_withdraw = holds or (party is not None and party.may(Power.WITHDRAW))
    context = {
        **_context(standing, mine=reads),
        "mine": mine,
        "party": party,
        "may_see_receipt": holds or (party is not None and party.may(*OF_THE_RECEIPT)),
        "headline": whole.headline(life_event),
        "picture": whole.picture(standing.sheet, life_event.members, whole.states_of(life_event)),
        "told": told,
        "rated": rated(office(), contacts_of(office(), life_event.id)) if mine else [],
        "may_take_back": may_withdraw and bool(_to_take_back(request, standing)),
    }
    return render(request, "public/whole.html", context)


@never_cache
@applicant_only
@require_safe
def receipt(request: HttpRequest, life_event_id: object) -> HttpResponse:
    """收件凭证 — one for the whole, with its QR code; every member's own number on it."""
    standing, _party = own(request, life_event_id, *OF_THE_RECEIPT)
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
    standing, _party = own(request, life_event_id, Power.WITHDRAW)
    context = _context(standing)
    choices = [(name, in_words(standing.sheet.name_of(name))) for name in _to_take_back(request, standing)]
    if not choices:
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
            if standing.life_event.project:
                bring_up_to_date(office(), standing.life_event.id, standing.life_event.project)
            return redirect("whole", standing.life_event.id)
        except Refusal as refused:
            form.add_error(None, said(refused))
    context |= {"form": form, "waiting": _waiting(standing)}
    return render(request, "public/whole_take_back.html", context, status=422 if form.errors else 200)


def _to_take_back(request: HttpRequest, standing: WholeStanding) -> list[str]:
    """The members that the reader can still take back: their own, or those of whom they act for."""
    life_event, reader = standing.life_event, str(request.user.pk)
    if life_event.status is not LifeEventStatus.RUNNING:
        return []
    whose = life_event.applicant if reader == life_event.agent else reader
    return [
        name
        for name, member in life_event.members.items()
        if life_event.holder_of(member) == whose and member.state.is_open and not member.withdrawing
    ]


def _waiting(standing: WholeStanding) -> list[dict[str, Any]]:
    """Which members stop where another is taken back."""
    life_event, sheet = standing.life_event, standing.sheet
    rows = []
    for name in life_event.members:
        stops = [sheet.name_of(other) for other in life_event.waiting_for(name)]
        if stops:
            rows.append({"name": sheet.name_of(name), "stops": stops})
    return rows


@never_cache
@applicant_only
@require_http_methods(["GET", "HEAD", "POST"])
def end_mandate(request: HttpRequest, life_event_id: object) -> HttpResponse:
    """终止委托 — of the whole and every member; asked once more."""
    standing, party = own(request, life_event_id)
    life_event = standing.life_event
    if party.agency is None or party.agency.ended_on is not None:
        return redirect("whole", life_event.id)
    if request.method == "POST":
        applying.end_mandate(office().life_events, life_event.id, actor_of(request))
        return redirect("whole", life_event.id)
    context = {
        "party": party,
        "name": standing.sheet.life_event.name,
        "number": life_event.number,
        "back_url": reverse("whole", args=[life_event.id]),
        "basis": "民法典§173",
    }
    return render(request, "public/mandate_end.html", context)
