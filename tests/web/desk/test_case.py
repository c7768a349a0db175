"""办件一页 — one case on one page, and the acts that are lawful now."""

import re
from datetime import date

import pytest

from hall import FACTS, FORM, PASSWORD, PNG, Hall
from tongban.handling import examination, intake
from tongban.handling.documents import MissingGlyphs
from tongban.handling.errand import Actor, Ask
from tongban.kernel import Status, StepState
from tongban.kernel.case import commands as c
from tongban.store.jobs import Jobs
from tongban.store.models import CaseJob, Post, PostHolder
from tongban.web.working import register_jobs

pytestmark = pytest.mark.integration

WHO_ACTS = {
    "chen": "market-examiner",
    "zheng": "market-examiner",
    "wu": "market-decider",
    "zhao": "fire-opinion",
    "qin": "market-oversight",
    "gu": "health-oversight",
}


def posted(hall: Hall, case_id: str, /, **more: object) -> dict[str, object]:
    return {
        "command_id": hall.office.ports.ids.new(),
        "seen": str(hall.case(case_id).version),
        **more,
    }


def act(
    hall: Hall,
    who: str,
    case_id: str,
    slug: str,
    /,
    *,
    english: bool = False,
    htmx: bool = False,
    **more: object,
):
    url = f"/desk/{case_id}/act/{slug}/"
    return hall.client(who, english=english, htmx=htmx).post(url, posted(hall, case_id, **more))


def acts_of(page: str) -> list[str]:
    """The addresses of the acts the panel offers."""
    end = min(page.find(mark) % (len(page) + 1) for mark in ("acts__group", "acts__blocked"))
    panel = page[page.index('id="acts"') : end]
    return [part.split("/")[0] for part in panel.split("/act/")[1:]]


def test_the_page_has_everything(hall: Hall):
    case_id = hall.accepted(files=PNG)
    hall.opinion(case_id, "zhao", c.OpinionResult.OBJECT, "疏散门宽度不足。")
    page = hall.client("chen").get(f"/desk/{case_id}/").content.decode()
    for said in (
        hall.receipt(case_id),
        FORM["holder"],
        "剩 20 个工作日",
        "行政许可法§42(1)",
        "房屋租赁合同或使用证明",
        "lease.pdf",
        "疏散门宽度不足。",
        "不答复的后果：",
        "李申请",
    ):
        assert said in page
    assert page.count("<img src=") == 6


def test_the_panel_offers_what_is_lawful_now_and_says_why_not_the_rest(hall: Hall):
    case_id = hall.accepted()
    page = hall.client("chen").get(f"/desk/{case_id}/").content.decode()
    assert acts_of(page) == ["take", "complete", "special", "extend", "correct"]
    assert "环节「审批」由市场监管首席代表（审批岗）负责" in page
    assert acts_of(hall.client("zhao").get(f"/desk/{case_id}/").content.decode()) == ["take", "opinion"]
    ready = hall.ready_to_decide()
    page = hall.client("wu").get(f"/desk/{ready}/").content.decode()
    assert acts_of(page) == ["take", "grant", "refuse", "special", "extend", "correct"]


def test_a_department_without_a_part_does_not_learn_that_the_case_exists(hall: Hall):
    case_id = hall.accepted()
    for path in ("", "preview/"):
        assert hall.client("zhou").get(f"/desk/{case_id}/{path}").status_code == 404
        assert hall.client("li").get(f"/desk/{case_id}/{path}").status_code == 403
    assert act(hall, "zhou", case_id, "take", step="examination").status_code == 404
    assert act(hall, "li", case_id, "take", step="examination").status_code == 403
    assert hall.case(case_id).version == 4


def test_only_the_acting_post_counts(hall: Hall):
    case_id = hall.accepted()
    assert hall.client("wang", post="hall-delivery").get(f"/desk/{case_id}/").status_code == 200
    survey = hall.client("chen").get(f"/desk/{case_id}/").context["file"].posts
    assert "market-surveyor" not in survey


