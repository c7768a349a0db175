"""A decision is fought 复议、诉讼: answered, suspended, and what its outcome does to case and licence."""

from dataclasses import replace

import pytest

from cast import (
    APPLICANT,
    ASSISTANT,
    BOUNCED,
    CHALLENGE,
    CLERK,
    DELIVER,
    DISTRICT,
    GRANT,
    LEAD,
    LICENCE,
    OVERSEER,
    PAPER,
    POST_IT,
    REFUSE,
    REPLY,
    REVOKE,
    SIGNED,
    SIGNED_FOR,
    SWEEP,
    TAKE_OVERSIGHT,
    WHY,
    Table,
    agree,
    conforms,
    day,
    expert_review,
    food_item,
    intended,
    objection,
    outcome_of,
    overseen_item,
    reviewed_item,
    send_up,
    served_item,
)
from conferred import ESCALATE, WATER, not_agreed
from tongban.kernel import Status, StepState
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.state import LicenceState
from tongban.kernel.clock import TimeLimit, Unit
from tongban.kernel.refusals import (
    DocumentMissing,
    ExecutionStopped,
    MeetingOwed,
    NotYourStep,
    RedoDaysMissing,
)

Ends = c.ChallengeOutcome
ANSWER = c.RecordReply("1", "答〔2026〕1号")
SUSPEND = c.SuspendExecution("1", "停〔2026〕1号")
RESUME = c.ResumeExecution("1", "恢〔2026〕1号")
SUIT = replace(CHALLENGE, kind=c.ChallengeKind.LITIGATION, body="市中级人民法院", number="行初7号")
OF_REVOCATION = replace(CHALLENGE, act=c.ChallengedAct.REVOCATION)


def refused() -> Table:
    return Table().decided("2026-03-02", "2026-03-09", REFUSE)


def fought(table: Table, body: c.RecordChallenge = CHALLENGE) -> Table:
    table.on("2026-03-16", LEAD, body)
    return table


def granted(item=None) -> Table:
    return Table(item or food_item()).decided("2026-03-02", "2026-03-09")


def closed(item=None) -> Table:
    table = granted(item)
    table.on("2026-03-09", SWEEP, LICENCE, at="11:00")
    table.on("2026-03-10", CLERK, DELIVER)
    return table


def revoked(table: Table) -> Table:
    table.on("2026-03-11", LEAD, intended(c.RevocationGround.FRAUD, "2026-03-12"))
    table.on("2026-03-11", APPLICANT, c.RecordStatement(c.THE_APPLICANT, WHY), at="11:00")
    table.on("2026-03-11", LEAD, REVOKE, at="12:00")
    return table


# --- fought, and answered


def test_the_reply_is_due_from_the_day_the_copy_came_and_its_reply_stops_the_days():
    table = refused()
    assert table.on("2026-03-18", LEAD, CHALLENGE, occurred="2026-03-16") == (
        e.ChallengeRecorded(
            "1",
            c.ChallengeKind.RECONSIDERATION,
            c.ChallengedAct.DECISION,
            "D-1",
            "市人民政府",
            "复〔2026〕7号",
            REPLY,
            "行政复议法§48",
        ),
    )
    assert table.dues()["reply:1"] == "2026-03-30"
    table.on("2026-03-20", LEAD, ANSWER)
    assert "reply:1" not in table.dues()


def test_days_to_answer_that_pass_are_on_record_and_the_answer_comes_late():
    table = fought(refused())
    assert e.LimitPassed("reply:1", day("2026-03-30")) in table.pass_time("2026-03-31")
    table.on("2026-04-01", LEAD, ANSWER)


@pytest.mark.parametrize("who", [CLERK, ASSISTANT, APPLICANT])
def test_only_the_lead_enters_what_is_fought(who):
    assert isinstance(refused().refused("2026-03-16", who, CHALLENGE), NotYourStep)
    assert isinstance(fought(refused()).refused("2026-03-17", who, outcome_of(Ends.UPHELD)), NotYourStep)


# --- execution goes on, unless it is suspended


def test_a_challenge_alone_stops_nothing():
    table = fought(granted())
    table.on("2026-03-16", SWEEP, LICENCE, at="11:00")
    table.on("2026-03-17", CLERK, DELIVER)
    assert table.case.status is Status.CLOSED


