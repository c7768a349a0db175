"""网上申请的受理 — an application at the door: materials beside the checklist, one action."""

import pytest

from hall import NEEDED, Hall
from tongban.handling import intake
from tongban.kernel.case import commands as c

pytestmark = pytest.mark.integration


def act(hall: Hall, case_id: str, do: str, **more: object):
    posted = {
        "command_id": hall.office.ports.ids.new(),
        "seen": str(hall.case(case_id).version),
        "do": do,
        **more,
    }
    return hall.client("wang").post(f"/counter/{case_id}/", posted)


def test_waiting_applications_stand_in_the_order_they_fall_due(hall: Hall):
    later = hall.received()
    earlier = hall.on("2025-09-19").received()
    hall.on("2025-09-24")
    page = hall.client("wang").get("/counter/").content.decode()
    assert page.index(hall.receipt(earlier)) < page.index(hall.receipt(later))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_at_the_door_asks_as_many_queries_for_one_row_as_for_three(
    hall: Hall, rows: int, count_queries
):
    for _ in range(rows):
        hall.received()
    client = hall.client("wang")
    assert count_queries(lambda: client.get("/counter/")) == DOOR_QUERIES


DOOR_QUERIES = 5


def test_complete_papers_are_accepted(hall: Hall):
    case_id = hall.received()
    assert act(hall, case_id, "accept").status_code == 302
    assert hall.events(case_id)[1:] == ["Accepted", "StepsPlanned", "StepsOpened"]


def test_incomplete_papers_are_refused_with_basis_and_remedy_in_both_languages(hall: Hall):
    case_id = hall.received(NEEDED[:-1])
    answer = act(hall, case_id, "accept")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "还缺：房屋租赁合同或使用证明，不能受理。" in page
    assert "行政许可法§32(4)、(5)" in page
    english = hall.client("wang", english=True).post(
        f"/counter/{case_id}/", {"command_id": "c-1", "seen": "1", "do": "accept"}
    )
    assert "Still missing: lease or proof of use" in english.content.decode()
    assert hall.events(case_id) == ["Received"]


def test_the_notice_is_given_once_and_what_remains_is_restated(hall: Hall):
    case_id = hall.received(("application", "layout"))
    lacking = {
        f"kind:{m}": "missing" for m in ("business-licence", "safety-rules", "health-certificates", "lease")
    }
    act(hall, case_id, "notice", **lacking)
    assert len(hall.case(case_id).defects) == 4
    assert act(hall, case_id, "notice", **{"kind:layout": "incomplete"}).status_code == 409
    intake.supplement(hall.office.handler, hall.ask(case_id, "li", ""), {}, ["business-licence", "lease"])
    act(hall, case_id, "restate", **{"kind:safety-rules": "missing", "kind:health-certificates": "missing"})
    assert [d.material for d in hall.case(case_id).defects] == ["safety-rules", "health-certificates"]
    refused = act(hall, case_id, "restate", **{"kind:layout": "incomplete"})
    assert refused.status_code == 409


def test_papers_that_come_in_after_the_notice_are_taken_at_the_window(hall: Hall):
    case_id = hall.received(NEEDED[:-1])
    act(hall, case_id, "notice", **{"kind:lease": "missing"})
    act(hall, case_id, "supplement", have=["lease"])
    assert act(hall, case_id, "accept").status_code == 302
    assert hall.events(case_id)[:4] == ["Received", "SupplementRequested", "Supplemented", "Accepted"]


def test_silence_is_shown_as_the_acceptance_it_has_become(hall: Hall):
    case_id = hall.on("2025-09-12").received()
    hall.on("2025-09-24")
    page = hall.client("wang").get(f"/counter/{case_id}/").content.decode()
    assert "视为受理" in page
    assert 'value="accept"' not in page
    assert act(hall, case_id, "notice", **{"kind:lease": "missing"}).status_code == 409


def test_a_case_of_no_post_one_holds_is_not_there(hall: Hall):
    case_id = hall.received()
    assert [hall.client(who).get(f"/counter/{case_id}/").status_code for who in ("wang", "zhou", "li")] == [
        200,
        404,
        403,
    ]


def test_defects_of_an_earlier_notice_are_filled_in_again(hall: Hall):
    case_id = hall.received(NEEDED[:-1])
    act(hall, case_id, "notice", **{"kind:lease": "missing", "note:lease": "请交租赁合同复印件"})
    page = hall.client("wang").get(f"/counter/{case_id}/").content.decode()
    assert "请交租赁合同复印件" in page
    assert hall.case(case_id).defects[0].kind is c.DefectKind.MISSING
