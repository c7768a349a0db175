"""A life event applied for on promises, and through an agent: what the pages ask, spare, show and refuse."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from agency import ALL_BUT_MONEY
from hall import PASSWORD, PDF, Hall
from online import CREDIT_CODE
from tongban.handling import tolerance
from tongban.handling.credit_register import Entry, enter_record
from tongban.handling.mandate_ports import Power
from tongban.kernel.case.commands import CreditStanding
from tongban.store.models import Account, Draft
from whole_online import APPLY, MATERIALS, PARTICULARS, SITUATION, Members, apply

pytestmark = pytest.mark.integration

#: What fire's commitment stands for and no other member needs; what hygiene may bring later.
SPARED, LATER = "fire__safety-plan", "hygiene__hygiene-rules"
WITHOUT = tuple(name for name in MATERIALS if name != LATER)
CHOICE, PROMISE = f"{APPLY}commitment/choice/", f"{APPLY}commitment/promise/"


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def begun(client: Client) -> None:
    client.post(APPLY)
    for name, text in SITUATION.items():
        client.post(f"{APPLY}situation/{name}/", {name: text})
    for name, text in PARTICULARS.items():
        client.post(f"{APPLY}particulars/{name}/", {name: text})


# --- committing


def test_the_choice_tells_what_committing_means_before_anything_is_chosen(hall: Hall):
    client = hall.client("li")
    begun(client)
    said = text_of(client.get(CHOICE))
    assert "公众聚集场所投入使用、营业前消防安全检查" in said
    assert "公共场所卫生许可" not in said.partition("哪些事项用告知承诺办")[2].partition("保存并继续")[0]
    assert "20 个工作日" in said
    assert "checked" not in client.get(CHOICE).content.decode()
    assert client.get(PROMISE).status_code == 404
    assert client.post(CHOICE, {"fire": ""}).status_code == 422


def test_what_is_promised_is_read_member_by_member_and_signed_by_the_applicant_once(hall: Hall):
    client = hall.client("li")
    begun(client)
    assert client.post(CHOICE, {"fire": "commit"})["Location"] == PROMISE
    said = text_of(client.get(PROMISE))
    assert "一、承诺的内容" in said
    assert "作出虚假承诺的，直接撤销许可" in said
    refused = client.post(PROMISE, {"agreed": "on", "name": "路人甲"})
    assert (refused.status_code, "签名要和前面填写的申请人一致" in text_of(refused)) == (422, True)
    assert client.post(PROMISE, {"agreed": "on", "name": "李申请"}).status_code == 302


def test_promised_in_one_act_each_member_begins_with_its_own(hall: Hall):
    client = hall.client("li")
    life_event_id = apply(client, WITHOUT, {"fire": "commit"}, "李申请", undertakes="yes")
    whole = Members(hall, life_event_id)
    fire, hygiene = hall.case(whole.case_of("fire")), hall.case(whole.case_of("hygiene"))
    assert fire.commitment is not None
    assert hygiene.commitment is None
    undertaken = tolerance.undertaken_online(hall.office.handler, hygiene.id)
    assert undertaken is not None
    assert undertaken.materials == ("hygiene-rules",)
    said = text_of(client.get(f"/whole/{life_event_id}/"))
    assert "按您的告知承诺办理。" in said
    assert "已承诺补交缺的材料，可以先受理" in said
    tolerance.accept_with_gap(hall.office.handler, hall.ask(hygiene.id, "wang", "hall-counter"))
    whole.follow()
    assert "容缺受理，请在这一天前补交：" in text_of(client.get(f"/whole/{life_event_id}/"))
    english = text_of(hall.client("li", english=True).get(f"/whole/{life_event_id}/"))
    assert "Handled on your commitment." in english


def test_what_the_commitment_stands_for_is_not_asked_for_and_the_check_says_so(hall: Hall):
    client = hall.client("li")
    begun(client)
    client.post(CHOICE, {"fire": "ordinary"})
    ordinary = client.get(APPLY).content.decode()
    client.post(CHOICE, {"fire": "commit"})
    client.post(PROMISE, {"agreed": "on", "name": "李申请"})
    committed = client.get(APPLY).content.decode()
    links = [set(re.findall(r"/materials/([^/]+)/", page)) for page in (ordinary, committed)]
    assert links[0] - links[1] == {m.id for m in spared(hall)}
    assert "plan" in links[1]
    check = text_of(client.get(f"{APPLY}check/"))
    assert "由您的承诺代替" in check if spared(hall) else "由您的承诺代替" not in check


def spared(hall: Hall):
    """What only fire needs, and its commitment stands for."""
    sheet = hall.office.life_events.catalogue.in_force("open-a-guesthouse", hall.office.today())
    facts = {"serves_meals": False, "fire__automatic_systems": False}
    left = {m.id for m in sheet.wanted(facts, ["fire"])}
    return [m for m in sheet.wanted(facts) if m.id not in left]


def test_another_answer_after_signing_has_it_signed_again(hall: Hall):
    client = hall.client("li")
    begun(client)
    client.post(CHOICE, {"fire": "commit"})
    client.post(PROMISE, {"agreed": "on", "name": "李申请"})
    client.post(f"{APPLY}particulars/legal_representative/", {"legal_representative": "周凯"})
    assert client.get(f"{APPLY}check/").status_code == 200
    draft = Draft.objects.get()
    draft.answers["commitment"]["promise"] = "another text"
    draft.save()
    assert client.get(f"{APPLY}check/")["Location"] == APPLY


def test_who_has_a_false_promise_on_record_is_told_and_goes_the_ordinary_way(hall: Hall):
    client, now, today = hall.client("li"), hall.office.ports.clock.now(), hall.office.today()
    entry = Entry(CREDIT_CODE, "B-1", "sun", now, today)
    enter_record(hall.office.ports.credit, entry, CreditStanding.FORMER_FALSE_PROMISE, today)
    begun(client)
    assert "notice--warning" in client.get(CHOICE).content.decode()
    assert client.post(CHOICE, {"fire": "commit"}).status_code == 422
    assert client.post(CHOICE, {"fire": "ordinary"}).status_code == 302


def test_what_is_missing_is_undertaken_only_by_who_ticks_it(hall: Hall):
    client = hall.client("li")
    whole = Members(hall, apply(client, WITHOUT))
    assert tolerance.undertaken_online(hall.office.handler, whole.case_of("hygiene")) is None
    assert not whole.life_event.promised


# --- through an agent


@pytest.fixture
def neighbour(hall: Hall) -> Client:
    hall.people["sun_yu"] = Account.objects.create_user(
        "sun_yu", "sun_yu" + PASSWORD, display_name="孙邻居", kind=Account.Kind.APPLICANT
    )
    return hall.client("sun_yu")


def mandate(**changes: object) -> dict[str, object]:
    """The page of the mandate, for 李申请, who has an account."""
    return {
        "applicant_name": "李申请",
        "applicant_username": "li",
        "number": "330199196001010018",
        "powers": sorted(ALL_BUT_MONEY),
        "begin": "2025-01-01",
        "until": "2026-12-31",
        "paper": SimpleUploadedFile("委托书.pdf", PDF),
        **changes,
    }


def test_an_agent_applies_for_somebody_and_is_the_agent_in_every_member(hall: Hall, neighbour: Client):
    assert "我替别人申请" in neighbour.get(APPLY).content.decode()
    whole = Members(hall, apply(neighbour, mandate=mandate()))
    life_event = whole.life_event
    assert (life_event.applicant, life_event.agent) == (hall.id("li"), hall.id("sun_yu"))
    for member in ("fire", "hygiene"):
        case = hall.case(whole.case_of(member))
        assert (case.applicant, case.agent) == (hall.id("li"), hall.id("sun_yu"))
    assert neighbour.get(CHOICE).status_code in (302, 404)
    assert "您代李申请办理" in text_of(neighbour.get(f"/whole/{whole.id}/"))
    assert neighbour.get(f"/whole/{whole.id}/receipt/").status_code == 200
    of_the_applicant = text_of(hall.client("li").get(f"/whole/{whole.id}/"))
    assert "孙邻居" in of_the_applicant
    assert "取消委托" in of_the_applicant


def test_the_agent_takes_back_and_lays_down_what_the_mandate_lets_them(hall: Hall, neighbour: Client):
    whole = Members(hall, apply(neighbour, mandate=mandate()))
    address, take_back = f"/whole/{whole.id}/", f"/whole/{whole.id}/take-back/"
    form = {"command_id": hall.office.ports.ids.new(), "members": ["hygiene"], "reasons": ""}
    assert neighbour.post(take_back, form)["Location"] == address
    assert whole.states["hygiene"] == "ended"
    assert "终止委托" in text_of(neighbour.get(f"{address}mandate/end/"))
    assert neighbour.post(f"{address}mandate/end/")["Location"] == address
    assert hall.office.ports.mandates.of_case(whole.case_of("fire")).ended_on is not None
    form["command_id"] = hall.office.ports.ids.new()
    form["members"] = ["fire"]
    assert neighbour.post(take_back, form).status_code >= 400
    assert whole.states["fire"] == "received"


def test_what_the_mandate_leaves_out_is_refused_in_words(hall: Hall, neighbour: Client):
    whole = Members(hall, apply(neighbour, mandate=mandate(powers=[Power.APPLY.value])))
    take_back = f"/whole/{whole.id}/take-back/"
    for answer in (neighbour.get(take_back), neighbour.post(take_back, {"members": ["fire"]})):
        assert answer.status_code >= 400
        assert "授权委托不包括「撤回申请」" in text_of(answer)
    page = text_of(neighbour.get(f"/whole/{whole.id}/"))
    assert "撤回一个或者全部" not in page
    assert "收件凭证" in page


def test_to_everybody_else_it_is_as_unknown_as_one_that_does_not_exist(hall: Hall, neighbour: Client):
    whole = Members(hall, apply(hall.client("li")))
    for page in ("receipt/", "take-back/", "mandate/end/"):
        assert neighbour.get(f"/whole/{whole.id}/{page}").status_code == 404, page
        assert neighbour.post(f"/whole/{whole.id}/{page}").status_code in (404, 405), page
    assert hall.client("li").get(f"/whole/{whole.id}/mandate/end/")["Location"] == f"/whole/{whole.id}/"
