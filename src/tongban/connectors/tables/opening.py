"""打开 — which kind of file it is, by what is in it and not by its name."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from tongban.catalogue.result_mapping import ResultMapping
from tongban.connectors.tables import json_lines, separated, workbook
from tongban.connectors.tables.header import has_changed, is_empty
from tongban.handling.observing.rows import Row, UnreadableTable
from tongban.kernel.words import Bilingual

_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def copy_of(path: Path) -> IO[bytes]:
    """抄件 — the file as it is now, in a copy that nobody else writes; closed, it is gone.

    Raises:
        UnreadableTable: it changed while it was copied.
        OSError: it cannot be read.
    """
    copy = tempfile.TemporaryFile()  # noqa: SIM115  (whoever asked for it closes it)
    try:
        with path.open("rb") as stream:
            before = os.fstat(stream.fileno())
            shutil.copyfileobj(stream, copy, 1 << 20)
            after = os.fstat(stream.fileno())
        # Replaced meanwhile, the copy is of the old one as a whole; written to, of neither.
        stood = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
        if not stood or copy.tell() != after.st_size:
            raise has_changed(path.name)
    except BaseException:
        copy.close()
        raise
    copy.seek(0)
    return copy


def rows_of(stream: IO[bytes], file: str, mapping: ResultMapping) -> Iterator[Row]:
    """The rows of a seekable file, one at a time.

    Raises:
        UnreadableTable: what it is not, and what to send instead; perhaps only at the row that is broken.
    """
    start = stream.read(4096)
    stream.seek(0)
    if not start.strip():
        raise is_empty(file)
    if start.startswith(_ZIP):
        return workbook.rows(stream, file, mapping)
    if start.startswith(_OLD_EXCEL):
        raise UnreadableTable(
            file,
            Bilingual(
                "是旧版 Excel（.xls）或加了密码的工作簿",
                "it is an old Excel file (.xls), or locked by a password",
            ),
            Bilingual(
                "请去掉密码，另存为 .xlsx 后重新发送。",
                "Take the password off, save it as .xlsx, and send it again.",
            ),
        )
    if start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        return json_lines.rows(stream, file, mapping)
    return separated.rows(stream, file, mapping)
