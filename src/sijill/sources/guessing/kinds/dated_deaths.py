"""Lists in which a day of death says who died: of prisoners, of patients, of the missing.

All people of a list of the dead died, whoever has no day of it as well. Where a list says of its
people that they were arrested, admitted or are missing, those died who have such a day; and so they
did where the column says of others that they live ("alive", "wounded, abroad").
"""

from collections.abc import Sequence

from sijill.model.codes import Harm
from sijill.model.records.fields import FieldType
from sijill.model.records.record import RecordKind
from sijill.model.settings.source_mapping import ANY_DAY
from sijill.sources.guessing.cell_evidence import holds_days, holds_months, rows_with_numbers
from sijill.sources.guessing.code_words import translation
from sijill.sources.guessing.columns import Column, FieldColumns, most_filled
from sijill.sources.guessing.headings.topics import asks_of_death
from sijill.sources.guessing.questions.open_questions import columns_of_fate_codes
from sijill.sources.guessing.words import plain_heading, speaks_of, words_of


def dated_deaths(
    fields: FieldColumns, columns: Sequence[Column], kind: RecordKind
) -> dict[str, str]:
    """What the cells of the day of death mean as fates, by ``values``; empty for other lists.

    Args:
        fields: what the list's columns are taken for.
        columns: those that may be shown.
        kind: what the list is about.
    """
    if kind is not RecordKind.PERSON or "harm" in fields or columns_of_fate_codes(columns, fields):
        return {}
    day = next((one for one in columns if (one.name,) == fields.get("died")), None)
    rows = most_filled(columns)
    if day is None or rows_with_numbers(day) in (0, rows):
        return {}
    if living := _living_beside_days(day):
        return {ANY_DAY: Harm.KILLED, **living}
    if not _dates_deaths(day):
        return {}
    headings = [column.name for column in columns]
    if "last_seen" in fields or speaks_of("missing", fields.get("name", ())):
        return {ANY_DAY: Harm.KILLED, "": Harm.MISSING}
    if speaks_of("detention", headings) or speaks_of("patients", headings):
        return {ANY_DAY: Harm.KILLED}
    return {}


def _living_beside_days(day: Column) -> dict[str, str]:
    """What the cells of a day of death mean that say of somebody that there was none."""
    if not _asks_of_deaths(day):
        return {}
    said = {cell: translation(FieldType.HARM, cell) for cell, _ in day.commonest}
    return {cell: code for cell, code in said.items() if code in _OF_LIVING}


_OF_LIVING = frozenset({Harm.ALIVE, Harm.INJURED, Harm.MISSING, Harm.DETAINED})


def moved_prisoners(fields: FieldColumns, columns: Sequence[Column]) -> dict[str, str]:
    """What cells such as "Transferred" mean in a list of prisoners, by ``values``; else empty."""
    headings = [column.name for column in columns]
    if not speaks_of("detention", headings) or speaks_of("patients", headings):
        return {}
    moved = words_of("values.toml", "moved", Harm.DETAINED)
    return {
        cell: Harm.DETAINED.value
        for column in columns
        if fields.get("harm") == (column.name,)
        for cell, _ in column.commonest
        if plain_heading(cell) in moved
    }


def _dates_deaths(column: Column) -> bool:
    return _asks_of_deaths(column) and (holds_days(column) or holds_months(column))


def _asks_of_deaths(column: Column) -> bool:
    return asks_of_death(column.name) or any(
        speaks_of(topic, [column.name]) for topic in ("killing", "death")
    )
