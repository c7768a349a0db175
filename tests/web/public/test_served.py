"""送达 — until when it can be fought and why, what is on its way; for its applicant alone."""

import re

import pytest

from hall import Hall
from tongban.handling import outcome, service
from tongban.handling.issuing import issue_document
from tongban.handling.service import Paper
from tongban.kernel import Status
from tongban.kernel.case import commands as c
from tongban.store.models import CaseJob

pytestmark = pytest.mark.integration


def refused(hall: Hall) -> str:
    """Refused, the decision made and sealed."""
    case_id = hall.ready_to_decide()
    standing = hall.office.handler.standing(case_id)
    implementation = hall.office.catalogue.version(
        standing.case.item, standing.case.item_version, standing.case.item_digest
    )
    remedies = implementation.refusal_remedies(hall.office.today(standing.case.division))
    ask = hall.ask(case_id, "wu", "market-decider")
    outcome.refuse(hall.office.handler, ask, basis="食品安全法§35", reasons="不符合", remedies=remedies)
    job = CaseJob.objects.get(case_id=case_id, arguments__document="refusal")
    issue_document(hall.office.press, case_id, "refusal", int(job.arguments["seq"]))
    return case_id


def paper(hall: Hall, case_id: str) -> Paper:
    case = hall.case(case_id)
    return Paper(case.outcome_document, case.outcome_number)


def asked(hall: Hall, do: str, **changes: object) -> dict[str, object]:
    return {"command_id": hall.office.ports.ids.new(), "do": do, **changes}


def posted(hall: Hall) -> str:
    case_id = refused(hall)
    ask = hall.ask(case_id, "wang", "hall-delivery")
    service.dispatch(hall.office.handler, ask, paper(hall, case_id), c.DeliveryMethod.POST, "EMS 1")
    return case_id


def test_before_it_is_served_no_day_is_told_and_the_page_says_why(hall: Hall):
    page = hall.client("li").get(f"/track/{posted(hall)}/").content.decode()
    assert "您签收之日才是送达之日" in page
    assert "期限从文书送达之日起算，还没有起算。" in page
    assert "申请行政复议" in page


def test_once_signed_for_the_last_days_are_told_with_the_counting(hall: Hall):
    case_id = posted(hall)
    ask = hall.ask(case_id, "wang", "hall-delivery")
    outcome.deliver(hall.office.handler, ask, c.DeliveryMethod.POST, "本人签收")
    clocks = hall.case(case_id).clocks
    calendar = hall.office.handler.standing(case_id).calendar
    last = clocks["reconsideration:refusal"].due(calendar).day
    page = hall.client("li").get(f"/track/{case_id}/").content.decode()
    english = hall.client("li", english=True).get(f"/track/{case_id}/").content.decode()
    assert "最迟这一天申请行政复议" in page
    assert f"{last.month}月{last.day}日" in page.replace(" ", "").replace("&nbsp;", "").replace("\xa0", "")
    assert "行政复议法§20(1)" in page
    assert "Ask for reconsideration by" in english


def test_a_letter_that_came_back_tells_that_nothing_has_begun(hall: Hall):
    case_id = posted(hall)
    ask = hall.ask(case_id, "wang", "hall-delivery")
    service.bounce(hall.office.handler, ask, paper(hall, case_id), c.BounceReason.MOVED)
    page = hall.client("li").get(f"/track/{case_id}/").content.decode()
    assert "期限没有起算" in page
    assert "收件人已经搬离" in page
    assert re.search(r"20\d\d年\d+月\d+日 没有送到", page)


def test_who_agreed_confirms_on_the_page_and_is_served_that_day(hall: Hall):
    case_id, client = refused(hall), hall.client("li")
    client.post(f"/track/{case_id}/service/", asked(hall, "agree"))
    assert hall.case(case_id).electronic_since is not None
    ask, sent = hall.ask(case_id, "wang", "hall-delivery"), paper(hall, case_id)
    service.dispatch(hall.office.handler, ask, sent, c.DeliveryMethod.ELECTRONIC)
    assert "我已收到" in client.get(f"/track/{case_id}/").content.decode()
    said = asked(hall, "confirm", document=sent.document.value, number=sent.number)
    client.post(f"/track/{case_id}/service/", said)
    case = hall.case(case_id)
    assert (case.status, case.delivery) == (Status.CLOSED, c.DeliveryMethod.ELECTRONIC)


def test_consent_is_taken_back_on_the_page(hall: Hall):
    case_id, client = refused(hall), hall.client("li")
    client.post(f"/track/{case_id}/service/", asked(hall, "agree"))
    client.post(f"/track/{case_id}/service/", asked(hall, "end"))
    assert hall.case(case_id).electronic_since is None


def test_nobody_else_agrees_confirms_or_sees_it(hall: Hall, stranger):
    case_id = posted(hall)
    assert stranger.post(f"/track/{case_id}/service/", asked(hall, "agree")).status_code == 404
    assert "EMS" not in stranger.get(f"/track/{case_id}/").content.decode()
    assert "文书怎么送给您" not in stranger.get(f"/track/{case_id}/").content.decode()
    assert hall.client("li").get(f"/track/{case_id}/service/").status_code == 405
    assert hall.client("li").post(f"/track/{case_id}/service/", asked(hall, "burn")).status_code == 404
