"""信件目录 — letters as `.eml` files, a directory for each who is written to: what the demo sends."""

import os
import re
import shutil
from pathlib import Path

from tongban.connectors.messages.mail import mail_of
from tongban.handling.mail.ports import Letter

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,200}", re.ASCII)


class MailDirectory:
    """信件目录 — a letter sent twice is one file. Implements `handling.mail.ports.Messenger`."""

    def __init__(self, directory: Path, sender: str) -> None:
        """Take the directory, made when the first letter comes, and who the letters are from."""
        self.directory = directory
        self._sender = sender

    def send(self, letter: Letter) -> None:
        """Write the file, whole or not at all."""
        place, name = self._place(letter.recipient), _safe(letter.id)
        content = mail_of(letter, self._sender).as_bytes()
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = place / f".{name}.{os.getpid()}"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(place / f"{name}.eml")

    def forget(self, recipient: str) -> None:
        """Remove the directory of somebody."""
        shutil.rmtree(self._place(recipient), ignore_errors=True)

    def _place(self, recipient: str) -> Path:
        return self.directory / _safe(recipient)


def _safe(name: str) -> str:
    """A name that leads nowhere else."""
    if not _SAFE.fullmatch(name):
        raise ValueError(f"not the name of a letter: {name!r}")
    return name
