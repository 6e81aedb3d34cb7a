"""A case opened for writing: what every step that appends entries needs, in one object."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sijill.ledger.entries.entry import Draft, Entry
from sijill.ledger.log.device_memory import fallen_behind
from sijill.ledger.log.ledger import Ledger
from sijill.register.watching import Watch, unwatched
from sijill.steps.case_lock import case_lock
from sijill.steps.workspace import Author, Workspace


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case whose ledger is open: its folders, the ledger, who writes, and who watches.

    It carries these four and decides nothing. Open one with ``writing``.
    """

    workspace: Workspace
    ledger: Ledger
    author: Author
    progress: Watch = unwatched

    def append(self, *drafts: Draft) -> list[Entry]:
        """Append entries, all of them or none; they are durable when this returns.

        Raises:
            LedgerError, StorageError: as ``Ledger.append``.
        """
        return self.ledger.append(drafts, author=self.author.name, at=self.author.now())

    def append_one(self, draft: Draft) -> Entry:
        """Append one entry. Raises as ``append``."""
        return self.append(draft)[0]


@contextmanager
def writing(
    workspace: Workspace, author: Author, progress: Watch = unwatched, *, create: bool = False
) -> Iterator[OpenCase]:
    """Open a case's ledger to append to it; it is signed and closed at the end.

    Args:
        workspace: the folders of the case.
        author: who writes, with the key of the device.
        progress: is called with what is being done.
        create: make the ledger where there is none.

    Raises:
        CaseError: if ``case.toml`` names a server that this device does not know, or another
            process is working on the case.
        LedgerError, StorageError: as ``Ledger.open`` and ``Ledger.close``.
    """
    with (
        case_lock(workspace),
        Ledger.open(workspace.ledger, create=create, key=author.key) as ledger,
    ):
        yield OpenCase(workspace, ledger, author, progress)


def missing_own_entries(ledger: Ledger, author: Author) -> list[str]:
    """Sentences about logs that end before what this device remembers having signed in them."""
    key = author.key
    if key is None:
        return []
    behind = fallen_behind(key.memory, key.public, ledger.logs)
    return [
        f"what this device signed of log {log} is not known, so neither is whether the register "
        f"lacks any of it: {damage}"
        if damage
        else f"this device signed more of log {log}, or something else, than is here: an older "
        "copy, or its end was cut off. What it writes now goes into a new log; sync with a copy "
        "that has the rest, and run sijill verify."
        for log, damage in behind.items()
    ]
