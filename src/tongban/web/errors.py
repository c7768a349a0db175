"""Error pages 出错页面: what happened, and what to do now, in the reader's language.

A page says nothing about the inside of the system. `server_error` touches neither the database nor
the reader's preferences, because either may be what broke: it speaks both languages at once.
"""

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


def _page(request: HttpRequest, status: int, title: str, paragraphs: list[str]) -> HttpResponse:
    return render(request, "design/error.html", {"title": title, "paragraphs": paragraphs}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request could not be read."""
    if isinstance(exception, RequestDataTooBig):
        megabytes = settings.UPLOAD_MAX_BYTES // (1024 * 1024)
        return _page(
            request,
            400,
            _("上传的内容太大"),
            [
                _("一次最多上传 %(megabytes)s MB。") % {"megabytes": megabytes},
                _("请分几次上传，或缩小照片后再传。已经上传的材料没有丢失。"),
            ],
        )
    return _page(
        request,
        400,
        _("没有看懂这个请求"),
        [
            _("网址或表单内容不完整，或者格式不对。"),
            _("请返回上一页，检查填写的内容，再提交一次。"),
        ],
    )


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: known, but not for this reader."""
    reason = str(exception) if isinstance(exception, PermissionDenied) else ""
    return _page(
        request,
        403,
        _("您不能查看这一页"),
        [
            *([reason] if reason else []),
            _("如果您认为应当可以查看，请用办理时使用的账号登录，或者联系受理窗口。"),
        ],
    )


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without a valid token: an old page, or a request from another site."""
    return _page(
        request,
        403,
        _("这一页打开得太久了"),
        [
            _("为了您的安全，表单没有提交。"),
            _("请返回上一页，刷新后再提交一次。浏览器须允许本站使用 Cookie。"),
        ],
    )


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing at this address (or nothing this reader may know of)."""
    return _page(
        request,
        404,
        _("没有找到这一页"),
        [
            _("网址可能输错了，或者这一页已经移走。"),
            _("请检查网址，或者从首页重新查找要办的事。"),
        ],
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; nothing was half-applied, since a command commits whole or not at all."""
    return HttpResponse(render_to_string("design/server_error.html"), status=500)
