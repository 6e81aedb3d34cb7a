"""Small lists written as headings and lines with semicolons, and what is guessed of them."""

from sijill.model.records.record import Locator, Record
from sijill.sources.guessing.columns import look_at
from sijill.sources.guessing.mapping_text import write_mapping
from sijill.sources.guessing.proposal import Guess, guess
from sijill.sources.records.received_rows import ReceivedRow
from sijill.sources.records.rows import read_rows
from sijill.sources.tables.table import Row, Table
from sijill.sources.toml_files import read_mapping


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


def records_of(heading: str, *lines: str) -> tuple[Record, ...]:
    """The records that the list has as it is guessed."""
    table = table_of(heading, *lines)
    guessed = guess(look_at(table), table.rows)
    mapping = read_mapping(write_mapping("list", "list.csv", table, guessed), "list.toml")
    rows = [ReceivedRow(Locator("list.csv", "", "", row.number), row.cells) for row in table.rows]
    return tuple(read_rows(mapping, rows, {}).records)
