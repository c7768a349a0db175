"""分隔文本 — CSV as it comes: UTF-8 with or without a mark, GB18030, commas, semicolons or tabs."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from typing import IO

from tongban.catalogue.result_mapping import ResultMapping
from tongban.connectors.tables.header import (
    LONGEST_CELL,
    MOST_ROWS,
    columns_of,
    has_changed,
    is_empty,
    tidy,
    too_many,
)
from tongban.handling.observing.rows import CellFault, Row, UnreadableTable
from tongban.kernel.words import Bilingual

_CHUNK = 1 << 20
#: More than as many columns as a table may have, each as long as a cell may be.
_LONGEST_LINE = 8 << 20
_DELIMITERS = ",\t;|"
#: What spreadsheets write to keep a number as text: ="00123".
_QUOTED = re.compile(r'="([^"]*)"')


def encoding_of(stream: IO[bytes], file: str) -> str:
    """UTF-8 where every byte is, else GB18030 (which GBK and GB2312 are part of).

    Raises:
        UnreadableTable: neither; the line of the first byte that is none is named.
    """
    start = stream.read(4)
    stream.seek(0)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    for encoding in ("utf-8", "gb18030"):
        line = _first_bad_line(stream, encoding)
        if not line:
            return "utf-8-sig" if encoding == "utf-8" else encoding
    raise UnreadableTable(
        file,
        Bilingual("文字编码既不是 UTF-8，也不是 GB18030", "its text is neither UTF-8 nor GB18030"),
        Bilingual("请另存为 UTF-8 的 CSV 后重新发送。", "Save it as CSV in UTF-8, and send it again."),
        line,
    )


def _first_bad_line(stream: IO[bytes], encoding: str) -> int:
    """The line of the first byte that the encoding does not have; 0 where every byte is of it."""
    decoder = codecs.getincrementaldecoder(encoding)()
    stream.seek(0)
    lines = 1
    try:
        while chunk := stream.read(_CHUNK):
            decoder.decode(chunk)
            lines += chunk.count(b"\n")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        return lines + error.object[: error.start].count(b"\n")
    finally:
        stream.seek(0)
    return 0


def rows(stream: IO[bytes], file: str, mapping: ResultMapping) -> Iterator[Row]:
    """The rows of a CSV file."""
    encoding = encoding_of(stream, file)
    text = io.TextIOWrapper(stream, encoding=encoding, newline="")
    try:
        yield from _rows_of(text, file, mapping)
    except UnicodeDecodeError as error:
        # Every byte was of the encoding a moment ago.
        raise has_changed(file) from error
    finally:
        text.detach()  # the stream is whoever's opened it


def _rows_of(text: io.TextIOWrapper, file: str, mapping: ResultMapping) -> Iterator[Row]:
    layout = mapping.table
    lines = _without_nul(text, file)
    for _ in range(layout.header_line - 1):
        next(lines, "")
    head = next(lines, "")
    if not head.strip():
        raise is_empty(file)
    delimiter = layout.delimiter or max(_DELIMITERS, key=head.count)
    reader = csv.reader(_again(head, lines), delimiter=delimiter, strict=True)
    try:
        wanted = [column for _, column in mapping.columns.named()]
        names = columns_of(next(reader), file, layout.header_line, wanted)
        for number, cells in enumerate(reader, start=1):
            if number > MOST_ROWS:
                raise too_many(file)
            if any(cell.strip() for cell in cells):
                yield _row(names, cells, layout.header_line - 1 + reader.line_num)
    except csv.Error as error:
        raise UnreadableTable(
            file,
            Bilingual(f"引号或分隔符不成对（{error}）", f"its quotes or separators do not match ({error})"),
            Bilingual(
                "请检查这一行的引号，或者重新导出。", "Check the quotes on that line, or export it again."
            ),
            layout.header_line - 1 + reader.line_num,
        ) from error


def _row(names: list[str], cells: list[str], line: int) -> Row:
    found: dict[str, str] = {}
    faults: dict[str, CellFault] = {}
    for name, cell in zip(names, cells, strict=False):
        if not name:
            continue
        text = tidy(cell)
        quoted = _QUOTED.fullmatch(text)
        if quoted is not None:
            text = quoted[1].strip()
        elif text.startswith("="):
            faults[name] = CellFault.FORMULA
        if len(text) > LONGEST_CELL:
            text, faults[name] = text[:40] + "…", CellFault.UNREADABLE
        found[name] = text
    if len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
        # One separator too many, and every later column holds what belongs to another.
        faults |= dict.fromkeys(filter(None, names), CellFault.UNREADABLE)
    return Row(line, found, faults)


def _again(head: str, lines: Iterator[str]) -> Iterator[str]:
    yield head
    yield from lines


def _without_nul(text: io.TextIOWrapper, file: str) -> Iterator[str]:
    number = 0
    while line := text.readline(_LONGEST_LINE):
        number += 1
        if len(line) == _LONGEST_LINE:
            length = f"{_LONGEST_LINE:,}"
            raise UnreadableTable(
                file,
                Bilingual(f"一行超过 {length} 个字符", f"a line has more than {length} characters"),
                Bilingual("请确认是表格，每行一条记录。", "Make sure it is a table, a record on each line."),
                number,
            )
        if "\0" in line:
            raise UnreadableTable(
                file,
                Bilingual("不是文本文件", "it is no text"),
                Bilingual("请发送 CSV、XLSX 或者 JSON 行文件。", "Send CSV, XLSX or JSON lines."),
                number,
            )
        yield line
