"""The demo city's items as the kernel gets them; walk-throughs 1, 6 and 7 by the calendar."""

from datetime import UTC, date, datetime

import pytest

from tongban.catalogue import Catalogue, demo_catalogue, load_catalogue
from tongban.catalogue.law import load_calendar
from tongban.catalogue.load import NoSuchItem, NoSuchVersion, NotInForce
from tongban.kernel.case.item import Approver, Handling, SilenceEffect, SpecialProcedure, StepKind
from tongban.kernel.clock import Clock, ClockKind, TimeLimit
from tongban.kernel.refusals import FactMissing

FOOD, STATION = "food-operation-licence", "drainage-pump-station"
A_SNACK_BAR = {
    "has_agent": False,
    "premises": "rented",
    "cold_dishes": False,
    "chain_store": False,
    "floor_area": 60,
}


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue(demo_catalogue())


def due(limit: TimeLimit, start: str) -> date:
    day = date.fromisoformat(start)
    clock = Clock(ClockKind.STATUTORY, limit).start(day, datetime(2025, 1, 1, tzinfo=UTC), "clerk")
    return clock.due(load_calendar()).day


def test_the_restaurant_has_ten_promised_and_twenty_statutory_days(catalogue: Catalogue):
    item = catalogue.in_force(FOOD, date(2025, 9, 24)).for_kernel()
    limits = [item.promised_limit, item.statutory_limit, item.notice_limit]
    assert [due(limit, "2025-09-24") for limit in limits] == [
        date(2025, 10, 14),
        date(2025, 10, 28),
        date(2025, 9, 30),
    ]
    assert due(item.delivery_limit, "2025-10-14") == date(2025, 10, 28)


def test_the_pump_station_is_handled_jointly_within_45_and_15_days(catalogue: Catalogue):
    item = catalogue.in_force(STATION, date(2025, 9, 30)).for_kernel()
    assert (item.handling, item.extension_limit.amount, item.extension_approver) == (
        Handling.JOINT,
        15,
        Approver.GOVERNMENT_HEAD,
    )
    assert due(item.statutory_limit, "2025-09-30") == date(2025, 12, 9)
    opinions = {step.id: step for step in item.steps if step.kind is StepKind.OPINION}
    assert {i: due(s.limit, "2025-09-30") for i, s in opinions.items() if s.limit} == {
        "water-opinion": date(2025, 10, 21),
        "traffic-opinion": date(2025, 10, 21),
        "landscape-opinion": date(2025, 10, 21),
    }


def test_consent_by_silence_carries_its_basis_to_the_kernel(catalogue: Catalogue):
    item = catalogue.in_force(STATION, date(2025, 9, 30)).for_kernel()
    silent = [(s.id, s.silence_basis) for s in item.steps if s.silence is SilenceEffect.DEEMED_CONSENT]
    assert silent == [("landscape-opinion", "演示市工程建设项目并联审批管理办法§12")]


def test_the_food_licence_may_have_an_expert_review(catalogue: Catalogue):
    item = catalogue.in_force(FOOD, date(2026, 3, 2)).for_kernel()
    assert SpecialProcedure.EXPERT_REVIEW in item.special_procedures
    assert due(item.statutory_limit, "2026-03-02") == date(2026, 3, 30)


def test_three_departments_give_opinions_at_the_same_time(catalogue: Catalogue):
    implementation = catalogue.in_force(FOOD, date(2025, 9, 24))
    opinions = [(s.authority, s.after) for s in implementation.steps if s.kind is StepKind.OPINION]
    assert opinions == [
        ("fire-rescue", ("intake",)),
        ("housing-construction", ("intake",)),
        ("health", ("intake",)),
    ]
    assert implementation.assisting == ("fire-rescue", "housing-construction", "health")


@pytest.mark.parametrize(
    ("answers", "more"),
    [
        ({}, ["lease"]),
        ({"premises": "owned"}, ["premises-ownership"]),
        ({"cold_dishes": True}, ["special-room-plan", "lease"]),
        ({"has_agent": True, "chain_store": True}, ["lease", "chain-authorisation", "mandate"]),
    ],
)
def test_the_checklist_is_that_of_the_situation(catalogue: Catalogue, answers: dict, more: list[str]):
    always = ["application", "business-licence", "layout", "safety-rules", "health-certificates"]
    implementation = catalogue.in_force(FOOD, date(2025, 9, 24))
    listed = [m.id for m in implementation.required_materials(A_SNACK_BAR | answers)]
    assert listed == always + more


def test_a_small_shop_with_hot_dishes_only_is_not_visited(catalogue: Catalogue):
    implementation = catalogue.in_force(FOOD, date(2025, 9, 24))
    small = {s.id for s in implementation.planned_steps(A_SNACK_BAR)}
    large = {s.id for s in implementation.planned_steps(A_SNACK_BAR | {"floor_area": 150})}
    assert large - small == {"site-survey"}


def test_an_unanswered_question_is_refused_by_name(catalogue: Catalogue):
    with pytest.raises(FactMissing) as refused:
        catalogue.in_force(FOOD, date(2025, 9, 24)).required_materials({})
    assert refused.value.parameters["fact"] in A_SNACK_BAR


def test_every_fact_of_an_item_is_asked_by_a_question(catalogue: Catalogue):
    for implementation in catalogue:
        assert implementation.facts <= {q.id for q in implementation.questions}, implementation.id


def test_the_kernel_knows_every_department_and_post_by_name(catalogue: Catalogue):
    for implementation in catalogue:
        item = implementation.for_kernel()
        assert {key for s in item.steps for key in (s.authority, s.post)} <= set(item.names), item.id


def test_a_refusal_tells_sixty_days_and_six_months(catalogue: Catalogue):
    told = catalogue.in_force(FOOD, date(2026, 7, 31)).refusal_remedies(date(2026, 7, 31))
    assert (told.reconsideration_days, told.suit_months, told.basis) == (
        60,
        6,
        "行政复议法§20(1)、行政诉讼法§46(1)",
    )


def test_a_version_is_found_by_its_digest_only(catalogue: Catalogue):
    implementation = catalogue.in_force(FOOD, date(2025, 9, 24))
    assert catalogue.version(FOOD, "2025.1", implementation.digest) is implementation
    with pytest.raises(NoSuchVersion):
        catalogue.version(FOOD, "2025.1", "0" * 64)


def test_an_item_before_its_first_day_is_not_in_force(catalogue: Catalogue):
    with pytest.raises(NotInForce):
        catalogue.in_force(FOOD, date(2024, 12, 31))


def test_an_item_nobody_offers_is_refused(catalogue: Catalogue):
    with pytest.raises(NoSuchItem):
        catalogue.in_force("moon-landing", date(2025, 9, 24))
