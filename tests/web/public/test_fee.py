"""What to pay, why and until when; off to the platform and back; the receipt; and who may not see it."""

import json
from dataclasses import replace

import pytest

from charging import charging, owing, paying_at, put
from hall import page_of
from payments import KEY
from tongban.connectors.payment.platform import HttpPaymentPlatform
from tongban.connectors.payment.signing import signed
from tongban.connectors.system_clock import WallClock
from tongban.handling.payment.in_memory import MemoryPlatform
from tongban.handling.payment.paying import start, take_in
from tongban.web import settings

pytestmark = [pytest.mark.integration, pytest.mark.usefixtures("charging")]
__all__ = ["charging"]


@pytest.fixture
def platform(charging, hall):
    """A platform in memory behind the hall's cashier."""
    double = MemoryPlatform(hall.clock.instant)
    put(hall, replace(hall.office.cashier, platform=double))
    return double


def test_the_applicant_reads_what_to_pay_why_and_until_when_and_goes_to_the_platform(hall, platform):
    case_id = owing(hall)
    client = hall.client("li")
    page = client.get(f"/track/{case_id}/").content.decode()
    for said in ("120.00 元", "甲法§9", "甲价〔2025〕1号", "2025-09-30", "缴不缴不影响这件事的办理和期限"):
        assert said in page
    response = client.post(f"/track/{case_id}/pay/")
    assert (response.status_code, response["Location"]) == (303, f"https://pay.example/{1:020d}")
    assert client.get(f"/track/{case_id}/pay/").status_code == 405


def test_beside_a_site_that_listens_everywhere_it_is_paid_at_the_host_the_browser_asked(
    hall, platform, settings_of
):
    settings_of("PAYMENT_BESIDE", True)
    settings_of("ALLOWED_HOSTS", ["hall.example", "[fd00::1]"])
    case_id = owing(hall)
    platform.pages = "http://127.0.0.1:8001"
    client = hall.client("li")
    for host, page in (("hall.example:8000", "hall.example"), ("[fd00::1]:8000", "[fd00::1]")):
        response = client.post(f"/track/{case_id}/pay/", headers={"host": host})
        assert response["Location"] == f"http://{page}:8001/{1:020d}"
    (order,) = platform.orders.values()
    assert order.return_to == f"http://hall.example:8000/track/{case_id}/"


def test_a_form_may_lead_to_the_port_of_the_platform_on_any_host_of_this_site(monkeypatch):
    monkeypatch.setenv("TONGBAN_PAYMENT_URL", "http://127.0.0.1:8001")
    assert settings._payment_pages() == ["http://127.0.0.1:8001"]
    monkeypatch.setattr(settings, "PAYMENT_BESIDE", True)
    assert settings._payment_pages() == ["http://*:8001"]


def test_paid_it_says_so_with_a_receipt_and_is_not_asked_for_again(hall, platform):
    case_id = owing(hall)
    cashier = hall.office.cashier
    take_in(cashier, platform.pay(start(cashier, case_id).number))
    client = hall.client("li")
    page = client.get(f"/track/{case_id}/").content.decode()
    assert "已经缴清。" in page
    assert "去缴款平台缴" not in page
    receipt = client.get(f"/track/{case_id}/paid/T00000001/").content.decode()
    for said in ("缴款凭证", "T00000001", "120.00 元", "许可证工本费", "2025-09-24"):
        assert said in receipt
    assert client.get(f"/track/{case_id}/paid/T9/").status_code == 404
    assert client.post(f"/track/{case_id}/pay/").status_code == 409


def test_in_english_everything_has_its_english(hall, platform):
    case_id = owing(hall)
    page = hall.client("li", english=True).get(f"/track/{case_id}/").content.decode()
    for said in ("A fee to pay", "120.00 yuan", "Pay at the payment platform"):
        assert said in page


