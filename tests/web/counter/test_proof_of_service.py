"""送达回证 — what was served is proven by a sealed paper on the office's file, with what came back before."""

import io
import re
import zipfile
from datetime import date

import pytest

from connectors.test_typesetter import words_of
from hall import Hall
from tongban.handling import outcome, oversight, service
from tongban.handling.archiving.package import pack
from tongban.handling.issuing import issue_document
from tongban.handling.service import Paper
from tongban.handling.wanted import jobs
from tongban.kernel.case import commands as c
from tongban.kernel.case import events as e
from tongban.web.public import files

pytestmark = pytest.mark.integration
PROOF = c.DocumentKind.PROOF_OF_SERVICE


def asked(hall: Hall, case_id: str):
    return hall.ask(case_id, "wang", "hall-delivery")


def pressed(hall: Hall, case_id: str) -> str:
    """Every paper owed is made; of the proofs of service, the text of the last."""
    for job in jobs(hall.office.handler.history(case_id)):
        issue_document(hall.office.press, case_id, job.arguments["document"], int(job.arguments["seq"]))
    recorded = hall.case(case_id).documents[PROOF]
    kept = files.file_of(hall.office, case_id, recorded.ref)
    assert hall.office.ports.seal.verify(kept.content).is_valid
    return words_of(kept.content)


def posted_twice(hall: Hall) -> str:
    """A licence that came back once and is signed for on a Sunday."""
    case_id, handler = hall.made(hall.decided()), hall.office.handler
    paper = Paper(c.DocumentKind.LICENCE, hall.case(case_id).outcome_number)
    service.dispatch(handler, asked(hall, case_id), paper, c.DeliveryMethod.POST, "EMS 1000200030001")
    hall.on("2025-09-25")
    service.bounce(handler, asked(hall, case_id), paper, c.BounceReason.MOVED)
    hall.on("2025-09-26")
    service.dispatch(handler, asked(hall, case_id), paper, c.DeliveryMethod.POST, "EMS 1000200030002")
    hall.on("2025-09-28")
    outcome.deliver(handler, asked(hall, case_id), c.DeliveryMethod.POST, "李申请本人签收")
    return case_id


def test_it_says_what_reached_whom_when_and_what_came_back_before(hall: Hall):
    case_id = posted_twice(hall)
    text, case = pressed(hall, case_id), hall.case(case_id)
    for said in (
        "送达回证",
        "演示市好味餐馆",
        case.outcome_number,
        case.decision_number,
        "邮寄送达",
        "2025年9月28日",
        "李申请本人签收",
        "2025年9月24日邮寄送达EMS1000200030001",
        "2025年9月25日退回：收件人已经搬离",
        "2025年9月26日邮寄送达EMS1000200030002",
        "王窗口",
    ):
        assert re.sub(r"\s+", "", said) in text


def test_licence_and_decision_have_one_proof_since_they_were_handed_out_in_one_act(hall: Hall):
    case_id = posted_twice(hall)
    pressed(hall, case_id)
    made = [h.body for h in hall.office.handler.history(case_id) if isinstance(h.body, e.DocumentRecorded)]
    assert [body.number for body in made if body.document is PROOF] == [
        f"{hall.case(case_id).outcome_number}（送达回证）"
    ]


def test_who_confirms_online_signs_nothing_and_the_proof_says_so(hall: Hall):
    case_id, handler = hall.made(hall.decided()), hall.office.handler
    paper = Paper(c.DocumentKind.LICENCE, hall.case(case_id).outcome_number)
    service.agree(handler, hall.ask(case_id, "li", ""))
    service.dispatch(handler, asked(hall, case_id), paper, c.DeliveryMethod.ELECTRONIC)
    service.confirm(handler, hall.ask(case_id, "li", ""), paper.document, paper.number)
    text = pressed(hall, case_id)
    assert "受送达人同意电子送达，并在办件页面确认收悉" in text
    assert "王窗口" not in text


def test_it_is_on_the_staffs_file_and_not_among_the_applicants_papers(hall: Hall):
    case_id = posted_twice(hall)
    pressed(hall, case_id)
    ref = hall.case(case_id).documents[PROOF].ref
    address = f"/staff/cases/{case_id}/papers/{ref}/"
    assert address in hall.client("wu").get(f"/desk/{case_id}/").content.decode()
    assert hall.client("wu").get(address)["Content-Type"] == "application/pdf"
    assert hall.client("zhou").get(address).status_code in (403, 404)
    assert "送达回证" not in hall.client("li").get(f"/track/{case_id}/").content.decode()
    assert hall.client("li").get(f"/track/{case_id}/documents/proof_of_service/").status_code == 404


def test_the_archives_package_holds_decision_licence_and_proof(hall: Hall):
    case_id = posted_twice(hall)
    pressed(hall, case_id)
    ask = hall.ask(case_id, "qin", "market-oversight")
    plan = c.OversightPlan(c.OversightKind.RANDOM, date(2025, 12, 24))
    oversight.acknowledge(hall.office.handler, ask, "1", plan)
    packed = pack(hall.office.handler, case_id)
    assert packed is not None
    names = zipfile.ZipFile(io.BytesIO(packed.content)).namelist()
    kept = [name for name in names if "documents/" in name and name.endswith(".pdf")]
    for paper in ("receipt", "acceptance_notice", "grant_decision", "licence", "proof_of_service"):
        assert [paper in name for name in kept].count(True) == 1, (paper, names)


# --- the sheet to sign


def test_the_sheet_to_sign_names_both_papers_and_has_room_for_who_takes_them(hall: Hall):
    case_id = hall.made(hall.decided())
    case, address = hall.case(case_id), f"/counter/{case_id}/service-sheet/?paper=delivery"
    assert address in hall.client("wang").get("/counter/shelf/").content.decode()
    page = hall.client("wang").get(address).content.decode()
    for said in (case.outcome_number, case.decision_number, "演示市好味餐馆", "受送达人（签字或者盖章）："):
        assert said in page
    english = hall.client("wang", english=True).get(address).content.decode()
    assert "Recipient (signature or seal)" in english


def test_no_sheet_is_printed_of_what_is_not_made_and_nobody_else_prints_one(hall: Hall):
    case_id = hall.decided()
    address = f"/counter/{case_id}/service-sheet/"
    assert hall.client("wang").get(address).status_code == 404
    assert "打印送达回证" not in hall.client("wang").get("/counter/shelf/").content.decode()
    hall.made(case_id)
    assert hall.client("wang").post(address).status_code == 405
    assert hall.client("zhou").get(address).status_code in (403, 404)
    assert hall.client("li").get(address).status_code in (302, 403, 404)
    assert hall.client("wang").get(f"{address}?paper=service:x").status_code == 404
