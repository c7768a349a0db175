"""读取 — a file becomes a coded log: by what is in it, from the cache where it is known."""

from dataclasses import dataclass, replace
from pathlib import Path

from tongban.catalogue.log_mapping import LogMapping
from tongban.kernel.words import Bilingual
from tongban.process.log.cache import digest_of, keep, kept, key_of
from tongban.process.log.coded import CodedLog
from tongban.process.log.coding import Reading, coded
from tongban.process.log.columnar import read_parquet, read_workbook
from tongban.process.log.guessing import check_columns, guess
from tongban.process.log.raw import Progress, RawLog, nothing_before
from tongban.process.log.separated import read_csv
from tongban.process.log.unreadable import UnreadableLog
from tongban.process.log.xes import read_xes

_GZIP, _PARQUET, _ZIP, _OLD_EXCEL, _SQLITE = (
    b"\x1f\x8b",
    b"PAR1",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"SQLite format 3",
)


@dataclass(frozen=True)
class Opened:
    """读得的日志 — the log, and whether it was read before."""

    log: CodedLog
    from_cache: bool


def open_log(
    path: Path,
    reading: Reading,
    mapping: LogMapping | None = None,
    cache: Path | None = None,
    progress: Progress = nothing_before,
) -> Opened:
    """The coded log of a file.

    Args:
        path: XES (also packed), CSV, Parquet or an Excel workbook.
        reading: pseudonyms, and what is the future.
        mapping: which column is what; guessed where none is given.
        cache: a directory that keeps coded logs; none is kept without.
        progress: told how many events were read.

    Raises:
        UnreadableLog: what it is not, and what to do.
    """
    digest = digest_of(path)
    key = key_of(digest, mapping, reading.salt, reading.as_of.date().isoformat())
    if cache is not None and (known := kept(cache, key)) is not None:
        return Opened(replace(known, file=path.name), from_cache=True)
    raw = read_raw(path, mapping, progress)
    if mapping is None:
        mapping = guess(raw, path.name)
    else:
        check_columns(mapping, raw, path.name)
    log = coded(raw, mapping, reading, path.name, digest)
    if cache is not None:
        keep(cache, key, log)
    return Opened(log, from_cache=False)


def read_raw(path: Path, mapping: LogMapping | None = None, progress: Progress = nothing_before) -> RawLog:
    """Events and columns of a file, not understood yet."""
    with path.open("rb") as stream:
        start = stream.read(1024)
    if not start.strip(b"\xef\xbb\xbf\x00\r\n\t "):
        raise UnreadableLog(
            path.name,
            Bilingual("文件是空的", "the file is empty"),
            Bilingual("请确认导出已经完成。", "Make sure that the export was complete."),
        )
    if start.startswith(_PARQUET):
        return read_parquet(path)
    if start.startswith(_ZIP):
        return read_workbook(path, mapping.sheet if mapping else "")
    if start.startswith((_OLD_EXCEL, _SQLITE)) or start.lstrip().startswith((b"{", b"[")):
        raise UnreadableLog(
            path.name,
            Bilingual(
                "不支持这种文件（旧版 Excel、SQLite 或 JSON）",
                "old Excel files, SQLite and JSON are not read",
            ),
            Bilingual(
                "请导出为 XES、CSV、Parquet 或 .xlsx。",
                "Export it as XES, CSV, Parquet or .xlsx.",
            ),
        )
    if start.startswith(_GZIP) or _is_xml(start):
        return read_xes(path, progress)
    encoding, delimiter = (mapping.encoding, mapping.delimiter) if mapping else ("", "")
    return read_csv(path, encoding, delimiter)


def _is_xml(start: bytes) -> bool:
    plain = (
        start.removeprefix(b"\xef\xbb\xbf")
        .replace(b"\x00", b"")
        .removeprefix(b"\xff\xfe")
        .removeprefix(b"\xfe\xff")
    )
    return plain.lstrip().startswith(b"<")
