"""Clock 时钟: a time limit, how it is spent (the ledger), when it falls due, and why."""

from tongban.kernel.clock.counting import Due, Start
from tongban.kernel.clock.explain import explain
from tongban.kernel.clock.ledger import APPLICANTS_TIME, Clock, ClockKind, Entry, EntryKind
from tongban.kernel.clock.limit import Counting, LastMoment, TimeLimit, Unit
from tongban.kernel.clock.signals import Colour, Threshold, Turn, Watched, colour_on, turns

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
    "Start",
    "Threshold",
    "TimeLimit",
    "Turn",
    "Unit",
    "Watched",
    "colour_on",
    "explain",
    "turns",
]
