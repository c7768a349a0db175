"""名额 on the pages: the decider sees whose turn it is, the applicant where they stand, all what is left."""

import pytest

from hall import Hall
from limited import accepted, one_place, ready
from tolerated import HYGIENE
from tongban.kernel.case import commands as c
from tongues import unmarked_chinese
from web.desk.test_case import act

pytestmark = [pytest.mark.integration, pytest.mark.usefixtures("one_place")]
__all__ = ["one_place"]

GRANTED = {"basis": "公共场所卫生管理条例§4", "valid_until": "2029-12-29"}
REFUSED = {"basis": "行政许可法§57", "reasons": "名额已满。", "no_place": "on"}


def desk(hall: Hall, case_id: str, *, english: bool = False) -> str:
    return hall.client("song", english=english).get(f"/desk/{case_id}/").content.decode()


def track(hall: Hall, case_id: str, *, english: bool = False) -> str:
    return hall.client("li", english=english).get(f"/track/{case_id}/").content.decode()


def two(hall: Hall) -> tuple[str, str]:
    """Two applications ready to be decided, accepted ten minutes apart."""
    first, second = accepted(hall, "10:00"), accepted(hall, "10:10")
    return ready(hall, first), ready(hall, second)


def test_the_decider_reads_whose_turn_it_is_before_trying(hall: Hall):
    first, second = two(hall)
    assert "轮到本件，有名额。" in desk(hall, first)
    page = desk(hall, second)
    assert "限 1 个，已准予 0 个。" in page
    assert "先受理、还没有决定的 1 件。" in page
    assert "要等先受理的决定以后，才能准予本件" in page
    assert unmarked_chinese(desk(hall, second, english=True)) == []


def test_a_grant_out_of_turn_is_refused_with_the_article_and_what_to_do(hall: Hall):
    _first, second = two(hall)
    answer = act(hall, "song", second, "grant", **GRANTED)
    assert answer.status_code == 409
    assert "须先对它们作出决定" in answer.content.decode()
    assert hall.case(second).outcome is None


def test_once_the_place_is_gone_the_next_is_refused_for_that_with_remedies(hall: Hall):
    first, second = two(hall)
    assert "名额已满：" not in desk(hall, second)
    assert act(hall, "song", first, "grant", **GRANTED).status_code == 302
    page = desk(hall, second)
    assert "没有名额了" in page
    assert "名额已满：限 1 个，已经全部准予（行政许可法§57）。" in page
    assert act(hall, "song", second, "refuse", **REFUSED).status_code == 302
    case = hall.case(second)
    assert case.outcome is c.Outcome.REFUSED
    assert case.remedies is not None
    assert "名额" not in desk(hall, second).split("经过")[0]


def test_nobody_is_refused_for_want_of_a_place_there_is(hall: Hall):
    first, _second = two(hall)
    answer = act(hall, "song", first, "refuse", **REFUSED)
    assert answer.status_code == 409
    assert "还剩 1 个名额，不能以名额已满为由不予许可。" in answer.content.decode()


def test_the_applicant_reads_where_they_stand_and_that_they_move_up(hall: Hall):
    first, second = two(hall)
    assert "您排在第一" in track(hall, first)
    page = track(hall, second)
    assert "先受理、还没有决定的有 1 件，排在您前面。" in page
    assert "就算它们都准予" not in page
    assert unmarked_chinese(track(hall, second, english=True)) == []
    act(hall, "song", first, "refuse", basis="§", reasons="不符合。")
    assert "您排在第一" in track(hall, second)


def test_the_guide_says_how_many_there_are_and_how_many_are_left(hall: Hall):
    first, _second = two(hall)
    guide = hall.client("li").get(f"/items/{HYGIENE}/").content.decode()
    assert "限 1 个。" in guide
    assert "已经准予 0 个，还剩 1 个。" in guide
    assert "已受理、还没有决定的 2 件。" in guide
    act(hall, "song", first, "grant", **GRANTED)
    guide = hall.client("li", english=True).get(f"/items/{HYGIENE}/").content.decode()
    assert "Granted: 1, left: 0." in guide
    assert unmarked_chinese(guide) == []


def test_where_there_is_no_quota_nothing_is_said_and_nothing_asked(hall: Hall):
    case_id = hall.accepted()
    page = hall.client("chen").get(f"/desk/{case_id}/").content.decode()
    assert "名额" not in page
    assert "名额" not in hall.client("li").get("/items/food-operation-licence/").content.decode()
