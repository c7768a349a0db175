"""收缴平台 — orders, questions, refunds and statements over HTTP: signed, and tried again."""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from http.client import HTTPException
from typing import Any, Self
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from tongban.connectors.payment.signing import BadSignature, check, signed
from tongban.handling.payment.ports import (
    Money,
    MoneyKind,
    NotificationRejected,
    Order,
    OrderTaken,
    PlatformDown,
    PlatformRefuses,
    RefundNotPossible,
)
from tongban.kernel.refusals import BadInput, Refusal

_SECONDS = 8.0
#: Pauses before each further try; every request may be repeated, since each carries its own number.
_PAUSES = (0.2, 0.8)
_MOST = 5_000_000
#: What an answer of 4xx means to a request that says nothing of it.
_NOTHING: Mapping[int, Callable[[str], Refusal]] = {}


class UnusablePaymentPlatform(BadInput):
    """缴款平台的设置无法使用。"""

    zh = "缴款平台的设置无法使用：{why}。"
    en = "The settings of the payment platform cannot be used: {why}."
    remedy_zh = "请写 TONGBAN_PAYMENT_URL=https://主机/路径 和 TONGBAN_PAYMENT_KEY（至少 32 个字符）。"
    remedy_en = "Set TONGBAN_PAYMENT_URL=https://host/path and TONGBAN_PAYMENT_KEY (32 characters at least)."


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **more: Any) -> None:
        """A signed request goes where it was signed for and nowhere else."""


_OPENER = build_opener(_NoRedirects)


def _now() -> datetime:
    return datetime.fromtimestamp(time.time(), UTC)


@dataclass(frozen=True, slots=True, repr=False)
class HttpPaymentPlatform:
    """收缴平台 (HTTP) — implements `handling.payment.ports.PaymentPlatform`; no `repr` shows its key."""

    url: str
    key: bytes
    notify_at: str
    now: Callable[[], datetime] = _now
    pause: Callable[[float], None] = time.sleep
    seconds: float = _SECONDS

    @classmethod
    def of(cls, url: str, key: str, notify_at: str) -> Self:
        """As the operator wrote it.

        Raises:
            UnusablePaymentPlatform: no address over HTTP, unencrypted to another machine, or a short key.
        """
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise UnusablePaymentPlatform(why="http(s)://…")
        if parts.scheme == "http" and parts.hostname not in ("127.0.0.1", "localhost", "::1"):
            raise UnusablePaymentPlatform(why="须加密 / https:// to another machine")
        if len(key) < 32:
            raise UnusablePaymentPlatform(why="密钥太短 / the key is too short")
        return cls(url.rstrip("/"), key.encode(), notify_at)

    def place(self, order: Order) -> tuple[str, str]:
        """The code and address of an order; known already, the same again."""
        wanted = {
            "number": order.number,
            "notice": order.notice_number,
            "amount": order.amount,
            "currency": "CNY",
            "fee": order.fee,
            "return_to": order.return_to,
            "notify_at": self.notify_at,
        }
        said = self._ask("POST", "/orders", wanted, {409: lambda _: OrderTaken(number=order.number)})
        code, pay_at = _text(said, "code"), _text(said, "pay_at")
        if urlsplit(pay_at).scheme not in ("http", "https"):
            raise PlatformRefuses(why="pay_at")
        return code, pay_at

    def paid(self, number: str) -> Sequence[Money]:
        """What came in on an order so far."""
        said = self._ask("GET", f"/orders/{quote(number, safe='')}")
        return [_money(row) for row in _rows(said, "payments")]

    def refund(self, number: str, transaction: str, amount: int) -> Money | None:
        """Give back, under our number."""
        asked = {"number": number, "transaction": transaction, "amount": amount, "notify_at": self.notify_at}
        said = self._ask("POST", "/refunds", asked, {422: lambda why: RefundNotPossible(why=why)})
        rows = _rows(said, "refunds")
        return _money(rows[0]) if rows else None

    def statement(self, day: date) -> Sequence[Money]:
        """Everything that moved that day."""
        return [_money(row) for row in _rows(self._ask("GET", f"/statements/{day.isoformat()}"), "moved")]

    def notified(self, path: str, headers: Mapping[str, str], body: bytes, at: datetime) -> Money:
        """What a notification says, once its signature holds."""
        try:
            check(self.key, "POST", path, headers, body, at)
            return _money(json.loads(body))
        except BadSignature as bad:
            raise NotificationRejected(why=str(bad)) from None
        except (ValueError, RecursionError, PlatformRefuses):
            raise NotificationRejected(why="内容无法读取 / it cannot be read") from None

    def _ask(
        self,
        method: str,
        path: str,
        content: Mapping[str, object] | None = None,
        meaning: Mapping[int, Callable[[str], Refusal]] = _NOTHING,
    ) -> Mapping[str, Any]:
        body = b"" if content is None else json.dumps(content, ensure_ascii=False).encode()
        trouble = ""
        for pause in (*_PAUSES, None):
            try:
                return self._once(method, path, body, meaning)
            except _Trouble as silent:
                trouble = str(silent)
            if pause is not None:
                self.pause(pause)
        raise PlatformDown(why=trouble)

    def _once(
        self, method: str, path: str, body: bytes, meaning: Mapping[int, Callable[[str], Refusal]]
    ) -> Mapping[str, Any]:
        whole = urlsplit(self.url).path + path
        headers = signed(self.key, method, whole, body, self.now())
        request = Request(  # noqa: S310  (http or https: `of` saw to it)
            self.url + path,
            body or None,
            {"Content-Type": "application/json", **headers},
            method=method,
        )
        try:
            with _OPENER.open(request, timeout=self.seconds) as response:
                answer, told = response.read(_MOST + 1), dict(response.headers)
        except HTTPError as error:
            code, said = error.code, error.read(2000).decode("utf-8", "replace")
            error.close()
            if code >= 500 or code == 429:
                raise _Trouble(f"HTTP {code}") from None
            if code in meaning:
                raise meaning[code](said[:200]) from None
            raise PlatformRefuses(why=f"HTTP {code} {said[:200]}") from None
        except (URLError, HTTPException, OSError) as error:
            raise _Trouble(str(getattr(error, "reason", None) or error)) from None
        try:
            check(self.key, "ANSWER", whole, told, answer, self.now())
            said = json.loads(answer)
        except (BadSignature, ValueError, RecursionError) as wrong:
            raise PlatformRefuses(why=str(wrong)) from None
        if not isinstance(said, dict):
            raise PlatformRefuses(why="JSON")
        return said


