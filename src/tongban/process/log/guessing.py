"""猜列 — which column is the case, the activity, the time, by the names that systems give them."""

import re
from collections.abc import Iterable, Iterator, Mapping

import polars as pl

from tongban.catalogue.log_mapping import OF_CASE, LogColumns, LogMapping
from tongban.kernel.words import Bilingual
from tongban.process.log.moments import MOMENTS
from tongban.process.log.raw import RawLog
from tongban.process.log.unreadable import UnreadableLog

#: By field, the likeliest name first; compared without case, spaces and marks.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "case": (
        *("case:concept:name", "case id", "case identifier", "case number", "case key", "trace id"),
        *(
            "办件编号",
            "办件号",
            "办件编码",
            "案件编号",
            "案件号",
            "申请编号",
            "业务流水号",
            "流水号",
            "受理编号",
            "收件编号",
        ),
        *("case", "trace", "件号", "编号"),
    ),
    "activity": (
        *("concept:name", "activity", "activity name", "task", "task name", "step", "event", "event name"),
        *(
            "环节名称",
            "环节",
            "活动名称",
            "活动",
            "步骤名称",
            "步骤",
            "节点名称",
            "节点",
            "任务名称",
            "任务",
            "办理环节",
            "操作",
        ),
    ),
    "time": (
        *("time:timestamp", "complete timestamp", "end timestamp", "timestamp", "completed", "complete time"),
        *("end time", "finished", "event time", "time", "date", "datetime"),
        *("完成时间", "结束时间", "办理时间", "处理时间", "操作时间", "发生时间", "时间", "日期"),
    ),
    "start": (
        *("start timestamp", "start time", "start", "started", "begin", "开始时间", "到达时间", "接收时间"),
    ),
    "resource": (
        *("org:resource", "resource", "user", "user id", "employee", "performer", "agent", "handler"),
        *("经办人", "办理人", "办理人员", "处理人", "操作人", "操作员", "审批人", "工号", "人员"),
    ),
    "department": (
        *(
            "org:group",
            "department",
            "group",
            "unit",
            "organisation",
            "organization",
            "office",
            "team",
            "org:role",
        ),
        *("办理部门", "部门名称", "部门", "办理单位", "单位", "科室", "处室", "机构"),
    ),
    "transition": (
        *("lifecycle:transition", "lifecycle", "transition", "event type", "状态类型", "生命周期"),
    ),
    "deadline": (
        *(
            "case:deadline",
            "deadline",
            "due date",
            "case:due date",
            "承诺办结时间",
            "法定办结时间",
            "截止时间",
            "截止日期",
            "到期日",
        ),
        *("应办结时间", "应办结日期"),
    ),
    "closed": (
        *(
            "case:enddate",
            "case:end date",
            "case:closed",
            "case end",
            "closed",
            "办结时间",
            "办结日期",
            "结案时间",
        ),
    ),
}
_SAID = {"case": "案件号", "activity": "活动"}
#: Fields whose column holds instants.
_TIMES = frozenset({"time", "start", "deadline", "closed"})
#: Fields that say something of the case: a column that differs from event to event is another thing.
_OF_CASE = frozenset({"deadline", "closed"})
_PERSONAL = re.compile(
    r"resource|user|employee|responsib|handler|owner|person|applicant|e-?mail|phone|surname|firstname|lastname"
    r"|full ?name|姓名|经办人|办理人|处理人|审批人|申请人|联系人|负责人|工号|身份证|手机|电话|邮箱|地址",
    re.IGNORECASE,
)


def guess(raw: RawLog, file: str) -> LogMapping:
    """The likeliest mapping of a log.

    Raises:
        UnreadableLog: no column looks like the case or the activity; the columns are named.
    """
    found: dict[str, str] = {}
    for name, candidates in _NAMES.items():
        column = _first(raw.columns, candidates, name in _TIMES, taken=found.values())
        if column and (name not in _OF_CASE or _belongs_to_case(raw, column, found.get("case", ""))):
            found[name] = column
    missing = [name for name in ("case", "activity") if name not in found]
    if missing:
        shown = list(raw.columns)[:20]
        raise UnreadableLog(
            file,
            Bilingual(
                f"看不出哪一列是{'、'.join(_SAID[name] for name in missing)}",
                f"no column looks like the {' or the '.join(missing)}",
            ),
            Bilingual(
                f"请用 --mapping 给出对照文件。现有的列：{'、'.join(shown)}。",
                f"Give a mapping with --mapping. The columns: {', '.join(shown)}.",
            ),
        )
    return LogMapping(
        LogColumns(**found),
        personal=tuple(_personal(raw, found)),
        encoding=raw.guessed.get("encoding", ""),
        delimiter=raw.guessed.get("delimiter", ""),
        sheet=raw.guessed.get("sheet", ""),
    )


def _first(
    columns: Mapping[str, pl.DataType], candidates: Iterable[str], of_time: bool, taken: Iterable[str]
) -> str:
    plain = {_plain(name): name for name in reversed(list(columns)) if name not in taken}
    for candidate in candidates:
        for known in (candidate, candidate.removeprefix(OF_CASE), f"{OF_CASE}{candidate}"):
            column = plain.get(_plain(known))
            if column is None or (known != candidate and candidate.endswith("concept:name")):
                continue
            if not of_time or _may_be_time(columns[column]):
                return column
    return ""


def _belongs_to_case(raw: RawLog, column: str, case: str) -> bool:
    if raw.cases is not None:
        return column.startswith(OF_CASE)
    if not case:
        return False
    kinds = raw.events.group_by(case).agg(pl.col(column).drop_nulls().n_unique().alias("kinds"))["kinds"]
    return int((kinds > 1).sum()) * 100 <= kinds.len()


def _may_be_time(kind: pl.DataType) -> bool:
    return (
        kind in (pl.String, pl.Date, MOMENTS)
        or isinstance(kind, pl.Datetime | pl.Categorical)
        or kind.is_integer()
    )


def _plain(name: str) -> str:
    return re.sub(r"[\s_\-.()（）]", "", name).lower()


def _personal(raw: RawLog, found: Mapping[str, str]) -> Iterator[str]:
    """Further columns of words whose name speaks of a person."""
    kept = {found.get(name) for name in ("case", "activity", "resource", "department", "transition")}
    for name, kind in raw.columns.items():
        is_words = kind == pl.String or isinstance(kind, pl.Categorical) or kind.is_integer()
        if is_words and name not in kept and _PERSONAL.search(name):
            yield name


def check_columns(mapping: LogMapping, raw: RawLog, file: str) -> None:
    """Every column of a given mapping is there.

    Raises:
        UnreadableLog: one is not; those there are are named.
    """
    named = [*(column for _, column in mapping.columns.named()), *mapping.personal]
    missing = [column for column in named if column not in raw.columns]
    if missing:
        shown = list(raw.columns)[:20]
        raise UnreadableLog(
            file,
            Bilingual(f"没有列「{'」「'.join(missing)}」", f"it has no column “{'”, “'.join(missing)}”"),
            Bilingual(
                f"请改正对照文件{mapping.file and f' {mapping.file}'}。现有的列：{'、'.join(shown)}。",
                f"Correct the mapping{mapping.file and f' {mapping.file}'}. The columns: {', '.join(shown)}.",
            ),
        )
