"""送达 — who is served when, and from which day the time for a remedy runs; walk-through 12."""

from dataclasses import replace
from datetime import date

import pytest

from cast import (
    ANNOUNCE,
    APPLICANT,
    ASSISTANT,
    BOUNCED,
    CLERK,
    DELIVER,
    GRANT,
    LEAD,
    LICENCE,
    OUTSIDER,
    PAPER,
    POST_IT,
    REFUSE,
    REMEDIES,
    REVOKE,
    SIGNED,
    SIGNED_FOR,
    SUPPLEMENT_LIMIT,
    SWEEP,
    TRACKING,
    UNANSWERED,
    Table,
    intended,
    notice,
    served_item,
)
from tongban.kernel import Status
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.papers import ServiceState
from tongban.kernel.clock import ClockKind, explain
from tongban.kernel.refusals import DocumentPremature

RECONSIDERATION, LAWSUIT = "reconsideration:refusal", "lawsuit:refusal"
ELECTRONIC = replace(POST_IT, method=c.DeliveryMethod.ELECTRONIC, tracking=None)
CONFIRM = c.ConfirmService(c.DocumentKind.REFUSAL, "D-1")


def refused() -> Table:
    """吴磊 is refused on Friday 2026-07-24; the decision is made and sealed."""
    table = Table(served_item()).decided("2026-07-20", "2026-07-24", REFUSE)
    table.on("2026-07-24", SWEEP, PAPER)
    return table


def posted() -> Table:
    table = refused()
    table.on("2026-07-30", CLERK, POST_IT)
    return table


def state(table: Table) -> ServiceState:
    (service,) = table.case.services.values()
    return service.state


# --- 12. 吴磊, refused


def test_wu_leis_express_letter_signed_for_on_a_sunday_gives_him_until_8_october():
    table = posted()
    table.on("2026-08-03", CLERK, SIGNED_FOR, occurred="2026-08-02")

    assert table.due(RECONSIDERATION) == "2026-10-08"  # 60 natural days: 10-01, a holiday
    assert table.due(LAWSUIT) == "2027-02-02"
    assert (table.case.status, str(table.case.delivered_on)) == (Status.CLOSED, "2026-08-02")
    said = "".join(s.zh for s in explain(table.clock(RECONSIDERATION), table.calendar))
    assert all(part in said for part in ("2026-08-02", "60 日", "行政复议法§20(1)", "2026-10-01"))


def test_his_twins_letter_came_back_and_no_clock_runs_for_him():
    table = posted()
    (bounced,) = table.on("2026-08-03", CLERK, BOUNCED)

    assert bounced == e.DocumentBounced(c.DocumentKind.REFUSAL, "D-1", "applicant", c.BounceReason.MOVED)
    assert table.dues() == {"delivery": "2026-08-07"}
    assert (table.case.status, state(table)) == (Status.DECIDED, ServiceState.CAME_BACK)


# --- posted is not served


def test_a_letter_on_its_way_stops_no_clock_and_starts_none():
    table = posted()

    assert table.dues() == {"delivery": "2026-08-07"}  # 10 working days run on until it is signed for
    assert (table.case.status, state(table)) == (Status.DECIDED, ServiceState.ON_THE_WAY)


def test_what_came_back_is_sent_again_and_served():
    table = posted()
    table.on("2026-08-03", CLERK, BOUNCED)
    table.on("2026-08-04", CLERK, POST_IT)
    table.on("2026-08-06", CLERK, SIGNED_FOR)

    (service,) = table.case.services.values()
    assert (service.times_sent, service.bounced_on, str(service.served_on)) == (2, None, "2026-08-06")
    assert table.due(RECONSIDERATION) == "2026-10-08"


def test_who_has_a_letter_on_its_way_may_still_collect_it():
    table = posted()
    table.on("2026-07-31", CLERK, replace(SIGNED_FOR, method=c.DeliveryMethod.COUNTER))
    assert (state(table), table.due(RECONSIDERATION)) == (ServiceState.SERVED, "2026-09-29")


def test_a_licence_tells_no_remedy_and_starts_none():
    table = Table(served_item()).decided("2026-03-02", "2026-03-05", GRANT)
    table.on("2026-03-05", SWEEP, LICENCE)
    assert table.on("2026-03-06", CLERK, DELIVER) == (e.Delivered(c.DeliveryMethod.COUNTER, None),)
    assert table.dues() == {}


def test_the_days_are_those_that_the_decision_told():
    longer = replace(REFUSE, remedies=replace(REMEDIES, reconsideration_days=90))
    table = Table(served_item()).decided("2026-03-02", "2026-03-05", longer)
    table.on("2026-03-05", SWEEP, PAPER)
    table.on("2026-03-06", CLERK, replace(SIGNED_FOR, method=c.DeliveryMethod.COUNTER))
    assert table.due(RECONSIDERATION) == "2026-06-04"


