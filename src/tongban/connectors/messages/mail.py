"""邮件 — a letter as an e-mail."""

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from tongban.handling.mail.ports import Letter, Undeliverable

#: An id of a letter is longer than a usual line, and is not to be broken.
_UNFOLDED = SMTP.clone(max_line_length=300)


def mail_of(letter: Letter, sender: str) -> EmailMessage:
    """The e-mail of a letter: the same letter gives the same bytes, its Message-ID among them.

    Raises:
        Undeliverable: its address is none.
    """
    mail = EmailMessage(_UNFOLDED)
    try:
        mail["From"] = sender
        mail["To"] = letter.to
        mail["Subject"] = letter.subject
        mail["Date"] = format_datetime(letter.at)
        mail["Message-ID"] = f"<{letter.id}>"
        # So that no holiday notice is sent back (RFC 3834).
        mail["Auto-Submitted"] = "auto-generated"
        if len(mail["To"].addresses) != 1 or mail["To"].defects:
            raise Undeliverable("AddressUnusable")
    except ValueError:
        raise Undeliverable("AddressUnusable") from None
    mail.set_content(letter.text, cte="base64")
    return mail
