"""Files of results as they really come: encodings, spreadsheets, and what is no table at all."""

import codecs
import io
import shutil
import tracemalloc
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO

import pytest

from connectors.spreadsheets import date_cell, error_cell, formula_cell, number_cell, workbook
from tongban.catalogue.result_mapping import ResultMapping, parse_mapping
from tongban.connectors.tables import copy_of, rows_of
from tongban.handling.observing.rows import CellFault, Row, UnreadableTable

MAPPING = """
authority: police
system: {zh: 公安户政系统, en: the household register}
columns: {foreign_number: 流水号, occurred: 办结日期, case_number: 收件编号, state: 状态}
codes: [{state: 准予, fact: decided, result: agree}]
"""
HEAD = ("收件编号", "流水号", "状态", "办结日期")
LINE = ("330199-1", "公2025-118", "准予", "2025-10-11")


def mapping(more: str = "") -> ResultMapping:
    return parse_mapping((MAPPING + more).encode(), "mapping.yaml")


def read(content: bytes, more: str = "", name: str = "results") -> list[Row]:
    return list(rows_of(io.BytesIO(content), name, mapping(more)))


def csv(*lines: Sequence[str], encoding: str = "utf-8", separator: str = ",") -> bytes:
    return "\r\n".join(separator.join(line) for line in lines).encode(encoding)


def refusal(content: bytes, more: str = "") -> UnreadableTable:
    with pytest.raises(UnreadableTable) as refused:
        read(content, more)
    assert refused.value.remedy.zh
    assert refused.value.remedy.en
    return refused.value


PLAIN = [Row(2, dict(zip(HEAD, LINE, strict=True)))]


# --- the same rows, however they come


@pytest.mark.parametrize(
    "content",
    [
        csv(HEAD, LINE),
        codecs.BOM_UTF8 + csv(HEAD, LINE),
        csv(HEAD, LINE, encoding="gb18030"),
        csv(HEAD, LINE, encoding="utf-16"),
        csv(HEAD, LINE, separator="\t"),
        csv(HEAD, LINE, separator=";"),
        csv(HEAD, LINE) + b"\r\n,,,\r\n\r\n",
        csv(HEAD, ("330199-1", "公２０２５－１１８", " 准予　", "２０２５-１０-１１")),
        csv(HEAD, ("330199-1", '="公2025-118"', "准予", "2025-10-11")),
        workbook([HEAD, LINE]),
        workbook([HEAD, (*LINE[:3], date_cell(45941))]),
        workbook([HEAD, (*LINE[:3], date_cell(44479))], from_1904=True),
    ],
)
def test_the_same_rows_are_read_however_they_come(content: bytes):
    assert read(content) == PLAIN


def test_json_lines_are_read_and_one_that_is_none_is_a_row_nobody_can_read():
    good = '{"收件编号": "330199-1", "流水号": "公2025-118", "状态": "准予", "办结日期": "2025-10-11"}'
    rows = read(f"{good}\n{{broken\n[1]\n\n".encode())
    assert rows[0] == Row(1, PLAIN[0].cells)
    assert [(row.line, set(row.faults.values())) for row in rows[1:]] == [
        (2, {CellFault.UNREADABLE}),
        (3, {CellFault.UNREADABLE}),
    ]


def test_a_number_of_json_is_its_digits_and_a_list_is_unreadable():
    (row,) = read('{"流水号": 7, "状态": ["准予"], "办结日期": null, "收件编号": "1"}'.encode())
    assert (row.cells["流水号"], row.cells["办结日期"]) == ("7", "")
    assert row.faults == {"状态": CellFault.UNREADABLE}


def test_lines_are_counted_past_quotes_that_hold_line_breaks():
    rows = read(csv(HEAD, ("330199-1", '"公\r\n2025"', "准予", "2025-10-11"), LINE))
    assert [row.line for row in rows] == [3, 4]


def test_the_header_may_stand_lower_down():
    content = csv(("公安局办结清单",), ("制表：十月",), HEAD, LINE)
    assert read(content, "table: {header_line: 3}")[0].cells == PLAIN[0].cells
    assert read(workbook([("清单",), HEAD, LINE]), "table: {header_line: 2}")[0].cells == PLAIN[0].cells


# --- what a cell shows, and is not


def test_formulas_errors_merged_cells_and_lost_digits_are_told_cell_by_cell():
    content = workbook(
        [
            HEAD,
            ("330199-1", formula_cell("A2&1", "330199-11"), "准予", "2025-10-11"),
            ("330199-2", error_cell(), "准予", "2025-10-11"),
            ("330199-3", number_cell("2.0251011001e+18"), "准予", "2025-10-11"),
            ("330199-4", "公4", "准予", "2025-10-11"),
            ("330199-5", "公5", "", "2025-10-11"),
            ("330199-6", "公6", "准予", date_cell(-3)),
        ],
        merged=("C5:C6",),
    )
    assert [dict(row.faults) for row in read(content)] == [
        {"流水号": CellFault.FORMULA},
        {"流水号": CellFault.ERROR},
        {"流水号": CellFault.DIGITS_LOST},
        {"状态": CellFault.MERGED},
        {"状态": CellFault.MERGED},
        {"办结日期": CellFault.UNREADABLE},
    ]