def test_what_is_suspended_is_not_handed_out_until_it_resumes():
    table = fought(granted())
    table.on("2026-03-16", SWEEP, LICENCE, at="11:00")
    table.on("2026-03-17", LEAD, SUSPEND)
    assert isinstance(table.refused("2026-03-18", CLERK, DELIVER), ExecutionStopped)
    table.on("2026-03-19", LEAD, RESUME)
    table.on("2026-03-20", CLERK, DELIVER)


def test_a_suspension_ends_with_the_challenge():
    table = fought(granted())
    table.on("2026-03-16", SWEEP, LICENCE, at="11:00")
    table.on("2026-03-17", LEAD, SUSPEND)
    table.on("2026-04-17", LEAD, outcome_of(Ends.UPHELD))
    table.on("2026-04-18", CLERK, DELIVER)


def test_a_licence_whose_revocation_is_suspended_is_not_struck_off():
    table = fought(revoked(closed()), OF_REVOCATION)
    table.on("2026-03-17", LEAD, SUSPEND)
    cancel = c.Cancel(c.CancellationGround.REVOKED, "Z-1")
    assert isinstance(table.refused("2026-03-18", LEAD, cancel), ExecutionStopped)


# --- how it ends


@pytest.mark.parametrize("outcome", [Ends.UPHELD, Ends.UNLAWFUL, Ends.ENDED])
@pytest.mark.parametrize("make", [refused, granted, closed])
def test_where_the_decision_stands_nothing_changes_but_the_record(make, outcome):
    table = fought(make())
    before = table.case
    table.on("2026-04-17", LEAD, outcome_of(outcome))
    after = table.case
    assert (after.status, after.licence, after.outcome) == (before.status, before.licence, before.outcome)
    assert after.challenges["1"].outcome is outcome
    assert "reply:1" not in table.dues()


def test_a_refusal_annulled_is_decided_anew_within_the_days_ordered():
    table = fought(refused())
    events = table.on("2026-04-17", LEAD, outcome_of(Ends.REDO))
    ordered = TimeLimit(60, Unit.NATURAL_DAY, "市人民政府复决〔2026〕7号")
    assert events[-2:] == (
        e.ChallengeEnded("1", Ends.REDO, "复决〔2026〕7号", "行政复议法§77", True, ordered, ()),
        e.StepsOpened(("decision",)),
    )
    assert (table.case.status, table.case.outcome, table.case.outcome_number) == (Status.ACCEPTED, None, "")
    assert table.dues() == {"statutory": "2026-06-16"}
    table.on("2026-05-06", LEAD, replace(GRANT, number="L-9"))
    table.on("2026-05-06", SWEEP, replace(LICENCE, number="L-9"), at="11:00")
    table.on("2026-05-07", CLERK, DELIVER)
    assert (table.case.status, table.case.outcome_number) == (Status.CLOSED, "L-9")


def test_what_does_not_stand_any_more_is_not_fought_any_more():
    table = Table(served_item()).decided("2026-03-02", "2026-03-09", REFUSE)
    table.on("2026-03-09", SWEEP, PAPER, at="10:05")
    table.on("2026-03-10", CLERK, replace(SIGNED_FOR, method=c.DeliveryMethod.COUNTER))
    fought(table)
    assert {"reconsideration:refusal", "lawsuit:refusal"} <= table.dues().keys()
    table.on("2026-04-17", LEAD, outcome_of(Ends.REDO))
    assert table.dues() == {"statutory": "2026-06-16"}


def test_a_decision_that_does_not_stand_any_more_is_served_to_nobody():
    table = Table(served_item()).decided("2026-03-02", "2026-03-09", REFUSE)
    table.on("2026-03-09", SWEEP, PAPER, at="10:05")
    for on, body in (("2026-03-10", POST_IT), ("2026-03-13", BOUNCED)):
        table.on(on, CLERK, body)
    fought(table)
    table.on("2026-04-17", LEAD, outcome_of(Ends.REDO))
    assert table.case.services == {}
    assert table.refused("2026-04-20", CLERK, POST_IT) == DocumentMissing(document=PAPER.document.label)


