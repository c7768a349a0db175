"""A construction project online: registered once, applied for stage by stage, its page, giving it up."""

import re

import pytest
from django.test import Client

from project_online import DETAILS, PROCEDURE, Site, register
from tongban.store.models import Draft

REGISTER = f"/projects/new/{PROCEDURE}/"


def text_of(page) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


@pytest.fixture
def site(hall) -> Site:
    return Site(hall, register(hall.client("li")))


# --- registering


def test_the_home_page_leads_to_it_and_a_stage_is_not_offered_by_itself(hall):
    client = hall.client("li")
    home = client.get("/").content.decode()
    assert 'href="/projects/"' in home
    assert "workshop-land" not in home
    assert f'href="{REGISTER}"' in client.get("/projects/").content.decode()
    assert client.get("/projects/new/nothing/").status_code == 404


def test_applying_for_a_stage_by_itself_leads_to_the_projects(hall):
    client = hall.client("li")
    for sent in (client.get("/apply/workshop-land/"), client.post("/apply/workshop-land/")):
        assert sent["Location"] == "/projects/"
    assert not Draft.objects.exists()


def test_what_is_missing_or_too_long_is_told_at_the_field_and_nothing_is_registered(hall):
    client = hall.client("li")
    form = client.get(REGISTER).content.decode()
    hidden = {n: re.search(rf'name="{n}" value="([^"]+)"', form)[1] for n in ("command_id", "project_id")}
    for name, wrong in (("code", " "), ("kind", "palace"), ("name", ""), ("site", "路" * 151)):
        sent = client.post(REGISTER, hidden | DETAILS | {name: wrong})
        assert sent.status_code == 422, name
        assert f'href="#id_{name}' in sent.content.decode(), name
    assert client.get(f"/projects/{hidden['project_id']}/").status_code == 404


def test_sent_twice_it_is_registered_once_and_its_code_names_no_other(hall):
    client = hall.client("li")
    form = client.get(REGISTER).content.decode()
    hidden = {n: re.search(rf'name="{n}" value="([^"]+)"', form)[1] for n in ("command_id", "project_id")}
    first, again = client.post(REGISTER, hidden | DETAILS), client.post(REGISTER, hidden | DETAILS)
    assert first["Location"] == again["Location"] == f"/projects/{hidden['project_id']}/"
    other = client.get(REGISTER).content.decode()
    hidden = {n: re.search(rf'name="{n}" value="([^"]+)"', other)[1] for n in ("command_id", "project_id")}
    taken = client.post(REGISTER, hidden | DETAILS)
    assert taken.status_code == 422
    assert "已经登记过项目" in text_of(taken)


# --- its page


def test_the_page_says_of_each_stage_what_is_missing_and_who_has_it(site):
    page = text_of(site.client.get(f"/projects/{site.id}/"))
    assert "精密零件厂房" in page
    assert "1 立项用地规划许可 可以申请" in page
    assert "2 工程建设许可 还不能申请" in page
    assert "要先有： 建设用地规划许可证 演示市自然资源和规划局 · 尚未申请" in page
    assert page.count("申请这个阶段") == 1
    english = text_of(site.hall.client("li", english=True).get(f"/projects/{site.id}/"))
    assert "Needed first: land-use planning permit Demo City Natural Resources" in english
    assert not re.search(
        "[\u4e00-\u9fff]{3,}",
        english.replace("精密零件厂房", "")
        .replace("演示市工业大道", "")
        .split("Stages")[1]
        .split("basis")[0],
    )


def test_another_person_finds_no_project_and_can_do_nothing_with_it(site, stranger):
    for address in ("", "end/", "stages/land/"):
        where = f"/projects/{site.id}/{address}"
        assert stranger.post(where).status_code in (404, 405), address
        assert stranger.get(where).status_code in (404, 405), address
    for address in ("", "end/"):
        assert Client().get(f"/projects/{site.id}/{address}").status_code == 302  # to sign in
    assert site.hall.client("wang").get(f"/projects/{site.id}/").status_code == 403
    assert site.project.status == "running"


def test_a_project_of_no_id_is_not_found(hall):
    client = hall.client("li")
    assert client.get("/projects/0199d0a0-0000-7000-8000-00000000dead/").status_code == 404


