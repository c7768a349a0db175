"""复议、诉讼 at the desk: recorded, answered, suspended, ended; what the item's count says of it."""

from datetime import date

import pytest
from django.db import connection

from hall import Hall
from tongban.handling import intake, outcome
from tongban.kernel import Status
from tongban.kernel.case import commands as c
from tongban.kernel.case.state import LicenceState
from tongban.store.challenges import Fought, fought
from tongban.store.models import CaseTask
from tongues import unmarked_chinese
from web.desk.test_case import act
from web.public.test_track import said

pytestmark = pytest.mark.integration

CAME = {
    "kind": "reconsideration",
    "act": "decision",
    "body": "演示市人民政府",
    "number": "演府复〔2025〕7号",
    "came_on": "2025-09-24",
}
ENDED = {"challenge": "1", "number": "演府复决〔2025〕7号", "redo_days": ""}
FOOD = "food-operation-licence"


def refused(hall: Hall) -> str:
    case_id = hall.ready_to_decide()
    remedies = c.Remedies("演示市人民政府", 60, "演示区人民法院", 6, "行政复议法§20")
    ask = hall.ask(case_id, "wu", "market-decider")
    outcome.refuse(hall.office.handler, ask, basis="食品安全法§35", reasons="布局不符", remedies=remedies)
    return case_id


def page_of(hall: Hall, who: str, case_id: str, *, english: bool = False) -> str:
    return said(hall.client(who, english=english).get(f"/desk/{case_id}/"))


def counted(item: str = "") -> dict[Fought, int]:
    connection.ensure_connection()
    return dict(fought(connection.connection, item))


def test_recorded_it_is_on_the_list_until_it_is_answered(hall: Hall):
    case_id = refused(hall)
    hall.on("2025-10-20")
    late = CAME | {"came_on": "2025-10-14"}
    assert act(hall, "wu", case_id, "record-challenge", **late | {"number": " "}).status_code == 422
    assert act(hall, "wu", case_id, "record-challenge", **late | {"came_on": "2025-10-21"}).status_code == 422
    assert act(hall, "wu", case_id, "record-challenge", **late).status_code == 302
    rows = CaseTask.objects.filter(case_id=case_id, kind="challenge", state="open")
    assert [(row.task_id, row.post, row.due_on) for row in rows] == [
        ("reply:1", "market-decider", date(2025, 10, 28))
    ]
    assert "登记答复、答辩" in said(hall.client("wu").get("/desk/"))
    assert "须答复复议、诉讼" in said(hall.client("wu").get("/desk/messages/"))
    assert act(hall, "wu", case_id, "reply", challenge="1", number="演市监答〔2025〕1号").status_code == 302
    assert not CaseTask.objects.filter(case_id=case_id, kind="challenge", state="open").exists()
    assert "登记答复、答辩" not in said(hall.client("wu").get("/desk/"))


def test_a_refusal_annulled_comes_back_to_who_examines_it_with_the_days_ordered(hall: Hall):
    case_id = refused(hall)
    act(hall, "wu", case_id, "record-challenge", **CAME)
    bare = ENDED | {"outcome": "redo", "steps": ["examination"]}
    assert act(hall, "wu", case_id, "challenge-outcome", **bare).status_code == 409
    assert act(hall, "wu", case_id, "challenge-outcome", **bare | {"redo_days": "30"}).status_code == 302
    case = hall.case(case_id)
    assert (case.status, case.outcome) == (Status.ACCEPTED, None)
    assert hall.receipt(case_id) in said(hall.client("chen").get("/desk/"))
    page = page_of(hall, "wu", case_id)
    for word in ("撤销并责令重新作出决定", "重新作出决定", "30 日"):
        assert word in page
    assert "您的申请" not in page
    assert "将重新作出决定" in said(hall.client("li").get("/my/messages/"))


