"""Tables that wait for a person: what could not be used, and pairs to be judged."""

from collections.abc import Iterable, Mapping

from sijill.figures.analysis import Analysis
from sijill.model.case_limits import MOST_REVIEW_PAIRS
from sijill.model.records.record import PersonRecord, RemainsRecord
from sijill.model.records.rejects import Reject
from sijill.model.results.links import ScoredPair
from sijill.model.results.persons import Person
from sijill.model.values.dates import DateInterval
from sijill.model.values.places import Place
from sijill.publication.exports import CsvTable
from sijill.publication.tables.people_tables import levels_text
from sijill.publication.wording import if_known

_NAMED = 3
"""Of the records by which two are one person, so many are named."""


def reject_table(rejects: Iterable[Reject]) -> CsvTable:
    """``rejects.csv``.

    Everything that could not be used, with file, sheet, row, column, value and reason.
    """
    return CsvTable.of(
        "rejects",
        rejects,
        {
            "effect": lambda reject: reject.effect,
            "source": lambda reject: reject.source,
            "file": lambda reject: reject.file,
            "sheet": lambda reject: reject.sheet,
            "row": lambda reject: reject.row or "",
            "column": lambda reject: reject.column,
            "value": lambda reject: reject.value,
            "reason": lambda reject: reject.reason,
        },
    )


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
    person_of = {
        record: person for person in analysis.people.working.values() for record in person.records
    }
    rows = []
    for pair in analysis.review[:MOST_REVIEW_PAIRS]:
        left, right = (
            _side(records[record_id], known[record_id].died, known[record_id].place)
            for record_id in pair.pair
        )
        facts = [cell for what in sides for cell in (left[what], right[what])]
        rows.append(
            (pair.left, pair.right, "", "", *(() if blind else _weighed(pair, person_of)), *facts)
        )
    return CsvTable("review_blind" if blind else "review", columns, rows)


def _weighed(pair: ScoredPair, person_of: Mapping[str, Person]) -> tuple[object, ...]:
    """The probability of the pair alone, the levels, and the factors of the odds in words.

    A pair that scores little and is one person by its links with third records says by which.
    """
    left, right = (person_of[record] for record in pair.pair)
    others = [record for record in left.records if record not in pair.pair]
    is_joined = left is right and pair.permille < 500 and others  # noqa: PLR2004  a half
    through = [f"one person by its links with {', '.join(others[:_NAMED])}"] if is_joined else []
    return (
        pair.permille / 1000,
        levels_text(pair),
        "; ".join([*through, *pair.speaks_for]),
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
        "place": if_known(place),
        "where": str(record.head.locator),
    }
