"""Frame 页框: what the header of a staff page shows, for every staff view to pass on."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from tongban.handling.access import INTERFACE_POST
from tongban.kernel.case.item import StepKind
from tongban.store.models import Post
from tongban.web.people import acting_post, held_posts, is_supervision
from tongban.web.wiring import office


def frame(request: HttpRequest, room: str) -> dict[str, Any]:
    """The header's content: the posts one holds, the one acted at, and the room one is in."""
    acting = acting_post(request)
    held = {post.key for post in held_posts(request)}
    doors = [i.for_kernel() for i in office().catalogue.all_in_force(office().today())]
    return {
        "takes_in": any(item.step_of(StepKind.INTAKE).post in held for item in doors),
        "hands_out": any(item.step_of(StepKind.DELIVERY).post in held for item in doors),
        "takes_results": INTERFACE_POST in held,
        "supervises": any(map(is_supervision, held_posts(request))),
        "room": room,
        "posts": [_shown(post) for post in held_posts(request)],
        "acting": _shown(acting) if acting else None,
    }


def _shown(post: Post) -> dict[str, str]:
    english = (get_language() or "").startswith("en")
    return {"key": post.key, "name": post.name_en if english else post.name_zh}
