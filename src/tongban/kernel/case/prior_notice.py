"""先行公示 — what is applied for only after a public notice is over, and only for a time after it.

依据 Basis: the special law an item names; 市场主体登记管理条例§33(2) for a simple cancellation. Both
limits are of the applicant and of third parties, none of an office.
"""

from datetime import date, datetime, time

from tongban.kernel.calendar import Calendar
from tongban.kernel.case.events import PriorNotice
from tongban.kernel.case.item import PriorNoticeRule
from tongban.kernel.case.matter import CLOCKWORK, Matter
from tongban.kernel.clock import Clock, ClockKind, TimeLimit
from tongban.kernel.refusals import (
    NoPriorNotice,
    PriorNoticeMissing,
    PriorNoticeRunning,
    PriorNoticeTooOld,
)


def prior_notice(matter: Matter, published_on: date | None) -> PriorNotice | None:
    """The notice an application rests on; None where the item asks for none.

    Raises:
        NoPriorNotice: the item asks for none and a day was given.
        PriorNoticeMissing: no day was given.
        PriorNoticeRunning: its days are not over.
        PriorNoticeTooOld: they are, and so are those to apply in.
    """
    rule = matter.item.prior_notice
    if rule is None:
        if published_on is not None:
            raise NoPriorNotice()
        return None
    if published_on is None:
        raise PriorNoticeMissing(by=rule.basis, notice=rule.name)
    found = days_of(rule, published_on, matter.calendar)
    told = {"by": rule.basis, "notice": rule.name, "over_on": found.over_on, "apply_by": found.apply_by}
    if matter.day <= found.over_on:
        raise PriorNoticeRunning(**told, published_on=published_on)
    if matter.day > found.apply_by:
        raise PriorNoticeTooOld(**told)
    return found


def days_of(rule: PriorNoticeRule, published_on: date, calendar: Calendar) -> PriorNotice:
    """When a notice published that day is over, and by when to apply then."""
    over_on = _end(rule.notice, published_on, calendar)
    return PriorNotice(published_on, over_on, _end(rule.apply, over_on, calendar), rule.basis)


def _end(limit: TimeLimit, day: date, calendar: Calendar) -> date:
    at = datetime.combine(day, time(), calendar.zone)
    return Clock(ClockKind.STEP, limit).start(day, at, CLOCKWORK).due(calendar).day
