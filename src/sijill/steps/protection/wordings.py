"""A record in all files of its list: as it was before an edit, and under another running number."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sijill.ledger.entries.entry import Entry
from sijill.model.records.record import Locator
from sijill.model.settings.source_mapping import Key, SourceMapping
from sijill.register.received import Capture, RowKey, row_keys
from sijill.register.register import Register
from sijill.register.standing.decided_rows import Named, follow_rows
from sijill.register.standing.followed_statements import ids_decided
from sijill.sources.records.record_ids import record_id, row_key
from sijill.sources.records.rows import read_rows


class ListRow(NamedTuple):
    """A record or a row of one captured file: its id there, where it stands and what it says."""

    capture: Capture
    id: str
    locator: Locator
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Wording:
    """A record as one capture of its list has it: its id there, its cells, where its row is.

    ``is_by_words`` marks an id that is made of the row's words, and so can be no other row's.
    """

    id: str
    cells: frozenset[str]
    rows: frozenset[RowKey]
    is_by_words: bool


@dataclass(frozen=True, slots=True)
class NamedRecord:
    """The record to erase, by the ids that it had at other times."""

    subject: str
    rows: Sequence[ListRow]
    """All rows of all files of its list; none where there is no list of that name."""
    now: Mapping[tuple[str, str], str | None]
    """By an id and the entry that names it, or that of the file in which it is a row's."""
    is_listed: bool
    """Whether the newest file of its list has a record of that id."""
    has_key: bool
    """Whether its list has a key."""

    @classmethod
    def of(cls, register: Register, subject: str, entries: Sequence[Entry]) -> "NamedRecord":
        """Follow every id of the list that a row had or a decision named."""
        source = subject.partition(":")[0]
        mapping = register.mappings.get(source)
        captures = register.captures.get(source, ()) if mapping is not None else ()
        rows = [
            row for capture in captures if mapping is not None for row in _rows_of(mapping, capture)
        ]
        named: dict[tuple[str, str], Named] = {
            (identity, entry): one
            for (identity, entry), one in ids_decided(entries).items()
            if identity.startswith(f"{source}:")
        }
        named |= {(row.id, row.capture.entry): (row.id, row.capture.entry) for row in rows}
        followed = follow_rows(named.values(), register.mappings, register.captures)
        now = {place: followed[one] for place, one in named.items() if one in followed}
        has_key = mapping is not None and bool(mapping.key.columns)
        return cls(subject, rows, now, subject in register.records, has_key)

    def has(self, identity: str, entry: str) -> bool:
        """Whether an id is this record's, in an entry that names it or in that of a file."""
        found = self.now.get((identity, entry), identity)
        return self.subject == (identity if found is None and not self.is_listed else found)

    def wordings(self) -> list[Wording]:
        """The record in every capture of its list, also under the ids that it had before."""
        return [
            Wording(
                row.id,
                frozenset(cell.strip() for cell in row.cells.values()),
                frozenset(row_keys([row.capture], row.locator)),
                not self.has_key,
            )
            for row in self.rows
            if self.has(row.id, row.capture.entry)
        ]


def _rows_of(mapping: SourceMapping, capture: Capture) -> Iterator[ListRow]:
    """Every record of a file, and the rows from before there was a key."""
    for record in read_rows(mapping, capture.rows, {}).records:
        yield ListRow(capture, record.head.id, record.head.locator, record.head.cells)
    by_words = mapping.model_copy(update={"key": Key()})
    repeats: Counter[str] = Counter()
    for row in capture.rows:
        key = row_key(by_words, row.cells, repeats)
        if mapping.key.columns and not row_key(mapping, row.cells, Counter()):
            yield ListRow(capture, record_id(mapping.id, key), row.locator, row.cells)
