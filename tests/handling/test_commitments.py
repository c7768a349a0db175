"""Granted on a commitment, checked, followed up: the whole course over the ports (walk-through 5)."""

from datetime import date

import pytest

from cast import APPLICANT, ASSISTANT, CLERK, LEAD, OUTSIDER, PAIR, REMEDIES, commitment_item
from office import PDF, Office, open_office
from tongban.handling import audit, commitment, examination, hearing, licence, outcome
from tongban.handling.access import NotYourCase
from tongban.handling.commitment import Confirmation, confirmation_in
from tongban.handling.credit import CreditNote
from tongban.handling.errand import Errand
from tongban.handling.in_memory import MemoryStore
from tongban.handling.projection import TaskRow
from tongban.handling.sweep import sweep
from tongban.handling.uploads import checked
from tongban.kernel import Status, replay
from tongban.kernel.case import commands as c
from tongban.kernel.case.state import LicenceState
from tongban.kernel.refusals import (
    CommitmentBarred,
    CommitmentMissing,
    CommitmentNotTold,
    HolderNotHeard,
    NotYourStep,
    TooFewToCheck,
)

CASE = "0199d0a0-0000-7000-8000-00000000c001"
AGAIN = "0199d0a0-0000-7000-8000-00000000c002"
PROMISE = Confirmation("周凯", "疏散通道畅通；两个安全出口。")
WHY = "承诺两个安全出口，实际只有一个"
CODE = "91330199DEM0000001"
FALSE = c.RevocationGround.FALSE_PROMISE


def committed(office: Office | None = None, case_id: str = CASE) -> Office:
    """周凯 applied online without a floor plan on Thursday 2026-04-30, and committed there."""
    office = office or open_office("2026-04-30", item=commitment_item())
    office.receive(case_id, ("form", "licence_copy"))
    commitment.commit_online(office.handler, office.ask(case_id, APPLICANT), PROMISE)
    return office


def granted(office: Office | None = None) -> Office:
    office = committed(office)
    office.accept(CASE)
    person, agreed = ASSISTANT.at("health_desk"), c.OpinionResult.AGREE
    examination.give_opinion(office.handler, office.ask(CASE, person), "health", agreed)
    outcome.grant(office.handler, office.ask(CASE, LEAD), prefix="XF", basis="消防法§15")
    return office


def found(finding: c.CheckFinding, office: Office | None = None) -> Office:
    office = granted(office).on("2026-05-20")
    commitment.record_check(office.handler, office.ask(CASE, ASSISTANT), finding, PAIR, WHY)
    return office


def revoked(office: Office | None = None) -> Office:
    """Told on 20 May with a week to answer, heard on the 27th, revoked that day."""
    office = found(c.CheckFinding.FALSE_PROMISE, office)
    licence.tell_revocation(office.handler, office.ask(CASE, LEAD), FALSE, date(2026, 5, 27), WHY)
    office.on("2026-05-27")
    hearing.record_statement(office.handler, office.ask(CASE, APPLICANT), "applicant", "第二个出口正在开")
    licence.revoke(office.handler, office.ask(CASE, LEAD), reasons=WHY, remedies=REMEDIES)
    return office


def tasks(office: Office) -> dict[str, TaskRow]:
    assert isinstance(office.store, MemoryStore)
    rows = office.store.tasks(CASE)
    return {n: row for n, row in rows.items() if n.startswith("licence:") and row.state == "open"}


def owed(office: Office) -> dict[str, tuple[str, date | None]]:
    return {name: (row.post, row.due_on) for name, row in tasks(office).items()}


# --- the whole course, on the dates of walk-through 5


