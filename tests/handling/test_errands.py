"""One ask is done once, however often it is sent."""

import pytest

from cast import APPLICANT, CLERK, instant
from office import open_office
from tongban.catalogue.authorities import WordedDocument
from tongban.handling import intake
from tongban.handling.errand import Actor, Ask, Errand
from tongban.handling.intake import DefectFound
from tongban.kernel.case import commands as c
from tongban.kernel.case.commands import DefectKind
from tongban.kernel.refusals import CaseNotFound, CommandIdReused, MaterialsMissing

ALL = ("form", "licence_copy", "floor_plan")


def test_a_form_sent_twice_makes_one_case_with_one_number() -> None:
    office = open_office()
    first = office.receive("case-1", ALL, command_id="form-7")
    again = office.receive("case-1", ALL, command_id="form-7")
    assert (first.repeated, again.repeated) == (False, True)
    assert again.events == first.events
    assert again.case == first.case
    assert office.handler.ports.numbers.lease("receipt:330100:20250924") == 2


def test_the_same_id_for_something_else_is_refused_and_changes_nothing() -> None:
    office = open_office()
    office.receive("case-1", ALL, command_id="form-7")
    with pytest.raises(CommandIdReused):
        office.receive("case-1", ("form",), command_id="form-7")
    assert office.events("case-1") == ["Received"]


def test_a_retry_after_the_case_moved_on_is_answered_as_the_first_time() -> None:
    office = open_office()
    office.receive("case-1", ALL)
    accepted = intake.accept(office.handler, office.ask("case-1", CLERK, "accept-1"))
    office.on("2025-09-26")
    intake.withdraw(office.handler, office.ask("case-1", APPLICANT))
    again = intake.accept(office.handler, office.ask("case-1", CLERK, "accept-1"))
    assert again.events == accepted.events
    assert again.repeated


def test_a_refused_command_leaves_nothing_behind() -> None:
    office = open_office()
    office.receive("case-1", ("form",))
    before = dict(office.store.values["case-1"])
    with pytest.raises(MaterialsMissing):
        office.accept("case-1")
    assert office.events("case-1") == ["Received"]
    assert office.store.values["case-1"] == before


def test_a_case_nobody_received_is_not_found() -> None:
    office = open_office()
    with pytest.raises(CaseNotFound) as refused:
        office.accept("case-9")
    assert refused.value.sentence.zh == "没有编号为 case-9 的办件。"


def test_what_the_clerk_writes_is_kept_outside_the_event() -> None:
    office = open_office()
    office.receive("case-1", ("form",))
    intake.request_supplement(
        office.handler,
        office.ask("case-1", CLERK),
        [
            DefectFound("licence_copy", DefectKind.MISSING, "李申请的营业执照没有交"),
            DefectFound("floor_plan", DefectKind.MISSING),
        ],
    )
    record = office.store.load("case-1").records[-1]  # type: ignore[union-attr]
    assert "李申请" not in record.body.decode()
    note = office.handler.standing("case-1").case.noticed[0].note
    assert note is not None
    assert office.personal.read("case-1", [note.ref]) == {note.ref: "李申请的营业执照没有交"}


def test_two_handlers_over_one_store_never_act_on_a_stale_fold() -> None:
    office = open_office()
    other = type(office.handler)(office.handler.ports)
    office.receive("case-1", ALL)
    other.standing("case-1")
    office.accept("case-1")
    assert other.standing("case-1").case == office.handler.standing("case-1").case


def test_a_paper_is_numbered_by_the_lead_in_the_year_it_happened() -> None:
    office = open_office("2025-12-31")
    office.receive("case-1", ALL)
    late = Ask("case-1", "late", Actor(CLERK.account, CLERK.post), instant("2025-12-31", "17:00"))
    office.on("2026-01-04")
    now = office.ask("case-1", CLERK)
    numbers = [
        Errand(office.handler, ask, "number").document_number(WordedDocument.SUPPLEMENT_NOTICE)
        for ask in (late, now)
    ]
    assert numbers == ["演审补〔2025〕1号", "演审补〔2026〕1号"]


def test_what_is_written_about_the_applicant_goes_when_the_applicant_is_erased() -> None:
    office = open_office()
    office.receive("case-1", ALL)
    office.accept("case-1")
    withdrawn = Errand(office.handler, office.ask("case-1", APPLICANT), "withdraw")
    withdrawn.run(lambda errand: c.Withdraw(errand.seal_about_applicant("reasons", " 不开店了 ")))
    reference = office.handler.history("case-1")[-1].body.reasons  # type: ignore[attr-defined]
    assert office.personal.read("case-1", [reference.ref]) == {reference.ref: "不开店了"}
    office.personal.erase(APPLICANT.account)
    assert office.personal.read("case-1", [reference.ref]) == {reference.ref: None}
    blank = Errand(office.handler, office.ask("case-1", CLERK), "blank")
    assert blank.seal_about_applicant("reasons", " \n") is None
