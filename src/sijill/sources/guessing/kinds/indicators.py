"""Tables with an indicator in each row: "People killed | 412", "Houses destroyed | 2,210".

What a number counts stands in the cell beside it. A row that counts all the dead is read, or else
those that count groups of them; the numbers of other rows are numbers of something else.
"""

from dataclasses import replace

from sijill.model.records.fields import FieldType
from sijill.model.records.record import RecordKind
from sijill.model.values.quantities import Unit
from sijill.sources.guessing.cell_evidence import share_understood
from sijill.sources.guessing.columns import Column, look_at
from sijill.sources.guessing.heading_topics import counted_by
from sijill.sources.guessing.headings import has_words, plain_heading, readings, words_of
from sijill.sources.guessing.kinds.shapes import MOST_NAMED
from sijill.sources.guessing.proposal import Guess, guess
from sijill.sources.heading_wordings import names_scale
from sijill.sources.tables.table import Table

_UNITS = {"killed": Unit.DEATHS, "injured": Unit.INJURIES}


def with_indicators(table: Table, guessed: Guess) -> Guess:
    """The guess of such a table, as statements whose unit its cells say; else as it is.

    It has one column of numbers and one of labels, each row another, and no heading that is known
    says of what the numbers are.
    """
    if guessed.kind is not None:
        return guessed
    columns = [column for column in look_at(table) if column.filled]
    numbers = [one for one in columns if share_understood(FieldType.COUNT, one) == 1]
    labels = [one for one in columns if one not in numbers and one.different == one.filled]
    named = next(((one, units) for one in labels if (units := _units(one))), None)
    is_scaled = any(names_scale(column.name) for column in columns)
    if len(numbers) != 1 or named is None or len(columns) > _WIDEST or is_scaled:
        return guessed
    column, units = named
    read = guess(columns, table.rows, RecordKind.COUNT)
    dead = [cell for cell, unit in units.items() if unit == Unit.DEATHS.value]
    listed = ", ".join(map(repr, dead[:MOST_NAMED]))
    return replace(
        read,
        reason=f"an indicator in each row, by the cells of {column.name!r}",
        fields={"value": (numbers[0].name,), "unit": (column.name,)},
        values={"unit": units},
        caution=(
            f"the number beside {listed} is read as that of the killed, and others as numbers of "
            "something else. Of rows that may hold the same people the largest is the least number"
        ),
        questions=(),
        of_columns=(),
    )


_WIDEST = 4


def _units(column: Column) -> dict[str, str]:
    """The unit of each label that counts the killed or the injured; empty if none the killed."""
    units: dict[str, str] = {}
    wholes = set[str]()
    for cell, _ in column.commonest:
        for count in counted_by(cell)[:1]:
            if count.harm not in _UNITS or count.is_part or _is_of_days(cell):
                continue
            units[cell] = _UNITS[count.harm].value
            if count.harm == "killed" and count.group == "people":
                wholes.add(cell)
    if Unit.DEATHS.value not in units.values():
        return {}
    return {
        cell: unit
        for cell, unit in units.items()
        if not wholes or cell in wholes or unit != Unit.DEATHS.value
    }


def _is_of_days(cell: str) -> bool:
    """Whether a label is of the last day alone: "Killed in the last 24 hours"."""
    daily = words_of("count_words.toml", "daily", "words")
    forms = {*readings(cell), plain_heading(cell)}
    return any(has_words(form, word) for form in forms for word in daily)