class _Trouble(Exception):
    """Nobody answered, or said that it could not now."""


def platform_from_environment(environment: Mapping[str, str], public_url: str) -> HttpPaymentPlatform | None:
    """The platform the operator named; None where none is.

    Raises:
        UnusablePaymentPlatform: what is named cannot be used.
    """
    url = environment.get("TONGBAN_PAYMENT_URL", "").strip()
    if not url:
        return None
    key = environment.get("TONGBAN_PAYMENT_KEY", "").strip()
    notify_at = environment.get("TONGBAN_PAYMENT_NOTIFY", "").strip() or f"{public_url}/payments/notify"
    return HttpPaymentPlatform.of(url, key, notify_at)


def _text(said: Mapping[str, Any], name: str) -> str:
    value = said.get(name)
    if not isinstance(value, str) or not value.strip():
        raise PlatformRefuses(why=f"{name}?")
    return value


def _rows(said: Mapping[str, Any], name: str) -> list[Any]:
    rows = said.get(name)
    if not isinstance(rows, list):
        raise PlatformRefuses(why=f"{name}?")
    return rows


def _money(row: Any) -> Money:
    """A transaction as the platform writes it: whole fen, an instant with its zone."""
    if not isinstance(row, dict):
        raise PlatformRefuses(why="JSON")
    amount = row.get("amount")
    if not isinstance(amount, int) or isinstance(amount, bool) or amount <= 0:
        raise PlatformRefuses(why="amount?")
    try:
        at = datetime.fromisoformat(_text(row, "at"))
        kind = MoneyKind(_text(row, "kind"))
    except ValueError:
        raise PlatformRefuses(why="at? kind?") from None
    if at.tzinfo is None:
        raise PlatformRefuses(why="at?")
    return Money(kind, _text(row, "number"), _text(row, "transaction"), amount, at.astimezone(UTC))
