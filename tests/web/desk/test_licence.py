"""取得许可之后 — the check post's task and acts, the lead's, folded away; blocked ones with their reasons."""

import re
from datetime import date

import pytest

import gym
from hall import Hall
from tongban.handling import commitment, examination, hearing, intake, survey
from tongban.kernel.case import commands as c
from tongban.kernel.case.state import LicenceState
from tongban.store.models import CaseTask
from tongues import unmarked_chinese
from web.desk.test_case import act
from web.desk.test_hearing import group_of
from web.public.test_track import said

pytestmark = pytest.mark.integration

CHECKED = {"staff_1": "lu", "staff_2": "shi", "reasons": gym.WHY}
TOLD = {"ground": "false_promise", "respond_by": "2026-05-27", "reasons": gym.WHY}


def page_of(hall: Hall, who: str, case_id: str, *, english: bool = False) -> str:
    return hall.client(who, english=english).get(f"/desk/{case_id}/").content.decode()


def offered(page: str) -> list[str]:
    return [part.split("/")[0] for part in group_of(page).split("/act/")[1:]]


def due(case_id: str) -> dict[str, date | None]:
    """What is open about the licence, by its last day."""
    rows = CaseTask.objects.filter(case_id=case_id, kind="licence", state="open")
    return {row.task_id: row.due_on for row in rows}


def list_of(hall: Hall, who: str) -> str:
    return said(hall.client(who).get("/desk/"))


def test_the_check_is_on_the_list_of_its_post_by_its_limit_though_the_case_is_closed(hall: Hall):
    gym.opened(hall)
    case_id = gym.closed(hall)
    for word in (hall.receipt(case_id), "登记核查结果"):
        assert word in list_of(hall, "lu")
    assert due(case_id) == {"licence:check": date(2026, 6, 1)}
    page = page_of(hall, "lu", case_id)
    assert offered(page) == ["check", "tell-revocation", "cancel-licence", "record-challenge"]
    assert '<details class="acts__group" data-group open>' in page
    assert "现在没有要您做的事" not in page


def test_two_different_people_check_and_what_is_not_kept_is_explained(hall: Hall):
    gym.opened(hall)
    case_id = gym.closed(hall)
    hall.on("2026-05-20")
    false = {"finding": "false_promise", **CHECKED}
    for wrong in ({"staff_2": "lu"}, {"staff_2": "nobody"}, {"staff_2": ""}, {"reasons": ""}):
        assert act(hall, "lu", case_id, "check", **{**false, **wrong}).status_code == 422
    assert act(hall, "lu", case_id, "check", **false).status_code == 302
    commitment = hall.case(case_id).commitment
    assert commitment is not None
    assert commitment.finding is c.CheckFinding.FALSE_PROMISE
    page = said(hall.client("jin").get(f"/desk/{case_id}/"))
    for word in ("虚假承诺", "核查人员：陆核查、石核查", gym.WHY):
        assert word in page


def test_only_staff_of_the_authority_that_checks_take_part(hall: Hall):
    gym.opened(hall)
    case_id = gym.closed(hall)
    hall.on("2026-05-20")
    kept = {"finding": "kept", **CHECKED, "staff_2": "chen"}
    answer = act(hall, "lu", case_id, "check", **kept)
    assert answer.status_code == 422
    assert "“chen”不在演示市消防救援支队任职，请写在该部门任职的人员。" in answer.content.decode()
    assert act(hall, "lu", case_id, "check", **kept | {"staff_2": "he"}).status_code == 302


def test_the_whole_course_of_a_false_promise_at_the_desk(hall: Hall):
    gym.opened(hall)
    case_id = gym.found(hall)
    assert "告知拟撤销" in list_of(hall, "jin")
    page = page_of(hall, "jin", case_id)
    assert offered(page) == ["tell-revocation", "cancel-licence", "record-challenge"]
    assert "尚未告知持证人拟撤销的情形" in group_of(page)  # why not revoke yet
    assert act(hall, "jin", case_id, "tell-revocation", **TOLD).status_code == 302
    assert act(hall, "jin", case_id, "revoke", reasons=gym.WHY).status_code == 409

    hall.on("2026-05-27")
    hearing.record_statement(
        hall.office.handler, hall.ask(case_id, "li", ""), c.THE_APPLICANT, "第二个出口正在开"
    )
    assert "已收到意见" in page_of(hall, "jin", case_id)
    assert act(hall, "jin", case_id, "revoke", reasons=gym.WHY).status_code == 302
    assert act(hall, "jin", case_id, "record-credit", credit_number="X-2026-88").status_code == 302
    assert act(hall, "jin", case_id, "cancel-licence", ground="revoked").status_code == 302
    case = hall.case(case_id)
    assert case.licence is not None
    assert (case.licence.state, case.credit_number) == (LicenceState.CANCELLED, "X-2026-88")
    assert hall.receipt(case_id) not in list_of(hall, "jin")
    page = said(hall.client("jin").get(f"/desk/{case_id}/"))
    for word in ("✕ 已注销", "演消撤告〔2026〕1号", "演消撤决〔2026〕", "演消注〔2026〕1号", "X-2026-88"):
        assert word in page