def test_nor_is_a_revocation_that_was_annulled():
    table = fought(revoked(closed(served_item())), OF_REVOCATION)
    paper = c.RecordDocument(c.DocumentKind.REVOCATION_DECISION, "V-2", "sha256:v", "blob/v")
    table.on("2026-03-16", SWEEP, paper, at="11:00")
    table.on("2026-04-17", LEAD, outcome_of(Ends.ANNULLED))
    assert paper.document not in table.case.documents
    served = c.RecordService(paper.document, "V-2", c.DeliveryMethod.COUNTER, SIGNED)
    assert table.refused("2026-04-20", CLERK, served) == DocumentMissing(document=paper.document.label)


def test_what_was_found_fault_with_is_taken_again_and_all_that_follows_on_it():
    table = fought(refused())
    table.on("2026-04-17", LEAD, outcome_of(Ends.REDO, steps=("examine",)))
    states = {step.plan.id: step.state for step in table.case.steps.values()}
    assert states == {
        "examine": StepState.OPEN,
        "fire": StepState.DONE,
        "health": StepState.DONE,
        "decision": StepState.WAITING,
    }
    assert table.due("step:examine") == "2026-04-29"
    table.on("2026-04-20", LEAD, conforms())
    table.on("2026-04-21", LEAD, GRANT)


def test_what_is_decided_anew_is_delivered_within_its_days_again():
    table = fought(closed())
    table.on("2026-04-17", LEAD, outcome_of(Ends.REDO))
    table.on("2026-05-06", LEAD, replace(GRANT, number="L-9"))
    assert table.dues() == {"delivery": "2026-05-19"}


def test_a_lower_level_that_reviews_anew_has_its_days_from_then():
    table = Table(reviewed_item()).accepted("2026-03-02")
    table.on("2026-03-10", DISTRICT, send_up())
    for step in ("fire", "health"):
        table.on("2026-03-10", ASSISTANT.at(f"{step}_desk"), agree(step))
    table.on("2026-03-11", LEAD, conforms())
    table.on("2026-03-11", LEAD, REFUSE, at="11:00")
    limit = table.case.clocks["step:review"].limit.amount
    fought(table)
    table.on("2026-04-17", LEAD, outcome_of(Ends.REDO, steps=("review",)))
    assert table.due("step:review") == str(table.calendar.add(day("2026-04-17"), limit))


def test_an_entry_of_acceptance_that_is_corrected_moves_no_day_that_was_ordered():
    table = fought(refused())
    table.on("2026-04-17", LEAD, outcome_of(Ends.REDO))
    table.on("2026-04-20", LEAD, c.CorrectEntry("accepted_on", "2026-03-03", "head", WHY))
    assert table.case.accepted_on == day("2026-03-03")
    assert table.dues() == {"statutory": "2026-06-16"}


def test_a_department_that_objects_anew_is_met_anew():
    table = not_agreed()
    table.on("2025-10-27", LEAD, replace(REFUSE, number="D-1"))
    table.on("2025-11-10", LEAD, CHALLENGE)
    table.on("2025-12-08", LEAD, outcome_of(Ends.REDO, steps=("water",)))
    assert table.case.meeting.conferred == frozenset()
    table.on("2025-12-10", WATER, objection("water"))
    assert isinstance(table.refused("2025-12-11", LEAD, ESCALATE), MeetingOwed)
    assert "meeting" in table.dues()


def test_the_days_of_a_special_procedure_are_excluded_also_from_days_that_were_ordered():
    table = Table().decided("2026-03-02", "2026-03-04", REFUSE)
    table.on("2026-03-05", LEAD, CHALLENGE)
    table.on("2026-03-06", LEAD, outcome_of(Ends.REDO))
    table.on("2026-03-09", LEAD, expert_review("2026-03-10", "2026-03-11"))
    assert table.dues() == {"statutory": "2026-05-07"}


def test_decided_anew_as_before_it_can_be_fought_again():
    table = fought(refused())
    table.on("2026-04-17", LEAD, outcome_of(Ends.REDO))
    table.on("2026-05-06", LEAD, replace(REFUSE, number="D-2"))
    table.on("2026-05-20", LEAD, SUIT)
    table.on("2026-09-01", LEAD, outcome_of(Ends.REDO, challenge="2", number="行终8号"))
    assert table.case.status is Status.ACCEPTED
    assert table.case.challenges["2"].against == "D-2"


@pytest.mark.parametrize("outcome", [Ends.ANNULLED, Ends.CHANGED, Ends.REDO])
def test_an_application_is_never_left_without_an_answer(outcome):
    table = fought(refused())
    bare = outcome_of(outcome, redo_days=None)
    assert isinstance(table.refused("2026-04-17", LEAD, bare), RedoDaysMissing)
    table.on("2026-04-17", LEAD, replace(bare, redo_days=30), at="11:00")
    assert table.case.status is Status.ACCEPTED


