"""送达 — the applicant confirms what came electronically, agrees to that way, or takes the consent back."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tongban.handling import service
from tongban.handling.errand import Ask
from tongban.handling.mandate_ports import Power
from tongban.kernel.case.commands import DocumentKind
from tongban.web.people import actor_of, applicant_only
from tongban.web.public.views.tracking import own_case
from tongban.web.wiring import office


class ServiceForm(forms.Form):
    """One act about a document, or about the way it may be sent."""

    command_id = forms.CharField(max_length=64)
    do = forms.ChoiceField(choices=[(do, do) for do in ("confirm", "agree", "end")])
    document = forms.ChoiceField(choices=[(k.value, k.value) for k in DocumentKind], required=False)
    number = forms.CharField(max_length=200, required=False)


@never_cache
@applicant_only
@require_POST
def serve(request: HttpRequest, case_id: object) -> HttpResponse:
    """确认收悉、同意电子送达、撤回同意; back to the case.

    Raises:
        Http404: not the reader's case, or no such act.
        Refusal: it may not be, and why.
    """
    progress, _party = own_case(request, case_id, Power.COLLECT)
    form = ServiceForm(request.POST)
    if not form.is_valid():
        raise Http404(str(case_id))
    said, handler = form.cleaned_data, office().handler
    ask = Ask(progress.case.id, said["command_id"], actor_of(request))
    match said["do"]:
        case "confirm":
            service.confirm(handler, ask, DocumentKind(said["document"]), said["number"])
        case "agree":
            service.agree(handler, ask)
        case _:
            service.end_consent(handler, ask)
    return redirect("track", progress.case.id)
