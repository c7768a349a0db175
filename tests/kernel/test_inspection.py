"""A licence that rests on an inspection: two or more are assigned within five days of acceptance (§55(2))."""

import pytest

from cast import (
    ASSIGN,
    ASSISTANT,
    CLERK,
    INSPECTION,
    LEAD,
    WHY,
    Table,
    day,
    inspected_item,
)
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.refusals import NotYourStep


def accepted() -> Table:
    return Table(inspected_item()).accepted("2026-03-02")


def test_the_days_to_assign_begin_with_acceptance():
    table = Table(inspected_item()).received("2026-03-02")
    assert "inspectors" not in table.dues()
    table.on("2026-03-04", CLERK, c.Accept("A-1"))
    assert table.dues()["inspectors"] == "2026-03-11"


def test_who_is_assigned_is_on_record_and_the_days_are_over():
    table = accepted()
    assert table.on("2026-03-09", LEAD, ASSIGN) == (
        e.InspectorsAssigned(("zhao", "zhou"), "行政许可法§55(2)"),
    )
    assert table.case.inspectors == ("zhao", "zhou")
    assert "inspectors" not in table.dues()
    assert table.pass_time("2026-03-10")[0].clock != "inspectors"


def test_missing_the_days_is_said_once_and_they_are_assigned_late():
    table = accepted()
    missed = e.LimitPassed("inspectors", day("2026-03-09"))
    assert missed in table.pass_time("2026-03-10")
    assert table.on("2026-03-11", LEAD, ASSIGN) == (
        e.InspectorsAssigned(("zhao", "zhou"), INSPECTION.assign.basis),
    )


def test_others_take_their_place_and_the_same_again_changes_nothing():
    table = accepted()
    table.on("2026-03-03", LEAD, ASSIGN)
    assert table.on("2026-03-04", LEAD, ASSIGN) == ()
    table.on("2026-03-05", LEAD, c.AssignInspectors(("zhao", "wu", "zhao")))
    assert table.case.inspectors == ("zhao", "wu")
    assert table.clock("inspectors").stopped_on == day("2026-03-03")


def test_acceptance_by_silence_reaches_back_and_so_do_the_days():
    table = Table(inspected_item()).received("2026-03-02")
    assert e.LimitPassed("inspectors", day("2026-03-09")) in table.pass_time("2026-03-10")


def test_a_corrected_day_of_acceptance_is_where_the_days_begin():
    table = Table(inspected_item()).received("2026-03-02")
    table.on("2026-03-04", CLERK, c.Accept("A-1"))
    table.on("2026-03-05", CLERK, c.CorrectEntry("accepted_on", "2026-03-03", "approver", WHY))
    assert table.dues()["inspectors"] == "2026-03-10"


@pytest.mark.parametrize("who", [CLERK, ASSISTANT])
def test_only_the_lead_assigns(who):
    assert isinstance(accepted().refused("2026-03-03", who, ASSIGN), NotYourStep)


def test_it_is_listed_only_where_the_item_rests_on_an_inspection():
    assert "AssignInspectors" in accepted().may("2026-03-03", LEAD)
    other = Table().accepted("2026-03-02")
    assert c.AssignInspectors not in {p.verb for p in other.possibilities("2026-03-03", LEAD)}
    assert "inspectors" not in other.dues()


def test_the_days_end_with_the_case():
    table = accepted()
    table.on("2026-03-03", LEAD, c.EndCase(c.EndGround.APPLICANT_DIED, WHY))
    assert table.dues() == {}