def test_once_a_remedys_time_is_over_it_is_said_once_and_is_nobodys_lateness():
    table = posted()
    table.on("2026-08-02", CLERK, SIGNED_FOR)

    assert table.pass_time("2026-10-08", "23:00") == ()
    (over,) = table.pass_time("2026-10-09")
    assert over == e.RemedyTimeEnded(RECONSIDERATION, date(2026, 10, 8))
    assert table.dues() == {LAWSUIT: "2027-02-02"}
    assert table.pass_time("2026-10-12") == ()


# --- electronically, with consent


def agreed() -> Table:
    table = refused()
    table.on("2026-07-27", APPLICANT, c.AgreeToElectronicService())
    table.on("2026-07-27", CLERK, ELECTRONIC, at="11:00")
    return table


def test_who_agreed_is_served_on_the_day_they_confirm_not_on_the_day_it_was_sent():
    table = agreed()
    assert table.dues() == {"delivery": "2026-08-07"}

    (delivered,) = table.on("2026-08-02", APPLICANT, CONFIRM)
    assert (delivered.method, delivered.proof) == (c.DeliveryMethod.ELECTRONIC, None)
    assert (table.case.status, table.due(RECONSIDERATION)) == (Status.CLOSED, "2026-10-08")


def test_who_takes_the_consent_back_has_what_was_not_confirmed_served_in_another_way():
    table = agreed()
    bounced, ended = table.on("2026-07-28", APPLICANT, c.EndElectronicService())

    assert bounced.reason is c.BounceReason.CONSENT_ENDED
    assert (ended, state(table)) == (e.ElectronicServiceEnded(), ServiceState.CAME_BACK)
    table.on("2026-07-28", CLERK, POST_IT, at="11:00")
    assert state(table) is ServiceState.ON_THE_WAY


def test_the_counter_enters_a_consent_that_was_given_on_paper():
    table = refused()
    assert table.on("2026-07-27", CLERK, c.AgreeToElectronicService(SIGNED)) == (
        e.ElectronicServiceAgreed(SIGNED),
    )
    assert table.on("2026-07-28", CLERK, c.AgreeToElectronicService(SIGNED)) == ()


# --- by public notice, as the last resort


def announced() -> Table:
    table = posted()
    table.on("2026-08-03", CLERK, BOUNCED)
    table.on("2026-08-03", CLERK, ANNOUNCE, at="11:00")
    return table


def test_a_public_notice_serves_once_its_days_are_over():
    table = announced()
    clock = f"public_notice:{next(iter(table.case.services))}"
    assert table.due(clock) == "2026-09-02"  # 30 natural days from 3 August

    served, delivered = table.pass_time("2026-09-03")[-2:]
    assert isinstance(delivered, e.Delivered)
    assert (served.method, str(served.served_on)) == (c.DeliveryMethod.PUBLIC_NOTICE, "2026-09-02")
    assert (table.case.status, table.due(RECONSIDERATION)) == (Status.CLOSED, "2026-11-02")


def test_who_comes_to_the_counter_meanwhile_is_served_there():
    table = announced()
    table.on("2026-08-10", CLERK, replace(SIGNED_FOR, method=c.DeliveryMethod.COUNTER))
    assert (str(table.case.delivered_on), table.due(RECONSIDERATION)) == ("2026-08-10", "2026-10-09")
    assert all(not isinstance(h, e.DocumentServed) for h in table.pass_time("2026-09-03"))


def test_who_turns_up_meanwhile_and_agrees_confirms_what_is_sent_again():
    table = announced()
    table.on("2026-08-10", APPLICANT, c.AgreeToElectronicService())
    table.on("2026-08-10", CLERK, ELECTRONIC, at="11:00")
    table.on("2026-08-11", APPLICANT, CONFIRM)
    assert (str(table.case.delivered_on), table.case.delivery) == ("2026-08-11", c.DeliveryMethod.ELECTRONIC)


def test_what_is_sent_again_and_comes_back_leaves_the_notice_as_it_stands():
    table = announced()
    table.on("2026-08-10", CLERK, POST_IT)
    table.on("2026-08-12", CLERK, BOUNCED)
    assert state(table) is ServiceState.ANNOUNCED
    assert isinstance(table.pass_time("2026-09-03")[-1], e.Delivered)


# --- other documents


