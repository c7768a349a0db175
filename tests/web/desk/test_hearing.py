"""听证 — the acts for those concerned at the desk: folded away, offered when lawful, refused with reasons."""

import re
from datetime import date

import pytest

from hall import Hall
from tongban.kernel.case import commands as c
from web.desk.test_case import act, acts_of, posted

pytestmark = pytest.mark.integration

ZHOU = {"name_1": "周邻居", "address_1": "演示市解放路 3 号"}
WHY = "油烟口正对邻居的窗户"
BETWEEN = {"interest": "between_parties", "reasons": WHY, **ZHOU}
SCHEDULED = {"hearing_on": "2025-10-22", "begins": "09:30", "place": "三楼听证室", "host": "zheng"}


def found(hall: Hall) -> str:
    case_id = hall.ready_to_decide()
    assert act(hall, "wu", case_id, "find-interest", **BETWEEN).status_code == 302
    return case_id


def wanted(hall: Hall) -> str:
    """Both were told of the right on 24 September; the neighbour's request came on the 28th."""
    case_id = found(hall)
    for who in ("applicant", "party-1"):
        assert act(hall, "wu", case_id, "tell-right", who=who).status_code == 302
    hall.on("2025-09-29")
    came = {"who": "party-1", "came_on": "2025-09-28"}
    assert act(hall, "wu", case_id, "request-hearing", **came).status_code == 302
    return case_id


def heard(hall: Hall) -> str:
    case_id = wanted(hall)
    assert act(hall, "wu", case_id, "schedule-hearing", **SCHEDULED).status_code == 302
    assert act(hall, "wu", case_id, "notify-hearing").status_code == 302
    hall.on("2025-10-23")
    said = {"held_on": "2025-10-22", "minutes": "周邻居：油烟大。", "signed_by": ["party-1", "applicant"]}
    assert act(hall, "wu", case_id, "hold-hearing", **said).status_code == 302
    return case_id


def desk_page(hall: Hall, who: str, case_id: str, *, english: bool = False) -> str:
    return hall.client(who, english=english).get(f"/desk/{case_id}/").content.decode()


def group_of(page: str) -> str:
    return page[page.index('class="acts__group"') :].split("</section>")[0]


def test_an_ordinary_case_shows_one_closed_line(hall: Hall):
    page = desk_page(hall, "wu", hall.ready_to_decide())
    assert 'class="acts__group" data-group>' in page
    assert acts_of(group_of(page).replace("acts__group", 'id="acts"', 1)) == [
        "find-interest",
        "tell-right",
        "announce-hearing",
    ]
    # Why the rest may not is told inside, not among what concerns every case.
    assert "没有可以告知的利害关系人" in group_of(page)
    assert "没有可以告知的利害关系人" not in page.replace(group_of(page), "")
    assert 'aria-labelledby="heard"' not in page


def test_a_department_that_only_answers_is_not_told_of_hearings(hall: Hall):
    assert "acts__group" not in desk_page(hall, "zhao", hall.accepted())


def test_who_is_found_is_named_in_the_file_and_nowhere_in_the_events(hall: Hall):
    case_id = found(hall)
    page = desk_page(hall, "wu", case_id)
    assert 'class="acts__group" data-group open>' in page
    for said in (
        "利害关系人1 周邻居",
        "演示市解放路 3 号",
        WHY,
        "尚未告知",
        "直接涉及申请人与他人之间重大利益关系",
    ):
        assert said in page
    history = hall.office.ports.store.load(case_id)
    assert history is not None
    assert "周邻居" not in "".join(record.body.decode() for record in history.records)


