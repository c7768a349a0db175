"""延续 — from a licence one holds to the application that renews it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tongban.handling.mandate_ports import Power
from tongban.handling.occasion import answers_of
from tongban.kernel.refusals import Refusal
from tongban.web.people import applicant_only
from tongban.web.public import drafts, queries
from tongban.web.public.acting import act_for
from tongban.web.public.drafts import Filling
from tongban.web.public.renewing import renewal_by
from tongban.web.public.views.applying import address
from tongban.web.public.views.tracking import own_case
from tongban.web.refusing import said
from tongban.web.wiring import office


@never_cache
@applicant_only
@require_http_methods(["GET", "HEAD", "POST"])
def renew(request: HttpRequest, case_id: object) -> HttpResponse:
    """申请延续 — the days before anything else; then the application, with what is known filled in."""
    progress, party = own_case(request, case_id, Power.APPLY)
    case = progress.case
    newest = queries.case_with_outcome(case.outcome_number)
    if newest is not None and str(newest.case_id) != case.id:
        # It was renewed before: what is renewed now is what it became.
        return redirect("renew", newest.case_id)
    try:
        offer = renewal_by(office(), case, case.applicant)
    except Refusal as refused:
        messages.warning(request, said(refused))
        return redirect("track", case.id)
    if request.method == "POST":
        known = answers_of(office().handler, case.id, progress.history).form
        draft = drafts.begin_renewal(office(), request.user, offer.item, case.id, known)  # type: ignore[arg-type]
        if not party.is_applicant:
            # A mandate is of one case: what the last one said is filled in, and its paper handed in anew.
            act_for(draft, party)
            return redirect("apply_mandate", offer.item.id)
        return redirect(address(offer.item, Filling(offer.item, draft).first_open))
    context = {"offer": offer, "case": case, "item": progress.implementation}
    return render(request, "public/renew.html", context)
