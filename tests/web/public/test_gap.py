"""容缺 for the applicant: undertaken with a tick, handed in with a button, reminded of, returned."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from agency import a_mandate
from hall import PDF, Hall
from tolerated import HYGIENE, MAIN, PARTICULARS, accepted, missed, overdue, received, returned
from tongban.catalogue.codes import credit_code_check_digit
from tongban.handling import tolerance
from tongban.handling.issuing import issue_document
from tongban.handling.mandate_ports import Power
from tongban.store.models import Draft
from tongban.web.public import drafts
from web.public.test_track import said

pytestmark = pytest.mark.integration

PLAN = "场所方位示意图和平面图"
CODE = "91330199MA0000000" + credit_code_check_digit("91330199MA0000000X")


def progress(hall: Hall, case_id: str, who: str = "li", *, english: bool = False) -> str:
    return said(hall.client(who, english=english).get(f"/track/{case_id}/"))


def upload(hall: Hall, case_id: str, material: str = "floor-plan"):
    posted = {"material": material, "papers": SimpleUploadedFile("平面图.pdf", PDF, "application/pdf")}
    return hall.client("li").post(f"/track/{case_id}/supplement/", posted)


def drafted(hall: Hall, *materials: str) -> Draft:
    """A draft with everything answered and these materials uploaded."""
    hall.on("2025-12-29")
    item = hall.office.catalogue.in_force(HYGIENE, date(2025, 12, 29))
    draft = drafts.begin(hall.office, hall.people["li"], item)
    for name, value in (PARTICULARS | {"credit_code": CODE}).items():
        drafts.save(hall.office, draft, "form", name, value)
    for material in materials:
        drafts.keep(hall.office, draft, material, tolerance.Upload(f"{material}.pdf", "application/pdf", PDF))
    return draft


# --- applying


def test_who_lacks_only_the_plan_may_undertake_it_with_a_tick(hall: Hall):
    draft = drafted(hall, *MAIN)
    page = said(hall.client("li").get(f"/apply/{HYGIENE}/check/"))
    assert "本申请人承诺：自受理之日起 5 个工作日内补交场所方位示意图和平面图。" in page
    assert (
        hall.client("li").post(f"/applications/{draft.pk}/submit/", {"undertakes": "yes"}).status_code == 302
    )
    online = tolerance.undertaken_online(hall.office.handler, str(draft.pk))
    assert online is not None
    assert (online.materials, online.confirmed_on) == (("floor-plan",), date(2025, 12, 29))


def test_the_last_day_is_said_to_count(hall: Hall):
    case_id = accepted(hall)
    zh, en = progress(hall, case_id), progress(hall, case_id, english=True)
    assert "请最迟在这一天（含当日）补交：" in zh
    assert "Please hand it in on this day at the latest:" in en


def test_who_does_not_tick_undertakes_nothing(hall: Hall):
    draft = drafted(hall, *MAIN)
    hall.client("li").post(f"/applications/{draft.pk}/submit/")
    assert hall.events(str(draft.pk)) == ["Received"]
    assert tolerance.undertaken_online(hall.office.handler, str(draft.pk)) is None


def test_where_a_main_material_is_missing_no_tick_is_offered_and_none_counts(hall: Hall):
    draft = drafted(hall, "identity")
    assert "undertakes" not in hall.client("li").get(f"/apply/{HYGIENE}/check/").content.decode()
    hall.client("li").post(f"/applications/{draft.pk}/submit/", {"undertakes": "yes"})
    assert tolerance.undertaken_online(hall.office.handler, str(draft.pk)) is None


# --- the progress page


def test_what_is_missing_until_when_and_that_the_clock_runs_on(hall: Hall):
    page = progress(hall, accepted(hall))
    for words in (
        "已受理，正在审查；还有材料等您补交。",
        PLAN,
        "2026年1月6日",
        "期限照常计算",
        "会提醒您一次，从提醒起再给 15 个工作日；还不交，申请会被退回。",
        "现在补交",
        "承诺办好的日子",
        "2026年1月13日",
    ):
        assert words in page


def test_a_stranger_learns_that_something_is_missing_but_not_what(hall: Hall, stranger):
    page = said(stranger.get(f"/track/{accepted(hall)}/"))
    assert "还要您补交材料" in page
    assert PLAN not in page
    assert "容缺受理：有材料承诺以后补交" in page


def test_it_is_handed_in_online_and_the_page_says_so(hall: Hall):
    case_id = accepted(hall)
    page = said(hall.client("li").get(f"/track/{case_id}/supplement/"))
    assert PLAN in page
    assert "2026年1月6日" in page
    assert "不会再有第二次" not in page
    assert upload(hall, case_id).status_code == 302
    assert hall.client("li").post(f"/track/{case_id}/supplement/").status_code == 302
    assert hall.events(case_id)[-2:] == ["Supplemented", "GapFilled"]
    page = progress(hall, case_id)
    assert "还要您补交材料" not in page
    assert "承诺补交的材料已经交齐" in page
    assert hall.client("li").get(f"/track/{case_id}/supplement/").status_code == 302


def test_a_double_click_hands_it_in_once(hall: Hall):
    case_id = accepted(hall)
    upload(hall, case_id)
    answers = [hall.client("li").post(f"/track/{case_id}/supplement/").status_code for _ in range(2)]
    assert answers == [302, 302]
    assert hall.events(case_id).count("Supplemented") == 1


def test_of_two_that_are_missing_each_counts_as_it_comes(hall: Hall):
    case_id = received(hall, MAIN[:-1])
    scan = tolerance.Upload("承诺书.pdf", "application/pdf", PDF)
    tolerance.accept_with_gap(hall.office.handler, hall.ask(case_id, "wang", "hall-counter"), scan)
    upload(hall, case_id)
    hall.client("li").post(f"/track/{case_id}/supplement/")
    assert hall.events(case_id)[-1] == "Supplemented"
    page = progress(hall, case_id).split("什么时候")[0]
    assert "公共场所卫生管理制度" in page
    assert PLAN not in page
    upload(hall, case_id, "hygiene-rules")
    hall.client("li").post(f"/track/{case_id}/supplement/")
    assert hall.events(case_id)[-1] == "GapFilled"


def test_after_the_last_day_the_page_reminds_with_the_new_one(hall: Hall):
    page = progress(hall, missed(hall))
    for words in ("提醒：您承诺补交的材料还没有收到", "2026年1月6日", "2026年1月28日", "现在补交", "已提醒"):
        assert words in page


def test_the_days_are_over_when_they_are_though_nobody_has_said_so_yet(hall: Hall):
    case_id = accepted(hall)
    hall.on("2026-01-07", "00:01")
    assert "请马上补交" in progress(hall, case_id)


def test_after_the_further_days_too_what_comes_still_counts_until_the_return(hall: Hall):
    case_id = overdue(hall)
    assert "申请随时可能被退回" in progress(hall, case_id)
    upload(hall, case_id)
    hall.client("li").post(f"/track/{case_id}/supplement/")
    assert hall.events(case_id)[-1] == "GapFilled"


def test_after_the_return_the_page_says_what_now_and_where_to_complain(hall: Hall):
    case_id = returned(hall)
    page = progress(hall, case_id)
    for words in (
        "申请已经退回。",
        "接下来怎么办",
        "可以重新申请",
        "申请退回，办理终止",
        "60 日内",
        "演示市人民政府",
    ):
        assert words in page
    assert "现在补交" not in page
    assert hall.client("li").get(f"/track/{case_id}/supplement/").status_code == 302


def test_both_papers_can_be_opened_by_the_applicant(hall: Hall):
    case_id = returned(hall)
    for event in hall.office.handler.history(case_id):
        kind = {"GapTolerated": "gap_notice", "ApplicationReturned": "return_notice"}.get(
            type(event.body).__name__
        )
        if kind:
            issue_document(hall.office.press, case_id, kind, event.seq)
            answer = hall.client("li").get(f"/track/{case_id}/documents/{kind}/")
            assert answer.content.startswith(b"%PDF")
    page = progress(hall, case_id)
    assert "容缺受理告知书" in page
    assert "退回申请通知书" in page


def test_a_case_without_a_gap_says_nothing_of_one(hall: Hall):
    page = progress(hall, hall.accepted())
    assert "补交" not in page


@pytest.mark.parametrize(
    ("powers", "sees", "sent"),
    [
        ({Power.APPLY}, ["补正材料不在您的委托之内"], False),
        ({Power.APPLY, Power.MESSAGES}, [PLAN, "补正材料不在您的委托之内"], False),
        ({Power.APPLY, Power.MESSAGES, Power.SUPPLEMENT}, [PLAN, "现在补交"], True),
    ],
)
def test_an_agent_sees_and_hands_in_within_the_mandate(hall: Hall, stranger, powers, sees, sent):
    mandate = a_mandate(powers=frozenset(powers), until=date(2026, 12, 31))
    case_id = accepted(hall, agent=hall.id("stranger"), mandate=mandate)
    page = said(stranger.get(f"/track/{case_id}/"))
    assert [words in page for words in (PLAN, "补正材料不在您的委托之内", "现在补交")] == [
        words in sees for words in (PLAN, "补正材料不在您的委托之内", "现在补交")
    ]
    posted = {"material": "floor-plan", "papers": SimpleUploadedFile("平面图.pdf", PDF, "application/pdf")}
    stranger.post(f"/track/{case_id}/supplement/", posted)
    stranger.post(f"/track/{case_id}/supplement/")
    assert ("GapFilled" in hall.events(case_id)) is sent


# --- the guide


def test_the_guide_says_what_may_come_later_and_until_when(hall: Hall):
    hall.on("2025-12-29")
    page = said(hall.client("li").get(f"/items/{HYGIENE}/"))
    assert page.count("可以后补") == 5  # two materials, the heading, the explanation, a question
    assert "受理以后 5 个工作日内补交。今天受理的，最后一天是" in page
    assert "2026年1月6日" in page
    assert "可以后补" not in said(hall.client("li").get("/items/food-operation-licence/"))


def test_the_pages_read_in_english_too(hall: Hall):
    page = progress(hall, missed(hall), english=True)
    for words in (
        "Reminder: what you undertook to hand in has not come",
        "Hand it in now",
        "There is still time",
    ):
        assert words in page
    assert "What may come later" in said(hall.client("li", english=True).get(f"/items/{HYGIENE}/"))
