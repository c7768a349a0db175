"""One matter, one application: the guide, the form, the receipt, the progress, taking back."""

import re

import pytest
from django.test import Client

from tongban.kernel.refusals import Refusal
from tongban.store.models import CaseState, Draft
from whole_online import APPLY, MATERIALS, PARTICULARS, SLUG, Members, apply

GUIDE = f"/life-events/{SLUG}/"


def text_of(page) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


@pytest.fixture
def whole(hall) -> Members:
    return Members(hall, apply(hall.client("li")))


# --- before


def test_the_home_page_and_a_search_offer_it(hall):
    client = hall.client("li")
    for address in ("/", "/life-events/", "/items/?q=开民宿"):
        assert f'href="{GUIDE}"' in client.get(address).content.decode(), address
    assert client.get(f"/items/{SLUG}/")["Location"] == GUIDE
    assert client.get("/life-events/nothing/").status_code == 404


def test_the_guide_says_what_one_gets_what_waits_and_how_many_materials_are_saved(hall):
    client = hall.client("li")
    before = text_of(client.get(GUIDE))
    assert "食品经营许可证 看情况" in before
    assert "等「公众聚集场所投入使用、营业前消防安全检查」办好才开始" in before
    told = text_of(client.get(GUIDE + "?serves_meals=no&fire__automatic_systems=no"))
    assert "食品经营许可证" not in told
    assert "看情况" not in told
    assert "分开办一共要交 15 份材料，一起办只要 10 份" in told
    assert "自受理起，承诺 8 个工作日，依法最多 10 个工作日" in told
    english = text_of(
        hall.client("li", english=True).get(GUIDE + "?serves_meals=no&fire__automatic_systems=no")
    )
    assert "Apart it would take 15 materials; together it takes 10" in english


def test_the_situation_comes_back_as_a_part_of_the_page_with_htmx(hall):
    page = hall.client("li", htmx=True).get(GUIDE + "?serves_meals=yes").content.decode()
    assert page.startswith('<div id="mine">')
    assert 'name="food__cold_dishes"' in page


# --- applying


def test_a_case_is_followed_where_the_file_of_its_life_event_is_gone(hall, whole, monkeypatch):
    class Gone(Refusal):
        zh, en, remedy_zh, remedy_en = "没有", "gone", "无", "none"

    def gone(*_):
        raise Gone

    client, address = hall.client("li"), f"/track/{whole.case_of('fire')}/"
    assert "这是一件事中的一个事项" in text_of(client.get(address))
    monkeypatch.setattr(type(hall.office.life_events), "standing", gone)
    assert client.get(address).status_code == 200


def test_one_form_one_set_of_materials_one_receipt(hall, whole):
    assert Draft.objects.get().filed
    receipt = hall.client("li").get(f"/whole/{whole.id}/receipt/")
    said = text_of(receipt)
    assert whole.life_event.number in said
    assert '<svg class="qr"' in receipt.content.decode()
    assert "旅馆业特种行业许可（新办） （等前面的事项）" in said
    assert said.count("场所平面图") == 1
    fire = hall.case(whole.case_of("fire"))
    assert fire.receipt_number in said
    assert (fire.missing, fire.applicant) == ((), hall.id("li"))


def test_the_food_licence_is_asked_about_only_where_meals_are_sold(hall):
    client = hall.client("li")
    client.post(APPLY)
    client.post(f"{APPLY}situation/serves_meals/", {"serves_meals": "no"})
    assert "food__" not in client.get(APPLY).content.decode()
    client.post(f"{APPLY}situation/serves_meals/", {"serves_meals": "yes"})
    assert f"{APPLY}situation/food__cold_dishes/" in client.get(APPLY).content.decode()


def test_the_second_of_two_clicks_finds_the_same_life_event(hall, whole):
    again = hall.client("li").post(f"/applications/{whole.id}/submit/")
    assert again["Location"] == f"/whole/{whole.id}/receipt/"
    assert CaseState.objects.count() == 2


def test_what_is_missing_keeps_nobody_from_applying_and_its_authority_says_so(hall):
    whole = Members(hall, apply(hall.client("li"), materials=MATERIALS[1:]))
    assert hall.case(whole.case_of("fire")).missing == ("business-licence",)
    assert hall.case(whole.case_of("hygiene")).missing == ()


# --- afterwards


