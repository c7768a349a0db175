"""消息 — what one was told in all one's cases, and where one is written to."""

from django.contrib import messages as toasts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.web.inbox import applicant_reader, page_of
from tongban.web.people import applicant_only
from tongban.web.public.forms import MailForm
from tongban.web.wiring import office


@never_cache
@applicant_only
@require_safe
def my_messages(request: HttpRequest) -> HttpResponse:
    """我的消息 — unread first, page by page."""
    address = office().addresses.of(str(request.user.pk))
    return _page(request, MailForm(initial={"email": address, "agrees": bool(address)}))


def _page(request: HttpRequest, form: MailForm) -> HttpResponse:
    after = request.GET.get("after", "")[:300]
    lines, paging = page_of(applicant_reader(request), after)
    context = {
        "lines": lines,
        "paging": paging if paging["previous_url"] or paging["next_url"] else None,
        "is_first": not after,
        "form": form,
        "sends": office().messenger is not None,
    }
    return render(request, "public/messages.html", context, status=422 if form.errors else 200)


@never_cache
@applicant_only
@require_http_methods(["GET", "HEAD"])
def open_message(request: HttpRequest, case_id: object, seq: int) -> HttpResponse:
    """打开 — read, and on to its case."""
    if request.method == "GET":
        now = office().ports.clock.now()
        office().messages.mark_read(str(case_id), applicant_reader(request), now, seq)
    if office().life_events.store.row(str(case_id)) is not None:
        return redirect("whole", case_id)
    is_project = office().projects.store.row(str(case_id)) is not None
    return redirect("project" if is_project else "track", case_id)


@never_cache
@applicant_only
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """全部标为已读 — everything told by now."""
    office().messages.mark_all_read(applicant_reader(request), office().ports.clock.now())
    return redirect("messages")


@never_cache
@applicant_only
@require_POST
def mail(request: HttpRequest) -> HttpResponse:
    """邮件提醒 — give an address, change it, or take it back."""
    form = MailForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    address = form.cleaned_data["email"]
    office().addresses.set(str(request.user.pk), address, office().ports.clock.now())
    told = _("以后有消息，也会发到这个邮箱。") if address else _("不再发邮件，消息仍在这一页。")
    toasts.success(request, told)
    return redirect("messages")
