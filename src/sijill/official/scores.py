"""How well an incident fits an official line: points for day, place, distance, finding and numbers.

A point is a bit: it doubles the odds that the line is about this incident. No single thing decides
and none forbids: a coordinate in a line is often the middle of the town that the assessor looked
up, and dates differ by a day between a night and its morning.
"""

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from sijill.model.records.record import DeterminationRecord
from sijill.model.results.incidents import Incident
from sijill.model.results.official import MatchReason
from sijill.model.values.places import Place
from sijill.model.word_files import toml_beside
from sijill.official.answers import answer_reasons
from sijill.official.incident_days import DayShares, days_reason
from sijill.official.surroundings import Surroundings, bits_of, words_of, words_of_name
from sijill.places.distances import distance_m


@cache
def weights() -> Mapping[str, Any]:
    """The table of points, ``scores.toml``."""
    return toml_beside(__name__, "scores.toml")


def days_reached() -> int:
    """The greatest number of days apart at which an incident is a candidate."""
    return len(_day_shares().line) - 1


@cache
def _day_shares() -> DayShares:
    table: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in weights()["days"].items()
    }
    return DayShares(**table)


def score(
    line: DeterminationRecord,
    records: Collection[Incident],
    leading: Incident,
    around: Surroundings,
) -> tuple[MatchReason, ...]:
    """The reasons for and against the pair; empty where their days are too far apart.

    Lists differ on day and place of one incident: its day is what all of them make likely, and of
    its places that record's counts which fits the line best.

    Args:
        line: the official line.
        records: the records of one incident.
        leading: the record that leads them, with the numbers of all.
        around: what is known around.
    """
    days = days_reason(
        line.happened,
        [incident.record.happened for incident in records],
        around.reporting.first_days.get(leading.id),
        _day_shares(),
    )
    if days is None:
        return ()
    best = max(
        (_located(line, incident, leading, around) for incident in records),
        key=lambda reasons: sum(reason.points for reason in reasons),
    )
    lists = frozenset(incident.record.head.source for incident in records)
    further: tuple[MatchReason | None, ...] = (
        _numbers(line, leading, around),
        _channel(line, around.publishers_of(leading.id)),
        _list_named(line, lists, around.keepers),
        *answer_reasons(line, leading.id, around, weights()),
    )
    return (days, *best, *(reason for reason in further if reason is not None))


def without_party() -> MatchReason:
    """The incident's records name no party."""
    return MatchReason("the incident's records name no party", weights()["party"]["unnamed"])


def _located(
    line: DeterminationRecord, incident: Incident, leading: Incident, around: Surroundings
) -> tuple[MatchReason, ...]:
    """The place of one record beside the line's."""
    considered: tuple[MatchReason | None, ...] = (
        _names(line.place, incident.record.place, leading.id, around),
        _distance(line.place, incident.record.place),
    )
    return tuple(reason for reason in considered if reason is not None)


def _names(left: Place, right: Place, incident: str, around: Surroundings) -> MatchReason | None:
    table = weights()["names"]
    said, known = words_of(left) - around.area, words_of(right) - around.area
    if shared := said & known:
        return _shared(shared, 0.0, around)
    if meant := (around.words_meant(said) & known) | (said & around.words_meant(known)):
        return _shared(meant, table["slip"], around)
    if said and said <= around.words_reported(incident):
        return MatchReason("its reports name the place", table["reported"])
    if not known and left.is_known and right.is_known:
        which = "incident_wide" if said else "both_wide"
        return MatchReason(_WIDE[which], table[which])
    return MatchReason("other words in the place", table["none_shared"]) if said else None


def _shared(words: Collection[str], slip: float, around: Surroundings) -> MatchReason:
    """What it says that both places have these words: as much as the rarest of them."""
    table = weights()["names"]
    rarest = min(words, key=lambda word: (around.word_counts.get(word, 0), word))
    is_rare = around.word_counts.get(rarest, 0) <= table["few_incidents"]
    explained = "same place by a rare name" if is_rare else "same place by a common name"
    if slip:
        explained += ", a slip of the pen in one of them"
    points = table["shared"] + slip + bits_of(1, around.share_of_word(rarest))
    return MatchReason(explained, points)


_WIDE = {
    "incident_wide": "the line names a quarter, the incident only the area",
    "both_wide": "both name only the area",
}


def _distance(left: Place, right: Place) -> MatchReason | None:
    if left.point is None or right.point is None:
        return None
    table = weights()["distance"]
    reach_m = (left.radius_m or 0) + (right.radius_m or 0)
    between_m = distance_m(left.point, right.point)
    apart_m = max(0.0, between_m - reach_m)
    if between_m <= table["same_point_m"]:
        points = table["points"][0] + table["same_point"]
        if between_m <= table["copied_m"]:
            points += table["copied"]
        is_sharp = reach_m <= table["sharp_radius_m"]
        return MatchReason("same point", points + (table["sharp"] if is_sharp else 0.0))
    for step_m, points in zip(table["steps_m"], table["points"], strict=True):
        if apart_m <= step_m:
            is_sharp = step_m == 0 and reach_m <= table["sharp_radius_m"]
            words = "circles meet" if step_m == 0 else f"at most {step_m:,} m apart"
            return MatchReason(words, points + (table["sharp"] if is_sharp else 0.0))
    return MatchReason(f"{apart_m / 1000:,.0f} km apart", table["beyond"])


def _numbers(
    line: DeterminationRecord, incident: Incident, around: Surroundings
) -> MatchReason | None:
    """The deaths conceded beside those documented; an equal number says the more if rare."""
    table = weights()["numbers"]
    conceded, killed = line.deaths.lowest, incident.killed
    if not conceded or killed.highest is None:
        return None
    least = killed.at_least
    if conceded > killed.highest:
        return MatchReason("more conceded than documented", table["above"])
    if conceded in (least, killed.highest):
        points = bits_of(table["equal"], around.share_of_deaths(conceded))
        return MatchReason("conceded deaths as documented", max(points, table["inside"]))
    if conceded > least:
        return MatchReason("conceded deaths within the documented", table["inside"])
    fewer = "fewer" if 2 * conceded >= least else "far_fewer"
    return MatchReason(_FEWER[fewer], table[fewer])


_FEWER = {
    "fewer": "fewer conceded than documented",
    "far_fewer": "less than half of the documented deaths conceded",
}


def _channel(
    line: DeterminationRecord, publishers: Collection[frozenset[str]]
) -> MatchReason | None:
    """The channel names somebody whose report about the incident is on record."""
    channel = words_of_name(line.channel)
    if not any(name and name <= channel for name in publishers):
        return None
    return MatchReason("its channel reported the incident", weights()["channel"]["reported"])


def _list_named(
    line: DeterminationRecord, lists: frozenset[str], keepers: Mapping[str, frozenset[str]]
) -> MatchReason | None:
    """The channel names who keeps a list of incidents, and that list does not have this one."""
    channel = words_of_name(line.channel)
    named = {source for source, words in keepers.items() if words <= channel}
    if not named or named & lists:
        return None
    return MatchReason("not in the list that its channel names", weights()["channel"]["unlisted"])
