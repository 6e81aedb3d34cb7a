"""Every table of the dossier as columns and rows of text: written as CSV, and drawn on pages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from sijill.figures.acknowledged import concedes_death
from sijill.figures.book import FigureBook, value_text
from sijill.figures.findings import Findings
from sijill.figures.gap import gap_of_incident
from sijill.linkage.features import Circumstance, circumstances
from sijill.model.incidents import Incident
from sijill.model.links import ScoredPair
from sijill.model.official import OfficialLine
from sijill.model.persons import Person
from sijill.model.quantities import Refusal
from sijill.model.records import IncidentRecord, PersonRecord, RemainsRecord
from sijill.model.rejects import Reject


@dataclass(frozen=True, slots=True)
class CsvTable:
    """One table: the name of its file, columns, rows."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]


def all_tables(findings: Findings, book: FigureBook) -> list[CsvTable]:
    """Every table that is written to ``out/tables``."""
    return [
        figure_table(book),
        person_table(findings.people.working.values()),
        record_table(findings),
        incident_table(findings),
        official_table(findings),
        overlap_table(findings.people.working.values()),
        link_table(findings),
    ]


def figure_table(book: FigureBook) -> CsvTable:
    """One row a figure."""
    rows = []
    for name, figure in book.figures.items():
        quantity = None if isinstance(figure.value, Refusal) else figure.value
        rows.append(
            (
                name,
                figure.title,
                value_text(figure),
                quantity.value.lowest if quantity else "",
                quantity.value.highest if quantity else "",
                quantity.unit if quantity else "",
                quantity.layer if quantity else "",
                str(quantity.scope) if quantity else "",
                len(figure.contributions),
                figure.unknown,
                figure.definition,
            )
        )
    columns = (
        "figure",
        "title",
        "value",
        "lowest",
        "highest",
        "unit",
        "layer",
        "scope",
        "records",
        "unknown",
        "definition",
    )
    return CsvTable("figures", columns, rows)


def person_table(persons: Iterable[Person]) -> CsvTable:
    """One row a person of the working partition."""
    columns = (
        "person",
        "name",
        "name_ar",
        "named",
        "harm",
        "sex",
        "age",
        "died",
        "place",
        "civilian_status",
        "lists",
        "records",
        "remains",
        "incidents",
        "disagreements",
    )
    rows = [
        (
            person.id,
            person.latin or person.display_name,
            person.arabic,
            person.status,
            person.harm,
            person.sex,
            str(person.age),
            str(person.died),
            str(person.place) if person.place.is_known else "",
            person.civilian_status,
            " ".join(person.lists),
            " ".join(person.records),
            " ".join(person.remains),
            " ".join(person.incidents),
            ", ".join(item.field for item in person.disagreements),
        )
        for person in sorted(persons, key=lambda person: person.id)
    ]
    return CsvTable("persons", columns, rows)


def record_table(findings: Findings) -> CsvTable:
    """One row a record, with the row it came from and the person it was taken to be."""
    person_of = {
        record: person.id
        for person in findings.people.working.values()
        for record in person.records
    }
    columns = (
        "record",
        "source",
        "file",
        "sheet",
        "row",
        "sha256",
        "person",
        "withdrawn",
        "remarks",
    )
    rows = [
        (
            identity,
            record.head.source,
            record.head.locator.file,
            record.head.locator.sheet,
            record.head.locator.row,
            record.head.locator.sha256,
            person_of.get(identity, ""),
            "yes" if identity in findings.register.decisions.withdrawals else "",
            "; ".join(f"{remark.column}: {remark.reason}" for remark in record.head.remarks),
        )
        for identity, record in sorted(findings.register.records.items())
    ]
    return CsvTable("records", columns, rows)


def incident_table(findings: Findings) -> CsvTable:
    """One row an incident: documented, acknowledged and what lies between."""
    line_of = lines_by_incident(findings)
    columns = (
        "incident",
        "code",
        "date",
        "place",
        "grade",
        "killed_lowest",
        "killed_highest",
        "stated",
        "listed_killed",
        "position",
        "conceded",
        "not_acknowledged",
    )
    rows = [
        (
            incident.id,
            incident.record.code,
            str(incident.record.happened),
            str(incident.record.place) if incident.record.place.is_known else "",
            incident.grade,
            incident.killed.lowest,
            incident.killed.highest,
            str(incident.stated),
            len(incident.listed),
            line.position if line else "",
            str(line.deaths) if line and line.deaths.is_known else "",
            str(gap) if (gap := gap_of_incident(incident, line)) else "",
        )
        for incident in sorted_incidents(findings.incidents.values())
        for line in (line_of.get(incident.id),)
    ]
    return CsvTable("incidents", columns, rows)


