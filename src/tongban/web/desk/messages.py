"""消息 — what the acting post was told: opinions asked, steps that opened, limits that turned."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tongban.web.inbox import page_of, post_reader
from tongban.web.people import staff_only
from tongban.web.staff.frame import frame
from tongban.web.wiring import office


@never_cache
@require_safe
@staff_only
def post_messages(request: HttpRequest) -> HttpResponse:
    """本岗位的消息 — unread first, page by page."""
    after = request.GET.get("after", "")[:300]
    lines, paging = page_of(post_reader(request), after)
    context = {
        **frame(request, "messages"),
        "lines": lines,
        "paging": paging if paging["previous_url"] or paging["next_url"] else None,
    }
    return render(request, "desk/messages.html", context)


@never_cache
@require_safe
@staff_only
def open_message(request: HttpRequest, case_id: object, seq: int) -> HttpResponse:
    """打开 — read for the post, and on to its case."""
    if request.method == "GET":
        office().messages.mark_read(str(case_id), post_reader(request), office().ports.clock.now(), seq)
    return redirect("desk:case", case_id)


@never_cache
@require_POST
@staff_only
def read_all(request: HttpRequest) -> HttpResponse:
    """全部标为已读 — everything the post was told by now."""
    office().messages.mark_all_read(post_reader(request), office().ports.clock.now())
    return redirect("desk:messages")
