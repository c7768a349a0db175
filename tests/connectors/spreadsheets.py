"""Excel workbooks as a test needs them, byte by byte: with formulas, merged ranges, dates and bombs."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

_NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


_SECOND = '<sheet name="又一张" sheetId="2" r:id="rId2"/>'


class Cell(str):
    """A cell written as it is, in XML."""


def date_cell(serial: float) -> Cell:
    """A number shown as a day."""
    return Cell(f'<c s="1"><v>{serial}</v></c>')


def number_cell(text: str) -> Cell:
    return Cell(f"<c><v>{text}</v></c>")


def formula_cell(formula: str, value: str = "") -> Cell:
    return Cell(f'<c t="str"><f>{escape(formula)}</f><v>{escape(value)}</v></c>')


def error_cell(error: str = "#N/A") -> Cell:
    return Cell(f'<c t="e"><v>{error}</v></c>')


def _cell(value: str, strings: list[str]) -> str:
    if isinstance(value, Cell):
        return value
    strings.append(value)
    return f'<c t="s"><v>{len(strings) - 1}</v></c>'


def workbook(
    rows: Iterable[Sequence[str]],
    *,
    sheet: str = "结果",
    merged: Sequence[str] = (),
    from_1904: bool = False,
    before: str = "",
    further: Iterable[Sequence[str]] | None = None,
) -> bytes:
    """The bytes of a workbook with one sheet, and a second one where there are `further` rows."""
    strings: list[str] = []
    second = "".join(f"<row>{''.join(_cell(v, strings) for v in row)}</row>" for row in further or ())
    lines = [f"<row>{''.join(_cell(value, strings) for value in row)}</row>" for row in rows]
    ranges = "".join(f'<mergeCell ref="{ref}"/>' for ref in merged)
    shared = "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
    parts = {
        "xl/workbook.xml": f'<workbook {_NS} xmlns:r="{_R}"><workbookPr date1904="{int(from_1904)}"/>'
        f'<sheets><sheet name="{sheet}" sheetId="1" r:id="rId1"/>'
        f"{'' if further is None else _SECOND}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" '
        f'Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="worksheets/sheet2.xml"/>'
        "</Relationships>",
        "xl/styles.xml": f"<styleSheet {_NS}><numFmts>"
        '<numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m"/>'
        '</numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f"<sst {_NS}>{shared}</sst>",
        "xl/worksheets/sheet1.xml": f"{before}<worksheet {_NS}><sheetData>{''.join(lines)}</sheetData>"
        f"<mergeCells>{ranges}</mergeCells></worksheet>",
    }
    if further is not None:
        parts["xl/worksheets/sheet2.xml"] = f"<worksheet {_NS}><sheetData>{second}</sheetData></worksheet>"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return content.getvalue()
