"""演示收缴平台 — a platform to try everything on: its own process, its own ledger, its own faults.

It takes no money. Its faults are set over `/faults`, signed as everything else: `lose` (no notification),
`twice`, `out_of_order`, `bad_signature`, `slow` (seconds before each answer), `down` (503 to every request),
`short` (so many fen less than asked are paid), `closed` (nothing is given back).
"""

import json
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.error import URLError
from urllib.parse import unquote, urlsplit
from urllib.request import Request, urlopen
from zoneinfo import ZoneInfo

from tongban.connectors.payment.ledger import Ledger
from tongban.connectors.payment.pages import paid_page, pay_page
from tongban.connectors.payment.signing import SIGNATURE, BadSignature, check, signed

_BEIJING = ZoneInfo("Asia/Shanghai")
_MOST = 100_000
_BACK_OFF = (0.5, 1.0, 2.0, 5.0, 15.0, 60.0)


@dataclass
class DemoPlatform:
    """演示平台 — ledger, key, faults; `public_url` is where payers find it."""

    ledger: Ledger
    key: bytes
    public_url: str
    faults: dict[str, Any] = field(default_factory=dict)
    clock: Callable[[], float] = time.time
    stop: Event = field(default_factory=Event)

    def now(self) -> datetime:
        """This instant, in UTC."""
        return datetime.fromtimestamp(self.clock(), UTC)

    def moment(self) -> tuple[str, str]:
        """This instant as it is written, and its day in Beijing, which the statement is of."""
        now = self.now()
        return now.isoformat(), now.astimezone(_BEIJING).date().isoformat()

    # --- what the agency asks

    def answer(self, method: str, path: str, content: Any) -> tuple[int, dict[str, Any]]:
        """The answer to a signed request."""
        match method, path.strip("/").split("/"):
            case "POST", ["orders"]:
                return self._place(content)
            case "GET", ["orders", number]:
                order = self.ledger.order("number", unquote(number))
                if order is None:
                    return 404, {"error": "没有这个订单 / no such order"}
                return 200, {"payments": [_row(m) for m in self.ledger.moved("number", order["number"])]}
            case "POST", ["refunds"]:
                closed = self.faults.get("closed")
                moved = None if closed else self.ledger.refund(content, *self.moment())
                if moved is None:
                    return 422, {
                        "error": "没有可退的缴款，或账户已销户 / nothing covers it, or the account is closed"
                    }
                return 200, {"refunds": [_row(moved)]}
            case "GET", ["statements", day]:
                return 200, {"day": day, "moved": [_row(m) for m in self.ledger.moved("day", day)]}
            case "POST", ["faults"]:
                self.faults = dict(content)
                return 200, {"faults": self.faults}
        return 404, {"error": "没有这个接口 / no such interface"}

    def _place(self, content: Any) -> tuple[int, dict[str, Any]]:
        if not isinstance(content.get("amount"), int) or content["amount"] <= 0:
            return 422, {"error": "金额须为大于零的整数（分）/ whole fen above zero"}
        order = self.ledger.place(content)
        if order["amount"] != content["amount"]:
            return 409, {"error": "订单号已用于另一金额 / the number stands for another amount"}
        return 200, {"code": order["code"], "pay_at": f"{self.public_url}/pay/{order['code']}"}

    # --- what the payer does

    def pay(self, code: str) -> dict[str, Any] | None:
        """Pay what is asked, or as the fault `short` has it."""
        order = self.ledger.order("code", code)
        if order is None:
            return None
        amount = max(1, order["amount"] - int(self.faults.get("short", 0)))
        self.ledger.pay(code, amount, *self.moment())
        return order

    # --- what it tells the agency

    def notify_for_ever(self) -> None:
        """Say what moved until somebody takes it, less and less often."""
        while not self.stop.wait(0.1):
            if not self.faults.get("lose") and not self.faults.get("down"):
                self.notify_once()

    def notify_once(self) -> None:
        """One round: everything that is owed now."""
        owed = self.ledger.to_notify(self.clock())
        if self.faults.get("out_of_order"):
            owed.reverse()
        for moved in owed:
            taken = [self._tell(moved) for _ in range(2 if self.faults.get("twice") else 1)]
            if all(taken):
                self.ledger.confirmed(moved["transaction"])
            else:
                pause = _BACK_OFF[min(moved["tries"], len(_BACK_OFF) - 1)]
                self.ledger.postponed(moved["transaction"], self.clock() + pause)

    def _tell(self, moved: dict[str, Any]) -> bool:
        body = json.dumps(_row(moved)).encode()
        headers = signed(self.key, "POST", urlsplit(moved["notify_at"]).path, body, self.now())
        if self.faults.get("bad_signature"):
            headers[SIGNATURE] = "0" * 64
        request = Request(moved["notify_at"], body, {"Content-Type": "application/json", **headers})  # noqa: S310  (the agency's own address)
        try:
            with urlopen(request, timeout=5) as response:  # noqa: S310
                return bool(response.status == 200)
        except (URLError, HTTPException, OSError):
            return False


