"""打开 — which kind of file it is, by what is in it and not by its name."""

from collections.abc import Iterator
from typing import IO

from tongban.catalogue.result_mapping import ResultMapping
from tongban.connectors.tables import json_lines, separated, workbook
from tongban.connectors.tables.header import is_empty
from tongban.handling.observing.rows import Row, UnreadableTable
from tongban.kernel.words import Bilingual

_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


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
