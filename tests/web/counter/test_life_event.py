"""一件事 at the window: found in everyday words, taken in once, accepted one by one."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hall import PDF, Hall
from tongban.handling import tolerance
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


# --- for somebody else, and on promises

AGENT = {
    "agent-name": "孙邻居",
    "agent-number": "330199196001010018",
    "agent-powers": ["apply", "supplement", "messages", "withdraw", "collect"],
    "agent-begin": "2025-01-01",
    "agent-until": "2026-12-31",
    "agent-seen": "on",
}


def test_an_agent_at_the_window_is_the_agent_of_every_member(hall):
    client = hall.client("wang")
    page = client.get(f"{INTAKE}?fact-serves_meals=no").content.decode()
    new_agent = re.search(r'name="agent-new_agent" value="([^"]+)"', page)[1]
    said = filled(hall, client, **AGENT, **{"agent-new_agent": new_agent})
    whole = Members(hall, client.post(INTAKE, said)["Location"].split("/")[3])
    assert whole.life_event.agent == new_agent
    assert hall.case(whole.case_of("hygiene")).agent == new_agent
    mandate = hall.office.ports.mandates.of_case(whole.case_of("fire"))
    assert mandate.shown == "paper"


def test_a_mandate_that_nobody_saw_is_no_mandate(hall):
    client = hall.client("wang")
    said = filled(hall, client, **{k: v for k, v in AGENT.items() if k != "agent-seen"})
    page = client.post(INTAKE, said)
    assert (page.status_code, "须见到申请人签名、盖章的授权委托书原件" in text_of(page)) == (422, True)
    assert hall.office.life_events.store.ids() == []


def promised(hall, client, **changes):
    have = [name for name in filled(hall, client)["have"] if name != "hygiene__hygiene-rules"]
    return filled(hall, client, have=have, commits=["fire"], undertakes=["hygiene"]) | changes


def signed():
    return SimpleUploadedFile("承诺书.pdf", PDF)


def test_one_sheet_is_printed_with_each_members_own_promise(hall):
    client = hall.client("wang")
    page = client.post(f"{INTAKE}promise/", promised(hall, client))
    said = text_of(page)
    assert page.status_code == 200
    assert "作出虚假承诺的，直接撤销许可" in said
    assert "自受理之日起 5 个工作日内补交" in said
    assert said.count("申请人（签字或者盖章）") == 1
    assert hall.office.life_events.store.ids() == []


def test_the_signed_sheet_is_every_members_promise(hall):
    client = hall.client("wang")
    sent = client.post(INTAKE, promised(hall, client, undertaking=signed()))
    whole = Members(hall, sent["Location"].split("/")[3])
    fire, hygiene = hall.case(whole.case_of("fire")), hall.case(whole.case_of("hygiene"))
    assert fire.commitment is not None
    assert hygiene.commitment is None
    page = text_of(client.get(sent["Location"]))
    assert "✓ 申请人已经承诺" in page
    assert "已签承诺书，可以容缺受理。" in page
    tolerance.accept_with_gap(hall.office.handler, hall.ask(hygiene.id, "wang", "hall-counter"))
    assert hall.case(hygiene.id).missing == ("hygiene-rules",)


@pytest.mark.parametrize(
    ("changes", "status", "said"),
    [
        ({}, 422, "选了承诺的，打印承诺书给申请人签名，再交扫描件"),
        ({"undertaking": "signed", "have": "all"}, 409, "所需材料均已收到"),
        (
            {"undertaking": "signed", "commits": [], "undertakes": ["fire"]},
            409,
            "本事项没有公布容缺受理的规则",
        ),
    ],
)
def test_what_cannot_be_promised_is_said_and_nothing_is_taken_in(hall, changes, status, said):
    client = hall.client("wang")
    given = dict(changes)
    if "undertaking" in given:
        given["undertaking"] = signed()
    if given.get("have") == "all":
        given["have"] = filled(hall, client)["have"]
    page = client.post(INTAKE, promised(hall, client, **given))
    assert (page.status_code, said in text_of(page)) == (status, True), text_of(page)[-1500:]
    assert hall.office.life_events.store.ids() == []


def test_nothing_is_printed_where_nothing_is_promised_or_for_another_post(hall):
    client = hall.client("wang")
    assert client.post(f"{INTAKE}promise/", filled(hall, client)).status_code == 422
    assert client.get(f"{INTAKE}promise/").status_code == 405
    assert hall.client("chen").post(f"{INTAKE}promise/", {}).status_code == 403
    assert hall.client("li").post(f"{INTAKE}promise/", {}).status_code == 403


def test_the_checklist_comes_with_the_answers_as_for_a_single_item(hall):
    client = hall.client("wang", htmx=True)
    first = client.get(f"{INTAKE}?fact-serves_meals=no").content.decode()
    assert 'hx-select="#paperwork"' in first
    assert 'id="have_plan"' not in first
    answered = filled(hall, client, do="refresh", have=["plan"])
    page = client.post(INTAKE, answered).content.decode()
    assert re.search(r'id="have_plan"[^>]* checked', page)
    assert "field__error" not in page
    meals = client.post(INTAKE, answered | {"fact-serves_meals": "yes"}).content.decode()
    assert 'name="fact-food__cold_dishes"' in meals
