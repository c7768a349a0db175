"""穷举验证 — every state that a case of an item can reach, and what holds in all of them.

Start reading in `search.py`. What is tried in a state is in `moves/`, what makes two cases the same state
in `fingerprint.py`, what must hold in `promises.py` (of one state or one act) and `endings.py` (of the whole
graph); a life event has a search of its own (`life_events.py`). How far it goes is stated with the result:
a proof within bounds, no more.
"""

from tongban.process.exploring.exploration import Bounds, Exploration
from tongban.process.exploring.life_events import WholeExploration, explore_life_event
from tongban.process.exploring.moves import THEMES, Move
from tongban.process.exploring.promises import PROMISES, Broken
from tongban.process.exploring.search import explore

__all__ = [
    "PROMISES",
    "THEMES",
    "Bounds",
    "Broken",
    "Exploration",
    "Move",
    "WholeExploration",
    "explore",
    "explore_life_event",
]
