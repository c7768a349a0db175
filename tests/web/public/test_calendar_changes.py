"""From a provisional date to a certain one: a notice arrives, the days move, the applicant is told."""

import json
import os
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from holidays import CONFIRMING, MOVING, notice
from tongban.cli import app
from tongban.cli.faults import OperatorFault
from tongban.cli.workers import _counter
from tongban.connectors.postgres import Urls
from tongban.handling.audit import verify_all
from tongban.kernel.case.events import ClocksRecounted
from tongban.store.cases import PgStore
from web.public.test_track import said


@pytest.fixture
def tongban(hall, database: Urls, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The command line beside the running hall, whose clock stands still."""
    monkeypatch.setenv("TONGBAN_DATABASE_URL", database.owner)
    slept: list[float] = []
    monkeypatch.setattr("tongban.cli.calendar.time.sleep", slept.append)

    def run(*words: str, file: bytes = b"") -> Result:
        if file:
            (tmp_path / "notice.json").write_bytes(file)
            words = (*words, str(tmp_path / "notice.json"))
        return CliRunner().invoke(app, ["calendar", *words])

    run.slept = slept  # type: ignore[attr-defined]
    return run


def promised(hall, case_id: str) -> tuple[str, bool]:
    row = next(r for r in hall.office.ports.store.clock_rows([case_id])[case_id] if r.clock_id == "promised")
    return str(row.due_on), row.provisional


def test_a_notice_moves_a_provisional_date_once_and_the_applicant_is_told_why(hall, tongban):
    case_id = hall.on("2026-12-18").accepted()
    page = said(hall.client("li").get(f"/track/{case_id}/"))
    assert promised(hall, case_id) == ("2027-01-04", True)
    assert "承诺办好的日子 2027年1月4日 星期一" in page
    assert "2027 年的放假通知尚未发布，此日期为暂定" in page

    hall.on("2026-12-21")
    added = tongban("add", "--by", "孙监察", file=notice(MOVING))
    assert (added.exit_code, added.stdout) == (0, "1\n")
    assert "1 件，其中 1 件届满日有变动" in added.stderr
    assert tongban.slept == [6.0]  # until every process knows

    assert promised(hall, case_id) == ("2027-01-05", False)
    assert hall.events(case_id).count("ClocksRecounted") == 1
    zh, en = (said(hall.client("li", english=e).get(f"/track/{case_id}/")) for e in (False, True))
    assert "承诺办好的日子 2027年1月5日 星期二" in zh
    assert "放假安排有变动，期限重新计算" in zh
    assert "承诺办结时限由 2027-01-04 变为 2027-01-05。" in zh
    assert "全国年节及纪念日放假办法；2027年放假通知" in zh
    assert "2026-12-21 按新的放假安排重新计算，届满日由 2027-01-04 变为 2027-01-05" in zh
    assert "holidays changed, limits counted again" in en
    assert "promised limit moved from 2027-01-04 to 2027-01-05." in en
    assert "暂定" not in zh
    # The department's own page says which clocks moved.
    assert "2027-01-04 → 2027-01-05" in said(hall.client("chen").get(f"/desk/{case_id}/"))

    before = hall.office.ports.store.load(case_id)
    again = tongban("recount")
    assert (again.exit_code, "期限均已按最新日历计算" in again.stderr) == (0, True)
    assert "没有新版本" in tongban("add", file=notice(MOVING)).stderr
    assert hall.office.ports.store.load(case_id) == before
    assert list(verify_all(hall.office.handler)) == [(case_id, [])]


def test_a_notice_that_confirms_a_provisional_date_is_nobodys_news(hall, tongban):
    case_id = hall.on("2026-12-18").accepted()
    hall.on("2026-12-21")
    assert "1 件，其中 0 件" in tongban("add", file=notice(CONFIRMING)).stderr
    assert promised(hall, case_id) == ("2027-01-04", False)
    assert "ClocksRecounted" not in hall.events(case_id)
    page = said(hall.client("li").get(f"/track/{case_id}/"))
    assert ("暂定" in page, "重新计算" in page) == (False, False)
    assert list(verify_all(hall.office.handler)) == [(case_id, [])]


def test_where_a_process_that_helps_dies_the_operator_is_told_how_to_go_on(hall, tongban, monkeypatch):
    one, other = hall.on("2026-12-18").accepted(), hall.accepted()
    hall.on("2026-12-21")
    in_one, die = PgStore.stretch, partial(os._exit, 1)
    with monkeypatch.context() as broken:
        broken.setattr(PgStore, "stretch", lambda store, after, _: in_one(store, after, 1))
        broken.setattr("tongban.cli.calendar.opened", die)
        stopped = tongban("add", "--by", "孙监察", "--processes", "1", file=notice(MOVING))
    assert isinstance(stopped.exception, OperatorFault)
    assert "请运行 tongban calendar recount 继续" in stopped.exception.zh
    assert "2 件，其中 2 件" in tongban("recount").stderr
    assert [promised(hall, case_id) for case_id in (one, other)] == [("2027-01-05", False)] * 2


def test_what_was_added_is_listed_with_who_when_and_from_where(hall, tongban):
    assert tongban("versions").stdout == "0 CN 2007–2026 随软件附带 · packaged\n"
    hall.on("2026-12-21")
    tongban("add", "--by", "孙监察", "--source", "国办发明电〔2026〕9号", file=notice(MOVING))
    _, line = tongban("versions").stdout.splitlines()
    assert line.startswith("1 CN 2027 2026-12-21 02:00Z 孙监察 sha256:")
    assert line.endswith(" 国办发明电〔2026〕9号")
    (listed,) = json.loads(tongban("versions", "--format", "json").stdout)
    assert (listed["added_by"], listed["counted"]) == ("孙监察", True)


def test_a_check_shows_day_by_day_what_would_change_and_stores_nothing(hall, tongban):
    checked = tongban("check", file=notice(MOVING))
    assert checked.stdout == (
        "CN 2026-12-31 星期四 Thu 上班 worked → 放假 off\nCN 2027-01-09 星期六 Sat 放假 off → 上班 worked\n"
    )
    assert "2 天有变动，确定至 2027-12-28" in checked.stderr
    assert hall.office.calendars.notices.latest() == 0
    # Once added it would change nothing, and the year shows as certain.
    tongban("add", file=notice(MOVING))
    assert tongban("check", file=notice(MOVING)).stdout == ""
    shown = tongban("show", "2027")
    assert "2027-01-09 星期六 Sat 上班 worked" in shown.stdout
    assert "notices up to version 1" in shown.stderr
    assert "provisional" not in shown.stderr


@pytest.mark.parametrize(
    ("words", "file", "code", "told"),
    [
        (("add",), b"{", 2, "not_json"),
        (("add",), b'{"year": 2027, "days": []}', 1, "empty_holiday_notice"),
        (("check",), notice({"2028-01-03": True}, 2028), 1, "holiday_year_missing"),
        (("check",), notice({"2026-06-01": True}), 1, "day_of_another_year"),
    ],
)
def test_a_notice_that_cannot_be_used_is_refused_with_the_rule(tongban, words, file, code, told):
    refused = tongban(*words, file=file)
    assert (refused.exit_code, told in refused.stderr) == (code, True)


def test_an_unknown_region_is_refused_with_the_known_ones(tongban):
    refused = tongban("show", "--region", "XX")
    assert refused.exit_code != 0
    assert "CN" in str(refused.exception)


def test_a_single_step_that_moves_is_the_offices_news_and_not_the_applicants(hall, tongban):
    # Ten working days from 25 December count both the day taken off and the one made up for.
    case_id = hall.on("2026-12-25").accepted()
    hall.on("2026-12-26")
    tongban("add", file=notice(MOVING))
    (moved,) = [
        e.body.moved for e in hall.office.handler.history(case_id) if isinstance(e.body, ClocksRecounted)
    ]
    assert {m.clock.partition(":")[0] for m in moved} == {"step"}
    assert "重新计算" not in said(hall.client("li").get(f"/track/{case_id}/"))
    assert "期限重新计算" in said(hall.client("chen").get(f"/desk/{case_id}/"))


def test_the_sweep_takes_up_what_whoever_added_the_notice_left_undone(hall):
    count_anew = _counter()
    count_anew(hall.office)  # at its start, by the notices that came with the program
    case_id = hall.on("2026-12-18").accepted()
    hall.on("2026-12-21", "10:00")
    hall.office.calendars.add("CN", notice(MOVING), "2027.json", "", "sun", hall.clock.now())
    count_anew(hall.office)
    assert hall.events(case_id).count("ClocksRecounted") == 0
    hall.on("2026-12-21", "10:01")
    for _ in range(2):
        count_anew(hall.office)
    assert hall.events(case_id).count("ClocksRecounted") == 1
