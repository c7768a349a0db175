"""容缺受理: accepted although a secondary material is missing (walk-through 4)."""

from dataclasses import replace
from datetime import date

from cast import (
    ACCEPT,
    ACCEPT_WITH_GAP,
    APPLICANT,
    ASSISTANT,
    CLERK,
    GAP,
    GRANT,
    LEAD,
    REFUSE,
    RETURN,
    UNDERTAKING,
    Table,
    agree,
    conforms,
    defect,
    gap_item,
    notice,
    receive,
    supplement,
)
from tongban.kernel import Status
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.item import GapConsequence
from tongban.kernel.refusals import (
    GapNotTolerable,
    GapStillInTime,
    GrantLacksMaterials,
    MaterialsMissing,
    NothingIsMissing,
    NothingIsOpen,
    UndertakingSaysOtherwise,
)
from tongban.kernel.words import Bilingual

FLOOR_PLAN = Bilingual("经营场所平面图", "floor plan")


def open_gap(rule=GAP) -> Table:
    """李娜, accepted on Monday 2025-12-29 without her floor plan."""
    table = Table(gap_item(rule)).received("2025-12-29", receive("form", "licence_copy"))
    table.on("2025-12-29", CLERK, ACCEPT_WITH_GAP, at="11:00")
    return table


def examined(table: Table, day_text: str) -> Table:
    for step in ("fire", "health"):
        table.on(day_text, ASSISTANT.at(f"{step}_desk"), agree(step))
    table.on(day_text, LEAD, conforms())
    return table


def missed() -> Table:
    """Nothing came by 6 January; reminded on the 7th, with fifteen days more."""
    table = open_gap()
    table.pass_time("2026-01-07")
    return table


def test_li_na_is_accepted_with_a_gap_and_every_clock_starts_that_day():
    table = Table(gap_item()).received("2025-12-29", receive("form", "licence_copy"))
    accepted, tolerated, *_ = table.on("2025-12-29", CLERK, ACCEPT_WITH_GAP, at="11:00")

    assert isinstance(accepted, e.Accepted)
    assert tolerated == e.GapTolerated(
        ("floor_plan",), "G-1", UNDERTAKING, GAP.fill, GapConsequence.RETURNED, GAP.basis
    )
    dues = table.dues()
    assert {name: dues[name] for name in ("gap", "promised", "statutory")} == {
        "gap": "2026-01-06",
        "promised": "2026-01-13",
        "statutory": "2026-01-27",
    }


def test_what_is_missing_and_may_not_be_is_no_gap():
    table = Table(gap_item()).received("2025-12-29", receive("form"))
    assert table.refused("2025-12-29", CLERK, ACCEPT_WITH_GAP, at="11:00") == GapNotTolerable(
        materials=Bilingual("营业执照复印件", "business licence copy")
    )


def test_an_ordinary_acceptance_still_wants_everything():
    table = Table(gap_item()).received("2025-12-29", receive("form", "licence_copy"))
    assert table.refused("2025-12-29", CLERK, ACCEPT) == MaterialsMissing(materials=FLOOR_PLAN)


def test_nothing_missing_is_accepted_the_ordinary_way():
    table = Table(gap_item()).received("2025-12-29")
    assert table.refused("2025-12-29", CLERK, ACCEPT_WITH_GAP) == NothingIsMissing()


def test_a_material_in_hand_but_out_of_form_may_be_the_gap():
    table = Table(gap_item()).received("2025-12-29")
    wrong = c.RequestSupplement((defect("floor_plan", c.DefectKind.INCOMPLETE),), "N-1")
    table.on("2025-12-29", CLERK, wrong, at="11:00")
    table.on("2025-12-30", CLERK, ACCEPT_WITH_GAP)

    assert table.case.missing == ("floor_plan",)
    table.on("2025-12-31", APPLICANT, supplement("floor_plan"))
    assert table.case.missing == ()


def test_the_gap_is_filled_by_what_comes_and_the_licence_may_be_granted():
    table = open_gap()
    supplemented, filled = table.on("2026-01-05", APPLICANT, supplement("floor_plan"))
    assert isinstance(supplemented, e.Supplemented)
    assert filled == e.GapFilled(("floor_plan",))
    assert "gap" not in table.dues()
    assert "notice" not in table.dues()

    examined(table, "2026-01-06").on("2026-01-06", LEAD, GRANT, at="15:00")
    assert table.case.outcome is c.Outcome.GRANTED


def test_no_licence_is_granted_while_the_gap_is_open():
    table = examined(open_gap(), "2026-01-05")
    assert table.refused("2026-01-05", LEAD, GRANT, at="15:00") == GrantLacksMaterials(materials=FLOOR_PLAN)


def test_a_missed_gap_is_reminded_of_once_and_suspends_nothing():
    table = open_gap()
    assert table.pass_time("2026-01-06") == ()
    (reminded,) = [b for b in table.pass_time("2026-01-07") if isinstance(b, e.GapMissed)]

    assert reminded == e.GapMissed(
        ("floor_plan",), date(2026, 1, 6), GapConsequence.RETURNED, GAP.after_reminder
    )
    assert table.pass_time("2026-01-08") == ()
    assert (table.due("promised"), table.due("statutory")) == ("2026-01-13", "2026-01-27")
    assert table.due("gap_reminder") == "2026-01-28"


def test_what_comes_after_the_reminder_still_fills_the_gap():
    table = missed()
    assert e.GapFilled(("floor_plan",)) in table.on("2026-01-20", APPLICANT, supplement("floor_plan"))
    assert "gap_reminder" not in table.dues()


def test_it_is_returned_after_the_further_days_and_not_a_day_sooner():
    table = missed()
    assert table.refused("2026-01-28", LEAD, RETURN) == GapStillInTime(until=date(2026, 1, 28))

    *_, returned = table.on("2026-01-29", LEAD, RETURN)
    assert returned == e.ApplicationReturned("Z-1", RETURN.reasons, GAP.basis)
    assert (table.case.status, table.dues()) == (Status.TERMINATED, {})


def test_where_the_item_grants_no_further_days_it_is_returned_the_day_after():
    table = open_gap(replace(GAP, after_reminder=None))
    assert table.refused("2026-01-06", LEAD, RETURN) == GapStillInTime(until=date(2026, 1, 6))
    table.on("2026-01-07", LEAD, RETURN)
    assert table.case.status is Status.TERMINATED


def test_what_is_not_open_is_not_returned():
    assert Table(gap_item()).accepted("2025-12-29").refused("2026-03-02", LEAD, RETURN) == NothingIsOpen()


def test_an_undertaking_that_says_decide_as_it_stands_ends_in_a_decision():
    table = open_gap(replace(GAP, consequence=GapConsequence.DECIDED_WITHOUT))
    examined(table, "2026-01-12")
    refused = table.refused("2026-01-12", LEAD, RETURN, at="15:00")
    assert refused == UndertakingSaysOtherwise(consequence=GapConsequence.DECIDED_WITHOUT.label)

    table.on("2026-01-12", LEAD, REFUSE, at="16:00")
    assert table.case.outcome is c.Outcome.REFUSED


def test_a_gap_excludes_no_time_from_the_second_notice_either():
    table = Table(gap_item()).received("2025-12-29", receive("form"))
    table.on("2025-12-30", CLERK, notice("licence_copy", "floor_plan"))
    table.on("2026-01-05", APPLICANT, supplement("licence_copy"))
    table.on("2026-01-06", CLERK, ACCEPT_WITH_GAP)
    assert table.due("gap") == "2026-01-13"
