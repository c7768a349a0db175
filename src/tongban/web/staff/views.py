"""What staff do anywhere: choose the post they act at, and open a paper of a case."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header, url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from tongban.handling.kept_files import FileLost, kept_file
from tongban.handling.uploads import safe_name
from tongban.web.people import POST_IN_SESSION, held_posts, staff_only
from tongban.web.staff.opening import open_case
from tongban.web.wiring import office

#: What a browser may be handed as it is; uploads are told by content and are never anything else.
SHOWN = ("application/pdf", "image/jpeg", "image/png")


@require_POST
@staff_only
def switch_post(request: HttpRequest) -> HttpResponse:
    """Act at another of one's own posts from now on; back to where one was, or to the list."""
    chosen = request.POST.get("post", "")
    if chosen in {post.key for post in held_posts(request)}:
        request.session[POST_IN_SESSION] = chosen
    onward = request.POST.get("next", "")
    # A case of the former post may not be one of the new post: lists are always safe to return to.
    safe = url_has_allowed_host_and_scheme(onward, allowed_hosts=None) and onward in (
        "/counter/",
        "/counter/shelf/",
    )
    return redirect(onward if safe else "desk:list")


@require_safe
@staff_only
def paper(request: HttpRequest, case_id: str, ref: str) -> HttpResponse:
    """One file of a case, for whoever has a part in that case at any post they hold.

    Raises:
        Http404: not a file of this case, erased, or not for this reader.
    """
    posts = (post.key for post in held_posts(request))
    opened = open_case(request, case_id, posts, or_assigned=True)
    try:
        file = kept_file(office().ports, case_id, opened.texts.get(ref))
    except FileLost:
        raise Http404(ref) from None
    if file is None or file.type not in SHOWN:
        raise Http404(ref)
    response = HttpResponse(file.content, content_type=file.type)
    response["Content-Disposition"] = content_disposition_header(False, safe_name(file.name)) or "inline"
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
