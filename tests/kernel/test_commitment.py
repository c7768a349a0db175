"""告知承诺: granted on a commitment, checked afterwards, followed up where it was broken (walk-through 5)."""

from dataclasses import replace
from datetime import date

import pytest

from cast import (
    ACCEPT,
    APPLICANT,
    ASSISTANT,
    CLERK,
    COMMIT,
    COMMITMENT,
    DELIVER,
    GRANT,
    LEAD,
    LICENCE,
    ON_COMMITMENT,
    PAIR,
    REVOKE,
    SWEEP,
    TELL_COMMITMENT,
    WHY,
    Table,
    agree,
    checked,
    commitment_item,
    food_item,
    intended,
    notice,
    receive,
)
from tongban.kernel import Status
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.state import LicenceState
from tongban.kernel.refusals import (
    CommitmentBarred,
    CommitmentNotTold,
    GroundNotFound,
    HolderNotHeard,
    MaterialNotRequired,
    NoLicenceInForce,
    NotYourStep,
    RevocationNotTold,
)

FALSE, UNPERFORMED = c.RevocationGround.FALSE_PROMISE, c.RevocationGround.NOT_RECTIFIED


def committed() -> Table:
    """周凯 came without a floor plan on Thursday 2026-04-30, was told, and committed."""
    table = Table(commitment_item()).received("2026-04-30", receive("form", "licence_copy"))
    table.on("2026-04-30", CLERK, TELL_COMMITMENT, at="10:30")
    table.on("2026-04-30", APPLICANT, COMMIT, at="10:40")
    return table


def granted(item=None) -> Table:
    """Granted the same day."""
    table = committed()
    table.item = item or table.item
    table.on("2026-04-30", CLERK, ACCEPT, at="10:50")
    table.on("2026-04-30", ASSISTANT.at("health_desk"), agree("health"), at="11:00")
    table.on("2026-04-30", LEAD, GRANT, at="15:00")
    return table


def closed() -> Table:
    table = granted()
    table.on("2026-04-30", SWEEP, LICENCE, at="15:10")
    table.on("2026-05-06", CLERK, DELIVER)
    return table


def found(finding: c.CheckFinding) -> Table:
    table = closed()
    table.on("2026-05-20", ASSISTANT, checked(finding))
    return table


def ordered(days: int = 5) -> Table:
    table = found(c.CheckFinding.NOT_PERFORMED)
    table.on("2026-05-20", ASSISTANT, c.OrderRectification(days, "Q-1", WHY), at="11:00")
    return table


# --- before the grant


def test_zhou_kai_commits_and_the_plan_is_neither_asked_for_nor_the_brigade_waited_for():
    table = committed()
    assert table.events[-1].body == e.Committed(
        COMMITMENT, c.CreditStanding.CLEAR, ("floor_plan",), ("examine", "fire"), ON_COMMITMENT.basis
    )
    table.on("2026-04-30", CLERK, ACCEPT, at="11:00")
    assert table.case.missing == ()
    assert list(table.case.steps) == ["health", "decision"]


def test_after_the_commitment_what_it_stands_for_is_not_asked_for():
    assert isinstance(committed().refused("2026-05-06", CLERK, notice("floor_plan")), MaterialNotRequired)


def test_nobody_commits_before_being_told_what_to():
    table = Table(commitment_item()).received("2026-04-30")
    assert table.refused("2026-04-30", APPLICANT, COMMIT) == CommitmentNotTold()


def test_a_former_false_promise_bars_until_the_credit_is_repaired():
    table = Table(commitment_item()).received("2026-04-30")
    table.on("2026-04-30", CLERK, TELL_COMMITMENT, at="10:30")
    barred = replace(COMMIT, standing=c.CreditStanding.FORMER_FALSE_PROMISE)
    assert table.refused("2026-04-30", APPLICANT, barred) == CommitmentBarred(standing=barred.standing.label)

    table.on("2026-04-30", APPLICANT, replace(COMMIT, standing=c.CreditStanding.REPAIRED), at="11:00")
    assert table.case.commitment is not None


def test_who_does_not_want_to_commit_takes_the_ordinary_route():
    table = Table(commitment_item()).received("2026-04-30")
    table.on("2026-04-30", CLERK, TELL_COMMITMENT, at="10:30")
    table.on("2026-04-30", CLERK, ACCEPT, at="11:00")
    assert list(table.case.steps) == ["examine", "fire", "health", "decision"]


# --- the check


def test_the_check_plans_itself_with_the_grant_within_twenty_working_days():
    table = granted()
    assert table.events[-1].body == e.CheckPlanned(
        "fire", "fire_desk", ON_COMMITMENT.check, ON_COMMITMENT.basis
    )
    assert table.due("commitment_check") == "2026-06-01"


def test_delivery_closes_the_case_and_the_check_runs_on():
    table = closed()
    assert (table.case.status, table.dues()) == (Status.CLOSED, {"commitment_check": "2026-06-01"})
    assert table.pass_time("2026-06-02") == (e.LimitPassed("commitment_check", date(2026, 6, 1)),)


