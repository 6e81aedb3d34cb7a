"""Incidents with their ranges, and which claim sets each end.

The lowest number is the lowest that a record states, raised to the people whom the lists name as
killed; the highest is the highest that a record states, raised to all whom the lists tie to the
incident. Whoever is listed under another incident, too, raises the highest alone, for nobody dies
twice, and so does a row with initials that fit somebody named in full; whoever's own row speaks
against it ("found alive") raises neither. Where it is contested whether those killed were
civilians, the lowest is 0 both for civilians and for combatants, and the highest is the whole.
Unknown stays unknown.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sijill.model.codes import CivilianStatus, EvidenceGrade
from sijill.model.records.record import Group, IncidentRecord, PersonRecord
from sijill.model.records.row_doubt import RowDoubt
from sijill.model.results.incidents import Incident, RangeEnd
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange
from sijill.model.values.names import NameStatus

_FIGHTERS = frozenset({CivilianStatus.COMBATANT, CivilianStatus.DIRECT_PARTICIPATION})
_NAMED = frozenset({NameStatus.FULL, NameStatus.PARTIAL})


@dataclass(frozen=True, slots=True)
class Listed:
    """Who is listed as killed: the records of each incident, and which records are one person.

    ``fewest`` takes every pair in doubt as one person, ``most`` only near-certain ones; a record
    that is in neither is a person of its own.
    """

    by_incident: Mapping[str, Sequence[PersonRecord]] = field(default_factory=dict)
    fewest: Mapping[str, str] = field(default_factory=dict)
    most: Mapping[str, str] = field(default_factory=dict)
    elsewhere: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By person, the incidents that lists name; nobody dies in two."""


def listed_deaths(
    persons: Iterable[PersonRecord],
    fewest: Mapping[str, str] | None = None,
    most: Mapping[str, str] | None = None,
) -> Listed:
    """The people whom lists tie to an incident as killed."""
    by_incident: dict[str, list[PersonRecord]] = defaultdict(list)
    for person in persons:
        if person.harm.is_death and person.incident:
            by_incident[person.incident].append(person)
    person_of = fewest or {}
    elsewhere: dict[str, set[str]] = defaultdict(set)
    for incident, records in by_incident.items():
        for record in records:
            elsewhere[person_of.get(record.head.id, record.head.id)].add(incident)
    return Listed(
        by_incident,
        person_of,
        most or {},
        {person: frozenset(incidents) for person, incidents in elsewhere.items()},
    )


def settle_incident(
    records: Sequence[IncidentRecord],
    listed: Listed,
    grade: EvidenceGrade | None = None,
    others: Sequence[IncidentRecord] = (),
    counted: Group = Group.CIVILIANS,
    *,
    sums_parts: bool = False,
) -> Incident:
    """One incident of the records about it.

    Args:
        records: those whose numbers count, the leading one first.
        listed: the people whom lists tie to incidents.
        grade: set by an assessor.
        others: records of lists that are not counted; the people tied to them are.
        counted: of whom the range is (``counted_group``).
        sums_parts: whether no record of the case states a total (``states_parts_alone``): then an
            incident has at least the children, women and men that its record states.
    """
    members = tuple(record.head.id for record in (*records, *others))
    people = sorted(
        (person for member in members for person in listed.by_incident.get(member, ())),
        key=lambda person: person.head.id,
    )
    if any(record.is_status_contested for record in records):
        _, everybody = _fewest_and_most_named(people, listed, members, Group.PEOPLE)
        ids = tuple(person.head.id for person in people)
        return replace(_contested(records, ids, grade, everybody), members=members)
    stated, ends = combine_ranges(
        {
            record.head.id: sum_of_parts(record.killed)
            if sums_parts
            else _stated_by(record, counted)
            for record in records
        }
    )
    killed, ends = _raised(stated, ends, *_fewest_and_most_named(people, listed, members, counted))
    return Incident(
        _merged(records),
        grade or _grade_of(records),
        stated,
        killed,
        tuple(person.head.id for person in people),
        members,
        *ends,
        counted=counted,
    )


