"""Notices of a run: sentences about a source or the ledger that the command prints at its end.

A list stays in the register when its mapping goes. Where the id in a mapping was changed, the same
rows are there twice, under two ids, until the old id is written again or one list is withdrawn.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sijill.language.sentences import with_noun
from sijill.ledger.entries.entry import Entry, EntryKind, FileReference
from sijill.ledger.evidence.files import check_files
from sijill.ledger.report.findings import Verdict
from sijill.register.received import Capture
from sijill.register.register import Register
from sijill.register.source_reading import latest_readable


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence about a source, or about the ledger.

    Attributes:
        source: the source's id, or ``the ledger``.
        sentence: what is so.
        is_problem: whether something could not be used.
        is_news: whether it is said once, and not at every build.
    """

    source: str
    sentence: str
    is_problem: bool = False
    is_news: bool = False


def listed_files(entries: Iterable[Entry]) -> frozenset[FileReference]:
    """The evidence that rows were read from."""
    kinds = EntryKind.CAPTURE, EntryKind.SEALING
    return frozenset(file for entry in entries if entry.kind in kinds for file in entry.files)


def damaged_evidence(folder: Path, entries: Iterable[Entry]) -> list[Notice]:
    """Evidence of lists that is missing or not what was captured; every build reads it again.

    Exhibits, which may be long films, are left to ``sijill verify``.

    Args:
        folder: the evidence.
        entries: those of the ledger.
    """
    return [
        Notice(
            finding.where,
            f"{finding.what.removesuffix('.')}. The rows that were read from it stand in the "
            "register as they were, and it no longer proves them. Keep it aside and put the file "
            "back from a copy of the case: its name is its SHA-256. sijill verify says whether "
            "more was changed.",
            is_problem=True,
        )
        for finding in check_files(folder, listed_files(entries))
        if finding.verdict in (Verdict.DAMAGED, Verdict.TAMPERED)
    ]


def old_mappings(register: Register, mapped: Collection[str]) -> list[Notice]:
    """Lists that are still read by a mapping that no longer stands in the case's folder.

    Their mapping has a mistake now, its file is gone, or its id was changed; the register reads
    them as it did before.
    """
    return [
        Notice(source, _unmapped(register, mapped, source), is_problem=True)
        for source in sorted(register.counted_mappings)
        if source not in mapped
    ]


def replaced_elsewhere(captures: Sequence[Capture], here: str) -> Notice | None:
    """A file that is an earlier version of a list than the one another device captured last.

    A sync brings what was captured there and never writes over a file here. Were the old file
    taken in again, the list would count as it was on one device and as it is on the other by turns.

    Args:
        captures: of the list, oldest first; the last one by another device.
        here: the SHA-256 of the file as it lies here.
    """
    latest = captures[-1]
    earlier = [capture for capture in captures if capture.sha256 == here]
    if not earlier or latest.sha256 == here:
        return None
    words = (
        f"{latest.file} is the version of {earlier[-1].at:%Y-%m-%d}; another device captured "
        f"another one on {latest.at:%Y-%m-%d} (entry {latest.entry}), and that one counts. Put it "
        f"in the place of this file (SHA-256 {latest.sha256[:12]}…, in evidence/). If this version "
        "is right all the same, capture it on that device, or save it here with a change."
    )
    return Notice(latest.source, words, is_problem=True)


def withdrawn_lists(register: Register, mapped: Collection[str]) -> Iterator[Notice]:
    """Lists that were withdrawn, whose mapping still stands in the case's folder."""
    for source, withdrawal in sorted(register.decisions.withdrawn_lists.items()):
        if source in mapped:
            decided = withdrawal.decided
            yield Notice(
                source,
                f"this list is withdrawn (entry {decided.entry}, by {decided.author}): nothing of "
                "it counts, and its file is not looked at. Take its mapping out of sources/, or "
                f"let it count again: sijill judge --undo --entry {decided.entry}",
            )


def _unmapped(register: Register, mapped: Collection[str], source: str) -> str:
    """What is said of a list without a mapping that can be used."""
    count = sum(
        record.head.source == source and register.decisions.withdrawal_of(identity) is None
        for identity, record in register.records.items()
    )
    held = with_noun(count, "record still counts", "records still count")
    begin = (
        f"sources/ holds no mapping of {source!r} that can be used, and its {held}, "
        "read by an earlier mapping."
    )
    way_out = f"sijill withdraw {source} --reason WHY"
    if twin := _same_rows(register, mapped, source):
        return (
            f"{begin} The same rows count as {twin!r}, too: if the id was changed, write "
            f"id = {source!r} again in the mapping of {twin!r} and then withdraw {twin!r}, or "
            f"withdraw the old one ({way_out}); decisions about its records then have no effect."
        )
    return f"{begin} Mend its file or put it back; or let the list count no longer: {way_out}"


def _same_rows(register: Register, mapped: Collection[str], source: str) -> str:
    """A list that is mapped and whose latest file is that of this list; empty if there is none."""
    own = latest_readable(register.captures.get(source, ()))
    for other in sorted(register.counted_mappings.keys() & set(mapped)):
        latest = latest_readable(register.captures.get(other, ()))
        if own and latest and _place(own) == _place(latest):
            return other
    return ""


def _place(capture: Capture) -> tuple[str, str]:
    return capture.sha256, capture.sheet
