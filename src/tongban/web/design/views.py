"""The furniture's own pages: preferences without an account, and the living style page."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from tongban.web.design import specimens
from tongban.web.design.context import TEXT_COOKIE


@require_POST
def set_text_size(request: HttpRequest) -> HttpResponse:
    """Large or normal text, remembered for a year on this device; back to where the reader was."""
    onward = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(
        onward, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        onward = "/"
    response = HttpResponseRedirect(onward)
    if request.POST.get("size") == "large":
        response.set_cookie(
            TEXT_COOKIE,
            "large",
            max_age=365 * 24 * 3600,
            samesite="Lax",
            secure=request.is_secure(),
            httponly=True,
        )
    else:
        response.delete_cookie(TEXT_COOKIE, samesite="Lax")
    return response


@require_safe
def style_page(request: HttpRequest, mood: str) -> HttpResponse:
    """Every component with realistic content, in either mood."""
    return render(
        request,
        "design/style_page.html",
        {"shell": f"design/{mood}.html", "mood": mood, **specimens.all_of_them()},
    )


def question_page(request: HttpRequest) -> HttpResponse:
    """One question a page; answered wrongly it shows its errors, answered well it comes back empty."""
    form = specimens.Premises(request.POST or None)
    if form.is_valid():
        return HttpResponseRedirect(request.path)
    context = {
        "form": form,
        "caption": specimens.say("食品经营许可 · 第 2 步，共 5 步", "Food licence · step 2 of 5"),
        "back_url": "/design/",
    }
    return render(request, "design/question.html", context, status=422 if form.errors else 200)


@require_safe
def sheet_page(request: HttpRequest) -> HttpResponse:
    """An official paper."""
    return render(request, "design/style_sheet.html", specimens.notice())
