"""How well an incident fits an official line: points for day, place, distance, finding and numbers.

No single thing decides and none forbids: a coordinate in a line is often the middle of the town
that the assessor looked up, and dates differ by a day between a night and its morning.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from sijill.language.near_text import folded_words
from sijill.model.codes import OfficialPosition, OfficialReason
from sijill.model.records.record import DeterminationRecord
from sijill.model.results.incidents import Incident
from sijill.model.results.official import MatchReason
from sijill.model.values.dates import DateInterval
from sijill.model.values.places import Place
from sijill.places.distances import distance_m
from sijill.places.toponyms import place_keys


@cache
def weights() -> Mapping[str, Any]:
    """The table of points, ``scores.toml``."""
    text = files("sijill.official").joinpath("scores.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known around the incidents: how common words of places are, and other findings.

    ``common`` are words of the case's own area. ``word_counts`` says in how many incidents a word
    stands. ``findings`` are the party's determinations that other lists tie to an incident.
    ``taken`` are incidents that a line of a list (by source) is tied to already. ``publishers``
    are, by incident, the telling words of the names of those whose reports about it are on record.
    """

    common: frozenset[str]
    word_counts: Mapping[str, int]
    findings: Mapping[str, tuple[DeterminationRecord, ...]]
    taken: Mapping[str, frozenset[str]]
    publishers: Mapping[str, Sequence[frozenset[str]]] = field(default_factory=dict)


def share_of_best(scores: Sequence[float]) -> float:
    """The share of the best candidate in the weight of all and of "none of them"; 0 to 1."""
    if not scores:
        return 0.0
    best = max(scores)
    others: float = sum(2.0 ** (one - best) for one in scores)
    none: float = 2.0 ** (float(weights()["accept"]["none"]) - best)
    return 1 / (others + none)


def days_reached() -> int:
    """The greatest number of days apart at which an incident is a candidate."""
    return len(weights()["days"]["apart"]) - 1


def score(
    line: DeterminationRecord, incident: Incident, around: Surroundings
) -> tuple[MatchReason, ...]:
    """The reasons for and against the pair; empty where their days are too far apart."""
    days = _days(line.happened, incident.record.happened)
    if days is None:
        return ()
    found = (
        days,
        _names(line.place, incident.record.place, around),
        _distance(line.place, incident.record.place),
        _numbers(line, incident),
        _channel(line, around.publishers.get(incident.id, ())),
        _taken(line, incident, around),
        *_findings(line, around.findings.get(incident.id, ())),
    )
    return tuple(reason for reason in found if reason is not None)


def _days(left: DateInterval, right: DateInterval) -> MatchReason | None:
    table = weights()["days"]
    apart = left.days_apart(right)
    if apart is None:
        return None
    if apart < len(table["apart"]):
        return MatchReason(_days_words(apart), table["apart"][apart])
    same_day = (
        left.day
        and right.day
        and (left.day.month, left.day.day)
        == (
            right.day.month,
            right.day.day,
        )
    )
    return MatchReason("same day of another year", table["other_year"]) if same_day else None


def _days_words(apart: int) -> str:
    if not apart:
        return "same day"
    return "1 day apart" if apart == 1 else f"{apart} days apart"


def _names(left: Place, right: Place, around: Surroundings) -> MatchReason | None:
    table = weights()["names"]
    said, known = (words_of(place) - around.common for place in (left, right))
    if not known and left.is_known and right.is_known:
        which = "incident_wide" if said else "both_wide"
        return MatchReason(_WIDE[which], table[which])
    if not said:
        return None
    shared = said & known
    if not shared:
        return MatchReason("other words in the place", table["none_shared"])
    rarest = min(around.word_counts.get(word, 0) for word in shared)
    if rarest <= table["few_incidents"]:
        return MatchReason("same place by a rare name", table["rare"])
    return MatchReason("same place by a common name", table["common"])


_WIDE = {
    "incident_wide": "the line names a quarter, the incident only the area",
    "both_wide": "both name only the area",
}


