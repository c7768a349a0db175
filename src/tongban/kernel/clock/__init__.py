"""Clock 时钟: a time limit, how it is spent (the ledger), when it falls due, and why."""

from tongban.kernel.clock.counting import Due, Start
from tongban.kernel.clock.explain import explain
from tongban.kernel.clock.ledger import APPLICANTS_TIME, Clock, ClockKind, Entry, EntryKind
from tongban.kernel.clock.limit import Counting, LastMoment, TimeLimit, Unit
from tongban.kernel.clock.signals import Colour, Threshold, Turn, Watched, colour_on, turns
from tongban.kernel.clock.spent import Span, Spent, TimeKind, spent

__all__ = [
    "APPLICANTS_TIME",
    "Clock",
    "ClockKind",
    "Colour",
    "Counting",
    "Due",
    "Entry",
    "EntryKind",
    "LastMoment",
    "Span",
    "Spent",
    "Start",
    "Threshold",
    "TimeKind",
    "TimeLimit",
    "Turn",
    "Unit",
    "Watched",
    "colour_on",
    "explain",
    "spent",
    "turns",
]
