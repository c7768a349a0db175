"""Event logs for tests: small ones written here, real ones where they lie in TONGBAN_SHARED_DATA."""

import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZipFile

import pytest

from tongban.catalogue.log_mapping import LogMapping
from tongban.process.log import CodedLog, Reading, open_log

AS_OF = datetime(2026, 11, 28, tzinfo=UTC)
SALT = b"only for tests"
READING = Reading(AS_OF, SALT)

_CELL = '<c t="inlineStr"><is><t>{}</t></is></c>'
HEADER = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016" xes.features="">
"""


def shared(*parts: str) -> Path:
    """A file of the shared data; the test is skipped aloud where it is not, and fails where it must be."""
    directory = os.environ.get("TONGBAN_SHARED_DATA")
    beside = Path(__file__).parents[2] / "shared" / "data"
    root = Path(directory) if directory else beside
    path = root.joinpath(*parts)
    if not path.exists():
        reason = f"{'/'.join(parts)} is not here: set TONGBAN_SHARED_DATA"
        if os.environ.get("TONGBAN_REQUIRE_ALL"):
            pytest.fail(reason)
        pytest.skip(reason)
    return path


def receipt() -> Path:
    """The receipt phase of a Dutch environmental permit."""
    name = "Receipt_phase_of_an_environmental_permit_application_process_WABO_CoSeLoG_project.xes.gz"
    return shared("receipt-wabo", name)


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    """A file with this text."""
    path.write_bytes(text.encode(encoding))
    return path


def rows(path: Path, lines: Iterable[Sequence[str]], header: str = "case,activity,time,resource") -> Path:
    """A CSV of these rows."""
    return written(path, "\n".join([header, *(",".join(line) for line in lines)]) + "\n")


def read(path: Path, mapping: LogMapping | None = None, reading: Reading = READING) -> CodedLog:
    """The coded log of a file."""
    return open_log(path, reading, mapping).log


def codes(log: CodedLog) -> dict[str, int]:
    """What was found, and how often."""
    return {finding.code: finding.count for finding in log.findings}


def traces(log: CodedLog) -> dict[str, list[str]]:
    """The activities of every case, in order."""
    found: dict[str, list[str]] = {}
    for case, activity in log.events.select("case", "activity").iter_rows():
        found.setdefault(str(log.cases["id"][case]), []).append(log.name("activity", activity))
    return found


def attribute(key: str, value: str, kind: str = "string") -> str:
    """One attribute of XES."""
    return f"<{kind} key={quoteattr(key)} value={quoteattr(value)}/>"


def event(activity: str, time: str = "2025-03-03T09:00:00+08:00", **more: str) -> str:
    """One event of XES."""
    parts = [attribute("concept:name", activity), attribute("time:timestamp", time, "date")]
    parts += [attribute(name.replace("__", ":"), value) for name, value in more.items()]
    return f"<event>{''.join(parts)}</event>"


def trace(name: str, *events: str) -> str:
    """One case of XES."""
    return f"<trace>{attribute('concept:name', name)}{''.join(events)}</trace>\n"


def xes(path: Path, *parts: str) -> Path:
    """An XES file of these parts."""
    return written(path, HEADER + "".join(parts) + "</log>\n")


def workbook(path: Path, sheets: dict[str, list[Sequence[str]]]) -> Path:
    """A workbook of texts, as small as Excel would open it."""
    spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    relations, listed = [], []
    with ZipFile(path, "w") as parts:
        for n, (name, lines) in enumerate(sheets.items(), 1):
            cells = "".join(
                "<row>" + "".join(_CELL.format(escape(cell)) for cell in line) + "</row>" for line in lines
            )
            parts.writestr(
                f"xl/worksheets/sheet{n}.xml",
                f'<worksheet xmlns="{spreadsheet}"><sheetData>{cells}</sheetData></worksheet>',
            )
            relations.append(
                f'<Relationship Id="r{n}" Type="{office}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            )
            listed.append(f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="r{n}"/>')
        parts.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{spreadsheet}" xmlns:r="{office}"><sheets>'
            + "".join(listed)
            + "</sheets></workbook>",
        )
        parts.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}/relationships">{"".join(relations)}</Relationships>',
        )
        parts.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r" '
            f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        parts.writestr("[Content_Types].xml", f'<Types xmlns="{package}/content-types"/>')
    return path