def _fewest_and_most_named(
    people: Iterable[PersonRecord], listed: Listed, members: Iterable[str], counted: Group
) -> tuple[int, int]:
    """How many different people are named at this incident: those without doubt, and all.

    Somebody whom another list ties to another incident, too, is none of the fewest; of civilians
    alone, fighters are in neither number and those of disputed status in the second.
    """
    fighters = _FIGHTERS if counted is Group.CIVILIANS else frozenset[CivilianStatus]()
    disputed = _DISPUTED if counted is Group.CIVILIANS else frozenset[CivilianStatus]()
    fewest: set[str] = set()
    most: set[str] = set()
    for record in people:
        if record.civilian_status in fighters:
            continue
        if record.doubt in (None, RowDoubt.INITIALS):
            most.add(listed.most.get(record.head.id, record.head.id))
        person = listed.fewest.get(record.head.id, record.head.id)
        is_sure = record.doubt is None and record.civilian_status not in disputed
        is_here_alone = listed.elsewhere.get(person, frozenset()) <= set(members)
        if is_sure and is_here_alone and record.name.status in _NAMED:
            fewest.add(person)
    return len(fewest), len(most)


def _stated_by(record: IncidentRecord, counted: Group) -> CountRange:
    """The range that a record states; who may have been a civilian counts at its highest.

    UCDP gives the civilians that it knows to be such, and apart from them those of whom it does
    not know.
    """
    stated = record.killed.get(counted, UNKNOWN_COUNT)
    undetermined = record.killed.get(Group.UNDETERMINED, UNKNOWN_COUNT)
    is_open = counted is Group.CIVILIANS and stated.is_known and undetermined.is_known
    if not is_open or stated.highest is None:
        return stated
    if undetermined.highest is None:
        return CountRange(stated.lowest)
    return CountRange(stated.lowest, stated.highest + undetermined.highest)


def sum_of_parts(numbers: Mapping[Group, CountRange]) -> CountRange:
    """At least the children, women and men that a record states; unknown where it states none.

    The three have nobody in common (vocabulary ``victim_group``).
    """
    parts = [numbers.get(group, UNKNOWN_COUNT).lowest for group in _PARTS]
    stated = [lowest for lowest in parts if lowest is not None]
    return CountRange(sum(stated)) if stated else UNKNOWN_COUNT


def injured_at(incidents: Iterable[Incident]) -> dict[str, CountRange]:
    """How many were injured at each incident, of those whose deaths are counted.

    Where none states how many there were, but some state children, women or men among them, there
    were at least as many as these together.
    """
    stated = {one.id: (one.counted, one.record.injured) for one in incidents}
    totals = {Group.PEOPLE, Group.CIVILIANS}
    if any(totals & numbers.keys() for _, numbers in stated.values()):
        return {name: of.get(counted, UNKNOWN_COUNT) for name, (counted, of) in stated.items()}
    return {name: sum_of_parts(numbers) for name, (_, numbers) in stated.items()}


_PARTS = (Group.CHILDREN, Group.WOMEN, Group.MEN)


def states_parts_alone(records: Collection[IncidentRecord]) -> bool:
    """Whether records count children, women or men, and none of them everybody.

    Where some records state a total, one that does not is unknown, and stands beside the sum.
    """
    stated = {group for record in records for group in record.killed}
    totals = {Group.CIVILIANS, Group.PEOPLE}
    contested = any(record.is_status_contested for record in records)
    return bool(stated & set(_PARTS)) and not stated & totals and not contested


def counted_group(records: Collection[IncidentRecord]) -> Group:
    """Of whom the incidents of a case give numbers: civilians, where one record counts them.

    Where none does and some count people whoever they were, these are counted, as people; so are
    the women, men and children of lists that set neither civilians nor fighters apart.
    """
    stated = {group for record in records for group in record.killed}
    contested = any(record.is_status_contested for record in records)
    if contested or Group.CIVILIANS in stated:
        return Group.CIVILIANS
    of_anybody = states_parts_alone(records) and Group.COMBATANTS not in stated
    if Group.PEOPLE in stated or of_anybody:
        return Group.PEOPLE
    return Group.CIVILIANS


def _merged(records: Sequence[IncidentRecord]) -> IncidentRecord:
    """The leading record with the numbers and parties of all."""
    if len(records) == 1:
        return records[0]
    parties = dict.fromkeys(actor for record in records for actor in record.actors)
    return replace(
        records[0],
        killed=_merged_groups(records, lambda record: record.killed),
        injured=_merged_groups(records, lambda record: record.injured),
        missing=combine_ranges({record.head.id: record.missing for record in records})[0],
        actors=tuple(parties),
        doubt=records[0].doubt if all(record.doubt for record in records) else None,
    )


