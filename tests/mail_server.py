"""A mail server in the test's own process: takes e-mails over a real socket and answers as it is told.

As much of SMTP as a client needs: EHLO, STARTTLS, AUTH PLAIN, MAIL, RCPT, DATA, RSET, QUIT.
"""

import base64
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread


class MailServer(ThreadingTCPServer):
    """What came, and how to answer: by recipient, once a letter is whole, and whether TLS is offered."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.tls = tls
        self.mails: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.signed_in: list[str] = []
        self.encrypted: list[bool] = []
        self.answer_to_recipient = "250 fine"
        self.answer_to_letter = "250 taken"
        self.hangs_up_after_letter = False
        #: Called once a letter is whole, before it is answered.
        self.on_letter: Callable[[EmailMessage], object] = lambda mail: None

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def url(self, options: str = "?tls=off", user: str = "") -> str:
        return f"smtp://{user}127.0.0.1:{self.port}{options}"

    @property
    def ids(self) -> list[str]:
        return [str(mail["Message-ID"]) for mail in self.mails]


class _Session(StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self.encrypted = False
        self.say("220 a mail server for tests")
        while line := self.rfile.readline():
            verb, _, rest = line.decode().strip().partition(" ")
            if not self.obey(verb.upper(), rest):
                break

    def finish(self) -> None:
        super().finish()
        self.connection.close()

    def say(self, *lines: str) -> None:
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())
        self.wfile.flush()

    def obey(self, verb: str, rest: str) -> bool:
        server = self.server
        match verb:
            case "EHLO":
                offers = ["8BITMIME", "AUTH PLAIN"] + (
                    ["STARTTLS"] if server.tls and not self.encrypted else []
                )
                self.say(*(f"250-{offer}" for offer in offers), "250 HELP")
            case "STARTTLS" if server.tls is not None:
                self.say("220 go on")
                self.connection = server.tls.wrap_socket(self.connection, server_side=True)
                self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb")
                self.encrypted = True
            case "AUTH":
                server.signed_in.append(base64.b64decode(rest.partition(" ")[2]).decode())
                self.say("235 welcome")
            case "MAIL" | "RSET":
                self.say("250 fine")
            case "RCPT":
                server.recipients.append(rest)
                self.say(server.answer_to_recipient)
            case "DATA":
                return self.take()
            case "QUIT":
                self.say("221 bye")
                return False
            case _:
                self.say("502 unknown")
        return True

    def take(self) -> bool:
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        mail = message_from_bytes(b"".join(lines), policy=SMTP)
        assert isinstance(mail, EmailMessage)
        self.server.on_letter(mail)
        if self.server.answer_to_letter.startswith("250"):
            self.server.mails.append(mail)
            self.server.encrypted.append(self.encrypted)
        self.say(self.server.answer_to_letter)
        return not self.server.hangs_up_after_letter


@contextmanager
def mail_server(tls: ssl.SSLContext | None = None) -> Iterator[MailServer]:
    """A server that runs meanwhile."""
    server = MailServer(tls)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
