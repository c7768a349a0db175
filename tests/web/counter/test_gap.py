"""容缺受理 at the window: the sheet to sign, its scan, one act; why not where a main material is missing."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hall import PDF, Hall
from tolerated import HYGIENE, MAIN, NEEDED, PARTICULARS, accepted, missed, received
from tongban.kernel.case.item import GapConsequence

pytestmark = pytest.mark.integration

INTAKE = f"/counter/intake/{HYGIENE}/"


def scan(content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile("承诺书.pdf", content, "application/pdf")


def filled_in(hall: Hall, *have: str, do: str = "gap", **changes: object) -> dict[str, object]:
    ids = hall.on("2025-12-29").office.ports.ids
    return {
        "case_id": ids.new(),
        "command_id": ids.new(),
        "seen": "0",
        "applicant": hall.id("li"),
        "new_account": ids.new(),
        **{f"form-{name}": value for name, value in PARTICULARS.items()},
        "have": list(have),
        "do": do,
        **changes,
    }


def act(hall: Hall, case_id: str, do: str, **more: object):
    posted = {"command_id": hall.office.ports.ids.new(), "seen": str(hall.case(case_id).version), "do": do}
    return hall.client("wang").post(f"/counter/{case_id}/", posted | more)


def errors_of(page: str) -> str:
    """What the summary at the top says."""
    return re.sub(r"<[^>]+>", " ", page[page.index('class="error-summary"') :].split("</section>")[0])


# --- at intake, in one action


def test_papers_without_the_floor_plan_are_received_and_accepted_with_the_scan(hall: Hall):
    posted = filled_in(hall, *MAIN, undertaking=scan())
    answer = hall.client("wang").post(INTAKE, posted)
    case_id = str(posted["case_id"])
    assert (answer.status_code, answer.url) == (302, f"/counter/{case_id}/")
    assert hall.events(case_id)[:3] == ["Received", "Accepted", "GapTolerated"]
    gap = hall.case(case_id).gap
    assert (gap.materials, gap.consequence) == (("floor-plan",), GapConsequence.RETURNED)


def test_a_main_material_that_is_missing_is_named_and_nothing_is_received(hall: Hall):
    posted = filled_in(hall, "application", "identity", undertaking=scan())
    answer = hall.client("wang").post(INTAKE, posted)
    said = errors_of(answer.content.decode())
    assert answer.status_code == 422
    assert "公共场所卫生检测或者评价报告不在公布的可容缺材料之列，缺少时不能受理。" in said
    assert "场所方位示意图和平面图" not in said
    assert hall.office.ports.store.summary(str(posted["case_id"])) is None


def test_without_the_signed_undertaking_nothing_is_received(hall: Hall):
    answer = hall.client("wang").post(INTAKE, filled_in(hall, *MAIN))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "容缺受理须有申请人签署的书面承诺" in errors_of(page)
    assert '<details class="card" id="gap-card" open>' in page


def test_a_scan_that_is_none_is_refused_beside_its_control(hall: Hall):
    answer = hall.client("wang").post(INTAKE, filled_in(hall, *MAIN, undertaking=scan(b"PK\x03\x04")))
    assert answer.status_code == 422
    assert "不是可接收的类型" in errors_of(answer.content.decode())


def test_complete_papers_are_not_accepted_with_a_gap(hall: Hall):
    answer = hall.client("wang").post(INTAKE, filled_in(hall, *NEEDED, undertaking=scan()))
    assert answer.status_code == 422
    assert 'href="#ticks"' in answer.content.decode()


def test_a_defective_material_that_is_kept_is_no_gap(hall: Hall):
    wrong = {"kind:floor-plan": "incomplete"}
    answer = hall.client("wang").post(INTAKE, filled_in(hall, *NEEDED, undertaking=scan(), **wrong))
    assert answer.status_code == 422
    assert "取消勾选后可以容缺" in errors_of(answer.content.decode())


def test_the_sheet_is_printed_before_anything_is_received(hall: Hall):
    posted = filled_in(hall, *MAIN)
    page = hall.client("wang").post(f"{INTAKE}undertaking/", posted).content.decode()
    for said in (
        "容缺受理告知承诺书",
        "李娜理发店",
        "场所方位示意图和平面图",
        "2026-01-06",
        "申请人（签字或者盖章）：",
        "同意退回申请",
    ):
        assert said in page
    assert "卫生管理制度" not in page
    assert hall.office.ports.store.summary(str(posted["case_id"])) is None


def test_no_sheet_is_printed_for_what_cannot_be_accepted(hall: Hall):
    answer = hall.client("wang").post(f"{INTAKE}undertaking/", filled_in(hall, "application"))
    assert answer.status_code == 422
    assert "不在公布的可容缺材料之列" in errors_of(answer.content.decode())
    assert hall.client("zhou").post(f"{INTAKE}undertaking/", filled_in(hall, *MAIN)).status_code == 403


def test_the_page_says_what_may_come_later_and_until_when(hall: Hall):
    hall.on("2025-12-29")
    page = hall.client("wang").get(INTAKE).content.decode()
    assert page.count('<span class="tag tag--later">可容缺</span>') == 2
    assert "2026-01-06" in page
    assert (
        "gap-card" not in hall.client("wang").get("/counter/intake/food-operation-licence/").content.decode()
    )


# --- at the door


def test_an_application_that_came_online_is_accepted_with_the_scan(hall: Hall):
    case_id = received(hall)
    page = hall.client("wang").get(f"/counter/{case_id}/").content.decode()
    assert f"/counter/{case_id}/undertaking/" in page
    assert act(hall, case_id, "gap", undertaking=scan()).status_code == 302
    page = hall.client("wang").get(f"/counter/{case_id}/").content.decode()
    for said in ("容缺材料还没有补齐", "演卫容〔2025〕1号", "申请人签署的承诺书", "2026-01-06"):
        assert said in page


def test_what_was_undertaken_online_needs_no_scan(hall: Hall):
    case_id = received(hall, undertakes=True)
    page = hall.client("wang").get(f"/counter/{case_id}/").content.decode()
    assert "申请人已在网上承诺" in page
    assert act(hall, case_id, "gap").status_code == 302
    assert "申请人在网上承诺" in hall.client("wang").get(f"/counter/{case_id}/").content.decode()


def test_the_refusal_stands_on_the_page_where_nothing_was_signed(hall: Hall):
    case_id = received(hall)
    answer = act(hall, case_id, "gap")
    assert answer.status_code == 409
    assert "容缺受理须有申请人签署的书面承诺" in answer.content.decode()
    assert hall.events(case_id) == ["Received"]


def test_where_a_main_material_is_missing_the_page_says_why_not(hall: Hall):
    case_id = received(hall, ("application", "identity"))
    page = hall.client("wang").get(f"/counter/{case_id}/").content.decode()
    assert "公共场所卫生检测或者评价报告不在公布的可容缺材料之列" in page
    assert 'id="gap-card"' not in page
    assert hall.client("wang").get(f"/counter/{case_id}/undertaking/").status_code == 409
    english = hall.client("wang", english=True).get(f"/counter/{case_id}/").content.decode()
    assert "not among the materials that may come later" in english


def test_an_item_without_a_rule_does_not_speak_of_gaps(hall: Hall):
    case_id = hall.received(("application",))
    page = hall.client("wang").get(f"/counter/{case_id}/").content.decode()
    assert "容缺" not in page
    assert hall.client("wang").get(f"/counter/{case_id}/undertaking/").status_code == 404


def test_the_sheet_of_a_case_is_gone_once_it_is_accepted(hall: Hall):
    case_id = received(hall)
    page = hall.client("wang").get(f"/counter/{case_id}/undertaking/").content.decode()
    assert hall.receipt(case_id) in page
    assert "李娜理发店" in page
    act(hall, case_id, "gap", undertaking=scan())
    assert hall.client("wang").get(f"/counter/{case_id}/undertaking/").status_code == 404


@pytest.mark.parametrize("begin", [accepted, missed])
def test_the_gap_is_filled_at_the_window_after_acceptance(hall: Hall, begin):
    case_id = begin(hall)
    page = hall.client("wang").get(f"/counter/{case_id}/").content.decode()
    assert 'id="have_floor-plan"' in page
    assert 'id="kind_floor-plan"' not in page  # what was judged is judged
    assert 'id="have_identity"' not in page
    assert act(hall, case_id, "supplement", have=["floor-plan"]).status_code == 302
    assert hall.events(case_id)[-2:] == ["Supplemented", "GapFilled"]
    assert "容缺材料已补齐" in hall.client("wang").get(f"/counter/{case_id}/").content.decode()


def test_both_pages_read_in_english_too(hall: Hall):
    client = hall.client("wang", english=True)
    case_id = accepted(hall)
    assert "Acceptance with a gap" in client.get(INTAKE).content.decode()
    page = client.get(f"/counter/{case_id}/").content.decode()
    for said in ("The gap is still open", "Last day to fill the gap", "the application is returned"):
        assert said in page
