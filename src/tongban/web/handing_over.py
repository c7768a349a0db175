"""Handing over 转交: the members of a life event to their authorities, at once where it can be."""

import logging

from tongban.handling.life_event import following
from tongban.web.wiring import office

logger = logging.getLogger("tongban.members")


def hand_over(life_event_id: str) -> None:
    """Hand over what is owed now; what cannot be stays owed, and the follower of the feed does it."""
    try:
        following.hand_over(office().life_events, life_event_id)
    except Exception as fault:  # the application is in: nothing whoever handed it in could do about it
        logger.error("life event %s is handed over later: %s", life_event_id, type(fault).__name__)
