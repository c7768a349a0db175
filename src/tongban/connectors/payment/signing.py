"""签名 — each request is signed with the key both sides share: HMAC-SHA256 over what must not be changed.

Signed are the method, the path, the instant, a number used once, and the digest of the body; what is too old
is refused, so that a recorded request is of no use later. Answers are signed the same way.
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

STAMP, NONCE, SIGNATURE = "X-Payment-Timestamp", "X-Payment-Nonce", "X-Payment-Signature"
#: How far the clocks of the two sides may lie apart, with the way between them.
TOLERANCE = timedelta(minutes=5)


class BadSignature(Exception):
    """The signature, the instant or the number used once do not hold; says which."""


def signed(key: bytes, method: str, path: str, body: bytes, at: datetime) -> dict[str, str]:
    """The headers of a request or answer."""
    stamp, nonce = str(int(at.timestamp())), secrets.token_hex(16)
    return {STAMP: stamp, NONCE: nonce, SIGNATURE: _signature(key, method, path, stamp, nonce, body)}


def check(key: bytes, method: str, path: str, headers: Mapping[str, str], body: bytes, at: datetime) -> None:
    """Whether it comes from who has the key, unchanged and just now.

    Raises:
        BadSignature: it does not.
    """
    known = {name.lower(): value for name, value in headers.items()}
    stamp, nonce, given = (known.get(name.lower(), "") for name in (STAMP, NONCE, SIGNATURE))
    if not stamp.isdigit() or not nonce:
        raise BadSignature("没有签名 / not signed")
    wanted = _signature(key, method, path, stamp, nonce, body)
    if not hmac.compare_digest(wanted.encode(), given.encode()):
        raise BadSignature("签名不符 / the signature does not match")
    if abs(at.timestamp() - int(stamp)) > TOLERANCE.total_seconds():
        raise BadSignature("时间相差太多 / too old, or from the future")


def _signature(key: bytes, method: str, path: str, stamp: str, nonce: str, body: bytes) -> str:
    text = "\n".join((method, path, stamp, nonce, hashlib.sha256(body).hexdigest()))
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
