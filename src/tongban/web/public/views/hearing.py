"""听证 — the applicant asks for a hearing, waives it, or states a view; each act is confirmed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tongban.handling import hearing as handling
from tongban.handling.errand import Ask
from tongban.handling.mandate_ports import Power
from tongban.kernel.case.commands import THE_APPLICANT
from tongban.kernel.case.hearing import may_still_state
from tongban.kernel.refusals import Refusal
from tongban.web.people import actor_of, applicant_only
from tongban.web.public.forms import ConfirmForm, StatementForm
from tongban.web.public.tracking import Progress
from tongban.web.public.views.tracking import own_case
from tongban.web.refusing import said
from tongban.web.wiring import office


@never_cache
@applicant_only
@require_http_methods(["GET", "HEAD", "POST"])
def request_hearing(request: HttpRequest, case_id: object) -> HttpResponse:
    """申请听证 — what it means, and until when; then the button."""
    progress, _party = own_case(request, case_id, Power.HEARING)
    told = progress.hearing
    if request.method != "POST" and not (told and told["may_ask"]):
        return redirect("track", progress.case.id)
    form = ConfirmForm(request.POST or None, initial={"command_id": office().ports.ids.new()})

    def ask(asked: Ask) -> object:
        return handling.request_hearing(office().handler, asked)

    done = _("听证申请已收到。时间、地点确定后会通知您，也会显示在这一页。")
    return _carried_out(request, progress, form, ask, done) or _page(
        request, "public/hearing_request.html", progress, form, told
    )


@never_cache
@applicant_only
@require_http_methods(["GET", "HEAD", "POST"])
def waive_hearing(request: HttpRequest, case_id: object) -> HttpResponse:
    """放弃听证 — asked once more before it is done."""
    progress, _party = own_case(request, case_id, Power.HEARING)
    told = progress.hearing
    if request.method != "POST" and not (told and told["may_waive"]):
        return redirect("track", progress.case.id)
    form = ConfirmForm(request.POST or None, initial={"command_id": office().ports.ids.new()})

    def waive(asked: Ask) -> object:
        return handling.waive_hearing(office().handler, asked)

    done = _("已经记下：您不需要听证。")
    return _carried_out(request, progress, form, waive, done) or _page(
        request, "public/hearing_waive.html", progress, form, told
    )


@never_cache
@applicant_only
@require_http_methods(["GET", "HEAD", "POST"])
def statement(request: HttpRequest, case_id: object) -> HttpResponse:
    """陈述申辩 — any time before the decision, in the applicant's own words."""
    progress, _party = own_case(request, case_id, Power.HEARING)
    if request.method != "POST" and not may_still_state(progress.case):
        return redirect("track", progress.case.id)
    form = StatementForm(request.POST or None, initial={"command_id": office().ports.ids.new()})

    def state(asked: Ask) -> object:
        return handling.record_statement(
            office().handler, asked, THE_APPLICANT, form.cleaned_data["statement"]
        )

    done = _("您的意见已收到，会放进案卷。")
    return _carried_out(request, progress, form, state, done) or _page(
        request, "public/statement.html", progress, form
    )


def _carried_out(
    request: HttpRequest, progress: Progress, form: Any, act: Callable[[Ask], object], done: str
) -> HttpResponse | None:
    """Back to the progress page with a receipt of what was done; None where the form is shown (again)."""
    if not form.is_valid():
        return None
    try:
        act(Ask(progress.case.id, form.cleaned_data["command_id"], actor_of(request)))
    except Refusal as refused:
        form.add_error(None, said(refused))
        return None
    messages.success(request, done)
    return redirect("track", progress.case.id)


def _page(
    request: HttpRequest, template: str, progress: Progress, form: Any, told: dict[str, Any] | None = None
) -> HttpResponse:
    context = {
        "form": form,
        "progress": progress,
        "case": progress.case,
        "item": progress.implementation,
        "hearing": told,
    }
    return render(request, template, context, status=422 if form.errors else 200)
