"""Files as they really go wrong, from their bytes to the cases: each fault told, good rows landed once."""

import io
from collections.abc import Callable

import pytest

from connectors.spreadsheets import date_cell, formula_cell, workbook
from results import MAPPING, Exchange, exchange, mapping
from tongban.catalogue.result_mapping import ResultMapping
from tongban.connectors.tables import rows_of
from tongban.handling.observing.importing import RowResult
from tongban.handling.observing.rows import UnreadableTable

HEAD = ("收件编号", "流水号", "记录号", "状态", "办结日期", "姓名")


def row(number: int, **cells: str) -> tuple[str, ...]:
    plain = {
        "收件编号": f"R-{number}",
        "流水号": f"公2025-{number}",
        "记录号": "1",
        "状态": "准予",
        "办结日期": "2025-10-11",
        "姓名": "",
    }
    return tuple((plain | cells).values())


GOOD = (row(1), row(2))


def csv(*lines: tuple[str, ...], encoding: str = "utf-8") -> bytes:
    return "\r\n".join(",".join(line) for line in (HEAD, *lines)).encode(encoding)


def book(*lines: tuple[str, ...], **more: object) -> bytes:
    return workbook([HEAD, *lines], **more)  # type: ignore[arg-type]


def taken(desk: Exchange, content: bytes, using: ResultMapping | None = None) -> list[RowResult]:
    by = using or mapping()
    return list(desk.importer.rows(rows_of(io.BytesIO(content), "results", by), by, "results", "zhou"))


def codes_of(result: RowResult) -> tuple[str, ...]:
    return (result.word, *(reason.code for reason in result.row.reasons), *result.row.discrepancies)


def facts(desk: Exchange) -> list[int]:
    return [desk.office.events(case_id).count("ObservationRecorded") for case_id in desk.cases.values()]


LANDED = ("landed",)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(csv(*GOOD, encoding="gb18030"), [LANDED, LANDED], id="the older Chinese encoding"),
        pytest.param(csv(*GOOD, encoding="utf-16"), [LANDED, LANDED], id="two bytes a character"),
        pytest.param(
            book(row(1), row(2), row(3, 办结日期=formula_cell("TODAY()", "45941"))),
            [LANDED, LANDED, ("held", "cell_formula")],
            id="a formula",
        ),
        pytest.param(
            book(*GOOD, row(3), row(3, 记录号=""), merged=["C4:C5"]),
            [LANDED, LANDED, ("held", "cell_merged"), ("held", "cell_merged")],
            id="merged cells",
        ),
        pytest.param(
            book(row(1, 办结日期="2025年10月11日"), row(2, 办结日期=date_cell(45941))),
            [LANDED, LANDED],
            id="days as text and as numbers",
        ),
        pytest.param(
            csv(*GOOD, row(3, 办结日期="2025-11-31"), row(3, 办结日期="11/10/2025")),
            [LANDED, LANDED, ("held", "day_unreadable"), ("held", "day_unreadable")],
            id="days that are none",
        ),
        pytest.param(
            csv(*GOOD, row(3, 办结日期="2026-01-05")),
            [LANDED, LANDED, ("differs", "in_the_future", "late")],
            id="a day to come",
        ),
        pytest.param(
            csv(*GOOD, row(3, 办结日期="2025-10-01")),
            [LANDED, LANDED, ("differs", "before_receipt", "late")],
            id="a day before the receipt",
        ),
        pytest.param(
            csv(*GOOD, row(2), row(2, 状态="不予")),
            [LANDED, LANDED, ("unchanged",), ("differs", "contradicts_entry", "contradicts_answer")],
            id="one record twice, and once otherwise",
        ),
        pytest.param(
            csv(*GOOD, row(3, 流水号="公2025-1")),
            [LANDED, LANDED, ("held", "number_of_another_case")],
            id="one number for two cases",
        ),
        pytest.param(
            csv(row(1), row(9), row(2), row(3, 状态="办结", 流水号="")),
            [LANDED, ("held", "case_unknown"), LANDED, ("held", "missing", "code_unknown")],
            id="another department's case and words among them",
        ),
    ],
)
def test_what_is_wrong_is_told_and_the_good_rows_land_once(content: bytes, said: list[tuple[str, ...]]):
    desk = exchange()
    for number in (1, 2, 3):
        desk.received(f"R-{number}")
    assert [codes_of(result) for result in taken(desk, content)] == said
    counted = facts(desk)
    assert min(counted[:2]) == 1
    again = [result.word for result in taken(desk, content)]
    assert again == ["held" if codes[0] == "held" else "unchanged" for codes in said]
    assert facts(desk) == counted
    for held in desk.register.held(None):
        for reason in held.reasons:
            assert reason.sentence.zh
            assert reason.remedy.en


def broken_quotes() -> bytes:
    return csv(*GOOD, row(3, 流水号='"公2025-3'))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(
            lambda: csv(*GOOD).replace("状态".encode(), "结果".encode()), "“状态”", id="no such column"
        ),
        pytest.param(lambda: book(*GOOD, further=[HEAD, row(3)]), "several sheets", id="two sheets"),
        pytest.param(lambda: csv(*GOOD)[:-4] + b"\xff\xfe\xff", "neither UTF-8", id="bytes of no encoding"),
        pytest.param(broken_quotes, "quotes", id="quotes that do not match"),
        pytest.param(lambda: book(*GOOD)[:900], "complete Excel", id="cut short"),
    ],
)
def test_a_file_that_is_none_is_told_as_a_whole_and_sent_again_lands_once(
    content: Callable[[], bytes], said: str
):
    desk = exchange()
    for number in (1, 2, 3):
        desk.received(f"R-{number}")
    with pytest.raises(UnreadableTable) as told:
        taken(desk, content())
    assert said in told.value.sentence.en
    assert told.value.remedy.zh
    assert [result.word for result in taken(desk, csv(*GOOD))] == ["landed", "landed"]
    assert facts(desk) == [1, 1, 0]


def test_the_mapping_of_another_department_moves_nothing_and_the_right_one_still_lands():
    desk = exchange()
    desk.received("R-1")
    wrong = mapping(text=MAPPING.replace("authority: police", "authority: insurance") + "step: household\n")
    assert [codes_of(r) for r in taken(desk, csv(row(1)), wrong)] == [("differs", "other_authority")]
    assert desk.office.handler.standing(desk.cases["R-1"]).case.steps["household"].done_on is None
    assert [codes_of(r) for r in taken(desk, csv(row(1)))] == [LANDED]
