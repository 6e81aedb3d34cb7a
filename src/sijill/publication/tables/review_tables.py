"""Tables that wait for a person: what could not be used, and pairs to be judged."""

from collections.abc import Iterable

from sijill.figures.analysis import Analysis
from sijill.model.limits import MOST_REVIEW_PAIRS
from sijill.model.records.record import PersonRecord, RemainsRecord
from sijill.model.records.rejects import Reject
from sijill.model.results.links import ScoredPair
from sijill.model.values.dates import DateInterval
from sijill.model.values.places import Place
from sijill.publication.exports import CsvTable
from sijill.publication.tables.people_tables import levels_text


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


def review_table(analysis: Analysis, *, blind: bool = False) -> CsvTable:
    """``review.csv``: pairs in the grey zone, to be judged, with what speaks for and against.

    There are so many that a person can decide them; the next build brings others in their place.
    The first columns are what judging reads. ``blind`` leaves out the score and its reasons
    (``review_blind.csv``), so that a reader judges the records alone.
    """
    records = analysis.register.linkable
    known = analysis.known
    sides = ("name", "list", "sex", "age", "died", "place", "where")
    columns = (
        "left",
        "right",
        "decision",
        "reason",
        *(() if blind else ("score", "levels", "speaks_for", "speaks_against")),
        *(f"{side}_{what}" for what in sides for side in ("left", "right")),
    )
    rows = []
    for pair in analysis.review[:MOST_REVIEW_PAIRS]:
        left, right = (
            _side(records[record_id], known[record_id].died, known[record_id].place)
            for record_id in pair.pair
        )
        facts = [cell for what in sides for cell in (left[what], right[what])]
        rows.append((pair.left, pair.right, "", "", *(() if blind else _weighed(pair)), *facts))
    return CsvTable("review_blind" if blind else "review", columns, rows)


def _weighed(pair: ScoredPair) -> tuple[object, ...]:
    """The probability, the levels, and the factors of the odds in words."""
    return (
        pair.permille / 1000,
        levels_text(pair),
        "; ".join(pair.speaks_for),
        "; ".join(pair.speaks_against),
    )


def _side(record: PersonRecord | RemainsRecord, died: DateInterval, place: Place) -> dict[str, str]:
    """What a reviewer sees of one record, with the day and place that its incident gives it."""
    return {
        "name": " / ".join(name.written for name in record.written_names),
        "list": record.head.source,
        "sex": record.sex,
        "age": str(record.age),
        "died": str(died),
        "place": str(place) if place.is_known else "",
        "where": str(record.head.locator),
    }
