"""The register: everything the ledger holds, replayed up to a point.

It is derived: delete it and it can be rebuilt. Records are read from their rows by the mapping that
the ledger holds, so a better mapping reads old rows better and changes none.
"""

from collections.abc import Iterable
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from typing import TypeVar

from sijill.ledger.entries.entry import Entry, EntryKind
from sijill.model.errors import LedgerError
from sijill.model.records.record import PersonRecord, Record, RecordKind, RemainsRecord
from sijill.model.records.rejects import Effect, Reject
from sijill.model.settings.case import Case
from sijill.model.settings.source_mapping import Mapping
from sijill.register.decided import Decisions, read_decisions
from sijill.register.received import Capture, read_captures
from sijill.sources.records.references import ReferenceTargets, index_records
from sijill.sources.records.rows import column_problem, read_rows
from sijill.sources.toml_files import read_case, read_mapping

Kind = TypeVar("Kind", bound=Record)


@dataclass(frozen=True, slots=True)
class Register:
    """The state after the first ``size`` entries.

    ``records`` are those of each source's latest capture, by id, withdrawn ones included;
    ``active`` leaves these out.
    """

    size: int
    case: Case
    mappings: MappingOf[str, Mapping]
    captures: MappingOf[str, tuple[Capture, ...]]
    records: MappingOf[str, Record]
    rejects: tuple[Reject, ...]
    decisions: Decisions
    publications: tuple[Entry, ...] = ()
    settlement: Entry | None = None
    estimate_seeds: MappingOf[str, int] = field(default_factory=dict)
    """The seed of the first estimate under each digest of table and settings: it stands."""

    def active(self, kind: type[Kind]) -> dict[str, Kind]:
        """The records of one kind that were not withdrawn, by id."""
        return {
            identity: record
            for identity, record in self.records.items()
            if isinstance(record, kind) and identity not in self.decisions.withdrawals
        }

    @property
    def linkable(self) -> dict[str, PersonRecord | RemainsRecord]:
        """Active persons and remains, by id."""
        return {**self.active(PersonRecord), **self.active(RemainsRecord)}


def replay(entries: Iterable[Entry]) -> Register:
    """Replay entries from the beginning.

    Raises:
        LedgerError: if there is no case in them, or an entry cannot be understood.
        CaseError: if a case or mapping in the ledger cannot be read by this version.
    """
    kept = list(entries)
    texts = {kind: _latest_texts(kept, kind) for kind in (EntryKind.CASE, EntryKind.SOURCE)}
    if not texts[EntryKind.CASE]:
        raise LedgerError("the ledger holds no case yet. Run: sijill build CASE")
    case = read_case(next(iter(texts[EntryKind.CASE].values())), "case.toml in the ledger")
    mappings = {
        source: read_mapping(text, f"sources/{source}.toml in the ledger")
        for source, text in texts[EntryKind.SOURCE].items()
    }
    captures = read_captures(kept)
    decisions = read_decisions(kept)
    records, rejects = _read_sources(mappings, captures, decisions)
    settlements = [entry for entry in kept if entry.kind is EntryKind.SETTLEMENT]
    return Register(
        size=len(kept),
        case=case,
        mappings=mappings,
        captures=captures,
        records=records,
        rejects=tuple(rejects),
        decisions=decisions,
        publications=tuple(entry for entry in kept if entry.kind is EntryKind.PUBLICATION),
        settlement=settlements[-1] if settlements else None,
        estimate_seeds=_first_seeds(kept),
    )


def _latest_texts(entries: Iterable[Entry], kind: EntryKind) -> dict[str, str]:
    """The latest text of each subject of a kind."""
    return {entry.subject: str(entry.payload["text"]) for entry in entries if entry.kind is kind}


def _first_seeds(entries: Iterable[Entry]) -> dict[str, int]:
    seeds: dict[str, int] = {}
    for entry in entries:
        if entry.kind is EntryKind.ESTIMATE:
            seeds.setdefault(str(entry.payload["digest"]), int(str(entry.payload["seed"])))
    return seeds


def latest_readable(captures: Iterable[Capture]) -> Capture | None:
    """The list as it was last readable: a damaged new file does not push out what was accepted."""
    readable = [capture for capture in captures if capture.is_readable]
    return readable[-1] if readable else None


def _read_sources(
    mappings: MappingOf[str, Mapping],
    captures: MappingOf[str, tuple[Capture, ...]],
    decisions: Decisions,
) -> tuple[dict[str, Record], list[Reject]]:
    records: dict[str, Record] = {}
    rejects: list[Reject] = []
    corrections = decisions.corrected_texts()
    incident_lists = tuple(
        source for source in sorted(mappings) if mappings[source].kind is RecordKind.INCIDENT
    )
    others = [source for source in sorted(mappings) if source not in incident_lists]
    by_words: dict[str, MappingOf[str, str]] = {}
    targets = ReferenceTargets(incident_lists, by_words)
    for source in (*incident_lists, *others):
        held = captures.get(source, ())
        rejects += held[-1].problems if held and not held[-1].is_readable else ()
        latest = latest_readable(held)
        if latest is None:
            continue
        rejects += latest.problems
        problem = column_problem(mappings[source], latest.columns, latest.file)
        if problem:
            rejects.append(
                Reject(source, latest.file, latest.sheet, 0, "", "", problem, Effect.FILE)
            )
            continue
        read = read_rows(mappings[source], latest.rows, corrections, targets)
        by_words[source] = index_records(read.records, source)
        records |= {record.head.id: record for record in read.records}
        rejects += read.rejects
    return records, rejects
