"""Text at 200 %: on a phone and on a desk, in both languages, nothing is cut, overlaps or scrolls sideways.

The root's font size is doubled, as a reader does who sets the browser's text to 200 % (WCAG 1.4.4, 1.4.10;
GB/T 37668). A table may scroll within its own frame: it is read in two directions.
"""

from collections.abc import Mapping
from itertools import product
from pathlib import Path
from threading import Thread

import pytest
from django.db import connections
from playwright.sync_api import Browser, Page

from agency import a_mandate
from disputed import escalated
from hall import FACTS, FOOD, FORM, NEEDED, PASSWORD, PDF, Hall, page_of
from online import APPLY, answer_all, upload_all
from tongban.handling import intake, reserved_numbers
from tongban.handling.errand import Actor
from tongban.handling.intake import Application, DefectFound
from tongban.handling.issuing import issue_document
from tongban.handling.mandate_ports import Power
from tongban.handling.uploads import checked
from tongban.kernel.case import commands as c
from tongban.store.models import Account, CaseJob
from web.public.test_hearing import told
from whole_online import Members
from whole_online import apply as apply_for_a_life_event

pytestmark = [pytest.mark.integration, pytest.mark.browser, pytest.mark.slow]

LOOK = (Path(__file__).parent / "look.js").read_text("utf-8")


def places(hall: Hall) -> Mapping[str, list[str]]:
    """Every page with something on it, by whose it is."""
    hall.people["sun_yu"] = Account.objects.create_user(
        "sun_yu", "sun_yu" + PASSWORD, display_name="孙邻居", kind=Account.Kind.APPLICANT
    )
    draft = hall.client("li")
    draft.post(APPLY)
    answer_all(draft)
    upload_all(draft)
    hall.client("sun_yu").post(APPLY, {"acting": "yes"})
    waiting, taken, made = _for_the_neighbour(hall), hall.accepted(), hall.decided()
    job = CaseJob.objects.get(case_id=made, arguments__document="licence")
    # The seal keeps a loop of its own, and the browser's driver has this thread's.
    press = Thread(target=_issue, args=(hall, made, int(job.arguments["seq"])))
    press.start()
    press.join()
    heard = told(hall)
    block = reserved_numbers.reserve(hall.office.ports, Actor(hall.id("wang"), "hall-counter"), "330199", 20)
    return {
        "li": [
            "/",
            "/items/?q=饭店",
            f"/items/{FOOD}/",
            "/my/",
            "/my/licences/",
            "/my/messages/",
            APPLY,
            f"{APPLY}situation/premises/",
            f"{APPLY}particulars/credit_code/",
            f"{APPLY}materials/layout/",
            f"{APPLY}check/",
            f"/receipt/{waiting}/",
            f"/track/{waiting}/",
            f"/track/{waiting}/supplement/",
            f"/track/{waiting}/withdraw/",
            f"/track/{waiting}/mandate/end/",
            f"/track/{taken}/",
            f"/track/{made}/",
            f"/track/{heard}/",
            f"/track/{heard}/hearing/request/",
            f"/track/{heard}/statement/",
            "/track/",
            "/verify/",
            f"/verify/{hall.case(made).outcome_number}/",
        ],
        "sun_yu": ["/my/", "/my/acting/", f"{APPLY}mandate/", f"/items/{FOOD}/"],
        "wang": [
            "/counter/",
            f"/counter/intake/{FOOD}/?fact-has_agent=yes&fact-premises=rented&fact-cold_dishes=no"
            "&fact-chain_store=no&fact-floor_area=80",
            f"/counter/{waiting}/",
            f"/counter/{waiting}/receipt/",
            f"/counter/{waiting}/notice/",
            f"/counter/{heard}/",
            "/counter/numbers/",
            f"/counter/numbers/{block.first}/",
            f"/counter/numbers/{block.first}/print/",
            "/counter/shelf/",
        ],
        "wu": [f"/desk/{heard}/"],
        "chen": ["/desk/", "/desk/messages/", f"/desk/{taken}/", f"/desk/{made}/"],
        "": ["/sign-in/", "/sign-up/", f"/track/{waiting}/", "/design/", "/design/staff/"],
    }


def _issue(hall: Hall, case_id: str, seq: int) -> None:
    issue_document(hall.office.press, case_id, "licence", seq)
    connections.close_all()


