"""What goes up where the departments do not agree, what comes back, and on what is decided then."""

from dataclasses import replace
from datetime import date

import pytest

from cast import ASSISTANT, GRANT, LEAD, REFUSE, Table, agree, food_item, objection
from conferred import (
    CONDITIONS,
    DISPUTES,
    ESCALATE,
    GOVERNMENT,
    RULE_BASIS,
    RULING,
    SUBMISSION,
    TRAFFIC,
    WATER,
    conditional,
    convene,
    escalated,
    met,
    not_agreed,
    objected,
    ruled,
)
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.refusals import (
    DisagreementUnresolved,
    NothingInDispute,
    NumberMissing,
    ReasonsMissing,
    RulingAwaited,
)

UPHELD, OVERRULED = c.RulingResult.UPHELD, c.RulingResult.OVERRULED
ON_CONDITIONS = c.RulingResult.OVERRULED_WITH_CONDITIONS


def test_what_they_did_not_agree_on_goes_to_whom_the_item_names_with_days_of_its_own():
    table = not_agreed()
    assert table.on("2025-10-27", LEAD, ESCALATE) == (
        e.DisputeEscalated(
            ("water",), "government", SUBMISSION, "建请〔2025〕8号", DISPUTES.ruling, RULE_BASIS
        ),
    )
    assert table.due("ruling") == "2025-11-10"


@pytest.mark.parametrize(
    ("missing", "refusal"),
    [
        (c.EscalateDispute(None, "建请〔2025〕8号"), ReasonsMissing),
        (c.EscalateDispute(SUBMISSION, ""), NumberMissing),
    ],
)
def test_it_goes_up_in_a_numbered_paper_that_says_what_each_holds(missing, refusal):
    assert isinstance(not_agreed().refused("2025-10-27", LEAD, missing), refusal)


def test_a_ruling_has_a_number():
    assert isinstance(escalated().refused("2025-11-05", GOVERNMENT, ruled(OVERRULED, "")), NumberMissing)


def test_over_a_standing_objection_nothing_is_granted_before_the_meeting_or_after_it():
    for table in (objected(), not_agreed(), escalated()):
        assert isinstance(table.refused("2025-10-28", LEAD, GRANT), DisagreementUnresolved)


def test_an_objection_that_is_upheld_is_what_the_refusal_rests_on_and_goes_up_no_more():
    table = escalated()
    assert table.on("2025-11-05", GOVERNMENT, ruled(UPHELD)) == (
        e.DisputeRuled(("water",), UPHELD, RULING, "府裁〔2025〕3号", RULE_BASIS),
    )
    assert "ruling" not in table.dues()
    assert isinstance(table.refused("2025-11-06", LEAD, GRANT), DisagreementUnresolved)
    assert isinstance(table.refused("2025-11-06", LEAD, ESCALATE), NothingInDispute)
    assert table.on("2025-11-06", LEAD, REFUSE)[0].outcome is c.Outcome.REFUSED


def test_a_department_may_still_come_round_after_its_objection_was_upheld():
    table = escalated()
    table.on("2025-11-05", GOVERNMENT, ruled(UPHELD))
    table.on("2025-11-06", WATER, conditional("water"))
    assert table.on("2025-11-06", LEAD, GRANT, at="11:00")[0].conditions == (
        c.AttachedCondition("water", CONDITIONS),
    )


def test_an_objection_that_is_overruled_stands_no_more_and_the_grant_names_the_ruling():
    table = escalated()
    table.on("2025-11-05", GOVERNMENT, ruled(OVERRULED))
    assert table.case.objections == ()
    granted = table.on("2025-11-06", LEAD, GRANT)[0]
    assert (granted.ruling, granted.conditions) == ("府裁〔2025〕3号", None)


def test_the_conditions_of_a_ruling_go_with_the_grant():
    table = escalated()
    table.on("2025-11-05", GOVERNMENT, ruled(ON_CONDITIONS))
    assert table.on("2025-11-06", LEAD, GRANT)[0].conditions == (
        c.AttachedCondition("water", RULING, "府裁〔2025〕3号"),
    )


def test_once_the_department_comes_round_nobody_waits_for_a_ruling():
    table = escalated()
    table.on("2025-10-29", WATER, agree("water"))
    assert (table.case.dispute, "ruling" in table.dues()) == (None, False)
    assert table.on("2025-10-29", LEAD, GRANT, at="11:00")[0].ruling is None


def test_a_ruling_that_is_overdue_holds_nobody_up_and_is_still_owed():
    table = escalated()
    assert isinstance(table.refused("2025-11-10", LEAD, REFUSE), RulingAwaited)
    assert e.LimitPassed("ruling", date(2025, 11, 10)) in table.pass_time("2025-11-11")
    assert "RuleOnDispute" in table.may("2025-11-11", GOVERNMENT)
    assert table.on("2025-11-11", LEAD, REFUSE)[0].outcome is c.Outcome.REFUSED


def test_on_the_last_day_of_the_laws_limit_nobody_waits_for_a_ruling():
    table = objected()
    table.on("2025-12-05", LEAD, convene("2025-12-05"))
    table.on("2025-12-05", LEAD, met(), at="11:00")
    table.on("2025-12-05", LEAD, ESCALATE, at="12:00")
    assert isinstance(table.refused("2025-12-08", LEAD, REFUSE), RulingAwaited)
    assert table.on("2025-12-09", LEAD, REFUSE)[0].outcome is c.Outcome.REFUSED


def test_what_the_examination_found_is_refused_on_without_any_meeting():
    table = Table(replace(food_item(), dispute=DISPUTES)).accepted("2025-09-30")
    table.on("2025-10-09", ASSISTANT, objection("fire"))
    table.on("2025-10-09", ASSISTANT.at("health_desk"), agree("health"))
    table.on("2025-10-09", LEAD, c.CompleteStep("examine", c.Finding.DOES_NOT_CONFORM, RULING))
    assert table.on("2025-10-10", LEAD, REFUSE)[0].outcome is c.Outcome.REFUSED


def test_of_two_that_went_up_only_what_still_stands_is_ruled_on():
    table = objected()
    table.on("2025-10-21", TRAFFIC, objection("traffic"))
    table.on("2025-10-21", LEAD, convene("2025-10-24"))
    table.on("2025-10-24", LEAD, met())
    table.on("2025-10-27", LEAD, ESCALATE)
    table.on("2025-10-28", TRAFFIC, agree("traffic"))
    ruling = table.on("2025-11-05", GOVERNMENT, ruled(OVERRULED))[0]
    assert ruling.steps == ("water",)
    assert table.on("2025-11-06", LEAD, GRANT)[0].outcome is c.Outcome.GRANTED


def test_an_opinion_corrected_to_an_objection_is_a_disagreement_as_well():
    table = objected()
    table.on("2025-10-21", WATER, agree("water"))
    mended = c.CorrectEntry("opinion:traffic", "object", "head", RULING)
    happened = table.on("2025-10-22", TRAFFIC, mended)
    assert happened[-1] == e.DisagreementArose(("traffic",), DISPUTES.meet, RULE_BASIS)
    back = c.CorrectEntry("opinion:traffic", "agree", "head", RULING)
    table.on("2025-10-23", TRAFFIC, back)
    assert (table.case.objections, "meeting" in table.dues()) == ((), False)
