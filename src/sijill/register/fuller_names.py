"""Names in full that a name with initials may stand for, by a word, a letter and the days.

A list of sixty thousand may write every name with an initial. So a row is held only against those
who bear its rarest word and another that begins with its first initial, and who died within the
days by which lists differ, or in the same incident.
"""

import heapq
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from sijill.language.unknown import phrase_form
from sijill.language.wordlists import fold_word, particles
from sijill.model.records.record import PersonRecord

MOST_DAYS_APART = 3
"""Lists differ in the day of one death by as much."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class WrittenName:
    """One way to write somebody: single letters and whole words, each in order."""

    initials: tuple[str, ...]
    words: tuple[str, ...]

    def may_be(self, full: "WrittenName") -> bool:
        """Whether a fuller name has all these words, and its others begin with these letters."""
        if not set(self.words) <= set(full.words) or len(self.initials) <= len(full.initials):
            return False
        left = [word for word in full.words if word not in self.words]
        fitting = _in_order(self.initials, left)
        return fitting == len(self.initials) or 0 < fitting == len(left)

    def word_keys(self) -> set[_Key]:
        """Of a name with initials: each word with the first letter, one of which a fuller has."""
        return {(word, self.initials[0]) for word in self.words}

    def keys_as_fuller(self) -> set[_Key]:
        """Each word with the letter that another word begins with."""
        words = set(self.words)
        return {(word, other[0]) for word in words for other in words if other != word}


def written_name(record: PersonRecord) -> WrittenName | None:
    """The main name in letters and words; ``None`` where no whole word is left."""
    if not record.name.is_comparable:
        return None
    parts = [
        phrase_form(word) for word in _WORD.findall(record.name.written) if not _is_small(word)
    ]
    words = tuple(part for part in parts if len(part) > 1)
    initials = tuple(part for part in parts if len(part) == 1)
    return WrittenName(initials, words) if words else None


@dataclass(frozen=True, slots=True)
class _Bearers:
    """The people of one word and letter, each group in the order of their ids."""

    sources: set[str] = field(default_factory=set)
    everyone: list["Bearer"] = field(default_factory=list)
    of_incident: dict[str, list["Bearer"]] = field(default_factory=lambda: defaultdict(list))
    of_day: dict[date | None, list["Bearer"]] = field(default_factory=lambda: defaultdict(list))
    """By the day of death; ``None`` where it is not known to the day."""


Bearer = tuple[str, PersonRecord, WrittenName]
"""An id, its record and the name in it."""


class FullerNames:
    """The people who bear one of the words of names with initials."""

    def __init__(self, people: Iterable[PersonRecord], short: Iterable[WrittenName]) -> None:
        wanted = {key for name in short for key in name.word_keys()}
        self._bearers: dict[_Key, _Bearers] = defaultdict(_Bearers)
        for record in sorted(people, key=lambda one: one.head.id):
            name = written_name(record)
            if name is None:
                continue
            for key in name.keys_as_fuller() & wanted:
                self._add(self._bearers[key], (record.head.id, record, name))

    @staticmethod
    def _add(bearers: _Bearers, bearer: Bearer) -> None:
        record = bearer[1]
        bearers.sources.add(record.head.source)
        bearers.everyone.append(bearer)
        bearers.of_day[record.died.day].append(bearer)
        if record.incident:
            bearers.of_incident[record.incident].append(bearer)

    def _of(self, name: WrittenName) -> _Bearers | None:
        keys = sorted(name.word_keys())
        if any(key not in self._bearers for key in keys):
            return None
        return min((self._bearers[key] for key in keys), key=lambda one: len(one.everyone))

    def sources_of(self, name: WrittenName) -> frozenset[str]:
        """The lists that have such people."""
        found = self._of(name)
        return frozenset(found.sources if found else ())

    def candidates(self, record: PersonRecord, name: WrittenName) -> Iterator[Bearer]:
        """The people whom a row may name, in the order of their ids; some may come twice."""
        found = self._of(name)
        if found is None:
            return iter(())
        day = record.died.day
        if day is None:
            return iter(found.everyone)
        groups = [found.of_day.get(near, []) for near in (None, *_days_around(day))]
        groups.append(found.of_incident.get(record.incident, []) if record.incident else [])
        return heapq.merge(*groups, key=lambda bearer: bearer[0])


def _days_around(day: date) -> list[date]:
    """The days by which lists differ, those of them that the calendar has."""
    apart = range(-MOST_DAYS_APART, MOST_DAYS_APART + 1)
    first, last = date.min.toordinal(), date.max.toordinal()
    return [day + timedelta(days=days) for days in apart if first <= day.toordinal() + days <= last]


def _in_order(letters: Iterable[str], words: list[str]) -> int:
    """How many letters begin words in the same order, up to the first that begins none."""
    rest = iter(words)
    count = 0
    for letter in letters:
        if not any(word.startswith(letter) for word in rest):
            break
        count += 1
    return count


def _is_small(word: str) -> bool:
    """Whether it is a word between names, which short forms leave out; "E." is an initial."""
    form = fold_word(word)
    is_between = form in particles("of_family") or form in particles("article")
    return is_between and (len(word) > 1 or word.islower())
