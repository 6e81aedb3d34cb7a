"""The rows that decisions are about, in the newest file of their list.

A row of a list without a key is known by its words. When its keeper edits it or adds a column, or
when a key is named in the mapping, the row has another id; a decision about it follows it there
(``edited_rows`` says when there is no doubt). Nothing is written for that: the decision keeps the
id that it was made about, and is followed anew from the captured files each time.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sijill.model.records.fields import FIELDS, FieldType
from sijill.model.settings.source_mapping import Key, SourceMapping
from sijill.register.received import Capture
from sijill.sources.edited_rows import edited_rows
from sijill.sources.records.rows import ReceivedRow, record_id, row_key

_BY_WORDS = re.compile(r"[0-9a-f]{12}(?:-[0-9]+)?")
"""The key of a row that is known by its words; what a part of the row is called may follow."""


def follow_rows(
    ids: Iterable[str],
    mappings: Mapping[str, SourceMapping],
    captures: Mapping[str, Sequence[Capture]],
) -> dict[str, str]:
    """By the id that a decision names, the id of the row now; only those that are others now.

    Args:
        ids: of records, whatever their list; others are left alone.
        mappings: by source.
        captures: by source, oldest first.
    """
    keys: dict[str, dict[str, str]] = {}
    for identity in ids:
        source, _, key = identity.partition(":")
        if source in mappings and (known := _BY_WORDS.match(key)):
            keys.setdefault(source, {})[identity] = known[0]
    followed: dict[str, str] = {}
    for source, wanted in keys.items():
        readable = [capture for capture in captures.get(source, ()) if capture.is_readable]
        now = _follow(set(wanted.values()), mappings[source], readable)
        for identity, key in wanted.items():
            if now.get(key, key) != key:
                part = identity.removeprefix(f"{source}:{key}")
                followed[identity] = record_id(source, f"{now[key]}{part}")
    return followed


def _follow(
    wanted: set[str], mapping: SourceMapping, captures: Sequence[Capture]
) -> dict[str, str]:
    """By key of words, the key of the same row in the last of the captures, where it is known."""
    latest = _Version.of(mapping, captures[-1]) if captures else None
    if latest is None or (wanted <= latest.places.keys() and not mapping.key.columns):
        return {}
    names = _name_columns(mapping)
    held: dict[str, str] = {}
    version: _Version | None = None
    for capture in captures:
        newer = latest if capture is captures[-1] else _Version.of(mapping, capture)
        held = version.follow(held, newer, names) if version is not None else {}
        held |= {key: key for key in wanted & newer.places.keys()}
        version = newer
    return latest.name(mapping, held)


def _name_columns(mapping: SourceMapping) -> frozenset[str]:
    kinds = FIELDS[mapping.kind]
    return frozenset(
        column
        for name, rule in mapping.fields.items()
        if kinds.get(name) is FieldType.NAME
        for column in rule.reads
    )


@dataclass(frozen=True, slots=True)
class _Version:
    """The rows of one file, by the keys that they have by their words."""

    rows: Sequence[ReceivedRow]
    places: Mapping[str, int]

    @classmethod
    def of(cls, mapping: SourceMapping, capture: Capture) -> "_Version":
        by_words = mapping.model_copy(update={"key": Key()})
        repeats: Counter[str] = Counter()
        keys = (row_key(by_words, row.cells, repeats) for row in capture.rows)
        return cls(capture.rows, {key: at for at, key in enumerate(keys)})

    def follow(
        self, held: Mapping[str, str], newer: "_Version", names: frozenset[str]
    ) -> dict[str, str]:
        """What is held of this file, as the newer one has it."""
        staying = {key: now for key, now in held.items() if now in newer.places}
        if len(staying) == len(held):
            return staying
        gone = [key for key in self.places if key not in newer.places]
        new = [key for key in newer.places if key not in self.places]
        at = {key: place for place, key in enumerate(gone)}
        edited = edited_rows(
            [self.rows[self.places[key]].cells for key in gone],
            [newer.rows[newer.places[key]].cells for key in new],
            [at[now] for now in held.values() if now in at],
            names,
        )
        moved = {
            key: new[edited[at[now]]]
            for key, now in held.items()
            if now in at and at[now] in edited
        }
        return staying | moved

    def name(self, mapping: SourceMapping, held: Mapping[str, str]) -> dict[str, str]:
        """The keys that the rows held have by the mapping; none that two rows share."""
        if not mapping.key.columns:
            return dict(held)
        keys = [row_key(mapping, row.cells, Counter()) for row in self.rows]
        shared = Counter(keys)
        named = {key: keys[self.places[now]] for key, now in held.items()}
        return {key: now for key, now in named.items() if now and shared[now] == 1}
