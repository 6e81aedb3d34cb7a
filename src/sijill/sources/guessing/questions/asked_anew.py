"""What a list leaves open now, by its mapping and its latest file: asked anew at every build.

A question about a column is settled by a field that reads it, or by the mapping, which names the
column under ``settled``. So a new column of a later issue is asked about, and one that has been
named since is not.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sijill.model.codes import Harm
from sijill.model.settings.source_mapping import (
    DAYS_ARE_UNREAD,
    HARM_IS_A_GUESS,
    HARM_IS_UNSAID,
    FieldRule,
    SourceMapping,
)
from sijill.sources.guessing.columns import look_at
from sijill.sources.guessing.joined_columns import without_choices, without_form_times
from sijill.sources.guessing.kinds.shapes import find_shape
from sijill.sources.guessing.questions.open_questions import (
    NO_COLUMN_OF_NAMES,
    ListGuess,
    column_questions,
    unread_columns,
)
from sijill.sources.guessing.questions.unread_numbers import NO_COLUMN_OF_A_NUMBER
from sijill.sources.tables.table import Row, Table


@dataclass(frozen=True, slots=True)
class ListNow:
    """A list as it was received last: its columns and rows, and what other lists read of its file.

    ``read_elsewhere`` are columns that the mapping of another list of the same file reads.
    """

    columns: Sequence[str]
    rows: Sequence[Row]
    read_elsewhere: Collection[str] = ()


def asked_now(mapping: SourceMapping, received: ListNow) -> tuple[str, ...]:
    """The questions of a list: those its mapping still holds, then those about its columns.

    Nothing is asked about the columns of a mapping without ``settled``: it was written by hand, or
    by a version that asked once. Where rows hold several people, the list of the rows is asked.
    """
    held = tuple(question for question in mapping.questions if not _is_answered(question, mapping))
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
        if name not in columns:
            yield f"settled names {name!r}, and the file has no such column"


def _is_answered(question: str, mapping: SourceMapping) -> bool:
    """Whether the mapping answers a question about the list as a whole that it still holds."""
    if question.startswith(HARM_IS_A_GUESS):
        return mapping.fixed.get("harm") != Harm.KILLED
    if question.startswith(HARM_IS_UNSAID):
        return mapping.fixed.get("harm") != Harm.UNKNOWN
    if question.startswith(DAYS_ARE_UNREAD):
        return any(rule.day_first is not None for rule in mapping.fields.values())
    return any(
        question.startswith(opening) and field in mapping.fields
        for field, opening in _ANSWERED_BY.items()
    )


_ANSWERED_BY = {"name": NO_COLUMN_OF_NAMES, "value": NO_COLUMN_OF_A_NUMBER}
"""The fields that answer a question, and how it begins."""


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
