"""Law as data 法律数据: time limits, holidays, signal thresholds, the glossary; read, validated, dated.

Returns kernel dataclasses; the kernel never opens a file. Nothing is read at import, everything is
read once. Not its business: what an item asks for. Start reading in `limits.py`.
"""

from tongban.catalogue.law.calendars import AddedNotice, CalendarBook, UnknownRegion, load_book, load_calendar
from tongban.catalogue.law.headcounts import inspecting_staff, verifying_staff
from tongban.catalogue.law.limits import LegalLimit, LimitInForce, Limits, NoLawThen, Officer, load_limits
from tongban.catalogue.law.location import data_root
from tongban.catalogue.law.signals import SignalBook, load_signals

__all__ = [
    "AddedNotice",
    "CalendarBook",
    "LegalLimit",
    "LimitInForce",
    "Limits",
    "NoLawThen",
    "Officer",
    "SignalBook",
    "UnknownRegion",
    "data_root",
    "inspecting_staff",
    "load_book",
    "load_calendar",
    "load_limits",
    "load_signals",
    "verifying_staff",
]
