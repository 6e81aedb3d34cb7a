"""Exchange: the files of two copies of a case, each side given what it lacks.

The other side is a stick or a folder that somebody else may have written. So a file is one of the
case only by its place, a link on the other side is never followed, evidence enters only under the
hash that it has, and what is there already is neither overwritten nor removed.
"""

import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sijill.files.temporary_files import clear_leftovers, prefix_of
from sijill.ledger.evidence.files import INCOMING, find_file, store_file
from sijill.ledger.merkle.tree import is_digest
from sijill.model.errors import CaseError, StorageError
from sijill.sources.toml_files import file_text, read_case
from sijill.steps.workspace import Workspace


def demand_no_links(there: Workspace) -> None:
    """The places of the other side that sijill writes to or reads are its own.

    Raises:
        CaseError: if one of them is a link, or no ordinary file or folder.
    """
    folders = {there.case / "sources", there.evidence}
    database = [there.register.with_name(f"register.db{end}") for end in ("", "-wal", "-shm")]
    for path in (there.case_file, *database, *sorted(folders)):
        mode = _mode(path)
        if mode is not None and not (stat.S_ISDIR if path in folders else stat.S_ISREG)(mode):
            raise CaseError(
                f"{path} is a link or something else that has no place in a copy of a case. Copy "
                "what it stands for into the folder, or ask who gave you this copy."
            )


def copy_evidence(source: Workspace, target: Workspace) -> list[Path]:
    """Evidence that the target lacks.

    Raises:
        LedgerError: if a file's content is not what its name says; it is not taken over.
        FileUnreadableError, StorageError: if it cannot be read or written.
    """
    clear_leftovers(target.evidence, INCOMING)
    return [
        store_file(path, target.evidence, known_as=path.name).path
        for path in sorted(source.evidence.glob("*"))
        if is_digest(path.name)
        and find_file(source.evidence, path.name)
        and not find_file(target.evidence, path.name)
    ]


def exchange_files(here: Workspace, there: Workspace) -> tuple[list[Path], list[str]]:
    """Mappings and data files that one side lacks are copied; those that differ are named.

    Raises:
        CaseError: if a ``case.toml`` cannot be read.
        StorageError: if a file cannot be read or written.
    """
    copied: list[Path] = []
    differing: list[str] = []
    for name in sorted({*_case_files(here), *_case_files(there)}):
        ours, theirs = here.case / name, there.case / name
        if not _is_plain(there, name):
            differing.append(name)  # a link or a folder stands in its place there
        elif ours.is_file() and theirs.is_file():
            if ours.read_bytes() != theirs.read_bytes():
                differing.append(name)
        elif os.path.lexists(ours) and not ours.is_file():
            differing.append(name)
        else:
            source, target = (ours, theirs) if ours.is_file() else (theirs, ours)
            _copy(source, target)
            copied.append(target)
    return copied, differing


def _case_files(workspace: Workspace) -> Iterator[str]:
    """``case.toml``, the mappings and the data, by their place in the case's folder."""
    if not workspace.case_file.is_file():
        return
    case = read_case(file_text(workspace.case_file), str(workspace.case_file))
    data = [path for path in (workspace.case / case.data).rglob("*") if path.is_file()]
    data = [path for path in data if not path.name.startswith(f".{INCOMING}-")]
    for path in (workspace.case_file, *workspace.mappings, *data):
        yield path.relative_to(workspace.case).as_posix()


def _is_plain(there: Workspace, name: str) -> bool:
    """Whether no part of a place on the other side is a link, and a file may stand there."""
    path = there.case
    *folders, last = Path(name).parts
    for part in folders:
        path /= part
        mode = _mode(path)
        if mode is None:
            return True
        if not stat.S_ISDIR(mode):
            return False
    mode = _mode(path / last)
    return mode is None or stat.S_ISREG(mode)


def _mode(path: Path) -> int | None:
    """What stands at a path, itself and not what it points to; ``None`` if nothing does."""
    try:
        return path.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None


def _copy(source: Path, target: Path) -> None:
    """Under its name only when it is complete; the name is new, so nothing is written through."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        clear_leftovers(target.parent, INCOMING)
        descriptor, name = tempfile.mkstemp(prefix=prefix_of(INCOMING), dir=target.parent)
        try:
            with os.fdopen(descriptor, "wb") as writing:
                writing.write(source.read_bytes())
                os.fchmod(writing.fileno(), 0o640)
                os.fsync(writing.fileno())
            Path(name).rename(target)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise StorageError(
            f"{target} cannot be written ({error.strerror}). The ledgers are synced; make room or "
            "change the permissions, then repeat."
        ) from error
