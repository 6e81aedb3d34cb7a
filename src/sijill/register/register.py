"""The register: everything the ledger holds, replayed up to a point.

It is derived: delete it and it can be rebuilt. Records are read from their rows by the mapping that
the ledger holds, so a better mapping reads old rows better and changes none.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self, TypeVar

from sijill.ledger.entries.entry import Entry, EntryKind
from sijill.ledger.entries.gc_paused import gc_paused
from sijill.model.errors import LedgerError
from sijill.model.records.record import PersonRecord, Record, RemainsRecord
from sijill.model.records.rejects import Reject
from sijill.model.settings.case import Case
from sijill.model.settings.source_mapping import SourceMapping
from sijill.register.across_lists import read_lists
from sijill.register.decided import Decisions, read_decisions
from sijill.register.events import CaseEntry, EstimateEntry, SourceEntry
from sijill.register.received import Capture, CaptureReplay
from sijill.register.source_reading import SourceReading
from sijill.register.standing.decided_rows import follow_rows
from sijill.register.standing.followed_statements import OF_AN_EARLIER_FILE, ids_decided
from sijill.register.watching import Watch, unwatched
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
    mappings: Mapping[str, SourceMapping]
    captures: Mapping[str, tuple[Capture, ...]]
    records: Mapping[str, Record]
    rejects: tuple[Reject, ...]
    decisions: Decisions
    publications: tuple[Entry, ...] = ()
    settlement: Entry | None = None
    estimate_seeds: Mapping[str, int] = field(default_factory=dict)
    """The seed of the first estimate under each digest of table and settings: it stands."""
    reading: SourceReading | None = None
    """How the records were read, for a register of much the same entries."""
    _by_class: dict[type, dict[str, Record]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """The records that were not withdrawn, once they were asked for."""
    _linkable: dict[str, PersonRecord | RemainsRecord] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """What ``linkable`` found, once it was asked for."""

    def active(self, kind: type[Kind]) -> dict[str, Kind]:
        """The records of one kind that were not withdrawn, by id; they are sorted out once."""
        if not self._by_class:
            for identity, record in self.records.items():
                if self.decisions.withdrawal_of(identity) is None:
                    self._by_class.setdefault(type(record), {})[identity] = record
        return {
            identity: record
            for identity, record in self._by_class.get(kind, {}).items()
            if isinstance(record, kind)
        }

    @property
    def counted_mappings(self) -> dict[str, SourceMapping]:
        """The mappings of the lists that were not withdrawn."""
        return {
            source: mapping
            for source, mapping in self.mappings.items()
            if source not in self.decisions.withdrawn_lists
        }

    @property
    def linkable(self) -> Mapping[str, PersonRecord | RemainsRecord]:
        """Active persons and remains, by id; they are sought out once."""
        if not self._linkable:
            self._linkable.update(self.active(PersonRecord))
            self._linkable.update(self.active(RemainsRecord))
        return self._linkable


class Replay:
    """The ledger as it is read: entries are taken in once, in order, and never read again.

    Rows are kept with their captures; of all other kinds the entries themselves are kept, for they
    are few. What a step appends is taken in like the rest.
    """

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._received = CaptureReplay()

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Self:
        """Take in entries from the beginning. Raises as ``take``."""
        replayed = cls()
        replayed.take(entries)
        return replayed

    def take(self, entries: Iterable[Entry]) -> None:
        """Take in the entries that follow.

        Raises:
            LedgerError: if a capture, a sealing or a row cannot be understood.
        """
        with gc_paused():
            for entry in entries:
                self._take(entry)

    def _take(self, entry: Entry) -> None:
        if entry.kind is EntryKind.ROW:
            self._received.take_row(entry)
            return
        self.entries.append(entry)
        if entry.kind is EntryKind.CAPTURE:
            self._received.take_capture(entry)
        elif entry.kind is EntryKind.SEALING:
            self._received.take_sealing(entry)

    @property
    def size(self) -> int:
        """How many entries were taken in."""
        return len(self.entries) + self._received.row_entries

    def captures(self) -> dict[str, tuple[Capture, ...]]:
        """Every source's captures, oldest first."""
        return self._received.captures()

    def texts(self) -> dict[EntryKind, dict[str, str]]:
        """The latest text of the case, and of each mapping by its source."""
        return {
            EntryKind.CASE: {
                entry.subject: CaseEntry.of(entry).text
                for entry in self.entries
                if entry.kind is EntryKind.CASE
            },
            EntryKind.SOURCE: {
                entry.subject: SourceEntry.of(entry).text
                for entry in self.entries
                if entry.kind is EntryKind.SOURCE
            },
        }

    def at_publication(self, publication: Entry, size: int) -> "Replay":
        """What was taken in of the entries that a publication rests on.

        Args:
            publication: its entry.
            size: how many entries of its own log it rests on; of the others, those it knew.
        """

        def is_known(entry: Entry) -> bool:
            if entry.log == publication.log:
                return entry.number < size
            return publication.knows(entry)

        known = Replay()
        known.entries = [entry for entry in self.entries if is_known(entry)]
        known._received = self._received.only(is_known)
        return known

    def register(self, alike: Register | None = None, watch: Watch = unwatched) -> Register:
        """What the entries say.

        Args:
            alike: a register of much the same entries: the records of a source that both read in
                the same way are taken from it, and not read again.
            watch: called as rows are read.

        Raises:
            LedgerError: if there is no case, or an entry cannot be understood.
            CaseError: if a case or mapping in the ledger cannot be read by this version.
        """
        texts = self.texts()
        if not texts[EntryKind.CASE]:
            raise LedgerError("the ledger holds no case yet. Run: sijill build CASE")
        case = read_case(next(iter(texts[EntryKind.CASE].values())), "case.toml in the ledger")
        mappings = {
            source: read_mapping(text, f"sources/{source}.toml in the ledger")
            for source, text in texts[EntryKind.SOURCE].items()
        }
        captures = self.captures()
        decisions = self._decisions(mappings, captures)
        reading = SourceReading(mappings, captures, decisions.corrected_texts())
        records, rejects = read_lists(
            reading, case, decisions, alike.reading if alike else None, watch
        )
        return Register(
            size=self.size,
            case=case,
            mappings=reading.asking(decisions.withdrawn_lists),
            captures=captures,
            records=records,
            rejects=tuple(rejects),
            decisions=decisions,
            publications=self._of_kind(EntryKind.PUBLICATION),
            settlement=(self._of_kind(EntryKind.SETTLEMENT) or (None,))[-1],
            estimate_seeds=_first_seeds(self._of_kind(EntryKind.ESTIMATE)),
            reading=reading,
        )

    def _decisions(
        self, mappings: Mapping[str, SourceMapping], captures: Mapping[str, tuple[Capture, ...]]
    ) -> Decisions:
        """The decisions as they stand, about the rows as their lists have them now."""
        named = ids_decided(self.entries)
        followed = follow_rows(named.values(), mappings, captures)

        def now(identity: str, entry: str) -> str:
            found = followed.get(named.get((identity, entry), (identity, "")), identity)
            return identity + OF_AN_EARLIER_FILE if found is None else found

        return read_decisions(self.entries, now)

    def _of_kind(self, kind: EntryKind) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.kind is kind)


def replay(entries: Iterable[Entry]) -> Register:
    """The register of entries, read from the beginning. Raises as ``Replay.register``."""
    return Replay.of(entries).register()


def _first_seeds(estimates: Iterable[Entry]) -> dict[str, int]:
    seeds: dict[str, int] = {}
    for entry in estimates:
        estimated = EstimateEntry.of(entry)
        seeds.setdefault(estimated.digest, estimated.seed)
    return seeds