def _for_the_neighbour(hall: Hall) -> str:
    case_id = hall.office.ports.ids.new()
    application = Application(
        item=FOOD,
        division="330199",
        applicant=hall.id("li"),
        channel=c.Channel.COUNTER,
        facts=FACTS,
        form=FORM,
        uploads={m: [checked(f"{m}-一张照片的名字写得很长很长.pdf", PDF)] for m in NEEDED},
        agent=hall.id("sun_yu"),
        mandate=a_mandate(powers=frozenset(Power) - {Power.MONEY}),
    )
    ask = hall.ask(case_id, "wang", "hall-counter")
    intake.receive(hall.office.handler, ask, application)
    ask = hall.ask(case_id, "wang", "hall-counter")
    defects = [DefectFound("layout", c.DefectKind.INCOMPLETE, "请标明粗加工间、切配间和烹饪间各自的面积")]
    intake.request_supplement(hall.office.handler, ask, defects)
    return case_id


def enlarged(page: Page) -> None:
    """Twice the size, every folded part open."""
    page.evaluate(
        """() => {
          const root = document.documentElement;
          root.style.fontSize = `${2 * parseFloat(getComputedStyle(root).fontSize)}px`;
          for (const one of document.querySelectorAll("main details:not([data-chip])")) one.open = true;
        }"""
    )


def places_of_a_life_event(hall: Hall) -> Mapping[str, list[str]]:
    """The pages of a life event 一件事: before, half-way, and with everything decided."""
    begun = Members(hall, apply_for_a_life_event(hall.client("li"))).accept("fire", "hygiene")
    hygiene = begun.case_of("hygiene")
    done = Members(hall, apply_for_a_life_event(hall.client("li"))).accept("fire", "hygiene")
    done.refuse("fire").grant("hygiene")
    return {
        "li": [
            "/life-events/",
            "/life-events/open-a-guesthouse/",
            "/life-events/open-a-guesthouse/?serves_meals=no&fire__automatic_systems=no",
            f"/whole/{begun.id}/",
            f"/whole/{begun.id}/receipt/",
            f"/whole/{begun.id}/take-back/",
            f"/whole/{done.id}/",
        ],
        "wang": [
            "/counter/life-events/open-a-guesthouse/?fact-serves_meals=no",
            f"/counter/whole/{begun.id}/",
            f"/counter/whole/{begun.id}/receipt/",
            "/counter/shelf/",
        ],
        "hao": [f"/desk/{hygiene}/", f"/desk/{hygiene}/objection/"],
    }


def test_at_twice_the_size_nothing_is_cut_overlaps_or_scrolls_sideways(
    hall: Hall, address: str, chromium: Browser
):
    assert looked_at(hall, address, chromium, places(hall)) == {}


def test_nor_on_the_pages_of_a_life_event(hall: Hall, address: str, chromium: Browser):
    assert looked_at(hall, address, chromium, places_of_a_life_event(hall)) == {}


def test_nor_in_the_joint_room_of_a_dispute(hall: Hall, address: str, chromium: Browser):
    case_id = escalated(hall)
    room = f"/desk/{case_id}/joint/"
    there = {
        "wujs": [room, f"/desk/{case_id}/"],
        "tang": [room],
        "li": [f"/track/{case_id}/"],
    }
    assert looked_at(hall, address, chromium, there) == {}


def looked_at(
    hall: Hall, address: str, chromium: Browser, there: Mapping[str, list[str]]
) -> dict[str, list[str]]:
    """What is wrong with these pages at twice the size, in both languages and at both widths."""
    found: dict[str, list[str]] = {}
    for language, (who, wheres) in product(("zh-CN", "en"), there.items()):
        how = {"locale": language}
        page = page_of(chromium, hall, address, who, **how) if who else _nobody(chromium, how)
        for where in wheres:
            page.goto(address + where)
            enlarged(page)
            for width in (390, 1280):
                page.set_viewport_size({"width": width, "height": 844})
                if faults := page.evaluate(LOOK):
                    found[f"{who} {where} ({language}, {width})"] = faults
        page.context.close()
    return found


def _nobody(chromium: Browser, how: Mapping[str, object]) -> Page:
    return chromium.new_context(**how).new_page()  # type: ignore[arg-type]
