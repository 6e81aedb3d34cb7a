"""Sync: two copies of a case, on two laptops or a stick between them, exchange what each lacks.

The ledgers become the union of their logs; evidence that one side lacks is copied; so are mappings
and data files that are missing on one side. Files that people edited on both sides are told and
left alone. Nothing is overwritten. The other side may be anybody's stick: what it holds is read as
files of the case and nothing else, and no link on it is followed.

What two people decided differently without knowing of each other is shown as a conflict; neither
counts until somebody decides it again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sijill.ledger.log.ledger import Ledger
from sijill.ledger.stores.opening import open_storage
from sijill.ledger.stores.storage import LogRow, Storage
from sijill.ledger.sync.merging import Taken, cosign_others, demand_one_case, take_in
from sijill.model.errors import CaseError
from sijill.register.decided import Conflict
from sijill.register.register import replay
from sijill.steps.exchange.case_files import copy_evidence, demand_no_links, exchange_files
from sijill.steps.workspace import Progress, Scribe, Workspace, told_behind

Accept = Callable[[tuple[LogRow, ...]], bool]
"""Whether a person knows the devices whose logs the other side brings."""


@dataclass(frozen=True, slots=True)
class Synced:
    """What came of it.

    Attributes:
        here: what this side took in.
        there: what the other side took in.
        files: files that were copied to either side.
        differing: files that people edited on both sides; they were left alone.
        conflicts: what is decided differently now.
        behind: what this device remembers having signed, and no copy here holds, as sentences.
    """

    here: Taken
    there: Taken
    files: tuple[Path, ...]
    differing: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    behind: tuple[str, ...] = ()


def sync(
    here: Workspace, there: Workspace, scribe: Scribe, accept: Accept, progress: Progress
) -> Synced:
    """Let two copies of a case take in what each lacks; either may have its ledger on a server.

    Args:
        here: the copy of this device, whose key the scribe holds.
        there: the other copy; its own device need not be here.
        scribe: who does it.
        accept: asked once about devices that are not known here.
        progress: told how far it is.

    Raises:
        CaseError: if the other side is no case, or its devices are not accepted.
        LedgerError: if they are two cases, or the other side was tampered with.
        StorageError: if one side cannot be written.
    """
    demand_no_links(there)
    for one in (here, there):
        if one.ledger == one.register and not one.register.is_file():
            raise CaseError(f"{one.ledger} does not exist. Build the case there first.")
    if here.ledger == there.ledger:
        raise CaseError(
            f"{here.case} and {there.case} name the same ledger, so there is nothing to sync."
        )
    ours = open_storage(here.ledger)
    try:
        theirs = open_storage(there.ledger)
        try:
            demand_one_case(ours, theirs)
            known = {row.public for row in ours.logs()}
            strangers = tuple(row for row in theirs.logs() if row.public not in known)
            if strangers and not accept(strangers):
                raise CaseError(
                    f"{theirs.where}: the other side has entries of devices that are not known "
                    "here. Compare their keys with their owners, then repeat with --accept."
                )
            progress("copying evidence", 0, 0)
            files = [*copy_evidence(there, here), *copy_evidence(here, there)]
            progress("taking in entries", 0, 0)
            taken = take_in(ours, theirs), take_in(theirs, ours)
            with Ledger.open(here.ledger) as ledger:
                behind = told_behind(ledger, scribe)
            _acknowledge(here, scribe)
            _cosign(ours, here, scribe)
            take_in(theirs, ours)
        finally:
            theirs.close()
    finally:
        ours.close()
    copied, differing = exchange_files(here, there)
    with Ledger.open(here.ledger) as ledger:
        conflicts = replay(ledger.entries()).decisions.conflicts
    return Synced(*taken, (*files, *copied), tuple(differing), conflicts, tuple(behind))


def _acknowledge(here: Workspace, scribe: Scribe) -> None:
    """Cite what came in, signed, so that this device's head stands for all of it."""
    with Ledger.open(here.ledger, key=scribe.key) as ledger:
        ledger.acknowledge(author=scribe.author, at=scribe.now())


def _cosign(ours: Storage, here: Workspace, scribe: Scribe) -> None:
    with Ledger.open(here.ledger, key=scribe.key) as ledger:
        own = ledger.main
        if scribe.key is not None and own.public == scribe.key.public:
            cosign_others(ours, own, scribe.key)
