"""Excel 工作簿 — .xlsx read as a stream: cells with their dates, formulas and merged ranges.

A cell shows a value, and may be something else: a formula whose value nobody worked out, a part of a merged
range, a number that lost its last digits. Those are told, row by row. What is far larger unpacked than
any table is not unpacked.
"""

import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import IO, NamedTuple
from xml.etree import ElementTree

from tongban.catalogue.result_mapping import ResultMapping
from tongban.connectors.tables.header import LONGEST_CELL, MOST_ROWS, columns_of, is_empty, tidy, too_many
from tongban.handling.observing.rows import CellFault, Row, UnreadableTable
from tongban.kernel.words import Bilingual

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
#: Unpacked, a million rows of twenty columns have a few hundred megabytes; strings are kept in memory.
_MOST_UNPACKED, _MOST_STRINGS, _MOST_RATIO = 1 << 30, 256 << 20, 200
_MOST_MERGED = 10_000
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_DATE_FORM = re.compile(r"[ymdh年月日]", re.IGNORECASE)
_NOT_A_FORM = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_BUILT_IN_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_MOST_DIGITS = 15
#: What a package that is cut, locked (RuntimeError) or put together wrongly makes of the library.
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError),
    *(ElementTree.ParseError, LookupError, ValueError),
)


