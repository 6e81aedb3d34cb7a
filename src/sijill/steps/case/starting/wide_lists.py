"""The people of a list of incidents: "Victim 1 Name", "Victim 2 Name", or all in one cell.

They are a list of their own, whose rows are those of the incidents; a mapping of its own reads it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sijill.language.numbers import read_count
from sijill.model.codes import Harm
from sijill.model.records.fields import FIELDS, FieldType
from sijill.model.records.record import RecordKind
from sijill.model.settings.source_mapping import EACH
from sijill.model.values.counts import CountRange
from sijill.sources.guessing.cell_evidence import names_the_harmed
from sijill.sources.guessing.code_words import translation
from sijill.sources.guessing.columns import Column, columns_read, look_at
from sijill.sources.guessing.headings.fields import fields_of
from sijill.sources.guessing.headings.topics import counted_by
from sijill.sources.guessing.proposal import Guess, guess
from sijill.sources.guessing.questions.beside_fields import people_side_by_side
from sijill.sources.guessing.questions.unread_entries import unread_names
from sijill.sources.guessing.words import speaks_of
from sijill.sources.split_rows.unpivot import columns_in_file, keys_of_objects, unpivoted
from sijill.sources.tables.table import Row, Table

_NUMBER = re.compile(r"[\s_#-]*(\d{1,2})[\s_#-]*")
_OF_ROW = ("code", "happened", "reported", "place", "other_place", "latitude", "longitude")
"""Fields of the list itself that say something of its people, too."""
_OF_HARM = frozenset({"harm", "died", "cause", "cause_of_death"})
_FEWEST = 2


def people_in_rows(table: Table, guessed: Guess) -> Iterator[tuple[Table, Guess]]:
    """The people of a list of incidents or accidents, and the guess for each list of them.

    None where no numbered columns and no column of names of the killed or injured name anybody.
    """
    if guessed.kind not in (RecordKind.HAZARD, RecordKind.INCIDENT):
        return
    repeats = list(_repeats(table))
    for unpivot in (_numbered_columns(table, guessed), *repeats):
        if any("name" in fields_of(name, RecordKind.PERSON) for name in unpivot):
            people = _with_columns(table, guessed, unpivot)
            found = _guess(people, guessed, unpivot)
            yield people, _with_harm_of_rows(found, guessed, table, people)
    in_objects = {
        column for unpivot in repeats for own in unpivot for column in columns_in_file(unpivot, own)
    }
    for column in look_at(table):
        is_of_names = guessed.kind is RecordKind.INCIDENT and column.name not in in_objects
        if is_of_names and names_the_harmed(column):
            named = {_free_name(column.name, table): (column.name,)}
            people = _with_columns(table, guessed, named)
            yield people, _guess_of_cells(people, guessed, column, named)


def _repeats(table: Table) -> Iterator[dict[str, tuple[str, ...]]]:
    """What the objects in each column of a form's repeats hold, by a heading of its own.

    A column whose heading speaks of witnesses is none; where no value of the objects says what
    befell people, the heading must ("victims").
    """
    for column in look_at(table):
        keys = keys_of_objects(row.cells[column.name] for row in table.rows)
        headings = {
            key if key.startswith(f"{column.name}/") else f"{column.name}.{key}": key
            for key in keys
        }
        is_of_harm = any(count.harm for count in counted_by(column.name)) or any(
            not _OF_HARM.isdisjoint(fields_of(name, RecordKind.PERSON)) for name in headings
        )
        if keys and is_of_harm and not speaks_of("witnesses", [column.name]):
            yield {name: (f"{column.name}{EACH}{key}",) for name, key in headings.items()}


def _free_name(of_several: str, table: Table) -> str:
    """A heading for each of whom a column names several that is none of the file's."""
    name = f"{of_several} (each)"
    while name in table.columns:
        name += "*"
    return name


def without_question_of_names(table: Table, guessed: Guess) -> Guess:
    """The guess for the incidents, of whom nobody asks for names that a list of people reads."""
    kind = guessed.kind or RecordKind.INCIDENT
    columns = look_at(table)
    asked = {
        *unread_names(kind, columns, guessed.fields),
        *people_side_by_side(columns, guessed.fields),
    }
    return replace(
        guessed,
        questions=tuple(question for question in guessed.questions if question not in asked),
        of_columns=tuple(question for question in guessed.of_columns if question not in asked),
    )