def test_what_is_not_performed_is_ordered_to_be_put_right_and_looked_at_again(hall: Hall):
    gym.opened(hall)
    case_id = gym.found(hall, c.CheckFinding.NOT_PERFORMED)
    order = {"working_days": "16", "reasons": "二层安全出口的门被锁闭"}
    assert act(hall, "lu", case_id, "order-rectification", **order).status_code == 409
    assert act(hall, "lu", case_id, "order-rectification", **order | {"working_days": "5"}).status_code == 302
    assert "登记整改结果" in list_of(hall, "lu")
    assert due(case_id) == {"licence:rectified": date(2026, 5, 27)}
    hall.on("2026-05-26")
    assert act(hall, "lu", case_id, "rectified", passed="yes", **CHECKED).status_code == 302
    assert hall.receipt(case_id) not in list_of(hall, "lu")
    assert "✓ 合格" in said(hall.client("lu").get(f"/desk/{case_id}/"))


def test_an_ordinary_case_under_examination_shows_no_such_group(hall: Hall):
    page = page_of(hall, "wu", hall.ready_to_decide())
    for word in ("取得许可之后", "登记核查结果", "本事项没有公布告知承诺的规则"):
        assert word not in page


def test_any_licence_can_be_revoked_from_the_folded_group(hall: Hall):
    case_id = hall.decided()
    page = page_of(hall, "wu", case_id)
    assert offered(page) == ["tell-revocation", "cancel-licence", "record-challenge"]
    assert '<details class="acts__group" data-group>' in page  # nothing is owed: closed
    assert "false_promise" not in group_of(page)


def test_who_has_no_part_in_it_sees_neither_case_nor_group(hall: Hall):
    gym.opened(hall)
    case_id = gym.closed(hall)
    assert hall.client("chen").get(f"/desk/{case_id}/").status_code == 404
    assert "取得许可之后" not in page_of(hall, "wang", case_id)


def test_a_refusal_for_false_material_bans_where_the_item_says_so(hall: Hall):
    gym.opened(hall)
    case_id = gym.received(hall, gym.ORDINARY)

    handler = hall.office.handler
    intake.accept(handler, hall.ask(case_id, "wang", "hall-counter"))
    ask = hall.ask(case_id, "he", "fire-examiner")
    examination.complete_step(handler, ask, "examination", c.Finding.CONFORMS, "")
    signed = tuple(c.Signature("fire-rescue", hall.id(who)) for who in ("lu", "shi"))
    record = survey.Record(c.SurveyResult.CONFORMS, signed)
    survey.record_survey(handler, hall.ask(case_id, "lu", "fire-inspector"), "inspection", record)
    assert "提供虚假材料：1 年内不得再次申请" in said(hall.client("jin").get(f"/desk/{case_id}/"))
    refuse = {"reasons": "检测报告系伪造", "basis": "行政许可法§78", "false_material": "on"}
    assert act(hall, "jin", case_id, "refuse", **refuse).status_code == 302
    assert hall.office.ports.store.banned_until(hall.id("li"), gym.FIRE) is not None
    assert "1 年内不得再次申请" in said(hall.client("jin").get(f"/desk/{case_id}/"))
    assert "false_material" not in page_of(hall, "wu", hall.ready_to_decide())


def test_the_page_reads_in_english_too(hall: Hall):
    gym.opened(hall)
    page = re.sub(r"\s+", " ", page_of(hall, "jin", gym.revoked(hall), english=True))
    for word in ("After the grant", "revoked", "a false promise", "Checked by", "Commitment and licence"):
        assert word in page


def test_what_is_chinese_on_an_english_page_says_so(hall: Hall):
    gym.opened(hall)
    window = gym.received(hall)
    commitment.tell_commitment(hall.office.handler, hall.ask(window, "wang", "hall-counter"))
    pages = [("wang", f"/counter/{window}/"), ("wang", f"/counter/{window}/commitment/print/")]
    case_id = gym.revoked(hall)
    number = hall.case(case_id).outcome_number
    pages += [("jin", f"/desk/{case_id}/"), ("li", f"/track/{case_id}/"), ("li", f"/verify/{number}/")]
    pages += [("li", "/my/licences/"), ("jin", "/desk/")]
    found = {
        address: left
        for who, address in pages
        if (left := unmarked_chinese(hall.client(who, english=True).get(address).content.decode()))
    }
    assert found == {}
