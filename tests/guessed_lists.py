"""Small lists written as headings and lines with semicolons, and what is guessed of them."""

from sijill.sources.guessing.columns import look_at
from sijill.sources.guessing.proposal import Guess, guess
from sijill.sources.tables.table import Row, Table


def table_of(heading: str, *lines: str) -> Table:
    """The list as a table; the headings stand in its first row."""
    columns = tuple(heading.split(";"))
    rows = tuple(
        Row(number, dict(zip(columns, line.split(";"), strict=True)))
        for number, line in enumerate(lines, start=2)
    )
    return Table(columns, rows)


def guess_of(heading: str, *lines: str) -> Guess:
    """What is guessed of the list."""
    table = table_of(heading, *lines)
    return guess(look_at(table), table.rows)
