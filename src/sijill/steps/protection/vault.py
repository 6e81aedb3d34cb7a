"""The vault: captured files that hold witnesses' names are kept sealed.

Where ``case.toml`` names public keys under ``vault``, a file whose mapping protects columns is
stored as age ciphertext alone: whoever finds the laptop finds no names. The entry holds the
SHA-256 of both, so the ciphertext's bytes can be checked by anybody, and the plain file's by
whoever holds the key.
"""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pyrage

from sijill.files.temporary_files import prefix_of
from sijill.ledger.evidence.files import StoredFile, find_file, store_file
from sijill.ledger.log.ledger import Ledger
from sijill.model.codes import CustodyAction
from sijill.model.errors import CaseError, StorageError
from sijill.register.received import Capture
from sijill.register.register import Register, replay
from sijill.steps.custody.evidence import Deed, write_down
from sijill.steps.protection.age_keys import identities, recipients
from sijill.steps.workspace import Scribe, Workspace

MEDIA_TYPE = "application/age"
VAULT = "vault"
"""The work whose leftovers a killed reading of a plain file leaves in the work folder."""


@contextmanager
def plain_copy(source: Path, work: Path) -> Iterator[StoredFile]:
    """A copy of a file for as long as it is read, in a folder that only its owner may enter.

    Raises:
        FileUnreadableError, StorageError: as ``store_file``.
    """
    with tempfile.TemporaryDirectory(dir=work, prefix=prefix_of(VAULT)) as folder:
        yield store_file(source, Path(folder) / "plain")


def seal(plain: StoredFile, keys: Iterable[str], evidence: Path) -> StoredFile:
    """Store a file as ciphertext for these public keys.

    Raises:
        CaseError: for a text that is no public key.
        StorageError: if it cannot be stored.
    """
    sealed = plain.path.with_name(f"{plain.sha256}.age")
    try:
        with plain.path.open("rb") as source, sealed.open("xb") as target:
            pyrage.encrypt_io(source, target, recipients(keys))
    except OSError as error:
        raise StorageError(f"{evidence}: a file cannot be sealed ({error.strerror}).") from error
    return store_file(sealed, evidence)


@dataclass(frozen=True, slots=True)
class Unsealed:
    """A file that was opened: its source, its SHA-256, where it lies now."""

    source: str
    sha256: str
    path: Path


def open_commitments(
    ledger: Ledger, workspace: Workspace, digest: str, key: Path, target: Path, scribe: Scribe
) -> Unsealed:
    """Write the plain content of a sealed file, which its owner alone can read.

    That it is opened is written down once the key has opened it, and before the plain file is
    there: there is no plain file without an entry about it.

    Args:
        ledger: knows which file is sealed as what.
        workspace: where the evidence is.
        digest: the SHA-256 of the plain file, or its beginning.
        key: a file with a secret key.
        target: the file to write; it must not exist.
        scribe: who opens it.

    Raises:
        CaseError: if no sealed file has that SHA-256, or the key does not open it.
        StorageError: if the target exists or cannot be written.
    """
    capture = _find_sealed(replay(ledger.entries()), digest)
    content = _open(capture, workspace.evidence, key)
    if os.path.lexists(target):
        raise StorageError(f"{target} exists. Give a file that does not exist yet.")
    deed = Deed(CustodyAction.UNSEALED, "opened with the key of the vault")
    write_down(ledger, capture.sha256, deed, scribe)
    try:
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
    except OSError as error:
        raise StorageError(f"{target}: the file cannot be written ({error.strerror}).") from error
    return Unsealed(capture.source, capture.sha256, target)


def _find_sealed(register: Register, digest: str) -> Capture:
    sealed = {
        capture.sha256: capture
        for captures in register.captures.values()
        for capture in captures
        if capture.is_sealed and capture.sha256.startswith(digest)
    }
    if len(sealed) != 1:
        known = ", ".join(sorted(one[:12] for one in sealed)) or "none"
        raise CaseError(f"{digest!r} names no single sealed file (found: {known}).")
    (capture,) = sealed.values()
    return capture


def _open(capture: Capture, evidence: Path, key: Path) -> bytes:
    """The content as it was captured."""
    path = find_file(evidence, capture.kept_as)
    if path is None:
        raise CaseError(f"the evidence {capture.kept_as} is missing. Run sijill verify.")
    try:
        content: bytes = pyrage.decrypt(path.read_bytes(), identities(key))
    except pyrage.DecryptError as error:
        raise CaseError(f"{key}: this key does not open the file ({error}).") from error
    if sha256(content).hexdigest() != capture.sha256:
        raise CaseError(f"{path}: what was sealed is not the file that was captured.")
    return content
