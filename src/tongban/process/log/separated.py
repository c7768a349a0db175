"""分隔文本 — a log as CSV: UTF-8 with or without a mark, UTF-16, GB18030; comma, semicolon, tab or bar."""

import codecs
import csv
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from tongban.kernel.words import Bilingual
from tongban.process.log.findings import CHECKS
from tongban.process.log.raw import MOST_ATTRIBUTES, RawLog
from tongban.process.log.unreadable import UnreadableLog

_PIECE = 1 << 20
_LONGEST_HEADER = 1 << 20
_DELIMITERS = ",\t;|"
_ENCODINGS = ("utf-8", "gb18030")


def read_csv(path: Path, encoding: str = "", delimiter: str = "") -> RawLog:
    """The rows of a file of separated values, every column as text.

    Raises:
        UnreadableLog: neither encoding fits, there is no header, or far too many columns.
    """
    encoding = encoding or _encoding_of(path)
    with _as_utf8(path, encoding) as utf8:
        header = _header(utf8, path.name)
        delimiter = delimiter or max(_DELIMITERS, key=header.count)
        names = next(csv.reader([header], delimiter=delimiter), [])
        _check(names, path.name)
        events, ragged = _table(utf8, path.name, delimiter, _unique(names))
    findings = [CHECKS["short_rows"].found(ragged)] if ragged else []
    said = {"encoding": encoding, "delimiter": delimiter}
    return RawLog(events, None, "csv", tuple(findings), said)


def _table(utf8: Path, file: str, delimiter: str, names: list[str]) -> tuple[pl.DataFrame, int]:
    """The rows, and how many were longer than the header."""
    for ragged in (False, True):
        try:
            events = pl.read_csv(
                utf8,
                separator=delimiter,
                has_header=True,
                new_columns=names,
                infer_schema=False,
                truncate_ragged_lines=ragged,
            )
        except pl.exceptions.NoDataError:
            raise _empty(file) from None
        except (pl.exceptions.PolarsError, OSError) as error:
            if not ragged:
                continue
            reason = str(error).partition("\n")[0][:200]
            raise UnreadableLog(
                file,
                Bilingual(
                    f"不能按分隔文本读取（{reason}）", f"it cannot be read as separated values ({reason})"
                ),
                Bilingual(
                    "请检查引号和分隔符，另存后重新提交。", "Check quotes and separators, and save it anew."
                ),
            ) from None
        return events, _longer(utf8, delimiter, len(names)) if ragged else 0
    raise AssertionError  # the second round returns or raises


def _longer(utf8: Path, delimiter: str, width: int) -> int:
    with utf8.open(encoding="utf-8-sig", newline="") as text:
        try:
            return sum(len(row) > width for row in csv.reader(text, delimiter=delimiter))
        except csv.Error:  # a cell longer than csv takes; that there are such rows is known
            return 1


def _encoding_of(path: Path) -> str:
    with path.open("rb") as stream:
        start = stream.read(4)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    worst = 0
    for encoding in _ENCODINGS:
        line = _first_bad_line(path, encoding)
        if not line:
            return encoding
        worst = max(worst, line)
    raise UnreadableLog(
        path.name,
        Bilingual("文字编码既不是 UTF-8，也不是 GB18030", "its text is neither UTF-8 nor GB18030"),
        Bilingual(
            "同一文件可能混有几种编码；请另存为 UTF-8 后重新提交。",
            "Perhaps it mixes encodings: save it as UTF-8, and send it again.",
        ),
        worst,
    )


def _first_bad_line(path: Path, encoding: str) -> int:
    """The line of the first byte that the encoding does not have; 0 where it has all."""
    decoder, lines = codecs.getincrementaldecoder(encoding)(), 1
    with path.open("rb") as stream:
        try:
            while piece := stream.read(_PIECE):
                decoder.decode(piece)
                lines += piece.count(b"\n")
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            return lines + error.object[: error.start].count(b"\n")
    return 0


@contextmanager
def _as_utf8(path: Path, encoding: str) -> Iterator[Path]:
    """The file itself, or a copy in UTF-8 for as long as it is read."""
    if encoding in ("utf-8", "utf-8-sig"):
        yield path
        return
    try:
        codecs.lookup(encoding)
    except LookupError:
        raise UnreadableLog(
            path.name,
            Bilingual(f"没有文字编码「{encoding}」", f"there is no encoding “{encoding}”"),
            Bilingual("请改正对照文件中的 encoding。", "Correct `encoding` in the mapping."),
        ) from None
    with tempfile.TemporaryDirectory(prefix="tongban-log-") as directory:
        copy = Path(directory) / "utf8.csv"
        try:
            with (
                path.open(encoding=encoding, newline="") as source,
                copy.open("w", encoding="utf-8", newline="") as target,
            ):
                while piece := source.read(_PIECE):
                    target.write(piece)
        except UnicodeError:
            raise UnreadableLog(
                path.name,
                Bilingual(f"文字编码不是 {encoding}", f"its text is not {encoding}"),
                Bilingual(
                    "请改正对照文件中的 encoding，或去掉它。",
                    "Correct `encoding` in the mapping, or leave it out.",
                ),
            ) from None
        yield copy


def _header(path: Path, file: str) -> str:
    with path.open("rb") as stream:
        line = stream.readline(_LONGEST_HEADER)
        longer = len(line) == _LONGEST_HEADER and not line.endswith(b"\n")
    if longer:
        raise _too_wide(file, "1 MB+")
    text = line.decode("utf-8-sig", errors="replace").rstrip("\r\n")
    if not text.strip():
        raise _empty(file)
    return text


def _check(names: list[str], file: str) -> None:
    if len(names) > MOST_ATTRIBUTES:
        raise _too_wide(file, f"{len(names):,}")


def _unique(names: list[str]) -> list[str]:
    """The names as they stand; a name that is there twice is counted, an empty one gets its place."""
    seen: dict[str, int] = {}
    unique = []
    for place, name in enumerate(names, 1):
        name = name.strip() or f"column {place}"
        seen[name] = seen.get(name, 0) + 1
        unique.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return unique


def _too_wide(file: str, count: str) -> UnreadableLog:
    return UnreadableLog(
        file,
        Bilingual(
            f"有 {count} 列，上限 {MOST_ATTRIBUTES} 列", f"it has {count} columns; {MOST_ATTRIBUTES} at most"
        ),
        Bilingual("一行一个事件，请只保留需要的列。", "One event a row: keep the columns that are needed."),
        1,
    )


def _empty(file: str) -> UnreadableLog:
    return UnreadableLog(
        file,
        Bilingual("文件是空的", "the file is empty"),
        Bilingual("请确认导出已经完成。", "Make sure that the export was complete."),
    )
