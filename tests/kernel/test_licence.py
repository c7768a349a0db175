"""What may happen to a licence after the grant, and who may not apply again (§69, §70, §78, §79)."""

from dataclasses import replace
from datetime import date

import pytest

from cast import (
    ACCEPT,
    APPLICANT,
    ASSISTANT,
    CLERK,
    COMMIT,
    DELIVER,
    GRANT,
    LEAD,
    LICENCE,
    REFUSE,
    REVOKE,
    TELL_COMMITMENT,
    WHY,
    Table,
    agree,
    checked,
    commitment_item,
    food_item,
    intended,
    receive,
)
from tongban.kernel import Item, Status
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.state import LicenceState
from tongban.kernel.clock import TimeLimit, Unit
from tongban.kernel.refusals import (
    BannedUntil,
    GroundNotMet,
    HolderNeedsTime,
    HolderNotHeard,
    NoLicenceInForce,
    NothingForTheRecord,
    RevocationAlreadyTold,
)

ONE_YEAR = TimeLimit(1, Unit.YEAR, "行政许可法§78", rolls=False)
THREE_YEARS = TimeLimit(3, Unit.YEAR, "行政许可法§79", rolls=False)
BRIBERY = c.RevocationGround.FRAUD
FALSE_MATERIAL = c.Decline(c.DeclineGround.FALSE_MATERIAL, WHY)


def safety_item() -> Item:
    """The food item, which touches public safety."""
    return food_item(ban_after_false_material=ONE_YEAR, ban_after_fraud=THREE_YEARS)


def granted(item: Item | None = None, **changes: object) -> Table:
    table = Table(item).ready_to_decide("2026-03-02", "2026-03-03")
    table.on("2026-03-05", LEAD, replace(GRANT, **changes))  # type: ignore[arg-type]
    return table


def revoked(item: Item | None = None) -> Table:
    table = granted(item)
    table.on("2026-06-01", LEAD, intended(BRIBERY, "2026-06-10"))
    table.on("2026-06-11", LEAD, REVOKE)
    return table


def test_a_licence_got_by_fraud_is_revoked_and_where_safety_is_touched_not_applied_for_in_three_years():
    table = revoked(safety_item())
    assert isinstance(table.events[-1].body, e.Revoked)
    assert table.events[-1].body.ban_limit == THREE_YEARS
    assert table.due("ban") == "2029-06-11"


def test_where_safety_is_not_touched_fraud_is_revoked_without_a_ban():
    assert "ban" not in revoked().case.clocks


def test_false_material_is_declined_or_refused_and_bans_for_a_year():
    declined = Table(safety_item()).received("2026-03-02")
    declined.on("2026-03-03", CLERK, FALSE_MATERIAL)
    assert (declined.case.status, declined.due("ban")) == (Status.DECLINED, "2027-03-03")

    refused = Table(safety_item()).ready_to_decide("2026-03-02", "2026-03-03")
    refused.on("2026-03-05", LEAD, replace(REFUSE, false_material=True))
    assert refused.due("ban") == "2027-03-05"


def test_an_ordinary_refusal_bans_nobody():
    table = Table(safety_item()).decided("2026-03-02", "2026-03-05", REFUSE)
    assert "ban" not in table.case.clocks


def test_who_is_banned_is_refused_at_the_door_until_the_last_day():
    again = receive(banned_until=date(2027, 3, 3))
    assert Table().refused("2026-06-01", APPLICANT, again) == BannedUntil(until=date(2027, 3, 3))
    known = receive(banned_until=date(2026, 3, 3))
    assert Table().received("2026-03-04", known).case.status is Status.RECEIVED


def test_a_ban_that_is_over_is_said_to_be_over():
    table = revoked(safety_item())
    assert table.pass_time("2029-06-11") == ()
    assert table.pass_time("2029-06-12") == (e.BanEnded(date(2029, 6, 11)),)
    assert "ban" not in table.dues()


def test_a_licence_that_was_revoked_is_not_handed_out_any_more():
    table = granted()
    table.on("2026-03-05", LEAD, LICENCE, at="11:00")
    table.on("2026-03-06", LEAD, intended(BRIBERY, "2026-03-10"))
    table.on("2026-03-11", LEAD, REVOKE)
    refused = table.refused("2026-03-12", CLERK, DELIVER)
    assert refused == NoLicenceInForce(state=LicenceState.REVOKED.label)


def test_the_holder_has_a_day_at_least_to_answer():
    table = granted()
    assert table.refused("2026-06-01", LEAD, intended(BRIBERY, "2026-06-01")) == HolderNeedsTime(
        respond_by=date(2026, 6, 1), told_on=date(2026, 6, 1), earliest=date(2026, 6, 2)
    )
    table.on("2026-06-01", LEAD, intended(BRIBERY, "2026-06-02"))
    assert table.refused("2026-06-02", LEAD, REVOKE) == HolderNotHeard(until=date(2026, 6, 2))