def test_every_member_is_shown_with_its_own_clock_and_what_waits_for_what(hall, whole):
    whole.accept("fire")
    said = text_of(hall.client("li").get(f"/whole/{whole.id}/"))
    assert "正在办理：3 个事项，0 个有结果。" in said
    assert "承诺办好" in said
    assert "正等「公众聚集场所投入使用、营业前消防安全检查」办好" in said
    assert "按您的情况不用办：食品经营许可（餐饮服务，新办）" in said


def test_the_progress_of_a_member_says_of_which_life_event_it_is(hall, whole):
    page = hall.client("li").get(f"/track/{whole.case_of('fire')}/").content.decode()
    assert f'href="/whole/{whole.id}/"' in page


def test_a_refusal_says_what_stopped_and_why_and_where_to_apply_again(hall, whole):
    whole.accept("fire", "hygiene").refuse("fire")
    client = hall.client("li")
    page = client.get(f"/whole/{whole.id}/")
    assert "而「公众聚集场所投入使用、营业前消防安全检查」未获许可。" in text_of(page)
    assert 'href="/items/guesthouse-security-licence/"' in page.content.decode()
    assert "有一个事项不再办理" in text_of(client.get("/my/messages/"))


def test_a_stranger_sees_how_far_it_is_and_nothing_else(hall, stranger, whole):
    page = stranger.get(f"/whole/{whole.id}/")
    assert page.status_code == 200
    for typed in (*PARTICULARS.values(), "撤回一个", "收件凭证"):
        assert typed not in page.content.decode()
    for part in ("receipt/", "take-back/"):
        assert stranger.get(f"/whole/{whole.id}/{part}").status_code == 404
    assert stranger.post(f"/whole/{whole.id}/take-back/", {"members": "fire"}).status_code == 404
    assert stranger.get("/whole/0199d0a0-0000-7000-8000-000000000000/").status_code == 404


def test_who_is_not_signed_in_is_asked_to_sign_in(hall, whole):
    client = Client()
    assert client.get(f"/whole/{whole.id}/receipt/").status_code == 302
    assert client.get(f"/whole/{whole.id}/").status_code == 200


def test_staff_do_not_get_the_applicants_pages(hall, whole):
    assert hall.client("wang").get(f"/whole/{whole.id}/receipt/").status_code == 403


def test_one_is_taken_back_and_the_page_says_what_stops_with_it(hall, whole):
    client = hall.client("li")
    page = client.get(f"/whole/{whole.id}/take-back/")
    assert "要等它的事项也会停下来：" in text_of(page)
    command_id = re.search(r'name="command_id" value="([^"]+)"', page.content.decode())[1]
    sent = client.post(f"/whole/{whole.id}/take-back/", {"command_id": command_id, "members": ["hygiene"]})
    assert sent["Location"] == f"/whole/{whole.id}/"
    assert whole.states == {"fire": "received", "hygiene": "ended", "security": "waiting"}
    assert hall.events(whole.case_of("hygiene"))[-1] == "Withdrawn"


def test_nothing_chosen_is_said_beside_the_choice(hall, whole):
    page = hall.client("li").post(f"/whole/{whole.id}/take-back/", {"command_id": "x"})
    assert page.status_code == 422
    assert "选一选要撤回的事项。" in page.content.decode()


def test_it_is_found_by_its_number_and_among_ones_own(hall, whole):
    client = hall.client("li")
    assert client.get("/track/", {"number": whole.life_event.number})["Location"] == f"/whole/{whole.id}/"
    for address in ("/", "/my/"):
        assert f'href="/whole/{whole.id}/"' in client.get(address).content.decode()


def test_a_message_of_a_life_event_opens_it(hall, whole):
    client = hall.client("li")
    page = client.get("/my/messages/").content.decode()
    address = re.search(rf'href="(/my/messages/{whole.id}/\d+/)"', page)[1]
    assert client.get(address)["Location"] == f"/whole/{whole.id}/"
    assert whole.life_event.number in page


@pytest.mark.parametrize("page", ["", "receipt/", "take-back/"])
def test_pages_ask_the_database_the_same_however_many_members_run(hall, whole, count_queries, page):
    client = hall.client("li")
    before = count_queries(lambda: client.get(f"/whole/{whole.id}/{page}"))
    whole.accept("fire", "hygiene").grant("fire")
    assert whole.states["security"] == "received"
    assert count_queries(lambda: client.get(f"/whole/{whole.id}/{page}")) == before
