"""送达与原件 — done once however often it is sent; what proves it is kept under the recipient's key."""

import pytest

from cast import (
    APPLICANT,
    CLERK,
    LEAD,
    OUTSIDER,
    PAPER,
    REFUSE,
    SWEEP,
    Person,
    Table,
    served_item,
)
from office import Office, open_office
from told import sentences, to, told
from tongban.handling import custody, hearing, intake, projection, service
from tongban.handling.access import ApproverNotEntitled, NotYourCase
from tongban.handling.papers_owed import papers_owed, services_owed
from tongban.kernel import Status
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.case.papers import ServiceState
from tongban.kernel.refusals import ServiceNotProven

NEEDED = ("form", "licence_copy", "floor_plan")
CHIEF = Person("处长", "chief", "licensing")


def accepted() -> Office:
    office = open_office(item=served_item())
    office.receive("case-1", NEEDED)
    office.accept("case-1")
    return office


def notified() -> tuple[Office, service.Paper]:
    """Told of the right to a hearing, the notice made."""
    office = accepted()
    hearing.tell_hearing_right(office.handler, office.ask("case-1", LEAD), c.THE_APPLICANT)
    number = next(
        event.body.notice_number
        for event in office.handler.history("case-1")
        if isinstance(event.body, e.HearingRightTold)
    )
    ask = office.ask("case-1", SWEEP)
    made = c.RecordDocument(c.DocumentKind.HEARING_RIGHT_NOTICE, number, "sha256:right", "blob/right")
    office.handler.carry_out(
        c.Command(ask.command_id, "case-1", office.handler.ports.clock.now(), "system:press", "", made)
    )
    return office, service.Paper(c.DocumentKind.HEARING_RIGHT_NOTICE, number)


def test_a_letter_posted_twice_is_posted_once_and_its_number_is_no_part_of_the_event():
    office, paper = notified()
    ask = office.ask("case-1", CLERK, "posting")
    first = service.dispatch(office.handler, ask, paper, c.DeliveryMethod.POST, "EMS 1234567890")
    again = service.dispatch(office.handler, ask, paper, c.DeliveryMethod.POST, "EMS 1234567890")
    assert (first.repeated, again.repeated, again.events) == (False, True, first.events)
    assert "1234567890" not in repr(first.events)
    tracking = first.events[0].body.tracking
    assert office.personal.read("case-1", [tracking.ref])[tracking.ref] == "EMS 1234567890"


def test_a_blank_number_of_the_post_proves_nothing():
    office, paper = notified()
    with pytest.raises(ServiceNotProven):
        service.dispatch(office.handler, office.ask("case-1", CLERK), paper, c.DeliveryMethod.POST, "  ")


def test_what_came_back_is_a_task_until_it_is_served():
    office, paper = notified()
    service.dispatch(office.handler, office.ask("case-1", CLERK), paper, c.DeliveryMethod.POST, "EMS 1")
    service.bounce(office.handler, office.ask("case-1", CLERK), paper, c.BounceReason.NOT_FOUND)
    standing = office.handler.standing("case-1")
    (owed,) = papers_owed(standing.case, standing.item)
    assert (owed.task_id, owed.post) == (f"service:hearing_right_notice:applicant:{paper.number}", "window")

    ask = office.ask("case-1", CLERK)
    service.record(office.handler, ask, paper, c.DeliveryMethod.COUNTER, "李申请本人，身份证", "li")
    standing = office.handler.standing("case-1")
    assert list(papers_owed(standing.case, standing.item)) == []


def test_nobody_but_the_applicant_confirms_or_agrees():
    office, paper = notified()
    for verb in (
        lambda ask: service.confirm(office.handler, ask, paper.document, paper.number),
        lambda ask: service.agree(office.handler, ask),
        lambda ask: service.end_consent(office.handler, ask),
    ):
        with pytest.raises(NotYourCase):
            verb(office.ask("case-1", OUTSIDER))