def test_a_party_without_an_address_is_asked_for_it_and_nothing_typed_is_lost(hall: Hall):
    case_id = hall.ready_to_decide()
    answer = act(hall, "wu", case_id, "find-interest", **{**BETWEEN, "name_2": "湖滨小学"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "写明送达地址" in page
    assert 'value="湖滨小学"' in page
    assert "InterestFound" not in hall.events(case_id)


def test_whoever_was_told_until_when_is_on_the_page(hall: Hall):
    case_id = found(hall)
    told = {"who": "party-1", "respond_by": "2025-10-09"}
    assert act(hall, "wu", case_id, "tell-party", **told).status_code == 302
    page = desk_page(hall, "wu", case_id)
    assert "演市监利告〔2025〕1号" in page
    assert "等待意见" in page
    letter = {"who": "party-1", "came_on": "2025-09-24", "statement": "周邻居不同意"}
    assert act(hall, "wu", case_id, "statement", **letter).status_code == 302
    page = desk_page(hall, "wu", case_id)
    assert "周邻居不同意" in page
    assert "等待意见" not in page


def test_a_letter_counts_from_the_day_it_came(hall: Hall):
    case_id = wanted(hall)
    requested = hall.office.handler.history(case_id)[-1]
    assert requested.on == date(2025, 9, 28)
    answer = act(hall, "wu", case_id, "statement", who="party-1", came_on="2025-09-30", statement="…")
    assert answer.status_code == 422
    assert "收到之日不能晚于今天" in answer.content.decode()


def test_a_hearing_that_is_still_to_come_is_not_held_today(hall: Hall):
    case_id = wanted(hall)
    assert act(hall, "wu", case_id, "schedule-hearing", **SCHEDULED).status_code == 302
    assert act(hall, "wu", case_id, "notify-hearing").status_code == 302
    said = {"held_on": "2025-10-22", "minutes": "周邻居：油烟大。", "signed_by": ["party-1"]}
    answer = act(hall, "wu", case_id, "hold-hearing", **said)
    assert answer.status_code == 422
    assert "举行之日不能晚于今天。" in answer.content.decode()
    assert "HearingHeld" not in hall.events(case_id)


def test_a_host_who_examines_is_refused_beside_the_form_and_what_was_typed_stays(hall: Hall):
    case_id = wanted(hall)
    answer = act(hall, "wu", case_id, "schedule-hearing", **{**SCHEDULED, "host": "chen"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "听证主持人不能是审查该申请的工作人员" in page
    assert 'value="三楼听证室"' in page
    assert hall.case(case_id).hearing.hearing_on is None


def test_who_arranges_it_while_examining_the_case_cannot_be_its_host(hall: Hall):
    case_id = hall.accepted()
    assert act(hall, "chen", case_id, "announce-hearing", ground="public_interest").status_code == 302
    for english, words in (
        (False, "听证主持人不能是审查该申请的工作人员"),
        (True, "The host of a hearing cannot be"),
    ):
        answer = act(
            hall, "chen", case_id, "schedule-hearing", english=english, **{**SCHEDULED, "host": "chen"}
        )
        assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert act(hall, "chen", case_id, "schedule-hearing", **SCHEDULED).status_code == 302


def test_a_hearing_that_is_owed_is_in_the_list_of_whoever_has_the_case(hall: Hall):
    case_id = wanted(hall)
    rows = hall.client("wu").get("/desk/").content.decode()
    assert "安排听证" in rows
    act(hall, "wu", case_id, "schedule-hearing", **SCHEDULED)
    assert "通知听证" in hall.client("wu", english=False).get("/desk/").content.decode()
    assert "give notice of the hearing" in hall.client("wu", english=True).get("/desk/").content.decode()


def test_while_it_is_examined_the_hearing_is_the_examiners_to_arrange(hall: Hall):
    case_id = hall.accepted()
    assert act(hall, "chen", case_id, "announce-hearing", ground="public_interest").status_code == 302
    assert "安排听证" in hall.client("chen").get("/desk/").content.decode()
    assert "安排听证" not in hall.client("wu").get("/desk/").content.decode()
    hall.examined(case_id)
    for name in ("zhao", "sun", "qian"):
        hall.opinion(case_id, name)
    act(hall, "wu", case_id, "schedule-hearing", **SCHEDULED)
    assert "通知听证" in hall.client("wu").get("/desk/").content.decode()


def test_the_decision_rests_on_the_minutes_only_where_the_decider_says_so(hall: Hall):
    case_id = heard(hall)
    grant = {"basis": "食品安全法§35", "valid_until": "2030-10-22"}
    answer = act(hall, "wu", case_id, "grant", **grant)
    assert answer.status_code == 409
    assert "应当根据听证笔录作出决定" in answer.content.decode()
    assert act(hall, "wu", case_id, "grant", on_minutes="on", **grant).status_code == 302
    assert hall.case(case_id).outcome is c.Outcome.GRANTED
    page = desk_page(hall, "wu", case_id)
    for said in ("周邻居：油烟大。", "郑同事", "三楼听证室", "演市监听通〔2025〕1号", "根据听证笔录"):
        assert said in page


def test_without_a_hearing_nobody_is_asked_about_minutes(hall: Hall):
    assert "on_minutes" not in desk_page(hall, "wu", hall.ready_to_decide())
    assert "on_minutes" in desk_page(hall, "wu", heard(hall))


def test_a_double_click_gives_one_notice(hall: Hall):
    case_id = found(hall)
    form = posted(hall, case_id, who="applicant")
    client = hall.client("wu")
    answers = [client.post(f"/desk/{case_id}/act/tell-right/", form).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert hall.events(case_id).count("HearingRightTold") == 1


def test_the_page_reads_in_english_too(hall: Hall):
    page = desk_page(hall, "wu", heard(hall), english=True)
    for said in ("Hearing and others", "interested party 1", "Minutes of the hearing", "asked for a hearing"):
        assert said in page


def test_no_two_parts_of_the_page_answer_to_one_key(hall: Hall):
    page = desk_page(hall, "wu", wanted(hall))
    keys = re.findall(r'data-key="(.)"', page)
    assert page.count("data-group") > 1
    assert sorted(keys) == sorted(set(keys))
