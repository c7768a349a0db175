"""What every page knows about its reader's preferences."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

TEXT_COOKIE = "tongban_text"


def shell(request: HttpRequest) -> dict[str, Any]:
    """Text size from the cookie, the languages on offer, whether this is the demo city."""
    return {
        "text_size": "large" if request.COOKIES.get(TEXT_COOKIE) == "large" else "normal",
        "languages_on_offer": settings.LANGUAGES,
        "demo": settings.DEMO,
        # The page itself, to come back to after a preference is changed; never another host.
        "here": request.get_full_path() if request.method in ("GET", "HEAD") else request.path,
    }
