"""窗口收件 — one page, one action: accept at once, one notice with everything, or decline."""

import json
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cast import instant
from hall import FOOD, FORM, NEEDED, PDF, Hall
from tongban.kernel.case import commands as c
from tongban.store.models import Account, CaseState
from window import INTAKE, filled_in, reserved

pytestmark = pytest.mark.integration


def test_complete_papers_are_received_and_accepted_in_one_action(hall: Hall):
    posted = filled_in(hall, *NEEDED)
    answer = hall.client("wang").post(INTAKE, posted)
    assert (answer.status_code, answer.url) == (302, f"/counter/{posted['case_id']}/")
    case = hall.case(posted["case_id"])
    assert hall.events(posted["case_id"]) == ["Received", "Accepted", "StepsPlanned", "StepsOpened"]
    assert (case.channel, case.accepted_on, case.accepted_by) == (
        c.Channel.COUNTER,
        date(2025, 9, 24),
        hall.id("wang"),
    )
    assert case.materials == frozenset(NEEDED)


def test_sending_the_form_twice_receives_the_papers_once(hall: Hall):
    posted, client = filled_in(hall, *NEEDED), hall.client("wang")
    first = client.post(INTAKE, posted)
    events = hall.events(posted["case_id"])
    again = client.post(INTAKE, posted)
    assert (again.status_code, again.url) == (first.status_code, first.url)
    assert hall.events(posted["case_id"]) == events
    assert CaseState.objects.count() == 1


def test_whatever_is_not_in_order_goes_into_the_one_notice(hall: Hall):
    posted = filled_in(
        hall,
        "application",
        "business-licence",
        "layout",
        do="notice",
        **{"kind:layout": "incomplete", "note:layout": "请标明粗加工间的面积"},
    )
    hall.client("wang").post(INTAKE, posted)
    case = hall.case(posted["case_id"])
    assert [(d.material, d.kind.value) for d in case.defects] == [
        ("layout", "incomplete"),
        ("safety-rules", "missing"),
        ("health-certificates", "missing"),
        ("lease", "missing"),
    ]
    sheet = hall.client("wang").get(f"/counter/{posted['case_id']}/notice/").content.decode()
    assert "请标明粗加工间的面积" in sheet
    assert case.notice_number in sheet


def test_accepting_with_gaps_names_every_gap_and_keeps_what_was_typed(hall: Hall):
    posted = filled_in(hall, "application", "business-licence", **{"kind:application": "outdated"})
    answer = hall.client("wang").post(INTAKE, posted)
    page = answer.content.decode()
    assert answer.status_code == 422
    summary = page[
        page.index('id="error-summary"') : page.index("</section>", page.index('id="error-summary"'))
    ]
    assert [gap in summary for gap in ("食品经营许可申请书：已过有效期", "房屋租赁合同或使用证明：缺少")] == [
        True,
        True,
    ]
    assert summary.count("<li>") == 5
    assert FORM["holder"] in page
    assert f'value="{posted["case_id"]}"' in page
    assert CaseState.objects.count() == 0


def refused_beside(page: str) -> list[str]:
    return re.findall(r'class="field__error"[^>]*>([^<]+)<', page)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("holder", "李\u202e申请"),
        ("holder", "名" * 101),
        ("credit_code", "12345"),
        ("credit_code", "91330199MA000000I8"),
        ("phone", "打我电话"),
        ("category", "casino"),
    ],
)
def test_the_window_refuses_the_particulars_that_the_public_page_refuses_and_says_the_same(
    hall: Hall, name: str, typed: str
):
    at_the_window = hall.client("wang").post(INTAKE, filled_in(hall, *NEEDED, **{f"form-{name}": typed}))
    online = hall.client("li")
    online.post(f"/apply/{FOOD}/")
    at_home = online.post(f"/apply/{FOOD}/particulars/{name}/", {name: typed})
    assert (at_the_window.status_code, at_home.status_code) == (422, 422)
    said = refused_beside(at_home.content.decode())
    assert len(said) == 1
    assert refused_beside(at_the_window.content.decode()) == said


