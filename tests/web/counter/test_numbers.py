"""预留号段 — reserved for a counter, printed, used when the power is back, the spares made void."""

import re

import pytest

from hall import NEEDED, Hall
from tongban.store.models import CaseState
from window import INTAKE, filled_in, reserved

pytestmark = pytest.mark.integration

NUMBERS = "/counter/numbers/"


def text_of(page) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def late(number: str, on: str = "2025-09-23", at: str = "15:30") -> dict[str, str]:
    return {"late-occurred_on": on, "late-occurred_time": at, "late-receipt_number": number}


def test_a_block_is_reserved_printed_and_listed(hall: Hall):
    client = hall.client("wang")
    made = client.post(NUMBERS, {"reserve-post": "hall-counter", "reserve-size": "5"})
    assert (made.status_code, made["Location"]) == (302, f"{NUMBERS}1/")
    sheet = text_of(client.get(f"{NUMBERS}1/print/"))
    assert [f"330199-Y-{n:06d}" in sheet for n in range(1, 7)] == [True] * 5 + [False]
    assert "综合窗口受理岗" in sheet
    client.post(NUMBERS, {"reserve-post": "hall-counter", "reserve-size": "20"})
    listed = re.findall(r"330199-Y-[0-9]{6}", client.get(NUMBERS).content.decode())
    assert listed[:2] == ["330199-Y-000006", "330199-Y-000025"]
    assert "330199-Y-000001" in listed


@pytest.mark.parametrize("size", ["0", "201", "many", ""])
def test_a_size_no_day_needs_is_refused_beside_its_field(hall: Hall, size: str):
    answer = hall.client("wang").post(NUMBERS, {"reserve-post": "hall-counter", "reserve-size": size})
    assert answer.status_code == 422
    assert answer.content.decode().count('class="field__error"') == 1


def test_the_register_shows_what_became_of_every_number(hall: Hall):
    reserved(hall, "2025-09-22")
    client = hall.client("wang")
    posted = filled_in(hall, *NEEDED, do="receive", **late("330199-Y-000002"))
    assert client.post(INTAKE, posted).status_code == 302
    spare = {"void-first": "3", "void-last": "20", "void-why": "来电恢复，未使用"}
    assert client.post(f"{NUMBERS}1/", spare)["Location"] == f"{NUMBERS}1/"
    page = client.get(f"{NUMBERS}1/")
    states = [row.state.value for row in page.context["rows"]]
    assert states == ["free", "used", *["void"] * 18]
    assert page.context["spare"] == 1
    assert f"/counter/{posted['case_id']}/" in page.content.decode()
    assert "来电恢复，未使用" in text_of(page)
    assert "王窗口" in text_of(page)
    register = client.get(NUMBERS).context["blocks"][0]
    assert (register["used"], register["void"], register["free"]) == (1, 18, 1)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("330199-Y-000021", "不在综合窗口受理岗的预留号段内"),
        ("330199-Y-000002", "已经用于另一份收件"),
        ("330199-Y-000004", "已作废：打印损坏"),
    ],
)
def test_a_wrong_number_is_refused_on_the_page_with_everything_kept(hall: Hall, number: str, said: str):
    reserved(hall, "2025-09-22")
    client = hall.client("wang")
    client.post(INTAKE, filled_in(hall, *NEEDED, do="receive", **late("330199-Y-000002")))
    client.post(f"{NUMBERS}1/", {"void-first": "4", "void-last": "4", "void-why": "打印损坏"})
    answer = client.post(INTAKE, filled_in(hall, *NEEDED, do="receive", **late(number)))
    assert answer.status_code == 409
    assert said in text_of(answer)
    assert f'value="{number}"' in answer.content.decode()
    assert CaseState.objects.count() == 1


def test_the_refusal_speaks_english_too(hall: Hall):
    posted = filled_in(hall, *NEEDED, do="receive", **late("330199-Y-000099"))
    page = text_of(hall.client("wang", english=True).post(INTAKE, posted))
    assert "is in no block reserved for integrated counter" in page


def test_a_used_number_is_not_made_void(hall: Hall):
    reserved(hall, "2025-09-22")
    client = hall.client("wang")
    client.post(INTAKE, filled_in(hall, *NEEDED, do="receive", **late("330199-Y-000002")))
    answer = client.post(f"{NUMBERS}1/", {"void-first": "2", "void-last": "2", "void-why": "未使用"})
    assert answer.status_code == 409
    assert "已经用于收件，不能作废" in text_of(answer)


def test_a_paper_entry_is_paper_and_not_something_handled_outside(hall: Hall):
    reserved(hall, "2025-09-22")
    posted = filled_in(hall, *NEEDED, do="receive", **late("330199-Y-000002"))
    client = hall.client("wang")
    client.post(INTAKE, posted)
    page = text_of(client.get(f"/counter/{posted['case_id']}/"))
    assert "纸质补录" in page
    assert "编号属预留号段，按停电断网补录，不是体外办理" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_register_asks_as_many_queries_for_one_block_as_for_three(hall: Hall, rows: int, count_queries):
    for _ in range(rows):
        reserved(hall, "2025-09-22")
    client = hall.client("wang")
    # session, account, posts, blocks, names
    assert count_queries(lambda: client.get(NUMBERS)) == 5
    # session, account, posts, block, used, void, the reserver's name
    assert count_queries(lambda: client.get(f"{NUMBERS}1/")) == 7


def test_the_register_is_for_the_counter(hall: Hall):
    reserved(hall, "2025-09-22")
    for outsider in ("zhou", "chen", "li"):
        for place in (NUMBERS, f"{NUMBERS}1/", f"{NUMBERS}1/print/"):
            assert hall.client(outsider).get(place).status_code == 403
    assert hall.client("wang").get(f"{NUMBERS}7/").status_code == 404
