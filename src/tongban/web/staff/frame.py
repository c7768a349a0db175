"""Frame 页框: what the header of a staff page shows, for every staff view to pass on."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from tongban.store.models import Post
from tongban.web.people import acting_post, held_posts


def frame(request: HttpRequest, room: str) -> dict[str, Any]:
    """The header's content: the posts one holds, the one acted at, and the room one is in."""
    acting = acting_post(request)
    return {
        "room": room,
        "posts": [_shown(post) for post in held_posts(request)],
        "acting": _shown(acting) if acting else None,
    }


def _shown(post: Post) -> dict[str, str]:
    english = (get_language() or "").startswith("en")
    return {"key": post.key, "name": post.name_en if english else post.name_zh}
