"""What is known around lines and incidents: how common each value is, and who reported what.

Agreeing on a value says the more the rarer it is (Fellegi and Sunter 1969; Winkler 1989 on rates of
single values), so the shares are those of the case itself.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import OSA

from sijill.language.near_text import folded_words
from sijill.model.codes import OfficialPosition, OfficialReason
from sijill.model.records.record import DeterminationRecord
from sijill.model.results.incidents import Incident
from sijill.model.results.official import Match
from sijill.model.settings.case import Case
from sijill.model.values.places import Place
from sijill.places.toponyms import place_keys


@dataclass(frozen=True, slots=True)
class Reporting:
    """Who reported each incident, in which words, and who keeps each list of incidents.

    ``publishers`` and ``texts`` are of the reports on record, by the record that leads the
    incident. ``keepers`` are names, by the id of a list.
    """

    publishers: Mapping[str, Collection[str]] = field(default_factory=dict)
    texts: Mapping[str, Collection[str]] = field(default_factory=dict)
    keepers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a pair of line and incident is held against.

    ``area`` are words of the case's own area. ``word_counts`` says in how many of the incidents a
    word stands in a place's name. ``findings`` are the party's determinations that are tied to an
    incident by a person, a key or a code; ``positions`` and ``reasons`` count what they say, by
    list.
    ``keepers`` are the telling words of the name of whoever keeps each list.
    """

    area: frozenset[str]
    incidents: int
    word_counts: Mapping[str, int]
    findings: Mapping[str, tuple[DeterminationRecord, ...]]
    positions: Mapping[str, Mapping[OfficialPosition, int]]
    reasons: Mapping[str, Mapping[OfficialReason, int]]
    reporting: Reporting
    keepers: Mapping[str, frozenset[str]]
    slips: Mapping[str, str]
    """Words of lines that no incident has, and the one word of incidents that each may mean."""

    def words_meant(self, place: Place) -> frozenset[str]:
        """The telling words of a line's place, a slip of the pen taken for the word it means."""
        return frozenset(self.slips.get(word, word) for word in words_of(place)) - self.area

    def share_of_word(self, word: str) -> float:
        """The share of incidents with the word; above 0 and below 1, also in a small case."""
        return _share(self.word_counts.get(word, 0), self.incidents)

    def share_of_position(self, position: OfficialPosition, beside: str) -> float:
        """The share of findings in lists ``beside`` one with the position; above 0, below 1."""
        others = [held for source, held in self.positions.items() if source != beside]
        return _share(
            sum(held.get(position, 0) for held in others),
            sum(sum(held.values()) for held in others),
        )

    def share_of_reason(self, reason: OfficialReason, beside: str) -> float:
        """The share of findings in lists ``beside`` one that give this, of those with a reason."""
        others = [held for source, held in self.reasons.items() if source != beside]
        return _share(
            sum(held.get(reason, 0) for held in others), sum(sum(held.values()) for held in others)
        )

    def publishers_of(self, incident: str) -> tuple[frozenset[str], ...]:
        """The telling words of the names of those who reported it."""
        return tuple(words_of_name(name) for name in self.reporting.publishers.get(incident, ()))

    def words_reported(self, incident: str) -> frozenset[str]:
        """The words in the reports about it, as consonants that both scripts share."""
        texts = self.reporting.texts.get(incident, ())
        return frozenset().union(*(_words_of_text(text) for text in texts))


_OTHER_VALUES = 10
"""So many further incidents are taken to have other values, so that few do not look like all."""


def _share(count: int, total: int) -> float:
    return (count + 1) / (total + _OTHER_VALUES)


@lru_cache(maxsize=8_192)
def _words_of_text(text: str) -> frozenset[str]:
    return place_keys(text)


@lru_cache(maxsize=65_536)
def _words_of_written(name: str) -> frozenset[str]:
    return place_keys(name)


def words_of(place: Place) -> frozenset[str]:
    """The telling words of a place's names, as consonants that both scripts share."""
    return frozenset(key for name in place.names for key in _words_of_written(name.written))


def words_of_name(name: str) -> frozenset[str]:
    """The words of the name of a publisher or a channel, folded, without those any report has."""
    return frozenset(folded_words(name)) - _ANY_REPORT


_ANY_REPORT = frozenset(
    ("report", "reports", "reporting", "media", "social", "the", "of", "for", "and", "news", "self")
)


def find_surroundings(
    records: Iterable[DeterminationRecord],
    decided: Mapping[str, Match | None],
    members: Mapping[str, Collection[Incident]],
    case: Case,
    reporting: Reporting,
) -> Surroundings:
    """The surroundings of a case.

    Args:
        records: the determinations.
        decided: the matches that a person, a key or a code decides, by determination.
        members: by the record that leads an incident, all its records.
        case: for the area.
        reporting: who reported what.
    """
    said = list(records)
    counts: Counter[str] = Counter()
    for each in members.values():
        counts.update(frozenset().union(*(words_of(incident.record.place) for incident in each)))
    area = place_keys(case.area)
    findings: dict[str, list[DeterminationRecord]] = defaultdict(list)
    for record in said:
        match = decided[record.head.id]
        if match is not None and match.incident:
            findings[match.incident].append(record)
    positions: dict[str, Counter[OfficialPosition]] = defaultdict(Counter)
    reasons: dict[str, Counter[OfficialReason]] = defaultdict(Counter)
    for determination in (each for lines in findings.values() for each in lines):
        if determination.position is not OfficialPosition.NO_STATEMENT:
            positions[determination.head.source][determination.position] += 1
        reasons[determination.head.source].update(determination.reasons)
    return Surroundings(
        area=area,
        incidents=len(members),
        word_counts=counts,
        findings={incident: tuple(lines) for incident, lines in findings.items()},
        positions=positions,
        reasons=reasons,
        reporting=reporting,
        keepers={
            source: words
            for source, name in reporting.keepers.items()
            if (words := words_of_name(name))
        },
        slips=_slips(
            (word for record in said for word in words_of(record.place)), {*counts, *area}
        ),
    )


_SHORTEST_SLIP = 3
"""Consonants of the longer of two words, from which one more or less may be a slip."""


def _slips(words: Iterable[str], known: Collection[str]) -> dict[str, str]:
    """Unknown words that are one consonant from just one known word, and that word."""
    slips: dict[str, str] = {}
    for word in sorted(set(words) - set(known)):
        near = [
            other
            for other in known
            if max(len(word), len(other)) >= _SHORTEST_SLIP
            and OSA.distance(word, other, score_cutoff=1) == 1
        ]
        if len(near) == 1:
            slips[word] = near[0]
    return slips
