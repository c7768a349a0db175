"""听证 — the applicant asks for a hearing, waives it, or states a view; each act is confirmed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tongban.handling import hearing as handling
from tongban.handling.errand import Ask
from tongban.handling.mandate_ports import Power
from tongban.kernel.case.commands import THE_APPLICANT
from tongban.kernel.case.hearing import may_still_state
from tongban.kernel.refusals import Refusal
from tongban.web.people import View, actor_of, applicant_only
from tongban.web.public.forms import ConfirmForm, StatementForm
from tongban.web.public.tracking import Progress
from tongban.web.public.views.tracking import own_case
from tongban.web.refusing import said
from tongban.web.wiring import office


@dataclass(frozen=True)
class Act:
    """一页一事 — what one page asks and does: shown while it would be taken, done once, then told."""

    template: str
    form: type[forms.Form]
    is_open: Callable[[Progress], bool]
    carry_out: Callable[[Ask, dict[str, Any]], object]
    done: Any


def _page_of(act: Act) -> View:
    """The page of an act; what is sent though it is not open any more is refused in words."""

    @never_cache
    @applicant_only
    @require_http_methods(["GET", "HEAD", "POST"])
    def page(request: HttpRequest, case_id: object) -> HttpResponse:
        progress, _party = own_case(request, case_id, Power.HEARING)
        if request.method != "POST" and not act.is_open(progress):
            return redirect("track", progress.case.id)
        form = act.form(request.POST or None, initial={"command_id": office().ports.ids.new()})
        if form.is_valid():
            try:
                act.carry_out(
                    Ask(progress.case.id, form.cleaned_data["command_id"], actor_of(request)),
                    form.cleaned_data,
                )
            except Refusal as refused:
                form.add_error(None, said(refused))
            else:
                messages.success(request, act.done)
                return redirect("track", progress.case.id)
        context = {
            "form": form,
            "progress": progress,
            "case": progress.case,
            "item": progress.implementation,
            "hearing": progress.hearing,
        }
        return render(request, act.template, context, status=422 if form.errors else 200)

    return page


def _is_told(progress: Progress, may: str) -> bool:
    return bool(progress.hearing and progress.hearing[may])


#: 申请听证 — what it means, and until when; then the button.
request_hearing = _page_of(
    Act(
        "public/hearing_request.html",
        ConfirmForm,
        lambda progress: _is_told(progress, "may_ask"),
        lambda ask, given: handling.request_hearing(office().handler, ask),
        _("听证申请已收到。时间、地点确定后会通知您，也会显示在这一页。"),
    )
)

#: 放弃听证 — asked once more before it is done.
waive_hearing = _page_of(
    Act(
        "public/hearing_waive.html",
        ConfirmForm,
        lambda progress: _is_told(progress, "may_waive"),
        lambda ask, given: handling.waive_hearing(office().handler, ask),
        _("已经记下：您不需要听证。"),
    )
)

#: 陈述申辩 — while something is left to decide, in the applicant's own words.
statement = _page_of(
    Act(
        "public/statement.html",
        StatementForm,
        lambda progress: may_still_state(progress.case),
        lambda ask, given: handling.record_statement(
            office().handler, ask, THE_APPLICANT, given["statement"]
        ),
        _("您的意见已收到，会放进案卷。"),
    )
)
