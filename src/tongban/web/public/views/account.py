"""登录与注册 — the applicant's account."""

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from tongban.store.models import Account
from tongban.web.public import throttle
from tongban.web.public.forms import SignInForm, SignUpForm
from tongban.web.wiring import office


def _next(request: HttpRequest) -> str:
    """Where the reader wanted to go; never another host."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if safe else ""


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """登录 — after a few wrong passwords each further try has to wait."""
    form = SignInForm(request.POST or None)
    if form.is_valid():
        username = form.cleaned_data["username"]
        now = office().ports.clock.now()
        wait = throttle.seconds_to_wait(username, now)
        if wait:
            form.add_error(None, _("试得太频繁，请 %(seconds)s 秒后再试。") % {"seconds": wait})
        else:
            account = authenticate(request, username=username, password=form.cleaned_data["password"])
            if account is not None:
                throttle.succeeded(username)
                login(request, account)
                home = reverse("desk:list") if account.is_staff else settings.LOGIN_REDIRECT_URL
                return HttpResponseRedirect(_next(request) or home)
            throttle.failed(username, now)
            form.add_error(None, _("登录名或者密码不对。请再核对一遍；忘记密码的，请带身份证到窗口重设。"))
    context = {"form": form, "next": _next(request), "demo_sheet": _demo_sheet()}
    return render(request, "public/sign_in.html", context, status=422 if form.errors else 200)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest) -> HttpResponse:
    """注册 — an account for an applicant, and in."""
    form = SignUpForm(request.POST or None)
    if form.is_valid():
        account = Account.objects.create_user(
            form.cleaned_data["username"],
            form.cleaned_data["password"],
            display_name=form.cleaned_data["display_name"],
            kind=Account.Kind.APPLICANT,
        )
        login(request, account)
        return HttpResponseRedirect(_next(request) or settings.LOGIN_REDIRECT_URL)
    context = {"form": form, "next": _next(request)}
    return render(request, "public/sign_up.html", context, status=422 if form.errors else 200)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """退出."""
    logout(request)
    return HttpResponseRedirect(settings.LOGOUT_REDIRECT_URL)


def _demo_sheet() -> str:
    """The accounts of the demo city as its player printed them; nothing anywhere else."""
    sheet = settings.DATA / "demo-accounts.txt"
    return sheet.read_text("utf-8") if settings.DEMO and sheet.exists() else ""
