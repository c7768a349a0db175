"""下级审查 — once however often it is sent, its opinion kept as the applicant's own."""

from dataclasses import replace

import pytest

from cast import DISTRICT, reviewed_item
from office import Office, open_office
from tongban.handling import lower_review
from tongban.handling.lower_review import Report
from tongban.kernel import StepState
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.kernel.refusals import PreliminaryOpinionMissing

NEEDED = ("form", "licence_copy", "floor_plan")
REPORT = Report(c.Finding.CONFORMS, "场所符合要求。", NEEDED, " 区报〔2025〕1号 ")


def below() -> Office:
    office = open_office(item=reviewed_item())
    office.receive("case-1", NEEDED)
    office.accept("case-1")
    return office


def test_a_report_sent_twice_goes_up_once_and_what_it_says_is_no_part_of_the_event():
    office = below()
    ask = office.ask("case-1", DISTRICT, "report")
    first = lower_review.send_up(office.handler, ask, "review", REPORT)
    again = lower_review.send_up(office.handler, ask, "review", REPORT)
    assert (first.repeated, again.repeated, again.events) == (False, True, first.events)
    assert office.events("case-1").count("SentUp") == 1
    sent = next(event for event in office.handler.history("case-1") if isinstance(event.body, e.SentUp))
    assert sent.body.number == "区报〔2025〕1号"
    assert REPORT.opinion not in repr(sent)
    assert office.handler.standing("case-1").case.steps["review"].state is StepState.DONE


def test_a_blank_opinion_is_none():
    office = below()
    with pytest.raises(PreliminaryOpinionMissing):
        lower_review.send_up(
            office.handler, office.ask("case-1", DISTRICT), "review", replace(REPORT, opinion="  ")
        )
