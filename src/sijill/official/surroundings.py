"""What is known around lines and incidents: how common each value is, and who reported what.

Agreeing on a value says the more the rarer it is (Fellegi and Sunter 1969; Winkler 1989 on rates of
single values), so the shares are those of the case itself.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import chain

from sijill.language.near_text import folded_words
from sijill.model.codes import OfficialPosition, OfficialReason
from sijill.model.records.record import DeterminationRecord
from sijill.model.results.incidents import Incident
from sijill.model.results.official import Match
from sijill.model.settings.case import Case
from sijill.model.values.places import Place
from sijill.official.place_slips import find_slips
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
    first_days: Mapping[str, date] = field(default_factory=dict)
    """The day of the first report on record, by the record that leads the incident."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a pair of line and incident is held against.

    ``area`` are words of the case's own area. ``word_counts`` says in how many of the incidents a
    word stands in a place's name. ``findings`` are the determinations that are tied to an incident
    by a person, a key or a code, by party and incident; ``positions`` and ``reasons`` count what
    they say, by list.
    ``keepers`` are the telling words of the name of whoever keeps each list.
    """

    area: frozenset[str]
    incidents: int
    word_counts: Mapping[str, int]
    findings: Mapping[tuple[str, str], tuple[DeterminationRecord, ...]]
    positions: Mapping[str, Mapping[OfficialPosition, int]]
    reasons: Mapping[str, Mapping[OfficialReason, int]]
    reporting: Reporting
    keepers: Mapping[str, frozenset[str]]
    slips: Mapping[str, str]
    """Words that may be slips of the pen, and the word of many incidents that each may mean."""
    ends: Mapping[int, int]
    """In how many incidents each number is the least or the most of the documented deaths."""
    case: Case
    same_positions: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    same_reasons: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """By list, of the pairs of its lines with another list's finding on the same incident, how many
    agree and how many there are."""

    def findings_of(self, incident: str, actor: str) -> tuple[DeterminationRecord, ...]:
        """What is known to be said about the incident by the party of these words."""
        return self.findings.get((self.case.id_of(actor), incident), ())

    def words_meant(self, words: Collection[str]) -> frozenset[str]:
        """What those of the words mean that may be slips of the pen."""
        return frozenset(self.slips[word] for word in words if word in self.slips)

    def share_of_word(self, word: str) -> float:
        """The share of incidents with the word; above 0 and below 1, also in a small case."""
        return _share(self.word_counts.get(word, 0), self.incidents)

    def share_of_deaths(self, count: int) -> float:
        """The share of incidents whose documented deaths begin or end with this number."""
        return _share(self.ends.get(count, 0), self.incidents)

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
    counts, area = _word_counts(members), place_keys(case.area)
    findings: dict[tuple[str, str], list[DeterminationRecord]] = defaultdict(list)
    for record in said:
        match = decided[record.head.id]
        if match is not None and match.incident:
            findings[case.id_of(record.actor), match.incident].append(record)
    positions: dict[str, Counter[OfficialPosition]] = defaultdict(Counter)
    reasons: dict[str, Counter[OfficialReason]] = defaultdict(Counter)
    for determination in (each for lines in findings.values() for each in lines):
        if determination.position is not OfficialPosition.NO_STATEMENT:
            positions[determination.head.source][determination.position] += 1
        reasons[determination.head.source].update(determination.reasons)
    keepers = {source: words_of_name(name) for source, name in reporting.keepers.items()}
    return Surroundings(
        area=area,
        incidents=len(members),
        word_counts=counts,
        findings={key: tuple(lines) for key, lines in findings.items()},
        positions=positions,
        reasons=reasons,
        reporting=reporting,
        keepers={source: words for source, words in keepers.items() if words},
        slips=find_slips(chain.from_iterable(words_of(one.place) for one in said), counts, area),
        ends=_ends(members),
        case=case,
        same_positions=_agreeing(findings.values(), _position_said),
        same_reasons=_agreeing(findings.values(), lambda record: record.reasons),
    )


def _position_said(record: DeterminationRecord) -> Collection[OfficialPosition]:
    return () if record.position is OfficialPosition.NO_STATEMENT else (record.position,)


def _agreeing(
    findings: Iterable[Sequence[DeterminationRecord]],
    said: Callable[[DeterminationRecord], Collection[str]],
) -> dict[str, tuple[int, int]]:
    """By list, how many of its lines say what another list says of the same incident, of how many.

    Only lines alone in their list count, and only where both lists say something.
    """
    counts: dict[str, Counter[bool]] = defaultdict(Counter)
    for records in findings:
        lists: dict[str, list[DeterminationRecord]] = defaultdict(list)
        for record in records:
            lists[record.head.source].append(record)
        for source, own in lists.items():
            others = {
                value
                for record in records
                if record.head.source != source
                for value in said(record)
            }
            if len(own) == 1 and others and (told := said(own[0])):
                counts[source][not others.isdisjoint(told)] += 1
    return {source: (count[True], count.total()) for source, count in counts.items()}


def bits_of(among_true: float, among_all: float) -> float:
    """What agreement says: how much likelier it is where the pair is true than by chance."""
    return round(math.log2(among_true / among_all), 2)


def _word_counts(members: Mapping[str, Collection[Incident]]) -> Counter[str]:
    """In how many of the incidents each word stands in the name of a place."""
    counts: Counter[str] = Counter()
    for each in members.values():
        counts.update(frozenset().union(*(words_of(incident.record.place) for incident in each)))
    return counts


def _ends(members: Mapping[str, Collection[Incident]]) -> Counter[int]:
    """In how many of the incidents each number is an end of the documented deaths."""
    ends: Counter[int] = Counter()
    for lead, each in members.items():
        killed = next(incident.killed for incident in each if incident.id == lead)
        ends.update({end for end in (killed.lowest, killed.highest) if end is not None})
    return ends
