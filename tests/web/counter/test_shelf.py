"""待领待寄 — decided cases: hand over or post; what is not ready says why."""

from datetime import date

import pytest

from hall import Hall
from tongban.kernel import Status
from tongban.kernel.case import commands as c
from tongban.store.models import CaseJob

pytestmark = pytest.mark.integration


def made(hall: Hall) -> str:
    """A granted case whose licence is set and sealed."""
    return hall.made(hall.decided())


def delivery(hall: Hall, case_id: str, **changes: object) -> dict[str, object]:
    return {
        "command_id": hall.office.ports.ids.new(),
        "seen": str(hall.case(case_id).version),
        "method": "counter",
        "proof": "李申请 尾号 1234",
        **changes,
    }


def test_a_licence_is_collected_with_who_took_it(hall: Hall):
    case_id = made(hall)
    answer = hall.client("wang").post(f"/counter/{case_id}/deliver/", delivery(hall, case_id), follow=True)
    case = hall.case(case_id)
    assert (case.status, case.delivery) == (Status.CLOSED, c.DeliveryMethod.COUNTER)
    assert "已送达，本件办结。" in answer.content.decode()


def test_the_licence_opens_from_the_shelf_as_the_sealed_pdf(hall: Hall):
    case_id = made(hall)
    ref = hall.case(case_id).documents[c.DocumentKind.LICENCE].ref
    page = hall.client("wang").get("/counter/shelf/").content.decode()
    assert f"/staff/cases/{case_id}/papers/{ref}/" in page
    pdf = hall.client("wang").get(f"/staff/cases/{case_id}/papers/{ref}/")
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")


def test_without_its_document_a_case_cannot_be_delivered_and_the_shelf_says_why(hall: Hall):
    case_id = hall.decided()
    page = hall.client("wang").get("/counter/shelf/").content.decode()
    assert "正在制作签章" in page
    assert "登记送达" not in page
    refused = hall.client("wang").post(f"/counter/{case_id}/deliver/", delivery(hall, case_id))
    assert refused.status_code == 409
    assert "「许可证」尚未制作并签章，不能送达。" in refused.content.decode()
    CaseJob.objects.filter(case_id=case_id).update(state="failed")
    assert "制作失败" in hall.client("wang").get("/counter/shelf/").content.decode()


def test_delivery_needs_proof(hall: Hall):
    case_id = made(hall)
    answer = hall.client("wang").post(f"/counter/{case_id}/deliver/", delivery(hall, case_id, proof=" "))
    assert answer.status_code == 422
    assert hall.case(case_id).status is Status.DECIDED


def test_a_letter_is_served_on_the_day_it_was_signed_for_not_on_the_day_it_was_posted(hall: Hall):
    case_id, client = made(hall), hall.client("wang")
    posted = delivery(hall, case_id, method="post", proof="EMS 1000200030004")
    answer = client.post(f"/counter/{case_id}/deliver/", posted, follow=True).content.decode()
    assert "签收之日才是送达之日" in answer
    assert "已寄发，未送达" in answer
    assert hall.case(case_id).status is Status.DECIDED

    hall.on("2025-09-29")
    signed = delivery(hall, case_id, method="signed", proof="本人签收", delivered_on="2025-09-28")
    client.post(f"/counter/{case_id}/deliver/", signed)
    assert hall.case(case_id).delivered_on == date(2025, 9, 28)


def test_what_came_back_stays_on_the_shelf_with_the_reason_until_it_is_served(hall: Hall):
    case_id, client = made(hall), hall.client("wang")
    client.post(f"/counter/{case_id}/deliver/", delivery(hall, case_id, method="post", proof="EMS 1"))
    back = delivery(hall, case_id, method="bounced", proof="", reason="moved")
    page = client.post(f"/counter/{case_id}/deliver/", back, follow=True).content.decode()
    assert "已登记退回，期限没有起算，须再送达" in page
    assert "收件人已经搬离" in page
    assert hall.case(case_id).status is Status.DECIDED
    assert "收件人已经搬离" in client.get(f"/counter/{case_id}/").content.decode()


