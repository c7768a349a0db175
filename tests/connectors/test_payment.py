"""The payment platform over HTTP: a real server in a process of its own, with every fault it can have."""

import json
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from time import monotonic, sleep
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from payments import CASE, KEY, Server, paying, running_server
from tongban.connectors.payment.platform import (
    HttpPaymentPlatform,
    UnusablePaymentPlatform,
    platform_from_environment,
)
from tongban.connectors.payment.signing import NONCE, SIGNATURE, STAMP, BadSignature, check, signed
from tongban.connectors.system_clock import WallClock
from tongban.handling.payment.paying import ask_after, start, take_in
from tongban.handling.payment.ports import (
    MoneyKind,
    NotificationRejected,
    Order,
    OrderTaken,
    PlatformDown,
    PlatformRefuses,
    RefundNotPossible,
)
from tongban.handling.payment.reconciling import reconcile

pytestmark = pytest.mark.integration
AT = datetime(2026, 3, 3, 2, tzinfo=UTC)
PATH = "/payments/notify"
ORDER = Order(
    "0199d0a000007000800000000000aa01", CASE, "演建缴〔2026〕3号", 12_000, "检验费", "http://x/track/"
)


@pytest.fixture
def server(tmp_path: Path):
    with running_server(tmp_path) as running:
        yield running


class Listener:
    """Who is notified: takes signed notifications, or refuses the first few."""

    def __init__(self, refuse: int = 0) -> None:
        self.taken: list[object] = []
        self.rejected: list[str] = []
        self.refuse = refuse
        self.platform = HttpPaymentPlatform.of("http://127.0.0.1:9", KEY, "")
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(listener.hear(dict(self.headers), body))
                self.end_headers()

            def log_message(self, *args: object) -> None:
                pass

        self.http = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_address[1]}{PATH}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def hear(self, headers: dict[str, str], body: bytes) -> int:
        if self.refuse:
            self.refuse -= 1
            return 500
        try:
            self.taken.append(self.platform.notified(PATH, headers, body, WallClock().now()))
        except NotificationRejected as rejected:
            self.rejected.append(rejected.sentence.en)
            return 400
        return 200


@pytest.fixture
def listener():
    listening = Listener()
    yield listening
    listening.http.shutdown()
    listening.http.server_close()


def wait_for(what, seconds: float = 15.0) -> None:
    until = monotonic() + seconds
    while not what():
        assert monotonic() < until, "it never came"
        sleep(0.05)


# --- asking


def test_a_number_that_stands_for_another_amount_is_said_to_be_taken(server: Server):
    server.platform.place(ORDER)
    with pytest.raises(OrderTaken):
        server.platform.place(replace(ORDER, amount=1))


def test_an_order_placed_twice_has_one_code_and_is_paid_on_its_page(server: Server):
    code, pay_at = server.platform.place(ORDER)
    assert server.platform.place(ORDER) == (code, pay_at)
    assert server.platform.paid(ORDER.number) == []
    with urlopen(pay_at, timeout=10) as page:
        assert "¥120.00" in page.read().decode()
    assert "DEMO000000000001" in server.pay(pay_at)
    server.pay(pay_at)
    (money,) = server.platform.paid(ORDER.number)
    assert (money.kind, money.amount) == (MoneyKind.PAYMENT, 12_000)


def test_a_refund_goes_back_once_and_not_beyond_what_was_paid(server: Server):
    _, pay_at = server.platform.place(ORDER)
    server.pay(pay_at)
    (money,) = server.platform.paid(ORDER.number)
    back = server.platform.refund(f"{ORDER.number}R", money.transaction, 2_000)
    assert server.platform.refund(f"{ORDER.number}R", money.transaction, 2_000) == back
    with pytest.raises(PlatformRefuses):
        server.platform.refund(f"{ORDER.number}2R", money.transaction, 99_999)


def test_several_refunds_of_one_payment_come_to_no_more_than_it(server: Server):
    _, pay_at = server.platform.place(ORDER)
    server.pay(pay_at)
    (money,) = server.platform.paid(ORDER.number)
    for n, amount in enumerate((7_000, 4_999), 1):
        back = server.platform.refund(f"{ORDER.number}{n}R", money.transaction, amount)
        assert back is not None
    with pytest.raises(RefundNotPossible):
        server.platform.refund(f"{ORDER.number}3R", money.transaction, 2)
    assert server.platform.refund(f"{ORDER.number}4R", money.transaction, 1) is not None
    # Asked again, what went is told again and takes nothing more.
    assert server.platform.refund(f"{ORDER.number}1R", money.transaction, 7_000) is not None