def sorted_incidents(incidents: Iterable[Incident]) -> list[Incident]:
    """By first day, then id."""
    return sorted(
        incidents,
        key=lambda incident: (str(incident.record.happened.earliest or "9999"), incident.id),
    )


def lines_by_incident(findings: Findings) -> dict[str, OfficialLine]:
    """The comparison's party's line for each incident."""
    comparison = findings.register.case.comparison
    actor = comparison.actor if comparison else ""
    return {
        line.incident: line
        for line in findings.lines
        if line.incident and (not actor or line.actor == actor)
    }


def official_table(findings: Findings) -> CsvTable:
    """One row an official line, matched or not."""
    columns = (
        "actor",
        "incident",
        "basis",
        "candidates",
        "position",
        "reason",
        "deaths",
        "injuries",
        "concedes",
        "determinations",
        "disagreement",
    )
    rows = [
        (
            line.actor,
            line.incident,
            findings.matches[line.determinations[0]].basis,
            " ".join(findings.matches[line.determinations[0]].candidates),
            line.position,
            line.reason,
            str(line.deaths) if line.deaths.is_known else "",
            str(line.injuries) if line.injuries.is_known else "",
            "yes" if concedes_death(line) else "",
            " ".join(line.determinations),
            line.disagreement,
        )
        for line in findings.lines
    ]
    return CsvTable("official_lines", columns, rows)


def overlap_counts(persons: Iterable[Person]) -> dict[tuple[str, ...], int]:
    """How many named dead are on exactly each combination of lists, the largest first."""
    counts: dict[tuple[str, ...], int] = {}
    for person in persons:
        if person.is_named and person.is_dead:
            counts[person.lists] = counts.get(person.lists, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def overlap_table(persons: Iterable[Person]) -> CsvTable:
    """One row a combination of lists."""
    counts = overlap_counts(persons)
    lists = sorted({source for combination in counts for source in combination})
    rows = [
        (*(int(source in combination) for source in lists), count)
        for combination, count in counts.items()
    ]
    return CsvTable("list_overlap", (*(f"in_{source}" for source in lists), "named_dead"), rows)


def link_table(findings: Findings) -> CsvTable:
    """One row a pair that was joined, with score, levels and judgement."""
    rows: list[tuple[object, ...]] = []
    for person in sorted(findings.people.working.values(), key=lambda person: person.id):
        for pair in combinations(sorted(person.records), 2):
            scored = findings.scored.get(pair)
            judged = findings.register.decisions.judgements.get(pair)
            rows.append(
                (
                    person.id,
                    *pair,
                    scored.permille / 1000 if scored else "",
                    levels_text(scored),
                    judged.decision if judged else "",
                )
            )
    return CsvTable("links", ("person", "left", "right", "score", "levels", "judged"), rows)


def levels_text(scored: ScoredPair | None) -> str:
    """The levels of agreement in words."""
    return "; ".join(f"{name}: {level}" for name, level in scored.levels.items()) if scored else ""


def reject_table(rejects: Iterable[Reject]) -> CsvTable:
    """``rejects.csv``.

    Everything that could not be used, with file, sheet, row, column, value and reason.
    """
    columns = ("effect", "source", "file", "sheet", "row", "column", "value", "reason")
    rows = [
        (
            reject.effect,
            reject.source,
            reject.file,
            reject.sheet,
            reject.row or "",
            reject.column,
            reject.value,
            reject.reason,
        )
        for reject in rejects
    ]
    return CsvTable("rejects", columns, rows)


def review_table(findings: Findings) -> CsvTable:
    """``review.csv``: pairs in the grey zone, to be judged.

    The first columns are what judging reads.
    """
    records = findings.register.linkable
    known = circumstances(records.values(), findings.register.active(IncidentRecord))
    sides = ("name", "list", "sex", "age", "died", "place", "where")
    columns = (
        "left",
        "right",
        "decision",
        "reason",
        "score",
        "levels",
        *(f"{side}_{what}" for what in sides for side in ("left", "right")),
    )
    rows = []
    for pair in findings.review:
        left, right = (_side(records[one], known) for one in pair.pair)
        facts = [cell for what in sides for cell in (left[what], right[what])]
        rows.append(
            (pair.left, pair.right, "", "", pair.permille / 1000, levels_text(pair), *facts)
        )
    return CsvTable("review", columns, rows)


def _side(
    record: PersonRecord | RemainsRecord, known: Mapping[str, Circumstance]
) -> dict[str, str]:
    """What a reviewer sees of one record."""
    circumstance = known[record.head.id]
    return {
        "name": " / ".join(name.written for name in record.written_names),
        "list": record.head.source,
        "sex": record.sex,
        "age": str(record.age),
        "died": str(circumstance.died),
        "place": str(circumstance.place) if circumstance.place.is_known else "",
        "where": str(record.head.locator),
    }
