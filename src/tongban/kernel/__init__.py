"""Kernel 内核: what may happen to a case, and when it falls due.

Standard library only; time, ids and randomness come in as arguments.
Not its business: files, frameworks, the wall clock. Start reading in `case/life.py`.
"""

from tongban.kernel.case.allowed import ALLOWED
from tongban.kernel.case.commands import Body, Command
from tongban.kernel.case.conditions import Condition, Fact, Facts, facts_of, holds
from tongban.kernel.case.events import Event, Happening
from tongban.kernel.case.evolution import evolve, replay
from tongban.kernel.case.item import Item, MaterialRequirement, Step
from tongban.kernel.case.life import decide, decide_and_evolve
from tongban.kernel.case.matter import Matter
from tongban.kernel.case.offered import APPLICANT_VERBS, STAFF_VERBS, Possibility, allowed
from tongban.kernel.case.state import Case, CaseStep, Status, StepState

__all__ = [
    "ALLOWED",
    "APPLICANT_VERBS",
    "STAFF_VERBS",
    "Body",
    "Case",
    "CaseStep",
    "Command",
    "Condition",
    "Event",
    "Fact",
    "Facts",
    "Happening",
    "Item",
    "MaterialRequirement",
    "Matter",
    "Possibility",
    "Status",
    "Step",
    "StepState",
    "allowed",
    "decide",
    "decide_and_evolve",
    "evolve",
    "facts_of",
    "holds",
    "replay",
]
