"""Calendar 工作日历: which days are worked, with make-up working days 调休, from dated data."""

from tongban.kernel.calendar.days import Calendar

__all__ = ["Calendar"]
