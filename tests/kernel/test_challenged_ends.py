"""What was turned away, returned, ended or not answered is fought too, and taken up (行政复议法§11)."""

from dataclasses import replace

import pytest

from cast import (
    ACCEPT,
    ACCEPT_WITH_GAP,
    APPLICANT,
    ASSISTANT,
    CHALLENGE,
    CLERK,
    DIED,
    GRANT,
    LEAD,
    REFUSE,
    RETURN,
    WHY,
    Table,
    agree,
    conforms,
    gap_item,
    outcome_of,
    receive,
)
from tongban.kernel import Status, StepState
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.item import StepKind
from tongban.kernel.clock import ClockKind
from tongban.kernel.refusals import NothingToChallenge, NotYourStep, RedoDaysMissing

Act, Ends = c.ChallengedAct, c.ChallengeOutcome
TURNED_AWAY = c.Decline(c.DeclineGround.NOT_REQUIRED, WHY, notice_number="N-1")
AWAY, BACK, ENDED, SILENT = (
    replace(CHALLENGE, act=act) for act in (Act.NON_ACCEPTANCE, Act.RETURN, Act.END, Act.SILENCE)
)


def declined() -> Table:
    table = Table().received("2026-03-02")
    table.on("2026-03-03", CLERK, TURNED_AWAY)
    return table


def returned() -> Table:
    table = Table(gap_item()).received("2025-12-29", receive("form", "licence_copy"))
    table.on("2025-12-29", CLERK, ACCEPT_WITH_GAP, at="11:00")
    table.pass_time("2026-01-07")
    table.on("2026-01-29", LEAD, RETURN)
    return table


def ended() -> Table:
    table = Table().accepted("2026-03-02")
    table.on("2026-03-05", LEAD, DIED)
    return table


def silent() -> Table:
    """Accepted on 2 March 2026 and never decided; twenty working days end on the 30th."""
    table = Table().accepted("2026-03-02")
    table.pass_time("2026-04-20")
    return table


def opinions(table: Table, day_text: str) -> None:
    for step in table.case.open_steps:
        if step.plan.kind is StepKind.OPINION:
            table.on(day_text, ASSISTANT.at(step.plan.post), agree(step.plan.id), at="11:00")


MADE = {AWAY: declined, BACK: returned, ENDED: ended, SILENT: silent}


@pytest.mark.parametrize("body", MADE, ids=lambda body: body.act)
def test_each_of_them_is_fought_answered_and_may_stand(body):
    table = MADE[body]()
    (recorded,) = table.on("2026-04-20", LEAD, body)
    assert recorded.against in ("N-1", "Z-1", table.case.receipt_number)
    assert table.case.challenges["1"].reply_clock in table.dues()
    status = table.case.status
    table.on("2026-04-24", LEAD, c.RecordReply("1", "答〔2026〕1号"))
    table.on("2026-06-15", LEAD, outcome_of(Ends.UPHELD))
    assert (table.case.status, table.case.redone_on) == (status, None)
    assert table.case.challenges["1"].outcome is Ends.UPHELD


@pytest.mark.parametrize("body", MADE, ids=lambda body: body.act)
@pytest.mark.parametrize("outcome", [Ends.ANNULLED, Ends.CHANGED, Ends.REDO, Ends.PERFORM])
def test_no_application_is_left_without_an_answer(body, outcome):
    table = MADE[body]()
    table.on("2026-04-20", LEAD, body)
    bare = outcome_of(outcome, redo_days=None)
    assert isinstance(table.refused("2026-06-15", LEAD, bare), RedoDaysMissing)
    table.on("2026-06-15", LEAD, replace(bare, redo_days=10))
    assert table.case.status is (Status.RECEIVED if body is AWAY else Status.ACCEPTED)
    clock = ClockKind.NOTICE if body is AWAY else ClockKind.STATUTORY
    assert table.dues()[clock] == "2026-06-25"


@pytest.mark.parametrize("body", MADE, ids=lambda body: body.act)
def test_found_unlawful_and_standing_it_changes_nothing_but_the_record(body):
    table = MADE[body]()
    table.on("2026-04-20", LEAD, body)
    status = table.case.status
    table.on("2026-06-15", LEAD, outcome_of(Ends.UNLAWFUL))
    assert table.case.status is status


def test_what_was_turned_away_is_accepted_after_all_and_decided():
    table = declined()
    table.on("2026-03-16", LEAD, AWAY)
    table.on("2026-04-17", LEAD, outcome_of(Ends.REDO, redo_days=10))
    table.on("2026-04-20", CLERK, ACCEPT)
    table.on("2026-04-21", LEAD, conforms())
    opinions(table, "2026-04-21")
    table.on("2026-04-22", LEAD, GRANT)
    assert table.case.status is Status.DECIDED