def test_a_formula_in_text_is_told_and_one_cell_too_many_spoils_its_row():
    rows = read(csv(HEAD, ("330199-1", "=CMD()", "准予", "2025-10-11"), (*LINE, "x")))
    assert rows[0].faults == {"流水号": CellFault.FORMULA}
    assert set(rows[1].faults) == set(HEAD)


def test_whole_numbers_keep_no_point():
    (row,) = read(workbook([HEAD, (number_cell("330199.0"), *LINE[1:])]))
    assert row.cells["收件编号"] == "330199"


# --- what is no table


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is empty"),
        (b"\xef\xbb\xbf \n", "empty"),
        (workbook([]), "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...", "old Excel"),
        (b"PK\x03\x04 cut short", "complete Excel"),
        (csv(HEAD, LINE)[:-3] + b"\xff\xfe\xff", "neither UTF-8 nor GB18030"),
        ("收件编号,流水号".encode(), "“办结日期”, “状态”"),
        (csv((*HEAD, "状态"), (*LINE, "x")), "“状态” is there twice"),
        (csv(HEAD, ("330199-1", '"公2025', "准予")), "quotes"),
        (csv(HEAD, ("330199-1", "a\0b", "准予", "")), "no text"),
        (workbook([("a", "b")]), "“收件编号”"),
    ],
)
def test_what_cannot_be_read_is_told_with_what_to_do(content: bytes, said: str):
    refused = refusal(content) if said != "it is empty" else refusal(b"   ")
    sentence = refused.sentence.en
    assert said.removeprefix("it is ") in sentence
    assert sentence.startswith("results")


def test_a_sheet_that_is_not_there_is_told_with_those_that_are():
    refused = refusal(workbook([HEAD, LINE], sheet="十月"), "table: {sheet: 九月}")
    assert "“九月”" in refused.sentence.en
    assert "十月" in refused.remedy.en


def test_a_workbook_that_unpacks_to_gigabytes_is_not_unpacked(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tongban.connectors.tables.workbook._MOST_STRINGS", 8 << 20)
    content = io.BytesIO(workbook([HEAD, LINE]))
    with (
        zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/bomb.xml", "w") as part,
    ):
        part.write(b" " * (9 << 20))
    assert "MB" in refusal(content.getvalue()).sentence.en


def test_a_workbook_that_declares_entities_is_refused():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    assert "complete Excel" in refusal(workbook([HEAD, LINE], before=bomb)).sentence.en


def changed(name: str, old: bytes, new: bytes) -> bytes:
    """A workbook with one of its parts said otherwise."""
    content = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook([HEAD, LINE]))) as before,
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for part in before.namelist():
            text = before.read(part)
            after.writestr(part, text.replace(old, new) if part == name else text)
    assert content.getvalue() != workbook([HEAD, LINE])
    return content.getvalue()


def marked(place: int, value: int) -> bytes:
    """A workbook with one byte of every entry's header said otherwise."""
    content = bytearray(workbook([HEAD, LINE]))
    for signature, further in ((b"PK\x03\x04", 0), (b"PK\x01\x02", 2)):
        at = content.find(signature)
        while at >= 0:
            content[at + place + further] = value
            at = content.find(signature, at + 4)
    return bytes(content)


def garbled() -> bytes:
    """A workbook of which the sheet does not unpack."""
    content, name = workbook([HEAD, LINE]), b"xl/worksheets/sheet1.xml"
    at = content.index(name) + len(name)
    return content[:at] + b"\xff" * 20 + content[at + 20 :]


@pytest.mark.parametrize(
    "content",
    [
        changed("xl/worksheets/sheet1.xml", b"<v>7</v>", b"<v>300</v>"),
        changed("xl/worksheets/sheet1.xml", b"<v>7</v>", b"<v>-1</v>"),
        changed("xl/worksheets/sheet1.xml", b"</row>", b""),
        changed("xl/workbook.xml", b"<sheets>", b"<sheets"),
        marked(6, 1),
        marked(8, 97),
        marked(8, 14),
        garbled(),
    ],
    ids=[
        "string not there",
        "string below none",
        "rows open",
        "book open",
        "locked",
        "packed oddly",
        "packed otherwise",
        "garbled",
    ],
)
def test_a_workbook_that_is_broken_inside_is_told_whatever_broke(content: bytes):
    assert "complete Excel" in refusal(content).sentence.en


