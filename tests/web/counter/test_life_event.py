"""一件事 at the window: found in everyday words, taken in once, accepted one by one."""

import re

from hall import Hall
from tongban.store.models import Account
from whole_online import MATERIALS, PARTICULARS, SITUATION, SLUG, Members

INTAKE = f"/counter/life-events/{SLUG}/"


def text_of(page) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def filled(hall: Hall, client, **changes) -> dict[str, object]:
    page = client.get(f"{INTAKE}?fact-serves_meals=no").content.decode()
    hidden = {
        name: re.search(rf'name="{name}" value="([^"]+)"', page)[1]
        for name in ("life_event_id", "command_id", "new_account")
    }
    said = {
        **hidden,
        **{f"fact-{name}": text for name, text in SITUATION.items()},
        **{f"form-{name}": text for name, text in PARTICULARS.items()},
        "applicant": hall.id("li"),
        "have": [*MATERIALS, "fire__application", "hygiene__application", "security__application"],
        "do": "receive",
    }
    return said | changes


def test_a_life_event_is_found_at_the_window(hall):
    page = hall.client("wang").get("/counter/?q=民宿").content.decode()
    assert f'href="{INTAKE}"' in page


def test_what_decides_which_items_there_are_is_asked_first(hall):
    client = hall.client("wang")
    first = client.get(INTAKE).content.decode()
    assert 'name="fact-serves_meals"' in first
    assert "fact-fire__automatic_systems" not in first
    page = client.get(f"{INTAKE}?fact-serves_meals=yes")
    assert 'name="form-food__scope"' in page.content.decode()
    assert "field__error" not in page.content.decode()
    assert "食品经营许可（餐饮服务，新办）" in text_of(page)


def test_one_page_takes_all_members_in_and_each_is_accepted_by_itself(hall):
    client = hall.client("wang")
    sent = client.post(INTAKE, filled(hall, client))
    whole = Members(hall, sent["Location"].split("/")[3])
    assert whole.states == {"fire": "received", "hygiene": "received", "security": "waiting"}
    fire = hall.case(whole.case_of("fire"))
    assert (fire.channel, fire.missing, fire.applicant) == ("counter", (), hall.id("li"))
    page = client.get(sent["Location"])
    assert whole.life_event.number in text_of(page)
    assert f'href="/counter/{fire.id}/"' in page.content.decode()
    assert "等 公众聚集场所投入使用、营业前消防安全检查" in text_of(page)
    whole.accept("fire")
    assert whole.states["fire"] == "accepted"
    receipt = text_of(client.get(f"{sent['Location']}receipt/"))
    assert fire.receipt_number in receipt
    assert "收件凭证" in receipt


def test_the_second_of_two_clicks_takes_nothing_in_again(hall):
    client = hall.client("wang")
    said = filled(hall, client)
    first, second = client.post(INTAKE, said), client.post(INTAKE, said)
    assert first["Location"] == second["Location"]


def test_somebody_without_an_account_applies_too(hall):
    client = hall.client("wang")
    sent = client.post(INTAKE, filled(hall, client, applicant="", new_name="赵桂兰"))
    whole = Members(hall, sent["Location"].split("/")[3])
    assert Account.objects.get(pk=whole.life_event.applicant).display_name == "赵桂兰"


def test_what_is_wrong_is_said_with_its_field_and_nothing_is_taken_in(hall):
    client = hall.client("wang")
    page = client.post(INTAKE, filled(hall, client, **{"form-holder": ""}))
    assert page.status_code == 422
    assert 'href="#id_form-holder"' in page.content.decode()
    assert hall.office.life_events.store.ids() == []


def test_an_answer_taken_away_takes_nothing_else_away(hall):
    client = hall.client("wang")
    for do, status in (("receive", 422), ("refresh", 200)):
        page = client.post(INTAKE, filled(hall, client, do=do, **{"fact-serves_meals": ""}))
        assert page.status_code == status
        assert PARTICULARS["holder"] in page.content.decode()
        assert 'name="fact-serves_meals"' in page.content.decode()
    assert hall.office.life_events.store.ids() == []


def test_only_the_post_that_takes_the_members_in_may(hall):
    assert hall.client("chen").get(INTAKE).status_code == 403
    assert hall.client("chen").post(INTAKE, {"do": "receive"}).status_code == 403
    assert hall.client("li").get(INTAKE).status_code == 403
    client = hall.client("wang")
    address = client.post(INTAKE, filled(hall, client))["Location"]
    for who, status in (("chen", 404), ("li", 403)):
        assert hall.client(who).get(address).status_code == status
        assert hall.client(who).get(f"{address}receipt/").status_code == status
    assert client.get("/counter/life-events/nothing/").status_code == 404