def test_a_notice_that_waits_for_its_answer_is_not_shortened_by_another():
    table = granted()
    table.on("2026-06-01", LEAD, intended(BRIBERY, "2026-06-10"))
    again = intended(c.RevocationGround.BEYOND_POWER, "2026-06-03")
    refused = table.refused("2026-06-02", LEAD, again)
    assert refused == RevocationAlreadyTold(on=date(2026, 6, 1), until=date(2026, 6, 10))
    assert "TellRevocation" not in table.may("2026-06-02", LEAD)


@pytest.mark.parametrize("answered", [True, False])
def test_another_ground_can_be_told_once_the_first_was_answered_or_its_day_is_over(answered):
    table = granted()
    table.on("2026-06-01", LEAD, intended(BRIBERY, "2026-06-10"))
    if answered:
        table.on("2026-06-09", APPLICANT, c.RecordStatement(c.THE_APPLICANT, WHY))
    table.on(
        "2026-06-09" if answered else "2026-06-11",
        LEAD,
        intended(c.RevocationGround.BEYOND_POWER, "2026-06-20"),
        at="11:00",
    )
    # The holder is heard on what is held against them now.
    assert table.refused("2026-06-12", LEAD, REVOKE) == HolderNotHeard(until=date(2026, 6, 20))


def test_a_licence_that_ends_before_it_was_delivered_closes_its_case():
    ended = revoked()
    assert (ended.case.status, ended.case.delivered_on) == (Status.CLOSED, None)
    assert ended.dues() == {}

    ended = granted()
    ended.on("2026-03-06", LEAD, c.Cancel(c.CancellationGround.ENTITY_ENDED, "Z-1"))
    assert (ended.case.status, ended.dues()) == (Status.CLOSED, {})
    assert ended.refused("2026-03-09", CLERK, DELIVER) == NoLicenceInForce(state=LicenceState.CANCELLED.label)


def test_a_ban_outlives_the_case_that_a_revocation_closed():
    assert revoked(safety_item()).dues() == {"ban": "2029-06-11"}


def test_a_licence_that_was_delivered_is_revoked_without_closing_anything_twice():
    table = granted()
    table.on("2026-03-05", LEAD, LICENCE, at="11:00")
    table.on("2026-03-06", CLERK, DELIVER)
    table.on("2026-06-01", LEAD, intended(BRIBERY, "2026-06-10"))
    (happened,) = table.on("2026-06-11", LEAD, REVOKE)
    assert isinstance(happened, e.Revoked)
    assert happened.closes is None
    assert table.case.delivered_on == date(2026, 3, 6)


def test_what_was_revoked_is_not_revoked_again_but_cancelled():
    table = revoked()
    refused = table.refused("2026-06-12", LEAD, intended(BRIBERY, "2026-06-20"))
    assert refused == NoLicenceInForce(state=LicenceState.REVOKED.label)
    table.on("2026-06-12", LEAD, c.Cancel(c.CancellationGround.REVOKED, "Z-1"), at="11:00")
    assert table.case.licence is not None
    assert table.case.licence.state is LicenceState.CANCELLED


def test_a_licence_is_cancelled_as_expired_only_once_it_has():
    table = granted(valid_until=date(2026, 12, 31))
    expired = c.Cancel(c.CancellationGround.EXPIRED_NOT_RENEWED, "Z-1")
    assert isinstance(table.refused("2026-12-31", LEAD, expired), GroundNotMet)


def test_a_holder_who_died_needs_no_other_proof_than_the_ground():
    table = granted()
    (cancelled,) = table.on("2026-03-06", LEAD, c.Cancel(c.CancellationGround.DEATH_OR_INCAPACITY, "Z-1"))
    assert cancelled == e.Cancelled(
        c.CancellationGround.DEATH_OR_INCAPACITY, "Z-1", "行政许可法§70", closes=True
    )


def test_what_was_told_but_cancelled_before_it_was_revoked_is_nobodys_broken_promise():
    table = Table(commitment_item()).received("2026-03-02")
    table.on("2026-03-02", CLERK, TELL_COMMITMENT, at="10:30")
    table.on("2026-03-02", APPLICANT, COMMIT, at="10:40")
    table.on("2026-03-02", CLERK, ACCEPT, at="10:50")
    table.on("2026-03-02", ASSISTANT.at("health_desk"), agree("health"), at="11:00")
    table.on("2026-03-02", LEAD, GRANT, at="15:00")
    table.on("2026-03-04", ASSISTANT, checked(c.CheckFinding.FALSE_PROMISE))
    table.on("2026-03-04", LEAD, intended(c.RevocationGround.FALSE_PROMISE, "2026-03-10"), at="11:00")
    table.on("2026-03-05", LEAD, c.Cancel(c.CancellationGround.ENTITY_ENDED, "Z-1"))
    assert table.refused("2026-03-11", LEAD, c.RecordCredit("X-1")) == NothingForTheRecord()
