"""一件事 at the desk and on the shelf: what the others do, an objection, one delivery for all."""

import re

import pytest

from hall import Hall
from whole_online import Members, apply


@pytest.fixture
def whole(hall: Hall) -> Members:
    return Members(hall, apply(hall.client("li"))).accept("fire", "hygiene")


def text_of(page) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def command_id_of(page) -> str:
    return re.search(r'name="command_id" value="([^"]+)"', page.content.decode())[1]


# --- what the case page says


def test_a_members_page_names_the_life_event_and_what_waits_for_it(hall, whole):
    said = text_of(hall.client("xiao").get(f"/desk/{whole.case_of('fire')}/"))
    assert "一件事：开旅馆、民宿" in said
    assert "本件准予后才能开始：旅馆业特种行业许可（新办）" in said
    assert "本件的期限只从本件受理起算" in said


def test_the_window_sees_it_too_and_a_case_by_itself_says_nothing(hall, whole):
    assert "一件事：开旅馆、民宿" in text_of(hall.client("wang").get(f"/counter/{whole.case_of('fire')}/"))
    alone = hall.accepted()
    assert "一件事：" not in text_of(hall.client("chen").get(f"/desk/{alone}/"))


def test_the_police_see_that_the_certificate_was_passed_on(hall, whole):
    whole.grant("fire").accept("security")
    said = text_of(hall.client("yue").get(f"/desk/{whole.case_of('security')}/"))
    assert "其证照已转来" in said
    assert whole.life_event.members["fire"].number in said


# --- objections


def test_health_objects_to_the_fire_check_and_what_waits_for_it_stops(hall, whole):
    client, mine = hall.client("hao"), whole.case_of("hygiene")
    assert f'href="/desk/{mine}/objection/"' in client.get(f"/desk/{mine}/").content.decode()
    page = client.get(f"/desk/{mine}/objection/")
    sent = client.post(
        f"/desk/{mine}/objection/",
        {
            "command_id": command_id_of(page),
            "member": "fire",
            "reasons": "该址登记为危房。",
            "document": "演卫函〔2025〕8号",
        },
    )
    assert sent["Location"] == f"/desk/{mine}/"
    assert whole.states == {"fire": "accepted", "hygiene": "accepted", "security": "stopped"}
    seen = text_of(hall.client("xiao").get(f"/desk/{whole.case_of('fire')}/"))
    assert "演示市卫生健康委员会对本件提出异议" in seen
    assert "该址登记为危房。" in seen
    mine_now = text_of(hall.client("li").get(f"/whole/{whole.id}/"))
    assert "该址登记为危房。" in mine_now
    assert "演示市卫生健康委员会提出了异议。" in mine_now


def objected(hall, whole, name: str, own: str, why: str) -> None:
    client, address = hall.client(name), f"/desk/{whole.case_of(own)}/objection/"
    said = {"command_id": command_id_of(client.get(address)), "member": "hygiene", "reasons": why}
    assert client.post(address, said).status_code == 302


def test_who_applied_reads_of_each_objection_what_its_own_authority_wrote(hall, whole):
    objected(hall, whole, "xiao", "fire", "疏散通道被占用。")
    whole.grant("fire").accept("security")
    objected(hall, whole, "yue", "security", "客房数与图纸不符。")
    told = text_of(hall.client("li").get(f"/whole/{whole.id}/"))
    assert re.search("消防[^。]*提出了异议。 疏散通道被占用。", told)
    assert re.search("公安[^。]*提出了异议。 客房数与图纸不符。", told)
    assert "客房数" not in text_of(hall.client("sun").get(f"/whole/{whole.id}/"))


def test_an_objection_without_reasons_is_said_beside_the_field(hall, whole):
    client, mine = hall.client("hao"), whole.case_of("hygiene")
    page = client.post(f"/desk/{mine}/objection/", {"command_id": "x", "member": "fire", "reasons": " "})
    assert page.status_code == 422
    assert whole.states["security"] == "waiting"


