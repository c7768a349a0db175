"""Walk-throughs 1, 2, 3, 6 and 7, played through the kernel with the demo city's own items."""

from datetime import date

import pytest

from cast import (
    ACCEPT,
    ASSISTANT,
    CLERK,
    DELIVER,
    GRANT,
    LEAD,
    LICENCE,
    WHY,
    Table,
    agree,
    conforms,
    defect,
    expert_review,
    notice,
    objection,
    receive,
    supplement,
)
from tongban.catalogue import Catalogue, demo_catalogue, load_catalogue
from tongban.catalogue.law import load_calendar
from tongban.kernel import Facts, Status
from tongban.kernel.case import commands as c
from tongban.kernel.case.item import Approver, SilenceEffect
from tongban.kernel.refusals import DisagreementUnresolved, SecondNotice

COUNTER, DESK = CLERK.at("hall-counter"), CLERK.at("hall-delivery")
EXAMINER, DECIDER = LEAD.at("market-examiner"), LEAD.at("market-decider")
A_SMALL_RESTAURANT: Facts = {
    "has_agent": False,
    "premises": "rented",
    "cold_dishes": False,
    "chain_store": False,
    "floor_area": 80,
}
A_STATION_BY_THE_ROAD: Facts = {"has_agent": False, "road_works": True, "green_space": True}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(demo_catalogue())


class DemoTable(Table):
    """A case of a demo item, with the papers its situation asks for."""

    def __init__(self, catalogue: Catalogue, item: str, day: str, facts: Facts) -> None:
        self.implementation = catalogue.in_force(item, date.fromisoformat(day))
        super().__init__(self.implementation.for_kernel(date.fromisoformat(day)), load_calendar())
        self.facts, self.day = facts, day

    def papers(self, *, without: str = "") -> c.Receive:
        required = [m.id for m in self.implementation.required_materials(self.facts)]
        return receive(*(m for m in required if m != without), facts=self.facts, division="330199")

    def taken_in(self, *, without: str = "") -> "DemoTable":
        self.on(self.day, COUNTER, self.papers(without=without))
        return self

    def taken_on(self) -> "DemoTable":
        self.taken_in().on(self.day, COUNTER, ACCEPT)
        return self


def restaurant(catalogue: Catalogue, day: str) -> DemoTable:
    return DemoTable(catalogue, "food-operation-licence", day, A_SMALL_RESTAURANT)


def station(catalogue: Catalogue) -> DemoTable:
    return DemoTable(catalogue, "drainage-pump-station", "2025-09-30", A_STATION_BY_THE_ROAD)


def test_wang_fang_opens_a_restaurant_and_holds_the_licence(catalogue: Catalogue):
    table = restaurant(catalogue, "2025-09-24").taken_on()
    assert table.dues() == {
        "statutory": "2025-10-28",
        "promised": "2025-10-14",
        "step:examination": "2025-09-28",  # a Sunday made up for
        "step:fire-opinion": "2025-09-30",
        "step:housing-opinion": "2025-09-30",
        "step:health-opinion": "2025-09-30",
    }
    table.on("2025-09-26", EXAMINER, conforms("examination"))
    for step in ("fire-opinion", "housing-opinion", "health-opinion"):
        post = table.item.steps_by_id[step].post
        table.on("2025-09-29", ASSISTANT.at(post), agree(step))
    table.on("2025-10-14", DECIDER, GRANT)
    assert table.dues()["delivery"] == "2025-10-28"
    table.on("2025-10-14", DESK, LICENCE)
    table.on("2025-10-28", DESK, DELIVER)
    assert (table.case.status, table.case.outcome) == (Status.CLOSED, c.Outcome.GRANTED)


def test_liu_qiangs_forgotten_file_is_accepted_as_of_receipt(catalogue: Catalogue):
    table = restaurant(catalogue, "2026-02-10").taken_in()
    table.pass_time("2026-02-24", at="23:59")
    assert table.case.status is Status.RECEIVED
    table.pass_time("2026-02-25")
    assert (table.case.accepted_on, table.case.deemed_accepted) == (date(2026, 2, 10), True)
    assert table.dues()["statutory"] == "2026-03-16"


def test_sun_li_cannot_be_told_a_second_time(catalogue: Catalogue):
    table = restaurant(catalogue, "2026-03-02").taken_in(without="lease")
    table.on("2026-03-04", COUNTER, notice("lease"))
    table.on("2026-03-10", COUNTER, supplement("lease"))
    refused = table.refused("2026-03-10", COUNTER, c.RestateDefects((defect("layout"),), "N-2"))
    assert isinstance(refused, SecondNotice)
    table.on("2026-03-10", COUNTER, ACCEPT)
    assert table.dues()["statutory"] == "2026-04-08"


def test_the_pump_station_has_one_ceiling_and_an_objection_stands_until_revised(catalogue: Catalogue):
    table = station(catalogue).taken_on()
    opinions = ("water-opinion", "traffic-opinion", "landscape-opinion")
    assert {i: table.dues()[f"step:{i}"] for i in opinions} == dict.fromkeys(opinions, "2025-10-21")
    assert (table.dues()["statutory"], table.item.promised_limit.amount) == ("2025-12-09", 40)
    table.on("2025-10-20", ASSISTANT.at("water-opinion"), objection("water-opinion"))
    table.pass_time("2025-10-22")
    landscape, traffic = table.case.steps["landscape-opinion"], table.case.steps["traffic-opinion"]
    assert (landscape.deemed, landscape.plan.silence) == (True, SilenceEffect.DEEMED_CONSENT)
    assert (traffic.opinion, traffic.plan.silence) == (None, SilenceEffect.NONE)
    table.on(
        "2025-12-01",
        LEAD.at("housing-decider"),
        c.ExtendLimit(Approver.GOVERNMENT_HEAD, "mayor", WHY, "E-1"),
    )
    assert table.dues()["statutory"] == "2025-12-30"
    table.on("2025-12-02", ASSISTANT.at("traffic-opinion"), agree("traffic-opinion"))
    table.on("2025-12-02", LEAD.at("housing-examiner"), conforms("examination"))
    table.on("2025-12-03", LEAD.at("housing-legal"), conforms("legal-review"))
    refused = table.refused("2025-12-04", LEAD.at("housing-decider"), GRANT)
    assert isinstance(refused, DisagreementUnresolved)


def test_he_mins_expert_review_moves_the_limit(catalogue: Catalogue):
    table = restaurant(catalogue, "2026-03-02").taken_on()
    assert table.dues()["statutory"] == "2026-03-30"
    table.on("2026-03-09", DECIDER, expert_review("2026-03-10", "2026-03-23"))
    assert table.dues()["statutory"] == "2026-04-14"


def test_a_replacement_is_granted_on_the_same_day(catalogue: Catalogue):
    table = DemoTable(catalogue, "food-licence-replacement", "2026-03-02", {}).taken_on()
    table.on("2026-03-02", DECIDER, GRANT)
    table.on("2026-03-02", DESK, LICENCE)
    table.on("2026-03-02", DESK, DELIVER)
    assert table.case.status is Status.CLOSED
