"""缴费 — off to the platform, the receipt, and the door at which the platform says what came in."""

from dataclasses import replace
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from tongban.handling.payment import paying as handling
from tongban.handling.payment.ports import NotificationRejected
from tongban.kernel.case.fee_rule import yuan
from tongban.kernel.refusals import Refusal
from tongban.web.people import applicant_only
from tongban.web.public.parties import TO_READ
from tongban.web.public.views.tracking import own_case
from tongban.web.wiring import office


@require_POST
@applicant_only
def pay(request: HttpRequest, case_id: object) -> HttpResponse:
    """去缴款 — an order for exactly what is open, and off to the platform's own page."""
    progress, _party = own_case(request, case_id, *TO_READ)
    cashier = office().cashier
    if settings.PAYMENT_BESIDE:
        cashier = replace(cashier, public_url=f"{request.scheme}://{request.get_host()}")
    placed = handling.start(cashier, progress.case.id)
    response = redirect(_beside(request, placed.pay_at) if settings.PAYMENT_BESIDE else placed.pay_at)
    response.status_code = 303
    return response


def _beside(request: HttpRequest, pay_at: str) -> str:
    """The platform's page where this site is read: it listens on every address too, at a port of its own."""
    host = urlsplit(f"//{request.get_host()}").hostname or ""
    page = urlsplit(pay_at)
    netloc = f"[{host}]:{page.port}" if ":" in host else f"{host}:{page.port}"
    return urlunsplit(page._replace(netloc=netloc))


@never_cache
@require_safe
@applicant_only
def payment_receipt(request: HttpRequest, case_id: object, transaction: str) -> HttpResponse:
    """缴款凭证 — what came in, for what, and when; a sheet to print."""
    progress, party = own_case(request, case_id, *TO_READ)
    case = progress.case
    paid = next((p for p in case.fee.payments if p.transaction == transaction), None)
    if paid is None:
        raise Http404(transaction)
    context = {
        "case": case,
        "item": progress.implementation,
        "party": party,
        "paid": paid,
        "yuan": yuan(paid.amount),
        "fee": progress.standing.item.fee,
        "issuer": progress.standing.item.name_of(progress.standing.item.authority),
        "track_url": f"{office().public_url}/track/{case.id}",
    }
    return render(request, "public/payment_receipt.html", context)


@csrf_exempt  # signed by the platform, which has no session here
@require_POST
def notify(request: HttpRequest) -> HttpResponse:
    """缴款通知 — what the platform says came in or went back; said again, it is answered as before."""
    cashier = office().cashier
    if cashier.platform is None:
        raise Http404("payments")
    now = office().ports.clock.now()
    try:
        money = cashier.platform.notified(request.path, request.headers, request.body, now)
        handling.take_in(cashier, money)
    except NotificationRejected as rejected:
        return HttpResponse(f"{rejected.sentence.en}\n", content_type="text/plain", status=400)
    except Refusal as refusal:
        return HttpResponse(f"{refusal.code()}\n", content_type="text/plain", status=409)
    return HttpResponse("success\n", content_type="text/plain")
