"""Every table that is written beside the dossier: figures, records, and those of their own modules.

A table is columns and rows of text. The dossier's page of files lists them all.
"""

from collections.abc import Callable

from sijill.figures.analysis import Analysis
from sijill.figures.book import FigureBook, value_text
from sijill.figures.field.chain import chain_rows
from sijill.figures.field.operations import site_days
from sijill.figures.field.site_plan import clearance_requests
from sijill.figures.figure import Figure
from sijill.figures.weeks import graded_weeks
from sijill.model.values.quantities import Quantity, Refusal
from sijill.publication.exports import CsvTable
from sijill.publication.redaction.sealed_files import published_hashes
from sijill.publication.tables.chain_table import chain_table
from sijill.publication.tables.claim_tables import claim_table
from sijill.publication.tables.evidence_tables import (
    grade_agreement_table,
    grade_table,
    group_table,
    origin_table,
    testimony_table,
)
from sijill.publication.tables.incident_tables import (
    incident_table,
    official_table,
    week_table,
)
from sijill.publication.tables.official_tables import (
    credibility_table,
    gap_table,
    ledger_table,
    letter_table,
    match_table,
    reading_table,
)
from sijill.publication.tables.people_tables import link_table, overlap_table, person_table
from sijill.publication.tables.site_tables import clearance_table, site_day_table, site_table


def all_tables(analysis: Analysis, book: FigureBook) -> list[CsvTable]:
    """Every table that is written to ``out/tables``."""
    return [
        figure_table(book),
        person_table(analysis.people.working.values()),
        record_table(analysis),
        incident_table(analysis),
        week_table(graded_weeks(analysis)),
        official_table(analysis),
        match_table(analysis),
        reading_table(analysis),
        ledger_table(analysis),
        letter_table(analysis),
        gap_table(analysis),
        credibility_table(analysis),
        claim_table(analysis, book),
        group_table(analysis),
        grade_table(analysis),
        grade_agreement_table(analysis),
        testimony_table(analysis),
        origin_table(analysis),
        overlap_table(analysis.people.working.values()),
        link_table(analysis),
        chain_table(chain_rows(analysis)),
        site_table(analysis.sites.values()),
        site_day_table(site_days(analysis.register, analysis.sites)),
        clearance_table(clearance_requests(analysis.sites.values())),
    ]


def figure_table(book: FigureBook) -> CsvTable:
    """One row a figure."""
    return CsvTable.of(
        "figures",
        book.figures.values(),
        {
            "figure": lambda figure: figure.name,
            "title": lambda figure: figure.title,
            "value": value_text,
            "lowest": lambda figure: _of_quantity(figure, lambda quantity: quantity.value.lowest),
            "highest": lambda figure: _of_quantity(figure, lambda quantity: quantity.value.highest),
            "unit": lambda figure: _of_quantity(figure, lambda quantity: quantity.unit),
            "layer": lambda figure: _of_quantity(figure, lambda quantity: quantity.layer),
            "scope": lambda figure: _of_quantity(figure, lambda quantity: str(quantity.scope)),
            "records": lambda figure: len(figure.contributions),
            "unknown": lambda figure: figure.unknown,
            "definition": lambda figure: figure.definition,
        },
    )


def _of_quantity(figure: Figure, take: Callable[[Quantity], object]) -> object:
    """What is taken of a figure's quantity; empty where it was refused."""
    return "" if isinstance(figure.value, Refusal) else take(figure.value)


def record_table(analysis: Analysis) -> CsvTable:
    """One row a record, with the row it came from and the person it was taken to be."""
    person_of = {
        record: person.id
        for person in analysis.people.working.values()
        for record in person.records
    }
    hashes = published_hashes(analysis.register.captures)
    decisions = analysis.register.decisions
    records = analysis.register.records
    return CsvTable.of(
        "records",
        (records[identity] for identity in sorted(records)),
        {
            "record": lambda record: record.head.id,
            "source": lambda record: record.head.source,
            "file": lambda record: record.head.locator.file,
            "sheet": lambda record: record.head.locator.sheet,
            "row": lambda record: record.head.locator.row,
            "sha256": lambda record: hashes.get(
                record.head.locator.sha256, record.head.locator.sha256
            ),
            "person": lambda record: person_of.get(record.head.id, ""),
            "withdrawn": lambda record: "yes" if decisions.withdrawal_of(record.head.id) else "",
            "remarks": lambda record: "; ".join(
                f"{remark.column}: {remark.reason}" for remark in record.head.remarks
            ),
        },
    )
