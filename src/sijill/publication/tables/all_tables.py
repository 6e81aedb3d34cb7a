"""Every table that is written beside the dossier: figures, records, and those of their own modules.

A table is columns and rows of text. The dossier's page of files lists them all.
"""

from sijill.figures.analysis import Analysis
from sijill.figures.book import FigureBook, value_text
from sijill.figures.field.chain import chain_rows
from sijill.figures.field.operations import site_days
from sijill.figures.field.site_plan import clearance_requests
from sijill.figures.weeks import graded_weeks
from sijill.model.values.quantities import Refusal
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


def record_table(analysis: Analysis) -> CsvTable:
    """One row a record, with the row it came from and the person it was taken to be."""
    person_of = {
        record: person.id
        for person in analysis.people.working.values()
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
    hashes = published_hashes(analysis.register.captures)
    rows = [
        (
            identity,
            record.head.source,
            record.head.locator.file,
            record.head.locator.sheet,
            record.head.locator.row,
            hashes.get(record.head.locator.sha256, record.head.locator.sha256),
            person_of.get(identity, ""),
            "yes" if analysis.register.decisions.withdrawal_of(identity) else "",
            "; ".join(f"{remark.column}: {remark.reason}" for remark in record.head.remarks),
        )
        for identity, record in sorted(analysis.register.records.items())
    ]
    return CsvTable("records", columns, rows)
