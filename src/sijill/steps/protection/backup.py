"""Backup and restore: the whole register in one file that only the holder of a key can open.

The file is a tar archive, encrypted with age (https://age-encryption.org/v1) to one or more public
keys. The secret half is kept away from the machine: a seized laptop or a lost USB stick tells
nothing. Restoring trusts nothing in the file but its encryption, and verifies what it restored.
"""

import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from typing import BinaryIO

import pyrage

from sijill.files.durability import whole_file, whole_folder
from sijill.files.reading import inside, open_regular, readable
from sijill.files.temporary_files import clear_leftovers, prefix_of
from sijill.ledger import AuditReport, Ledger, TreeHead, Verdict, verify
from sijill.ledger.evidence.files import find_file
from sijill.ledger.merkle.tree import is_digest
from sijill.ledger.signing.checkpoint import Checkpoint
from sijill.model.codes import CustodyAction
from sijill.model.errors import CaseError, FileUnreadableError, StorageError
from sijill.register.events import CustodyEntry
from sijill.steps.custody.evidence import REGISTER, write_down
from sijill.steps.open_case import writing
from sijill.steps.protection import age_keys
from sijill.steps.protection.backup_archive import pack, unpack
from sijill.steps.workspace import Author, Workspace

BACKUP, RESTORE = "backup", "restore"
"""The work whose leftovers a killed backup leaves."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was written: how many files, and the head of the ledger in it."""

    files: int
    head: TreeHead


def back_up(
    workspace: Workspace, target: Path, recipients: Iterable[str], author: Author
) -> Backup:
    """Write case, mappings, ledger and evidence to an encrypted file.

    That it is made is written down first: so an erasure can name it, and it is itself complete.

    Args:
        workspace: the case.
        target: the file to write; it must not exist.
        recipients: public keys, ``age1…``; each of them can open it.
        author: who makes it.

    Raises:
        CaseError: for a recipient that is no key.
        LedgerError, StorageError: if the register cannot be read or the file not written.
    """
    keys = age_keys.recipients(recipients)
    if target.exists():
        raise StorageError(f"{target} exists. Give a file that does not exist yet.")
    clear_leftovers(workspace.work, BACKUP)
    with tempfile.TemporaryDirectory(dir=workspace.work, prefix=prefix_of(BACKUP)) as folder:
        copy = Path(folder) / "register.db"
        with writing(workspace, author) as case:
            copied = CustodyEntry(CustodyAction.COPIED, f"backup {readable(target.name)}")
            write_down(case, REGISTER, copied)
            case.ledger.copy_to(copy)
        with Ledger.open(copy) as ledger:
            head = ledger.main.head()
        contents = _contents(workspace, copy)
        _write(contents, target, keys)
    return Backup(len(contents), head)


def restore(
    backup: Path, key_file: Path, folder: Path, trusted: Sequence[TreeHead | Checkpoint] = ()
) -> AuditReport:
    """Restore a backup to a new folder, and verify what was restored.

    Args:
        backup: the file.
        key_file: a file with the secret key, as ``make_key`` or age-keygen writes it.
        folder: where the case goes; it must not exist.
        trusted: heads or checkpoints kept elsewhere, to be found again in the ledger.

    Raises:
        CaseError: for a key that does not open it, or a file that is damaged, is no backup, or
            holds anything but regular files under the names that a backup has.
        StorageError: if the folder exists or cannot be written. Nothing is left of it then.
    """
    if folder.exists():
        raise StorageError(f"{folder} exists. Give a folder that does not exist yet.")
    identities = age_keys.identities(key_file)
    try:
        with open_regular(backup) as file, whole_folder(folder, RESTORE) as made:
            size = os.fstat(file.fileno()).st_size
            _through_a_pipe(
                lambda writing: pyrage.decrypt_io(file, writing, identities),
                lambda reading: unpack(reading, made, size),
            )
    except FileUnreadableError as error:
        raise CaseError(f"{error}. Nothing was restored.") from error
    except CaseError as error:
        raise CaseError(
            f"{backup}: this is no backup that sijill wrote: {error}. Nothing was restored. Ask "
            "whoever gave you the file, or try another copy."
        ) from error
    except (pyrage.DecryptError, EOFError) as error:
        raise CaseError(
            f"{backup}: this key does not open the backup, or the file is damaged or cut off "
            f"({error}). Try another copy."
        ) from error
    except OSError as error:
        raise StorageError(
            f"{folder}: the backup cannot be restored here ({error}). Give another folder."
        ) from error
    report = verify(folder / "register.db", folder / "evidence", trusted)
    if report.verdict is Verdict.DAMAGED and report.entries == 0:
        rmtree(folder, ignore_errors=True)
        raise CaseError(f"{backup}: there is no ledger in it.")
    return report


def _write(
    contents: Iterable[tuple[Path, str]], target: Path, keys: Sequence[pyrage.x25519.Recipient]
) -> None:
    """The encrypted archive: under its name, and reported, only once it is on the disk whole.

    Raises:
        StorageError: if it cannot be written. Nothing is left of it then.
    """
    try:
        clear_leftovers(target.parent, BACKUP)
        with whole_file(target, BACKUP) as file:
            _through_a_pipe(
                lambda writing: pack(contents, writing),
                lambda reading: age_keys.encrypt(reading, file, keys),
            )
    except OSError as error:
        raise StorageError(
            f"{target}: the backup cannot be written ({error.strerror}: "
            f"{error.filename or target}). Give another place, or change the permissions."
        ) from error


def _contents(workspace: Workspace, ledger: Path) -> list[tuple[Path, str]]:
    """Each file with its name in the archive."""
    names = sorted(path.name for path in inside(workspace.evidence) if is_digest(path.name))
    evidence = [path for name in names if (path := find_file(workspace.evidence, name))]
    return [
        (workspace.case_file, "case.toml"),
        *((path, f"sources/{path.name}") for path in workspace.mappings),
        (ledger, "register.db"),
        *((path, f"evidence/{path.name}") for path in evidence),
    ]


def _through_a_pipe(
    write: Callable[[BinaryIO], object], read: Callable[[BinaryIO], object]
) -> None:
    """Run both at once, one writing what the other reads; no plain text touches the disk."""
    source, target = os.pipe()
    with os.fdopen(source, "rb") as reading, ThreadPoolExecutor(1) as pool:
        writing = pool.submit(_and_close, write, target)
        try:
            read(reading)
        finally:
            reading.close()
            failure = writing.exception()
        if failure is not None:
            raise failure


def _and_close(write: Callable[[BinaryIO], object], descriptor: int) -> None:
    with os.fdopen(descriptor, "wb") as writing:
        write(writing)