def test_a_closed_account_is_a_refusal_for_good_and_trouble_is_none(server: Server):
    _, pay_at = server.platform.place(ORDER)
    server.pay(pay_at)
    (money,) = server.platform.paid(ORDER.number)
    server.faults(closed=True)
    with pytest.raises(RefundNotPossible) as told:
        server.platform.refund(f"{ORDER.number}R", money.transaction, 1)
    assert "账户已销户" in told.value.sentence.zh
    server.faults(down=True)
    with pytest.raises(PlatformDown):
        server.platform.refund(f"{ORDER.number}R", money.transaction, 1)


def test_the_statement_has_everything_that_moved(server: Server):
    _, pay_at = server.platform.place(ORDER)
    server.pay(pay_at)
    (money,) = server.platform.paid(ORDER.number)
    day = (money.at + timedelta(hours=8)).date()
    assert list(server.platform.statement(day)) == [money]
    assert server.platform.statement(day - timedelta(days=1)) == []


def test_its_ledger_outlives_the_process(tmp_path: Path):
    with running_server(tmp_path) as first:
        code, pay_at = first.platform.place(ORDER)
        first.pay(pay_at)
    with running_server(tmp_path) as second:
        assert second.platform.place(ORDER)[0] == code
        assert len(second.platform.paid(ORDER.number)) == 1


def test_a_server_that_is_down_is_tried_again_and_then_said_to_be(server: Server):
    pauses: list[float] = []
    platform = replace(server.platform, pause=pauses.append)
    server.faults(down=True)
    with pytest.raises(PlatformDown, match="503"):
        platform.place(ORDER)
    assert pauses == [0.2, 0.8]
    server.faults()
    assert platform.place(ORDER)


def test_a_server_that_is_too_slow_is_not_waited_for(server: Server):
    server.faults(slow=2)
    platform = replace(server.platform, seconds=0.2, pause=lambda _: None)
    began = monotonic()
    with pytest.raises(PlatformDown):
        platform.place(ORDER)
    assert monotonic() - began < 2


def test_nobody_there_is_down_and_not_a_fault_of_ours():
    nobody = HttpPaymentPlatform.of("http://127.0.0.1:9", KEY, "")
    with pytest.raises(PlatformDown):
        replace(nobody, pause=lambda _: None).paid("1")


def test_a_server_with_another_key_answers_nothing_and_is_not_believed(server: Server):
    stranger = replace(server.platform, key=b"x" * 32)
    with pytest.raises(PlatformRefuses, match="401"):
        stranger.place(ORDER)
    with pytest.raises(HTTPError):
        urlopen(Request(f"{server.url}/orders", b"{}", method="POST"), timeout=5)


# --- being told


def test_a_notification_comes_signed_once_it_is_paid(tmp_path: Path, listener: Listener):
    with running_server(tmp_path, listener.url) as server:
        server.pay(server.platform.place(ORDER)[1])
        wait_for(lambda: listener.taken)
        assert listener.taken == list(server.platform.paid(ORDER.number))


def test_a_notification_nobody_took_is_said_again(tmp_path: Path, listener: Listener):
    listener.refuse = 2
    with running_server(tmp_path, listener.url) as server:
        server.pay(server.platform.place(ORDER)[1])
        wait_for(lambda: listener.taken)
        assert len(listener.taken) == 1


def test_twice_and_out_of_order_comes_as_said(tmp_path: Path, listener: Listener):
    other = replace(ORDER, number=f"{ORDER.number[:-1]}2")
    with running_server(tmp_path, listener.url) as server:
        server.faults(lose=True)
        for order in (ORDER, other):
            server.pay(server.platform.place(order)[1])
        server.faults(twice=True, out_of_order=True)
        wait_for(lambda: len(listener.taken) == 4)
        numbers = [money.number for money in listener.taken]
        assert numbers == [other.number, other.number, ORDER.number, ORDER.number]


def test_a_wrong_signature_is_rejected_and_the_right_one_after_it_taken(tmp_path: Path, listener: Listener):
    with running_server(tmp_path, listener.url) as server:
        server.faults(bad_signature=True)
        server.pay(server.platform.place(ORDER)[1])
        wait_for(lambda: listener.rejected)
        assert not listener.taken
        server.faults()
        wait_for(lambda: listener.taken)


# --- the whole way, with the kernel behind it


