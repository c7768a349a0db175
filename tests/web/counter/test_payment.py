"""Payment at the window: exactly what is open, by the ways the item publishes, by who takes papers in."""

import re

import pytest

from charging import charging, owing

pytestmark = [pytest.mark.integration, pytest.mark.usefixtures("charging")]
__all__ = ["charging"]


def paid(hall, case_id, name="wang", **said):
    client = hall.client(name)
    page = client.get(f"/counter/{case_id}/")
    form = page.context["payment"]["form"]
    data = {name: form[name].value() for name in ("command_id", "seen")}
    return client.post(f"/counter/{case_id}/payment/", data | {"channel": "pos", "slip": "P-7"} | said)


def test_the_clerk_sees_what_to_take_and_records_the_slip(hall):
    case_id = owing(hall)
    page = hall.client("wang").get(f"/counter/{case_id}/").content.decode()
    assert "应收" in page
    assert "120.00 元" in page
    assert paid(hall, case_id).status_code == 302
    fee = hall.case(case_id).fee
    assert (fee.is_settled, fee.payments[0].transaction) == (True, "P-7")
    assert hall.client("wang").get(f"/counter/{case_id}/").context["payment"] is None


def test_the_applicant_opens_the_receipt_of_a_slip_with_a_stroke_in_its_number(hall):
    case_id = owing(hall)
    assert paid(hall, case_id, slip="POS 2025/09/24-7").status_code == 302
    page = hall.client("li").get(f"/track/{case_id}/")
    assert page.status_code == 200
    address = re.search(rf'href="(/track/{case_id}/paid/[^"]+)"', page.content.decode())[1]
    assert "POS 2025/09/24-7" in hall.client("li").get(address).content.decode()


def test_a_blank_slip_and_cash_that_is_not_published_are_sent_back_with_why(hall):
    case_id = owing(hall)
    assert paid(hall, case_id, slip=" ").status_code == 422
    assert paid(hall, case_id, channel="cash").status_code == 422
    assert not hall.case(case_id).fee.payments


def test_who_holds_no_intake_post_takes_no_money(hall):
    case_id = owing(hall)
    response = hall.client("zhou").post(f"/counter/{case_id}/payment/", {"channel": "pos", "slip": "P-7"})
    assert response.status_code in (302, 403, 404)
    assert not hall.case(case_id).fee.payments
    examiner = hall.client("chen").post(f"/counter/{case_id}/payment/", {"channel": "pos", "slip": "P-7"})
    assert examiner.status_code in (302, 403, 404)
    assert not hall.case(case_id).fee.payments
