"""Parquet 与 Excel — tables that know the types of their columns."""

import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import polars as pl
import python_calamine

from tongban.kernel.words import Bilingual
from tongban.process.log.findings import CHECKS
from tongban.process.log.raw import MOST_ATTRIBUTES, RawLog
from tongban.process.log.unreadable import UnreadableLog

#: A sheet has 1,048,576 rows at most; unpacked, no sheet of events comes near this.
_MOST_UNPACKED = 2 << 30
_MOST_RATIO = 500


def read_parquet(path: Path) -> RawLog:
    """The rows of a Parquet file; columns of nested types are left out.

    Raises:
        UnreadableLog: it is damaged, or has far too many columns.
    """
    try:
        schema = pl.read_parquet_schema(path)
        _narrow(len(schema), path.name)
        kept = [name for name, kind in schema.items() if not kind.is_nested() and kind != pl.Binary]
        events = pl.read_parquet(path, columns=kept)
    except (pl.exceptions.PolarsError, OSError, pl.exceptions.PanicException) as error:
        raise _broken(path.name, "Parquet", str(error).partition("\n")[0][:200]) from None
    left = len(schema) - len(kept)
    findings = [CHECKS["too_many_attributes"].found(left, most=len(kept))] if left else []
    return RawLog(events, None, "parquet", tuple(findings))


def read_workbook(path: Path, sheet: str = "") -> RawLog:
    """The rows of a sheet of an Excel workbook, its first line the names of the columns.

    Raises:
        UnreadableLog: no workbook, no such sheet, nothing in it, or one that unpacks to far too much.
    """
    _fits(path)
    try:
        with python_calamine.load_workbook(path) as book:
            names = book.sheet_names
            if sheet and sheet not in names:
                raise UnreadableLog(
                    path.name,
                    Bilingual(f"没有工作表「{sheet}」", f"it has no sheet “{sheet}”"),
                    Bilingual(f"现有：{'、'.join(names)}。", f"There are: {', '.join(names)}."),
                )
            rows = book.get_sheet_by_name(sheet or names[0]).to_python()
    except (python_calamine.CalamineError, OSError, IndexError) as error:
        raise _broken(path.name, "Excel", str(error)[:200]) from None
    if len(rows) < 2:
        raise UnreadableLog(
            path.name,
            Bilingual("工作表中没有数据行", "the sheet has no rows"),
            Bilingual(
                "第一行为列名，其下一行一个事件。",
                "The first line names the columns, one event a row follows.",
            ),
        )
    _narrow(len(rows[0]), path.name)
    header = [str(cell).strip() or f"column {n}" for n, cell in enumerate(rows[0], 1)]
    columns = {name: _column(name, [row[n] for row in rows[1:]]) for n, name in enumerate(header)}
    return RawLog(pl.DataFrame(columns), None, "xlsx", guessed={"sheet": sheet or names[0]})


def _column(name: str, cells: Sequence[object]) -> pl.Series:
    known = [None if cell == "" else cell for cell in cells]
    kinds = {type(cell) for cell in known if cell is not None}
    if kinds <= {datetime, date} and kinds:
        return pl.Series(
            name,
            [datetime(c.year, c.month, c.day) if type(c) is date else c for c in known],  # noqa: DTZ001  (wall time)
            dtype=pl.Datetime("us"),
        )
    if kinds == {float}:
        numbers = pl.Series(name, known, dtype=pl.Float64)
        whole = numbers.cast(pl.Int64, strict=False)
        return whole if (whole.cast(pl.Float64) == numbers).all() else numbers
    return pl.Series(name, [None if cell is None else _text(cell) for cell in known], dtype=pl.String)


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, datetime | date) else str(cell)


def _fits(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        raise _broken(path.name, "Excel", str(error)) from None
    if unpacked > _MOST_UNPACKED or unpacked > max(64 << 20, path.stat().st_size * _MOST_RATIO):
        raise UnreadableLog(
            path.name,
            Bilingual("工作簿解压后过大", "the workbook unpacks to far too much"),
            Bilingual("请确认来源，或另存为 CSV。", "Check where it is from, or save it as CSV."),
        )


def _narrow(width: int, file: str) -> None:
    if width > MOST_ATTRIBUTES:
        raise UnreadableLog(
            file,
            Bilingual(
                f"有 {width:,} 列，上限 {MOST_ATTRIBUTES} 列",
                f"it has {width:,} columns; {MOST_ATTRIBUTES} at most",
            ),
            Bilingual(
                "一行一个事件，请只保留需要的列。", "One event a row: keep the columns that are needed."
            ),
        )


def _broken(file: str, kind: str, reason: str) -> UnreadableLog:
    return UnreadableLog(
        file,
        Bilingual(f"不能作为 {kind} 读取（{reason}）", f"it cannot be read as {kind} ({reason})"),
        Bilingual("文件可能损坏或不完整；请重新导出。", "It may be damaged or incomplete: export it again."),
    )