def test_a_false_promise_is_checked_heard_revoked_and_recorded_with_a_paper_for_each() -> None:
    office = revoked().on("2026-05-28")
    licence.record_credit(office.handler, office.ask(CASE, LEAD), " X-2026-88 ")
    licence.cancel(office.handler, office.ask(CASE, LEAD), c.CancellationGround.REVOKED)

    case = office.handler.standing(CASE).case
    assert case.licence is not None
    assert (case.licence.state, case.licence.revoked_on) == (LicenceState.CANCELLED, date(2026, 5, 27))
    assert case.credit_number == "X-2026-88"
    numbers = {type(e.body).__name__: e.body for e in office.handler.history(CASE)}
    assert [
        numbers["CommitmentTold"].notice_number,  # type: ignore[attr-defined]
        numbers["RevocationTold"].notice_number,  # type: ignore[attr-defined]
        numbers["Revoked"].number,  # type: ignore[attr-defined]
        numbers["Cancelled"].number,  # type: ignore[attr-defined]
    ] == ["演审承〔2026〕1号", "演审撤告〔2026〕1号", "演审撤决〔2026〕1号", "演审注〔2026〕1号"]
    assert isinstance(office.store, MemoryStore)
    assert [job.arguments["document"] for job in office.store.jobs(CASE).values()] == [
        "receipt",
        "commitment",
        "acceptance_notice",
        "grant_decision",
        "licence",
        "revocation_notice",
        "revocation_decision",
        "cancellation_notice",
    ]
    summary = office.store.summary(CASE)
    assert summary is not None
    assert (summary.licence_ended, summary.licence_ended_on) == ("cancelled", date(2026, 5, 27))
    assert (summary.credit, summary.credit_since) == ("former_false_promise", date(2026, 5, 27))


def test_the_check_is_a_task_of_its_post_from_the_grant_on_and_after_the_case_is_closed() -> None:
    office = granted()
    check = TaskRow(
        case_id=CASE,
        task_id="licence:check",
        kind="licence",
        authority="fire",
        post="fire_desk",
        state="open",
        opened_on=date(2026, 4, 30),
        due_on=date(2026, 6, 1),
        taken_by="",
    )
    assert tasks(office) == {"licence:check": check}
    office.on("2026-05-06")
    for kind, number in office.handler.standing(CASE).case.outcome_papers:
        paper = c.RecordDocument(kind, number, "d" * 64, "ref")
        Errand(office.handler, office.ask(CASE, LEAD), "paper").run(lambda _errand, paper=paper: paper)
    outcome.deliver(office.handler, office.ask(CASE, CLERK), c.DeliveryMethod.COUNTER, "周凯")
    assert office.handler.standing(CASE).case.status is Status.CLOSED
    assert tasks(office) == {"licence:check": check}


def test_each_thing_to_do_stands_on_the_list_of_whose_it_is() -> None:
    office = found(c.CheckFinding.NOT_PERFORMED)
    assert owed(office) == {"licence:order": ("fire_desk", None)}
    commitment.order_rectification(office.handler, office.ask(CASE, ASSISTANT), 5, WHY)
    assert owed(office) == {"licence:rectified": ("fire_desk", date(2026, 5, 27))}
    office.on("2026-05-28", "00:05")
    sweep(office.handler, office.clock.now())
    assert owed(office) == {"licence:tell": ("licensing", None)}
    office.on("2026-05-28")
    not_rectified = c.RevocationGround.NOT_RECTIFIED
    licence.tell_revocation(office.handler, office.ask(CASE, LEAD), not_rectified, date(2026, 6, 4), WHY)
    assert owed(office) == {"licence:revoke": ("licensing", date(2026, 6, 4))}
    office.on("2026-06-05")
    licence.revoke(office.handler, office.ask(CASE, LEAD), reasons=WHY, remedies=REMEDIES)
    assert owed(office) == {"licence:record": ("licensing", None)}
    licence.record_credit(office.handler, office.ask(CASE, LEAD), "X-1")
    assert owed(office) == {}


