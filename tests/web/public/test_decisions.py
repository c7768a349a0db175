"""准予决定公开 — anybody consults what was granted, and learns of nobody's private affairs (§40, §61)."""

import re
from datetime import date

import pytest
from django.test import Client

from hall import FOOD, FORM
from tongban.handling import licence
from tongban.kernel import Case
from tongban.kernel.case import commands as c
from tongban.kernel.case.state import Commitment
from tongban.store.models import CaseState
from tongban.web.public import decisions
from tongban.web.public.verifying import Licence
from tongues import unmarked_chinese

URL = "/decisions/"


def page(address: str = URL, *, english: bool = False) -> str:
    anybody = Client(headers={"accept-language": "en" if english else "zh-hans"})
    return anybody.get(address).content.decode()


def numbers_on(text: str) -> list[str]:
    return re.findall(r'class="number" href="/verify/\?number=([^"]+)"', text)


def granted(hall, *days: str) -> list[str]:
    """The numbers of what was granted on these days."""
    found = []
    for day in days:
        hall.on(day)
        found.append(hall.case(hall.decided()).outcome_number)
    return found


def test_the_latest_comes_first_and_leads_to_its_page(hall):
    first, second = granted(hall, "2025-09-24", "2025-09-25")
    text = page()
    assert numbers_on(text) == [second, first]
    for said in ("食品经营许可（餐饮服务，新办）", "演示市市场监督管理局", "2025年9月25日"):
        assert said in text
    assert Client().get(f"/verify/{first}/").status_code == 200


def test_it_names_nobody_and_no_case(hall):
    granted(hall, "2025-09-24")
    text = page()
    case = CaseState.objects.get()
    for private in (*FORM.values(), "李申请", case.receipt_number, str(case.case_id), case.applicant):
        assert private not in text


def test_what_is_not_granted_is_not_there(hall):
    hall.accepted()
    text = page()
    assert numbers_on(text) == []
    assert "没有准予的决定" in text


def test_what_is_no_licence_and_what_bears_no_number_is_nobodys_to_consult(hall):
    granted(hall, "2025-09-24")
    CaseState.objects.update(outcome_number="")
    assert numbers_on(page()) == []
    CaseState.objects.update(outcome_number="公安/2025-1", item="newborn-registration")
    assert numbers_on(page()) == numbers_on(page(f"{URL}?item=newborn-registration")) == []
    assert "新生儿" not in page()
    assert URL not in page("/items/newborn-registration/")
    CaseState.objects.update(item=FOOD)
    assert numbers_on(page()) == ["%E5%85%AC%E5%AE%89/2025-1"]


def test_what_was_revoked_stays_with_the_day_it_ended(hall):
    hall.on("2025-09-24")
    case_id = hall.decided()
    ask = hall.ask(case_id, "wu", "market-decider")
    licence.cancel(hall.office.handler, ask, c.CancellationGround.ENTITY_ENDED)
    text = page()
    assert numbers_on(text) == [hall.case(case_id).outcome_number]
    assert "已注销" in text


def test_one_item_is_chosen_and_stays_chosen_while_paging(hall, monkeypatch):
    monkeypatch.setattr(decisions, "PAGE", 1)
    first, second, third = granted(hall, "2025-09-24", "2025-09-24", "2025-09-25")
    assert numbers_on(page(f"{URL}?item=public-place-hygiene")) == []
    seen, address = [], f"{URL}?item={FOOD}"
    for _ in range(3):
        text = page(address)
        seen += numbers_on(text)
        nexts = re.findall(r'href="(\?item=[^"]*after=[^"]+)"', text)
        address = URL + nexts[0].replace("&amp;", "&") if nexts else ""
    assert seen[0] == third
    assert sorted(seen) == sorted([first, second, third])
    assert address == ""
    back = re.findall(r'href="(\?item=[^"]*before=[^"]+)"', text)[0].replace("&amp;", "&")
    assert numbers_on(page(URL + back)) == [seen[1]]


@pytest.mark.parametrize("asked", ["?item=nothing", "?after=yesterday", "?before=2025-09-24~x", "?after=%00"])
def test_what_means_nothing_is_the_first_page(hall, asked):
    (number,) = granted(hall, "2025-09-24")
    assert numbers_on(page(URL + asked)) == [number]


def test_a_page_costs_one_query_of_cases_however_many_rows(hall, count_queries):
    granted(hall, "2025-09-24")
    one = count_queries(page)
    granted(hall, "2025-09-25", "2025-09-26")
    assert count_queries(page) == one


def test_it_reads_in_english(hall):
    granted(hall, "2025-09-24")
    text = page(english=True)
    assert "Food operation licence" in text
    assert unmarked_chinese(text) == []


def test_the_guide_and_the_page_that_verifies_lead_there(hall):
    assert f'href="{URL}?item={FOOD}"' in page(f"/items/{FOOD}/")
    assert f'href="{URL}"' in page("/verify/")


@pytest.mark.parametrize(
    ("ordered", "rectified", "said"),
    [
        (None, None, ["承诺属实"]),
        (date(2026, 6, 2), None, ["承诺属实", "责令限期整改"]),
        (date(2026, 6, 2), True, ["承诺属实", "责令限期整改，已整改"]),
        (date(2026, 6, 2), False, ["承诺属实", "责令限期整改，没有整改"]),
    ],
)
def test_what_was_inspected_after_the_grant_may_be_consulted(ordered, rectified, said):
    paper = c.Reference("file/promise", "sha256:promise")
    promise = Commitment(
        paper,
        date(2026, 4, 30),
        ("fire-plan",),
        finding=c.CheckFinding.KEPT,
        checked_on=date(2026, 5, 20),
        rectify_ordered_on=ordered,
        rectified=rectified,
    )
    told = Licence("JY-1", Case(commitment=promise), None, "李**", date(2026, 7, 1)).inspections
    assert [row.finding.zh for row in told] == said


def test_the_day_of_the_decision_decides_and_not_when_it_was_received(hall):
    (number,) = granted(hall, "2025-09-24")
    assert CaseState.objects.get(outcome_number=number).decided_on == date(2025, 9, 24)
