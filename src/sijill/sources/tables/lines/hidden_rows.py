"""Rows of a sheet that its program does not show: whoever looks at it sees another total."""

from sijill.model.records.rejects import Effect, Reject
from sijill.sources.tables.table import Grid

HIDDEN = "rows that the sheet hides, by a filter or by hand, are read as all others"
"""How the note begins that hidden rows are read."""


def on_hidden_rows(number: int, here: Grid) -> list[Reject]:
    """The note that so many rows are hidden; none where none is."""
    return [here.problem(0, f"{HIDDEN}: {number:,}", "", Effect.NOTE)] if number else []
