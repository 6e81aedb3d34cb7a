"""What a list leaves open now, by its mapping and its latest file: asked anew at every build.

A question about a column is settled by a field that reads it, or by the mapping, which names the
column under ``settled``. So a new column of a later issue is asked about, and one that has been
named since is not.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sijill.model.records.rejects import Reject
from sijill.model.settings.source_mapping import EQUAL_ROWS, FieldRule, SourceMapping
from sijill.sources.guessing.columns import look_at
from sijill.sources.guessing.joined_columns import without_choices, without_form_times
from sijill.sources.guessing.kinds.shapes import find_shape
from sijill.sources.guessing.proposal import Guess
from sijill.sources.guessing.questions.answers import still_asked
from sijill.sources.guessing.questions.open_questions import (
    ListGuess,
    column_questions,
    unread_columns,
)
from sijill.sources.guessing.questions.table_words import about_file
from sijill.sources.tables.table import Row, Table


@dataclass(frozen=True, slots=True)
class ListNow:
    """A list as it was received last: its columns and rows, and what other lists read of its file.

    ``read_elsewhere`` are columns that the mapping of another list of the same file reads;
    ``problems`` the lines that are no rows, of the ``sheet`` of the ``file``.
    """

    columns: Sequence[str]
    rows: Sequence[Row]
    read_elsewhere: Collection[str] = ()
    problems: Sequence[Reject] = ()
    file: str = ""
    sheet: str = ""


def asked_now(mapping: SourceMapping, received: ListNow) -> tuple[str, ...]:
    """The questions of a list: those its mapping still holds, then those about its columns.

    Nothing is asked about the columns of a mapping without ``settled``: it was written by hand, or
    by a version that asked once. Where rows hold several people, the list of the rows is asked.
    """
    occasions = _about_file(mapping, received) if mapping.questions else ()
    held = tuple(still_asked(mapping.questions, mapping, occasions))
    if mapping.settled is None or mapping.unpivot:
        return held
    asked = (
        *_settled_without_column(mapping.settled, received.columns),
        *_about_columns(mapping, received, mapping.settled),
    )
    return (*held, *(question for question in asked if question not in held))


def _settled_without_column(settled: Iterable[str], columns: Collection[str]) -> Iterator[str]:
    """That the mapping settles a column which the file does not have: a slip, or a new heading."""
    for name in settled:
        if name not in columns and name != EQUAL_ROWS:
            yield f"settled names {name!r}, and the file has no such column"


def _about_file(mapping: SourceMapping, received: ListNow) -> tuple[str, ...] | None:
    """What the file gives occasion to ask; ``None`` where some of its words are protected."""
    if mapping.protected or mapping.unpivot:
        return None
    table = Table(
        tuple(received.columns),
        _as_mapped((), received),
        sheet=received.sheet,
        problems=tuple(received.problems),
        sheets=mapping.sheets,
        header_row=mapping.header_row,
    )
    fields = {
        name: rule.reads
        for name, rule in mapping.fields.items()
        if {*rule.reads} <= {*received.columns}
    }
    return tuple(about_file(table, Guess(mapping.kind, "", fields), received.file))


def _about_columns(
    mapping: SourceMapping, received: ListNow, settled: Collection[str]
) -> tuple[str, ...]:
    fields = {name: rule.reads for name, rule in mapping.fields.items()}
    read = {column for columns in fields.values() for column in columns}
    left_out = {*mapping.protected, *settled, *(set(received.read_elsewhere) - read)}
    rows = _as_mapped(mapping.fields.values(), received)
    found = look_at(Table(tuple(received.columns), rows))
    columns = [
        column
        for column in without_form_times(without_choices(found))
        if column.name not in left_out
    ]
    return column_questions(
        ListGuess(mapping.kind, columns, rows, fields, mapping.fixed, _lists_people(mapping)),
        unread_columns(columns, mapping.kind, fields),
        is_known_export=find_shape(received.columns) is not None,
    )


def _lists_people(mapping: SourceMapping) -> bool:
    return "name" in mapping.fields and mapping.fields["name"].listed


def _as_mapped(rules: Iterable[FieldRule], received: ListNow) -> tuple[Row, ...]:
    """The rows, numbered as in the file; cells that a mapping calls unknown say nothing."""
    unknown: dict[str, set[str]] = {}
    for rule in rules:
        for column in rule.reads if rule.unknown else ():
            unknown.setdefault(column, set()).update(rule.unknown)
    empty = dict.fromkeys(received.columns, "")
    return tuple(
        Row(
            row.number,
            {
                **empty,
                **row.cells,
                **{name: "" for name, cells in unknown.items() if row.cells.get(name) in cells},
            },
            row.sheet,
        )
        for row in received.rows
    )
