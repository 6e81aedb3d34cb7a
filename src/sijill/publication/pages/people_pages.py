"""The pages of people and of incidents: an index by the thousand, and a page for each."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sijill.figures.compared.letters import letters_by_incident
from sijill.figures.layers.documented import by_first_day, counted_incidents
from sijill.figures.layers.gap import gap_of_incident
from sijill.model.case_limits import MOST_REVIEW_PAIRS
from sijill.model.records.record import Group, RemainsRecord
from sijill.model.results.incidents import Incident
from sijill.model.results.links import ScoredPair
from sijill.model.results.official import OfficialLine
from sijill.model.results.persons import Person
from sijill.model.values.counts import UNKNOWN_COUNT
from sijill.model.vocabulary import label
from sijill.publication.dossier_input import DossierInput, Page
from sijill.publication.joined_pairs import shown_pairs
from sijill.publication.pages.decision_notes import identification_note, judgement_note
from sijill.publication.pages.details import personal_facts
from sijill.publication.pages.incident_evidence import evidence_of, index_evidence
from sijill.publication.pages.paging import in_pages
from sijill.publication.pages.person_trail import person_trail

Doubt = tuple[ScoredPair, Person | None]
"""A pair in doubt, and the other person it may join; ``None`` where both records are one person."""


def incident_pages(dossier: DossierInput) -> Iterator[Page]:
    """The table of incidents and a page for each."""
    analysis = dossier.analysis
    ordered = by_first_day(analysis.incidents.values())
    gaps = {
        incident.id: gap_of_incident(incident, dossier.lines.get(incident.id))
        for incident in ordered
    }
    rows = [
        {
            "incident": incident,
            "lead": analysis.leads.get(incident.id, incident.id),
            "line": dossier.lines.get(incident.id),
            "gap": gaps[incident.id],
        }
        for incident in ordered
    ]
    yield from in_pages("incidents", "incidents.html", "rows", rows)
    if dossier.is_large:
        return
    counted = {incident.id for incident in counted_incidents(analysis)}
    lines, people = _lines_about(dossier), _people_in(dossier)
    evidence, letters = index_evidence(dossier), letters_by_incident(analysis)
    for incident in ordered:
        lead = analysis.leads.get(incident.id, incident.id)
        content = {
            "incident": incident,
            "lines": lines.get(incident.id, ()),
            "gap": gaps[incident.id],
            "groups": _groups(incident),
            "listed": people.get(incident.id, ()),
            "in_total": lead in counted,
            "letters": letters.get(lead, ()),
            "gradings": analysis.register.decisions.gradings.get(incident.id, ()),
            **evidence_of(dossier, evidence, incident),
        }
        yield Page(dossier.addresses.incidents[incident.id], "incident.html", content)


def _lines_about(dossier: DossierInput) -> Mapping[str, Sequence[OfficialLine]]:
    """The official lines by incident, that of the comparison's party first."""
    lines_of: dict[str, list[OfficialLine]] = defaultdict(list)
    for line in dossier.analysis.lines:
        if line.incident:
            place = 0 if line is dossier.lines.get(line.incident) else len(lines_of[line.incident])
            lines_of[line.incident].insert(place, line)
    return lines_of


def _people_in(dossier: DossierInput) -> Mapping[str, Sequence[Person]]:
    people_in: dict[str, list[Person]] = defaultdict(list)
    for person in sorted(dossier.persons.values(), key=_by_name):
        for incident in person.incidents:
            people_in[incident].append(person)
    return people_in


def _groups(incident: Incident) -> list[tuple[str, object, object]]:
    killed, injured = incident.record.killed, incident.record.injured
    return [
        (
            label("victim_group", group),
            killed.get(group, UNKNOWN_COUNT),
            injured.get(group, UNKNOWN_COUNT),
        )
        for group in Group
        if group in killed or group in injured
    ]