def test_what_was_put_right_asks_nothing_more_of_anybody() -> None:
    office = found(c.CheckFinding.NOT_PERFORMED)
    commitment.order_rectification(office.handler, office.ask(CASE, ASSISTANT), 5, WHY)
    office.on("2026-05-26")
    commitment.record_rectification(office.handler, office.ask(CASE, ASSISTANT), True, PAIR)
    assert owed(office) == {}


def test_what_fails_again_is_the_leads_to_tell() -> None:
    office = found(c.CheckFinding.NOT_PERFORMED)
    commitment.order_rectification(office.handler, office.ask(CASE, ASSISTANT), 5, WHY)
    office.on("2026-05-26")
    commitment.record_rectification(office.handler, office.ask(CASE, ASSISTANT), False, PAIR, WHY)
    assert owed(office) == {"licence:tell": ("licensing", None)}


# --- committing


def test_online_the_system_tells_at_the_intake_post_and_the_applicant_commits() -> None:
    office = committed()
    told, said = office.handler.history(CASE)[-2:]
    assert (told.actor, told.post, said.actor, said.post) == (
        "system:commitment",
        CLERK.post,
        APPLICANT.account,
        "",
    )
    text = office.personal.read(CASE, [said.body.commitment.ref])  # type: ignore[attr-defined]
    assert confirmation_in(text[said.body.commitment.ref]) == PROMISE  # type: ignore[attr-defined]


def test_to_commit_online_twice_is_to_commit_once() -> None:
    office = open_office("2026-04-30", item=commitment_item())
    office.receive(CASE, ("form", "licence_copy"))
    for _ in range(2):
        answer = commitment.commit_online(office.handler, office.ask(CASE, APPLICANT, "form-1"), PROMISE)
    assert answer.repeated
    assert office.events(CASE).count("CommitmentTold") == office.events(CASE).count("Committed") == 1


def test_at_the_window_the_sheet_is_told_signed_and_kept() -> None:
    office = open_office("2026-04-30", item=commitment_item())
    office.receive(CASE, ("form", "licence_copy"))
    signed = checked("承诺书.pdf", PDF)
    with pytest.raises(CommitmentNotTold):
        commitment.commit(office.handler, office.ask(CASE, CLERK), signed)
    commitment.tell_commitment(office.handler, office.ask(CASE, CLERK))
    with pytest.raises(CommitmentMissing):
        commitment.commit(office.handler, office.ask(CASE, CLERK), None)
    with pytest.raises(NotYourCase):
        commitment.commit(office.handler, office.ask(CASE, OUTSIDER), signed)
    commitment.commit(office.handler, office.ask(CASE, CLERK), signed)
    assert isinstance(office.store, MemoryStore)
    made = [job.arguments["document"] for job in office.store.jobs(CASE).values()]
    assert made == ["receipt", "commitment"]  # the sheet to sign; what was signed is the scan


def test_nobody_confirms_without_a_name() -> None:
    office = open_office("2026-04-30", item=commitment_item())
    office.receive(CASE, ("form", "licence_copy"))
    with pytest.raises(CommitmentMissing):
        commitment.commit_online(office.handler, office.ask(CASE, APPLICANT), Confirmation(" ", "…"))


def test_a_check_needs_two_people() -> None:
    office = granted().on("2026-05-20")
    with pytest.raises(TooFewToCheck):
        commitment.record_check(
            office.handler, office.ask(CASE, ASSISTANT), c.CheckFinding.KEPT, ("zhao", "zhao")
        )


def test_the_holder_is_heard_before_anything_is_revoked() -> None:
    office = found(c.CheckFinding.FALSE_PROMISE)
    licence.tell_revocation(office.handler, office.ask(CASE, LEAD), FALSE, date(2026, 5, 27), WHY)
    with pytest.raises(HolderNotHeard):
        licence.revoke(office.handler, office.ask(CASE, LEAD), reasons=WHY, remedies=REMEDIES)


# --- who made a false promise before


