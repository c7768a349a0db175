"""批量计算的拒绝理由 — why a row has no date, and what could not be read as a column.

A row is refused for the kernel's own reasons; one byte per row says which.
"""

from enum import IntEnum

from tongban.kernel.refusals import (
    BadInput,
    BeforeTheCalendar,
    BeyondTheCalendar,
    ExclusionOverlaps,
    ExclusionUpsideDown,
    LimitNotPositive,
    NoBusinessHours,
    Refusal,
    Told,
)
from tongban.kernel.words import Bilingual


class DateMissing(BadInput):
    """缺少日期。"""

    zh = "缺少日期。"
    en = "A date is missing."
    remedy_zh = "请补全该行的日期。"
    remedy_en = "Give the row its date."


class RowRefused(Refusal):
    """某一行无法计算。"""

    zh = "第 {row} 行无法计算：{reason}；共有 {rows} 行如此。"
    en = "Row {row} cannot be counted: {reason}; rows like this: {rows}."
    basis = "行政许可法§82"
    remedy_zh = "请改正这些行，或只取 refused 为 0 的行。"
    remedy_en = "Correct these rows, or take only those whose `refused` is 0."


class ColumnLengthDiffers(BadInput):
    """各列长度不一。"""

    zh = "「{column}」有 {length} 行，其他列有 {rows} 行。"
    en = "“{column}” has {length} rows, the other columns have {rows}."
    remedy_zh = "请给出同样长度的列，或对所有行相同的一个值。"
    remedy_en = "Give columns of one length, or one value for all rows."


class ColumnUnreadable(BadInput):
    """列的类型不对。"""

    zh = "「{column}」的类型是 {found}，应为 {wanted}。"
    en = "“{column}” is of type {found}, not {wanted}."
    remedy_zh = "请先转换该列；时刻没有时区就没有法定日期。"
    remedy_en = "Convert the column first; an instant has no legal date without its zone."


class Why(IntEnum):
    """行的拒绝理由 — one byte per row, 0 where there is an answer."""

    ANSWERED = 0
    DATE_MISSING = 1
    LIMIT_NOT_POSITIVE = 2
    BEFORE_THE_CALENDAR = 3
    BEYOND_THE_CALENDAR = 4
    NO_BUSINESS_HOURS = 5
    EXCLUSION_UPSIDE_DOWN = 6
    EXCLUSION_OVERLAPS = 7

    @property
    def refusal(self) -> type[Told]:
        """The refusal that the kernel gives for one such row; none for an answer."""
        return _REFUSALS[self]

    @property
    def label(self) -> Bilingual:
        """Its name, without the particulars of a row."""
        return _LABELS[self]

    @classmethod
    def of(cls, told: Told) -> "Why":
        """The code of a refusal of the kernel's."""
        return next(why for why, refusal in _REFUSALS.items() if isinstance(told, refusal))


_REFUSALS: dict[Why, type[Told]] = {
    Why.DATE_MISSING: DateMissing,
    Why.LIMIT_NOT_POSITIVE: LimitNotPositive,
    Why.BEFORE_THE_CALENDAR: BeforeTheCalendar,
    Why.BEYOND_THE_CALENDAR: BeyondTheCalendar,
    Why.NO_BUSINESS_HOURS: NoBusinessHours,
    Why.EXCLUSION_UPSIDE_DOWN: ExclusionUpsideDown,
    Why.EXCLUSION_OVERLAPS: ExclusionOverlaps,
}
_LABELS = {
    Why.ANSWERED: Bilingual("已算出", "counted"),
    Why.DATE_MISSING: Bilingual("缺少日期", "a date is missing"),
    Why.LIMIT_NOT_POSITIVE: Bilingual("期限不是正整数", "the limit is not a positive whole number"),
    Why.BEFORE_THE_CALENDAR: Bilingual("日期早于工作日历", "the date lies before the working calendar"),
    Why.BEYOND_THE_CALENDAR: Bilingual("期限超出工作日历", "the limit ends beyond the working calendar"),
    Why.NO_BUSINESS_HOURS: Bilingual("该地区没有办公时间", "the region's business hours are not known"),
    Why.EXCLUSION_UPSIDE_DOWN: Bilingual("扣除期间颠倒", "an excluded period ends before it begins"),
    Why.EXCLUSION_OVERLAPS: Bilingual("扣除期间重叠", "excluded periods overlap"),
}