def people_pages(dossier: DossierInput) -> Iterator[Page]:
    """The list of people, a page for each, and the pairs to review."""
    persons = sorted(dossier.persons.values(), key=_by_name)
    named = [person for person in persons if person.is_named]
    others = [person for person in persons if not person.is_named]
    yield from in_pages("people", "people.html", "people", named, {"others": len(others)})
    yield from in_pages("unnamed", "unnamed.html", "others", others)
    yield Page("review.html", "review.html", {"most": MOST_REVIEW_PAIRS})
    if dossier.is_large:
        return
    bodies = dossier.analysis.register.active(RemainsRecord)
    doubts, apart, identified = _doubts(dossier), _judged_apart(dossier), _identified(dossier)
    for person in persons:
        content = _person(person, bodies, dossier) | {
            "doubts": doubts.get(person.id, ()),
            "apart": apart.get(person.id, ()),
            "identifications": identified.get(person.id, ()),
        }
        yield Page(dossier.addresses.persons[person.id], "person.html", content)


def _doubts(dossier: DossierInput) -> Mapping[str, Sequence[Doubt]]:
    """The pairs that wait for a decision, by person."""
    doubts: dict[str, list[Doubt]] = defaultdict(list)
    for pair in dossier.analysis.review:
        left, right = (dossier.person_of[record] for record in pair.pair)
        if left.id == right.id:
            doubts[left.id].append((pair, None))
        else:
            doubts[left.id].append((pair, right))
            doubts[right.id].append((pair, left))
    return doubts


def _judged_apart(dossier: DossierInput) -> Mapping[str, Sequence[str]]:
    """By person, the judgements of one of their records and one of somebody else."""
    notes: dict[str, list[str]] = defaultdict(list)
    for judgement in dossier.analysis.register.decisions.judgements.values():
        left, right = (_person_of(dossier, side) for side in (judgement.left, judgement.right))
        for person in filter(None, {left, right} if left != right else ()):
            notes[person].append(judgement_note(judgement))
    return notes


def _identified(dossier: DossierInput) -> Mapping[str, Sequence[str]]:
    """By person, as whom a body was identified and how."""
    notes: dict[str, list[str]] = defaultdict(list)
    for identification in dossier.analysis.register.decisions.identifications.values():
        sides = (identification.remains, identification.person)
        note = identification_note(
            identification,
            f"The body {identification.remains} is identified as {identification.person}",
        )
        for person in filter(None, {_person_of(dossier, side) for side in sides}):
            notes[person].append(note)
    return notes


def _person_of(dossier: DossierInput, record: str) -> str:
    """The id of the person that a record is of; empty where it is of nobody who counts."""
    person = dossier.person_of.get(record)
    return person.id if person else ""


def _person(
    person: Person, bodies: Mapping[str, RemainsRecord], dossier: DossierInput
) -> dict[str, object]:
    analysis = dossier.analysis
    judgements = analysis.register.decisions.judgements
    pairs, unshown = shown_pairs(person, judgements)
    return {
        "person": person,
        "links": person_trail(person, bodies, analysis, dossier.lines, dossier.addresses),
        "pairs": [(*pair, analysis.scored.get(pair), judgements.get(pair)) for pair in pairs],
        "unshown": unshown,
        "facts": _facts(person, dossier),
        "testimonies": dossier.mentions.get(person.id, ()),
    }


def _facts(person: Person, dossier: DossierInput) -> list[tuple[str, str]]:
    """What the records say beside name, sex, age, day and place, each value once."""
    records = (dossier.analysis.register.records[record_id] for record_id in person.records)
    values_of: dict[str, list[str]] = defaultdict(list)
    for title, value in (fact for record in records for fact in personal_facts(record)):
        if value not in values_of[title]:
            values_of[title].append(value)
    return [(title, " · ".join(values)) for title, values in values_of.items()]


def _by_name(person: Person) -> tuple[bool, str, str]:
    return not person.latin, person.display_name.casefold(), person.id
