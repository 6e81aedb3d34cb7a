"""Questions about cells that hold what a list of their kind has no field for.

Lists of people or bodies inside the rows, names in a list of other things, two numbers in a cell.
"""

import re
from collections.abc import Iterator, Sequence

from sijill.files.toml_text import quoted
from sijill.language.scripts import tidy
from sijill.model.limits import MOST_ROWS_LOOKED_AT
from sijill.model.records.fields import FieldType
from sijill.model.records.record import RecordKind
from sijill.model.settings.source_mapping import EACH
from sijill.sources.guessing.cell_evidence import holds, is_doubtful, names_the_harmed
from sijill.sources.guessing.columns import Column, FieldColumns, columns_read
from sijill.sources.guessing.headings.fields import fields_of
from sijill.sources.guessing.headings.readings import readings
from sijill.sources.guessing.headings.topics import counts_people
from sijill.sources.guessing.questions.unread_numbers import OF_NUMBERS
from sijill.sources.guessing.words import has_any, plain_heading, words_of
from sijill.sources.split_rows.unpivot import keys_of_objects, objects_of
from sijill.sources.tables.table import Row

_COUNTED = {RecordKind.PERSON: "person", RecordKind.REMAINS: "body"}
_MOST_NAMED = 6
_OF_SOMEBODY = frozenset({"name", "given_name", "sex", "age", "age_group", "code"})


def unread_entries(
    kind: RecordKind,
    columns: Sequence[Column],
    rows: Sequence[Row],
    fields: FieldColumns,
) -> Iterator[str]:
    """That a column holds entries of their own, of a form's repeats, and each row counts once."""
    used = columns_read(fields)
    for column in columns if kind in _COUNTED else ():
        keys = keys_of_objects(row.cells[column.name] for row in rows[:MOST_ROWS_LOOKED_AT])
        telling = [key for key in keys if _OF_SOMEBODY & fields_of(key, kind)]
        if telling and column.name not in used:
            fullest = max(rows, key=lambda row: len(objects_of(row.cells[column.name])))
            entries = len(objects_of(fullest.cells[column.name]))
            yield (
                f"{column.name!r} lists entries of their own in its rows ({entries:,} in row "
                f"{fullest.number}), with {telling[0]!r}; nothing reads them, and each row counts "
                f"as one {_COUNTED[kind]}. If each entry is one, read them by [unpivot], with "
                f"columns such as '{column.name}{EACH}{telling[0]}'"
            )


def holds_people(column: Column) -> bool:
    """Whether cells list people by name and by what befell them: each row is what happened."""
    keys = keys_of_objects(cell for cell, _ in column.commonest)
    named = {field for key in keys for field in fields_of(key, RecordKind.PERSON)}
    return "name" in named and not _OF_HARM.isdisjoint(named)


_OF_HARM = frozenset({"harm", "cause", "cause_of_death"})


def unread_names(
    kind: RecordKind, columns: Sequence[Column], fields: FieldColumns
) -> Iterator[str]:
    """That columns of a list of other things name those who were harmed, whom nothing counts."""
    used = columns_read(fields)
    named = [
        column
        for column in (columns if kind in OF_NUMBERS else ())
        if names_the_harmed(column) or (column.name not in used and _names_victims(column))
    ]
    if named:
        listed = ", ".join(repr(column.name) for column in named[:_MOST_NAMED])
        yield (
            f"{listed}: these cells name people, and are not read: nobody of them is named here or "
            "in a number. Let a mapping of people read the file as well, with "
            f"name = {{ column = {quoted(named[0].name)}, listed = true }}, the incident's key "
            "under incident and harm under [fixed]"
        )


def _names_victims(column: Column) -> bool:
    """Whether names of people stand under a heading for whoever was killed or hurt: "Victim"."""
    listed = words_of("keys.toml", "subjects", "words")
    return (
        "name" in fields_of(column.name, RecordKind.PERSON)
        and not listed.isdisjoint(plain_heading(column.name).split())
        and column.different > 1
        and not holds(FieldType.COUNT, column)
        and not is_doubtful(FieldType.NAME, column)
    )


def two_numbers_a_cell(
    kind: RecordKind, columns: Sequence[Column], fields: FieldColumns
) -> Iterator[str]:
    """That cells hold two numbers of people, which no field reads: "3/12" under "KIA/WIA"."""
    used = columns_read(fields)
    words = words_of("count_words.toml", "in_pairs", "words")
    for column in columns if kind in OF_NUMBERS else ():
        forms = readings(column.name)
        is_of_people = any(map(counts_people, forms)) or has_any(forms, words)
        if column.name not in used and is_of_people and holds_pairs(column):
            yield (
                f"{column.name!r} holds two numbers in a cell ({tidy(column.example)!r}), and no "
                "field reads it: whom they count is in no number here. Give each number a column "
                "of its own, in a copy of the file"
            )


def holds_pairs(column: Column) -> bool:
    """Whether most rows with the commonest cells have two numbers in them: "3/12"."""
    rows = sum(times for _, times in column.commonest)
    return 2 * sum(n for cell, n in column.commonest if _PAIR.fullmatch(cell.strip())) > rows


_PAIR = re.compile(r"\d{1,3}\s*[/|]\s*\d{1,3}")
