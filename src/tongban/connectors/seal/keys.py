"""印章密钥 — where the sealing key, its certificate and the trusted roots lie."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tongban.handling.sealing import SealKeyUnusable, SealRootsMissing

KEY_FILE = "seal.key.pem"
CERTIFICATE_FILE = "seal.crt.pem"
ROOT_FILE = "root.crt.pem"


@dataclass(frozen=True)
class SealKeys:
    """印章密钥材料 — PEM files (`key`, `certificate`) or one PKCS#12 file, and the trusted `roots` (PEM).

    A deployment that only verifies needs `roots` alone.
    """

    roots: tuple[Path, ...]
    key: Path | None = None
    certificate: Path | None = None
    pkcs12: Path | None = None
    password: bytes | None = None

    @classmethod
    def in_directory(cls, directory: Path) -> Self:
        """The files that `demo_certificate.create` makes, or an authority's own under the same names."""
        return cls(
            roots=(directory / ROOT_FILE,),
            key=directory / KEY_FILE,
            certificate=directory / CERTIFICATE_FILE,
        )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str], *, default_directory: Path) -> Self:
        """As the settings say, else the default directory.

        `TONGBAN_SEAL_DIRECTORY`, or `TONGBAN_SEAL_PKCS12` with `TONGBAN_SEAL_PASSWORD_FILE` (a file, so that
        the password is in no process list) and `TONGBAN_SEAL_ROOTS` (PEM files separated by `:`).
        Raises SealRootsMissing where a PKCS#12 file is named without roots.
        """
        pkcs12 = environment.get("TONGBAN_SEAL_PKCS12", "").strip()
        if not pkcs12:
            directory = environment.get("TONGBAN_SEAL_DIRECTORY", "").strip()
            return cls.in_directory(Path(directory) if directory else default_directory)
        roots = [part for part in environment.get("TONGBAN_SEAL_ROOTS", "").split(os.pathsep) if part]
        if not roots:
            raise SealRootsMissing()
        password_file = environment.get("TONGBAN_SEAL_PASSWORD_FILE", "").strip()
        return cls(
            roots=tuple(map(Path, roots)),
            pkcs12=Path(pkcs12),
            password=_password_in(Path(password_file)) if password_file else None,
        )


def _password_in(path: Path) -> bytes:
    try:
        return path.read_bytes().rstrip(b"\r\n")
    except OSError as error:
        raise SealKeyUnusable(source=path, reason=str(error)) from error