def test_who_has_no_part_in_the_case_cannot_object(hall, whole):
    mine = whole.case_of("hygiene")
    for who in ("zhou", "chen"):
        client = hall.client(who)
        assert client.get(f"/desk/{mine}/objection/").status_code == 404
        sent = client.post(f"/desk/{mine}/objection/", {"command_id": "x", "member": "fire", "reasons": "x"})
        assert sent.status_code == 404
    assert hall.client("li").get(f"/desk/{mine}/objection/").status_code == 403
    assert whole.states["security"] == "waiting"


def test_the_window_is_of_no_authority_that_could_object(hall, whole):
    mine = whole.case_of("hygiene")
    assert hall.client("wang").get(f"/desk/{mine}/objection/")["Location"] == f"/desk/{mine}/"


# --- delivered together


@pytest.fixture
def decided(whole: Members) -> Members:
    return whole.grant("fire", "hygiene").accept("security").grant("security")


def test_the_shelf_offers_all_of_a_life_event_in_one(hall, decided):
    said = text_of(hall.client("wang").get("/counter/shelf/"))
    assert "一件事，一次送达" in said
    assert decided.life_event.number in said
    # The earliest of the ten days of each licence (行政许可法§44), all decided on 2025-09-24.
    assert "最早的送达期限 2025年10月14日" in said.replace("\u2006", "").replace("\u2060", "").replace(
        "\u202f", ""
    )


def test_before_all_have_an_outcome_each_is_delivered_by_itself(hall, whole):
    whole.grant("fire", "hygiene")
    said = text_of(hall.client("wang").get("/counter/shelf/"))
    assert "一件事，一次送达" not in said
    assert "登记送达" in said


def deliver(client, decided, **changes):
    page = client.get("/counter/shelf/").content.decode()
    form = page[page.index(f"/counter/shelf/whole/{decided.id}/") :]
    command_id = re.search(r'name="command_id" value="([^"]+)"', form)[1]
    said = {"command_id": command_id, "method": "counter", "proof": "李申请本人领取", **changes}
    return client.post(f"/counter/shelf/whole/{decided.id}/", said)


def test_one_act_delivers_all_and_each_case_is_closed(hall, decided):
    client = hall.client("wang")
    sent = deliver(client, decided)
    assert sent["Location"] == "/counter/shelf/"
    for member in ("fire", "hygiene", "security"):
        assert hall.case(decided.case_of(member)).status == "closed"
    assert decided.follow().life_event.status == "completed"
    assert "已送达" in text_of(client.get("/counter/shelf/"))


def test_without_proof_nothing_is_delivered(hall, decided):
    page = deliver(hall.client("wang"), decided, proof="")
    assert page.status_code == 422
    assert "没有证明，送达不算数。" in page.content.decode()
    assert hall.case(decided.case_of("fire")).status == "decided"


def test_a_refusal_keeps_what_was_typed(hall, decided):
    page = deliver(hall.client("wang"), decided, delivered_on="2025-09-01")
    assert page.status_code == 409
    assert "李申请本人领取" in page.content.decode()
    assert "没有送达" in page.content.decode()
    assert hall.case(decided.case_of("fire")).status == "decided"


def test_whoever_has_no_part_in_them_delivers_nothing(hall, decided):
    for who, status in (("zhou", 404), ("li", 403)):
        said = {"command_id": "x", "method": "counter", "proof": "x"}
        assert hall.client(who).post(f"/counter/shelf/whole/{decided.id}/", said).status_code == status
    assert hall.case(decided.case_of("fire")).status == "decided"


@pytest.mark.parametrize("address", ["/desk/{fire}/", "/counter/{fire}/"])
def test_a_members_page_asks_the_database_a_fixed_number_of_times(hall, whole, count_queries, address):
    client = hall.client("xiao" if "desk" in address else "wang")
    address = address.format(fire=whole.case_of("fire"))
    before = count_queries(lambda: client.get(address))
    whole.grant("hygiene")
    assert count_queries(lambda: client.get(address)) == before
