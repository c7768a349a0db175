"""签章 — put a PAdES signature on a document."""

import io
from datetime import UTC, datetime
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_private_key
from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko_certvalidator.registry import CertificateRegistry

from tongban.connectors.seal.keys import SealKeys
from tongban.handling.sealing import AlreadySealed, NotSealable, SealKeyUnusable, TimeStampUnanswered

FIELD_NAME = "AuthoritySeal"
_DIGEST = "sha256"
_RESERVED_BYTES = 2 * 8192  # hex digits; a signature with two intermediate certificates takes some 10,000


def sign(
    pdf: bytes, key: SimpleSigner, *, reason: str, signer: str, at: datetime, time_stamp_url: str | None
) -> bytes:
    """The signed file; raises what `PadesSeal.sign` names."""
    if at.tzinfo is None:
        raise ValueError("the instant of a signature needs a time zone")
    metadata = PdfSignatureMetadata(
        field_name=FIELD_NAME,
        md_algorithm=_DIGEST,
        reason=reason,
        name=signer,
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    time_stamper = HTTPTimeStamper(time_stamp_url) if time_stamp_url else None
    pdf_signer = _SignerAt(metadata, key, timestamper=time_stamper)
    pdf_signer.instant = at.astimezone(UTC)
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        if "/AcroForm" in writer.root:
            raise AlreadySealed()
        signed = io.BytesIO()
        # A size of our own saves a rehearsal of the signature; a time-stamp needs the rehearsal.
        pdf_signer.sign_pdf(writer, output=signed, bytes_reserved=None if time_stamper else _RESERVED_BYTES)
    except (PdfError, SigningError) as error:
        raise NotSealable(reason=error) from error
    except (TimestampRequestError, OSError) as error:
        raise TimeStampUnanswered(url=time_stamp_url, reason=error) from error
    return signed.getvalue()


class _SignerAt(PdfSigner):
    """A signer that claims the instant it is given; the library would ask the wall clock."""

    instant: datetime

    def init_signing_session(self, *args: Any, **kwargs: Any) -> PdfSigningSession:
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self.instant
        return session


class HeldKeySigner(SimpleSigner):
    """A signer that keeps its RSA key open: the library opens it anew, and has OpenSSL check it, each time.

    The check costs a quarter of a second; here the key is checked once, when it is loaded.
    """

    _held: RSAPrivateKey | None = None

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        """The signature value; anything but plain RSA is left to the library."""
        mechanism = self.get_signature_mechanism_for_digest(digest_algorithm)
        if (
            mechanism["algorithm"].native not in ("rsassa_pkcs1v15", "sha256_rsa")
            or digest_algorithm != _DIGEST
        ):
            return super().sign_raw(data, digest_algorithm)
        if self._held is None:
            opened = load_der_private_key(self.signing_key.dump(), password=None)
            assert isinstance(opened, RSAPrivateKey)  # as the mechanism says
            self._held = opened
        return self._held.sign(data, PKCS1v15(), SHA256())


def load_signer(keys: SealKeys) -> SimpleSigner:
    """The sealing key with its certificate; raises SealKeyUnusable naming the file that does not serve."""
    # Roots are not embedded: a copy inside the file proves nothing and is not protected by the signature.
    try:
        if keys.pkcs12 is not None:
            source = keys.pkcs12
            loaded: SimpleSigner = HeldKeySigner.load_pkcs12_data(
                source.read_bytes(), other_certs=[], passphrase=keys.password
            )
        elif keys.key is not None and keys.certificate is not None:
            source = keys.certificate
            certificates = list(load_certs_from_pemder_data(source.read_bytes()))
            if not certificates:
                raise ValueError("没有证书 / no certificate")
            source = keys.key
            loaded = HeldKeySigner(
                signing_cert=certificates[0],
                signing_key=load_private_key_from_pemder_data(source.read_bytes(), passphrase=None),
                cert_registry=CertificateRegistry.build(certificates[1:]),
            )
        else:
            raise SealKeyUnusable(source="-", reason="没有密钥 / no key")
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise SealKeyUnusable(source=source, reason=str(error)) from error
    loaded.embed_roots = False
    return loaded
