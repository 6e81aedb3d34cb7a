"""Tables of official lines: candidates of each, what was read where, what was not understood."""

from sijill.figures.analysis import Analysis
from sijill.publication.exports import CsvTable


def match_table(analysis: Analysis) -> CsvTable:
    """One row a candidate of a line, best first, with the points for and against it."""
    rows: list[tuple[object, ...]] = []
    for identity, match in sorted(analysis.matches.items()):
        for rank, candidate in enumerate(match.ranked, start=1):
            reasons = "; ".join(f"{one.words} {one.points:+g}" for one in candidate.reasons)
            is_tied = "yes" if candidate.incident == match.incident else ""
            rows.append(
                (identity, match.basis, rank, candidate.incident, is_tied, candidate.score, reasons)
            )
        if not match.ranked:
            rows.append((identity, match.basis, "", match.incident, "", "", ""))
    columns = ("determination", "basis", "rank", "incident", "tied", "points", "reasons")
    return CsvTable("official_matches", columns, rows)


def reading_table(analysis: Analysis) -> CsvTable:
    """One row a field that was read from release text, and one a passage that was not understood.

    ``start`` and ``end`` count characters of the verbatim text, the end excluded.
    """
    rows: list[tuple[object, ...]] = []
    for identity, record in sorted(analysis.determinations.items()):
        if record.reading is None:
            continue
        rows.extend(
            (identity, span.field, span.start, span.end, "") for span in record.reading.spans
        )
        rows.extend(
            (identity, "not_understood", one.start, one.end, one.reason)
            for one in record.reading.not_understood
        )
    return CsvTable("official_readings", ("determination", "field", "start", "end", "why"), rows)
