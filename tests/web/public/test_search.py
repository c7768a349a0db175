"""Everyday words find the item."""

import pytest

from tongban.catalogue import demo_catalogue, load_catalogue
from tongban.web.public.search import search, terms

ITEMS = tuple(load_catalogue(demo_catalogue()))
FOOD, LOST, PUMP = "food-operation-licence", "food-licence-replacement", "drainage-pump-station"


def found(question):
    return [hit.item.id for hit in search(ITEMS, question)]


@pytest.mark.parametrize(
    "question",
    [
        "开饭店",
        "我想开个饭馆",
        "如何办理餐饮",
        "奶茶店",
        "我要开一家面馆",
        "食堂",
        "open a restaurant",
        "Cafe",
        "ＣＡＦＥ",
    ],
)
def test_somebody_who_wants_to_sell_meals_finds_the_food_licence_first(question):
    assert found(question)[0] == FOOD


@pytest.mark.parametrize("question", ["许可证丢了", "证丢了怎么办", "补办食品证", "lost licence"])
def test_somebody_who_lost_the_licence_finds_its_replacement_first(question):
    assert found(question)[0] == LOST


def test_the_better_answer_stands_first_and_the_others_follow():
    # A venue's hygiene permit and fire check are about opening a business too: they come after both.
    assert set(found("食品经营许可")[:2]) == {FOOD, LOST}
    assert found("泵站") == [PUMP]


@pytest.mark.parametrize("question", ["xyzzy", "火箭发射", "<script>", "((((", "\x00", "🍜", " ", "。，！"])
def test_what_nobody_offers_finds_nothing_and_breaks_nothing(question):
    assert found(question) == []


def test_a_question_of_a_megabyte_is_cut_before_it_is_weighed():
    assert found("饭店" * 500_000)[0] == FOOD


def test_one_character_finds_the_words_it_stands_in():
    assert FOOD in found("饭")


def test_a_text_is_cut_into_pairs_of_characters_and_whole_words():
    assert terms("Open 小饭店, 2 shops") == ["open", "小饭", "饭店", "2", "shops"]
