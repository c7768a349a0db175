"""Days 日子 of the demo: counted back from the day it is first played."""

from datetime import date

from tongban.kernel.calendar import Calendar


def back(calendar: Calendar, today: date, working_days: int) -> date:
    """The working day that lies so many working days before today."""
    ordinal = today.toordinal()
    while calendar.count(date.fromordinal(ordinal), today) < working_days or not calendar.is_working(
        date.fromordinal(ordinal)
    ):
        ordinal -= 1
    return date.fromordinal(ordinal)