def test_a_lost_notification_is_found_by_asking_and_the_day_agrees(tmp_path: Path):
    at = paying()
    with running_server(tmp_path) as server:
        cashier = replace(at.cashier, platform=server.platform)
        server.faults(lose=True)
        placed = start(cashier, CASE)
        server.pay(placed.pay_at)
        at.office.clock.instant = WallClock().now() + timedelta(minutes=3)
        assert ask_after(cashier).found == 1
        assert at.fee.is_settled
        assert take_in(cashier, server.platform.paid(placed.number)[0]).repeated
        assert reconcile(cashier, at.fee.payments[0].paid_on).differences == ()


def test_less_than_asked_is_recorded_as_it_came(tmp_path: Path):
    at = paying()
    with running_server(tmp_path) as server:
        cashier = replace(at.cashier, platform=server.platform)
        server.faults(short=100, lose=True)
        server.pay(start(cashier, CASE).pay_at)
        at.office.clock.instant = WallClock().now() + timedelta(minutes=3)
        ask_after(cashier)
        assert at.fee.open == 100


# --- signatures


def test_what_was_signed_is_known_and_what_was_changed_is_not():
    headers = signed(KEY.encode(), "POST", PATH, b"{}", AT)
    check(KEY.encode(), "POST", PATH, headers, b"{}", AT + timedelta(minutes=4))
    for changed in (
        (KEY.encode(), "POST", PATH, headers, b"{ }", AT),
        (KEY.encode(), "GET", PATH, headers, b"{}", AT),
        (KEY.encode(), "POST", "/other", headers, b"{}", AT),
        (b"y" * 32, "POST", PATH, headers, b"{}", AT),
        (KEY.encode(), "POST", PATH, headers | {NONCE: "1"}, b"{}", AT),
        (KEY.encode(), "POST", PATH, headers | {SIGNATURE: "签"}, b"{}", AT),
        (KEY.encode(), "POST", PATH, headers | {STAMP: "soon"}, b"{}", AT),
        (KEY.encode(), "POST", PATH, {}, b"{}", AT),
        (KEY.encode(), "POST", PATH, headers, b"{}", AT + timedelta(minutes=6)),
    ):
        with pytest.raises(BadSignature):
            check(*changed)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b'{"kind": "payment"}',
        b'{"kind":"payment","number":"1","transaction":"t","amount":1.5,"at":"2026-03-03T10:00:00+08:00"}',
        b'{"kind":"payment","number":"1","transaction":"t","amount":0,"at":"2026-03-03T10:00:00+08:00"}',
        b'{"kind":"payment","number":"1","transaction":"t","amount":true,"at":"2026-03-03T10:00:00+08:00"}',
        b'{"kind":"payment","number":"1","transaction":"t","amount":1,"at":"2026-03-03T10:00:00"}',
        b'{"kind":"gift","number":"1","transaction":"t","amount":1,"at":"2026-03-03T10:00:00+08:00"}',
        b"[" * 5000,
    ],
)
def test_a_signed_notification_that_says_nothing_readable_is_rejected(body: bytes):
    platform = HttpPaymentPlatform.of("https://pay.example", KEY, "")
    with pytest.raises(NotificationRejected):
        platform.notified(PATH, signed(KEY.encode(), "POST", PATH, body, AT), body, AT)


def test_money_is_whole_fen_and_an_instant_with_its_zone():
    platform = HttpPaymentPlatform.of("https://pay.example", KEY, "")
    said = {"kind": "refund", "number": "1R", "transaction": "t", "amount": 5}
    body = json.dumps(said | {"at": "2026-03-03T10:00:00+08:00"}).encode()
    money = platform.notified(PATH, signed(KEY.encode(), "POST", PATH, body, AT), body, AT)
    assert (money.kind, money.amount, money.at) == (MoneyKind.REFUND, 5, AT)


# --- settings


def test_the_platform_is_what_the_operator_named_or_none():
    assert platform_from_environment({}, "https://hall.example") is None
    named = {"TONGBAN_PAYMENT_URL": "https://pay.example/api/", "TONGBAN_PAYMENT_KEY": KEY}
    platform = platform_from_environment(named, "https://hall.example")
    assert (platform.url, platform.notify_at) == (
        "https://pay.example/api",
        "https://hall.example/payments/notify",
    )
    assert KEY not in repr(platform)


@pytest.mark.parametrize(
    ("url", "key"),
    [("pay.example", KEY), ("ftp://pay.example", KEY), ("http://pay.example", KEY), ("https://p.x", "short")],
)
def test_settings_that_cannot_be_used_are_said_to_be(url: str, key: str):
    with pytest.raises(UnusablePaymentPlatform):
        HttpPaymentPlatform.of(url, key, "")
