"""着法 — what is tried in a state: every verb of every theme, with contents that stand for all others.

Most of it is refused, and counted. A verb has a content for each answer that the law tells apart (an
opinion agrees or objects), not one for each number that could be written on it.
"""

from collections.abc import Callable, Iterator, Mapping

from tongban.process.exploring.moves import (
    after,
    challenge,
    course,
    ending,
    hearing,
    intake,
    joint,
    limits,
    mending,
    money,
    oversight,
    service,
)
from tongban.process.exploring.moves.move import Move, Standing
from tongban.process.exploring.moves.situations import Situation, situations

#: The theme that is always tried; the others may be left out.
COURSE = "course"

#: theme → what it tries.
THEMES: Mapping[str, Callable[[Standing], Iterator[Move]]] = {
    "intake": intake.tried,
    COURSE: course.tried,
    "limits": limits.tried,
    "hearing": hearing.tried,
    "joint": joint.tried,
    "after": after.tried,
    "oversight": oversight.tried,
    "money": money.tried,
    "challenge": challenge.tried,
    "mending": mending.tried,
    "ending": ending.tried,
    "service": service.tried,
}

__all__ = ["COURSE", "THEMES", "Move", "Situation", "Standing", "situations"]
