"""Clock 时钟: a time limit, how it is spent (the ledger), when it falls due, and why."""

from tongban.kernel.clock.explain import explain
from tongban.kernel.clock.ledger import Clock, ClockKind, Due, Entry, EntryKind
from tongban.kernel.clock.limit import TimeLimit, Unit

__all__ = ["Clock", "ClockKind", "Due", "Entry", "EntryKind", "TimeLimit", "Unit", "explain"]