# --- stages


def test_a_stage_is_applied_for_with_what_the_project_says_filled_in(site):
    begun = site.client.post(f"/projects/{site.id}/stages/land/")
    assert begun["Location"] == "/apply/workshop-land/"
    draft = Draft.objects.get()
    assert draft.answers["form"] == {
        "project_code": DETAILS["code"],
        "project_name": DETAILS["name"],
        "premises": DETAILS["site"],
    }
    site.client.post(f"/projects/{site.id}/stages/land/")
    assert Draft.objects.count() == 1  # begun again is gone on with
    application = site.apply("land")
    assert site.outcomes == {"land.filing": "under_way", "land.permit": "under_way"}
    whole = site.client.get(f"/whole/{application}/").content.decode()
    assert f'href="/projects/{site.id}/"' in whole


def test_a_draft_for_one_project_is_begun_anew_for_another(site):
    site.client.post(f"/projects/{site.id}/stages/land/")
    other = register(site.client, code="another", name="仓库")
    site.client.post(f"/projects/{other}/stages/land/")
    assert Draft.objects.get().answers["form"]["project_name"] == "仓库"


def test_a_shut_stage_cannot_be_begun_and_says_what_is_missing(site):
    sent = site.client.post(f"/projects/{site.id}/stages/works/", follow=True)
    assert "还缺：「建设用地规划许可证」" in text_of(sent)
    assert "没有阶段「roof」" in text_of(site.client.post(f"/projects/{site.id}/stages/roof/", follow=True))
    assert not Draft.objects.exists()


def test_the_next_stage_opens_and_asks_for_no_licence_of_the_one_before(site):
    site.apply("land")
    site.grant("land.filing", "land.permit")
    page = text_of(site.client.get(f"/projects/{site.id}/"))
    assert "1 立项用地规划许可 已完成" in page
    assert "2 工程建设许可 可以申请" in page
    assert "「工程建设许可」需要的前期成果已经齐了" in page
    application = site.apply("works")
    life_event = site.hall.office.life_events.standing(application).life_event
    assert "land-permit" not in [material.material for material in life_event.materials]
    assert {name: m.state.value for name, m in life_event.members.items()} == {
        "scheme": "received",
        "green": "received",
        "permit": "waiting",
    }


def test_what_a_member_waits_for_in_its_project_is_named_on_the_stages_page(site):
    site.apply("land")
    site.grant("land.filing", "land.permit")
    site.apply("works")
    site.grant("works.scheme")
    application = site.apply("construction")
    page = text_of(site.client.get(f"/whole/{application}/"))
    assert "正等「建设工程规划许可证、配套绿地指标核定意见」办好" in page


def test_messages_of_a_project_open_it(site):
    told = site.client.get("/my/messages/").content.decode()
    assert "项目已登记" in told
    opened = site.client.get(f"/my/messages/{site.id}/1/")
    assert opened["Location"] == f"/projects/{site.id}/"


# --- the end


def test_it_is_given_up_once_nothing_is_under_way(site):
    application = site.apply("land")
    assert "终止项目" not in text_of(site.client.get(f"/projects/{site.id}/"))
    form = site.client.get(f"/projects/{site.id}/end/").content.decode()
    command = {"command_id": re.search(r'name="command_id" value="([^"]+)"', form)[1]}
    refused = site.client.post(f"/projects/{site.id}/end/", command)
    assert (refused.status_code, "还有在办的阶段" in text_of(refused)) == (422, True)
    back = site.client.get(f"/whole/{application}/take-back/").content.decode()
    command = {"command_id": re.search(r'name="command_id" value="([^"]+)"', back)[1]}
    site.client.post(f"/whole/{application}/take-back/", command | {"members": ["filing", "permit"]})
    site.follow()
    form = site.client.get(f"/projects/{site.id}/end/").content.decode()
    command = {"command_id": re.search(r'name="command_id" value="([^"]+)"', form)[1]}
    assert site.client.post(f"/projects/{site.id}/end/", command).status_code == 302
    page = text_of(site.client.get(f"/projects/{site.id}/"))
    assert "已终止 建设单位放弃" in page
    assert "申请这个阶段" not in page
