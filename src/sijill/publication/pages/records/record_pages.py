"""The pages of what the register holds.

Figures, incidents, people, official lines, and sources with their records.
"""

from collections.abc import Iterator

from sijill.figures.changed.changes import no_longer_listed
from sijill.figures.claimed.reported import echo_count
from sijill.figures.compared.letters import letters_of
from sijill.figures.compared.official_ledger import ledger_of
from sijill.figures.compared.shared_points import SAME_M, shared_points
from sijill.figures.figure import Figure, Section
from sijill.figures.layers.conceded_over_time import CONCEDED_BY
from sijill.figures.overlap import range_ends
from sijill.model.records.context import LedgerMonthRecord
from sijill.model.records.rejects import Effect, count_rejects
from sijill.model.records.testimony import TestimonyRecord
from sijill.model.results.captures import Estimate
from sijill.model.settings.source_mapping import SourceMapping
from sijill.publication.addresses import RECORDS_PER_SHEET, by_source, figure_page, sheet_page
from sijill.publication.charts.estimate_charts import estimate_pictures
from sijill.publication.charts.over_time import steps
from sijill.publication.dossier_input import DossierInput, Page
from sijill.publication.pages.decision_notes import decision_notes
from sijill.publication.pages.details import personal_facts
from sijill.publication.pages.field.interview_notes import interview_notes
from sijill.publication.pages.records.long_rows import shown_before
from sijill.register.decided import Decisions
from sijill.register.register import Register

LISTED_ON_PAGE = 200
"""So many records behind a figure stand on its page in a large dossier; more are in a file."""
Sheet = tuple[str, int, int]
"""A page of records: its address, and the first and last record on it, counted from 1."""


def figure_pages(dossier: DossierInput) -> Iterator[Page]:
    """A page for each figure, with the records behind it."""
    ends = range_ends(dossier.analysis.people)
    for figure in dossier.book.figures.values():
        stratum = figure.name.removeprefix("estimate.total").lstrip(".") or "all"
        result = (
            dossier.analysis.estimates.get(stratum)
            if figure.name.startswith("estimate.total")
            else None
        )
        estimate = result if isinstance(result, Estimate) else None
        pictures = list(estimate_pictures(estimate)) if estimate else []
        content = {
            "figure": figure,
            "estimate": estimate,
            "ends": ends if figure.section in (Section.PERSONS, Section.OVERLAP) else None,
            "pictures": pictures,
            "id_list": figure.name if is_listed_in_file(figure, dossier) else "",
        }
        yield Page(figure_page(figure), "figure.html", content)


def is_listed_in_file(figure: Figure, dossier: DossierInput) -> bool:
    """Whether the records behind a figure stand in a file, as they are too many for its page."""
    return dossier.is_large and len(figure.contributions) > LISTED_ON_PAGE


def official_pages(dossier: DossierInput) -> Iterator[Page]:
    """All official lines."""
    analysis = dossier.analysis
    lines = analysis.lines
    matched = [line for line in lines if line.incident]
    matched.sort(key=lambda line: str(analysis.incidents[line.incident].record.happened))
    points = shared_points(analysis.matches, analysis.determinations, analysis.incidents)
    by_month = [
        figure
        for name, figure in dossier.book.figures.items()
        if name.startswith(f"{CONCEDED_BY}.")
    ]
    yield Page(
        "official.html",
        "official.html",
        {
            "matched": matched,
            "unmatched": [line for line in lines if not line.incident],
            "points": points,
            "same_m": SAME_M,
            "by_month": by_month,
            "over_time": steps(by_month),
            "ledgers": ledger_of(analysis),
            "ledger_months": sorted(
                analysis.register.active(LedgerMonthRecord).values(),
                key=lambda record: str(record.month),
            ),
            "letters": letters_of(analysis),
            "unread": [
                record
                for record in analysis.determinations.values()
                if record.reading is not None and record.reading.not_understood
            ],
            "most_unread": LISTED_ON_PAGE,
        },
    )


def _unread(register: Register, mapping: SourceMapping) -> tuple[str, ...]:
    """The columns of a source's latest file that no field reads."""
    latest = register.captures.get(mapping.id, ())[-1:]
    return latest[0].unread_columns(mapping.columns) if latest else ()


def source_pages(dossier: DossierInput) -> Iterator[Page]:
    """The sources, and their records in sheets of a hundred."""
    register = dossier.analysis.register
    ordered = by_source(register.records)
    sheets = {
        source: [] if dossier.is_large else _sheets(source, len(records))
        for source, records in ordered.items()
    }
    claims = dossier.analysis.origins
    content = {
        "sources": [
            {
                "mapping": mapping,
                "captures": register.captures.get(source, ()),
                "withdrawal": register.decisions.withdrawn_lists.get(source),
                "unread": _unread(register, mapping),
                "gone": no_longer_listed(mapping, register.captures.get(source, ())),
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
    decided = _decided(register.decisions, dossier)
    for source, records in ordered.items():
        for address, first, last in sheets[source]:
            content = {
                "mapping": register.mappings[source],
                "members": records[first - 1 : last],
                "shown_before": shown_before(records[first - 1 : last]),
                "first": first,
                "last": last,
                "sheets": sheets[source],
                **decided,
            }
            yield Page(address, "sheet.html", content)


def _set_aside(register: Register, source: str) -> dict[str, int]:
    """How many rows and single values of a source could not be used."""
    own = [reject for reject in register.rejects if reject.source == source]
    return {
        "rows_rejected": count_rejects(own, Effect.ROW, Effect.FILE),
        "values_set_aside": count_rejects(own, Effect.VALUE),
    }


def _decided(decisions: Decisions, dossier: DossierInput) -> dict[str, object]:
    """What people decided about records, by record; no words of a withheld record."""
    return {
        "withdrawal_of": decisions.withdrawal_of,
        "notes": _notes(decisions, dossier),
        "facts": personal_facts,
    }


def _notes(decisions: Decisions, dossier: DossierInput) -> dict[str, tuple[str, ...]]:
    """The sentences about each record: decisions, and how often a witness was asked."""
    notes = decision_notes(decisions)
    accounts = dossier.analysis.register.active(TestimonyRecord).values()
    for account, words in interview_notes(accounts).items():
        notes[account] = (*notes.get(account, ()), words)
    return notes


def _sheets(source: str, count: int) -> list[Sheet]:
    starts = range(0, count, RECORDS_PER_SHEET)
    return [
        (sheet_page(source, number), start + 1, min(count, start + RECORDS_PER_SHEET))
        for number, start in enumerate(starts)
    ]
