"""电子邮件 — letters by SMTP, encrypted on the way unless the operator says otherwise."""

import contextlib
import smtplib
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import parse_qs, unquote, urlsplit

from tongban.connectors.messages.mail import mail_of
from tongban.handling.mail.ports import Letter, Undeliverable
from tongban.kernel.refusals import BadInput

_SECONDS = 20.0
_FOR_GOOD = range(500, 600)


class UnusableMailServer(BadInput):
    """邮件服务器的设置无法使用。"""

    zh = "TONGBAN_SMTP 不是邮件服务器的地址：{why}。"
    en = "TONGBAN_SMTP is not the address of a mail server: {why}."
    remedy_zh = "请写 smtps://用户:密码@主机:465，或者 smtp://用户:密码@主机:587（用 STARTTLS 加密）。"
    remedy_en = "Write smtps://user:password@host:465, or smtp://user:password@host:587 (with STARTTLS)."


@dataclass(frozen=True, slots=True, repr=False)
class SmtpMessenger:
    """邮件信使 — implements `handling.mail.ports.Messenger`.

    `tls` is `start` (STARTTLS, or nothing is sent), `whole` (from the first byte) or `off`, for a server on
    the same machine; `ca` is a file of certificates to trust besides the system's.
    """

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = ""
    tls: str = "start"
    ca: Path | None = None

    @classmethod
    def of_url(cls, url: str, sender: str) -> Self:
        """As the operator wrote it: `smtp://` or `smtps://`, options `?tls=off` and `?ca=FILE`.

        Raises:
            UnusableMailServer: it cannot be read; the password is not repeated.
        """
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            raise UnusableMailServer(why="端口 / port") from None
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise UnusableMailServer(why="smtp://… / smtps://…")
        options = parse_qs(parts.query)
        tls = "whole" if parts.scheme == "smtps" else options.get("tls", ["start"])[0]
        if tls not in ("start", "whole", "off") or set(options) - {"tls", "ca"}:
            raise UnusableMailServer(why="?tls=off, ?ca=…")
        ca = options.get("ca", [""])[0]
        return cls(
            host=parts.hostname,
            port=port or {"whole": 465, "start": 587, "off": 25}[tls],
            sender=sender,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            tls=tls,
            ca=Path(ca) if ca else None,
        )

    def send(self, letter: Letter) -> None:
        """Hand it to the server.

        Raises:
            Undeliverable: the server will never take it (an answer of the 500s to this letter).
            OSError: not now: no connection, no TLS, not signed in, or an answer of the 400s.
        """
        mail = mail_of(letter, self.sender)
        with self._connected() as server:
            try:
                server.send_message(mail)
            except smtplib.SMTPRecipientsRefused as refused:
                codes = {code for code, _ in refused.recipients.values()}
                raise _fault(refused, max(codes)) from None
            except smtplib.SMTPResponseException as answer:
                raise _fault(answer, answer.smtp_code) from None

    def forget(self, recipient: str) -> None:
        """Nothing is held here."""

    @contextlib.contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        context = ssl.create_default_context(cafile=str(self.ca) if self.ca else None)
        if self.tls == "whole":
            server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=_SECONDS, context=context)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=_SECONDS)
        try:
            if self.tls == "start":
                server.starttls(context=context)
            if self.user:
                server.login(self.user, self.password)
            yield server
        finally:
            # What was taken is taken, however the farewell goes.
            with contextlib.suppress(OSError):
                server.quit()
            server.close()


def _fault(answer: smtplib.SMTPException, code: int) -> Exception:
    """An answer without its words: they may repeat the address."""
    if code in _FOR_GOOD:
        return Undeliverable(f"{type(answer).__name__} {code}")
    return smtplib.SMTPException(f"{code}")
