"""数据质量 — what is odd about a log, how often, where, and what it does to the results.

A finding is said before any result. It never changes a number in silence: where events are left out or put
in order, its `effect` says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from tongban.kernel.words import Bilingual

MOST_EXAMPLES = 5


class Weight(StrEnum):
    """轻重."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Check:
    """检查 — one thing that can be odd about a log: what is said of it, and its effect."""

    code: str
    weight: Weight
    says: Bilingual
    effect: Bilingual

    def found(self, count: int, examples: Iterable[str] = (), **said: object) -> "LogFinding":
        """It is so, so many times; the first examples are kept."""
        shown = tuple(str(example)[:80] for example, _ in zip(examples, range(MOST_EXAMPLES), strict=False))
        kept = {name: str(value) for name, value in said.items()}
        return LogFinding(self.code, count, shown, kept)


@dataclass(frozen=True, slots=True)
class LogFinding:
    """发现 — a check that fired: how often, and example cases."""

    code: str
    count: int
    examples: tuple[str, ...] = ()
    said: Mapping[str, str] = field(default_factory=dict)

    @property
    def check(self) -> Check:
        """What it is a finding of."""
        return CHECKS[self.code]

    @property
    def sentence(self) -> Bilingual:
        """What was found."""
        return self.check.says.fill(count=f"{self.count:,}", **self.said)

    @property
    def effect(self) -> Bilingual:
        """What it does to the results."""
        return self.check.effect.fill(count=f"{self.count:,}", **self.said)

    def plain(self) -> dict[str, Any]:
        """The finding as data, with its sentences."""
        sentence, effect = self.sentence, self.effect
        return {
            "code": self.code,
            "weight": self.check.weight.value,
            "count": self.count,
            "examples": list(self.examples),
            "said": dict(self.said),
            "zh": sentence.zh,
            "en": sentence.en,
            "effect": {"zh": effect.zh, "en": effect.en},
        }


def _check(code: str, weight: Weight, says: tuple[str, str], effect: tuple[str, str]) -> Check:
    return Check(code, weight, Bilingual(*says), Bilingual(*effect))


_ERROR, _WARNING, _NOTE = Weight.ERROR, Weight.WARNING, Weight.NOTE