@pytest.mark.parametrize("answers", [0, 3])
def test_a_case_asks_as_many_queries_whatever_happened_in_it(hall: Hall, answers: int, count_queries):
    case_id = hall.accepted()
    for name in ("zhao", "sun", "qian")[:answers]:
        hall.opinion(case_id, name)
    client = hall.client("chen")
    assert count_queries(lambda: client.get(f"/desk/{case_id}/")) == CASE_QUERIES


#: Session, account, posts; the case's records, its personal values, the names of people, the documents owed,
#: its life event; and that what the post was told of it is read.
CASE_QUERIES = 9


def test_a_step_is_taken_and_completed(hall: Hall):
    case_id = hall.accepted()
    assert act(hall, "chen", case_id, "take", step="examination").status_code == 302
    assert hall.case(case_id).steps["examination"].taken_by == hall.id("chen")
    act(hall, "chen", case_id, "complete", step="examination", finding="conforms", reasons="")
    assert hall.case(case_id).steps["examination"].finding is c.Finding.CONFORMS


def test_a_double_click_gives_one_opinion(hall: Hall):
    case_id = hall.accepted()
    form = posted(hall, case_id, step="fire-opinion", result="agree", reasons="")
    client = hall.client("zhao")
    answers = [client.post(f"/desk/{case_id}/act/opinion/", form).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert hall.events(case_id).count("OpinionGiven") == 1


def test_the_same_click_with_other_content_is_refused(hall: Hall):
    case_id = hall.accepted()
    form = posted(hall, case_id, step="fire-opinion", result="agree", reasons="")
    client = hall.client("zhao")
    client.post(f"/desk/{case_id}/act/opinion/", form)
    answer = client.post(f"/desk/{case_id}/act/opinion/", {**form, "result": "object", "reasons": "改主意了"})
    assert answer.status_code == 409
    assert "已用于另一项内容" in answer.content.decode()


def test_an_objection_without_reasons_is_refused_beside_its_form_in_both_languages(hall: Hall):
    case_id = hall.accepted()
    answer = act(hall, "zhao", case_id, "opinion", step="fire-opinion", result="object", reasons=" ")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "「出具意见」必须书面说明理由。" in page
    assert "§ " not in page or "行政许可法§38" in page
    assert (
        'value="object" required id="OpinionForm_fire-opinion_result_2" checked' in page or "checked" in page
    )
    english = act(
        hall, "zhao", case_id, "opinion", english=True, step="fire-opinion", result="object", reasons=""
    )
    assert "reasons in writing are required" in english.content.decode()
    assert "Write down the facts, the basis and the reasons." in english.content.decode()


def test_by_htmx_a_refusal_is_the_case_again_and_not_a_page(hall: Hall):
    case_id = hall.accepted()
    answer = act(
        hall, "zhao", case_id, "opinion", htmx=True, step="fire-opinion", result="object", reasons=""
    )
    body = answer.content.decode()
    assert answer.status_code == 409
    assert body.lstrip().startswith('<div id="case"')
    assert "必须书面说明理由" in body
    done = act(
        hall, "zhao", case_id, "opinion", htmx=True, step="fire-opinion", result="object", reasons="门太窄"
    )
    assert (done.status_code, "已办理：出具意见" in done.content.decode()) == (200, True)
    assert "门太窄" in done.content.decode()


def test_a_grant_takes_basis_and_validity_from_the_item(hall: Hall):
    case_id = hall.ready_to_decide()
    page = hall.client("wu").get(f"/desk/{case_id}/")
    grant = next(a for a in page.context["acts"] if a["slug"] == "grant")["form"]
    assert grant["basis"].value() == "食品安全法§35、食品经营许可和备案管理办法§4、行政许可法§38"
    assert grant["valid_until"].value() == date(2030, 9, 23)
    act(hall, "wu", case_id, "grant", basis="食品安全法§35", valid_until="2030-09-23")
    case = hall.case(case_id)
    assert (case.status, case.outcome, case.valid_until) == (
        Status.DECIDED,
        c.Outcome.GRANTED,
        date(2030, 9, 23),
    )
    assert case.outcome_number.startswith("JY330199")


def test_a_refusal_tells_where_it_can_be_fought(hall: Hall):
    case_id = hall.ready_to_decide()
    assert (
        "60 日内可向演示市人民政府申请行政复议" in hall.client("wu").get(f"/desk/{case_id}/").content.decode()
    )
    act(hall, "wu", case_id, "refuse", basis="食品安全法§35", reasons="场所与污染源距离不足 25 米。")
    case = hall.case(case_id)
    assert (case.outcome, case.remedies) == (
        c.Outcome.REFUSED,
        c.Remedies("演示市人民政府", 60, "演示市演示区人民法院", 6, case.remedies.basis),
    )


def test_somebody_elses_objection_stops_a_grant_that_was_already_on_the_screen(hall: Hall):
    case_id = hall.ready_to_decide()
    form = posted(hall, case_id, basis="食品安全法§35", valid_until="2030-09-23")
    hall.opinion(case_id, "zhao", c.OpinionResult.OBJECT, "复查发现消防通道被占用。")
    client = hall.client("wu")
    answer = client.post(f"/desk/{case_id}/act/grant/", form)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "您打开本页之后，别人做了这些：" in page
    assert "复查发现消防通道被占用。" in page
    assert 'value="食品安全法§35"' in page
    again = client.post(f"/desk/{case_id}/act/grant/", {**form, "seen": str(hall.case(case_id).version)})
    assert again.status_code == 409
    assert "演示市消防救援支队的意见是不同意" in again.content.decode()
    assert hall.case(case_id).status is Status.ACCEPTED


def test_two_examiners_at_once_complete_a_step_once(hall: Hall):
    case_id = hall.accepted()
    form = posted(hall, case_id, step="examination", finding="conforms", reasons="")
    other = {
        **posted(hall, case_id),
        "step": "examination",
        "finding": "does_not_conform",
        "reasons": "缺少排烟设施",
    }
    hall.client("zheng").post(f"/desk/{case_id}/act/complete/", form)
    answer = hall.client("chen").post(f"/desk/{case_id}/act/complete/", other)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "环节「审核」现为「已办结」，不能办理。" in page
    assert "郑同事" in page
    assert "缺少排烟设施" in page
    assert hall.case(case_id).steps["examination"].finding is c.Finding.CONFORMS


def test_a_special_procedure_stops_the_clocks_from_the_day_told(hall: Hall):
    case_id = hall.on("2025-09-23").accepted()
    hall.on("2025-09-24")
    answer = act(
        hall,
        "chen",
        case_id,
        "special",
        procedure="expert_review",
        begin="2025-09-20",
        until="2025-09-30",
    )
    assert answer.status_code == 409
    act(
        hall,
        "chen",
        case_id,
        "special",
        procedure="expert_review",
        begin="2025-09-24",
        until="2025-09-30",
    )
    answer = act(
        hall,
        "chen",
        case_id,
        "special",
        procedure="expert_review",
        begin="2025-09-25",
        until="2025-09-30",
    )
    assert answer.status_code == 409
    page = hall.on("2025-09-25").client("chen").get(f"/desk/{case_id}/").content.decode()
    assert "已暂停计时" in page
    act(hall, "chen", case_id, "end-special", procedure="expert_review", last_day="2025-09-25")
    assert "TimeResumed" in hall.events(case_id)


def test_a_procedure_the_item_does_not_have_cannot_be_chosen(hall: Hall):
    case_id = hall.accepted()
    answer = act(
        hall,
        "chen",
        case_id,
        "special",
        procedure="auction",
        begin="2025-09-24",
        until="2025-09-30",
    )
    assert answer.status_code == 422
    assert hall.case(case_id).special == ()


def test_the_limit_is_extended_once_with_approver_and_reasons(hall: Hall):
    case_id = hall.accepted()
    asked = {"approved_by": "agency_head", "approver": "wu", "reasons": "需进一步核实"}
    assert act(hall, "chen", case_id, "extend", **{**asked, "approver": "nobody"}).status_code == 422
    assert act(hall, "chen", case_id, "extend", **asked).status_code == 302
    again = act(hall, "chen", case_id, "extend", **asked)
    assert again.status_code == 409
    assert "只能延长一次" in again.content.decode()


def correction(hall: Hall, case_id: str, **changes: object) -> dict[str, object]:
    return {
        "field": "accepted_on",
        "value": "2025-09-23",
        "reasons": "受理日录错",
        "approver": "wu",
        "password": f"wu{PASSWORD}",
        **changes,
    }


def test_an_entry_is_corrected_before_a_second_pair_of_eyes(hall: Hall):
    hall.on("2025-09-23")
    case_id = hall.received()
    hall.on("2025-09-24")
    intake.accept(hall.office.handler, hall.ask(case_id, "wang", "hall-counter"))
    for wrong, said in (
        ({"password": "guess"}, "复核人的密码不对。"),
        ({"approver": "chen", "password": f"chen{PASSWORD}"}, "复核人必须是您以外的另一个人。"),
        ({"approver": "li", "password": f"li{PASSWORD}"}, "没有登录名为“li”的工作人员。"),
        ({"field": "outcome"}, "outcome"),
    ):
        answer = act(hall, "chen", case_id, "correct", **correction(hall, case_id, **wrong))
        assert (answer.status_code, said in answer.content.decode()) == (422, True)
    unreadable = act(hall, "chen", case_id, "correct", **correction(hall, case_id, value="昨天"))
    assert unreadable.status_code == 409
    assert f"wu{PASSWORD}" not in unreadable.content.decode()
    assert act(hall, "chen", case_id, "correct", **correction(hall, case_id)).status_code == 302
    assert hall.case(case_id).accepted_on == date(2025, 9, 23)
    page = hall.client("chen").get(f"/desk/{case_id}/").content.decode()
    assert "批准人：吴审批" in page


def test_an_approvers_password_cannot_be_guessed_at_length(hall: Hall):
    case_id = hall.accepted()
    client = hall.client("chen")
    for _ in range(5):
        client.post(
            f"/desk/{case_id}/act/correct/",
            posted(hall, case_id, **correction(hall, case_id, password="guess")),
        )
    answer = client.post(f"/desk/{case_id}/act/correct/", posted(hall, case_id, **correction(hall, case_id)))
    assert answer.status_code == 422
    assert "密码错误次数过多" in answer.content.decode()


def test_a_department_corrects_its_own_answer_only(hall: Hall):
    case_id = hall.accepted()
    hall.opinion(case_id, "zhao")
    theirs = correction(hall, case_id, field="opinion:fire-opinion", value="不同意")
    assert act(hall, "sun", case_id, "correct", **theirs).status_code == 422
    assert act(hall, "zhao", case_id, "correct", **theirs).status_code == 302
    assert hall.case(case_id).steps["fire-opinion"].opinion is c.OpinionResult.OBJECT


def test_who_took_the_papers_in_does_not_examine_them(hall: Hall):
    PostHolder.objects.create(
        account=hall.people["wang"], post=Post.objects.get(key="market-examiner"), since=date(2025, 1, 1)
    )
    case_id = hall.accepted()
    client = hall.client("wang", post="market-examiner")
    page = client.get(f"/desk/{case_id}/").content.decode()
    assert "受理与审查由不同的人办理" in page
    answer = client.post(f"/desk/{case_id}/act/take/", posted(hall, case_id, step="examination"))
    assert answer.status_code == 409
    assert hall.case(case_id).steps["examination"].state is StepState.OPEN


def test_papers_open_safely_and_only_for_those_with_a_part(hall: Hall):
    case_id = hall.accepted(files=PNG)
    page = hall.client("zhao").get(f"/desk/{case_id}/").content.decode()
    url = page.split('<img src="')[1].split('"')[0]
    paper = hall.client("zhao").get(url)
    assert paper.content == PNG
    assert {
        name: paper[name]
        for name in ("Content-Type", "X-Content-Type-Options", "Cache-Control", "Content-Disposition")
    } == {
        "Content-Type": "image/png",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
        "Content-Disposition": 'inline; filename="application.pdf"',
    }
    assert [hall.client(who).get(url).status_code for who in ("zhou", "li")] == [404, 403]
    answers = hall.office.handler.history(case_id)[0].body.answers.ref
    assert hall.client("zhao").get(f"/staff/cases/{case_id}/papers/{answers}/").status_code == 404


def test_erased_words_are_said_to_be_erased(hall: Hall):
    case_id = hall.accepted()
    hall.opinion(case_id, "zhao", c.OpinionResult.OBJECT, "疏散门宽度不足。")
    hall.office.ports.personal.erase(hall.id("li"))
    page = hall.client("chen").get(f"/desk/{case_id}/").content.decode()
    assert "疏散门宽度不足。" not in page
    assert "（内容已依法删除）" in page


def test_a_step_whose_department_stays_silent_shows_that_its_limit_passed(hall: Hall):
    case_id = hall.on("2025-09-10").accepted()
    page = hall.on("2025-09-24").client("chen").get(f"/desk/{case_id}/").content.decode()
    assert "超 5 个工作日" in page


def test_observed_results_are_told_with_their_source(hall: Hall):
    case_id = hall.accepted()
    examination.record_observation(
        hall.office.handler,
        Ask(case_id, "observed-1", Actor("system:exchange", "")),
        examination.Observation("fire-opinion", c.OpinionResult.AGREE, "消防系统", "X-1"),
    )
    page = hall.client("chen").get(f"/desk/{case_id}/").content.decode()
    assert "消防系统" in page


def test_a_document_that_no_font_can_print_is_shown_to_staff_with_its_characters(hall: Hall):
    case_id = hall.received(form=FORM | {"holder": "𠮷野家面馆"})
    job = CaseJob.objects.get(case_id=case_id)
    register_jobs()
    with pytest.raises(MissingGlyphs):
        Jobs().do(case_id, job.job_id)
    page = re.sub(r"<[^>]+>", "", hall.client("chen", english=True).get(f"/desk/{case_id}/").content.decode())
    assert (
        "receipt ✕ not made tried 1 time\nThe fonts lack these characters: 𠮷. Ask the operator to add a font"
        " that has them (TONGBAN_FONTS); do not replace the characters. The system will try again."
    ) in page


def test_a_form_filled_in_online_is_not_said_to_lie_on_the_counter(hall: Hall):
    case_id = hall.office.ports.ids.new()
    application = intake.Application(
        item="food-operation-licence",
        division="330199",
        applicant=hall.id("li"),
        channel=c.Channel.ONLINE,
        facts=FACTS,
        form=FORM,
        on_paper=["application", "business-licence"],
    )
    intake.receive(hall.office.handler, hall.ask(case_id, "li", ""), application)
    page = hall.client("wang", english=True).get(f"/desk/{case_id}/").content.decode()
    assert re.findall(r'tag--given">✓ ([^<]+)<', page) == ["filled in online", "paper in hand"]


def test_a_late_step_is_not_called_nearly_late(hall: Hall):
    case_id = hall.accepted()
    hall.on("2025-10-13")
    page = hall.client("zhao", english=True).get(f"/desk/{case_id}/").content.decode()
    assert "opinion of fire and rescue" in page
    assert "step late, " in page


def test_an_expired_session_sends_the_whole_window_to_sign_in_and_back_to_the_case(hall: Hall):
    case_id = hall.accepted()
    client = hall.client("zhao", htmx=True)
    client.logout()
    here = f"/desk/{case_id}/"
    said = client.post(f"{here}act/grant/", headers={"hx-current-url": f"http://testserver{here}"})
    assert (said.status_code, said.headers["HX-Redirect"], said.content) == (
        200,
        f"/sign-in/?next={here}",
        b"",
    )


def test_an_assisting_department_sees_a_case_from_its_acceptance_on(hall: Hall):
    case_id = hall.received()
    assert hall.client("zhao").get(f"/desk/{case_id}/").status_code == 404
    assert hall.client("chen").get(f"/desk/{case_id}/").status_code == 200
    intake.accept(hall.office.handler, hall.ask(case_id, "wang", "hall-counter"))
    assert hall.client("zhao").get(f"/desk/{case_id}/").status_code == 200
