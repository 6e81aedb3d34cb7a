"""Questions about columns that are read as fates and leave some open: days, a registry."""

from collections.abc import Iterator, Sequence

from sijill.language.scripts import tidy
from sijill.sources.guessing.cell_evidence import rows_with_numbers
from sijill.sources.guessing.code_words import is_vital_event
from sijill.sources.guessing.columns import Column, FieldColumns, most_filled

_MOST_SHOWN = 3


def read_fates(columns: Sequence[Column], fields: FieldColumns) -> Iterator[str]:
    """What is left open by the column under harm, which says less than who was killed.

    Args:
        columns: those of a list of people that are not settled.
        fields: the columns that each field reads.
    """
    rows = most_filled(columns)
    for column in columns:
        if (column.name,) != fields.get("harm"):
            continue
        dated = rows_with_numbers(column)
        if fields["harm"] == fields.get("died") and dated < rows:
            yield (
                f"{column.name!r} has a day in {dated} of {rows} rows: whoever has one is counted "
                'as killed, and nobody else. What an empty cell means stands at "" under values '
                'of harm ("alive", "missing"); leave it out where it may be either, and name the '
                "column under settled"
            )
        entries = [tidy(cell) for cell, _ in column.commonest if is_vital_event(cell)]
        if entries:
            listed = ", ".join(map(repr, entries[:_MOST_SHOWN]))
            yield (
                f"{column.name!r} enters deaths beside others ({listed}), as a registry does: "
                "whoever died is counted as killed, of whatever. Take out who died otherwise, in a "
                "copy of the file, and name the column under settled"
            )
