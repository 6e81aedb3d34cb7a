"""The people of a list whose rows hold several of them: "Victim 1 Name", "Victim 2 Name"."""

import re
from collections.abc import Mapping
from dataclasses import replace

from sijill.model.codes import Harm
from sijill.model.records.fields import FIELDS
from sijill.model.records.record import RecordKind
from sijill.sources.guessing.columns import look_at
from sijill.sources.guessing.headings import fields_of
from sijill.sources.guessing.proposal import Guess, guess
from sijill.sources.tables.table import Row, Table
from sijill.sources.unpivot import columns_in_file, unpivoted

_NUMBER = re.compile(r"[\s_#-]*(\d{1,2})[\s_#-]*")
_OF_ROW = ("code", "happened", "reported", "place", "other_place", "latitude", "longitude")
"""Fields of the list itself that say something of its people, too."""
_FEWEST = 2


def people_in_rows(table: Table, guessed: Guess) -> tuple[Table, Guess] | None:
    """The people of a list of incidents or accidents, one a row, and the guess for them.

    ``None`` where no numbered columns name anybody.
    """
    if guessed.kind not in (RecordKind.HAZARD, RecordKind.INCIDENT):
        return None
    unpivot = _numbered_columns(table, guessed)
    if not any("name" in fields_of(name, RecordKind.PERSON) for name in unpivot):
        return None
    kept = [name for field in _OF_ROW for name in guessed.fields.get(field, ())]
    columns = tuple(dict.fromkeys([*kept, *guessed.key, *unpivot]))
    rows = tuple(
        Row(row.number, {name: cells[name] for name in columns}, row.sheet)
        for row in table.rows
        for _, cells in unpivoted(unpivot, row.cells)
    )
    people = replace(table, columns=columns, rows=rows, problems=())
    return people, _guess(people, guessed, unpivot)


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


def _numbered_columns(table: Table, guessed: Guess) -> dict[str, tuple[str, ...]]:
    """By heading without its number, the columns that differ in it alone, in its order."""
    used = {name for names in guessed.fields.values() for name in names}
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
