"""Log 日志: any system's events as one coded form, and what is odd about them.

Files are read by what is in them (XES, CSV, Parquet, Excel), times are put in UTC, persons behind pseudonyms;
findings are said before any result. Not its business: what follows from a log (`process.mining`). Start
reading in `reading.py`, then `coded.py`. Nothing that a web worker imports at start imports this room: it
costs Polars.
"""

from tongban.process.log.coded import ATTRIBUTE, CodedLog
from tongban.process.log.coding import Reading
from tongban.process.log.findings import CHECKS, Check, LogFinding, Weight
from tongban.process.log.reading import Opened, open_log
from tongban.process.log.unreadable import UnreadableLog

__all__ = [
    "ATTRIBUTE",
    "CHECKS",
    "Check",
    "CodedLog",
    "LogFinding",
    "Opened",
    "Reading",
    "UnreadableLog",
    "Weight",
    "open_log",
]
