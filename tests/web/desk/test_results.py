"""Other systems' results at the desk: imported, held, corrected, set aside, and shown where they belong."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from births import born, file_of, told
from hall import Hall
from tongban.handling.observing.ports import KeptRow

pytestmark = pytest.mark.integration

RESULTS = "/desk/results/"
MAPPING = "household-register.yaml"


def uploaded(client: Client, content: bytes, name: str = "births.csv"):
    file = SimpleUploadedFile(name, content)
    return client.post(RESULTS, {"import-mapping": MAPPING, "import-file": file})


def held(hall: Hall) -> list[KeptRow]:
    return hall.office.results.held(None)


def page_of(row: KeptRow) -> str:
    return f"{RESULTS}{row.authority}/{row.digest.hex()}/"


def test_a_file_is_imported_row_by_row_and_what_does_not_land_is_listed(hall: Hall):
    case_id = born(hall)
    hall.on("2025-10-13")
    client = hall.client("gao")
    done = uploaded(client, file_of(told(hall, case_id), told(hall, case_id, case="330199-9", number="公9")))
    assert (done.status_code, done.url) == (302, RESULTS)
    page = client.get(RESULTS).content.decode()
    assert "共 2 行：导入 1，没有变化 0，不符 0，待处理 1。" in page
    assert "没有收件编号为“330199-9”的办件" in page
    assert hall.case(case_id).steps["household-registration"].done_on == date(2025, 10, 11)
    due = hall.case(case_id).clocks["step:decision"].due(hall.office.calendars.of("CN"))
    assert due.day == date(2025, 10, 15)


def test_a_held_row_is_corrected_and_lands_with_its_own_day(hall: Hall):
    case_id = born(hall)
    hall.on("2025-10-13")
    client = hall.client("gao")
    uploaded(client, file_of(told(hall, case_id, day="十月十一")))
    (row,) = held(hall)
    page = client.get(page_of(row)).content.decode()
    assert "“十月十一”不是日期" in page
    assert "陈小禾" not in page
    said = {
        f"row-{name}": row.claim.said(name)
        for name in ("case_number", "foreign_number", "fact", "result", "entry")
    }
    still = client.post(page_of(row), said | {"row-occurred": "昨天"})
    assert still.status_code == 302
    assert len(held(hall)) == 1
    client.post(page_of(row), said | {"row-occurred": "2025-10-11"})
    assert held(hall) == []
    assert hall.case(case_id).steps["household-registration"].done_on == date(2025, 10, 11)
    kept = hall.office.results.find(row.authority, [row.digest])[row.digest]
    assert (kept.by, kept.tries) == (hall.id("gao"), 3)


def test_a_cell_in_doubt_is_filled_in_by_hand_and_lands_though_it_says_the_same(hall: Hall):
    case_id = born(hall)
    hall.on("2025-10-13")
    client = hall.client("gao")
    uploaded(client, file_of(told(hall, case_id, number="=A1", name='="陈"&A1')))
    (row,) = held(hall)
    page = client.get(page_of(row)).content.decode()
    assert "表中显示“=A1”。按原表填写。" in page
    assert "按原表填写；原表没有的留空。" in page  # of the applicant, who may not be named
    assert 'name="row-foreign_number" value=' not in page
    assert row.claim.said("applicant") not in page
    said = {
        f"row-{name}": row.claim.said(name) for name in ("case_number", "fact", "result", "entry", "occurred")
    }
    assert client.post(page_of(row), said).status_code == 422
    client.post(page_of(row), said | {"row-foreign_number": "=A1", "row-applicant": "陈小禾"})
    assert held(hall) == []
    kept = hall.office.results.find(row.authority, [row.digest])[row.digest]
    assert "陈小禾" not in repr(kept)


def test_a_row_is_set_aside_only_with_a_reason(hall: Hall):
    born(hall)
    client = hall.client("gao")
    uploaded(client, file_of("x,公1,1,准予登记,2025年10月11日,,"))
    (row,) = held(hall)
    assert client.post(page_of(row), {"aside": "1", "aside-why": ""}).status_code == 422
    assert client.post(page_of(row), {"aside": "1", "aside-why": "测试数据"}).status_code == 302
    assert held(hall) == []
    page = client.get(page_of(row)).content.decode()
    assert "测试数据" in page
    assert "改正后重试" not in page
    assert client.post(page_of(row), {"aside": "1", "aside-why": "again"}).status_code == 302


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", ["chen", "wang", "zhou", "li"])
def test_nobody_else_sees_or_imports_results(hall: Hall, name: str, method: str):
    born(hall)
    uploaded(hall.client("gao"), file_of("x,公1,1,准予登记,2025年10月11日,,"))
    (row,) = held(hall)
    client = hall.client(name)
    for url in (RESULTS, page_of(row)):
        assert getattr(client, method)(url).status_code == 403
    assert len(held(hall)) == 1
    assert RESULTS not in hall.client("chen").get("/desk/").content.decode()
    assert RESULTS in hall.client("gao").get("/desk/").content.decode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe\xfd\x80" * 9, "births.csv"),
        ("甲,乙\n1,2\n".encode(), "没有列"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 99, "旧版 Excel"),
        (b"PK\x03\x04" + b"0" * 99, "不是完整的 Excel 工作簿"),
    ],
)
def test_what_is_no_table_is_told_beside_the_form(hall: Hall, content: bytes, said: str):
    page = uploaded(hall.client("gao"), content)
    assert page.status_code == 409
    assert said in page.content.decode()


def test_what_a_page_cannot_wait_for_goes_by_the_command_line(hall: Hall):
    page = uploaded(hall.client("gao"), b"a" * (3 << 20))
    assert page.status_code == 422
    assert "tongban observe import" in page.content.decode()


def test_addresses_that_are_none_are_not_found(hall: Hall):
    client = hall.client("gao")
    assert client.get(f"{RESULTS}public-security/zz/").status_code == 404
    assert client.get(f"{RESULTS}public-security/00/").status_code == 404
    assert client.get(RESULTS, {"after": "yesterday"}).status_code == 404


def test_the_list_pages_and_asks_the_database_as_often_for_many_as_for_few(
    hall: Hall, count_queries: Callable[[Callable[[], object]], int]
):
    client = hall.client("gao")
    uploaded(client, file_of("x,公0,1,准予登记,2025年10月11日,,"))
    few = count_queries(lambda: client.get(RESULTS))
    uploaded(client, file_of(*[f"x,公{n},1,准予登记,2025年10月11日,," for n in range(1, 25)]))
    assert count_queries(lambda: client.get(RESULTS)) == few
    first = client.get(RESULTS).content.decode()
    after = first.split("?after=")[1].split('"')[0].replace("&amp;", "&")
    second = client.get(f"{RESULTS}?after={after}").content.decode()
    assert first.count("data-row>") + second.count("data-row>") == 25


# --- where it is shown


def test_the_case_says_where_a_step_is_decided_and_what_was_told_of_it(hall: Hall):
    case_id = born(hall)
    client = hall.client("tian")
    waiting = client.get(f"/desk/{case_id}/").content.decode()
    assert "在公安户政系统办理，结果按文件导入" in waiting
    hall.on("2025-10-13")
    uploaded(hall.client("gao"), file_of(told(hall, case_id)))
    page = client.get(f"/desk/{case_id}/").content.decode()
    for said in ("公2025-118", "演户20250118", "发生于", "登记于"):
        assert said in page
    uploaded(hall.client("gao"), file_of(told(hall, case_id, entry="2", state="不予登记")))
    page = client.get(f"/desk/{case_id}/").content.decode()
    assert "本件此前已有不同的结果" in page
    assert "已登记在案，没有改变本件。" in page
    english = hall.client("tian", english=True).get(f"/desk/{case_id}/").content.decode()
    assert "another result was on record before" in english


def test_the_applicant_is_told_the_day_it_was_and_the_day_it_came_to_be_known(hall: Hall):
    case_id = born(hall)
    hall.on("2025-10-13")
    uploaded(hall.client("gao"), file_of(told(hall, case_id)))
    page = hall.client("li").get(f"/track/{case_id}/").content.decode()
    assert "演示市公安局已在公安户政系统办完" in page
    for said in ("2025-10-11 办理，2025-10-13 登记到这里", "公2025-118", "期限从 2025-10-11 算起"):
        assert said in page
    uploaded(hall.client("gao"), file_of(told(hall, case_id, entry="2", state="不予登记")))
    page = hall.client("li").get(f"/track/{case_id}/").content.decode()
    assert page.count("演示市公安局已在公安户政系统办完") == 1  # what two offices disagree about is not told


def test_what_was_decided_elsewhere_is_handed_out_without_a_paper_of_ours(hall: Hall):
    case_id = born(hall)
    hall.on("2025-10-15")
    gao = hall.client("gao")
    uploaded(gao, file_of(told(hall, case_id)))
    head = "收件编号,参保登记号,状态,结果,登记时间,凭证编号"
    line = f"{hall.receipt(case_id)},YB1,办结,准予参保,2025-10-15 09:00:00,演医保证2025-1"
    file = SimpleUploadedFile("insured.csv", f"{head}\n{line}\n".encode())
    gao.post(RESULTS, {"import-mapping": "medical-insurance.yaml", "import-file": file})
    assert hall.case(case_id).outcome_number == "演医保证2025-1"

    shelf = hall.client("wang").get("/counter/shelf/").content.decode()
    assert "由办理部门出具；收到后送达。" in shelf
    assert "正在制作签章" not in shelf
    assert f"/counter/{case_id}/deliver/" in shelf
    track = hall.client("li").get(f"/track/{case_id}/").content.decode()
    assert "证照由办理部门出具" in track
    assert "演示市医疗保障局已在医保信息平台办完" in track
