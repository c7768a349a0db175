"""延续 — a licence renewed before it expires; silence until then is renewal, for who applied in time.

依据 Basis: 行政许可法§50: apply so many days before expiry; decide before expiry; undecided, it is deemed
granted. Silence works for nobody who still owes the agency something.
"""

from datetime import date, datetime, time, timedelta

from tongban.kernel.case.commands import HandOverReason, LicenceToRenew
from tongban.kernel.case.events import LimitPassed, Renewal, RenewalDeemed
from tongban.kernel.case.item import RenewalRule
from tongban.kernel.case.matter import CLOCKWORK, Matter, Unfolding
from tongban.kernel.case.oversight import hand_over
from tongban.kernel.clock import Clock, ClockKind, TimeLimit, Unit
from tongban.kernel.refusals import LicenceExpired, LicenceToRenewMissing, NotARenewal

_BASIS = "行政许可法§50(2)"
_DAY = timedelta(days=1)


def renewal(matter: Matter, asked: LicenceToRenew | None) -> Renewal | None:
    """What is renewed and whether it was applied for in time; None where the item renews nothing."""
    rule = matter.item.renewal
    if rule is None:
        if asked is not None:
            raise NotARenewal()
        return None
    if asked is None or not asked.number:
        raise LicenceToRenewMissing()
    if asked.expires_on < matter.day:
        raise LicenceExpired(number=asked.number, expires_on=asked.expires_on)
    latest = _clock(rule.apply_before, asked.expires_on, matter).due(matter.calendar).day
    return Renewal(
        number=asked.number,
        expires_on=asked.expires_on,
        apply_limit=rule.apply_before,
        in_time=matter.day <= latest,
        valid_until=_renewed_until(rule, asked.expires_on, matter),
        basis=_BASIS,
    )


def deem(unfolding: Unfolding, due_on: date) -> None:
    """届满 — renewed by silence, or only said to have passed where silence has no effect."""
    case = unfolding.case
    renews = case.renews
    owes = case.owes_supplement or bool(case.missing)
    if renews is None or not renews.in_time or owes:
        unfolding.then(LimitPassed(ClockKind.RENEWAL, due_on), by_time=True)
        return
    limit = unfolding.matter.item.delivery_limit
    deemed = RenewalDeemed(due_on, renews.number, renews.valid_until, limit, _BASIS)
    unfolding.then(deemed, by_time=True)
    hand_over(unfolding, HandOverReason.RENEWAL, by_time=True)


def _renewed_until(rule: RenewalRule, expires_on: date, matter: Matter) -> date | None:
    if not rule.years:
        return None
    years = TimeLimit(rule.years, Unit.YEAR, rule.basis, rolls=False)
    return _clock(years, expires_on, matter).due(matter.calendar).day


def _clock(limit: TimeLimit, day: date, matter: Matter) -> Clock:
    at = datetime.combine(day, time(), matter.calendar.zone)
    return Clock(ClockKind.RENEWAL, limit).start(day, at, CLOCKWORK)
