"""Reading the counting as a person with a wall calendar does: from the notices alone, with no engine."""

import json
import re
from datetime import date, timedelta
from functools import cache

from tongban.catalogue.conformance import Scenario
from tongban.catalogue.law import data_root

_DAY = timedelta(days=1)
_WEEKDAYS = "一二三四五六日"
_START = re.compile(
    r"起点(\d{4})年(\d+)月(\d+)日（周(.)）当日不计，数工作日：(.*?)第(\d+)个是(\d{4})年(\d+)月(\d+)日（周(.)）"
)
_STRETCH = re.compile(r"(\d+)月(\d+)日(?:至(\d+)月(\d+)日)?(?:（其中[^）]*）)? (\d+)天，累计(\d+)")


@cache
def said() -> dict[date, bool]:
    """Every day the notices speak of: off, or worked."""
    found: dict[date, bool] = {}
    for path in sorted((data_root() / "law" / "holidays").glob("[0-9]*.json")):
        days = json.loads(path.read_text(encoding="utf-8"))["days"]
        found |= {date.fromisoformat(d["date"]): d["isOffDay"] for d in days}
    return found


def is_worked(day: date) -> bool:
    return not said()[day] if day in said() else day.weekday() < 5


def passes_a_make_up_day(scenario: Scenario) -> bool:
    """Whether the counting names a Saturday or Sunday that is worked."""
    return "调休上班" in scenario.counting


def turns_on_a_pause(scenario: Scenario) -> bool:
    """Whether a pause leaves a working day out, or one that is none must be refused."""
    refused = {one.number for one in scenario.then.refused or ()}
    pauses = {n for n, what in enumerate(scenario.when, start=1) if what.happens == "excluded"}
    return bool(pauses & refused) or any(is_worked(day) for day in _excluded(scenario))


def counts(scenario: Scenario) -> list[re.Match[str]]:
    """The counts in working days that are written out in the ordinary form."""
    return list(_START.finditer(scenario.counting))


def mistakes(scenario: Scenario) -> list[str]:
    """What a person who follows the counting on a wall calendar would object to."""
    return [wrong for count in counts(scenario) for wrong in _mistakes(scenario, count)]


def _mistakes(scenario: Scenario, count: re.Match[str]) -> list[str]:
    year, month, day, weekday, body, number, *last, last_weekday = count.groups()
    start, end = date(int(year), int(month), int(day)), date(*map(int, last))
    wrong = []
    if (_WEEKDAYS[start.weekday()], _WEEKDAYS[end.weekday()]) != (weekday, last_weekday):
        wrong.append(f"{start} or {end} is no such weekday")
    counted: list[date] = []
    for m1, d1, m2, d2, days, so_far in _STRETCH.findall(body):
        begin = _after(counted[-1] if counted else start, int(m1), int(d1))
        until = _after(begin - _DAY, int(m2), int(d2)) if m2 else begin
        stretch = [begin + n * _DAY for n in range((until - begin).days + 1)]
        if len(stretch) != int(days):
            wrong.append(f"{begin} to {until} are not {days} days")
        counted += stretch
        if len(counted) != int(so_far):
            wrong.append(f"up to {until} they are {len(counted)}, not {so_far}")
    due = [start + n * _DAY for n in range(1, (end - start).days + 1)]
    excluded = _excluded(scenario) if "扣除" in body else set()
    if counted != [d for d in due if is_worked(d) and d not in excluded]:
        wrong.append(f"these are not the working days after {start} up to {end}")
    if len(counted) != int(number):
        wrong.append(f"{len(counted)} days are counted, not {number}")
    if end not in scenario.then.due.values():
        wrong.append(f"{end} is expected of no clock")
    return wrong


def _after(day: date, month: int, of_month: int) -> date:
    found = date(day.year, month, of_month)
    return found if found > day else date(day.year + 1, month, of_month)


def _excluded(scenario: Scenario) -> set[date]:
    refused = {one.number for one in scenario.then.refused or ()}
    left_out: set[date] = set()
    for number, what in enumerate(scenario.when, start=1):
        if number in refused:
            continue
        if what.happens == "excluded" and what.begin and what.until:
            left_out |= {what.begin + n * _DAY for n in range((what.until - what.begin).days + 1)}
        if what.happens == "resumed":
            left_out = {d for d in left_out if d <= (what.begin or what.on)}
    return left_out