def test_a_grant_annulled_falls_and_its_overseer_is_told():
    table = fought(closed(overseen_item()))
    table.on("2026-03-17", OVERSEER, TAKE_OVERSIGHT)
    events = table.on("2026-04-17", LEAD, outcome_of(Ends.ANNULLED))
    assert isinstance(events[-1], e.HandedOver)
    assert events[-1].reason is c.HandOverReason.REVOCATION
    assert table.case.licence is not None
    assert (table.case.licence.state, table.case.status) == (LicenceState.REVOKED, Status.CLOSED)


def test_a_grant_annulled_before_it_was_delivered_closes_the_case():
    table = fought(granted())
    table.on("2026-04-17", LEAD, outcome_of(Ends.ANNULLED))
    assert (table.case.status, table.dues()) == (Status.CLOSED, {})


def test_a_grant_annulled_to_be_decided_anew_is_granted_under_another_number():
    table = fought(closed(overseen_item()))
    table.on("2026-04-17", LEAD, outcome_of(Ends.REDO))
    assert table.case.licence is not None
    assert table.case.licence.state is LicenceState.REVOKED
    assert table.case.status is Status.ACCEPTED
    table.on("2026-04-20", OVERSEER, c.AcknowledgeHandOver("1"))  # what is on its way is taken all the same
    table.on("2026-05-06", LEAD, replace(GRANT, number="L-9"))
    assert table.case.licence.number == "L-9"
    assert [h.reason.value for h in table.case.hand_overs.values()] == ["grant", "revocation", "grant"]


def test_a_revocation_annulled_puts_the_licence_back_in_force():
    table = fought(revoked(closed(overseen_item())), OF_REVOCATION)
    events = table.on("2026-04-17", LEAD, outcome_of(Ends.ANNULLED))
    assert isinstance(events[-1], e.HandedOver)
    assert events[-1].reason is c.HandOverReason.RESTORATION
    licence = table.case.licence
    assert licence is not None
    assert (licence.state, licence.ended_on, licence.revoked_on) == (LicenceState.IN_FORCE, None, None)
    assert table.case.revocation is None
    assert "TellRevocation" in table.may("2026-04-18", LEAD)


def test_a_licence_that_was_never_handed_out_is_delivered_once_it_stands_again():
    table = fought(revoked(granted()), OF_REVOCATION)
    assert table.case.status is Status.CLOSED
    table.on("2026-04-17", LEAD, outcome_of(Ends.ANNULLED))
    assert (table.case.status, table.dues()) == (Status.DECIDED, {"delivery": "2026-05-06"})
    table.on("2026-04-20", SWEEP, LICENCE)
    table.on("2026-04-21", CLERK, DELIVER)


def test_what_was_decided_anew_meanwhile_is_not_touched_by_the_old_challenge():
    table = fought(refused())
    table.on("2026-03-17", LEAD, SUIT)
    table.on("2026-04-17", LEAD, outcome_of(Ends.REDO))
    table.on("2026-05-06", LEAD, GRANT)
    events = table.on("2026-06-01", LEAD, outcome_of(Ends.ANNULLED, challenge="2"))
    assert isinstance(events[-1], e.ChallengeEnded)
    assert events[-1].bears is False
    assert table.case.outcome is c.Outcome.GRANTED


def test_withdrawn_while_decided_anew_the_other_challenge_still_ends():
    table = fought(refused())
    table.on("2026-03-17", LEAD, SUIT)
    table.on("2026-04-17", LEAD, outcome_of(Ends.REDO))
    table.on("2026-04-20", APPLICANT, c.Withdraw())
    table.on("2026-06-01", LEAD, outcome_of(Ends.ENDED, challenge="2"))
    assert not any(challenge.is_open for challenge in table.case.challenges.values())


def test_it_is_listed_once_there_is_a_decision():
    assert "RecordChallenge" in refused().may("2026-03-10", LEAD)
    before = Table().accepted("2026-03-02")
    verbs = {p.verb for p in before.possibilities("2026-03-03", LEAD)}
    assert not verbs & {c.RecordChallenge, c.RecordReply, c.RecordChallengeOutcome}
