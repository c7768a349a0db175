"""电子印章 — the port Seal over PAdES; the heavy parts are loaded when first used."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from tongban.connectors.seal.keys import SealKeys
from tongban.handling.sealing import SealFailsItsCheck, SealReport

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate
    from pyhanko.sign.signers import SimpleSigner

LARGEST_FILE_BYTES = 20 * 1024 * 1024


class PadesSeal:
    """PAdES 电子印章 — signs with the given keys and verifies against their roots. Implements the port Seal.

    `time_stamp_url` names an RFC 3161 time-stamping authority: with one the signature is PAdES B-T, else B-B.
    """

    def __init__(self, keys: SealKeys, *, time_stamp_url: str | None = None) -> None:
        self._keys = keys
        self._time_stamp_url = time_stamp_url
        self._roots: list[Certificate] | None = None
        self._key: SimpleSigner | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str], *, default_directory: Path) -> Self:
        """As the settings say: `TONGBAN_TSA_URL` and those of `SealKeys.from_environment`."""
        return cls(
            SealKeys.from_environment(environment, default_directory=default_directory),
            time_stamp_url=environment.get("TONGBAN_TSA_URL", "").strip() or None,
        )

    def sign(self, pdf: bytes, *, reason: str, signer: str, at: datetime) -> bytes:
        """The document with the authority's signature, certified so that no later change is lawful.

        `signer` is the authority's name as shown by PDF readers, `at` the claimed instant (aware).
        What comes back has been verified once: no seal leaves that the public page would reject.
        Raises SealRefusal: key or certificate unusable, not a PDF, already signed, time-stamp not to be had,
        or the certificate not in force or not trusted.
        """
        from tongban.connectors.seal import signing  # noqa: PLC0415 -- slow import of pyHanko (0.6 s)

        if self._key is None:
            self._key = signing.load_signer(self._keys)
        sealed = signing.sign(
            pdf, self._key, reason=reason, signer=signer, at=at, time_stamp_url=self._time_stamp_url
        )
        report = self.verify(sealed)
        if not report.is_valid:
            raise SealFailsItsCheck(report)
        return sealed

    def verify(self, pdf: bytes) -> SealReport:
        """What the seal on this file proves. Never raises on account of the file, whatever it holds.

        Raises SealRefusal where this deployment's own roots cannot be read.
        """
        from tongban.connectors.seal import checking  # noqa: PLC0415 -- slow import of pyHanko (0.6 s)

        if self._roots is None:
            self._roots = checking.load_roots(self._keys.roots)
        return checking.check(pdf, self._roots, largest=LARGEST_FILE_BYTES)