def test_a_code_whose_check_digit_does_not_fit_is_questioned_once_and_then_taken(hall: Hall):
    posted = filled_in(hall, *NEEDED, **{"form-credit_code": "91330199DEM0000001"})
    for english, words in (
        (False, "统一社会信用代码的校验位不符"),
        (True, "The check digit of this credit code"),
    ):
        answer = hall.client("wang", english=english).post(INTAKE, posted)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert words in refused_beside(page)[0]
        assert '<input type="hidden" name="form-credit_code-meant" value="91330199DEM0000001">' in page
    another = posted | {
        "form-credit_code": "91330199DEM0000002",
        "form-credit_code-meant": "91330199DEM0000001",
    }
    assert hall.client("wang").post(INTAKE, another).status_code == 422
    meant = posted | {"form-credit_code-meant": "91330199DEM0000001"}
    assert hall.client("wang").post(INTAKE, meant).status_code == 302


@pytest.mark.parametrize("again", [{"form-holder": ""}, {"do": "refresh"}])
def test_a_code_that_was_meant_is_not_questioned_again_because_something_else_was_wrong(
    hall: Hall, again: dict[str, str]
):
    code = {"form-credit_code": "91330199DEM0000001", "form-credit_code-meant": "91330199DEM0000001"}
    page = hall.client("wang").post(INTAKE, filled_in(hall, *NEEDED, **code) | again).content.decode()
    assert not any("校验位不符" in said for said in refused_beside(page))
    assert '<input type="hidden" name="form-credit_code-meant" value="91330199DEM0000001">' in page


def test_the_window_reads_particulars_as_people_write_them(hall: Hall):
    typed = {
        "form-phone": "１３８ 0000-0000",
        "form-credit_code": " 91330199dem0000009 ",
        "form-scope": "热食类\r\n\r\n  冷食类 ",
    }
    posted = filled_in(hall, *NEEDED, **typed)
    assert hall.client("wang").post(INTAKE, posted).status_code == 302
    received = hall.office.handler.history(posted["case_id"])[0].body
    kept = hall.office.ports.personal.read(posted["case_id"], [received.answers.ref])[received.answers.ref]
    form = json.loads(kept)["form"]
    assert (form["phone"], form["credit_code"], form["scope"]) == (
        "13800000000",
        "91330199DEM0000009",
        "热食类\n冷食类",
    )


def test_a_material_of_another_situation_is_not_asked_for(hall: Hall):
    asked = {
        f"fact-{k}": v
        for k, v in (
            ("has_agent", "no"),
            ("premises", "owned"),
            ("cold_dishes", "yes"),
            ("chain_store", "no"),
            ("floor_area", "80"),
        )
    }
    page = hall.client("wang", htmx=True).get(f"{INTAKE}materials/", asked).content.decode()
    assert [name in page for name in ("房屋租赁合同", "不动产权证书", "专间或专用操作区平面图")] == [
        False,
        True,
        True,
    ]


def test_a_scan_is_kept_and_a_disguised_archive_is_not(hall: Hall):
    posted = filled_in(
        hall, *NEEDED[:-1], **{"file:lease": SimpleUploadedFile("../../lease.pdf", b"PK\x03\x04zip")}
    )
    answer = hall.client("wang").post(INTAKE, posted)
    assert answer.status_code == 422
    assert "「lease.pdf」不是可接收的类型" in answer.content.decode()
    assert CaseState.objects.count() == 0
    posted["file:lease"] = SimpleUploadedFile("lease.pdf", PDF)
    assert hall.client("wang").post(INTAKE, posted).status_code == 302
    page = hall.client("wang").get(f"/counter/{posted['case_id']}/").content.decode()
    assert "lease.pdf" in page


def test_somebody_without_an_account_gets_a_record_nobody_can_sign_in_with(hall: Hall):
    posted = filled_in(hall, *NEEDED, applicant="", new_name="张散客")
    hall.client("wang").post(INTAKE, posted)
    made = Account.objects.get(display_name="张散客")
    assert str(made.pk) == hall.case(posted["case_id"]).applicant
    assert (made.kind, made.has_usable_password()) == (Account.Kind.APPLICANT, False)


