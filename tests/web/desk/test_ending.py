"""终止与承继 at the desk and the window: with proof, in writing, and told to who is concerned."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ended import accepted, noticed, published_rules
from hall import PDF, Hall
from tolerated import swept
from tongban.handling.issuing import issue_document
from tongban.kernel import Status
from tongban.kernel.case import commands as c
from tongban.store.models import CaseJob
from tongues import unmarked_chinese
from web.desk.test_case import act

pytestmark = [pytest.mark.integration, pytest.mark.usefixtures("published_rules")]
__all__ = ["published_rules"]


def scan(name: str = "证明.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


def page_of(hall: Hall, who: str, case_id: str, *, english: bool = False) -> str:
    return hall.client(who, english=english).get(f"/desk/{case_id}/").content.decode()


def at_the_window(hall: Hall, case_id: str, name: str, who: str = "wang", **given: object):
    body = {"command_id": hall.office.ports.ids.new(), "seen": str(hall.case(case_id).version), **given}
    return hall.client(who).post(f"/counter/{case_id}/ending/{name}/", body)


def inherited(**more: object) -> dict[str, object]:
    return {
        "ground": "inheritance",
        "successor": "heir",
        "proof": scan(),
        "of_holder": "何继承理发店",
        "of_credit_code": "91330199DEM0000009",
        "of_legal_representative": "何继承",
        "of_phone": "13900000000",
        **more,
    }


# --- the applicant is no more


def test_the_lead_ends_the_case_of_somebody_who_died_with_proof_and_a_notice(hall: Hall):
    case_id = accepted(hall)
    died = {"ground": "applicant_died", "proof": scan(), "no_successor": scan("声明.pdf")}
    assert act(hall, "hao", case_id, "end-case", **died).status_code == 302
    case = hall.case(case_id)
    assert case.status is Status.TERMINATED
    page = page_of(hall, "hao", case_id)
    for said in ("申请人死亡", "证明.pdf", "声明.pdf", "演卫终〔2025〕1号", "参照行政许可法§70(2)"):
        assert said in page
    assert unmarked_chinese(page_of(hall, "hao", case_id, english=True)) == []


def test_without_proof_or_before_the_heirs_were_asked_nothing_ends(hall: Hall):
    case_id = accepted(hall)
    answer = act(hall, "hao", case_id, "end-case", ground="entity_ended")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "请附上证明材料。" in page
    assert "请附上无人承继的声明。" in page
    assert hall.case(case_id).status is Status.ACCEPTED


def test_what_is_no_scan_is_pointed_out_beside_its_control(hall: Hall):
    case_id = accepted(hall)
    given = {"ground": "applicant_died", "proof": scan("x.zip", b"PK"), "no_successor": scan()}
    answer = act(hall, "hao", case_id, "end-case", **given)
    assert answer.status_code == 422
    assert "PDF" in answer.content.decode()


def test_the_end_is_made_on_paper_with_remedies_and_the_applicants_page_says_so(hall: Hall):
    case_id = accepted(hall)
    died = {"ground": "applicant_died", "proof": scan(), "no_successor": scan("声明.pdf")}
    act(hall, "hao", case_id, "end-case", **died)
    (job,) = [j for j in CaseJob.objects.filter(case_id=case_id) if j.arguments["document"] == "end_notice"]
    issue_document(hall.office.press, case_id, "end_notice", int(job.arguments["seq"]))
    assert hall.case(case_id).documents[c.DocumentKind.END_NOTICE].number == "演卫终〔2025〕1号"
    mine = hall.client("li").get(f"/track/{case_id}/").content.decode()
    for said in ("已终止。", "终止办理通知书", "演卫终〔2025〕1号", "不服怎么办"):
        assert said in mine
    stranger = hall.client("heir").get(f"/track/{case_id}/").content.decode()
    assert "死亡" not in stranger


def test_a_case_that_has_its_end_offers_no_other(hall: Hall):
    case_id = accepted(hall)
    died = {"ground": "applicant_died", "proof": scan(), "no_successor": scan("声明.pdf")}
    body = {"command_id": hall.office.ports.ids.new(), "seen": "9", **died}
    client = hall.client("hao")
    assert client.post(f"/desk/{case_id}/act/end-case/", body).status_code == 302
    assert "end-case" not in page_of(hall, "hao", case_id)
    assert hall.events(case_id).count("CaseEnded") == 1


# --- nobody supplemented


def test_while_there_is_time_to_supplement_that_end_is_not_offered(hall: Hall):
    case_id = noticed(hall)
    page = hall.client("wang").get(f"/counter/{case_id}/").content.decode()
    assert "逾期未补正" not in page
    answer = at_the_window(hall, case_id, "end", ground="not_supplemented")
    assert answer.status_code == 409
    assert "2026-01-13 以前" in answer.content.decode()


def test_once_the_time_is_over_the_window_has_a_task_and_both_are_told(hall: Hall):
    case_id = noticed(hall)
    assert "最迟补交的日子：" in hall.client("li").get(f"/track/{case_id}/").content.decode()
    swept(hall, "2026-01-14")
    assert "终止办理" in hall.client("wang").get("/counter/").content.decode()
    assert "逾期没有补正，可以终止办理" in hall.client("wang").get("/desk/messages/").content.decode()
    told = hall.client("li").get(f"/track/{case_id}/").content.decode()
    assert "补正的期限已过" in told
    assert "已经过了，请马上补交" in told


def test_the_window_ends_it_in_writing_with_that_ground_chosen(hall: Hall):
    case_id = noticed(hall)
    swept(hall, "2026-01-14")
    page = hall.client("wang").get(f"/counter/{case_id}/").content.decode()
    assert '<details class="card" id="ending" open>' in page
    assert 'value="not_supplemented"' in page
    assert at_the_window(hall, case_id, "end", ground="not_supplemented").status_code == 302
    case = hall.case(case_id)
    assert case.status is Status.TERMINATED
    ended = hall.office.handler.history(case_id)[-1].body
    assert (ended.notice_number, ended.basis) == ("演卫终〔2026〕1号", "演示市公共场所卫生许可办事规则§6")
    assert "终止办理" not in hall.client("wang").get("/counter/").content.decode()


def test_what_comes_after_the_time_is_taken_in_and_there_is_nothing_to_end(hall: Hall):
    case_id = noticed(hall)
    swept(hall, "2026-01-14")
    body = {
        "command_id": hall.office.ports.ids.new(),
        "seen": "9",
        "do": "supplement",
        "have": ["floor-plan"],
    }
    assert hall.client("wang").post(f"/counter/{case_id}/", body).status_code == 302
    assert at_the_window(hall, case_id, "end", ground="not_supplemented").status_code == 409
    assert "ending:not_supplemented" not in hall.client("wang").get("/counter/").content.decode()


# --- a successor


def test_an_heir_takes_over_and_everything_goes_on_in_their_name(hall: Hall):
    case_id = accepted(hall)
    before = hall.case(case_id).clocks
    assert act(hall, "hao", case_id, "take-over", **inherited()).status_code == 302
    case = hall.case(case_id)
    assert case.applicant == hall.id("heir")
    assert case.clocks == before
    page = page_of(hall, "hao", case_id)
    for said in ("何继承理发店", "李申请 → 何继承", "继承", "证明.pdf", "演示市公共场所卫生许可办事规则§9"):
        assert said in page
    assert unmarked_chinese(page_of(hall, "hao", case_id, english=True)) == []
    assert "李申请" not in hall.client("heir").get(f"/track/{case_id}/").content.decode()
    assert hall.client("heir").get("/my/").content.decode().count(hall.receipt(case_id)) == 1
    assert hall.receipt(case_id) not in hall.client("li").get("/my/").content.decode()


def test_the_particulars_are_the_successors_own_value_and_no_part_of_the_event(hall: Hall):
    case_id = accepted(hall)
    act(hall, "hao", case_id, "take-over", **inherited())
    event = hall.office.handler.history(case_id)[-1]
    assert "何继承理发店" not in repr(event)
    kept = hall.office.ports.personal.read(case_id, [event.body.answers.ref])[event.body.answers.ref]
    content = json.loads(kept)
    assert content["form"]["holder"] == "何继承理发店"
    assert content["form"]["premises"] == "演示市解放路 1 号"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"successor": "nobody"}, "没有登录名为“nobody”的申请人。"),
        ({"successor": "chen"}, "没有登录名为“chen”的申请人。"),
        ({"of_credit_code": "123"}, "统一社会信用代码是 18 位"),
        ({"proof": ""}, "承继的证明"),
    ],
)
def test_what_is_wrong_with_a_succession_is_pointed_out(hall: Hall, given: dict[str, object], said: str):
    case_id = accepted(hall)
    answer = act(hall, "hao", case_id, "take-over", **inherited(**given))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert hall.case(case_id).applicant == hall.id("li")


def test_the_window_lets_it_be_taken_over_before_acceptance(hall: Hall):
    case_id = noticed(hall)
    assert at_the_window(hall, case_id, "take-over", **inherited()).status_code == 302
    assert hall.case(case_id).applicant == hall.id("heir")


# --- who may


def test_only_the_window_and_the_lead_may(hall: Hall):
    case_id = accepted(hall)
    for who in ("chen", "zhou"):
        assert at_the_window(hall, case_id, "end", who, ground="applicant_died").status_code == 404
        assert act(hall, who, case_id, "end-case", ground="applicant_died").status_code == 404
    for url in (f"/desk/{case_id}/act/end-case/", f"/counter/{case_id}/ending/end/"):
        assert hall.client("li").post(url, {}).status_code == 403
    assert at_the_window(hall, case_id, "burn").status_code == 404
    assert hall.case(case_id).status is Status.ACCEPTED


def test_an_item_without_succession_offers_none(hall: Hall):
    case_id = hall.accepted()
    page = page_of(hall, "chen", case_id)
    assert "take-over" not in page
    assert "无人承继的声明" not in page
