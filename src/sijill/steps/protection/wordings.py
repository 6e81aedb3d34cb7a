"""A record in all files of its list: as it was before an edit, and under another running number."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sijill.ledger.entries.entry import Entry
from sijill.model.records.record import Locator
from sijill.model.settings.source_mapping import Key, SourceMapping
from sijill.register.received import Capture, RowKey, row_keys
from sijill.register.register import Register
from sijill.register.standing.decided_rows import Named, follow_rows
from sijill.register.standing.followed_statements import ids_decided
from sijill.sources.records.rows import read_rows, record_id, row_key


@dataclass(frozen=True, slots=True)
class NamedRecord:
    """The record to erase, by the ids that it had at other times."""

    subject: str
    now: Mapping[tuple[str, str], str | None]
    """By an id and the entry that names it, or that of the file in which it is a row's."""
    is_listed: bool
    """Whether the newest file of its list has a record of that id."""

    @classmethod
    def of(cls, register: Register, subject: str, entries: Sequence[Entry]) -> "NamedRecord":
        """Follow every id of the list that a row had or a decision named."""
        source = subject.partition(":")[0]
        named: dict[tuple[str, str], Named] = {
            (identity, entry): one
            for (identity, entry), one in ids_decided(entries).items()
            if identity.startswith(f"{source}:")
        }
        if source in register.mappings:
            for capture in register.captures.get(source, ()):
                rows = _named_rows(register.mappings[source], capture)
                named |= {(one, capture.entry): (one, capture.entry) for one, _, _ in rows}
        followed = follow_rows(named.values(), register.mappings, register.captures)
        now = {place: followed[one] for place, one in named.items() if one in followed}
        return cls(subject, now, subject in register.records)

    def has(self, identity: str, entry: str) -> bool:
        """Whether an id is this record's, in an entry that names it or in that of a file."""
        found = self.now.get((identity, entry), identity)
        return self.subject == (identity if found is None and not self.is_listed else found)


@dataclass(frozen=True, slots=True)
class Wording:
    """A record as one capture of its list has it: its id there, its cells, where its row is.

    ``is_by_words`` marks an id that is made of the row's words, and so can be no other row's.
    """

    id: str
    cells: frozenset[str]
    rows: frozenset[RowKey]
    is_by_words: bool


def wordings_of(register: Register, meant: NamedRecord) -> list[Wording]:
    """The record in every capture of its list, also under the ids that it had before.

    Empty where no list of that name has it.
    """
    source = meant.subject.partition(":")[0]
    if source not in register.mappings:
        return []
    mapping = register.mappings[source]
    return [
        Wording(
            identity,
            frozenset(cell.strip() for cell in cells.values()),
            frozenset(row_keys([capture], locator)),
            not mapping.key.columns,
        )
        for capture in register.captures.get(source, ())
        for identity, locator, cells in _named_rows(mapping, capture)
        if meant.has(identity, capture.entry)
    ]


def _named_rows(
    mapping: SourceMapping, capture: Capture
) -> Iterator[tuple[str, Locator, Mapping[str, str]]]:
    """The id, the place and the cells of every record, and of rows from before there was a key."""
    for record in read_rows(mapping, capture.rows, {}).records:
        yield record.head.id, record.head.locator, record.head.cells
    by_words = mapping.model_copy(update={"key": Key()})
    repeats: Counter[str] = Counter()
    for row in capture.rows:
        key = row_key(by_words, row.cells, repeats)
        if mapping.key.columns and not row_key(mapping, row.cells, Counter()):
            yield record_id(mapping.id, key), row.locator, row.cells
