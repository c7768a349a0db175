"""日历与期限的拒绝 — days that cannot be counted, ledgers that cannot be kept so."""

from tongban.kernel.refusals.told import BadInput, Refusal


class BeforeTheCalendar(Refusal):
    """日期早于工作日历。"""

    zh = "{day} 早于工作日历的起点 {first}，无法计算工作日。"
    en = "{day} lies before the first day of the working calendar, {first}; working days cannot be counted."
    basis = "行政许可法§82"
    remedy_zh = "请核对日期；确需更早的年份，请在 law/holidays 中补充该年放假通知。"
    remedy_en = "Check the date; if the year is right, add that year's holiday notice to law/holidays."


class BeyondTheCalendar(Refusal):
    """期限超出可表示的日期。"""

    zh = "自 {day} 起 {amount} 日的期限超出了工作日历所能推算的范围。"
    en = "A limit of {amount} days from {day} ends after the last day the working calendar can name."
    basis = "行政许可法§82"
    remedy_zh = "请核对日期、期限的数值和单位。"
    remedy_en = "Check the date, and the limit's number and unit."


class InstantWithoutZone(BadInput, ValueError):
    """时刻没有时区。"""

    zh = "时刻 {instant} 没有时区，无法确定是哪一天。"
    en = (
        "The instant {instant} has no time zone; its day cannot be known, and an instant needs its time zone."
    )
    basis = "民法典§201"
    remedy_zh = "请写明时区，例如 2026-03-02T10:00:00+08:00。"
    remedy_en = "Give the time zone with it, as in 2026-03-02T10:00:00+08:00."


class LimitNotPositive(Refusal):
    """期限必须为正数。"""

    zh = "期限 {amount} 不是正整数。"
    en = "A limit of {amount} is not a positive whole number."
    basis = "行政许可法§42"
    remedy_zh = "请填写至少为 1 的天数。"
    remedy_en = "Give a number of days of at least 1."


class HoursUpsideDown(Refusal):
    """办公时间颠倒或重叠。"""

    zh = "办公时间「{hours}」有颠倒、重叠或空缺。"
    en = "The business hours “{hours}” are upside down, overlap, or there are none."
    basis = "民法典§203"
    remedy_zh = "请按先后顺序写明每段的起止，例如 09:00-12:00、13:30-17:30。"
    remedy_en = "Give each opening's beginning and end in order, such as 09:00-12:00, 13:30-17:30."


class NoBusinessHours(Refusal):
    """该地区没有办公时间。"""

    zh = "地区「{region}」没有登记办公时间，无法按小时计算。"
    en = "The business hours of the region “{region}” are not known; hours cannot be counted."
    basis = "民法典§203"
    remedy_zh = "请在 law/regions.yaml 中写明该地区的办公时间，或改用按日计算的期限。"
    remedy_en = "Give the region's hours in law/regions.yaml, or use a limit counted in days."


class NotCountedBackward(Refusal):
    """倒算的期限不能扣除或延长。"""

    zh = "「{limit}」自 {day} 倒算，不能扣除时间。"
    en = "The limit of {limit} is counted back from {day}; no time can be excluded from it."
    basis = "行政许可法§45"
    remedy_zh = "请核对时限的计算方向；只有正向计算的办理期限可以扣除。"
    remedy_en = "Check the direction of the limit; only one that runs forward can have time excluded."


class ClockAlreadyStopped(Refusal):
    """时钟已经停止。"""

    zh = "该期限的义务已于 {day} 履行完毕，时钟已停止。"
    en = "The duty this limit measures was done on {day}; the clock has stopped."
    basis = "行政许可法§45"
    remedy_zh = "如停止日期录入有误，请更正该分录；否则无需再作变动。"
    remedy_en = (
        "If the day it stopped was entered wrongly, correct that entry; else there is nothing to change."
    )


class NoSuchEntry(Refusal):
    """台账没有这条分录。"""

    zh = "时钟台账没有第 {number} 条可以更正的分录（共 {entries} 条）。"
    en = "The ledger has no entry {number} that can be corrected (it has {entries})."
    basis = "行政许可法§42"
    remedy_zh = "请核对分录编号；起算日请用重新起算更正。"
    remedy_en = "Check the entry's number; correct the first day by a reset."


class ExclusionUpsideDown(Refusal):
    """扣除期间的起止颠倒。"""

    zh = "扣除期间的结束日 {until} 早于开始日 {begin}。"
    en = "The excluded period ends on {until}, before it begins on {begin}."
    basis = "行政许可法§45"
    remedy_zh = "请按书面告知填写起止两日，两日均计入扣除。"
    remedy_en = "Give the two days named in the written notice; both count as excluded."


class ExclusionOverlaps(Refusal):
    """扣除期间重叠。"""

    zh = "{begin} 至 {until} 与已告知扣除的期间重叠，同一日不能扣除两次。"
    en = "{begin} to {until} overlaps a period already excluded; a day cannot be excluded twice."
    basis = "行政许可法§45"
    remedy_zh = "请改为不重叠的期间，或先结束前一特别程序。"
    remedy_en = "Name a period that does not overlap, or end the earlier special procedure first."


class ExclusionOutsideTheLimit(Refusal):
    """扣除期间不在办理期限之内。"""

    zh = "扣除期间自 {begin} 开始，不在办理期限（{start} 次日至 {due}）之内。"
    en = "The excluded period begins on {begin}, outside the running limit (the day after {start} to {due})."
    basis = "行政许可法§45"
    remedy_zh = "特别程序须在期限届满前书面告知；期限已过的，只能说明理由并尽快作出决定。"
    remedy_en = "A special procedure is told before the limit ends; after that, give reasons and decide."
