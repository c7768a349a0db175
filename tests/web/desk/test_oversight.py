"""审管衔接 at the desk: the overseer's own list, acknowledged with a plan, sent back, handed over anew."""

from datetime import date

import pytest

from hall import Hall
from tongban.handling import licence as handling_licence
from tongban.kernel.case import commands as c
from tongban.kernel.case.hand_over import HandOverState
from tongban.store.models import CaseTask
from tongues import unmarked_chinese
from web.desk.test_case import act
from web.public.test_track import said

pytestmark = pytest.mark.integration

PLAN = {"hand_over": "1", "kind": "random", "first_check_by": "2025-12-24"}
NOT_OURS = {
    "hand_over": "1",
    "fault": "wrong_authority",
    "right": "health",
    "reasons": "集体用餐配送由卫健部门监管",
}
TO_HEALTH = {"hand_over": "1", "to": "health/health-oversight", "note": ""}
WHY = "执照地址与现场不一致"


def page_of(hall: Hall, who: str, case_id: str, *, english: bool = False) -> str:
    return said(hall.client(who, english=english).get(f"/desk/{case_id}/"))


def open_tasks(case_id: str) -> dict[str, tuple[str, date | None]]:
    rows = CaseTask.objects.filter(case_id=case_id, kind="oversight", state="open")
    return {row.task_id: (row.post, row.due_on) for row in rows}


def test_the_overseer_has_a_list_of_what_is_not_acknowledged_and_a_message(hall: Hall):
    case_id = hall.decided()
    assert open_tasks(case_id) == {"acknowledgement:1": ("market-oversight", date(2025, 9, 30))}
    mine = said(hall.client("qin").get("/desk/?who=oversight"))
    for word in ("待签收的监管移交", hall.receipt(case_id), "签收监管移交"):
        assert word in mine
    assert "有许可移交监管" in said(hall.client("qin").get("/desk/messages/"))
    assert "待签收的监管移交" not in said(hall.client("wu").get("/desk/"))


def test_the_list_holds_hand_overs_and_nothing_else(hall: Hall):
    assert hall.receipt(hall.ready_to_decide()) not in said(hall.client("wu").get("/desk/?who=oversight"))


def test_acknowledged_with_a_plan_it_leaves_the_list_and_the_plan_is_on_the_case(hall: Hall):
    case_id = hall.decided()
    assert act(hall, "qin", case_id, "acknowledge", **PLAN | {"first_check_by": ""}).status_code == 422
    assert (
        act(hall, "qin", case_id, "acknowledge", **PLAN | {"first_check_by": "2025-09-23"}).status_code == 409
    )
    assert act(hall, "qin", case_id, "acknowledge", **PLAN).status_code == 302
    assert open_tasks(case_id) == {}
    assert hall.case(case_id).hand_overs["1"].plan == c.OversightPlan(
        c.OversightKind.RANDOM, date(2025, 12, 24)
    )
    for who in ("wu", "qin"):
        page = page_of(hall, who, case_id)
        for word in ("✓ 已签收", "秦监管", "检查计划", "“双随机、一公开”抽查"):
            assert word in page
    assert hall.receipt(case_id) not in said(hall.client("qin").get("/desk/?who=oversight"))


def test_sent_back_to_the_lead_and_handed_over_to_the_authority_that_was_named(hall: Hall):
    case_id = hall.decided()
    assert act(hall, "qin", case_id, "reject-hand-over", **NOT_OURS | {"right": ""}).status_code == 422
    assert (
        act(hall, "qin", case_id, "reject-hand-over", **NOT_OURS | {"right": "market-regulation"}).status_code
        == 422
    )
    assert act(hall, "qin", case_id, "reject-hand-over", **NOT_OURS).status_code == 302
    assert open_tasks(case_id) == {"hand_over:1": ("market-decider", date(2025, 9, 28))}
    assert "监管移交被退回：不由其监管" in said(hall.client("wu").get("/desk/messages/"))
    page = page_of(hall, "wu", case_id)
    for word in (NOT_OURS["reasons"], "应由演示市卫生健康委员会监管", "重新移交监管"):
        assert word in page
    chosen = hall.client("wu").get(f"/desk/{case_id}/").content.decode()
    assert '<option value="health/health-oversight" selected>' in chosen
    assert hall.client("gu").get(f"/desk/{case_id}/").status_code == 404
    assert act(hall, "wu", case_id, "hand-over-again", **TO_HEALTH).status_code == 302
    assert act(hall, "gu", case_id, "acknowledge", **PLAN).status_code == 302
    assert hall.client("qin").get(f"/desk/{case_id}/").status_code == 404  # no longer theirs


def test_a_seat_there_is_not_is_refused_beside_the_form(hall: Hall):
    case_id = hall.decided()
    act(hall, "qin", case_id, "reject-hand-over", **NOT_OURS)
    for to in ("health/nobody", "", "health"):
        assert act(hall, "wu", case_id, "hand-over-again", **TO_HEALTH | {"to": to}).status_code == 422
    assert hall.case(case_id).hand_overs["1"].state is HandOverState.REJECTED


def test_of_several_hand_overs_each_is_named_and_one_that_fell_needs_no_plan(hall: Hall):
    case_id = hall.decided()
    ask = hall.ask(case_id, "wu", "market-decider")
    handling_licence.cancel(hall.office.handler, ask, c.CancellationGround.ENTITY_ENDED)
    page = page_of(hall, "qin", case_id)
    for word in ("哪一次移交", "准予许可", "注销许可"):
        assert word in page
    assert "首次检查的最后一日" not in page
    assert act(hall, "qin", case_id, "acknowledge", hand_over="2").status_code == 302
    assert list(open_tasks(case_id)) == ["acknowledgement:1"]


@pytest.mark.parametrize("who", ["chen", "wu", "zhao"])
def test_nobody_else_acknowledges(hall: Hall, who: str):
    case_id = hall.decided()
    assert act(hall, who, case_id, "acknowledge", **PLAN).status_code in (409, 422)
    assert act(hall, who, case_id, "reject-hand-over", **NOT_OURS).status_code in (409, 422)
    assert hall.case(case_id).hand_overs["1"].state is HandOverState.AWAITED


def test_who_has_no_part_sees_nothing(hall: Hall):
    case_id = hall.decided()
    for who in ("gu", "zhou", "song"):
        assert hall.client(who).get(f"/desk/{case_id}/").status_code == 404
        assert act(hall, who, case_id, "acknowledge", **PLAN).status_code == 404
    assert hall.client("li").get(f"/desk/{case_id}/").status_code in (302, 403, 404)


def test_the_pages_read_in_english_and_mark_what_is_chinese(hall: Hall):
    case_id = hall.decided()
    act(hall, "qin", case_id, "reject-hand-over", **NOT_OURS)
    found = {}
    for who, address in (("wu", f"/desk/{case_id}/"), ("qin", "/desk/?who=oversight"), ("wu", "/desk/")):
        page = hall.client(who, english=True).get(address).content.decode()
        found[address] = unmarked_chinese(page)
    assert {address: left for address, left in found.items() if left} == {}
    assert "Hand-over to the overseer" in page_of(hall, "wu", case_id, english=True)


def test_whose_the_oversight_is_the_offices_settle_where_nobody_else_reads_it(hall: Hall):
    case_id = hall.decided()
    act(hall, "qin", case_id, "reject-hand-over", **NOT_OURS)
    told = said(hall.client("li").get(f"/track/{case_id}/"))
    assert "已移交监管" in told
    assert "监管移交被退回" not in told
