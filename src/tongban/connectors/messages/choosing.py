"""选择信使 — by what the environment says; who says nothing has letters sent nowhere."""

from collections.abc import Mapping
from pathlib import Path

from tongban.connectors.messages.directory import MailDirectory
from tongban.connectors.messages.smtp import SmtpMessenger
from tongban.handling.mail.ports import Messenger


def messenger_from_environment(
    environment: Mapping[str, str], host: str, spool: Path | None = None
) -> Messenger | None:
    """The messenger of a deployment, or None: messages are then read on the pages alone.

    Args:
        environment: `TONGBAN_SMTP` (a server), `TONGBAN_MAIL_DIRECTORY` (files), `TONGBAN_MAIL_FROM`.
        host: the deployment's own name, for a sender where none is named.
        spool: where files go if neither is named, as in the demo.
    """
    sender = environment.get("TONGBAN_MAIL_FROM", "").strip() or f"no-reply@{host}"
    server = environment.get("TONGBAN_SMTP", "").strip()
    if server:
        return SmtpMessenger.of_url(server, sender)
    named = environment.get("TONGBAN_MAIL_DIRECTORY", "").strip()
    directory = Path(named) if named else spool
    return MailDirectory(directory, sender) if directory else None
