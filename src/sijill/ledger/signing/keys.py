"""The key of a device: who signs what is appended here.

Every device that writes has one Ed25519 key (RFC 8032). It signs each entry that is a person's
decision, and the heads of its log; imported rows rest on the heads. The secret half never enters a
ledger: it lies in a file of its own that only its owner can read, so that whoever finds a copy of
the register cannot sign in its name.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sijill.files.durability import whole_file
from sijill.files.reading import read_bounded
from sijill.model.case_limits import MOST_KEY_BYTES
from sijill.model.errors import FileUnreadableError, LedgerError, StorageError

SECRET_BYTES = 32
PUBLIC_BYTES = 32
SIGNATURE_BYTES = 64
_SECRET = re.compile("[0-9a-f]{64}")
_ENTRY = b"sijill entry\n"  # so that a signed entry can never pass for a signed checkpoint


@dataclass(frozen=True, slots=True)
class DeviceKey:
    """A secret key of 32 bytes. Its text form shows the public half alone.

    ``memory`` is the folder where the device notes what it signed (``device_memory``); ``None``
    where nothing is noted.
    """

    _secret: Ed25519PrivateKey
    memory: Path | None = None

    @classmethod
    def from_secret(cls, secret: bytes, memory: Path | None = None) -> "DeviceKey":
        """The key of 32 secret bytes. Raises LedgerError for another length."""
        if len(secret) != SECRET_BYTES:
            raise LedgerError(f"a device key has {SECRET_BYTES} bytes, not {len(secret)}.")
        return cls(Ed25519PrivateKey.from_private_bytes(secret), memory)

    @property
    def public(self) -> bytes:
        """The public half, 32 bytes."""
        return self._secret.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """The signature of a message, 64 bytes. The same message gives the same signature."""
        return self._secret.sign(message)

    def sign_entry(self, raw: bytes) -> bytes:
        """The signature of an entry's bytes, which its leaf hash covers."""
        return self.sign(_ENTRY + raw)

    def __repr__(self) -> str:
        return f"DeviceKey({self.public.hex()})"


def is_signed_by(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the signature is that of the public key over the message."""
    if len(public) != PUBLIC_BYTES or len(signature) != SIGNATURE_BYTES:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def is_signed_entry(public: bytes, raw: bytes, signature: bytes) -> bool:
    """Whether the key with this public half signed the entry of these bytes."""
    return is_signed_by(public, _ENTRY + raw, signature)


def read_device_key(path: Path) -> DeviceKey:
    """The key in a file; where there is none, a new one is made, readable by its owner alone.

    What the device signs is noted beside it, in the folder ``<name>.heads``. The file holds the 32
    secret bytes as 64 hexadecimal digits and a line end.

    Raises:
        LedgerError: if the file holds something else, or others may read it.
        StorageError: if it cannot be read or made.
    """
    try:
        if not path.exists():
            _make(path)
        mode = path.stat().st_mode
        text = read_bounded(path, MOST_KEY_BYTES).decode("ascii").strip()
    except (OSError, FileUnreadableError, UnicodeDecodeError) as error:
        raise StorageError(
            f"{path}: the key of this device cannot be read or made ({error}). "
            "Say where it may lie with SIJILL_KEY."
        ) from error
    if mode & 0o077:
        raise LedgerError(
            f"{path}: others may read the key of this device. Take that right away: chmod 600."
        )
    if not _SECRET.fullmatch(text):
        raise LedgerError(
            f"{path}: this is no device key of 64 hexadecimal digits. Restore it from its copy."
        )
    return DeviceKey.from_secret(bytes.fromhex(text), memory_beside(path))


def memory_beside(key_file: Path) -> Path:
    """Where a device notes what it signed: ``<name>.heads`` beside the file of its key."""
    return key_file.with_name(f"{key_file.name}.heads")


def _make(path: Path) -> None:
    """A new key, complete and on the disk before its name appears."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with whole_file(path, "key", overwrites=False) as file:  # another process's key counts
        file.write(f"{os.urandom(SECRET_BYTES).hex()}\n".encode("ascii"))
