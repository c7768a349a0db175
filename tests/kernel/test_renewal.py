"""A licence renewed before it expires, or by silence for who applied in time (§50; walk-through 11)."""

from dataclasses import replace
from datetime import date

from cast import (
    ASSISTANT,
    BEFORE_EXPIRY,
    CLERK,
    DELIVER,
    GRANT,
    LEAD,
    OLD_LICENCE,
    SWEEP,
    Table,
    agree,
    conforms,
    expert_review,
    notice,
    receive,
    renewal_item,
)
from tongban.kernel import Status, replay
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.refusals import LicenceExpired, LicenceToRenewMissing, NotARenewal

RENEWED_UNTIL = date(2031, 6, 30)


def applied(day_text: str) -> Table:
    """Received and accepted that day; the licence expires on Tuesday 2026-06-30."""
    return Table(renewal_item()).accepted(day_text, receive(renews=OLD_LICENCE))


def test_shunda_applied_on_29_may_heard_nothing_and_is_renewed_with_the_day_of_expiry():
    table = applied("2026-05-29")
    received = table.events[0].body
    assert isinstance(received, e.Received)
    assert received.renews == e.Renewal(
        "L-0", date(2026, 6, 30), BEFORE_EXPIRY, True, RENEWED_UNTIL, "行政许可法§50(2)"
    )

    assert e.RenewalDeemed not in {type(body) for body in table.pass_time("2026-06-30")}
    deemed = [b for b in table.pass_time("2026-07-01") if isinstance(b, e.RenewalDeemed)]
    assert deemed == [
        e.RenewalDeemed(
            date(2026, 6, 30), "L-0", RENEWED_UNTIL, table.item.delivery_limit, "行政许可法§50(2)"
        )
    ]
    assert (table.case.status, table.case.outcome, table.case.deemed_renewed) == (
        Status.DECIDED,
        c.Outcome.GRANTED,
        True,
    )


def test_the_day_of_expiry_is_the_authoritys_by_its_own_article_and_not_by_the_applicants():
    renewal = applied("2026-05-29").clock("renewal")
    assert (renewal.limit.basis, renewal.entries[0].basis) == ("行政许可法§50(2)", "行政许可法§50(2)")


def test_a_renewal_recorded_before_its_basis_was_replays_as_it_was_told():
    table = applied("2026-05-29")
    first = table.events[0]
    assert isinstance(first.body, e.Received)
    assert first.body.renews is not None
    before = replace(first, body=replace(first.body, renews=replace(first.body.renews, basis=None)))
    assert replay([before]).clocks["renewal"].limit.basis == "行政许可法§50(1)"


def test_xuntong_applied_on_5_june_which_is_late_and_silence_renews_nothing():
    table = applied("2026-06-05")
    assert e.LimitPassed("renewal", date(2026, 6, 30)) in table.pass_time("2026-07-01")
    assert (table.case.status, table.case.outcome) == (Status.ACCEPTED, None)


def test_the_thirtieth_day_before_is_in_time_and_the_day_after_is_not():
    def in_time(day_text: str) -> bool:
        received = applied(day_text).events[0].body
        assert isinstance(received, e.Received)
        assert received.renews is not None
        return received.renews.in_time

    assert (in_time("2026-05-31"), in_time("2026-06-01")) == (True, False)


def test_a_decision_before_expiry_is_the_decision():
    table = applied("2026-05-20")
    for step in ("fire", "health"):
        table.on("2026-05-21", ASSISTANT.at(f"{step}_desk"), agree(step))
    table.on("2026-05-21", LEAD, conforms())
    table.on("2026-06-10", LEAD, GRANT)
    assert table.case.deemed_renewed is False
    assert not [b for b in table.pass_time("2026-07-01") if isinstance(b, e.RenewalDeemed)]


def test_silence_renews_nothing_while_the_applicant_owes_a_supplement():
    table = Table(renewal_item()).received("2026-05-20", receive("form", renews=OLD_LICENCE))
    table.on("2026-05-21", CLERK, notice("licence_copy", "floor_plan"))
    assert e.LimitPassed("renewal", date(2026, 6, 30)) in table.pass_time("2026-07-01")
    assert table.case.status is Status.RECEIVED


def test_a_renewal_nobody_even_accepted_is_renewed_all_the_same():
    table = Table(renewal_item()).received("2026-05-29", receive(renews=OLD_LICENCE))
    table.pass_time("2026-07-01")
    assert (table.case.deemed_accepted, table.case.deemed_renewed) == (True, True)


def test_an_excluded_review_does_not_move_the_day_of_expiry():
    table = applied("2026-05-29")
    table.on("2026-06-10", LEAD, expert_review("2026-06-11", "2026-06-25"))
    assert table.due("renewal") == "2026-06-30"


def test_what_was_renewed_by_silence_is_issued_under_its_number_and_delivered():
    table = applied("2026-05-29")
    table.pass_time("2026-07-01")
    assert table.due("delivery") == "2026-07-14"
    table.on("2026-07-02", SWEEP, c.RecordDocument(c.DocumentKind.LICENCE, "L-0", "sha256:l", "blob/l"))
    table.on("2026-07-03", CLERK, DELIVER)
    assert table.case.status is Status.CLOSED


def test_a_renewal_names_its_licence_and_an_ordinary_item_renews_none():
    assert Table(renewal_item()).refused("2026-05-29", CLERK, receive()) == LicenceToRenewMissing()
    assert Table().refused("2026-05-29", CLERK, receive(renews=OLD_LICENCE)) == NotARenewal()


def test_what_has_expired_is_not_renewed():
    late = Table(renewal_item()).refused("2026-07-01", CLERK, receive(renews=OLD_LICENCE))
    assert late == LicenceExpired(number="L-0", expires_on=date(2026, 6, 30))