def test_a_notice_to_somebody_else_goes_on_while_the_case_is_decided():
    table = Table(served_item()).accepted("2026-03-02")
    paper = c.RecordDocument(c.DocumentKind.ACCEPTANCE_NOTICE, "A-1", "sha256:a", "blob/a")
    table.on("2026-03-02", SWEEP, paper, at="11:00")
    for body in (
        c.DispatchDocument(paper.document, "A-1", c.DeliveryMethod.POST, TRACKING),
        c.RecordBounce(paper.document, "A-1", c.BounceReason.MOVED),
        c.AnnounceService(paper.document, "A-1", TRACKING),
    ):
        table.on("2026-03-03", CLERK, body)
    table.on("2026-03-04", APPLICANT, c.Withdraw())
    (served,) = table.pass_time("2026-04-03")
    assert (served.method, str(served.served_on)) == (c.DeliveryMethod.PUBLIC_NOTICE, "2026-04-02")


def test_a_licence_that_falls_while_it_is_announced_serves_nobody():
    table = Table(served_item()).decided("2026-03-02", "2026-03-05", GRANT)
    table.on("2026-03-05", SWEEP, LICENCE)
    for body in (
        c.DispatchDocument(LICENCE.document, "L-1", c.DeliveryMethod.POST, TRACKING),
        c.RecordBounce(LICENCE.document, "L-1", c.BounceReason.MOVED),
        c.AnnounceService(LICENCE.document, "L-1", TRACKING),
    ):
        table.on("2026-03-06", CLERK, body)
    table.on("2026-03-09", LEAD, intended(c.RevocationGround.BEYOND_POWER, "2026-03-10"))
    table.on("2026-03-11", LEAD, REVOKE)
    assert (table.case.status, table.dues()) == (Status.CLOSED, {})
    assert table.pass_time("2026-04-20") == ()


def test_a_revocation_is_served_like_a_refusal_and_starts_its_own_clocks():
    table = Table(served_item()).decided("2026-03-02", "2026-03-05", GRANT)
    table.on("2026-03-05", SWEEP, LICENCE)
    table.on("2026-03-06", CLERK, DELIVER)
    table.on("2026-03-09", LEAD, intended(c.RevocationGround.BEYOND_POWER, "2026-03-10"))
    table.on("2026-03-11", LEAD, REVOKE)
    paper = c.RecordDocument(c.DocumentKind.REVOCATION_DECISION, "V-2", "sha256:v", "blob/v")
    table.on("2026-03-11", SWEEP, paper, at="10:05")
    served = c.RecordService(paper.document, "V-2", c.DeliveryMethod.COUNTER, SIGNED)
    (event,) = table.on("2026-03-12", LEAD, served)

    assert (event.whom, event.reconsideration.amount, event.lawsuit.unit.value) == ("applicant", 60, "month")
    assert table.due("reconsideration:revocation_decision") == "2026-05-11"


def test_the_notice_that_a_case_was_ended_starts_the_time_to_fight_it_too():
    table = Table(served_item(supplement_limit=SUPPLEMENT_LIMIT)).received("2026-03-02")
    table.on("2026-03-03", CLERK, notice("floor_plan"))
    table.on("2026-04-03", CLERK, UNANSWERED)
    paper = c.RecordDocument(c.DocumentKind.END_NOTICE, "N-9", "sha256:n", "blob/n")
    table.on("2026-04-03", SWEEP, paper, at="11:00")
    served = c.RecordService(paper.document, "N-9", c.DeliveryMethod.COUNTER, SIGNED)
    table.on("2026-04-07", CLERK, served)
    assert table.dues() == {"reconsideration:end_notice": "2026-06-08", "lawsuit:end_notice": "2026-10-08"}


@pytest.mark.parametrize("who", [OUTSIDER, APPLICANT, ASSISTANT])
def test_nobody_else_sends_or_serves(who):
    verbs = [c.DispatchDocument, c.RecordBounce, c.RecordService, c.AnnounceService, c.TakeOriginal]
    assert posted().may("2026-08-03", who, verbs) == []


def test_clocks_of_remedies_have_their_own_names():
    assert ClockKind.RECONSIDERATION.label.zh == "申请行政复议期限"


def test_nothing_is_proven_before_it_is_served():
    table = refused()
    proof = c.RecordDocument(c.DocumentKind.PROOF_OF_SERVICE, "D-1（送达回证）", "sha256:proof", "blob/proof")
    early = table.refused("2026-07-30", SWEEP, proof)
    assert early == DocumentPremature(document=proof.document.label, status=table.case.status.label)
    table.on("2026-07-30", CLERK, POST_IT)
    table.on("2026-08-03", CLERK, SIGNED_FOR, occurred="2026-08-02")
    table.on("2026-08-03", SWEEP, proof, at="11:00")
    assert table.case.documents[proof.document].number == proof.number
