"""工作日 — which days are worked, counted and added.

依据 Basis: 行政许可法§82 (limits are working days), 全国年节及纪念日放假办法, and the State
Council's yearly notices, which arrive as data (`law/holidays`).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from tongban.kernel.calendar.hours import BusinessHours
from tongban.kernel.refusals import BeforeTheCalendar, BeyondTheCalendar, InstantWithoutZone, LimitNotPositive

_SATURDAY = 5
_LAST = date.max.toordinal()
# A limit that ends a century after the last notice is a slip of the pen, not a date to be tabled.
_HORIZON_YEARS = 100
# The notice of a year may still change the last days of the December before (29 to 31 December 2007
# and 2018, 31 December 2011 and 2022), so the last loaded year is certain only up to here.
_CERTAIN_UNTIL = (12, 28)


class Calendar:
    """工作日历 — the working days of one region, as far as the notices go and provisionally beyond.

    Within the years whose notice is loaded the answer is certain, but for the very last days of the
    last one, which the next notice may still change. After them it is provisional: weekends, the fixed
    statutory holidays and any dated ones already known are off, and nothing is made up for.

    >>> c = Calendar("CN", UTC, 2026, 2026, off_days=[date(2026, 1, 1)], make_up_days=[date(2026, 1, 4)])
    >>> c.add(date(2025, 12, 31), 1)
    datetime.date(2026, 1, 2)
    >>> c.is_working(date(2026, 1, 4))      # a Sunday, made up for
    True
    """

    def __init__(
        self,
        region: str,
        zone: tzinfo,
        first_year: int,
        last_year: int,
        *,
        off_days: Iterable[date] = (),
        make_up_days: Iterable[date] = (),
        fixed_holidays: Iterable[tuple[int, int]] = (),
        hours: BusinessHours | None = None,
        version: str = "",
        certain_year: int | None = None,
    ) -> None:
        """Take the days as data.

        Args:
            region: key of the calendar, `CN` for the national one.
            zone: legal time zone; it turns an instant into a legal date.
            first_year: first year whose notice is loaded.
            last_year: last year whose notice is loaded.
            off_days: rest days named by a notice, weekends need not be listed.
            make_up_days: Saturdays and Sundays that are worked 调休.
            fixed_holidays: (month, day) off in every year without a notice.
            hours: the hours worked on a working day; without them no limit is counted in hours, and
                a day ends at 24:00.
            version: names the data, so that a recompute can say what changed.
            certain_year: last year of which every notice is loaded, where that is an earlier one: a
                region's own notices may be out later than the nation's.
        """
        self.region = region
        self.zone = zone
        self.hours = hours
        self.version = version
        self.first_day = date(first_year, 1, 1)
        self.last_known_day = date(last_year, 12, 31)
        self.last_certain_day = date(last_year if certain_year is None else certain_year, *_CERTAIN_UNTIL)
        self.off_days = frozenset(off_days)
        self.make_up_days = frozenset(make_up_days)
        self.fixed_holidays = frozenset(fixed_holidays)
        # The last day before the first year may be the day of an event: it is counted from, never counted.
        self._eve = self.first_day.toordinal() - 1
        self._table: tuple[list[int], int] = ([], self._eve)
        horizon = last_year + _HORIZON_YEARS
        self._horizon = date(horizon, 12, 31).toordinal() if horizon < date.max.year else _LAST
        self._tabled(min(self._horizon, date(min(last_year + 2, date.max.year), 12, 31).toordinal()))

    def __repr__(self) -> str:
        return f"<Calendar {self.region} {self.first_day.year}-{self.last_known_day.year} {self.version}>"

    # --- instants and legal dates

    def day_of(self, instant: datetime) -> date:
        """The legal date of an instant in this region.

        Raises:
            InstantWithoutZone: the instant has no time zone; guessing one would guess the day.
            BeyondTheCalendar: the day there lies after the last date there is.
            BeforeTheCalendar: or before the first.
        """
        if instant.tzinfo is None:
            raise InstantWithoutZone(instant=instant.isoformat())
        try:
            return instant.astimezone(self.zone).date()
        except OverflowError:
            if instant.year > 1:
                raise BeyondTheCalendar(day=instant.date(), amount=1) from None
            raise BeforeTheCalendar(day=instant.date(), first=self.first_day) from None

    def end_of(self, day: date) -> datetime:
        """The UTC instant at which the day is over: 24:00 in this region (民法典§203)."""
        if day == date.max:
            raise BeyondTheCalendar(day=day, amount=1)
        return datetime.combine(day + timedelta(days=1), time(), self.zone).astimezone(UTC)

    # --- days

    def is_working(self, day: date) -> bool:
        """Whether the day is worked 工作日; a make-up Saturday or Sunday is.

        Raises:
            BeforeTheCalendar: no notice says anything about a day before the first loaded year.
        """
        if day < self.first_day:
            raise BeforeTheCalendar(day=day, first=self.first_day)
        if day in self.make_up_days:
            return True
        if day.weekday() >= _SATURDAY or day in self.off_days:
            return False
        return day <= self.last_known_day or (day.month, day.day) not in self.fixed_holidays

    def is_known(self, day: date) -> bool:
        """Whether every notice that can change that day is loaded; if not, an answer is provisional."""
        return day <= self.last_certain_day

    @property
    def horizon(self) -> date:
        """The last day that is counted up to: a century after the last notice."""
        return date.fromordinal(self._horizon)

    def working_ordinals(self) -> Sequence[int]:
        """The ordinals of all working days up to the horizon, in order, for a table of them."""
        return self._tabled(self._horizon)

    def awaited_notice(self, day: date) -> int:
        """The year whose notice would make a provisional day certain."""
        return max(day.year, self.last_certain_day.year + 1)

    def add(self, day: date, amount: int) -> date:
        """The `amount`-th working day after `day`; the day itself does not count.

        Raises:
            BeforeTheCalendar: the day lies before the first loaded year (its eve is allowed).
            BeyondTheCalendar: the answer would lie a century or more after the last notice.
            LimitNotPositive: the amount is not at least 1.
        """
        if amount < 1:
            raise LimitNotPositive(amount=amount)
        start = self._ordinal(day)
        # 7 calendar days for 4 working days is more than most stretches need; 40 more for the holidays.
        end = start + 40 + amount * 7 // 4
        while start + amount <= self._horizon:
            working = self._tabled(min(self._horizon, end))
            wanted = bisect_right(working, start) + amount - 1
            if wanted < len(working):
                return date.fromordinal(working[wanted])
            if end >= self._horizon:
                break
            end += 2 * (wanted + 1 - len(working)) + 40
        raise BeyondTheCalendar(day=day, amount=amount)

    def subtract(self, day: date, amount: int) -> date:
        """The `amount`-th working day before `day`; the day itself does not count.

        Raises:
            BeforeTheCalendar: the answer would lie before the first loaded year.
            BeyondTheCalendar: the day lies a century or more after the last notice.
            LimitNotPositive: the amount is not at least 1.
        """
        if amount < 1:
            raise LimitNotPositive(amount=amount)
        start = self._ordinal(day)
        if start > self._horizon:
            raise BeyondTheCalendar(day=day, amount=amount)
        working = self._tabled(start)
        wanted = bisect_left(working, start) - amount
        if wanted < 0:
            raise BeforeTheCalendar(day=day, first=self.first_day)
        return date.fromordinal(working[wanted])

    def count(self, after: date, until: date) -> int:
        """Working days later than `after`, up to and including `until`; 0 if there are none.

        Raises:
            BeforeTheCalendar, BeyondTheCalendar: as for `add`.
        """
        if until <= after:
            return 0
        start, end = self._ordinal(after), until.toordinal()
        if end > self._horizon:
            raise BeyondTheCalendar(day=after, amount=end - start)
        working = self._tabled(end)
        return bisect_right(working, end) - bisect_right(working, start)

    def roll(self, day: date) -> date:
        """The day itself if it is worked, else the first working day after it (民法典§203).

        Raises:
            BeforeTheCalendar: the day lies before the first loaded year.
            BeyondTheCalendar: it lies, or would roll to a day, a century or more after the last notice; a
                day of work there is no better known than a day of rest.
        """
        self._require_near(day)
        return day if self.is_working(day) else self.add(day, 1)

    def roll_back(self, day: date) -> date:
        """The day itself if it is worked, else the last working day before it; raises as `roll`."""
        self._require_near(day)
        return day if self.is_working(day) else self.subtract(day, 1)

    # --- the table: ordinals of all working days so far; grown on demand, swapped whole for threads

    def _require_near(self, day: date) -> None:
        if day.toordinal() > self._horizon:
            raise BeyondTheCalendar(day=day, amount=1)

    def _ordinal(self, day: date) -> int:
        ordinal = day.toordinal()
        if ordinal < self._eve:
            raise BeforeTheCalendar(day=day, first=self.first_day)
        return ordinal

    def _tabled(self, until: int) -> list[int]:
        working, end = self._table
        if until > end:
            days = range(end + 1, until + 1)
            working = working + [day for day in days if self.is_working(date.fromordinal(day))]
            self._table = (working, until)
        return working
