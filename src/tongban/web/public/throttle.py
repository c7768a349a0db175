"""限速 — each wrong password doubles the wait before the next try at the same account.

Counted in the cache of this process, by a digest of the name and whether or not the account exists, so
that the wait tells nobody which names are taken. It slows guessing down; it never locks anyone out.
"""

import hashlib
from datetime import datetime, timedelta
from math import ceil

from django.core.cache import cache

_FREE_TRIES = 3
_LONGEST = timedelta(minutes=15)
_REMEMBERED = timedelta(hours=12)


def seconds_to_wait(username: str, now: datetime) -> int:
    """How long until the next try may be made; 0 where it may be made now."""
    until: datetime = cache.get(_key(username), (0, now))[1]
    return max(0, ceil((until - now).total_seconds()))


def failed(username: str, now: datetime) -> None:
    """A wrong password was given."""
    tries = cache.get(_key(username), (0, now))[0] + 1
    wait = min(_LONGEST, timedelta(seconds=2 ** min(tries - _FREE_TRIES, 20)))
    until = now + wait if tries > _FREE_TRIES else now
    cache.set(_key(username), (tries, until), timeout=_REMEMBERED.total_seconds())


def succeeded(username: str) -> None:
    """The right one was given: forget the wrong ones."""
    cache.delete(_key(username))


def _key(username: str) -> str:
    return "sign-in:" + hashlib.sha256(username.casefold().encode()).hexdigest()