def _grade_of(records: Sequence[IncidentRecord]) -> EvidenceGrade:
    """The grade of the leading record, or the first that another list gives."""
    graded = [record.grade for record in records if record.grade is not EvidenceGrade.UNGRADED]
    return graded[0] if graded else EvidenceGrade.UNGRADED


_DISPUTED = frozenset({CivilianStatus.CONTESTED})


def combine_ranges(
    stated: Mapping[str, CountRange],
) -> tuple[CountRange, tuple[RangeEnd | None, RangeEnd | None]]:
    """The lowest and the highest of several ranges, and which record sets each end.

    A range that is unknown says nothing; one without a highest end leaves the highest open.
    """
    known = {record: count for record, count in stated.items() if count.is_known}
    if not known:
        return UNKNOWN_COUNT, (None, None)
    lows = {record: count.lowest for record, count in known.items() if count.lowest is not None}
    highs = {record: count.highest for record, count in known.items() if count.highest is not None}
    low = min(lows, key=lambda record: (lows[record], record), default="")
    is_open = any(count.highest is None for count in known.values())
    high = "" if is_open else max(highs, key=lambda record: (highs[record], record), default="")
    ends = (
        RangeEnd(lows[low], low, f"the lowest that a record states ({low})") if low else None,
        RangeEnd(highs[high], high, f"the highest that a record states ({high})") if high else None,
    )
    return CountRange(lows.get(low), highs.get(high)), ends


def _raised(
    stated: CountRange,
    ends: tuple[RangeEnd | None, RangeEnd | None],
    named: int,
    everybody: int,
) -> tuple[CountRange, tuple[RangeEnd | None, RangeEnd | None]]:
    """A known range raised to the people whom the lists hold; an unknown one stays unknown."""
    if not stated.is_known:
        return stated, ends
    low, high = ends
    least, most = stated.lowest, stated.highest
    if most is not None and everybody > most:
        most = everybody
        high = RangeEnd(most, "", f"{everybody} people are named or described as killed in it")
    if named > stated.at_least:
        least = named
        low = RangeEnd(least, "", f"{named} people are named as killed in it")
    if most is not None and least is not None and least > most:
        most = least
    return CountRange(least, most), (low, high)


def _contested(
    records: Sequence[IncidentRecord],
    listed: tuple[str, ...],
    grade: EvidenceGrade | None,
    everybody: int,
) -> Incident:
    """Contested status: 0 at least on both sides, the whole at most on both.

    The whole is no less than ``everybody``, whom the lists tie to it as killed.
    """
    wholes = {}
    for record in records:
        sides = [record.killed.get(group) for group in (Group.CIVILIANS, Group.COMBATANTS)]
        ends = [side.highest for side in sides if side is not None and side.highest is not None]
        people = record.killed.get(Group.PEOPLE, UNKNOWN_COUNT).highest
        whole = max(filter(None, (sum(ends) if ends else None, people)), default=None)
        wholes[record.head.id] = CountRange(0, whole) if whole is not None else UNKNOWN_COUNT
    killed, (_, high) = combine_ranges(wholes)
    if not killed.is_known:
        killed, high = CountRange(0), None
    low = RangeEnd(0, "", "it is contested whether those killed were civilians")
    stated, (killed, (_, high)) = killed, _raised(killed, (low, high), 0, everybody)
    lead = replace(
        records[0],
        killed={
            **_merged_groups(records, lambda record: record.killed),
            Group.CIVILIANS: killed,
            Group.COMBATANTS: killed,
        },
    )
    members = tuple(record.head.id for record in records)
    return Incident(lead, grade or lead.grade, stated, killed, listed, members, low, high)


def _merged_groups(
    records: Collection[IncidentRecord],
    numbers_of: Callable[[IncidentRecord], Mapping[Group, CountRange]],
) -> dict[Group, CountRange]:
    """For each group the lowest and the highest that a record states."""
    groups = {group for record in records for group in numbers_of(record)}
    return {
        group: combine_ranges(
            {record.head.id: numbers_of(record).get(group, UNKNOWN_COUNT) for record in records}
        )[0]
        for group in sorted(groups)
    }
