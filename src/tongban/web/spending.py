"""Spending 用时: the statutory and the promised clock side by side, whose days each has taken so far."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from tongban.kernel import Case
from tongban.kernel.calendar import Calendar
from tongban.kernel.clock import Clock, ClockKind, TimeKind, Watched, spent
from tongban.kernel.words import Bilingual
from tongban.supervision.signals import days_left

_BESIDE = (ClockKind.STATUTORY, ClockKind.PROMISED)
_LEFT = Bilingual("还剩", "left")


def time_spent(case: Case, today: date, calendar: Calendar) -> list[dict[str, Any]]:
    """What `{% time_spent %}` shows of a case; nothing before its clocks have started."""
    clocks = [case.clocks[kind] for kind in _BESIDE if kind in case.clocks]
    # Of what is decided nothing is left, and of what was decided on its first day nothing is to be told.
    is_over = not any(clock.is_running for clock in clocks)
    shown = [_clock(clock, today, calendar, is_over=is_over) for clock in clocks]
    took_none = not any(part["days"] for clock in shown for part in clock["parts"])
    return [] if is_over and took_none else shown


def _clock(clock: Clock, today: date, calendar: Calendar, *, is_over: bool) -> dict[str, Any]:
    found = spent(clock, today, calendar)
    left = days_left(Watched.of(clock, calendar), today, calendar, found.unit) if clock.is_running else 0
    left = max(0, left)
    parts = [(kind.value, kind.label, found.days(kind)) for kind in TimeKind]
    parts += [] if is_over else [("left", _LEFT, left)]
    return {
        "title": clock.kind.label,
        "limit": clock.limit.words,
        "parts": [
            {"slug": slug, "title": title, "days": days, "unit": found.unit.label_after(days)}
            for slug, title, days in parts
        ],
        "bars": _bars([*((span.kind.value, span.days) for span in found.spans), ("left", left)]),
        "explain": found.words,
    }


def _bars(parts: Iterable[tuple[str, int]]) -> list[dict[str, str]]:
    """The parts one after another, in hundredths of the whole."""
    shown = [(slug, days) for slug, days in parts if days]
    whole, begin, bars = sum(days for _, days in shown), 0, []
    for slug, days in shown:
        bars.append({"slug": slug, "x": f"{100 * begin / whole:.2f}", "width": f"{100 * days / whole:.2f}"})
        begin += days
    return bars