def test_silent_again_it_is_accepted_from_the_day_of_the_order():
    table = declined()
    table.on("2026-03-16", LEAD, AWAY)
    table.on("2026-04-17", LEAD, outcome_of(Ends.REDO, redo_days=10))
    table.pass_time("2026-05-08")
    assert (table.case.status, table.case.deemed_accepted) == (Status.ACCEPTED, True)
    assert str(table.case.accepted_on) == "2026-04-17"


def test_turned_away_again_it_can_be_fought_again_and_no_ban_of_the_first_time_runs_on():
    table = declined()
    table.on("2026-03-16", LEAD, AWAY)
    table.on("2026-04-17", LEAD, outcome_of(Ends.ANNULLED, redo_days=10))
    assert table.refused("2026-04-20", LEAD, AWAY).code() in ("not_allowed_now", "nothing_to_challenge")
    table.on("2026-04-20", CLERK, replace(TURNED_AWAY, notice_number="N-2"))
    table.on("2026-04-27", LEAD, AWAY)
    assert table.case.challenges["2"].against == "N-2"


def test_ended_it_goes_on_where_it_stood_and_what_was_done_stays_done():
    table = Table().accepted("2026-03-02")
    table.on("2026-03-03", LEAD, conforms())
    table.on("2026-03-05", LEAD, DIED)
    table.on("2026-03-16", LEAD, ENDED)
    table.on("2026-04-17", LEAD, outcome_of(Ends.ANNULLED, redo_days=30))
    assert table.case.steps["examine"].state is StepState.DONE
    opinions(table, "2026-04-20")
    table.on("2026-04-21", LEAD, GRANT)
    assert table.case.status is Status.DECIDED


def test_an_answer_that_came_while_the_silence_was_fought_is_not_touched_by_its_outcome():
    table = Table().ready_to_decide("2026-03-02", "2026-03-09")
    table.pass_time("2026-04-20")
    table.on("2026-04-20", LEAD, SILENT)
    table.on("2026-04-27", LEAD, REFUSE)
    happened = table.on("2026-06-15", LEAD, outcome_of(Ends.PERFORM, redo_days=10))
    assert [body.bears for body in happened if isinstance(body, e.ChallengeEnded)] == [False]
    assert (table.case.status, table.case.outcome) == (Status.DECIDED, c.Outcome.REFUSED)


def test_silence_is_fought_only_once_the_time_to_decide_is_over_and_not_as_of_before():
    table = Table().accepted("2026-03-02")
    until = table.clock(ClockKind.STATUTORY).due(table.calendar).day
    assert isinstance(table.refused(str(until), LEAD, SILENT), NothingToChallenge)
    table = silent()
    early = table.refused("2026-04-20", LEAD, SILENT, occurred="2026-03-10")
    assert isinstance(early, NothingToChallenge)


def test_ordered_to_act_and_silent_again_it_is_overdue_again():
    table = silent()
    table.on("2026-04-20", LEAD, SILENT)
    table.on("2026-06-15", LEAD, outcome_of(Ends.PERFORM, redo_days=10))
    assert ClockKind.STATUTORY not in table.case.passed
    table.pass_time("2026-06-26")
    assert str(table.case.passed[ClockKind.STATUTORY]) == "2026-06-25"
    table.on("2026-06-29", LEAD, SILENT)


def test_nobody_but_the_lead_enters_it_and_nothing_is_fought_that_was_not_done():
    assert isinstance(declined().refused("2026-03-16", ASSISTANT, AWAY), NotYourStep)
    for body in (BACK, ENDED, SILENT, CHALLENGE):
        assert isinstance(declined().refused("2026-03-16", LEAD, body), NothingToChallenge)
    withdrawn = Table().accepted("2026-03-02")
    withdrawn.on("2026-03-03", APPLICANT, c.Withdraw())
    assert withdrawn.possibilities("2026-03-04", LEAD, (c.RecordChallenge,)) == ()


def test_a_refusal_ordered_to_be_performed_is_decided_anew_and_a_grant_is_not():
    table = Table().decided("2026-03-02", "2026-03-09", REFUSE)
    table.on("2026-03-16", LEAD, CHALLENGE)
    table.on("2026-04-17", LEAD, outcome_of(Ends.PERFORM, redo_days=10))
    assert table.case.status is Status.ACCEPTED
    granted = Table().decided("2026-03-02", "2026-03-09")
    granted.on("2026-03-16", LEAD, CHALLENGE)
    granted.on("2026-04-17", LEAD, outcome_of(Ends.PERFORM, redo_days=10))
    assert granted.case.status is Status.DECIDED