def test_suspended_nothing_is_handed_out_and_a_grant_annulled_falls(hall: Hall):
    case_id = hall.decided()
    act(hall, "wu", case_id, "record-challenge", **CAME)
    stop = {"challenge": "1", "number": "演府停〔2025〕1号"}
    assert act(hall, "wu", case_id, "suspend-execution", **stop).status_code == 302
    page = page_of(hall, "wu", case_id)
    assert "‖ 停止执行" in page
    assert act(hall, "wu", case_id, "suspend-execution", **stop).status_code in (409, 422)
    assert act(hall, "wu", case_id, "resume-execution", **stop).status_code == 302
    assert act(hall, "wu", case_id, "challenge-outcome", **ENDED | {"outcome": "annulled"}).status_code == 302
    licence = hall.case(case_id).licence
    assert licence is not None
    assert licence.state is LicenceState.REVOKED
    assert "有许可移交监管" in said(hall.client("qin").get("/desk/messages/"))


def test_an_item_is_told_how_its_decisions_fared(hall: Hall):
    first, second = refused(hall), hall.decided()
    for case_id in (first, second):
        act(hall, "wu", case_id, "record-challenge", **CAME)
    act(hall, "wu", first, "challenge-outcome", **ENDED | {"outcome": "upheld"})
    assert counted() == {
        Fought(FOOD, "reconsideration", "decision", "upheld"): 1,
        Fought(FOOD, "reconsideration", "decision", ""): 1,
    }
    assert counted("drainage-pump-station") == {}


@pytest.mark.parametrize("who", ["zhao", "qin", "chen"])
def test_who_does_not_lead_enters_nothing(hall: Hall, who: str):
    case_id = hall.decided()
    wrong = act(hall, who, case_id, "record-challenge", **CAME)
    assert wrong.status_code in (404, 409) if who != "chen" else True
    assert (hall.case(case_id).challenges == {}) is (who != "chen")


def test_a_case_that_is_not_decided_shows_no_such_group(hall: Hall):
    assert "登记复议、诉讼" not in page_of(hall, "wu", hall.ready_to_decide())


def test_the_page_reads_in_english_and_marks_what_is_chinese(hall: Hall):
    case_id = refused(hall)
    act(hall, "wu", case_id, "record-challenge", **CAME)
    page = hall.client("wu", english=True).get(f"/desk/{case_id}/").content.decode()
    assert unmarked_chinese(page) == []
    assert "Reconsideration and litigation" in page


def declined(hall: Hall) -> str:
    case_id = hall.received()
    ask = hall.ask(case_id, "wang", "hall-counter")
    intake.decline(hall.office.handler, ask, c.DeclineGround.NOT_REQUIRED, "不需要许可")
    return case_id


def test_an_application_turned_away_is_fought_and_taken_in_again(hall: Hall):
    case_id = declined(hall)
    hall.on("2025-10-14")
    came = CAME | {"act": "non_acceptance", "came_on": "2025-10-14"}
    assert act(hall, "wu", case_id, "record-challenge", **came).status_code == 302
    assert hall.receipt(case_id) in said(hall.client("wu", post="market-decider").get("/desk/"))
    assert act(hall, "wu", case_id, "reply", challenge="1", number="答〔2025〕1号").status_code == 302
    ended = ENDED | {"outcome": "redo"}
    assert act(hall, "wu", case_id, "challenge-outcome", **ended).status_code in (409, 422)
    assert act(hall, "wu", case_id, "challenge-outcome", **ended | {"redo_days": "10"}).status_code == 302
    assert hall.case(case_id).status is Status.RECEIVED
    assert hall.receipt(case_id) in said(hall.client("wang", post="hall-counter").get("/counter/"))
    page = page_of(hall, "wu", case_id, english=True)
    assert "the non-acceptance" in page
    assert "将重新作出决定" in said(hall.client("li").get("/my/messages/"))


def test_a_case_nobody_answered_in_time_is_fought_as_that(hall: Hall):
    case_id = hall.ready_to_decide()
    hall.on("2025-12-01")
    came = CAME | {"act": "silence", "came_on": "2025-12-01"}
    assert act(hall, "wu", case_id, "record-challenge", **came).status_code == 302
    done = act(hall, "wu", case_id, "challenge-outcome", **ENDED | {"outcome": "perform", "redo_days": "15"})
    assert done.status_code == 302
    case = hall.case(case_id)
    assert (case.status, str(case.redone_on)) == (Status.ACCEPTED, "2025-12-01")
    assert "责令履行、判决履行" in page_of(hall, "wu", case_id)
