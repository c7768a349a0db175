"""Calendar 工作日历: which days and hours are worked, with make-up working days 调休, from dated data."""

from tongban.kernel.calendar.changes import changed_days
from tongban.kernel.calendar.days import Calendar
from tongban.kernel.calendar.hours import BusinessHours, Opening
from tongban.kernel.calendar.worked import add_seconds, close_of, working_seconds

__all__ = [
    "BusinessHours",
    "Calendar",
    "Opening",
    "add_seconds",
    "changed_days",
    "close_of",
    "working_seconds",
]
