"""What else a written name may say, beside its plain reading.

A name in Latin letters may be written by a hand that means other sounds by them (``hands``); one in
another script may be written in Latin letters in several ways (``letters``). Which of the readings
is meant, the names of other lists tell: a reading counts where they hold its words.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice, zip_longest

from sijill.language.names.reading import read_name
from sijill.linkage.writing.hands import WritingHand, find_hands
from sijill.linkage.writing.letters import (
    KnownKeys,
    LatinReading,
    LetterTable,
    letter_tables,
    read_part,
)
from sijill.model.values.names import NamePart, PersonName, Script

MOST_OF_A_WORD = 3
"""Readings of one word that are tried: the likeliest of all others stand beside each."""
MOST_OF_A_NAME = 3
"""Readings of one name, those of the given name before others: each multiplies what is compared."""


class FurtherReadings:
    """Reads names as their lists may mean them.

    Args:
        names: of all lists: the list, and the names of one record of it.
    """

    def __init__(self, names: Iterable[tuple[str, Sequence[PersonName]]]) -> None:
        self._names: dict[str, list[PersonName]] = {}
        for source, written in names:
            self._names.setdefault(source, []).extend(written)
        latin, others = (
            {
                source: [name.written for name in written if (name.script is Script.LATIN) == is_it]
                for source, written in self._names.items()
            }
            for is_it in (True, False)
        )
        self._hands = {source: find_hands(written) for source, written in latin.items() if written}
        self._tables = {
            source: [table for table in letter_tables() if table.is_shown_by(written)]
            for source, written in others.items()
            if written and any(found for other, found in latin.items() if other != source)
        }
        self._counts = _Counts(self._names if any(self._hands.values()) else {})
        self._latin_counts = _Counts(
            {
                source: [name for name in written if name.script is Script.LATIN]
                for source, written in self._names.items()
                if any(self._tables.values())
            }
        )
        self._known: dict[str, KnownKeys] = {}

    def of(self, source: str, names: Sequence[PersonName]) -> list[PersonName]:
        """Further readings of the names of one record, without those that say nobody's name.

        Args:
            source: its list.
            names: its names that can be compared.
        """
        found: list[PersonName] = []
        if hands := self._hands.get(source):
            found += _as_meant(names, hands, self._counts.elsewhere(source))
        for table in self._tables.get(source, ()):
            if source not in self._known:
                self._known[source] = KnownKeys(self._latin_counts.elsewhere(source))
            for name in names:
                if name.script is not Script.LATIN:
                    found += _in_latin_letters(name, table, self._known[source])
        return found


class _Counts:
    """How often each key of consonants is a name, in each list and in all."""

    def __init__(self, names: Mapping[str, Iterable[PersonName]]) -> None:
        self._by_list = {
            source: Counter(
                key for name in written for part in name.parts for key in _keys_within(part)
            )
            for source, written in names.items()
        }
        self._in_all: Counter[str] = Counter()
        for counts in self._by_list.values():
            self._in_all.update(counts)
        self._elsewhere: dict[str, Counter[str]] = {}

    def elsewhere(self, source: str) -> Counter[str]:
        """How often in the other lists."""
        if source not in self._elsewhere:
            self._elsewhere[source] = self._in_all - self._by_list.get(source, Counter())
        return self._elsewhere[source]


def _keys_within(part: NamePart) -> tuple[str, ...]:
    """The consonants of a part, and of what stands behind "abd" or "abu" in it."""
    key = part.consonant_key
    behind = key.removeprefix("abd") if key.startswith("abd") else key.removeprefix("ab")
    return (key, behind) if behind else (key,)


def _as_meant(
    names: Iterable[PersonName], hands: Iterable[WritingHand], known: Mapping[str, int]
) -> list[PersonName]:
    """Names in Latin letters as the hands of their list mean them.

    Args:
        names: of one record.
        hands: of its list.
        known: how often other lists hold each key of consonants.
    """
    written = [name.written for name in names if name.script is Script.LATIN]
    by_hand = [hand.respell_as_known(name, known) for hand in hands for name in written]
    spellings = [spelling for rank in zip_longest(*by_hand) for spelling in rank if spelling]
    spellings += [hand.respell(name) for hand in hands for name in written]
    read = [read_name(spelling) for spelling in dict.fromkeys(spellings)]
    return [name for name in read if name.is_comparable]


def _in_latin_letters(
    name: PersonName, table: LetterTable, known: KnownKeys
) -> Iterator[PersonName]:
    """A name as lists in Latin letters may write it: each word as it is likeliest, then otherwise.

    A listed name whose script leaves vowels out stays as it is: its consonants alone may be those
    of another listed name.
    """
    parts = name.parts
    readings = [
        []
        if table.leaves_vowels_out and part.name
        else known.readings(part.written, table)[:MOST_OF_A_WORD]
        for part in parts
    ]
    if any(readings):
        likeliest = [next(iter(found), None) for found in readings]
        others = (
            [*likeliest[:at], reading, *likeliest[at + 1 :]]
            for at, found in enumerate(readings)
            for reading in islice(found, 1, None)
        )
        for chosen in islice(chain([likeliest], others), MOST_OF_A_NAME):
            yield _as_read(name, chosen, table)


def _as_read(
    name: PersonName, chosen: Sequence[LatinReading | None], table: LetterTable
) -> PersonName:
    """A name with each of its parts as it is read, where it has a reading."""
    read = [
        part if reading is None else read_part(part, reading, table)
        for part, reading in zip(name.parts, chosen, strict=True)
    ]
    given = read.pop(0) if name.given else None
    family = read.pop() if name.family else None
    return replace(name, given=given, ancestors=tuple(read), family=family)