def test_another_person_sees_no_fee_and_cannot_pay_nor_read_a_receipt(hall, platform):
    case_id = owing(hall)
    take_in(hall.office.cashier, platform.pay(start(hall.office.cashier, case_id).number, 5_000))
    stranger = hall.client("zhou")
    assert "许可证工本费" not in stranger.get(f"/track/{case_id}/").content.decode()
    for response in (
        stranger.post(f"/track/{case_id}/pay/"),
        stranger.get(f"/track/{case_id}/paid/T00000001/"),
    ):
        assert response.status_code in (302, 403, 404)
        assert "pay.example" not in response.get("Location", "")


def test_a_platform_that_is_down_is_told_with_what_to_do_now(hall, platform):
    case_id = owing(hall)
    platform.is_down = True
    response = hall.client("li").post(f"/track/{case_id}/pay/")
    assert response.status_code == 409
    assert "持缴款通知书到窗口缴款" in response.content.decode()


# --- the door for notifications


def _notice(hall, case_id, **changes):
    number = start(hall.office.cashier, case_id).number
    said = {"kind": "payment", "number": number, "transaction": "N-1", "amount": 12_000}
    return json.dumps(said | {"at": hall.clock.instant.isoformat()} | changes).encode()


def _send(hall, body, key=KEY):
    headers = signed(key.encode(), "POST", "/payments/notify", body, hall.clock.instant)
    client = hall.client("li")
    client.logout()
    return client.post("/payments/notify", body, content_type="application/json", headers=headers)


@pytest.fixture
def listening(hall, platform, monkeypatch):
    """As `platform`, and notifications are believed that its key signed."""
    real = HttpPaymentPlatform.of("https://pay.example", KEY, "")
    monkeypatch.setattr(MemoryPlatform, "notified", lambda self, *said: real.notified(*said))
    return platform


def test_a_signed_notification_settles_the_fee_and_said_again_is_answered_as_before(hall, listening):
    case_id = owing(hall)
    body = _notice(hall, case_id)
    for _ in range(2):
        response = _send(hall, body)
        assert (response.status_code, response.content) == (200, b"success\n")
    assert hall.case(case_id).fee.is_settled
    assert hall.events(case_id).count("PaymentRecorded") == 1


def test_a_notification_nobody_signed_or_of_no_order_of_ours_records_nothing(hall, listening):
    case_id = owing(hall)
    body = _notice(hall, case_id)
    assert _send(hall, body, key="y" * 32).status_code == 400
    assert _send(hall, _notice(hall, case_id, number="f" * 34)).status_code == 400
    assert hall.client("li").post("/payments/notify", b"{}", content_type="text/plain").status_code == 400
    assert hall.client("li").get("/payments/notify").status_code == 405
    assert not hall.case(case_id).fee.payments


def test_without_a_platform_there_is_no_such_door(hall):
    owing(hall)
    assert hall.client("li").post("/payments/notify", b"{}", content_type="text/plain").status_code == 404


# --- the whole way in a browser


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_an_applicant_pays_at_the_demonstration_platform_and_comes_back(
    hall, address, chromium, tmp_path, width
):
    hall.clock.instant = WallClock().now()
    case_id = owing(hall)
    with paying_at(hall, tmp_path, address) as server:
        page = page_of(chromium, hall, address, "li", viewport={"width": width, "height": 800})
        page.goto(f"{address}/track/{case_id}/")
        page.get_by_role("button", name="去缴款平台缴").click()
        page.wait_for_url(f"{server.url}/pay/*")
        page.get_by_role("button", name="确认缴款").click()
        page.get_by_role("link", name="返回办件").click()
        page.wait_for_url(f"{address}/track/{case_id}/")
        for _ in range(50):
            if page.locator("#fee + p", has_text="已经缴清。").count():
                break
            page.wait_for_timeout(200)
            page.reload()
        assert page.locator("#fee + p", has_text="已经缴清。").count() == 1
        assert page.errors == []
        page.context.close()