def rows(stream: IO[bytes], file: str, mapping: ResultMapping) -> Iterator[Row]:
    """The rows of one sheet of a workbook.

    Raises:
        UnreadableTable: no workbook, a bomb, no such sheet, or broken inside.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            _check_size(archive, file)
            yield from _Book(archive, file).rows(mapping)
    except _BROKEN as error:
        raise UnreadableTable(
            file,
            Bilingual("不是完整的 Excel 工作簿", "it is not a complete Excel workbook"),
            Bilingual("请重新导出，或者另存为 CSV。", "Export it again, or save it as CSV."),
        ) from error


def _check_size(archive: zipfile.ZipFile, file: str) -> None:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    if unpacked > _MOST_UNPACKED or (unpacked > _MOST_STRINGS and unpacked / packed > _MOST_RATIO):
        raise UnreadableTable(
            file,
            Bilingual(
                f"解压后有 {unpacked >> 20} MB，不是正常的表格", f"unpacked it has {unpacked >> 20} MB"
            ),
            Bilingual("请只保留数据，另存为 CSV。", "Keep the data alone, and save it as CSV."),
        )


class _Range(NamedTuple):
    """合并区域 — the cells that are one."""

    top: int
    low: int
    left: int
    right: int


class _Book:
    """工作簿 — what is needed of one to read a sheet: its strings, which formats are dates, where it is."""

    def __init__(self, archive: zipfile.ZipFile, file: str) -> None:
        self._archive, self._file = archive, file
        self._names = set(archive.namelist())
        self._strings = list(self._shared_strings())
        self._dates = self._date_styles()
        self._from_1904 = False

    def rows(self, mapping: ResultMapping) -> Iterator[Row]:
        sheet, layout = self._sheet(mapping), mapping.table
        merged, reaching = self._merged(sheet), list[_Range]()
        names: dict[int, str] | None = None
        count = 0
        for line, cells, faults in self._lines(sheet):
            if line < layout.header_line:
                continue
            if names is None:
                if line > layout.header_line or not cells:
                    raise is_empty(self._file)
                width = max(cells) + 1
                if width > 16_384:
                    raise is_empty(self._file)
                listed = [cells.get(n, "") for n in range(width)]
                wanted = [column for _, column in mapping.columns.named()]
                named = columns_of(listed, self._file, line, wanted)
                names = {n: name for n, name in enumerate(named) if name}
                continue
            count += 1
            if count > MOST_ROWS:
                raise too_many(self._file)
            while merged and merged[-1].top <= line:
                reaching.append(merged.pop())
            reaching = [found for found in reaching if found.low >= line]
            faults |= {n: CellFault.MERGED for n in names if any(f.left <= n <= f.right for f in reaching)}
            found = {name: cells.get(n, "") for n, name in names.items()}
            if any(found.values()) or any(n in names for n in faults):
                yield Row(line, found, {names[n]: fault for n, fault in faults.items() if n in names})
        if names is None:
            raise is_empty(self._file)

    # --- the parts of the package

    def _parse(self, name: str, tags: tuple[str, ...]) -> Iterator[ElementTree.Element]:
        """The elements of a part with these tags, forgotten when they have been looked at."""
        with self._archive.open(name) as part:
            _refuse_entities(part.read(2048))
        with self._archive.open(name) as part:
            open_ones: list[ElementTree.Element] = []
            # No entity can be declared (see above), and expat keeps what could be from growing.
            for event, element in ElementTree.iterparse(part, events=("start", "end")):  # noqa: S314  (as said)
                if event == "start":
                    open_ones.append(element)
                    continue
                open_ones.pop()
                if element.tag in tags:
                    yield element
                    if open_ones:
                        open_ones[-1].clear()

    def _shared_strings(self) -> Iterator[str]:
        name, size = "xl/sharedStrings.xml", 0
        if name not in self._names:
            return
        for item in self._parse(name, (f"{_MAIN}si",)):
            text = _text_of(item)
            size += len(text)
            if size > _MOST_STRINGS:
                raise ValueError("more text than a table has")
            yield text[: LONGEST_CELL + 1]

    def _date_styles(self) -> frozenset[int]:
        """The styles, by number, that show a number as a day."""
        name = "xl/styles.xml"
        if name not in self._names:
            return frozenset()
        with self._archive.open(name) as part:
            content = part.read(32 << 20)
        _refuse_entities(content)
        root = ElementTree.fromstring(content)  # noqa: S314  (no entity can be declared, see above)
        forms = {
            int(form.get("numFmtId", "0")): form.get("formatCode", "")
            for form in root.iterfind(f"{_MAIN}numFmts/{_MAIN}numFmt")
        }
        found = []
        for number, style in enumerate(root.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf")):
            form = int(style.get("numFmtId", "0"))
            own = _NOT_A_FORM.sub("", forms.get(form, ""))
            if form in _BUILT_IN_DATES or _DATE_FORM.search(own):
                found.append(number)
        return frozenset(found)

    def _sheet(self, mapping: ResultMapping) -> str:
        wanted = mapping.table.sheet
        with self._archive.open("xl/workbook.xml") as part:
            content = part.read(8 << 20)
        with self._archive.open("xl/_rels/workbook.xml.rels") as part:
            relations = part.read(8 << 20)
        _refuse_entities(content)
        _refuse_entities(relations)
        book = ElementTree.fromstring(content)  # noqa: S314  (no entity can be declared, see above)
        properties = book.find(f"{_MAIN}workbookPr")
        self._from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        targets = {
            relation.get("Id"): relation.get("Target", "")
            for relation in ElementTree.fromstring(relations)  # noqa: S314  (as above)
        }
        sheets = {
            tidy(sheet.get("name", "")): targets.get(sheet.get(_RELATION), "")
            for sheet in book.iterfind(f"{_MAIN}sheets/{_MAIN}sheet")
        }
        if not sheets:
            raise is_empty(self._file)
        name = tidy(wanted) or next(iter(sheets))
        if name not in sheets:
            raise UnreadableTable(
                self._file,
                Bilingual(f"没有工作表「{wanted}」", f"it has no sheet “{wanted}”"),
                Bilingual(
                    f"工作表：{'、'.join(sheets)}。请核对对照表中的 sheet。",
                    f"Its sheets: {', '.join(sheets)}. Check `sheet` in the mapping.",
                ),
            )
        if not wanted:
            self._require_one(sheets, mapping)
        return _part(sheets[name])

    def _require_one(self, sheets: dict[str, str], mapping: ResultMapping) -> None:
        """Where the mapping names no sheet, only the first may be such a table: no other is passed over."""
        others = [name for name in list(sheets)[1:] if self._has_the_columns(_part(sheets[name]), mapping)]
        if others:
            raise UnreadableTable(
                self._file,
                Bilingual(
                    f"有几张表都有这些列：{'、'.join([next(iter(sheets)), *others])}",
                    f"several sheets have these columns: {', '.join([next(iter(sheets)), *others])}",
                ),
                Bilingual(
                    "请在对照表中用 sheet 写明是哪一张，或者只保留一张。",
                    "Say which one under `sheet` in the mapping, or keep one alone.",
                ),
            )

    def _has_the_columns(self, sheet: str, mapping: ResultMapping) -> bool:
        if sheet not in self._names:
            return False
        for line, cells, _ in self._lines(sheet):
            if line >= mapping.table.header_line:
                names = {tidy(cell) for cell in cells.values()}
                return names.issuperset(tidy(column) for _, column in mapping.columns.named())
        return False

    def _merged(self, sheet: str) -> list["_Range"]:
        """The merged ranges, which a sheet names after its rows; the highest comes last."""
        ranges = []
        for element in self._parse(sheet, (f"{_MAIN}mergeCell", f"{_MAIN}row")):
            if element.tag == f"{_MAIN}row":
                continue
            first, _, last = element.get("ref", "").partition(":")
            (left, top), (right, low) = _place(first), _place(last or first)
            ranges.append(_Range(top, low, left, right))
            if len(ranges) > _MOST_MERGED:
                raise UnreadableTable(
                    self._file,
                    Bilingual(
                        f"有超过 {_MOST_MERGED} 处合并单元格", f"more than {_MOST_MERGED:,} merged ranges"
                    ),
                    Bilingual("请取消合并，每行填写完整。", "Unmerge them, and fill in every row."),
                )
        return sorted(ranges, reverse=True)

    def _lines(self, sheet: str) -> Iterator[tuple[int, dict[int, str], dict[int, CellFault]]]:
        line = 0
        for row in self._parse(sheet, (f"{_MAIN}row",)):
            line = int(row.get("r", line + 1))
            cells: dict[int, str] = {}
            faults: dict[int, CellFault] = {}
            column = -1
            for cell in row.iterfind(f"{_MAIN}c"):
                reference = cell.get("r", "")
                column = _place(reference)[0] if reference else column + 1
                text, fault = self._value(cell)
                if text:
                    cells[column] = text
                if fault is not None:
                    faults[column] = fault
            yield line, cells, faults

    def _value(self, cell: ElementTree.Element) -> tuple[str, CellFault | None]:
        kind, value = cell.get("t", "n"), cell.find(f"{_MAIN}v")
        formula = CellFault.FORMULA if cell.find(f"{_MAIN}f") is not None else None
        if kind == "inlineStr":
            return _shortened(_text_of(cell), formula)
        text = (value.text or "") if value is not None else ""
        match kind:
            case "s":
                return _shortened(self._string(text) if text else "", formula)
            case "e":
                return text, CellFault.ERROR
            case "n" if text:
                shown, fault = self._number(text, int(cell.get("s", "0")) in self._dates)
                return shown, formula or fault
        return _shortened(text, formula)

    def _string(self, number: str) -> str:
        if not number.isdecimal():
            raise ValueError(f"no number of a string: {number}")
        return self._strings[int(number)]

    def _number(self, text: str, is_date: bool) -> tuple[str, CellFault | None]:
        if is_date:
            day = day_of_serial(float(text), from_1904=self._from_1904)
            return (text, CellFault.UNREADABLE) if day is None else (day, None)
        number = float(text)
        if not number.is_integer():
            return text, None
        whole = str(int(number))
        return whole, CellFault.DIGITS_LOST if len(whole.lstrip("-")) > _MOST_DIGITS else None


def day_of_serial(serial: float, *, from_1904: bool = False) -> str | None:
    """The day (with its time, where it has one) that a spreadsheet counts as this number.

    >>> day_of_serial(45941.0), day_of_serial(45941.5), day_of_serial(-1.0)
    ('2025-10-11', '2025-10-11 12:00:00', None)
    """
    if not 1 <= serial < 2_958_466:
        return None
    # Excel takes 1900 for a leap year: only what comes after its 29 February is told apart rightly.
    begin = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)  # noqa: DTZ001  (a count of days)
    at = begin + timedelta(seconds=round(serial * 86_400))
    return f"{at:%Y-%m-%d}" if at.time() == datetime.min.time() else f"{at:%Y-%m-%d %H:%M:%S}"


def _part(target: str) -> str:
    """Where in the package a sheet lies, as its relation names it."""
    target = target.lstrip("/")
    return target if target.startswith("xl/") else f"xl/{target}"


def _shortened(text: str, fault: CellFault | None) -> tuple[str, CellFault | None]:
    text = tidy(text)
    return (f"{text[:40]}…", CellFault.UNREADABLE) if len(text) > LONGEST_CELL else (text, fault)


def _text_of(element: ElementTree.Element) -> str:
    """The text of a rich or plain string; how it is read aloud (phonetics) is no part of it."""
    parts = [part.text or "" for part in element.iter(f"{_MAIN}t")]
    aloud = [p.text or "" for p in element.iterfind(f".//{_MAIN}rPh/{_MAIN}t")]
    return "".join(parts[: len(parts) - len(aloud)] if aloud else parts)


def _place(reference: str) -> tuple[int, int]:
    found = _CELL.fullmatch(reference)
    if found is None:
        raise ValueError(f"no cell: {reference}")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1, int(found[2])


def _refuse_entities(start: bytes) -> None:
    """A workbook declares no entities; one that does means to grow."""
    if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
        raise ValueError("declares entities")
