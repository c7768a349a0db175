"""主密钥 — the one key that wraps every person's key; kept by the operator, never in the database."""

import base64
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE_BYTES = 12
_KEY_BYTES = 32


class UnreadableMasterKey(Exception):
    """The master key is there but is not 32 bytes in base64."""


@dataclass(frozen=True, repr=False)
class MasterKey:
    """主密钥 — wraps subjects' keys, and gives each division its key for blind indexes."""

    secret: bytes

    def wrap(self, key: bytes, owner: str) -> bytes:
        """The key of a subject, encrypted and bound to that subject."""
        return encrypt(self.secret, key, f"subject:{owner}")

    def unwrap(self, wrapped: bytes, owner: str) -> bytes:
        """The subject's key again; raises `cryptography.exceptions.InvalidTag` if it is another's."""
        return decrypt(self.secret, wrapped, f"subject:{owner}")

    def blind(self, division: str, text: str) -> bytes:
        """A token by which equal texts of one division meet, and from which no text is got back."""
        key = HKDF(hashes.SHA256(), _KEY_BYTES, None, f"tongban blind index:{division}".encode())
        token = hmac.HMAC(key.derive(self.secret), hashes.SHA256())
        token.update(text.encode())
        return token.finalize()


def master_key(data: Path) -> MasterKey:
    """The key from TONGBAN_MASTER_KEY, else from `keys/master.key` in the data directory, made once.

    Raises:
        UnreadableMasterKey: what is there is not 32 bytes in base64.
    """
    given = os.environ.get("TONGBAN_MASTER_KEY", "").strip()
    if given:
        return _parsed(given.encode(), "TONGBAN_MASTER_KEY")
    place = data / "keys" / "master.key"
    if not place.exists():
        _make(place)
    return _parsed(place.read_bytes().strip(), str(place))


def _parsed(text: bytes, where: str) -> MasterKey:
    try:
        secret = base64.b64decode(text, validate=True)
    except ValueError:  # not ASCII, or not base64
        secret = b""
    if len(secret) != _KEY_BYTES:
        raise UnreadableMasterKey(
            f"{where}：主密钥应为 32 字节的 base64；请从备份恢复，切勿新建，否则已存的个人信息无法读取。 / "
            f"{where}: the master key must be 32 bytes in base64; restore it from a backup and do not make "
            "a new one, or personal data already stored cannot be read."
        )
    return MasterKey(secret)


def _make(place: Path) -> None:
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = place.with_name(f".{place.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(base64.b64encode(AESGCM.generate_key(256)).decode() + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, place)  # whole or not at all; fails where another process was first
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def new_key() -> bytes:
    """A key for one subject or one value."""
    return AESGCM.generate_key(256)


def encrypt(key: bytes, content: bytes, bound_to: str) -> bytes:
    """Nonce and AES-256-GCM ciphertext; opens only together with `bound_to`."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, bound_to.encode())


def decrypt(key: bytes, sealed: bytes, bound_to: str) -> bytes:
    """The content; raises `cryptography.exceptions.InvalidTag` for another key, place or content."""
    if len(sealed) < _NONCE_BYTES:
        raise InvalidTag
    return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], bound_to.encode())
