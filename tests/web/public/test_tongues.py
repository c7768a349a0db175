"""On an English page the names of laws, people and documents stay Chinese, and are marked as Chinese."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from hall import FOOD, FORM, PDF
from tongban.handling import intake, outcome
from tongban.handling.intake import DefectFound
from tongban.handling.issuing import issue_document
from tongban.handling.wanted import jobs
from tongban.kernel.case.commands import DefectKind
from tongban.web.design.templatetags.design import spoken, tongue
from tongues import unmarked_chinese
from web.public.test_hearing import notified

TODAY = date(2025, 9, 24)
SITUATION = {
    "has_agent": "no",
    "premises": "rented",
    "cold_dishes": "no",
    "chain_store": "no",
    "floor_area": "80",
}


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        (
            "Public holidays are not counted (行政许可法§82).",
            'Public holidays are not counted (<span lang="zh-Hans">行政许可法§82</span>).',
        ),
        ("行政许可法§32(4)、§45", '<span lang="zh-Hans">行政许可法§32(4)、§45</span>'),
        ("Notice 演政补〔2025〕17号.", 'Notice <span lang="zh-Hans">演政补〔2025〕17号</span>.'),
        ("20 working days", "20 working days"),
        ("<b>法</b>", '&lt;b&gt;<span lang="zh-Hans">法</span>&lt;/b&gt;'),
    ],
)
def test_only_the_chinese_of_an_english_text_is_marked_and_everything_is_escaped(said, marked):
    with translation.override("en"):
        assert str(spoken(said)) == marked
        assert bool(tongue(said)) is (marked != said)
    with translation.override("zh-hans"):
        assert (spoken(said), tongue(said)) == (said, "")


@pytest.mark.parametrize(
    "address", ["/", "/items/", f"/items/{FOOD}/", f"/apply/{FOOD}/", "/verify/", "/track/"]
)
def test_anybodys_pages(hall, address):
    assert unmarked_chinese(hall.client("li", english=True).get(address).content.decode()) == []


def test_every_page_of_an_application(hall):
    client = hall.client("li", english=True)
    client.post(f"/apply/{FOOD}/")
    for name, text in SITUATION.items():
        client.post(f"/apply/{FOOD}/situation/{name}/", {name: text})
    for name, text in FORM.items():
        client.post(f"/apply/{FOOD}/particulars/{name}/", {name: text})
    client.post(f"/apply/{FOOD}/materials/lease/", {"papers": [SimpleUploadedFile("租约.pdf", PDF)]})
    for place in ("", "situation/premises/", "particulars/phone/", "materials/lease/", "check/"):
        page = client.get(f"/apply/{FOOD}/{place}")
        assert (place, page.status_code) == (place, 200)
        assert unmarked_chinese(page.content.decode()) == []
    wrong = client.post(
        f"/apply/{FOOD}/materials/lease/", {"papers": [SimpleUploadedFile("租约.zip", b"PK")]}
    )
    assert unmarked_chinese(wrong.content.decode()) == []


def cases(hall):
    """One of each kind: told of gaps, accepted, granted, refused, withdrawn."""
    told = hall.received(("application",))
    defects = [DefectFound("lease", DefectKind.MISSING, "请补租约")]
    intake.request_supplement(hall.office.handler, hall.ask(told, "wang", "hall-counter"), defects)
    refused = hall.ready_to_decide()
    outcome.refuse(
        hall.office.handler,
        hall.ask(refused, "wu", "market-decider"),
        basis="食品安全法§35、行政许可法§38",
        reasons="布局不符合",
        remedies=hall.office.catalogue.in_force(FOOD, TODAY).refusal_remedies(TODAY),
    )
    withdrawn = hall.accepted()
    intake.withdraw(hall.office.handler, hall.ask(withdrawn, "li", ""))
    granted = hall.decided()
    for event in hall.office.handler.history(granted):
        for job in jobs([event]):
            issue_document(hall.office.press, granted, job.arguments["document"], event.seq)
    return [told, hall.accepted(), granted, refused, withdrawn, notified(hall)]


def test_what_an_applicant_reads_about_their_cases(hall):
    client = hall.client("li", english=True)
    unmarked = {}
    for case_id in cases(hall):
        for place in (f"/track/{case_id}/", f"/receipt/{case_id}/", f"/track/{case_id}/supplement/"):
            unmarked[place] = unmarked_chinese(client.get(place, follow=True).content.decode())
    for place in ("/my/", "/my/licences/", "/my/messages/", "/"):
        unmarked[place] = unmarked_chinese(client.get(place).content.decode())
    assert {place: found for place, found in unmarked.items() if found} == {}


def test_what_staff_read(hall):
    found, unmarked = cases(hall), {}
    for name, places in {
        "chen": ["/desk/", *(f"/desk/{case_id}/" for case_id in found[1:])],
        "wu": ["/desk/", f"/desk/{hall.ready_to_decide()}/"],
        "zhao": [f"/desk/{found[1]}/"],
        "wang": [
            "/counter/",
            "/counter/shelf/",
            f"/counter/intake/{FOOD}/",
            *(f"/counter/{case_id}/" for case_id in found),
            f"/counter/{found[0]}/notice/",
            f"/counter/{found[0]}/receipt/",
        ],
    }.items():
        client = hall.client(name, english=True)
        for place in places:
            page = client.get(place)
            assert (place, page.status_code) == (place, 200)
            unmarked[f"{name} {place}"] = unmarked_chinese(page.content.decode())
    assert {place: found for place, found in unmarked.items() if found} == {}
