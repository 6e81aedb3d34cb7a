"""The vault: captured files that hold witnesses' names are kept sealed.

Where ``case.toml`` names public keys under ``vault``, a file whose mapping protects columns is
stored as age ciphertext alone: whoever finds the laptop finds no names. The entry holds the
SHA-256 of both, so the ciphertext's bytes can be checked by anybody, and the plain file's by
whoever holds the key.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

import pyrage

from sijill.files.reading import read_bounded
from sijill.files.temporary_files import private_folder
from sijill.files.writing import save_secret
from sijill.ledger.evidence.files import (
    StoredFile,
    changed_while_read,
    find_file,
    opened,
    store_file,
)
from sijill.model.case_limits import MOST_SEALED_BYTES
from sijill.model.codes import CustodyAction
from sijill.model.errors import CaseError, StorageError
from sijill.register.events import CustodyEntry
from sijill.register.received import Capture
from sijill.register.register import Register, replay
from sijill.steps.custody.evidence import write_down
from sijill.steps.open_case import OpenCase
from sijill.steps.protection.age_keys import encrypt, identities, recipients
from sijill.steps.workspace import Workspace

MEDIA_TYPE = "application/age"
VAULT = "vault"
"""The work whose leftovers a killed sealing leaves in the work folder: ciphertext alone."""


class _Hashed:
    """A file that is hashed as it is read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.digest = sha256()

    def read(self, size: int = -1) -> bytes:
        block = self._file.read(size)
        self.digest.update(block)
        return block


def seal(plain: StoredFile, keys: Iterable[str], workspace: Workspace) -> StoredFile:
    """Store a file as ciphertext for these public keys.

    It is read where it lies and encrypted on the way, so no plain copy of it is made anywhere.

    Args:
        plain: the file, with the SHA-256 that it had when it was read.
        keys: public keys, ``age1…``.
        workspace: where the evidence is.

    Raises:
        CaseError: for a text that is no public key.
        FileUnreadableError: if it cannot be read, or has changed in the meantime.
        StorageError: if it cannot be stored.
    """
    to = recipients(keys)
    with opened(plain.path) as source, private_folder(workspace.work, VAULT) as folder:
        sealed = folder / f"{plain.sha256}.age"
        hashed = _Hashed(source)
        try:
            with sealed.open("xb") as target:
                encrypt(hashed, target, to)
        except OSError as error:
            raise StorageError(
                f"{workspace.evidence}: a file cannot be sealed ({error.strerror})."
            ) from error
        if hashed.digest.hexdigest() != plain.sha256:
            raise changed_while_read(plain.path)
        return store_file(sealed, workspace.evidence)


@dataclass(frozen=True, slots=True)
class Unsealed:
    """A file that was opened: its source, its SHA-256, where it lies now."""

    source: str
    sha256: str
    path: Path


def unseal(case: OpenCase, digest: str, key: Path, target: Path) -> Unsealed:
    """Write the plain content of a sealed file, which its owner alone can read.

    That it is opened is written down once the key has opened it, and before the plain file is
    there: there is no plain file without an entry about it.

    Args:
        case: its ledger knows which file is sealed as what.
        digest: the SHA-256 of the plain file or of its ciphertext, or the beginning of one.
        key: a file with a secret key.
        target: the file to write; it must not exist.

    Raises:
        CaseError: if no sealed file has that SHA-256, or the key does not open it.
        StorageError: if the target exists or cannot be written.
    """
    capture = _find_sealed(replay(case.ledger.entries()), digest)
    content = _open(capture, case.workspace.evidence, key)
    if os.path.lexists(target):
        raise StorageError(f"{target} exists. Give a file that does not exist yet.")
    event = CustodyEntry(CustodyAction.UNSEALED, "opened with the key of the vault")
    write_down(case, capture.sha256, event)
    try:
        save_secret(target, content)
    except OSError as error:
        raise StorageError(f"{target}: the file cannot be written ({error.strerror}).") from error
    return Unsealed(capture.source, capture.sha256, target)


def _find_sealed(register: Register, digest: str) -> Capture:
    sealed = {
        capture.sha256: capture
        for captures in register.captures.values()
        for capture in captures
        if capture.is_sealed
        and (capture.sha256.startswith(digest) or capture.kept_as.startswith(digest))
    }
    if len(sealed) != 1:
        known = ", ".join(sorted(sha256[:12] for sha256 in sealed)) or "none"
        raise CaseError(f"{digest!r} names no single sealed file (found: {known}).")
    (capture,) = sealed.values()
    return capture


def _open(capture: Capture, evidence: Path, key: Path) -> bytes:
    """The content as it was captured."""
    path = find_file(evidence, capture.kept_as)
    if path is None:
        raise CaseError(f"the evidence {capture.kept_as} is missing. Run sijill verify.")
    try:
        content: bytes = pyrage.decrypt(read_bounded(path, MOST_SEALED_BYTES), identities(key))
    except pyrage.DecryptError as error:
        raise CaseError(f"{key}: this key does not open the file ({error}).") from error
    if sha256(content).hexdigest() != capture.sha256:
        raise CaseError(f"{path}: what was sealed is not the file that was captured.")
    return content
