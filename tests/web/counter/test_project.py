"""A construction project for the staff: registering, a stage's intake, its page, what may come later."""

import re

import pytest

from hall import Hall
from project_online import DETAILS, PROCEDURE, TYPED, Site, register

REGISTER = f"/counter/projects/new/{PROCEDURE}/"


def text_of(page) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def hidden(page, *names: str) -> dict[str, str]:
    text = page.content.decode()
    return {name: re.search(rf'name="{name}" value="([^"]*)"', text)[1] for name in names}


@pytest.fixture
def site(hall: Hall) -> Site:
    return Site(hall, register(hall.client("li")))


def test_the_window_finds_the_procedure_by_its_name_and_a_project_by_number_or_code(site):
    clerk = site.hall.client("wang")
    assert f'href="{REGISTER}"' in clerk.get("/counter/?q=厂房").content.decode()
    for words in (site.project.number, site.project.code):
        assert f'href="/counter/projects/{site.id}/"' in clerk.get("/counter/", {"q": words}).content.decode()


def test_the_window_registers_for_an_owner_it_finds_and_once(hall):
    clerk = hall.client("wang")
    form = clerk.get(REGISTER)
    said = hidden(form, "command_id", "project_id") | DETAILS | {"applicant": hall.id("li"), "do": "register"}
    first, again = clerk.post(REGISTER, said), clerk.post(REGISTER, said)
    project = f"/counter/projects/{said['project_id']}/"
    assert first["Location"] == again["Location"] == project
    page = text_of(clerk.get(project))
    assert "李申请" in page
    assert DETAILS["code"] in page


def test_what_is_wrong_at_the_window_is_told_at_once_and_nothing_is_registered(hall):
    clerk = hall.client("wang")
    said = hidden(clerk.get(REGISTER), "command_id", "project_id") | DETAILS | {"do": "register"}
    sent = clerk.post(REGISTER, said | {"code": ""})
    assert sent.status_code == 422
    assert 'href="#id_code"' in sent.content.decode()
    assert clerk.get(f"/counter/projects/{said['project_id']}/").status_code == 404
    register(hall.client("li"))
    taken = clerk.post(REGISTER, said | {"applicant": hall.id("li")})
    assert (taken.status_code, "已经登记过项目" in text_of(taken)) == (409, True)


def test_only_the_window_registers_and_takes_in(site):
    examiner = site.hall.client("ge")
    assert examiner.get(REGISTER).status_code == 403
    assert examiner.get(f"/counter/projects/{site.id}/stages/land/").status_code == 403
    assert examiner.post(f"/counter/projects/{site.id}/stages/land/", {"do": "receive"}).status_code == 403
    assert site.hall.client("li").get(REGISTER).status_code == 403
    assert site.hall.client("wang").get("/counter/life-events/workshop-land/").status_code == 404


def test_who_has_no_part_finds_no_project(site):
    for name, status in (
        ("wang", 200),
        ("ge", 200),
        ("zhou", 200),
        ("chen", 404),
        ("yue", 404),
        ("li", 403),
    ):
        assert site.hall.client(name).get(f"/counter/projects/{site.id}/").status_code == status, name
    for name in ("chen", "yue"):
        client = site.hall.client(name)
        assert client.post(f"/counter/projects/{site.id}/defer/works.green/").status_code == 404
        assert client.get(f"/counter/projects/{site.id}/stages/land/").status_code == 404


def test_a_stage_is_taken_in_for_the_owner_with_what_the_project_says(site):
    clerk, address = site.hall.client("wang"), f"/counter/projects/{site.id}/stages/land/"
    assert f'action="{address}"' in clerk.get(f"/counter/projects/{site.id}/").content.decode()
    form = clerk.get(address)
    page = form.content.decode()
    assert f'value="{DETAILS["code"]}"' in page
    assert f'value="{DETAILS["name"]}"' in page
    assert 'id="who"' not in page  # whose project it is, is known
    asked = re.findall(r'name="form-([a-z_]+)"', page)
    said = {f"form-{n}": TYPED.get(n, "见附图") for n in asked}
    said |= {"form-project_code": DETAILS["code"], "have": re.findall(r'name="have" value="([^"]+)"', page)}
    sent = clerk.post(address, hidden(form, "command_id", "life_event_id") | said | {"do": "receive"})
    assert sent.status_code == 302, text_of(sent)
    site.follow()
    assert site.outcomes == {"land.filing": "under_way", "land.permit": "under_way"}
    whole = clerk.get(sent["Location"])
    assert f'href="/counter/projects/{site.id}/"' in whole.content.decode()


def test_a_shut_stage_is_not_taken_in_and_says_what_is_missing(site):
    sent = site.hall.client("wang").get(f"/counter/projects/{site.id}/stages/works/", follow=True)
    assert "还缺：「建设用地规划许可证」" in text_of(sent)


def test_the_lead_authority_lets_an_outcome_come_later_and_no_other_does(site):
    site.apply("land")
    site.grant("land.filing", "land.permit")
    site.apply("works")
    site.grant("works.scheme", "works.permit")
    application = site.apply("construction")
    defer = f"/counter/projects/{site.id}/defer/works.green/"
    other = site.hall.client("zhou")
    assert defer not in other.get(f"/counter/projects/{site.id}/").content.decode()
    assert other.post(defer, {"command_id": "x"})["Location"] == f"/counter/projects/{site.id}/"
    assert site.project.outcome("works.green").deferred is None
    lead = site.hall.client("ge")
    assert defer in lead.get(f"/counter/projects/{site.id}/").content.decode()
    form = lead.get(defer)
    assert "演示市工程建设项目容缺后补办法§4" in text_of(form)
    said = hidden(form, "command_id") | {"reasons": "绿地随室外工程完成。"}
    assert lead.post(defer, said).status_code == 302
    site.follow()
    assert "准予后补，最晚在办「建设工程竣工验收备案表」前补上" in text_of(
        lead.get(f"/counter/projects/{site.id}/")
    )
    states = site.hall.office.life_events.standing(application).life_event.members
    assert states["permit"].state == "received"


def test_a_cases_page_leads_to_its_project(site):
    site.apply("land")
    case_id = site.project.outcome("land.filing").case_id
    page = site.hall.client("wang").get(f"/counter/{case_id}/").content.decode()
    assert f'href="/counter/projects/{site.id}/"' in page


def test_the_desk_is_told_what_a_grant_still_waits_for(site):
    site.apply("land")
    site.grant("land.filing", "land.permit")
    site.apply("works")
    site.grant("works.scheme", "works.green", "works.permit")
    site.apply("construction", "yes")
    with pytest.raises(Exception, match="fire design"):
        site.grant("construction.permit")
    site.grant("construction.fire")
    assert site.outcomes["construction.permit"] == "under_way"
