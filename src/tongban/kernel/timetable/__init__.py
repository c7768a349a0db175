"""Timetable 时限表: a statute's clocks and duties as data, followed through what happens.

For every procedure law, and for foreign logs: which limits run, what stops them, what silence does,
what may not happen. Not its business: applicants, papers, posts; those are the case's. A case of the
licensing law is decided in `kernel.case`; its clocks here and there must agree, which the conformance
kit shows. Start reading in `following.py`.
"""

from tongban.kernel.timetable.following import follow
from tongban.kernel.timetable.occurrence import Denial, Effect, Occurrence, Ruling
from tongban.kernel.timetable.rules import (
    AsOf,
    Choice,
    ClockRule,
    Duty,
    EffectRule,
    ExclusionRule,
    Extension,
    Timetable,
)

__all__ = [
    "AsOf",
    "Choice",
    "ClockRule",
    "Denial",
    "Duty",
    "Effect",
    "EffectRule",
    "ExclusionRule",
    "Extension",
    "Occurrence",
    "Ruling",
    "Timetable",
    "follow",
]