def _with_columns(table: Table, guessed: Guess, unpivot: Mapping[str, Sequence[str]]) -> Table:
    """The table of people: what the list says of its rows, and what is their own."""
    kept = [name for field in _OF_ROW for name in guessed.fields.get(field, ())]
    columns = tuple(dict.fromkeys([*kept, *guessed.key, *unpivot]))
    taken = tuple(
        Row(row.number, {name: cells[name] for name in columns}, row.sheet)
        for row in table.rows
        for _, cells in unpivoted(unpivot, row.cells)
    )
    return replace(table, columns=columns, rows=taken, problems=())


def _guess_of_cells(
    people: Table, of_list: Guess, column: Column, named: Mapping[str, tuple[str, ...]]
) -> Guess:
    """The guess for people whom one cell names, with the harm that its heading says."""
    found = _guess(people, of_list, named)
    harm = next(count.harm for count in counted_by(column.name) if count.harm)
    fields = {"name": tuple(named)} | {
        field: names
        for field, names in found.fields.items()
        if not set(names) & named.keys() and field != "harm"
    }
    return replace(
        found,
        reason=f"the people whom {column.name!r} names, each tied to the incident of the row",
        fields={field: fields[field] for field in FIELDS[RecordKind.PERSON] if field in fields},
        fixed={**found.fixed, "harm": harm},
        key=of_list.key,
        listed=True,
    )


def _guess(people: Table, of_list: Guess, unpivot: Mapping[str, tuple[str, ...]]) -> Guess:
    """The guess for the people, with the day of their row; what befell them is not supposed."""
    found = guess(look_at(people), people.rows, RecordKind.PERSON)
    fields = dict(found.fields)
    day = of_list.fields.get("happened") or of_list.fields.get("reported")
    if day and "died" not in fields:
        fields = {field: names for field, names in fields.items() if names != day} | {"died": day}
    fixed = {name: value for name, value in found.fixed.items() if name != "harm"}
    if "harm" not in fields:
        fixed["harm"] = Harm.UNKNOWN.value
    ordered = {field: fields[field] for field in FIELDS[RecordKind.PERSON] if field in fields}
    protected = {
        column: why
        for name, why in found.protected.items()
        for column in columns_in_file(unpivot, name)
    }
    key = of_list.key if of_list.kind is RecordKind.HAZARD else ()
    reason = f"the people of its rows, by {', '.join(map(repr, next(iter(unpivot.values()))[:3]))}"
    return replace(
        found,
        reason=reason,
        fields=ordered,
        fixed=fixed,
        key=key,
        unpivot=unpivot,
        protected=protected,
        questions=(),
    )


def _with_harm_of_rows(guessed: Guess, of_list: Guess, table: Table, people: Table) -> Guess:
    """The guess with what befell the people, where the heading of their names says it ("Martyr").

    Or every row names as many as it counts killed.
    """
    if guessed.fixed.get("harm") != Harm.UNKNOWN:
        return guessed
    names = guessed.fields.get("name", ())
    said = {code for name in names if (code := translation(FieldType.HARM, name))}
    named = Counter((row.sheet, row.number) for row in people.rows)
    columns = next((of_list.fields[one] for one in _COUNTING if one in of_list.fields), ())
    agrees = len(columns) == 1 and all(
        read_count(row.cells[columns[0]]) == CountRange.exactly(named[row.sheet, row.number])
        for row in table.rows
    )
    harm = next(iter(said)) if len(said) == 1 else Harm.KILLED.value if agrees else ""
    return replace(guessed, fixed={**guessed.fixed, "harm": harm}) if harm else guessed


_COUNTING = ("people_killed_min", "civilians_killed_min")


def _numbered_columns(table: Table, guessed: Guess) -> dict[str, tuple[str, ...]]:
    """By heading without its number, the columns that differ in it alone, in its order."""
    used = columns_read(guessed.fields)
    used |= {*guessed.key, *guessed.protected}
    numbered: dict[str, dict[int, str]] = {}
    for name in table.columns:
        number = _NUMBER.search(name)
        stem = " ".join(_NUMBER.sub(" ", name, count=1).split())
        if number and stem and name not in used and stem not in table.columns:
            numbered.setdefault(stem, {})[int(number[1])] = name
    return {
        stem: tuple(columns[number] for number in sorted(columns))
        for stem, columns in numbered.items()
        if len(columns) >= _FEWEST
    }
