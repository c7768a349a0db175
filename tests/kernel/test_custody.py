"""原件 — from hand to hand until it is back with who brought it."""

from dataclasses import replace

from cast import (
    APPLICANT,
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


def test_nobody_without_a_post_takes_an_original():
    assert kept().may("2026-03-03", OUTSIDER, [c.TakeOriginal]) == []
