"""演示证书 — root and seal certificate of a demonstration, made on this machine, trusted by no other."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from tongban.connectors.seal.keys import CERTIFICATE_FILE, KEY_FILE, ROOT_FILE, SealKeys

_VALID_FOR = timedelta(days=3650)
# The demo city's documents may be dated before the day of installation: its cases are played from the past.
_VALID_BEFORE = timedelta(days=3650)


def create(directory: Path, *, at: datetime, authority: str = "演示市行政审批局") -> SealKeys:
    """Make the demo root and seal certificate unless they are there; run again, it changes nothing.

    Keys are readable by their owner only. The root's private key is thrown away: nobody can issue another
    certificate under it. All files appear or none: the root, which tells a finished set, is written last.
    """
    keys = SealKeys.in_directory(directory)
    if all((directory / name).exists() for name in (KEY_FILE, CERTIFICATE_FILE, ROOT_FILE)):
        return keys
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    root_key, seal_key = (rsa.generate_private_key(public_exponent=65537, key_size=3072) for _ in range(2))
    root_name = _name("演示根证书（仅供演示）Tongban demo root", "通办演示")
    root = (
        _certificate(root_name, root_name, root_key.public_key(), at)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(certificates=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(root_key.public_key()), critical=False)
        .sign(root_key, hashes.SHA256())
    )
    seal = (
        _certificate(_name(f"{authority}电子印章", authority), root_name, seal_key.public_key(), at)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(certificates=False), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(seal_key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False
        )
        .sign(root_key, hashes.SHA256())
    )
    _write(
        directory / KEY_FILE,
        seal_key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
        mode=0o600,
    )
    _write(directory / CERTIFICATE_FILE, seal.public_bytes(serialization.Encoding.PEM), mode=0o644)
    _write(directory / ROOT_FILE, root.public_bytes(serialization.Encoding.PEM), mode=0o644)
    return keys


def _name(common_name: str, organisation: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: rsa.RSAPublicKey, at: datetime
) -> x509.CertificateBuilder:
    day = at.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(day - _VALID_BEFORE)
        .not_valid_after(day + _VALID_FOR)
    )


def _usage(*, certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not certificates,
        content_commitment=not certificates,
        key_cert_sign=certificates,
        crl_sign=certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _write(path: Path, content: bytes, *, mode: int) -> None:
    """Whole or not at all: written beside its place with its rights from the start, then renamed."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)