def test_a_false_promise_bars_from_committing_from_the_day_it_was_revoked() -> None:
    office = revoked()
    office.receive(AGAIN, ("form", "licence_copy"))
    with pytest.raises(CommitmentBarred) as refused:
        commitment.commit_online(office.handler, office.ask(AGAIN, APPLICANT), PROMISE)
    assert refused.value.parameters["standing"] == c.CreditStanding.FORMER_FALSE_PROMISE.label


def barred(name: str) -> Office:
    """An office where a name has seriously bad credit; the applicant has just applied, with a credit code."""
    office = open_office("2026-04-30", item=commitment_item())
    note = CreditNote(
        name, "B-1", c.CreditStanding.SERIOUS_BAD_CREDIT, date(2026, 1, 4), "op", office.clock.now()
    )
    office.handler.ports.credit.note(note)
    office.receive(CASE, ("form", "licence_copy"), code=CODE)
    return office


@pytest.mark.parametrize("name", [APPLICANT.account, CODE])
def test_who_may_not_commit_is_refused_before_anything_is_told_and_no_number_is_spent(name: str) -> None:
    office = barred(name)
    with pytest.raises(CommitmentBarred) as refused:
        commitment.tell_commitment(office.handler, office.ask(CASE, CLERK))
    assert refused.value.parameters["standing"] == c.CreditStanding.SERIOUS_BAD_CREDIT.label
    with pytest.raises(CommitmentBarred):
        commitment.commit_online(office.handler, office.ask(CASE, APPLICANT), PROMISE)
    assert office.events(CASE) == ["Received"]
    assert office.handler.ports.numbers.lease("document:演审承:2026") == 1


def test_bad_credit_that_came_after_the_telling_bars_from_committing() -> None:
    office = open_office("2026-04-30", item=commitment_item())
    office.receive(CASE, ("form", "licence_copy"), code=CODE)
    commitment.tell_commitment(office.handler, office.ask(CASE, CLERK))
    standing, now = c.CreditStanding.SERIOUS_BAD_CREDIT, office.clock.now()
    office.handler.ports.credit.note(CreditNote(CODE, "B-1", standing, date(2026, 4, 30), "op", now))
    with pytest.raises(CommitmentBarred):
        commitment.commit(office.handler, office.ask(CASE, CLERK), checked("承诺书.pdf", PDF))


def test_nobody_but_the_counter_learns_of_the_applicants_credit_by_telling() -> None:
    office = barred(APPLICANT.account)
    for person in (LEAD, OUTSIDER):
        with pytest.raises(NotYourStep):
            commitment.tell_commitment(office.handler, office.ask(CASE, person))


def test_where_nobody_may_commit_nothing_is_recorded_as_told() -> None:
    office = open_office("2026-04-30", item=commitment_item())
    office.receive(CASE, ("form", "licence_copy"))
    with pytest.raises(NotYourCase):
        commitment.commit_online(office.handler, office.ask(CASE, OUTSIDER), PROMISE)
    with pytest.raises(CommitmentMissing):
        commitment.commit_online(office.handler, office.ask(CASE, APPLICANT), Confirmation(" ", "…"))
    assert office.events(CASE) == ["Received"]


# --- personal data


def test_erasing_the_person_takes_promise_and_reasons_and_leaves_case_and_audit_whole() -> None:
    office = revoked()
    written = "".join(r.body.decode() for r in office.store.load(CASE).records)  # type: ignore[union-attr]
    assert not [text for text in ("周凯", "安全出口", "第二个出口") if text in written]
    case = office.handler.standing(CASE).case
    assert office.personal.erase(APPLICANT.account) > 0
    promise = case.commitment.document.ref  # type: ignore[union-attr]
    assert office.personal.read(CASE, [promise]) == {promise: None}
    assert replay(office.handler.history(CASE)) == case
    assert list(audit.verify_all(office.handler)) == [(CASE, [])]