CHECKS: Mapping[str, Check] = {
    check.code: check
    for check in (
        # --- of the file
        _check(
            "misplaced",
            _WARNING,
            (
                "{count} 处元素不在标准规定的位置",
                "{count} elements stand where the standard has no place for them",
            ),
            ("这些元素未读取。", "They were not read."),
        ),
        _check(
            "without_key",
            _WARNING,
            ("{count} 个属性缺少 key 或 value", "{count} attributes lack their key or value"),
            ("这些属性未读取。", "They were not read."),
        ),
        _check(
            "header_broken",
            _WARNING,
            ("文件头有 {count} 处不合标准", "{count} declarations of the header break the standard"),
            (
                "不影响事件；其他软件可能拒收。",
                "The events are not touched; other programs may refuse the file.",
            ),
        ),
        _check(
            "event_without_case",
            _ERROR,
            ("{count} 个事件不属于任何案件", "{count} events belong to no case"),
            ("这些事件不计入任何结果。", "They are left out of every result."),
        ),
        _check(
            "key_twice",
            _WARNING,
            (
                "{count} 个事件或案件的同一属性写了两次",
                "an attribute is there twice in {count} events or cases",
            ),
            ("以后一个为准。", "The last one counts."),
        ),
        _check(
            "value_unreadable",
            _ERROR,
            ("{count} 个值与其类型不符（{column}）", "{count} values are not of their type ({column})"),
            ("按空值处理。", "They count as empty."),
        ),
        _check(
            "mixed_types",
            _WARNING,
            ("属性 {column} 有不同类型的值", "the attribute {column} has values of several types"),
            ("按文字读取。", "It was read as text."),
        ),
        _check(
            "too_many_attributes",
            _WARNING,
            (
                "另有 {count} 种属性未读取，上限 {most} 种",
                "{count} further attributes were not read; {most} are",
            ),
            ("不能按这些属性筛选。", "Nothing can be filtered by them."),
        ),
        _check(
            "value_cut",
            _WARNING,
            ("{count} 个值超过 {most} 个字符", "{count} values are longer than {most} characters"),
            ("只保留开头部分。", "Only their beginning is kept."),
        ),
        _check(
            "short_rows",
            _WARNING,
            ("{count} 行的列数与表头不符", "{count} rows have another number of columns than the header"),
            (
                "缺少的按空值处理，多出的舍去。",
                "What they lack counts as empty, what is too much is dropped.",
            ),
        ),
        # --- of cases and activities
        _check(
            "no_case",
            _ERROR,
            ("{count} 个事件没有案件号", "{count} events have no case"),
            ("这些事件不计入任何结果。", "They are left out of every result."),
        ),
        _check(
            "case_unnamed",
            _NOTE,
            ("{count} 个案件没有编号", "{count} cases have no name"),
            ("按其在文件中的次序编号。", "They are named by their place in the file."),
        ),
        _check(
            "case_twice",
            _WARNING,
            ("{count} 个案件号出现在几处", "{count} cases are in several places of the file"),
            ("同号的合为一件。", "Those of one name are one case."),
        ),
        _check(
            "case_empty",
            _NOTE,
            ("{count} 个案件没有事件", "{count} cases have no event"),
            ("不计入案件数。", "They are not counted as cases."),
        ),
        _check(
            "no_activity",
            _ERROR,
            ("{count} 个事件没有活动名称", "{count} events name no activity"),
            ("这些事件不计入任何结果。", "They are left out of every result."),
        ),
        _check(
            "many_activities",
            _WARNING,
            ("有 {count} 种活动", "there are {count} activities"),
            (
                "活动列可能选错了；流程图只画主要部分。",
                "The column may be the wrong one; the map shows the main part.",
            ),
        ),
        _check(
            "one_case",
            _NOTE,
            ("只有 {count} 个案件", "there is only {count} case"),
            (
                "没有可以比较的，分位数等于这一件。",
                "Nothing can be compared; quantiles are those of that case.",
            ),
        ),
        _check(
            "case_value_varies",
            _WARNING,
            ("{count} 个案件的 {column} 前后不一", "{column} differs within {count} cases"),
            ("取第一个值。", "The first value counts."),
        ),
        # --- of time
        _check(
            "no_times",
            _ERROR,
            ("日志没有可读的时间", "the log has no time that can be read"),
            (
                "次序取自文件；没有任何时长。",
                "The order is that of the file; nothing is said of how long anything takes.",
            ),
        ),
        _check(
            "time_missing",
            _ERROR,
            ("{count} 个事件没有可读的时间", "{count} events have no time that can be read"),
            (
                "留在文件中的位置，不计入时长。",
                "They keep their place in the file, and count in no duration.",
            ),
        ),
        _check(
            "day_only",
            _WARNING,
            (
                "{count} 个事件只有日期（{share} %），时刻为零点",
                "{count} events have a date only ({share} %): their time is midnight",
            ),
            (
                "按日期读取：当天的次序取自文件，时长以整日计，不算零点办公。",
                "Read as dates: within a day the order is that of the file, durations are whole days, "
                "and nothing counts as work at midnight.",
            ),
        ),
        _check(
            "midnight_elsewhere",
            _WARNING,
            (
                "{count} 个事件的时刻恰为 UTC {hours} 点",
                "{count} events are stamped exactly at {hours} o'clock UTC",
            ),
            (
                "可能是换算成 UTC 的日期；请在对照文件中写明 zone。",
                "They look like dates turned into UTC: name the `zone` in the mapping.",
            ),
        ),
        _check(
            "zone_unknown",
            _NOTE,
            ("{count} 个事件的时间没有时区", "{count} events have a time without a zone"),
            (
                "按 {zone} 读取；可在对照文件中写明 zone。",
                "Read as of {zone}; the mapping can name another `zone`.",
            ),
        ),
        _check(
            "zones_mixed",
            _WARNING,
            ("时间有 {count} 种时差：{offsets}", "times have {count} offsets from UTC: {offsets}"),
            (
                "换算成 UTC 再比较；钟点按各自的时差。",
                "Compared in UTC; the time of day is that of each offset.",
            ),
        ),
        _check(
            "dates_guessed",
            _WARNING,
            ("{count} 个日期按 {form} 读取", "{count} dates were read as {form}"),
            (
                "如不对，请在对照文件中写明 dates。",
                "If that is wrong, name the form in `dates` of the mapping.",
            ),
        ),
        _check(
            "disorder",
            _WARNING,
            (
                "{count} 个事件早于文件中的前一个",
                "{count} events are earlier than the one before them in the file",
            ),
            ("已按时间排序。", "They were put in order of time."),
        ),
        _check(
            "end_before_start",
            _ERROR,
            ("{count} 个活动的结束早于开始", "{count} activities end before they start"),
            ("其开始时间不采用。", "Their start is left out."),
        ),
        _check(
            "future",
            _ERROR,
            ("{count} 个事件在 {today} 以后", "{count} events are after {today}"),
            ("照常计入；时长可能过大。", "They count as they are; durations may be too long."),
        ),
        _check(
            "long_ago",
            _WARNING,
            ("{count} 个事件早于 {day}", "{count} events are before {day}"),
            (
                "可能是默认值（如 1970-01-01）；照常计入，时长可能过大。",
                "Perhaps a default such as 1970-01-01; they count as they are, durations may be too long.",
            ),
        ),
        _check(
            "gap",
            _NOTE,
            (
                "有 {count} 段时间全无事件，最长 {days} 天",
                "{count} stretches without any event, the longest {days} days",
            ),
            (
                "可能缺少部分导出；跨越它们的时长照常计入。",
                "Part of the export may be missing; durations across count as they are.",
            ),
        ),
        # --- of instances
        _check(
            "duplicates",
            _WARNING,
            ("{count} 个事件与另一个完全相同", "{count} events are the same as another in every respect"),
            ("照常计入，会显得像返工。", "They count as they are, and look like rework."),
        ),
        _check(
            "start_unmatched",
            _NOTE,
            ("{count} 个开始没有对应的结束", "{count} starts have no completion"),
            ("仍算一次活动，完成时间未知。", "Each is an activity whose completion is not known."),
        ),
        _check(
            "other_transitions",
            _NOTE,
            (
                "{count} 个事件既非开始也非完成（{which}）",
                "{count} events are neither start nor complete ({which})",
            ),
            ("不计入流程；事件数包含它们。", "They are no part of the flow, and of the number of events."),
        ),
        # --- of persons
        _check(
            "resource_missing",
            _NOTE,
            ("{count} 个事件没有经办人", "{count} events name nobody"),
            ("交接和人员负荷不含这些事件。", "Handover and load leave them out."),
        ),
        _check(
            "placeholders",
            _NOTE,
            (
                "{column} 有 {count} 个事件写的是“{words}”",
                "{column} says “{words}” in {count} events",
            ),
            ("按空值处理，不算一个人或一个部门。", "They count as empty, not as a person or a department."),
        ),
        _check(
            "pseudonyms",
            _NOTE,
            ("{count} 列含个人信息：{columns}", "{count} columns tell of persons: {columns}"),
            (
                "已换成化名；--keep-personal 可保留原文。",
                "Replaced by pseudonyms; --keep-personal keeps them as they are.",
            ),
        ),
        _check(
            "personal_kept",
            _WARNING,
            (
                "{count} 列个人信息保留原文：{columns}",
                "{count} columns tell of persons and are kept: {columns}",
            ),
            ("结果和缓存中含有个人信息。", "Results and the cache contain personal data."),
        ),
    )
}
