"""age keys (https://age-encryption.org/v1): made, read, and split into parts on paper.

The public half seals backups and files with witnesses' names; the secret half is kept away from the
machines that seal. So that one lost file or one person under pressure does not decide alone, a key
can be split: any so many of its parts give it back, and fewer tell nothing. A part is a line of
words (SLIP-39, https://github.com/satoshilabs/slips/blob/master/slip-0039.md) with a checksum: it
survives being written by hand.
"""

import errno
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

import bech32
import pyrage
from shamir_mnemonic import MnemonicError, combine_mnemonics, generate_mnemonics

from sijill.files.reading import read_bounded
from sijill.files.writing import save_secret
from sijill.model.case_limits import MOST_KEY_BYTES
from sijill.model.errors import CaseError, FileUnreadableError, StorageError

_SECRET = "AGE-SECRET-KEY-1"  # noqa: S105  how such a line begins
_PREFIX = "age-secret-key-"
_SECRET_BYTES = 32
MOST_PARTS = 16
"""SLIP-39 section "Format of the share mnemonic"."""


class Readable(Protocol):
    """A stream of bytes that is read piece by piece."""

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes; none at its end."""


@dataclass(frozen=True, slots=True)
class KeyParts:
    """Into how many parts a key is split, and how many of them give it back.

    Raises:
        CaseError: unless 2 <= needed <= made <= 16.
    """

    needed: int
    made: int

    def __post_init__(self) -> None:
        if not 1 < self.needed <= self.made <= MOST_PARTS:
            raise CaseError(
                f"a key cannot be split into {self.made} parts of which {self.needed} are needed. "
                f"At least 2 are needed, and {MOST_PARTS} is the most."
            )


def make_key(path: Path) -> str:
    """Write a new secret key to a file that only its owner may read; returns the public half.

    Raises:
        StorageError: if the file exists or cannot be written.
    """
    identity = pyrage.x25519.Identity.generate()
    _write_key(path, identity)
    return str(identity.to_public())


def make_split_key(path: Path, parts: KeyParts) -> tuple[str, list[Path]]:
    """Make a key and write its parts, and the key itself nowhere; the public half and the files.

    The files are named after ``path``: ``path.1-of-3.txt``.

    Raises:
        StorageError: if a file exists or cannot be written.
    """
    identity = pyrage.x25519.Identity.generate()
    (mnemonics,) = generate_mnemonics(1, [(parts.needed, parts.made)], _secret_of(str(identity)))
    files = []
    for number, words in enumerate(mnemonics, start=1):
        file = path.with_name(f"{path.name}.{number}-of-{parts.made}.txt")
        note = f"# part {number} of {parts.made} of the key of {identity.to_public()}\n"
        need = f"# {parts.needed} parts give the key back: sijill recover\n"
        _write(file, f"{note}{need}{words}\n")
        files.append(file)
    return str(identity.to_public()), files


def recover_key(parts: Sequence[Path], path: Path) -> str:
    """Write the key that parts give back to a file; returns the public half.

    Raises:
        CaseError: if the parts are too few, damaged, or of different keys.
        StorageError: if the file exists or cannot be written.
    """
    words = [_words_of(part) for part in parts]
    try:
        secret = combine_mnemonics(words)
    except MnemonicError as error:
        raise CaseError(
            f"these parts do not give a key back: {error}. Check every word, and that all are "
            "parts of one key."
        ) from error
    if len(secret) != _SECRET_BYTES:
        raise CaseError("these are parts of something else than an age key.")
    data = bech32.convertbits(list(secret), 8, 5)
    identity = pyrage.x25519.Identity.from_str(bech32.bech32_encode(_PREFIX, data or []).upper())
    _write_key(path, identity)
    return str(identity.to_public())


def recipients(texts: Iterable[str]) -> list[pyrage.x25519.Recipient]:
    """Public keys as texts, ``age1…``.

    Raises:
        CaseError: for a text that is none, or none at all.
    """
    keys = []
    for text in texts:
        try:
            keys.append(pyrage.x25519.Recipient.from_str(text))
        except pyrage.RecipientError as error:
            raise CaseError(
                f"{text!r} is no public key of the form age1…. Make one with: sijill keygen FILE"
            ) from error
    if not keys:
        raise CaseError("sealing needs a public key. Make one with: sijill keygen FILE")
    return keys


def encrypt(source: Readable, target: BinaryIO, to: Sequence[pyrage.x25519.Recipient]) -> None:
    """Encrypt a stream into another one.

    Raises:
        OSError: if one cannot be read or the other not be written, as on a disk that is full.
    """
    try:
        pyrage.encrypt_io(source, target, to)
    except pyrage.EncryptError as error:
        raise OSError(errno.EIO, str(error)) from error


def identities(path: Path) -> list[pyrage.x25519.Identity]:
    """The secret keys in a file, as ``make_key`` or age-keygen writes it.

    Raises:
        CaseError: if it cannot be read or holds none.
    """
    try:
        lines = read_bounded(path, MOST_KEY_BYTES).decode("ascii").splitlines()
        keys = [pyrage.x25519.Identity.from_str(line) for line in lines if line.startswith(_SECRET)]
    except (FileUnreadableError, UnicodeDecodeError, pyrage.IdentityError) as error:
        raise CaseError(f"{path}: the secret key cannot be read ({error}).") from error
    if not keys:
        raise CaseError(f"{path}: there is no secret key in it.")
    return keys


def _secret_of(identity: str) -> bytes:
    _, data = bech32.bech32_decode(identity)
    return bytes(bech32.convertbits(data or [], 5, 8, pad=False) or [])


def _words_of(part: Path) -> str:
    try:
        lines = read_bounded(part, MOST_KEY_BYTES).decode("utf-8").splitlines()
    except (FileUnreadableError, UnicodeDecodeError) as error:
        raise CaseError(f"{part}: the part cannot be read ({error}).") from error
    return " ".join(word for line in lines if not line.startswith("#") for word in line.split())


def _write_key(path: Path, identity: pyrage.x25519.Identity) -> None:
    _write(path, f"# public key: {identity.to_public()}\n{identity}\n")


def _write(path: Path, text: str) -> None:
    """A new file that only its owner may read."""
    try:
        save_secret(path, text.encode())
    except OSError as error:
        raise StorageError(f"{path}: the key cannot be written ({error.strerror}).") from error
