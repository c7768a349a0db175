"""附件 — files outside the database, each encrypted under the key its reference comes with."""

import os
import re
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag

from tongban.store.keys import decrypt, encrypt

#: Ids and tokens only: no dot, no slash, nothing a path could be made of.
_REFERENCE = re.compile(r"[0-9a-z][0-9a-z_-]{7,99}", re.ASCII)


class DiskBlobs:
    """附件库 — implements `handling.ports.Blobs` under a directory."""

    def __init__(self, directory: Path) -> None:
        """Take the directory, such as `blobs` in the data directory; made when first needed."""
        self._directory = directory

    def put(self, ref: str, key: bytes, content: bytes) -> None:
        """Keep a file: whole on disk before this returns, or not there at all.

        Raises:
            ValueError: not a reference, or not a key of 32 bytes.
        """
        place = self._place(ref)
        sealed = encrypt(key, content, f"blob:{ref}")
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = place.with_name(f".{place.name}.{secrets.token_hex(8)}")
        try:
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(sealed)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(place)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
        for folder in (place.parent, place.parent.parent, self._directory):
            _sync(folder)

    def get(self, ref: str, key: bytes) -> bytes:
        """The file again.

        Raises:
            FileNotFoundError: there is none under this reference.
            ValueError: not a reference, another key, or a file that was tampered with.
        """
        sealed = self._place(ref).read_bytes()
        try:
            return decrypt(key, sealed, f"blob:{ref}")
        except InvalidTag as error:
            raise ValueError(f"the key does not open blob {ref}, or its bytes were changed") from error

    def remove(self, ref: str) -> None:
        """Drop a file, such as the upload of an abandoned draft; nothing happens if it is gone."""
        self._place(ref).unlink(missing_ok=True)

    def _place(self, ref: str) -> Path:
        if not _REFERENCE.fullmatch(ref):
            raise ValueError(f"{ref[:40]!r} is not a reference")
        # Ids of one day begin alike; their ends are random and spread evenly.
        return self._directory / ref[-2:] / ref[-4:-2] / ref


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
