"""Which row of a list's new file is a row of the file before that somebody edited.

A list without a key knows its rows by their words. So a row in which an age is put right becomes
another row, and all of them do when a column is added. A row of the new file is taken for an edited
one of the file before where

* the columns of both files say the same in both rows, or all but one or two of them do, and at
  least twice as many filled cells agree as differ;
* no name became another name: only a slip in it was put right;
* no other row of either file could be meant.

Equal rows stand for each other in order. Where there is any doubt no row is taken.
"""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Indel

Cells = Mapping[str, str]
Words = tuple[str, ...]

EDITED_CELLS = 2
"""Cells of one row that may differ."""
CROWD = 50
"""Rows that have a third of their words in common, from which on these are not compared."""
LEAST_ALIKE = 0.7
"""Of two spellings of a name, by the letters that both have in one order (Indel similarity)."""


def edited_rows(
    before: Sequence[Cells], now: Sequence[Cells], wanted: Iterable[int], names: Collection[str]
) -> dict[int, int]:
    """By the place of a row in the file before, the place of the same row in the new one.

    Args:
        before: rows that the new file does not hold word by word.
        now: rows that the file before did not hold.
        wanted: places in the file before that are asked about.
        names: the columns that names of people are read from.
    """
    columns = _shared_columns(before, now)
    if not columns:
        return {}
    old, new = (_Version.of(rows, columns) for rows in (before, now))
    same = _same_words(old, new)
    taken = set(same.values())
    is_name = tuple(column in names for column in columns)
    found: dict[int, int] = {}
    for at in wanted:
        meant = [same[at]] if at in same else _edits(new, old.words[at], is_name, taken)
        if len(meant) == 1 and (
            at in same or _edits(old, new.words[meant[0]], is_name, same) == [at]
        ):
            found[at] = meant[0]
    return found


def _edits(
    version: "_Version", words: Words, is_name: Sequence[bool], others: Container[int]
) -> list[int]:
    """The rows of a file, less others, that could be these words before or after an edit."""
    return [
        at
        for at in version.near(words)
        if at not in others and _is_edited(version.words[at], words, is_name)
    ]


def _shared_columns(before: Sequence[Cells], now: Sequence[Cells]) -> list[str]:
    """The columns of both files, those that tell most rows apart first."""
    if not before or not now:
        return []
    shared = set().union(*before) & set().union(*now)
    words = {column: {row.get(column, "") for row in (*before, *now)} for column in shared}
    return sorted(shared, key=lambda column: (-len(words[column]), column))


def _same_words(old: "_Version", new: "_Version") -> dict[int, int]:
    """Rows that say the same in all shared columns, where each file has as many of them."""
    found: dict[int, int] = {}
    for words, places in old.places.items():
        to = new.places.get(words, ())
        if len(to) == len(places) and any(words):
            found |= zip(places, to, strict=True)
    return found


def _is_edited(one: Words, other: Words, is_name: Sequence[bool]) -> bool:
    """Whether enough agrees, and every name that differs is the same name but for a slip."""
    differing = [
        (first, second, named)
        for first, second, named in zip(one, other, is_name, strict=True)
        if first != second
    ]
    agreeing = sum(1 for first, second in zip(one, other, strict=True) if first == second != "")
    if len(differing) > EDITED_CELLS or agreeing < 2 * len(differing):
        return False
    return all(
        Indel.normalized_similarity(first, second) >= LEAST_ALIKE
        for first, second, named in differing
        if named
    )


@dataclass(slots=True)
class _Version:
    """The rows of one file, found by their words and by thirds of their words.

    Where at most two cells differ, a third of the columns is the same.
    """

    words: list[Words]
    places: dict[Words, list[int]] = field(default_factory=lambda: defaultdict(list))
    _by_third: dict[tuple[int, Words], list[int]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, rows: Sequence[Cells], columns: Sequence[str]) -> "_Version":
        version = cls([tuple(row.get(column, "").strip() for column in columns) for row in rows])
        for at, words in enumerate(version.words):
            version.places[words].append(at)
            for key in _thirds(words):
                version._by_third[key].append(at)
        return version

    def near(self, words: Words) -> list[int]:
        """The rows that share a third of these words; none where too many share it."""
        shared = (self._by_third.get(key, ()) for key in _thirds(words))
        return sorted({at for places in shared if len(places) <= CROWD for at in places})


def _thirds(words: Words) -> list[tuple[int, Words]]:
    """Every third word from the first, second and third on; one that is empty tells nothing."""
    thirds = [(start, words[start :: EDITED_CELLS + 1]) for start in range(EDITED_CELLS + 1)]
    return [(start, part) for start, part in thirds if any(part)]