def test_who_agreed_confirms_and_is_served():
    office, paper = notified()
    service.agree(office.handler, office.ask("case-1", APPLICANT))
    service.dispatch(office.handler, office.ask("case-1", CLERK), paper, c.DeliveryMethod.ELECTRONIC)
    service.confirm(office.handler, office.ask("case-1", APPLICANT), paper.document, paper.number)
    (served,) = office.handler.standing("case-1").case.services.values()
    assert (served.state, served.method) == (ServiceState.SERVED, c.DeliveryMethod.ELECTRONIC)


# --- originals


def test_an_original_gets_a_number_of_its_own_and_what_it_is_stays_out_of_the_event():
    office = accepted()
    answer = custody.take(
        office.handler,
        office.ask("case-1", CLERK),
        material="licence_copy",
        what="营业执照正本 1 份",
        brought_by="李申请本人",
    )
    taken = answer.events[0].body
    assert taken.original == "330100-Y2025-00001"
    assert "营业执照正本" not in repr(answer.events)


def test_an_original_handed_over_is_a_task_of_the_other_post_and_at_the_end_of_who_has_it():
    office = accepted()
    custody.take(office.handler, office.ask("case-1", CLERK), material="", what="身份证", brought_by="李申请")
    number = "330100-Y2025-00001"
    custody.hand_over(office.handler, office.ask("case-1", CLERK), number, "licensing")

    def tasks() -> list[tuple[str, str]]:
        standing = office.handler.standing("case-1")
        rows = projection.tasks(standing.case, standing.item, standing.calendar).values()
        return [(row.task_id, row.post) for row in rows if row.kind == "paper"]

    assert tasks() == [(f"original:acknowledge:{number}", "licensing")]
    custody.acknowledge(office.handler, office.ask("case-1", LEAD), number)
    assert tasks() == []
    intake.withdraw(office.handler, office.ask("case-1", APPLICANT))
    assert tasks() == [(f"original:return:{number}", "licensing")]
    ask = office.ask("case-1", LEAD)
    custody.give_back(office.handler, ask, number, c.DeliveryMethod.COUNTER, "李申请本人签字")
    assert tasks() == []
    assert office.handler.standing("case-1").case.status is Status.WITHDRAWN


def test_a_loss_is_approved_by_somebody_at_a_post_of_the_case():
    office = accepted()
    custody.take(office.handler, office.ask("case-1", CLERK), material="", what="身份证", brought_by="李申请")
    number = "330100-Y2025-00001"
    with pytest.raises(ApproverNotEntitled):
        custody.lose(office.handler, office.ask("case-1", CLERK), number, "清点时不在", "zhou")
    custody.lose(office.handler, office.ask("case-1", CLERK), number, "清点时不在", CHIEF.account)
    assert office.events("case-1")[-1] == "OriginalLost"


# --- who is told


def test_who_is_served_is_told_until_when_they_may_fight_it_and_whose_letter_came_back_is_not():
    table = Table(served_item()).decided("2026-07-20", "2026-07-24", REFUSE)
    table.on("2026-07-24", SWEEP, PAPER)
    posted = c.DispatchDocument(PAPER.document, "D-1", c.DeliveryMethod.POST, REFUSE.reasons)
    table.on("2026-07-30", CLERK, posted)
    bounced = c.RecordBounce(PAPER.document, "D-1", c.BounceReason.MOVED)
    table.on("2026-08-01", CLERK, bounced)
    assert to(told(table), "applicant")[-2:] == ["document_sent", "document_came_back"]
    assert "document_to_send_again" in to(told(table), "post:centre/window")

    table.on("2026-08-01", CLERK, posted, at="11:00")
    table.on("2026-08-02", CLERK, c.Deliver(c.DeliveryMethod.POST, REFUSE.reasons))
    last = [m for m in told(table) if m.code == "remedies_until"]
    (zh, en) = sentences(table, last[0])
    assert "2026年10月8日" in zh
    assert "2 February 2027" in en
    assert list(services_owed(table.case)) == []
