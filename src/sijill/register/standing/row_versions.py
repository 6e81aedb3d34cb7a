"""One file of a list after another: which row of the newer one is which of the older."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sijill.model.records.fields import FIELDS, FieldType
from sijill.model.settings.source_mapping import Key, SourceMapping
from sijill.register.received import Capture
from sijill.sources.edited_rows import edited_rows
from sijill.sources.records.received_rows import ReceivedRow
from sijill.sources.records.record_ids import row_key

Words = tuple[str, ...]

_BY_WORDS = re.compile(r"[0-9a-f]{12}(?:-[0-9]+)?")
"""The key of a row that is known by its words; what a part of the row is called may follow."""


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Where a row stands in one file, and what follows its key in the key of a part of it."""

    row: int
    part: str


class Version:
    """The rows of one file of a list, by the keys of the mapping and by those of their words."""

    def __init__(self, mapping: SourceMapping, capture: Capture) -> None:
        self.mapping = mapping
        self.rows: Sequence[ReceivedRow] = capture.rows

    @cached_property
    def keys(self) -> list[str]:
        """The key of each row by the mapping."""
        return _keys(self.mapping, self.rows)

    @cached_property
    def by_key(self) -> Mapping[str, int]:
        """The first row of each key; empty for a list without one."""
        if not self.mapping.key.columns:
            return {}
        last_first = reversed(list(enumerate(self.keys)))
        return {key: place for place, key in last_first if key}

    @cached_property
    def keys_of_words(self) -> list[str]:
        """The key that each row has without key columns; no two have the same."""
        return _keys(self.mapping.model_copy(update={"key": Key()}), self.rows)

    @cached_property
    def by_words(self) -> Mapping[str, int]:
        """Each row by that key."""
        return {key: place for place, key in enumerate(self.keys_of_words)}

    def find(self, key: str) -> RowPlace | None:
        """The row of a key, by the mapping or by its words; ``None`` if the file has none."""
        for known in (key, key.rpartition("/")[0], key.rpartition("-line-")[0]):
            if known in self.by_key:
                return RowPlace(self.by_key[known], key.removeprefix(known))
        by_words = _BY_WORDS.match(key)
        if by_words is None or by_words[0] not in self.by_words:
            return None
        return RowPlace(self.by_words[by_words[0]], key[by_words.end() :])

    def words(self, columns: Iterable[str]) -> list[Words]:
        """What each row says in some columns."""
        return [tuple(row.cells.get(one, "").strip() for one in columns) for row in self.rows]

    def cells(self, place: int) -> Mapping[str, str]:
        """What a row says, but for its key."""
        cells = self.rows[place].cells
        return {name: cell for name, cell in cells.items() if name not in self.mapping.key.columns}

    def columns(self) -> set[str]:
        """The columns of the file, but for those of the key."""
        return set().union(*(row.cells for row in self.rows)) - set(self.mapping.key.columns)


def follow(older: Version, newer: Version, places: Iterable[int]) -> dict[int, int]:
    """By place in the older file, the place of the same row in the newer one, where it is known."""
    if older.by_key and newer.by_key:
        return _follow_keys(older, newer, set(places))
    return _follow_words(older, newer, set(places))


def _follow_words(older: Version, newer: Version, places: set[int]) -> dict[int, int]:
    same = {
        place: newer.by_words[key]
        for key, place in older.by_words.items()
        if place in places and key in newer.by_words
    }
    if len(same) == len(places):
        return same
    gone = [place for key, place in older.by_words.items() if key not in newer.by_words]
    new = [place for key, place in newer.by_words.items() if key not in older.by_words]
    return same | _follow_edits((older, gone), (newer, new), places)


def _follow_keys(older: Version, newer: Version, places: set[int]) -> dict[int, int]:
    """The row of the same key, unless rows that stand under other keys show it to be another."""
    columns = sorted(older.columns() & newer.columns())
    old, new = older.words(columns), newer.words(columns)
    under = {at: newer.by_key.get(key) for at, key in enumerate(older.keys)}
    left = [at for at, to in under.items() if to is None or new[to] != old[at]]
    stay = {to for at, to in under.items() if to is not None and new[to] == old[at]}
    come = [at for at in range(len(new)) if at not in stay]
    left_by, come_by = _alone(old, left), _alone(new, come)
    moved = {left_by[words]: come_by[words] for words in left_by.keys() & come_by.keys()}
    if not moved:
        return {at: to for at in places if (to := under[at]) is not None}
    taken = set(moved.values())
    edited = _follow_edits(
        (older, [at for at in left if at not in moved]),
        (newer, [at for at in come if at not in taken]),
        places,
    )
    kept = {at: to for at in places if (to := under[at]) is not None and new[to] == old[at]}
    return kept | {at: to for at, to in (edited | moved).items() if at in places}


def _alone(words: Sequence[Words], places: Sequence[int]) -> dict[Words, int]:
    """By words, the one of these rows that says them; not where several do, or nothing is said."""
    times = Counter(words[at] for at in places)
    return {words[at]: at for at in places if times[words[at]] == 1 and any(words[at])}


def _follow_edits(
    older: tuple[Version, Sequence[int]], newer: tuple[Version, Sequence[int]], places: set[int]
) -> dict[int, int]:
    """Of some rows of both files, those that are the same but for an edit, keys left aside."""
    (version, gone), (later, new) = older, newer
    edited = edited_rows(
        [version.cells(at) for at in gone],
        [later.cells(at) for at in new],
        [number for number, at in enumerate(gone) if at in places],
        _name_columns(version.mapping),
    )
    return {gone[at]: new[to] for at, to in edited.items()}


def _keys(mapping: SourceMapping, rows: Iterable[ReceivedRow]) -> list[str]:
    repeats: Counter[str] = Counter()
    return [row_key(mapping, row.cells, repeats) for row in rows]


def _name_columns(mapping: SourceMapping) -> frozenset[str]:
    kinds = FIELDS[mapping.kind]
    return frozenset(
        column
        for name, rule in mapping.fields.items()
        if kinds.get(name) is FieldType.NAME
        for column in rule.reads
    )
