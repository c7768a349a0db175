"""Addresses 网址: one line per room of the web; each room keeps its own `urls.py`."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from tongban.web.design import urls as design
from tongban.web.public import urls as public

urlpatterns: list[URLPattern | URLResolver] = [
    path("preferences/", include(design.preferences)),
    path("staff/", include("tongban.web.staff.urls")),
    path("counter/", include("tongban.web.counter.urls")),
    path("desk/", include("tongban.web.desk.urls")),
    path("", include(public)),
]
if settings.DEBUG or settings.DEMO:
    urlpatterns.append(path("design/", include(design.style_page)))

handler400 = "tongban.web.errors.bad_request"
handler403 = "tongban.web.errors.permission_denied"
handler404 = "tongban.web.errors.page_not_found"
handler500 = "tongban.web.errors.server_error"
