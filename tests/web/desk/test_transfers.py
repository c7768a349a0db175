"""What a transfer of powers would move, on the supervisor's page and in the command line alike."""

import json
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test import Client

from hall import Hall
from queries import executed
from tongban.catalogue.authorities import NewSeat, PostReplaced, PowersMoved, TransferGround
from tongban.cli import authority
from tongban.handling.transferring import Moved
from tongban.web.desk import transfers
from web.desk.test_messages import supervisor

pytestmark = pytest.mark.integration
PAGE = "/desk/transfers/"
REFORM = PowersMoved(
    id="fire-to-health",
    authority="market-regulation",
    ground=TransferGround.POWERS,
    on=date(2025, 9, 1),
    document="编办〔2025〕3号",
    basis="演示市机构改革方案§4",
    posts=(PostReplaced("market-examiner", NewSeat("health", "health-opinion")),),
)


@pytest.fixture
def reformed(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> Hall:
    """A hall in whose directory a transfer is written down."""
    catalogue = hall.office.catalogue
    directory = replace(catalogue.directory, transfers=(REFORM,))
    changed = replace(hall.office, catalogue=replace(catalogue, directory=directory))
    monkeypatch.setattr(transfers, "office", lambda: changed)
    return hall


def text(client: Client) -> str:
    page = client.get(PAGE)
    assert page.status_code == 200
    return page.content.decode()


def test_the_supervisor_sees_what_a_reform_would_move_before_it_is_run(reformed: Hall) -> None:
    reformed.accepted()
    page = text(supervisor(reformed))
    for said in ("编办〔2025〕3号", "职权划转", "在办 · 已受理", "谁在办", "在走的时限", "承诺办结时限"):
        assert said in page
    # A post that has something in hand and is not in the reform stands out.
    stock = reformed.office.holdings.stock("market-regulation", date(2025, 9, 24))
    assert set(stock.running) == {"accepted"}
    told = json.loads(authority._as_json(REFORM, Moved(), stock))
    assert told["stock"]["running"] == {"accepted": 1}
    said = authority._as_text(REFORM, Moved(), stock)
    assert "在办 running · 已受理 accepted: 1" in said
    assert "时限 clock · 承诺办结时限" in said


def test_in_english_it_is_told_in_english(reformed: Hall) -> None:
    reformed.accepted()
    supervisor(reformed)
    page = text(reformed.client("jian", english=True))
    assert "Who has them" in page
    assert "在办" not in page.replace("演示", "")


def test_where_the_directory_has_no_reform_the_page_says_so(hall: Hall) -> None:
    assert "没有职权移交" in text(supervisor(hall))


@pytest.mark.parametrize("who", ["wang", "li"])
def test_nobody_but_the_supervisor_of_the_division_sees_it(reformed: Hall, who: str) -> None:
    assert reformed.client(who).get(PAGE).status_code == 403
    assert Client().get(PAGE).status_code == 302


def test_the_supervisor_of_another_division_sees_it_not(reformed: Hall) -> None:
    assert supervisor(reformed, "330198").get(PAGE).status_code == 403


def test_nothing_is_posted_to_it(reformed: Hall) -> None:
    assert supervisor(reformed).post(PAGE).status_code == 405


@pytest.mark.parametrize("cases", [1, 3])
def test_it_takes_three_queries_a_reform_however_many_cases_there_are(reformed: Hall, cases: int) -> None:
    for _ in range(cases):
        reformed.accepted()
    connection.ensure_connection()
    with executed(connection.connection) as seen:
        reformed.office.holdings.stock("market-regulation", date(2025, 9, 24))
    assert len(seen) == 3