def test_an_applicant_is_found_by_name_and_by_number(hall: Hall):
    client = hall.client("wang", htmx=True)
    for words in ("李申", "li"):
        assert hall.id("li") in client.get("/counter/applicants/", {"who": words}).content.decode()
    assert hall.id("wang") not in client.get("/counter/applicants/", {"who": "wang"}).content.decode()


def test_declining_for_want_of_power_names_the_right_authority(hall: Hall):
    posted = filled_in(hall, do="decline", ground="wrong_authority", decline_reasons="由市教育局办理")
    answer = hall.client("wang").post(INTAKE, posted)
    assert answer.status_code == 422
    assert "写明应向哪个机关申请。" in answer.content.decode()
    hall.client("wang").post(INTAKE, {**posted, "right_authority": "演示市教育局"})
    declined = hall.office.handler.history(posted["case_id"])[-1].body
    assert (declined.ground, declined.right_authority) == (c.DeclineGround.WRONG_AUTHORITY, "演示市教育局")


def test_a_paper_receipt_entered_late_counts_from_the_day_it_was_given(hall: Hall):
    late = {
        "late-occurred_on": "2025-09-22",
        "late-occurred_time": "15:30",
        "late-receipt_number": "330199-y-7",
    }
    reserved(hall, "2025-09-19")
    posted = filled_in(hall, *NEEDED, do="receive", **late)
    hall.client("wang").post(INTAKE, posted)
    received = hall.office.handler.history(posted["case_id"])[0]
    case = hall.case(posted["case_id"])
    assert (received.at, received.occurred_at) == (instant("2025-09-24"), instant("2025-09-22", "15:30"))
    assert (case.channel, case.received_on, case.receipt_number) == (
        c.Channel.PAPER,
        date(2025, 9, 22),
        "330199-Y-000007",
    )
    page = hall.client("wang").get(f"/counter/{posted['case_id']}/").content.decode()
    assert "补录，登记于 2025-09-24" in page
    assert "编号属预留号段，按停电断网补录，不是体外办理" in page


def test_papers_given_more_than_five_working_days_ago_are_accepted_already(hall: Hall):
    reserved(hall, "2025-09-11")
    late = {
        "late-occurred_on": "2025-09-12",
        "late-occurred_time": "09:00",
        "late-receipt_number": "330199-Y-000008",
    }
    posted = filled_in(hall, "application", do="notice", **late)
    client = hall.client("wang")
    page = client.post(INTAKE, posted, follow=True).content.decode()
    assert "已收件。后一步没有办成：" in page
    assert "视为受理" in page


def test_a_late_entry_without_its_number_is_asked_for_it(hall: Hall):
    answer = hall.client("wang").post(INTAKE, filled_in(hall, *NEEDED, **{"late-occurred_on": "2025-09-22"}))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert page.count('class="field__error"') == 2
    assert "补录须填写实际收件的日期、时间和凭证编号，照抄凭证。" in page


def test_only_the_post_at_the_door_takes_papers_in(hall: Hall):
    assert hall.client("wang").get(INTAKE).status_code == 200
    for outsider in ("zhou", "chen", "li"):
        assert hall.client(outsider).get(INTAKE).status_code == 403
    answer = hall.client("zhou").post(INTAKE, filled_in(hall, *NEEDED))
    assert answer.status_code == 403
    assert "由“综合窗口受理岗”收件" in answer.content.decode()
    assert CaseState.objects.count() == 0


def test_the_window_speaks_english(hall: Hall):
    page = hall.client("wang", english=True).get(INTAKE).content.decode()
    assert "Receive and accept" in page
    assert "Do you own the premises or rent them?" in page


def test_one_match_leads_straight_to_its_form(hall: Hall):
    answer = hall.client("wang").get("/counter/", {"q": "饭店"})
    assert (answer.status_code, answer.url) == (302, INTAKE)
    assert "没有找到“火箭发射”" in hall.client("wang").get("/counter/", {"q": "火箭发射"}).content.decode()