def test_what_came_back_says_why(hall: Hall):
    case_id, client = made(hall), hall.client("wang")
    client.post(f"/counter/{case_id}/deliver/", delivery(hall, case_id, method="post", proof="EMS 1"))
    answer = client.post(f"/counter/{case_id}/deliver/", delivery(hall, case_id, method="bounced", reason=""))
    assert answer.status_code == 422
    assert "选择退回的原因。" in answer.content.decode()


def test_nobody_serves_what_the_state_does_not_allow(hall: Hall):
    case_id = made(hall)
    answer = hall.client("wang").post(
        f"/counter/{case_id}/deliver/", delivery(hall, case_id, method="signed")
    )
    assert answer.status_code == 422
    answer = hall.client("wang").post(
        f"/counter/{case_id}/deliver/", delivery(hall, case_id, paper="service:x")
    )
    assert answer.status_code == 404


def test_somebody_with_no_part_in_the_case_serves_nothing(hall: Hall):
    case_id = made(hall)
    answer = hall.client("zhou").post(f"/counter/{case_id}/deliver/", delivery(hall, case_id))
    assert answer.status_code in (302, 403, 404)
    assert hall.case(case_id).status is Status.DECIDED


def test_a_hand_over_of_tomorrow_is_no_hand_over(hall: Hall):
    case_id = made(hall)
    answer = hall.client("wang", english=True).post(
        f"/counter/{case_id}/deliver/", delivery(hall, case_id, delivered_on="2025-09-30")
    )
    assert answer.status_code == 422
    assert "On which day it happened: this day has not come yet." in (answer.content.decode())
    assert hall.case(case_id).status is Status.DECIDED


def test_a_second_click_finds_what_the_first_one_did(hall: Hall):
    case_id, client = made(hall), hall.client("wang")
    said = delivery(hall, case_id)
    for _ in range(2):
        answer = client.post(f"/counter/{case_id}/deliver/", said, follow=True)
        assert "已送达，本件办结。" in answer.content.decode()
    assert hall.events(case_id).count("Delivered") == 1


def test_what_was_typed_of_a_case_that_somebody_else_delivered_is_there_still(hall: Hall):
    case_id, client = made(hall), hall.client("wang")
    client.post(f"/counter/{case_id}/deliver/", delivery(hall, case_id))
    late = delivery(hall, case_id, proof="李申请之妻 尾号 5678")
    answer = client.post(f"/counter/{case_id}/deliver/", late)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "李申请之妻 尾号 5678" in page
    assert 'class="refused"' in page


def test_a_form_that_comes_back_stands_where_the_clerk_was_in_the_list(hall: Hall):
    case_id, other, client = made(hall), made(hall), hall.client("wang")
    number = hall.case(case_id).receipt_number
    form = f'action="/counter/{case_id}/deliver/?q={number}"'
    assert form in client.get(f"/counter/shelf/?q={number}").content.decode()
    wrong = delivery(hall, case_id, proof="李申请之妻", delivered_on="2025-09-30")
    page = client.post(f"/counter/{case_id}/deliver/?q={number}", wrong).content.decode()
    assert form in page
    assert hall.case(other).receipt_number not in page
    gone = client.post(f"/counter/{case_id}/deliver/?q={hall.case(other).receipt_number}", wrong)
    assert "李申请之妻" in gone.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_shelf_asks_as_many_queries_for_one_row_as_for_three(hall: Hall, rows: int, count_queries):
    for _ in range(rows):
        hall.decided()
    client = hall.client("wang")
    assert count_queries(lambda: client.get("/counter/shelf/")) == SHELF_QUERIES


SHELF_QUERIES = 8  # one for life events to deliver together
