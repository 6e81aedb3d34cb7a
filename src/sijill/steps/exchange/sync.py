"""Sync: two copies of a case, on two laptops or a stick between them, exchange what each lacks.

The ledgers become the union of their logs; evidence that one side lacks is copied; so are mappings
and data files that are missing on one side, those of the other side that no signed entry vouches
for only if a person takes them. Files with protected columns stay where they are, unless they are
sealed. Files that people edited on both sides are named and left alone. Nothing is overwritten. The
other side may be anybody's stick: what it holds is read as files of the case and nothing else, and
no link on it is followed.

What two people decided differently without knowing of each other is shown as a conflict; neither
counts until somebody decides it again.
"""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from sijill.files.reading import real_place
from sijill.ledger.evidence.files import find_file
from sijill.ledger.log.ledger import Ledger
from sijill.ledger.stores.opening import open_storage
from sijill.ledger.stores.storage import LogRow, Storage
from sijill.ledger.sync.merging import MergedEntries, cosign_others, demand_one_case, take_in
from sijill.linkage.arrivals.kept_files import forget
from sijill.model.errors import CaseError
from sijill.register.register import replay
from sijill.register.standing.conflicts import Conflict
from sijill.register.watching import Watch
from sijill.steps.case_lock import case_lock
from sijill.steps.custody.evidence import chains
from sijill.steps.custody.leaving_metadata import (
    Found,
    demand_allowed,
    exhibit_metadata,
    sentences,
)
from sijill.steps.exchange.case_files import copy_evidence, demand_no_links, exchange_files
from sijill.steps.exchange.file_offers import TakesFile, known_contents
from sijill.steps.open_case import missing_own_entries
from sijill.steps.workspace import Author, Workspace


@dataclass(frozen=True, slots=True)
class Accept:
    """What a person is asked about the other side.

    Attributes:
        devices: whether its owners showed the keys of logs that are not known here.
        files: whether a file is taken in that no signed entry vouches for.
        metadata: whether exhibits may go there whose files say who, where or with what they were
            made.
    """

    devices: Callable[[tuple[LogRow, ...]], bool]
    files: TakesFile
    metadata: bool = False


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
        left: files that were not copied, as sentences.
        metadata: what the files of exhibits that went to the other side say beside what they show,
            as sentences.
    """

    here: MergedEntries
    there: MergedEntries
    files: tuple[Path, ...]
    differing: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    behind: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    metadata: tuple[str, ...] = ()


def sync(
    here: Workspace, there: Workspace, author: Author, accept: Accept, progress: Watch
) -> Synced:
    """Let two copies of a case take in what each lacks; either may have its ledger on a server.

    Args:
        here: the copy of this device, whose key the author holds.
        there: the other copy; its own device need not be here.
        author: who does it.
        accept: asked once about devices that are not known here, and about each unsigned file.
        progress: called with what is being done and how far it is.

    Raises:
        CaseError: if the other side is no case, or its devices are not accepted.
        DecisionError: if exhibits would go there that may not (``Accept.metadata``).
        LedgerError: if they are two cases, or the other side was tampered with.
        StorageError: if one side cannot be written.
    """
    demand_no_links(there)
    for side in (here, there):
        if side.ledger == side.register and not side.register.is_file():
            raise CaseError(f"{side.ledger} does not exist. Build the case there first.")
    if here.ledger == there.ledger:
        raise CaseError(
            f"{here.case} and {there.case} name the same ledger, so there is nothing to sync."
        )
    first, second = sorted((here, there), key=lambda side: str(real_place(side.work)))
    with case_lock(first), case_lock(second):
        return _sync(here, there, author, accept, progress)


def _sync(
    here: Workspace, there: Workspace, author: Author, accept: Accept, progress: Watch
) -> Synced:
    with closing(open_storage(here.ledger)) as ours, closing(open_storage(there.ledger)) as theirs:
        demand_one_case(ours, theirs)
        devices = {row.public for row in ours.logs()}
        strangers = tuple(row for row in theirs.logs() if row.public not in devices)
        if strangers and not accept.devices(strangers):
            raise CaseError(
                f"{theirs.where}: the other side has entries of devices that are not known "
                "here. Compare their keys with their owners, then repeat with --accept."
            )
        progress("copying evidence", 0, 0)
        found = _demand_metadata(here, there, is_allowed=accept.metadata)
        known = known_contents(here) | known_contents(there)
        files = [
            *copy_evidence(there, here, known),
            *copy_evidence(here, there, known),
        ]
        progress("taking in entries", 0, 0)
        merged = take_in(ours, theirs), take_in(theirs, ours)
        for side, took in zip((here, there), merged, strict=True):
            if took.erased:
                forget(side.kept_linkage)
        with Ledger.open(here.ledger) as ledger:
            behind = missing_own_entries(ledger, author)
        _acknowledge(here, author)
        _cosign(ours, here, author)
        take_in(theirs, ours)
    signed = known_contents(here)  # what came in was checked by now
    known = replace(known | signed, texts=signed.texts, captured=signed.captured)
    exchanged = exchange_files(here, there, known, accept.files)
    with Ledger.open(here.ledger) as ledger:
        conflicts = replay(ledger.entries()).decisions.conflicts
    return Synced(
        *merged,
        (*files, *exchanged.copied),
        exchanged.differing,
        conflicts,
        tuple(behind),
        exchanged.left,
        tuple(sentences(found)),
    )


def _demand_metadata(here: Workspace, there: Workspace, *, is_allowed: bool) -> Found:
    """What exhibits say that will go to the other side; raises as ``demand_allowed``."""
    with Ledger.open(here.ledger) as ledger:
        going = [
            chain
            for chain in chains(ledger).values()
            if chain.exhibit.sha256 and not find_file(there.evidence, chain.exhibit.sha256)
        ]
        found = exhibit_metadata(here, going)
        demand_allowed(ledger, found, is_allowed=is_allowed)
    return found


def _acknowledge(here: Workspace, author: Author) -> None:
    """Cite what came in, signed, so that this device's head stands for all of it."""
    with Ledger.open(here.ledger, key=author.key) as ledger:
        ledger.acknowledge(author=author.name, at=author.now())


def _cosign(ours: Storage, here: Workspace, author: Author) -> None:
    with Ledger.open(here.ledger, key=author.key) as ledger:
        own = ledger.main
        if author.key is not None and own.public == author.key.public:
            cosign_others(ours, own, author.key)
