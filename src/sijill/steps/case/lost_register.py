"""A register that was there and is not: reported as lost, never taken for a new beginning.

Without ``register.db`` a build would begin a new ledger and end well, with every decision gone. So
a build looks whether the case had one: evidence under its hashes, results in ``out``, or the note
that this device made of it beside its key.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from sijill.files.durability import whole_file
from sijill.files.reading import inside, read_bounded, real_place
from sijill.ledger.merkle.tree import is_digest
from sijill.model.case_limits import MOST_NOTE_BYTES
from sijill.model.errors import CaseError, FileUnreadableError, StorageError
from sijill.steps.workspace import FIGURES_FILE, Author, Workspace

OPTION = "--new-register"
_NOTES = "cases"
"""The folder of this device's notes, beside what it remembers of its logs."""


def demand_register_file(workspace: Workspace, author: Author) -> None:
    """Refuse as ``demand_no_loss`` where the ledger's own file is absent or empty.

    Asked before the ledger is opened, which would make the file.
    """
    path = workspace.register
    if workspace.ledger == path and (not path.exists() or path.stat().st_size == 0):
        demand_no_loss(workspace, 0, author)


def demand_no_loss(workspace: Workspace, size: int, author: Author) -> None:
    """Refuse to begin a register where there was one.

    Args:
        workspace: the case.
        size: how many entries the ledger holds; 0 where there is none.
        author: whose device is asked.

    Raises:
        CaseError: naming what says that there was one, and what to do.
    """
    signs = list(_signs(workspace, author)) if size == 0 else []
    if not signs:
        return
    raise CaseError(
        f"{workspace.ledger}: there is no entry in it, but this case had a register: "
        f"{'; '.join(signs)}. To go on would begin anew without any decision. Put register.db back "
        "from a copy, or run sijill restore with a backup. If it is meant to begin anew: sijill "
        f"build {workspace.case} {OPTION}"
    )


def note_register(workspace: Workspace, author: Author) -> None:
    """Note on this device that the case has a register.

    Raises:
        StorageError: if it cannot be noted.
    """
    path = _note(workspace.work, _memory(author))
    if path is None or _is_noted(path, workspace):
        return
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with whole_file(path, "note") as file:
            file.write(json.dumps(_identity(workspace)).encode())
    except OSError as error:
        raise StorageError(
            f"{path}: that this case has a register cannot be noted ({error.strerror})."
        ) from error


def forget_register(folder: Path, memory: Path | None) -> None:
    """Forget a case that lay in a folder: a new one begins there.

    Args:
        folder: the case.
        memory: where this device notes what it signed.
    """
    path = _note(folder, memory)
    if path is not None:
        path.unlink(missing_ok=True)


def _signs(workspace: Workspace, author: Author) -> Iterator[str]:
    count = sum(is_digest(path.name) for path in inside(workspace.evidence))
    if count:
        yield f"{workspace.evidence} holds {count} captured files"
    if any((workspace.out / name).exists() for name in (FIGURES_FILE, "dossier")):
        yield f"{workspace.out} holds the results of a build"
    path = _note(workspace.work, _memory(author))
    if path is not None and _is_noted(path, workspace):
        yield "this device built it here before"


def _note(work: Path, memory: Path | None) -> Path | None:
    """Where this device notes the case; the name does not say which folder it is about."""
    if memory is None:
        return None
    place = str(real_place(work)).encode("utf-8", "surrogateescape")
    return memory / _NOTES / hashlib.sha256(place).hexdigest()


def _memory(author: Author) -> Path | None:
    return author.key.memory if author.key is not None else None


def _is_noted(path: Path, workspace: Workspace) -> bool:
    try:
        return bool(json.loads(read_bounded(path, MOST_NOTE_BYTES)) == _identity(workspace))
    except (FileUnreadableError, ValueError):
        return False


def _identity(workspace: Workspace) -> list[int]:
    """What distinguishes the folder from another one that is made in its place later."""
    status = workspace.case.stat()
    return [status.st_dev, status.st_ino]
