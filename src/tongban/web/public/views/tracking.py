"""进度 — the receipt, where a case is and why this day, the supplement, the withdrawal, the documents."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.appraisal.contacts import contacts_of_case
from tongban.handling import intake, mandates
from tongban.handling.errand import Ask
from tongban.handling.mandate_ports import Power
from tongban.kernel import ALLOWED
from tongban.kernel.case.commands import DocumentKind, Withdraw
from tongban.kernel.case.hearing import may_still_state
from tongban.kernel.case.item import SPECIAL_BASIS
from tongban.kernel.refusals import CaseNotFound, Refusal
from tongban.kernel.words import worded
from tongban.store.models import DraftUpload
from tongban.web.inbox import Line, applicant_reader, lines_of
from tongban.web.people import actor_of, applicant_only
from tongban.web.public import drafts, files, guide, paying, places, queries, renewing, served
from tongban.web.public.forms import UploadForm, WithdrawForm
from tongban.web.public.parties import OF_THE_RECEIPT, TO_READ, Party, party_of, to_open
from tongban.web.public.tracking import Progress
from tongban.web.public.views.applying import take_in
from tongban.web.rating import Rated, rated
from tongban.web.refusing import said
from tongban.web.wiring import office

MAY_BE_WITHDRAWN = tuple(status for status, verbs in ALLOWED.items() if Withdraw in verbs)


def progress_of(case_id: object) -> Progress:
    """The case as a reader is told of it; 404 where there is none."""
    try:
        standing = office().handler.standing(str(case_id))
    except CaseNotFound as unknown:
        raise Http404(str(case_id)) from unknown
    case = standing.case
    return Progress(
        standing,
        office().handler.history(case.id),
        office().catalogue.version(case.item, case.item_version, case.item_digest),
        office().today(case.division),
    )


def own_case(request: HttpRequest, case_id: object, *powers: Power) -> tuple[Progress, Party]:
    """The reader's own case; another's is as unknown as one that does not exist.

    Raises:
        MandateMissing, MandateNotYetInForce, MandateEnded, BeyondTheMandate: the reader is the agent, and the
            mandate includes none of these powers.
    """
    progress = progress_of(case_id)
    party = party_of(request, office(), progress.case)
    if party is None:
        raise Http404(str(case_id))
    party.require(*powers)
    return progress, party


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """查进度 — by the number on the receipt."""
    number = request.GET.get("number", "").strip()
    if number:
        found = queries.case_with_receipt(number[:100])
        if found is not None:
            return redirect("track", found.case_id)
        life_event = office().life_events.store.with_number(number[:100])
        if life_event is not None:
            return redirect("whole", life_event.life_event_id)
    return render(request, "public/track_find.html", {"number": number}, status=404 if number else 200)


@never_cache
@require_safe
def track(request: HttpRequest, case_id: object) -> HttpResponse:
    """办件进度 — for everybody the status, days and steps; for the applicant also papers and acts."""
    progress = progress_of(case_id)
    party = party_of(request, office(), progress.case)
    progress = replace(progress, tells_agent=party is not None, tells_holder=party is not None)
    reads = party is not None and party.may(*TO_READ)
    told = _told(request, progress) if party is not None else []
    context = {
        "progress": progress,
        "case": progress.case,
        "item": progress.implementation,
        "mine": party is not None,
        "party": party,
        "timeline": progress.timeline,
        "picture": guide.picture_of_case(progress.implementation, progress.case.skipped, progress.states),
        "documents": _documents(progress, party) if party else [],
        "reads": reads,
        "defects": files.defects_of(office(), progress) if reads else [],
        "may_supplement": party is not None and party.may(Power.SUPPLEMENT),
        "may_see_receipt": party is not None and party.may(*OF_THE_RECEIPT),
        "may_withdraw": party is not None
        and progress.case.status in MAY_BE_WITHDRAWN
        and party.may(Power.WITHDRAW),
        "may_state": party is not None and may_still_state(progress.case) and party.may(Power.HEARING),
        "may_be_heard": party is not None and party.may(Power.HEARING),
        "hearing": progress.hearing,
        "gap": progress.gap,
        "fee": paying.fee_of(progress) if reads else None,
        "renewal": renewing.told_of(progress.case),
        "places": places.of_case(office(), progress.standing),
        "offer": _offer(progress) if party is not None and party.may(Power.APPLY) else None,
        "remedies": progress.remedies,
        "served": {
            "services": served.services(progress),
            "until": served.remedies_until(progress),
            "originals": served.originals(progress),
            "agreed_on": worded(agreed_on) if (agreed_on := progress.case.electronic_since) else None,
            "command_id": office().ports.ids.new(),
        },
        "may_collect": party is not None and party.may(Power.COLLECT),
        "after": progress.after,
        "reasons": files.text_of(office(), progress, (progress.after or {}).get("reasons")) if reads else "",
        "special_basis": SPECIAL_BASIS,
        "part_of": (part := _part_of(progress.case.id)),
        "rated": _rated(progress, part["id"] if part else "") if party is not None else [],
        "told": told,
    }
    return render(request, "public/track.html", context)


def _rated(progress: Progress, life_event: str) -> list[Rated]:
    """The services in this case, each to be rated once or rated."""
    case = progress.case
    return rated(office(), contacts_of_case(case.id, case.division, progress.history, life_event))


def _part_of(case_id: str) -> dict[str, Any] | None:
    """The life event 一件事 that a case is a member of."""
    rows = office().life_events.store.of_cases([case_id])
    if not rows:
        return None
    try:
        standing = office().life_events.standing(rows[0].life_event_id)
    except Refusal:  # its file is gone: the case itself can be followed all the same
        return None
    return {"id": standing.life_event.id, "name": standing.sheet.life_event.name}


def _told(request: HttpRequest, progress: Progress) -> list[Line]:
    """What the reader was told in this case, the latest first; shown here it is read."""
    reader, case_id = applicant_reader(request), progress.case.id
    kept = office().messages.of_case(case_id, reader)
    if request.method == "GET" and not all(one.is_read for one in kept):
        office().messages.mark_read(case_id, reader, office().ports.clock.now())
    return lines_of(office(), kept)


def _offer(progress: Progress) -> renewing.Offer | None:
    """Whether the reader can renew the licence of this case: the latest under its number."""
    offer = renewing.offer_of(office(), progress.case, progress.case.applicant)
    newest = queries.case_with_outcome(progress.case.outcome_number) if offer is not None else None
    return offer if newest is not None and str(newest.case_id) == progress.case.id else None


def _documents(progress: Progress, party: Party) -> list[dict[str, Any]]:
    return [
        {
            "title": recorded.document.label,
            "number": recorded.number,
            "state": "signed",
            "url": f"/track/{progress.case.id}/documents/{recorded.document.value}/",
            "verify_url": f"/verify/{recorded.number}/" if recorded.document is DocumentKind.LICENCE else "",
        }
        for recorded in progress.documents
        if party.may(*to_open(recorded.document))
    ]


@never_cache
@applicant_only
@require_safe
def receipt(request: HttpRequest, case_id: object) -> HttpResponse:
    """收件凭证 — the number, its QR code, and a sheet to print; the sealed PDF once it is made."""
    progress, party = own_case(request, case_id, *OF_THE_RECEIPT)
    case = progress.case
    names = {material.id: material.name for material in progress.implementation.materials}
    context = {
        "progress": progress,
        "case": case,
        "party": party,
        "item": progress.implementation,
        "track_url": f"{office().public_url}/track/{case.id}",
        "issuer": progress.standing.item.name_of(progress.implementation.authority),
        "materials": [names.get(m) for m in case.required if m in case.materials],
        "missing": [names.get(m) for m in case.missing],
        "date": case.received_on,
        "basis": "行政许可法§32",
        "has_pdf": DocumentKind.RECEIPT in case.documents,
    }
    return render(request, "public/receipt.html", context)


@never_cache
@applicant_only
@require_safe
def document(request: HttpRequest, case_id: object, kind: str) -> HttpResponse:
    """下载文书 — only by the applicant, or by the agent as far as the mandate goes."""
    wanted = next((known for known in DocumentKind if known.value == kind), None)
    progress, _party = own_case(request, case_id, *(to_open(wanted) if wanted else TO_READ))
    recorded = next((d for d in progress.documents if d.document is wanted), None)
    found = files.file_of(office(), progress.case.id, recorded.ref) if recorded else None
    if recorded is None or found is None:
        raise Http404(kind)
    name = f"{recorded.document.label.zh} {recorded.number}.pdf"
    response = HttpResponse(found.content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


# --- supplement


@never_cache
@applicant_only
@require_http_methods(["GET", "HEAD", "POST"])
def supplement(request: HttpRequest, case_id: object) -> HttpResponse:
    """补正 — everything owed, each with its own place for files, sent together; a gap as it comes."""
    progress, _party = own_case(request, case_id, Power.SUPPLEMENT)
    case = progress.case
    wanted = frozenset(progress.owed)
    if not wanted:
        return redirect("track", case.id)
    draft = drafts.supplement_draft(office(), case.id, str(request.user.pk), case.item)
    refused: dict[str, UploadForm] = {}
    trouble = ""
    if request.method == "POST" and request.POST.get("material") in wanted:
        form = _upload_form(request.POST["material"], request)
        take_in(draft, request.POST["material"], form)
        if not form.errors:
            return HttpResponseRedirect(f"{request.path}#{request.POST['material']}")
        refused[request.POST["material"]] = form
    elif request.method == "POST":
        if draft.uploads.filter(material__in=wanted).exists():
            return _send(request, progress, draft, wanted)
        trouble = _("还没有上传任何材料。请先在下面上传，再提交。")
    context = {
        "progress": progress,
        "case": case,
        "item": progress.implementation,
        "parts": [
            {
                "defect": defect,
                "id": defect["id"],
                "form": refused.get(defect["id"]) or _upload_form(defect["id"]),
                "uploads": list(draft.uploads.filter(material=defect["id"]).order_by("pk")),
            }
            for defect in files.defects_of(office(), progress)
        ],
        "gap": progress.gap,
        "refused": list(refused.values()),
        "trouble": trouble,
    }
    return render(request, "public/supplement.html", context, status=422 if refused or trouble else 200)


def _upload_form(material_id: str, request: HttpRequest | None = None) -> UploadForm:
    """One form for each material on the page; ids differ, names do not."""
    if request is None:
        return UploadForm(auto_id=f"id_{material_id}_%s")
    return UploadForm(request.POST, request.FILES, auto_id=f"id_{material_id}_%s")


def _send(request: HttpRequest, progress: Progress, draft: Any, wanted: frozenset[str]) -> HttpResponse:
    try:
        drafts.send_supplement(office(), draft, wanted, actor_of(request))
    except (Refusal, FileNotFoundError):
        # The other half of a double click may have sent it already.
        office().handler.forget(progress.case.id)
        if wanted & set(progress_of(progress.case.id).owed):
            raise
    return redirect("track", progress.case.id)


@never_cache
@applicant_only
@require_POST
def remove_supplement(request: HttpRequest, case_id: object, upload_id: int) -> HttpResponse:
    """移除 — take a file back before the supplement is sent."""
    progress, _party = own_case(request, case_id, Power.SUPPLEMENT)
    upload = DraftUpload.objects.filter(draft_id=progress.case.id, pk=upload_id).first()
    if upload is not None:
        drafts.drop(office(), upload)
    return redirect("supplement", progress.case.id)


# --- withdrawal


@never_cache
@applicant_only
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, case_id: object) -> HttpResponse:
    """撤回 — asked once more before it is done."""
    progress, _party = own_case(request, case_id, Power.WITHDRAW)
    if progress.case.status not in MAY_BE_WITHDRAWN:
        return redirect("track", progress.case.id)
    form = WithdrawForm(request.POST or None, initial={"command_id": office().ports.ids.new()})
    if form.is_valid():
        ask = Ask(progress.case.id, form.cleaned_data["command_id"], actor_of(request))
        try:
            intake.withdraw(office().handler, ask, form.cleaned_data["reasons"])
            return redirect("track", progress.case.id)
        except Refusal as refused:
            form.add_error(None, said(refused))
    context = {"form": form, "progress": progress, "case": progress.case, "item": progress.implementation}
    return render(request, "public/withdraw.html", context, status=422 if form.errors else 200)


# --- the mandate


@never_cache
@applicant_only
@require_http_methods(["GET", "HEAD", "POST"])
def end_mandate(request: HttpRequest, case_id: object) -> HttpResponse:
    """终止委托 — the applicant takes the mandate back, or the agent lays it down; asked once more."""
    progress, party = own_case(request, case_id)
    if party.agency is None or party.agency.ended_on is not None:
        return redirect("track", progress.case.id)
    if request.method == "POST":
        mandates.end(office().handler, progress.case.id, actor_of(request))
        return redirect("track", progress.case.id)
    context = {
        "party": party,
        "name": progress.implementation.name,
        "number": progress.case.receipt_number,
        "back_url": reverse("track", args=[progress.case.id]),
        "basis": "民法典§173",
    }
    return render(request, "public/mandate_end.html", context)
