"""原件 — from hand to hand until it is back with who brought it."""

from dataclasses import replace

from cast import (
    APPLICANT,
    BUREAU,
    CLERK,
    HAND_OVER,
    LEAD,
    LOSE_ORIGINAL,
    OUTSIDER,
    RETURN_ORIGINAL,
    SIGNED,
    TAKE_ORIGINAL,
    WHY,
    Table,
    moved,
)
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.papers import OriginalState


def kept() -> Table:
    table = Table().accepted("2026-03-02")
    table.on("2026-03-02", CLERK, TAKE_ORIGINAL, at="11:00")
    return table


def hands(table: Table) -> tuple[str, str, OriginalState]:
    original = table.case.originals["Y-1"]
    return original.post, original.to_post, original.state


def test_who_hands_an_original_over_answers_for_it_until_the_other_acknowledges():
    table = kept()
    assert hands(table) == ("window", "", OriginalState.IN_CUSTODY)
    table.on("2026-03-03", CLERK, HAND_OVER)
    assert hands(table) == ("window", "licensing", OriginalState.HANDED_OVER)
    table.on("2026-03-04", LEAD, c.AcknowledgeOriginal("Y-1"))
    assert hands(table) == ("licensing", "", OriginalState.IN_CUSTODY)


def test_an_original_outlives_its_case_until_somebody_signs_for_it():
    table = kept()
    table.on("2026-03-03", APPLICANT, c.Withdraw())
    assert table.case.originals["Y-1"].is_out

    assert table.on("2026-03-04", CLERK, RETURN_ORIGINAL) == (
        e.OriginalReturned("Y-1", c.DeliveryMethod.COUNTER, SIGNED),
    )
    assert not table.case.originals["Y-1"].is_out


def test_one_lost_on_its_way_is_recorded_by_who_still_answers_for_it():
    table = kept()
    table.on("2026-03-03", CLERK, HAND_OVER)
    assert table.on("2026-03-05", CLERK, LOSE_ORIGINAL) == (e.OriginalLost("Y-1", WHY, "chen"),)
    assert hands(table)[2] is OriginalState.LOST


def test_an_original_of_no_listed_material_is_kept_all_the_same():
    table = kept()
    table.on("2026-03-03", CLERK, replace(TAKE_ORIGINAL, original="Y-2", material=""))
    assert sorted(table.case.originals) == ["Y-1", "Y-2"]


def test_where_powers_go_the_originals_go_and_whoever_takes_the_post_gives_them_back():
    table = kept()
    table.on("2026-03-03", CLERK, HAND_OVER)
    table.on("2026-03-03", LEAD, c.AcknowledgeOriginal("Y-1"), at="11:00")
    (transferred,) = table.on("2026-03-04", LEAD, moved())
    assert transferred.originals == (e.OriginalMoved("Y-1", "approval_desk"),)
    assert hands(table) == ("approval_desk", "", OriginalState.IN_CUSTODY)
    table.on("2026-03-05", BUREAU, RETURN_ORIGINAL)
    assert not table.case.originals["Y-1"].is_out


def test_one_on_its_way_to_a_post_that_is_given_up_arrives_where_its_place_is_taken():
    table = kept()
    table.on("2026-03-03", CLERK, HAND_OVER)
    table.on("2026-03-04", LEAD, moved())
    assert hands(table) == ("window", "approval_desk", OriginalState.HANDED_OVER)
    table.on("2026-03-05", BUREAU, c.AcknowledgeOriginal("Y-1"))
    assert hands(table)[0] == "approval_desk"


def test_one_that_is_back_or_in_other_hands_goes_nowhere():
    table = kept()
    table.on("2026-03-02", CLERK, replace(TAKE_ORIGINAL, original="Y-2"), at="11:30")
    table.on("2026-03-03", CLERK, RETURN_ORIGINAL)
    (transferred,) = table.on("2026-03-04", LEAD, moved())
    assert transferred.originals is None
    assert {o.post for o in table.case.originals.values()} == {"window"}


def test_nobody_without_a_post_takes_an_original():
    assert kept().may("2026-03-03", OUTSIDER, [c.TakeOriginal]) == []
