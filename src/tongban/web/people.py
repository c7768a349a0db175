"""Who acts 行为人: the account behind a request, and the post it acts at."""

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from tongban.handling.errand import Actor
from tongban.handling.messages.telling import SUPERVISION
from tongban.store.models import Account, Post

POST_IN_SESSION = "post"

View = Callable[..., HttpResponse]


def posts_of(account: Account) -> list[Post]:
    """The posts the account holds today, in a steady order."""
    return list(
        Post.objects.filter(holders__account=account, holders__until__isnull=True)
        .select_related("authority")
        .order_by("authority_id", "key")
    )


def held_posts(request: HttpRequest) -> list[Post]:
    """The posts the signed-in person holds, read once a request; none for an applicant."""
    if not hasattr(request, "_held_posts"):
        held = posts_of(request.user) if request.user.is_authenticated else []
        request._held_posts = held  # type: ignore[attr-defined]
    return request._held_posts  # type: ignore[attr-defined, no-any-return]


def acting_post(request: HttpRequest) -> Post | None:
    """The post chosen for this session, or the first one held; None for an applicant."""
    if not hasattr(request, "_acting_post"):
        held = held_posts(request)
        chosen = request.session.get(POST_IN_SESSION)
        request._acting_post = next((p for p in held if p.key == chosen), held[0] if held else None)  # type: ignore[attr-defined]
    return request._acting_post  # type: ignore[attr-defined, no-any-return]


def is_supervision(post: Post) -> bool:
    """Whether it is the post of a division's supervisor, who sees every case there and decides none."""
    return post.key == SUPERVISION


def actor_of(request: HttpRequest) -> Actor:
    """The actor of a command: the account's id, at its acting post (applicants have none)."""
    post = acting_post(request)
    return Actor(str(request.user.pk), post.key if post else "")


def applicant_only(view: View) -> View:
    """Let signed-in applicants in; others are asked to sign in."""
    return _only(view, lambda request: not request.user.is_staff)


def staff_only(view: View) -> View:
    """Let staff with a post in; an applicant is told this is not for them."""
    return _only(view, lambda request: acting_post(request) is not None)


def _only(view: View, admits: Callable[[HttpRequest], bool]) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            htmx = getattr(request, "htmx", None)
            if htmx:
                # A sign-in page swapped into a fragment is a page in a page: the window goes there instead.
                onward = htmx.current_url_abs_path or request.get_full_path()
                return HttpResponseClientRedirect(redirect_to_login(onward).url)
            return redirect_to_login(request.get_full_path())
        if not admits(request):
            raise PermissionDenied(_("这一页不是给您当前身份用的。"))
        return view(request, *args, **kwargs)

    return guarded


def names_of(accounts: Iterable[str]) -> dict[str, str]:
    """The names behind account ids, in one query; what is not an account's id is left out."""
    ids = [account for account in set(accounts) if _is_uuid(account)]
    return {
        str(pk): name for pk, name in Account.objects.filter(pk__in=ids).values_list("pk", "display_name")
    }


def usernames_of(accounts: Sequence[str]) -> list[str]:
    """The sign-in names behind account ids, in their order, in one query; none where nobody is named."""
    ids = [account for account in accounts if _is_uuid(account)]
    found = Account.objects.filter(pk__in=ids).values_list("pk", "username") if ids else ()
    names = {str(pk): username for pk, username in found}
    return [names[account] for account in ids if account in names]


def _is_uuid(text: str) -> bool:
    return len(text) == 36 and text.count("-") == 4
