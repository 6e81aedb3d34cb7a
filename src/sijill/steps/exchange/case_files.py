"""Exchange: the files of two copies of a case, each side given what it lacks.

The other side is a stick or a folder that somebody else may have written. So a file is one of the
case only by its place, a link on the other side is never followed, evidence enters only under the
hash that it has, and what is there already is neither overwritten nor removed.
"""

import errno
import filecmp
import shutil
import stat
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sijill.files.durability import whole_file
from sijill.files.reading import open_regular
from sijill.files.temporary_files import clear_leftovers
from sijill.ledger.evidence.files import INCOMING, changed_since_captured, find_file, store_file
from sijill.ledger.stores.sqlite_database import COMPANIONS
from sijill.model.errors import CaseError, StorageError
from sijill.model.limits import MOST_UNPACKED
from sijill.model.values.normal_forms import normalize
from sijill.sources.toml_files import file_text, read_case
from sijill.steps.exchange.file_offers import (
    FileOffer,
    KnownContents,
    TakesFile,
    describe_file,
    is_captured,
    is_of_a_kind,
    is_protected,
    is_vouched_for,
)
from sijill.steps.workspace import Workspace, data_folder

_NAME_REFUSED = frozenset((errno.EINVAL, errno.EILSEQ, errno.ENAMETOOLONG))
"""How a file system says that it can have no file of that name: FAT has no ``a:b.csv``."""


