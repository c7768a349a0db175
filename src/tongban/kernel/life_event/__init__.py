"""Life events 一件事: one application whose members are cases of their own, and what passes between them.

A life event decides nothing about a licence: each member is a case with its own authority, acceptance, clock
and decision. It knows which members there are, what each waits for, what has become of it as its case told,
and when all are through.
Not its business: what may happen to a case (`kernel.case`), storing, sending. Start reading in `life.py`.
"""

from tongban.kernel.life_event.events import TYPES
from tongban.kernel.life_event.evolution import evolve, replay
from tongban.kernel.life_event.life import ALLOWED, decide, decide_and_evolve
from tongban.kernel.life_event.owed import Owed, owed
from tongban.kernel.life_event.rules import Feed, MemberRule, Outside, Rules
from tongban.kernel.life_event.state import Came, LifeEvent, LifeEventStatus, Member
from tongban.kernel.life_event.words import Errand, LostNeed, MemberEnd, MemberState

__all__ = [
    "ALLOWED",
    "TYPES",
    "Came",
    "Errand",
    "Feed",
    "LifeEvent",
    "LifeEventStatus",
    "LostNeed",
    "Member",
    "MemberEnd",
    "MemberRule",
    "MemberState",
    "Outside",
    "Owed",
    "Rules",
    "decide",
    "decide_and_evolve",
    "evolve",
    "owed",
    "replay",
]
