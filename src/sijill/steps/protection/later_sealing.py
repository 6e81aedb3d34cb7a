"""A vault that was added later: what was captured in plain before is sealed now.

The ciphertext is on the disk, then an entry says that it stands for the file, then the plain copy
goes from the evidence; a build that is killed in between goes on where it was. What stands in rows
cannot be sealed, for rows are hashed: a sentence says so (``plain_remains``).
"""

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace

from sijill.files.durability import sync_folder
from sijill.ledger.entries.entry import Entry, FileReference
from sijill.ledger.evidence.files import SEALED, StoredFile, find_file
from sijill.model.errors import FileUnreadableError, StorageError
from sijill.register.events import SealedFile, SealingEntry
from sijill.register.received import Capture
from sijill.steps.open_case import OpenCase
from sijill.steps.protection.protected_files import Protection
from sijill.steps.protection.vault import MEDIA_TYPE, seal
from sijill.steps.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SealedLater:
    """What came of it: entries, the captures as they are kept now, and notices.

    ``done`` are sentences on what was sealed, ``left`` on what was not.
    """

    entries: tuple[Entry, ...]
    captures: tuple[Capture, ...]
    done: tuple[str, ...]
    left: tuple[str, ...]


def seal_captured(
    case: OpenCase, protection: Protection, captures: Iterable[Capture], exhibits: Container[str]
) -> SealedLater:
    """Seal the plain evidence of a source's captures, where the case has a vault.

    Args:
        case: the case, with its evidence.
        protection: of the source's file.
        captures: of the source.
        exhibits: the SHA-256 of files that are exhibits, too; these stay as they were entered.

    Raises:
        CaseError: for a text under ``vault`` that is no public key.
        LedgerError, StorageError: if it cannot be stored or appended.
    """
    entries: dict[str, Entry] = {}
    kept: list[Capture] = []
    done: list[str] = []
    left: list[str] = []
    for capture in captures:
        plain = find_file(case.workspace.evidence, capture.sha256)
        if capture.sha256 in entries:
            kept.append(replace(capture, kept_as=entries[capture.sha256].files[0].sha256))
            continue
        if not protection.keys or plain is None:
            kept.append(capture)
        elif capture.is_sealed:
            _remove_plain(case.workspace, capture)
            kept.append(capture)
        elif capture.sha256 in exhibits:
            left.append(f"{plain} is not sealed: it is an exhibit, too, which never changes.")
            kept.append(capture)
        else:
            try:
                entry = _seal(case, capture, protection)
            except FileUnreadableError as error:
                left.append(f"{plain} is not sealed: {error}")
                kept.append(capture)
                continue
            entries[capture.sha256] = entry
            kept.append(replace(capture, kept_as=entry.files[0].sha256))
            _remove_plain(case.workspace, kept[-1])
            done.append(
                f"{capture.file}, captured in plain on {capture.at:%Y-%m-%d}, is sealed in the "
                "evidence now. Backups, bundles and copies from before still hold it in plain."
            )
    return SealedLater(tuple(entries.values()), tuple(kept), tuple(done), tuple(left))


def _seal(case: OpenCase, capture: Capture, protection: Protection) -> Entry:
    """Store the ciphertext and append the entry about it."""
    path = case.workspace.evidence / capture.sha256
    plain = StoredFile(capture.sha256, capture.size, path)
    kept = seal(plain, protection.keys, case.workspace)
    content = SealingEntry(SealedFile(plain.sha256, plain.size))
    files = (
        FileReference(kept.sha256, kept.size, MEDIA_TYPE),
        FileReference(plain.sha256, plain.size, f"application/octet-stream{SEALED}"),
    )
    return case.append_one(content.draft(capture.sha256, files=files))


def _remove_plain(workspace: Workspace, capture: Capture) -> None:
    """Remove the plain copy of a sealed file from the evidence, once its ciphertext is there.

    Raises:
        StorageError: if it cannot be removed.
    """
    if find_file(workspace.evidence, capture.kept_as) is None:
        return
    try:
        (workspace.evidence / capture.sha256).unlink(missing_ok=True)
        sync_folder(workspace.evidence)
    except OSError as error:
        raise StorageError(
            f"{workspace.evidence / capture.sha256} is sealed, and its plain copy cannot be "
            f"removed ({error.strerror}). Remove it yourself."
        ) from error
