"""Papers 打印件: the receipt and the one notice on A4, to hand over while the sealed PDF is being made."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tongban.handling.terms import terms_of
from tongban.kernel import Status
from tongban.kernel.case import events as e
from tongban.kernel.case.commands import THE_APPLICANT, DocumentKind
from tongban.kernel.clock import ClockKind
from tongban.web.counter import serving
from tongban.web.counter.gap import sheet_of
from tongban.web.people import held_posts, staff_only
from tongban.web.staff.casefile import CaseFile
from tongban.web.staff.hearing import who_is_called
from tongban.web.staff.opening import open_case
from tongban.web.wiring import office


@require_safe
@staff_only
def receipt(request: HttpRequest, case_id: str) -> HttpResponse:
    """收件凭证 — papers in hand; until when the applicant hears about them."""
    file = _file(request, case_id)
    notice = file.case.clocks[ClockKind.NOTICE]
    context = _sheet(file, DocumentKind.RECEIPT) | {
        "number": file.case.receipt_number,
        "date": file.case.received_on,
        "due_on": notice.due(file.calendar).day,
        "materials": [row for row in file.materials if row["on_paper"] or row["papers"]],
    }
    return render(request, "counter/receipt.html", context)


@require_safe
@staff_only
def notice(request: HttpRequest, case_id: str) -> HttpResponse:
    """一次性告知书 — every defect at once."""
    file = _file(request, case_id)
    if file.case.notice_on is None:
        raise Http404(case_id)
    defects = [
        {
            "material": file.item.materials_by_id[d.material].name,
            "what": d.kind.label,
            "remedy": file.text(d.note) if d.note else "",
            "basis": d.basis,
        }
        for d in file.case.defects or file.case.noticed
    ]
    context = _sheet(file, DocumentKind.SUPPLEMENT_NOTICE) | {
        "number": file.case.notice_number,
        "date": file.case.notice_on,
        "defects": defects,
    }
    return render(request, "counter/notice.html", context)


@require_safe
@staff_only
def undertaking(request: HttpRequest, case_id: str) -> HttpResponse:
    """容缺承诺书 — to be signed before the case is accepted with a gap; a draft, without a number."""
    file = _file(request, case_id)
    if file.case.status is not Status.RECEIVED or file.item.tolerance is None:
        raise Http404(case_id)
    holder = file.answers.get("form", {}).get("holder", "") or file.applicant
    sheet = sheet_of(
        file.item,
        file.implementation,
        file.calendar,
        file.case.missing,
        holder=holder,
        receipt_number=file.case.receipt_number,
    )
    return render(request, "counter/undertaking.html", sheet)


@require_safe
@staff_only
def commitment(request: HttpRequest, case_id: str) -> HttpResponse:
    """告知承诺书 — to be signed at the window."""
    file = _file(request, case_id)
    told = next((event.body for event in file.events if isinstance(event.body, e.CommitmentTold)), None)
    if told is None:
        raise Http404(case_id)
    context = _sheet(file, DocumentKind.COMMITMENT) | {
        "number": told.notice_number,
        "date": file.case.commitment_told_on,
        "terms": terms_of(file.implementation),
    }
    return render(request, "counter/commitment_sheet.html", context)


@require_safe
@staff_only
def service_sheet(request: HttpRequest, case_id: str) -> HttpResponse:
    """送达回证 — to be signed by who takes the documents; the sealed one says later what was recorded."""
    file = _file(request, case_id)
    task_id = request.GET.get("paper", "")
    found = serving.wanted(file.case, task_id)
    papers = serving.papers_of(file.case, task_id)
    if not all(paper in file.case.recorded for paper in papers):
        raise Http404(case_id)
    is_applicants = found.whom == THE_APPLICANT
    holder = file.answers.get("form", {}).get("holder", "") or file.applicant
    context = _sheet(file, DocumentKind.PROOF_OF_SERVICE) | {
        "number": found.number,
        "recipient": holder if is_applicants else who_is_called(file, found.whom),
        "agent": file.people.get(file.case.agent, "") if is_applicants and file.case.agent else "",
        "papers": [{"label": kind.label, "number": number} for kind, number in papers],
        "verify_url": "",  # what is signed by hand is verified by hand
    }
    return render(request, "counter/service_sheet.html", context)


def _file(request: HttpRequest, case_id: str) -> CaseFile:
    return open_case(request, case_id, (post.key for post in held_posts(request)))


def _sheet(file: CaseFile, kind: DocumentKind) -> dict[str, Any]:
    return {
        "file": file,
        "issuer": file.item.name_of(file.item.authority),
        "heading": kind.label,
        "verify_url": f"{office().public_url}/track/{file.case.id}",
        "contact": file.implementation.contact,
    }
