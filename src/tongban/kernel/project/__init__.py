"""Construction projects 工程建设项目: stages, in turn or side by side, and the gates between them.

A project decides nothing about a licence: a stage is applied for by a life event, whose members are cases of
their own. It knows which outcomes there are, what each gate still misses, and when the whole is through.
Not its business: what may happen to a case (`kernel.case`) or within one application (`kernel.life_event`).
Start reading in `gates.py`, then `life.py`.
"""

from tongban.kernel.project.events import TYPES
from tongban.kernel.project.evolution import evolve, replay
from tongban.kernel.project.life import ALLOWED, decide, decide_and_evolve
from tongban.kernel.project.owed import Owed, owed
from tongban.kernel.project.rules import Deferral, Flow, Gate, OutcomeRule, Rules, StageRule, outcome_id
from tongban.kernel.project.state import Application, Outcome, Project, ProjectStatus
from tongban.kernel.project.words import Before, Loss, OutcomeState, ProjectEnd, StageState

__all__ = [
    "ALLOWED",
    "TYPES",
    "Application",
    "Before",
    "Deferral",
    "Flow",
    "Gate",
    "Loss",
    "Outcome",
    "OutcomeRule",
    "OutcomeState",
    "Owed",
    "Project",
    "ProjectEnd",
    "ProjectStatus",
    "Rules",
    "StageRule",
    "StageState",
    "decide",
    "decide_and_evolve",
    "evolve",
    "outcome_id",
    "owed",
    "replay",
]
