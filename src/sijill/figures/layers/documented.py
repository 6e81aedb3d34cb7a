"""Documented incidents of the comparison's party and period, and the deaths in them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sijill.figures.analysis import Analysis
from sijill.figures.figure import Contribution, Figure, Writer
from sijill.incidents.ranges import injured_at
from sijill.model.codes import EvidenceGrade
from sijill.model.records.record import Group
from sijill.model.results.incidents import Incident
from sijill.model.settings.case import Case
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange
from sijill.model.values.quantities import Layer, Unit
from sijill.model.vocabulary import label, vocabulary

GROUPS = (Group.CHILDREN, Group.WOMEN, Group.MEN)


def incidents_in_scope(
    incidents: Mapping[str, Incident], source: str, case: Case
) -> list[Incident]:
    """Incidents that begin in the period and name the party, sorted by day.

    Of one list, or of all where ``source`` is empty.
    """
    in_scope = [
        incident
        for incident in incidents.values()
        if source in ("", incident.record.head.source)
        and names_party(incident, case)
        and _begins_within(incident, case)
    ]
    return sorted(in_scope, key=lambda incident: (str(incident.record.happened), incident.id))


def counted_incidents(analysis: Analysis) -> list[Incident]:
    """The incidents of the comparison, sorted by day."""
    return incidents_in_scope(leading(analysis), analysis.incident_list, analysis.register.case)


def leading(analysis: Analysis) -> dict[str, Incident]:
    """The incidents that stand for their groups: each incident once, whatever lists hold it."""
    return {
        identity: incident
        for identity, incident in analysis.incidents.items()
        if analysis.leads.get(identity, identity) == identity
    }


def by_first_day(incidents: Iterable[Incident]) -> list[Incident]:
    """Sorted by first day, then id; the undated last."""
    return sorted(
        incidents,
        key=lambda incident: (str(incident.record.happened.earliest or "9999"), incident.id),
    )


def incidents_reaching(
    incidents: Mapping[str, Incident], source: str, case: Case
) -> list[Incident]:
    """Incidents of the party that are in no total but may have happened in the period."""
    return [
        incident
        for incident in incidents.values()
        if source in ("", incident.record.head.source)
        and names_party(incident, case)
        and not _begins_within(incident, case)
        and incident.record.happened.overlaps(case.period)
    ]


def counted_victims(incidents: Iterable[Incident]) -> Group:
    """Of whom the numbers of the incidents are: civilians, or people where no list says who was."""
    return next((incident.counted for incident in incidents), Group.CIVILIANS)


def victim_words(counted: Group) -> dict[str, str]:
    """How titles and definitions call those counted."""
    if counted is Group.PEOPLE:
        return {
            "victims": "People (civilian or not)",
            "victims_plain": "people (civilian or not)",
            "victims_ar": "أشخاص (مدنيون أو غيرهم)",
        }
    return {"victims": "Civilians", "victims_plain": "civilians", "victims_ar": "مدنيون"}


_STANDING = tuple(grade for grade in EvidenceGrade if grade is not EvidenceGrade.DISCOUNTED)
"""Grades that stand where a case names none: whom a discounted incident killed were combatants, or
another party killed them (Airwars methodology, grading: none of them is shown)."""
STANDING_IN_WORDS, STANDING_IN_ARABIC = "any grade but Discounted", "أي تصنيف عدا المستبعد"


def named_grades(case: Case) -> tuple[EvidenceGrade, ...]:
    """The grades of the comparison; none where the case names none, and all but one stand."""
    return case.comparison.grades if case.comparison else ()


def graded(incidents: Iterable[Incident], case: Case) -> list[Incident]:
    """Those with a grade of the comparison; all but discounted ones where it names none."""
    grades = named_grades(case) or _STANDING
    return [incident for incident in incidents if incident.grade in grades]


def documented_figures(
    writer: Writer, incidents: list[Incident], reaching: list[Incident], case: Case
) -> list[Figure]:
    """Every documented figure, in the order of the dossier."""
    if counted_victims(incidents) is Group.PEOPLE:
        writer = replace(writer, scope=replace(writer.scope, status="civilian or not"))
    chosen = graded(incidents, case)
    unit, layer = Unit.INCIDENTS, Layer.DOCUMENTED_INCIDENT
    unknown = [incident.id for incident in incidents if not incident.stated.is_known]
    return [
        _deaths(writer, "documented.deaths.graded", chosen),
        _stated(writer, "documented.deaths.graded.stated", chosen),
        _deaths(writer, "documented.deaths", incidents),
        _stated(writer, "documented.deaths.stated", incidents),
        *_groups(writer, chosen),
        _injured(writer, chosen),
        *_missing(writer, chosen),
        *_people(writer, chosen),
        _incidents(writer, "documented.incidents", incidents),
        _incidents(writer, "documented.incidents.graded", chosen),
        *_grades(writer, incidents),
        writer.count("documented.incidents.unknown", unit, layer, unknown),
        writer.count("documented.incidents.reaching", unit, layer, ids_of(reaching)),
        *_raised_incidents(writer, incidents),
    ]


def _raised_incidents(writer: Writer, incidents: Iterable[Incident]) -> Iterator[Figure]:
    """The incidents that name more people than their numbers say, where there are any."""
    raised = [incident.id for incident in incidents if incident.is_raised]
    if raised:
        yield writer.count(
            "documented.incidents.raised", Unit.INCIDENTS, Layer.DOCUMENTED_INCIDENT, raised
        )


def names_party(incident: Incident, case: Case) -> bool:
    """Whether the incident names the party of the comparison; any does where there is none."""
    if case.comparison is None:
        return True
    parties = (case.actor(words) for words in incident.record.actors)
    return any(party is not None and party.id == case.comparison.actor for party in parties)


def _begins_within(incident: Incident, case: Case) -> bool:
    """The first day counts; a date that is not a day or a range of days cannot be placed.

    Where the case states no period, nothing is outside it.
    """
    if not case.period.is_known:
        return True
    first = incident.record.happened.earliest
    if first is None:
        return False
    period = case.period
    return (period.earliest is None or first >= period.earliest) and (
        period.latest is None or first <= period.latest
    )


def ids_of(incidents: Iterable[Incident]) -> list[str]:
    """The ids of incidents, in their order."""
    return [incident.id for incident in incidents]


def _incidents(
    writer: Writer, name: str, incidents: Sequence[Incident], *, variant: str = "", **words: str
) -> Figure:
    """The number of incidents; one whose row the list may take back is in the upper end alone."""
    unit, layer = Unit.INCIDENTS, Layer.DOCUMENTED_INCIDENT
    parts = [
        Contribution(incident.id, CountRange(int(incident.record.doubt is None), 1))
        for incident in incidents
    ]
    if not parts:
        return writer.count(name, unit, layer, [], variant=variant, words=words)
    return writer.sum(name, unit, layer, parts, variant=variant, words=words)


def _deaths(writer: Writer, name: str, incidents: Iterable[Incident], **variant: str) -> Figure:
    parts = (
        Contribution(incident.id, incident.killed, _raised(incident)) for incident in incidents
    )
    return writer.sum(
        name,
        Unit.DEATHS,
        Layer.DOCUMENTED_INCIDENT,
        parts,
        variant=variant.get("variant", ""),
        words=variant,
    )


def _raised(incident: Incident) -> str:
    """How the names raised a range, and which other records are about the incident."""
    words = []
    if incident.is_raised:
        words.append(
            f"stated {incident.stated}; {len(incident.listed)} people are named or described as "
            "killed"
        )
    others = [member for member in incident.members if member != incident.id]
    if others:
        words.append(f"one incident with {', '.join(others)}")
    return "; ".join(words)


def _stated(writer: Writer, name: str, incidents: Iterable[Incident]) -> Figure:
    parts = (Contribution(incident.id, incident.stated) for incident in incidents)
    return writer.sum(name, Unit.DEATHS, Layer.DOCUMENTED_INCIDENT, parts)


def _groups(writer: Writer, incidents: list[Incident]) -> list[Figure]:
    return [
        writer.sum(
            "documented.group",
            Unit.DEATHS,
            Layer.DOCUMENTED_INCIDENT,
            (
                Contribution(incident.id, incident.record.killed.get(group, UNKNOWN_COUNT))
                for incident in incidents
            ),
            variant=group,
            words={
                "group": label("victim_group", group),
                "group_ar": label("victim_group", group, "ar"),
            },
        )
        for group in GROUPS
    ]


def _injured(writer: Writer, incidents: list[Incident]) -> Figure:
    """The injured of whom the deaths are counted."""
    parts = (Contribution(name, count) for name, count in injured_at(incidents).items())
    return writer.sum("documented.injured", Unit.INJURIES, Layer.DOCUMENTED_INCIDENT, parts)


def _missing(writer: Writer, incidents: list[Incident]) -> Iterator[Figure]:
    """Those whom incidents leave missing, where any list says so; no part of the deaths."""
    everybody = replace(writer, scope=replace(writer.scope, status="civilian or not"))
    parts = [Contribution(one.id, one.record.missing) for one in incidents]
    if any(part.value.is_known for part in parts):
        yield everybody.sum(
            "documented.missing", Unit.PERSONS_MISSING, Layer.DOCUMENTED_INCIDENT, parts
        )


def _people(writer: Writer, incidents: list[Incident]) -> Iterator[Figure]:
    """Killed and injured whoever they were, where the totals are of civilians alone."""
    if counted_victims(incidents) is not Group.CIVILIANS:
        return
    everybody = replace(writer, scope=replace(writer.scope, status="civilian or not"))
    killed = [
        (one.id, one.record.killed, _with_civilians(_in_all(one.record.killed), one))
        for one in incidents
    ]
    injured = [(one.id, one.record.injured, _in_all(one.record.injured)) for one in incidents]
    for name, unit, counts in (
        ("documented.people", Unit.DEATHS, killed),
        ("documented.people.injured", Unit.INJURIES, injured),
    ):
        if any(Group.PEOPLE in numbers for _, numbers, _ in counts):
            parts = (Contribution(identity, count) for identity, _, count in counts)
            yield everybody.sum(name, unit, Layer.DOCUMENTED_INCIDENT, parts)


def _in_all(numbers: Mapping[Group, CountRange]) -> CountRange:
    """People of whatever status, who are at least as many as the civilians among them.

    Where the lists state fewer people than civilians, one of the two is wrong, and the number may
    be either.
    """
    civilians = numbers.get(Group.CIVILIANS, UNKNOWN_COUNT)
    people = numbers.get(Group.PEOPLE, UNKNOWN_COUNT)
    lows = [low for low in (civilians.lowest, people.lowest) if low is not None]
    if people.highest is not None and civilians.at_least > people.highest:
        least = people.highest if people.lowest is None else people.lowest
        return CountRange(least, civilians.highest)
    most = None if people.highest is None else max(people.highest, civilians.greatest_known)
    return CountRange(max(lows, default=None), most)


def _with_civilians(people: CountRange, incident: Incident) -> CountRange:
    """People as stated, raised like the civilians by those whom the lists name among them."""
    named, stated = incident.killed.at_least, incident.stated
    is_raised = stated.is_known and named > stated.at_least
    least = max(people.at_least, named) if is_raised else people.lowest
    if people.highest is None:
        return CountRange(least)
    most = max(people.highest, incident.killed.greatest_known)
    return CountRange(least, most if least is None else max(most, least))


def _grades(writer: Writer, incidents: list[Incident]) -> list[Figure]:
    """Number of incidents and of deaths for each grade that occurs."""
    figures: list[Figure] = []
    for grade in EvidenceGrade:
        chosen = [incident for incident in incidents if incident.grade is grade]
        if not chosen:
            continue
        words = {
            "grade": label("evidence_grade", grade),
            "grade_ar": label("evidence_grade", grade, "ar"),
            "meaning": vocabulary("evidence_grade").codes[grade].meaning,
        }
        figures.append(
            _incidents(writer, "documented.incidents.grade", chosen, variant=grade, **words)
        )
        figures.append(_deaths(writer, "documented.deaths.grade", chosen, variant=grade, **words))
    return figures
