"""Which incident is a determination about? The list's own key, a printed code, or day and place.

Day and place decide only where exactly one incident of the same party fits; where several fit, the
line stays unmatched and its candidates are shown, for a wrong match would credit an admission to
the wrong dead.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sijill.model.records.record import DeterminationRecord
from sijill.model.results.incidents import Incident
from sijill.model.results.official import Match, MatchBasis
from sijill.model.settings.case import Case
from sijill.places.distances import can_coincide
from sijill.places.toponyms import place_keys

MOST_CANDIDATES = 10


def match_determinations(
    determinations: Iterable[DeterminationRecord], incidents: Mapping[str, Incident], case: Case
) -> dict[str, Match]:
    """The match of every determination, by its record id."""
    by_code = _codes(incidents)
    return {record.head.id: _match(record, incidents, by_code, case) for record in determinations}


def _codes(incidents: Mapping[str, Incident]) -> dict[str, list[str]]:
    """Incidents by each code they run under; one field may hold two codes."""
    found: dict[str, list[str]] = defaultdict(list)
    for incident in incidents.values():
        for code in incident.record.code.split():
            found[code].append(incident.id)
    return found


def _match(
    record: DeterminationRecord,
    incidents: Mapping[str, Incident],
    by_code: Mapping[str, list[str]],
    case: Case,
) -> Match:
    if record.incident in incidents:
        return Match(record.head.id, record.incident, MatchBasis.KEY)
    coded = sorted({incident for code in record.codes for incident in by_code.get(code, [])})
    if len(coded) == 1:
        return Match(record.head.id, coded[0], MatchBasis.CODE)
    fitting = sorted(
        incident.id for incident in incidents.values() if _fits(record, incident, case)
    )
    if len(fitting) == 1:
        return Match(record.head.id, fitting[0], MatchBasis.DAY_AND_PLACE, tuple(fitting))
    basis = MatchBasis.SEVERAL if fitting else MatchBasis.NOTHING
    return Match(record.head.id, "", basis, tuple(fitting[:MOST_CANDIDATES]))


def _fits(record: DeterminationRecord, incident: Incident, case: Case) -> bool:
    """Same party, overlapping days, and a place that can be the same and is not just the city."""
    if not record.happened.is_known or record.happened.days_apart(incident.record.happened) != 0:
        return False
    if not any(case.actor(words) == case.actor(record.actor) for words in incident.record.actors):
        return False
    if can_coincide(record.place, incident.record.place) is False:
        return False
    if record.place.point is not None and can_coincide(record.place, incident.record.place):
        return True
    return _share_a_name(record, incident, case)


def _share_a_name(record: DeterminationRecord, incident: Incident, case: Case) -> bool:
    common = place_keys(case.area)
    said = {key for name in record.place.names for key in place_keys(name.written)} - common
    known = {
        key for name in incident.record.place.names for key in place_keys(name.written)
    } - common
    return bool(said & known)
