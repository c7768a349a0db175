"""Letters by a real mail server and as files: what arrives, what is refused, what is not said aloud."""

import ssl
import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import SMTP
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from mail_server import mail_server
from tongban.connectors.messages import MailDirectory, SmtpMessenger, messenger_from_environment
from tongban.connectors.messages.smtp import UnusableMailServer
from tongban.handling.mail.ports import Letter, Undeliverable

FROM = "no-reply@banshi.example.cn"
LETTER = Letter(
    id="0199d0a0-0000-7000-8000-000000000001.3.applicant.accepted@banshi.example.cn",
    recipient="0199d0a0-0000-7000-8000-0000000000aa",
    to="li@example.cn",
    subject="申请已受理 · 食品经营许可",
    text="已于 2025-09-24 受理。\n.\n一行只有句点的也原样到达。",
    at=datetime(2025, 9, 24, 2, tzinfo=UTC),
)


def test_a_letter_arrives_as_it_was_written() -> None:
    with mail_server() as server:
        SmtpMessenger.of_url(server.url(), FROM).send(LETTER)
        (mail,) = server.mails
    assert (mail["From"], mail["To"], mail["Subject"]) == (FROM, LETTER.to, LETTER.subject)
    assert mail["Message-ID"] == f"<{LETTER.id}>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"].datetime == LETTER.at
    assert mail.get_content().replace("\r\n", "\n").strip() == LETTER.text


def test_a_letter_sent_twice_has_the_same_id_and_bytes() -> None:
    with mail_server() as server:
        messenger = SmtpMessenger.of_url(server.url(), FROM)
        messenger.send(LETTER)
        messenger.send(LETTER)
        first, second = server.mails
    assert first.as_bytes() == second.as_bytes()


def test_a_server_that_hangs_up_after_it_took_a_letter_has_taken_it() -> None:
    with mail_server() as server:
        server.hangs_up_after_letter = True
        SmtpMessenger.of_url(server.url(), FROM).send(LETTER)
        assert len(server.mails) == 1


@pytest.mark.parametrize(("where", "code"), [("recipient", 550), ("letter", 554)])
def test_what_a_server_will_never_take_is_told_without_the_address(where: str, code: int) -> None:
    with mail_server() as server:
        setattr(server, f"answer_to_{where}", f"{code} no such mailbox li@example.cn")
        with pytest.raises(Undeliverable) as refused:
            SmtpMessenger.of_url(server.url(), FROM).send(LETTER)
    assert str(code) in str(refused.value)
    assert "li@" not in str(refused.value)


@pytest.mark.parametrize("where", ["recipient", "letter"])
def test_what_a_server_does_not_take_now_may_be_tried_again(where: str) -> None:
    with mail_server() as server:
        setattr(server, f"answer_to_{where}", "450 li@example.cn is busy")
        with pytest.raises(OSError) as trouble:  # noqa: PT011  (all that smtplib raises is one)
            SmtpMessenger.of_url(server.url(), FROM).send(LETTER)
    assert "li@" not in str(trouble.value)


def test_nobody_there_may_be_tried_again() -> None:
    with mail_server() as server:
        url = server.url()
    with pytest.raises(OSError):  # noqa: PT011
        SmtpMessenger.of_url(url, FROM).send(LETTER)


def test_without_encryption_nothing_is_sent_unless_the_operator_says_so() -> None:
    with mail_server() as server:
        with pytest.raises(OSError):  # noqa: PT011
            SmtpMessenger.of_url(server.url(options="", user="tongban:geheim@"), FROM).send(LETTER)
        assert (server.mails, server.signed_in) == ([], [])


def test_an_encrypted_way_to_a_server_whose_certificate_is_known(tmp_path: Path) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    certificate, key = _certificate(tmp_path)
    context.load_cert_chain(certificate, key)
    with mail_server(context) as server:
        known = server.url(options=f"?ca={certificate}", user="tongban:p%40ss@")
        SmtpMessenger.of_url(known, FROM).send(LETTER)
        assert (server.encrypted, server.signed_in) == ([True], ["\0tongban\0p@ss"])
        with pytest.raises(OSError):  # noqa: PT011  (a certificate nobody knows)
            SmtpMessenger.of_url(server.url(options=""), FROM).send(LETTER)
        assert len(server.mails) == 1