ODD = (
    ("xl/styles.xml", "<cellXfs>", "<fills><fill/></fills><cellXfs>"),
    ("xl/styles.xml", "<cellXfs>", '<fonts><font><sz/><family val="134"/></font></fonts><cellXfs>'),
    ("xl/worksheets/sheet1.xml", "</sheetData>", '</sheetData><pageSetup orientation="upright"/>'),
    ("xl/worksheets/sheet1.xml", "</sheetData>", '</sheetData><dataValidation type="lists" sqref="A1"/>'),
)


@pytest.mark.parametrize(("part", "old", "new"), ODD)
def test_what_says_nothing_of_the_values_may_be_as_odd_as_it_likes(part: str, old: str, new: str):
    assert read(changed(part, old.encode(), new.encode())) == PLAIN


def test_as_many_rows_as_there_are_take_no_more_memory():
    def grown(lines: int) -> int:
        content = csv(HEAD, *[LINE] * lines)
        stream = io.BytesIO(content)
        tracemalloc.start()
        count = sum(1 for _ in rows_of(stream, "results", mapping()))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert count == lines
        return peak

    assert grown(20_000) < grown(2_000) + (3 << 20)


def test_a_workbook_is_read_as_it_streams():
    def grown(lines: int) -> int:
        rows = [[number_cell("1"), number_cell("2"), number_cell("3"), date_cell(45941)]] * lines
        stream = io.BytesIO(workbook([HEAD, *rows]))
        tracemalloc.start()
        count = sum(1 for _ in rows_of(stream, "results", mapping()))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert count == lines
        return peak

    assert grown(5_000) < grown(500) + (1 << 20)


# --- files as they go wrong


def test_a_second_sheet_of_results_is_not_passed_over_in_silence():
    two = workbook([HEAD, LINE], further=[HEAD, ("330199-2", *LINE[1:])])
    told = refusal(two)
    assert "结果, 又一张" in told.sentence.en
    (row,) = read(two, "table: {sheet: 又一张}")
    assert row.cells["收件编号"] == "330199-2"
    assert read(workbook([HEAD, LINE], further=[("说明",), ("本表由公安局填写",)])) == PLAIN
    assert read(workbook([HEAD, LINE], further=[])) == PLAIN


def test_a_line_of_three_million_columns_is_told_and_takes_no_more_than_the_line():
    content = ",".join(["c"] * 3_000_000).encode() + b"\r\n" + csv(LINE)
    assert "3000000" in refusal(content).sentence.zh
    endless = csv(HEAD, LINE) + b"\r\n" + b"x" * (9 << 20)
    assert "8,388,608 characters" in refusal(endless).sentence.en
    assert refusal(endless).sentence.en.startswith("results, line 3")


def test_a_workbook_that_really_unpacks_to_hundreds_of_megabytes_is_not_unpacked():
    content = io.BytesIO(workbook([HEAD, LINE]))
    with (
        zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/bomb.xml", "w") as part,
    ):
        for _ in range(300):
            part.write(b" " * (1 << 20))
    assert len(content.getvalue()) < (1 << 20)
    tracemalloc.start()
    said = refusal(content.getvalue()).sentence.en
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "300 MB" in said
    assert peak < 8 << 20


def test_a_file_that_stops_being_text_while_it_is_read_is_told(tmp_path: Path):
    lines = [(f"330199-{n}", *LINE[1:]) for n in range(5000)]
    file = tmp_path / "results.csv"
    file.write_bytes(csv(HEAD, *lines))
    with file.open("rb") as stream:
        rows = rows_of(stream, file.name, mapping())
        taken = [next(rows).cells["收件编号"]]
        file.write_bytes(csv(HEAD, *lines, encoding="gb18030"))
        with pytest.raises(UnreadableTable) as told:
            taken += [row.cells["收件编号"] for row in rows]
    assert "being written" in told.value.sentence.en
    assert taken == [f"330199-{n}" for n in range(len(taken))]


def test_a_copy_is_of_the_file_as_it_was_and_none_of_one_that_is_being_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    file = tmp_path / "results.csv"
    file.write_bytes(csv(HEAD, LINE))
    with copy_of(file) as copy:
        file.write_bytes(csv(HEAD))
        assert list(rows_of(copy, file.name, mapping())) == PLAIN

    truly = shutil.copyfileobj

    def written_meanwhile(source: IO[bytes], target: IO[bytes], length: int) -> None:
        truly(source, target, length)
        with file.open("ab") as more:
            more.write(b"330199-2,")

    monkeypatch.setattr(shutil, "copyfileobj", written_meanwhile)
    with pytest.raises(UnreadableTable) as told:
        copy_of(file)
    assert "Import it again" in told.value.remedy.en
    with pytest.raises(FileNotFoundError):
        copy_of(tmp_path / "nowhere.csv")
