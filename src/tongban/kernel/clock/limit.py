"""时限 — an amount in a unit, how it is counted, and the article it comes from."""

from dataclasses import dataclass
from enum import StrEnum

from tongban.kernel.refusals import LimitNotPositive
from tongban.kernel.words import Bilingual


class Unit(StrEnum):
    """计算单位 — what a limit counts."""

    WORKING_DAY = "working_day"
    NATURAL_DAY = "natural_day"
    WORKING_HOUR = "working_hour"
    MONTH = "month"
    YEAR = "year"

    @property
    def label(self) -> Bilingual:
        """The unit as a reader says it after a number."""
        return _UNIT_LABELS[self]

    def label_after(self, number: int) -> Bilingual:
        """The unit as a reader says it after that number: English has a singular.

        >>> Unit.WORKING_DAY.label_after(1).en
        'working day'
        """
        return Bilingual(self.label.zh, self.label.en.removesuffix("s")) if abs(number) == 1 else self.label


_UNIT_LABELS = {
    Unit.WORKING_DAY: Bilingual("个工作日", "working days"),
    Unit.NATURAL_DAY: Bilingual("日（自然日）", "calendar days"),
    Unit.WORKING_HOUR: Bilingual("个工作小时", "working hours"),
    Unit.MONTH: Bilingual("个月", "months"),
    Unit.YEAR: Bilingual("年", "years"),
}


class LastMoment(StrEnum):
    """截止时刻 — when the last day ends (民法典§203: 24:00, or the close of business where there is one)."""

    MIDNIGHT = "midnight"
    CLOSE_OF_BUSINESS = "close_of_business"

    @property
    def label(self) -> Bilingual:
        """The moment as a reader says it."""
        return {
            LastMoment.MIDNIGHT: Bilingual("当日24时", "midnight"),
            LastMoment.CLOSE_OF_BUSINESS: Bilingual("当日下班时", "close of business"),
        }[self]


@dataclass(frozen=True, slots=True)
class Counting:
    """计算方式 — where a rule departs from the ordinary way of counting.

    Ordinary is: the day of the event is not counted (民法典§201), the count runs forward, the last day
    ends at 24:00 (民法典§203), and it does not matter at what hour of its day the event fell.
    """

    first_day: bool = False
    """首日计入 — the day of the event is the first day."""
    backward: bool = False
    """倒算 — counted back from the event: “30 days before expiry”; the last day is the latest lawful one."""
    last_moment: LastMoment = LastMoment.MIDNIGHT
    after_close_is_next_day: bool = False
    """下班后视为次日 — an event after the close of business is taken as one of the next working day."""


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """时限 — how long something may take.

    `amount` in `unit`; `basis` cites the article. A limit in natural days, months or years whose last
    day is a rest day rolls to the next working day unless `rolls` is false (民法典§203); one counted
    backward rolls to the working day before. `counting` is None for the ordinary way; `unit_basis`
    cites why the days are of this kind (行政许可法§82, 行政复议法§88), where something says so.
    """

    amount: int
    unit: Unit
    basis: str
    rolls: bool = True
    counting: Counting | None = None
    unit_basis: str | None = None

    def __post_init__(self) -> None:
        """Refuse a limit of nothing."""
        if self.amount < 1:
            raise LimitNotPositive(amount=self.amount)

    @property
    def words(self) -> Bilingual:
        """The limit as a reader says it: `20 个工作日`, `20 working days`."""
        unit = self.unit.label_after(self.amount)
        return Bilingual("{amount} {unit}", "{amount} {unit}").fill(amount=self.amount, unit=unit)

    @property
    def way(self) -> Counting:
        """How it is counted, the ordinary way where nothing else is said."""
        return self.counting or _ORDINARY


_ORDINARY = Counting()