def _certificate(directory: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)  # noqa: TID251  (the certificate has to be valid now)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    place, secret = directory / "server.pem", directory / "server.key"
    place.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return place, secret


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://mail",
        "mail.example.cn:25",
        "smtp://",
        "smtp://mail:port",
        "smtp://u:geheim@m?tls=no",
        "smtp://m?x=1",
    ],
)
def test_an_address_of_a_server_that_cannot_be_read_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(UnusableMailServer) as refused:
        SmtpMessenger.of_url(url, FROM)
    assert "geheim" not in refused.value.sentence.zh


def test_the_password_is_in_no_log() -> None:
    assert "geheim" not in repr(SmtpMessenger.of_url("smtps://u:geheim@mail.example.cn", FROM))


@pytest.mark.parametrize(
    ("url", "port"),
    [("smtps://m", 465), ("smtp://m", 587), ("smtp://m?tls=off", 25), ("smtp://m:2525", 2525)],
)
def test_the_port_follows_from_the_way(url: str, port: int) -> None:
    assert SmtpMessenger.of_url(url, FROM).port == port


@pytest.mark.parametrize(
    "address", ["", "nobody", "a@b.cn, c@d.cn", "a@b.cn\r\nBcc: c@d.cn", "李@example.cn\n", "<script>"]
)
def test_an_address_that_is_none_or_more_than_one_is_never_tried_again(address: str, tmp_path: Path) -> None:
    with pytest.raises(Undeliverable, match="AddressUnusable"):
        MailDirectory(tmp_path, FROM).send(replace(LETTER, to=address))
    assert list(tmp_path.rglob("*.eml")) == []


# --- files


def test_a_letter_is_one_file_however_often_it_is_sent_for_its_owners_eyes_only(tmp_path: Path) -> None:
    directory = MailDirectory(tmp_path / "mail", FROM)
    directory.send(LETTER)
    directory.send(LETTER)
    (kept,) = [path for path in (tmp_path / "mail").rglob("*") if path.is_file()]
    assert kept.relative_to(tmp_path / "mail") == Path(LETTER.recipient, f"{LETTER.id}.eml")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    mail = message_from_bytes(kept.read_bytes(), policy=SMTP)
    assert (mail["To"], mail["Message-ID"]) == (LETTER.to, f"<{LETTER.id}>")


def test_who_is_erased_has_no_letters_left(tmp_path: Path) -> None:
    directory = MailDirectory(tmp_path, FROM)
    directory.send(LETTER)
    directory.send(replace(LETTER, recipient="somebody-else"))
    directory.forget(LETTER.recipient)
    directory.forget(LETTER.recipient)
    assert [path.name for path in tmp_path.iterdir()] == ["somebody-else"]


@pytest.mark.parametrize("name", ["../../etc", "", ".", "a/b", "a\x00b"])
def test_a_letter_leads_nowhere_else(name: str, tmp_path: Path) -> None:
    directory = MailDirectory(tmp_path / "mail", FROM)
    for letter in (replace(LETTER, recipient=name), replace(LETTER, id=name)):
        with pytest.raises(ValueError, match="not the name of a letter"):
            directory.send(letter)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


# --- which


def test_the_environment_says_who_carries_letters(tmp_path: Path) -> None:
    host, spool = "banshi.example.cn", tmp_path / "mail"
    assert messenger_from_environment({}, host) is None
    assert messenger_from_environment({"TONGBAN_SMTP": " "}, host) is None
    demo = messenger_from_environment({}, host, spool)
    assert isinstance(demo, MailDirectory)
    assert demo.directory == spool
    named = messenger_from_environment({"TONGBAN_MAIL_DIRECTORY": str(tmp_path)}, host, spool)
    assert isinstance(named, MailDirectory)
    assert named.directory == tmp_path
    server = messenger_from_environment({"TONGBAN_SMTP": "smtps://m"}, host, spool)
    assert isinstance(server, SmtpMessenger)
    assert (server.host, server.sender) == ("m", FROM)
    other = messenger_from_environment({"TONGBAN_SMTP": "smtps://m", "TONGBAN_MAIL_FROM": "a@b.cn"}, host)
    assert isinstance(other, SmtpMessenger)
    assert other.sender == "a@b.cn"