def words_of(place: Place) -> frozenset[str]:
    """The telling words of a place's names, as consonants that both scripts share."""
    return frozenset(key for name in place.names for key in place_keys(name.written))


def _distance(left: Place, right: Place) -> MatchReason | None:
    if left.point is None or right.point is None:
        return None
    table = weights()["distance"]
    reach_m = (left.radius_m or 0) + (right.radius_m or 0)
    between_m = distance_m(left.point, right.point)
    apart_m = max(0.0, between_m - reach_m)
    if between_m <= table["same_point_m"]:
        points = table["points"][0] + table["same_point"]
        is_sharp = reach_m <= table["sharp_radius_m"]
        return MatchReason("same point", points + (table["sharp"] if is_sharp else 0.0))
    for step_m, points in zip(table["steps_m"], table["points"], strict=True):
        if apart_m <= step_m:
            is_sharp = step_m == 0 and reach_m <= table["sharp_radius_m"]
            words = "circles meet" if step_m == 0 else f"at most {step_m:,} m apart"
            return MatchReason(words, points + (table["sharp"] if is_sharp else 0.0))
    return MatchReason(f"{apart_m / 1000:,.0f} km apart", table["beyond"])


def _numbers(line: DeterminationRecord, incident: Incident) -> MatchReason | None:
    table = weights()["numbers"]
    conceded, killed = line.deaths, incident.killed
    if not conceded.lowest or killed.highest is None:
        return None
    if conceded.lowest > killed.highest:
        return MatchReason("more conceded than documented", table["above"])
    if conceded.lowest in (killed.lowest, killed.highest):
        return MatchReason("conceded deaths as documented", table["equal"])
    return MatchReason("conceded deaths within the documented", table["inside"])


def words_of_name(name: str) -> frozenset[str]:
    """The words of the name of a publisher or a channel, folded, without those any report has."""
    return frozenset(folded_words(name)) - _ANY_REPORT


_ANY_REPORT = frozenset(
    ("report", "reports", "reporting", "media", "social", "the", "of", "for", "and", "news", "self")
)


def _channel(line: DeterminationRecord, publishers: Sequence[frozenset[str]]) -> MatchReason | None:
    """The channel names somebody whose report about the incident is on record."""
    channel = words_of_name(line.channel)
    if not any(name and name <= channel for name in publishers):
        return None
    return MatchReason("its channel reported the incident", weights()["channel"]["reported"])


def _taken(
    line: DeterminationRecord, incident: Incident, around: Surroundings
) -> MatchReason | None:
    if incident.id not in around.taken.get(line.head.source, frozenset()):
        return None
    return MatchReason("another line of the list is about it", weights()["taken"]["already"])


def _findings(
    line: DeterminationRecord, others: tuple[DeterminationRecord, ...]
) -> tuple[MatchReason, ...]:
    """Agreement with what other lists say that the party found about the incident."""
    table = weights()["finding"]
    stating = [one for one in others if one.head.source != line.head.source]
    if not stating or line.position is OfficialPosition.NO_STATEMENT:
        return ()
    positions = {one.position for one in stating}
    if positions == {OfficialPosition.NOT_YET_ASSESSED}:
        return (MatchReason("not yet assessed in another list", table["not_assessed"]),)
    if line.position not in positions:
        if positions <= _UNDECIDED or line.position is OfficialPosition.DUPLICATE:
            return ()
        return (MatchReason("another position in another list", table["other_position"]),)
    found = [MatchReason("same position in another list", table["same_position"])]
    given = {one.reason for one in stating} - _NO_REASONS
    if line.reason in given:
        found.append(MatchReason("same reason in another list", table["same_reason"]))
    elif given and line.reason not in _NO_REASONS:
        found.append(MatchReason("another reason in another list", table["other_reason"]))
    return tuple(found)


_NO_REASONS = frozenset({OfficialReason.NONE_GIVEN, OfficialReason.OTHER})
_UNDECIDED = frozenset(
    {OfficialPosition.OPEN, OfficialPosition.NOT_YET_ASSESSED, OfficialPosition.NO_STATEMENT}
)