def test_a_refusal_plans_no_check():
    table = Table(commitment_item()).decided("2026-04-29", "2026-04-30")
    assert "commitment_check" not in table.case.clocks


def test_a_commitment_that_is_kept_needs_nothing_more():
    table = found(c.CheckFinding.KEPT)
    assert table.dues() == {}
    refused = table.refused("2026-05-21", LEAD, intended(FALSE, "2026-05-28"))
    assert isinstance(refused, GroundNotFound)


def test_the_check_is_for_the_post_the_item_names():
    assert isinstance(closed().refused("2026-05-20", LEAD, checked()), NotYourStep)


# --- a licence that stands no more


def revoked(table: Table) -> Table:
    """Got by fraud, as turned out meanwhile; heard and revoked."""
    table.on("2026-05-21", LEAD, intended(c.RevocationGround.FRAUD, "2026-05-28"))
    table.on("2026-05-29", LEAD, REVOKE)
    return table


def cancelled(table: Table) -> Table:
    table.on("2026-05-21", LEAD, c.Cancel(c.CancellationGround.ENTITY_ENDED, "Z-1"))
    return table


@pytest.mark.parametrize(
    ("end", "state"), [(revoked, LicenceState.REVOKED), (cancelled, LicenceState.CANCELLED)]
)
@pytest.mark.parametrize(
    ("before", "verb"),
    [
        (closed, checked()),
        (lambda: found(c.CheckFinding.NOT_PERFORMED), c.OrderRectification(5, "Q-1", WHY)),
        (lambda: ordered(15), c.RecordRectification(True, PAIR)),
    ],
    ids=["checked", "ordered to rectify", "recorded as rectified"],
)
def test_a_licence_that_stands_no_more_is_not_followed_up(before, verb, end, state):
    table = end(before())
    assert table.refused("2026-06-01", ASSISTANT, verb) == NoLicenceInForce(state=state.label)
    assert not table.dues().keys() & {"commitment_check", "rectification"}


# --- a broken promise


def test_a_false_promise_is_revoked_after_hearing_him_and_recorded():
    table = found(c.CheckFinding.FALSE_PROMISE)
    assert table.refused("2026-05-20", LEAD, REVOKE, at="11:00") == RevocationNotTold()
    table.on("2026-05-20", LEAD, intended(FALSE, "2026-05-27"), at="12:00")
    assert table.refused("2026-05-27", LEAD, REVOKE) == HolderNotHeard(until=date(2026, 5, 27))

    table.on("2026-05-27", APPLICANT, c.RecordStatement(c.THE_APPLICANT, WHY), at="11:00")
    (revoked,) = table.on("2026-05-27", LEAD, REVOKE, at="12:00")
    assert revoked == e.Revoked(FALSE, "V-2", WHY, REVOKE.remedies, ON_COMMITMENT.basis)
    assert table.case.licence is not None
    assert table.case.licence.state is LicenceState.REVOKED

    table.on("2026-05-28", LEAD, c.RecordCredit("X-2026-88"))
    table.on("2026-05-28", LEAD, c.Cancel(c.CancellationGround.REVOKED, "Z-9"), at="11:00")
    assert table.case.licence.state is LicenceState.CANCELLED
    assert table.case.credit_number == "X-2026-88"


def test_what_is_not_performed_is_rectified_before_anything_is_revoked():
    table = found(c.CheckFinding.NOT_PERFORMED)
    assert isinstance(table.refused("2026-05-20", LEAD, intended(UNPERFORMED, "2026-05-28")), GroundNotFound)

    table.on("2026-05-20", ASSISTANT, c.OrderRectification(5, "Q-1", WHY), at="11:00")
    assert table.dues() == {"rectification": "2026-05-27"}
    still = table.refused("2026-05-27", LEAD, intended(UNPERFORMED, "2026-06-03"))
    assert isinstance(still, GroundNotFound)
    table.on("2026-05-28", LEAD, intended(UNPERFORMED, "2026-06-03"))
    table.on("2026-06-04", LEAD, REVOKE)
    assert table.case.licence is not None
    assert table.case.licence.state is LicenceState.REVOKED


def test_what_was_rectified_is_not_revoked():
    table = ordered()
    table.on("2026-05-26", ASSISTANT, c.RecordRectification(True, PAIR))
    assert isinstance(table.refused("2026-06-04", LEAD, intended(UNPERFORMED, "2026-06-11")), GroundNotFound)


def test_what_was_rectified_badly_may_be_revoked_before_the_days_are_over():
    table = ordered(15)
    table.on("2026-05-26", ASSISTANT, c.RecordRectification(False, PAIR, WHY))
    table.on("2026-05-26", LEAD, intended(UNPERFORMED, "2026-06-02"), at="11:00")
    table.on("2026-06-03", LEAD, REVOKE)
    assert table.case.licence is not None
    assert table.case.licence.state is LicenceState.REVOKED


def test_an_ordinary_licence_is_granted_as_before():
    table = Table(food_item()).decided("2026-03-02", "2026-03-05")
    assert table.case.licence is not None
    assert (table.case.licence.number, table.case.licence.state) == ("L-1", LicenceState.IN_FORCE)
