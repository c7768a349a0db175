"""日志对照 — how a table of events is read: which column is the case, the activity, the time, the person.

`tongban mine` guesses one, shows it, and takes a corrected one from a file. A published JSON Schema describes
it (`docs/reference/log-mapping.schema.json`). Columns of the case are written with `case:` before them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tongban.catalogue.binding import bind, line_table
from tongban.catalogue.finding import Rule, UnreadableFile, place_in
from tongban.catalogue.reading import read_tree
from tongban.kernel.words import Bilingual

#: What stands before the name of a column that belongs to the case and not to one of its events.
OF_CASE = "case:"

UNKNOWN_ZONE = Rule(
    "unknown_zone",
    Bilingual("没有时区「{zone}」", "there is no time zone “{zone}”"),
    Bilingual("请写 IANA 名称，例如 Asia/Shanghai。", "Write its IANA name, such as Asia/Shanghai."),
)
SAME_COLUMN = Rule(
    "same_column",
    Bilingual("列「{column}」既是 {first}，又是 {second}", "“{column}” is both `{first}` and `{second}`"),
    Bilingual("一列只能有一个含义。", "Give a column one meaning."),
)


@dataclass(frozen=True, slots=True)
class LogColumns:
    """列 — which column holds what; empty where the log has none.

    `time` is when an activity was completed, or the only instant there is; `start` when it began, where that
    is a column of its own; `transition` says start or complete where both are rows (XES `lifecycle`).
    `deadline` and `closed` belong to the case: when it had to end, and when it did.
    """

    case: str
    activity: str
    time: str = ""
    start: str = ""
    resource: str = ""
    department: str = ""
    transition: str = ""
    deadline: str = ""
    closed: str = ""

    def named(self) -> Iterator[tuple[str, str]]:
        """Field and column, of the columns there are."""
        for name in self.__dataclass_fields__:
            column = getattr(self, name)
            if column:
                yield name, column


@dataclass(frozen=True)
class LogMapping:
    """日志对照 — everything that is needed to read a log.

    `zone` is where the clocks of the log hang: times without a zone are of it, and midnight is midnight
    there. `personal` names further columns that tell of a person; they are replaced by pseudonyms, as
    resources are.
    """

    columns: LogColumns
    personal: tuple[str, ...] = ()
    zone: str = ""
    dates: tuple[str, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    file: str = field(default="", metadata={"file": False}, compare=False)


def read_log_mapping(path: Path) -> LogMapping:
    """The mapping of a YAML file.

    Raises:
        UnreadableFile: with everything that is wrong with it, by line.
    """
    tree = read_tree(path)
    mapping = replace(bind(tree, LogMapping, file=path.name), file=path.name)
    lines, findings = line_table(tree), []
    if mapping.zone and not is_zone(mapping.zone):
        findings.append(UNKNOWN_ZONE.at(place_in(path.name, lines, "zone"), zone=mapping.zone))
    seen: dict[str, str] = {}
    for name, column in mapping.columns.named():
        if column in seen:
            place = place_in(path.name, lines, f"columns.{name}")
            findings.append(SAME_COLUMN.at(place, column=column, first=seen[column], second=name))
        seen[column] = name
    if findings:
        raise UnreadableFile(findings)
    return mapping


def is_zone(name: str) -> bool:
    """Whether there is such a time zone."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def plain(mapping: LogMapping) -> dict[str, Any]:
    """The mapping as it stands in a file, without what is empty."""
    said: dict[str, Any] = {"columns": dict(mapping.columns.named())}
    for name in ("personal", "zone", "dates", "encoding", "delimiter", "sheet"):
        value = getattr(mapping, name)
        if value:
            said[name] = list(value) if isinstance(value, tuple) else value
    return said


def written_mapping(mapping: LogMapping) -> str:
    """The YAML of a mapping, to be kept beside the log and corrected."""
    said = plain(mapping)
    lines = ["columns:"]
    lines += [f"  {name}: {_quoted(column)}" for name, column in said.pop("columns").items()]
    for name, value in said.items():
        text = "[" + ", ".join(map(_quoted, value)) + "]" if isinstance(value, list) else _quoted(value)
        lines.append(f"{name}: {text}")
    return "\n".join(lines) + "\n"


#: As JSON would, which YAML reads as well.
_ESCAPES = str.maketrans({'"': '\\"', "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def _quoted(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'
