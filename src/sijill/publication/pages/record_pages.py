"""The pages of what the register holds.

Figures, incidents, people, official lines, and sources with their records.
"""

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from sijill.figures.documented import by_first_day, counted_incidents
from sijill.figures.gap import gap_of_incident
from sijill.figures.reported import echo_count
from sijill.model.records.record import Group
from sijill.model.records.rejects import Effect
from sijill.model.results.captures import Estimate
from sijill.model.results.persons import Person
from sijill.model.values.counts import UNKNOWN_COUNT
from sijill.model.vocabulary import label
from sijill.publication.addresses import RECORDS_PER_SHEET, by_source, figure_page, sheet_page
from sijill.publication.charts.estimate_charts import estimate_pictures
from sijill.publication.dossier_input import DossierInput, Page
from sijill.publication.pages.person_trail import person_trail
from sijill.register.decided import Decisions
from sijill.register.register import Register

if TYPE_CHECKING:
    from sijill.model.decisions.decision import Consent, Correction, Identification

Sheet = tuple[str, int, int]
"""A page of records: its address, and the first and last record on it, counted from 1."""


def figure_pages(dossier: DossierInput) -> Iterator[Page]:
    """A page for each figure, with the records behind it."""
    for figure in dossier.book.figures.values():
        stratum = figure.name.removeprefix("estimate.total").lstrip(".") or "all"
        result = (
            dossier.analysis.estimates.get(stratum)
            if figure.name.startswith("estimate.total")
            else None
        )
        estimate = result if isinstance(result, Estimate) else None
        pictures = list(estimate_pictures(estimate)) if estimate else []
        content = {"figure": figure, "estimate": estimate, "pictures": pictures}
        yield Page(figure_page(figure), "figure.html", content)


def incident_pages(dossier: DossierInput) -> Iterator[Page]:
    """The table of incidents and a page for each."""
    analysis = dossier.analysis
    ordered = by_first_day(analysis.incidents.values())
    counted = {incident.id for incident in counted_incidents(analysis)}
    gaps = {
        incident.id: gap_of_incident(incident, dossier.lines.get(incident.id))
        for incident in ordered
    }
    rows = [
        {"incident": one, "line": dossier.lines.get(one.id), "gap": gaps[one.id]} for one in ordered
    ]
    yield Page("incidents.html", "incidents.html", {"rows": rows})
    for incident in ordered:
        lines = [line for line in analysis.lines if line.incident == incident.id]
        lines.sort(key=lambda line: line is not dossier.lines.get(line.incident))
        killed, injured = incident.record.killed, incident.record.injured
        groups = [
            (
                label("victim_group", group),
                killed.get(group, UNKNOWN_COUNT),
                injured.get(group, UNKNOWN_COUNT),
            )
            for group in Group
            if group in killed or group in injured
        ]
        people = [person for person in dossier.persons.values() if incident.id in person.incidents]
        content = {
            "incident": incident,
            "lines": lines,
            "gap": gaps[incident.id],
            "groups": groups,
            "people": sorted(people, key=_by_name),
            "in_total": incident.id in counted,
        }
        yield Page(dossier.addresses.incidents[incident.id], "incident.html", content)


def people_pages(dossier: DossierInput) -> Iterator[Page]:
    """The list of people, a page for each, and the pairs to review."""
    persons = sorted(dossier.persons.values(), key=_by_name)
    named = [person for person in persons if person.is_named]
    others = [person for person in persons if not person.is_named]
    yield Page("people.html", "people.html", {"people": named, "others": others})
    yield Page("review.html", "review.html", {})
    for person in persons:
        yield Page(dossier.addresses.persons[person.id], "person.html", _person(person, dossier))


def _person(person: Person, dossier: DossierInput) -> dict[str, object]:
    analysis = dossier.analysis
    judgements = analysis.register.decisions.judgements
    pairs = [
        (*pair, analysis.scored.get(pair), judgements.get(pair))
        for pair in combinations(sorted(person.records), 2)
    ]
    doubts = []
    for pair in analysis.review:
        left, right = (dossier.person_of[record] for record in pair.pair)
        if person.id in (left.id, right.id):
            other = right if left.id == person.id else left
            doubts.append((pair, None if other.id == person.id else other))
    return {
        "person": person,
        "links": person_trail(person, analysis, dossier.lines, dossier.addresses),
        "pairs": pairs,
        "doubts": doubts,
        "testimonies": dossier.mentions.get(person.id, ()),
    }


def _by_name(person: Person) -> tuple[bool, str, str]:
    return not person.latin, person.display_name.casefold(), person.id


def official_pages(dossier: DossierInput) -> Iterator[Page]:
    """All official lines."""
    lines = dossier.analysis.lines
    matched = [line for line in lines if line.incident]
    matched.sort(key=lambda line: str(dossier.analysis.incidents[line.incident].record.happened))
    yield Page(
        "official.html",
        "official.html",
        {"matched": matched, "unmatched": [line for line in lines if not line.incident]},
    )


def source_pages(dossier: DossierInput) -> Iterator[Page]:
    """The sources, and their records in sheets of a hundred."""
    register = dossier.analysis.register
    ordered = by_source(register.records)
    sheets = {source: _sheets(source, len(records)) for source, records in ordered.items()}
    claims = dossier.analysis.origins
    content = {
        "sources": [
            {
                "mapping": mapping,
                "captures": register.captures.get(source, ()),
                "records": len(ordered.get(source, ())),
                "sheets": sheets.get(source, []),
                **_set_aside(register, source),
            }
            for source, mapping in sorted(register.mappings.items())
        ],
        "claims": claims,
        "echoes": echo_count(dossier.analysis),
        "rejects": register.rejects,
    }
    yield Page("sources.html", "sources.html", content)
    decided = _decided(register.decisions)
    for source, records in ordered.items():
        for address, first, last in sheets[source]:
            content = {
                "mapping": register.mappings[source],
                "members": records[first - 1 : last],
                "first": first,
                "last": last,
                "sheets": sheets[source],
                **decided,
            }
            yield Page(address, "sheet.html", content)


def _set_aside(register: Register, source: str) -> dict[str, int]:
    """How many rows and single values of a source could not be used."""
    effects = [one.effect for one in register.rejects if one.source == source]
    values = effects.count(Effect.VALUE)
    rows = effects.count(Effect.ROW) + effects.count(Effect.FILE)
    return {"rows_rejected": rows, "values_set_aside": values}


def _decided(decisions: Decisions) -> dict[str, object]:
    """What people decided about records, by record."""
    corrections: dict[str, list[Correction]] = {}
    for correction in decisions.corrections.values():
        corrections.setdefault(correction.record, []).append(correction)
    identified: dict[str, list[Identification]] = {}
    for identification in decisions.identifications.values():
        for record in (identification.remains, identification.person):
            identified.setdefault(record, []).append(identification)
    consents: dict[str, list[Consent]] = {}
    for consent in decisions.consents.values():
        consents.setdefault(consent.subject, []).append(consent)
    return {
        "withdrawals": decisions.withdrawals,
        "corrections": corrections,
        "identified": identified,
        "consents": consents,
    }


def _sheets(source: str, count: int) -> list[Sheet]:
    starts = range(0, count, RECORDS_PER_SHEET)
    return [
        (sheet_page(source, number), start + 1, min(count, start + RECORDS_PER_SHEET))
        for number, start in enumerate(starts)
    ]
