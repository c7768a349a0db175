"""Bulk 批量: the kernel's counting over arrays, equal to it.

For supervision and the bench, where a million clocks are counted at once. The kernel stays the
reference: tests/properties/test_bulk.py holds every element of every array against it. Not its
business: the ledger, explanations, files, the database. Start reading in `due.py`. Nothing that a
web worker imports at start-up imports this room: it costs numpy.
"""

from tongban.bulk.columns import Clocks, Exclusions
from tongban.bulk.days import DayTable
from tongban.bulk.due import Dues, Moments, due_dates, last_moments, moved
from tongban.bulk.loops import NUMPY, Loops
from tongban.bulk.refusals import RowRefused, Why
from tongban.bulk.spent import (
    Left,
    Spent,
    Turns,
    days_left,
    turns,
    working_days_spent,
    working_seconds_spent,
)

__all__ = [
    "NUMPY",
    "Clocks",
    "DayTable",
    "Dues",
    "Exclusions",
    "Left",
    "Loops",
    "Moments",
    "RowRefused",
    "Spent",
    "Turns",
    "Why",
    "days_left",
    "due_dates",
    "last_moments",
    "moved",
    "turns",
    "working_days_spent",
    "working_seconds_spent",
]