def _row(moved: dict[str, Any]) -> dict[str, Any]:
    return {name: moved[name] for name in ("kind", "number", "transaction", "amount", "at")}


def server(platform: DemoPlatform, host: str, port: int) -> ThreadingHTTPServer:
    """The server, bound and not yet serving; its notifications are a thread of their own."""

    class Handler(_Handler):
        """Requests of this platform."""

    class Server(ThreadingHTTPServer):
        """On the family of addresses that the host is of."""

        address_family = socket.AF_INET6 if ":" in host else socket.AF_INET

    Handler.platform = platform
    bound = Server((host, port), Handler)
    bound.daemon_threads = True
    Thread(target=platform.notify_for_ever, daemon=True).start()
    return bound


class _Handler(BaseHTTPRequestHandler):
    platform: DemoPlatform
    server_version = "TongbanDemoPayment"

    def do_GET(self) -> None:
        """Questions, statements, and the page to pay on."""
        self._handle("GET")

    def do_POST(self) -> None:
        """Orders, refunds, faults, and paying."""
        self._handle("POST")

    def log_message(self, format: str, *args: Any) -> None:
        """One line a request would fill the supervisor's log."""

    def _handle(self, method: str) -> None:
        platform, path = self.platform, urlsplit(self.path).path
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(min(length, _MOST))
        if path == "/healthz":
            self._send(200, b"ok", "text/plain")
            return
        if path.strip("/") != "faults":
            if platform.faults.get("down"):
                self._send(503, b"down", "text/plain")
                return
            time.sleep(float(platform.faults.get("slow", 0)))
        if path.startswith("/pay/"):
            self._pay(method, path.removeprefix("/pay/"))
            return
        try:
            check(platform.key, method, path, dict(self.headers), body, platform.now())
            content = json.loads(body) if body else {}
            status, said = platform.answer(method, path, content)
        except BadSignature as bad:
            status, said = 401, {"error": str(bad)}
        except (ValueError, KeyError, TypeError, AttributeError) as unreadable:
            status, said = 422, {"error": f"{type(unreadable).__name__}: {unreadable}"}
        answer = json.dumps(said, ensure_ascii=False).encode()
        self._send(
            status,
            answer,
            "application/json",
            signed(platform.key, "ANSWER", path, answer, platform.now()),
        )

    def _pay(self, method: str, code: str) -> None:
        order = self.platform.ledger.order("code", code)
        if order is None:
            self._send(404, "没有这个缴款码 / no such code".encode(), "text/plain")
            return
        if method == "POST":
            self.platform.pay(code)
        paid = self.platform.ledger.moved("number", order["number"])
        page = paid_page(order, paid[0]) if paid else pay_page(order)
        self._send(200, page.encode(), "text/html")

    def _send(self, status: int, body: bytes, kind: str, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