def demand_no_links(there: Workspace) -> None:
    """The places of the other side that sijill writes to or reads are its own.

    Raises:
        CaseError: if one of them is a link, or no ordinary file or folder.
    """
    folders = {there.case / "sources", there.evidence}
    database = [there.register.with_name(f"register.db{end}") for end in ("", *COMPANIONS)]
    for path in (there.case_file, *database, *sorted(folders)):
        mode = _mode(path)
        if mode is not None and not (stat.S_ISDIR if path in folders else stat.S_ISREG)(mode):
            raise CaseError(
                f"{path} is a link or something else that has no place in a copy of a case. Copy "
                "what it stands for into the folder, or ask who gave you this copy."
            )


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What came of the files beside the ledgers.

    Attributes:
        copied: to either side.
        differing: by name, those that people edited on both sides; they were left alone.
        left: those that were not copied, as sentences.
    """

    copied: tuple[Path, ...]
    differing: tuple[str, ...]
    left: tuple[str, ...]


def copy_evidence(source: Workspace, target: Workspace, known: KnownContents) -> list[Path]:
    """Evidence that the target lacks and that entries of either cite.

    What no entry cites is no evidence: somebody may have put it there to fill the other's disk.

    Args:
        source: the copy that may have it.
        target: the copy that may lack it.
        known: what entries of both sides say of their files; plain ones with protected columns
            stay where they are.

    Raises:
        LedgerError: if a file's content is not what its name says; it is not taken over.
        FileUnreadableError, StorageError: if it cannot be read or written.
    """
    sizes: dict[str, set[int]] = defaultdict(set)
    for digest, size in known.evidence:
        sizes[digest].add(size)
    copied = []
    for digest in sorted(sizes.keys() - known.protected):
        path = find_file(source.evidence, digest)
        if path is None or find_file(target.evidence, digest):
            continue
        if path.stat().st_size not in sizes[digest]:
            raise changed_since_captured(path)
        copied.append(store_file(path, target.evidence, known_as=digest).path)
    return copied


def exchange_files(
    here: Workspace, there: Workspace, known: KnownContents, takes: TakesFile
) -> Exchanged:
    """Mappings and data files that one side lacks are copied; those that differ are named.

    Args:
        here: the copy of this device.
        there: the other copy.
        known: what entries and mappings of both say of their files.
        takes: asked about each file of the other side that no signed entry vouches for.

    Raises:
        CaseError: if a ``case.toml`` cannot be read, or names no folder of its own for data.
        StorageError: if a file cannot be read or written.
    """
    copied: list[Path] = []
    differing: list[str] = []
    left: list[str] = []
    cleared: set[Path] = set()
    folder = _data_place(here)
    ours, theirs = (list(_case_files(copy, folder)) for copy in (here, there))
    held = {
        copy: {_folded(name): name for name in names}
        for copy, names in ((here, ours), (there, theirs))
    }
    for name in sorted({*ours, *theirs}):
        our_file, their_file = here.case / name, there.case / name
        if not _is_plain(there, name) or not _is_plain(here, name):
            differing.append(name)  # a link or a folder stands in its place
        elif _is_file(our_file) and _is_file(their_file):
            if not filecmp.cmp(our_file, their_file, shallow=False):
                differing.append(name)
        else:
            source, target = (here, there) if _is_file(our_file) else (there, here)
            reason = _twin(name, held[target]) or _reason_to_leave(
                source, name, known, None if source is here else takes
            )
            if not reason:
                _clear_once((target.case / name).parent, cleared)
                reason = _copy(source.case / name, target.case / name)
            if reason:
                left.append(f"{name} was left in {source.case}: {reason}")
                continue
            copied.append(target.case / name)
            held[target][_folded(name)] = name
    return Exchanged(tuple(copied), tuple(differing), tuple(left))


def _clear_once(folder: Path, cleared: set[Path]) -> None:
    """Remove what an earlier sync left in a folder, before the first of its files is copied."""
    if folder not in cleared:
        cleared.add(folder)
        clear_leftovers(folder, INCOMING)


def _twin(name: str, held: Mapping[str, str]) -> str:
    """Why a file is not copied beside one whose name differs in case or normal form alone."""
    twin = held.get(_folded(name))
    if twin is None:
        return ""
    return f"{twin} is there, and some systems take both names for one. Give it another name"


def _folded(name: str) -> str:
    """The name as file systems that tell neither case nor normal forms apart compare it."""
    return normalize("NFC", normalize("NFC", name).casefold())


def _reason_to_leave(
    source: Workspace, name: str, known: KnownContents, takes: TakesFile | None
) -> str:
    """Why a file is not copied; empty if it is. ``takes`` is ``None`` for files of this device."""
    is_text = name.endswith(".toml")
    size = (source.case / name).stat().st_size
    if size > MOST_UNPACKED:
        return f"it has {size:,} bytes, more than any list that is read. Split it"
    if not is_text and is_protected(source, name, known):
        return "it has protected columns, which never travel in plain. Carry it yourself, encrypted"
    if not is_text and known.unread and not is_captured(source, name, known):
        mappings = ", ".join(sorted(known.unread))
        return f"what {mappings} protects is not known, for it cannot be read. Correct it first"
    if not is_text and not is_of_a_kind(name):
        return "files of this kind are not read by sijill"
    if takes is None or is_vouched_for(source, name, known):
        return ""
    if takes(FileOffer(name, describe_file(source, name))):
        return ""
    return "no signed entry vouches for it. Look at it, then repeat with --take-files"


def _data_place(workspace: Workspace) -> Path:
    """The place of the data folder in the case, by the ``case.toml`` of this device."""
    case = read_case(file_text(workspace.case_file), str(workspace.case_file))
    return data_folder(workspace, case).relative_to(workspace.case)


def _case_files(workspace: Workspace, folder: Path) -> Iterator[str]:
    """``case.toml``, the mappings and the data, by their place in the case's folder."""
    data = [path for path in (workspace.case / folder).rglob("*") if path.is_file()]
    for path in (workspace.case_file, *workspace.mappings, *data):
        place = path.relative_to(workspace.case)
        if path.exists() and not any(part.startswith(".") for part in place.parts):
            yield place.as_posix()


def _is_plain(copy: Workspace, name: str) -> bool:
    """Whether no part of a place in a copy is a link, and a file may stand there."""
    path = copy.case
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
    """What stands at a path, itself and not what it points to; ``None`` if nothing does or can."""
    try:
        return path.lstat().st_mode
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ENOTDIR, *_NAME_REFUSED):
            return None
        raise


def _is_file(path: Path) -> bool:
    return stat.S_ISREG(_mode(path) or 0)


def _copy(source: Path, target: Path) -> str:
    """Under its name only when it is complete; the name is new, so nothing is written through.

    Returns why it cannot have that name there, as on a stick with FAT; empty if it was copied.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with (
            open_regular(source) as reading,
            whole_file(target, INCOMING, mode=0o640) as writing,
        ):
            shutil.copyfileobj(reading, writing)
    except OSError as error:
        if error.errno in _NAME_REFUSED:
            return f"the disk of {target.parent} takes no such name ({error.strerror}). Rename it"
        raise StorageError(
            f"{target} cannot be written ({error.strerror}). The ledgers are synced; make room or "
            "change the permissions, then repeat."
        ) from error
    return ""
