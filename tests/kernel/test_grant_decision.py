"""准予行政许可决定书 — the written decision is one paper, the licence another; delivered in one act."""

from dataclasses import replace

from cast import BOUNCED, CLERK, DELIVER, GRANT, LICENCE, PAPER, POST_IT, REFUSE, SWEEP, TRACKING, Table
from tongban.kernel import Status
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.papers import ServiceState
from tongban.kernel.refusals import DocumentAlreadyDelivered, DocumentMissing, DocumentOfAnotherCase

IN_WRITING = replace(GRANT, decision_number="D-1")
DECISION = c.RecordDocument(c.DocumentKind.GRANT_DECISION, "D-1", "sha256:decision", "blob/decision")


def granted() -> Table:
    return Table().decided("2026-03-02", "2026-03-09", IN_WRITING)


def services(table: Table) -> dict[str, tuple[ServiceState, str, str]]:
    return {
        s.document.value: (s.state, str(s.served_on), str(s.method)) for s in table.case.services.values()
    }


def test_the_decision_has_a_number_of_its_own_beside_that_of_the_licence():
    table = granted()
    decided = next(h.body for h in table.events if isinstance(h.body, e.Decided))
    assert (decided.number, decided.decision_number) == ("L-1", "D-1")
    assert table.case.outcome_papers == (
        (c.DocumentKind.LICENCE, "L-1"),
        (c.DocumentKind.GRANT_DECISION, "D-1"),
    )


def test_nothing_is_delivered_before_both_are_made_and_sealed():
    table = granted()
    table.on("2026-03-09", SWEEP, LICENCE)
    assert table.refused("2026-03-10", CLERK, DELIVER) == DocumentMissing(document=DECISION.document.label)
    table.on("2026-03-10", SWEEP, DECISION)
    table.on("2026-03-10", CLERK, DELIVER, at="11:00")
    assert table.case.status is Status.CLOSED
    served = (ServiceState.SERVED, "2026-03-10", "counter")
    assert services(table) == {"licence": served, "grant_decision": served}


def test_a_letter_that_came_back_brings_both_back_and_signed_for_both_are_served():
    table = granted()
    table.on("2026-03-09", SWEEP, LICENCE)
    table.on("2026-03-09", SWEEP, DECISION, at="10:05")
    licence = {"document": c.DocumentKind.LICENCE, "number": "L-1"}
    table.on("2026-03-10", CLERK, replace(POST_IT, **licence))
    table.on("2026-03-12", CLERK, replace(BOUNCED, **licence))
    table.on("2026-03-12", CLERK, replace(POST_IT, **licence), at="11:00")
    assert services(table) == {"licence": (ServiceState.ON_THE_WAY, "None", "None")}
    table.on("2026-03-16", CLERK, c.Deliver(c.DeliveryMethod.POST, TRACKING))
    served = (ServiceState.SERVED, "2026-03-16", "post")
    assert services(table) == {"licence": served, "grant_decision": served}


def test_what_was_served_by_itself_before_keeps_its_day():
    table = granted()
    table.on("2026-03-09", SWEEP, LICENCE)
    table.on("2026-03-09", SWEEP, DECISION, at="10:05")
    table.on(
        "2026-03-10", CLERK, c.RecordService(DECISION.document, "D-1", c.DeliveryMethod.COUNTER, TRACKING)
    )
    table.on("2026-03-11", CLERK, DELIVER)
    assert services(table)["grant_decision"] == (ServiceState.SERVED, "2026-03-10", "counter")
    assert services(table)["licence"] == (ServiceState.SERVED, "2026-03-11", "counter")


def test_a_paper_under_another_number_is_of_another_case():
    table = granted()
    wrong = replace(DECISION, number="D-2")
    assert isinstance(table.refused("2026-03-09", SWEEP, wrong), DocumentOfAnotherCase)
    refused = Table().decided("2026-03-02", "2026-03-09", REFUSE)
    assert isinstance(refused.refused("2026-03-09", SWEEP, DECISION), DocumentOfAnotherCase)


def test_a_decision_that_was_delivered_is_not_made_anew():
    table = granted()
    table.on("2026-03-09", SWEEP, LICENCE)
    table.on("2026-03-09", SWEEP, DECISION, at="10:05")
    table.on("2026-03-10", CLERK, DELIVER)
    again = replace(DECISION, digest="sha256:another")
    assert isinstance(table.refused("2026-03-11", SWEEP, again), DocumentAlreadyDelivered)


def test_granted_before_such_decisions_were_made_here_it_is_delivered_with_the_licence_alone():
    table = Table().decided("2026-03-02", "2026-03-09", GRANT)
    table.on("2026-03-09", SWEEP, LICENCE)
    table.on("2026-03-10", CLERK, DELIVER)
    assert list(services(table)) == ["licence"]


def test_a_refusal_has_no_second_paper():
    refused = Table().decided("2026-03-02", "2026-03-09", replace(REFUSE, decision_number="D-9"))
    assert refused.case.outcome_papers == ((c.DocumentKind.REFUSAL, "D-1"),)
    refused.on("2026-03-09", SWEEP, PAPER)
    refused.on("2026-03-10", CLERK, DELIVER)
    assert list(services(refused)) == ["refusal"]
