"""Lists in which a day of death says who died: of prisoners, of patients, of the missing.

All people of a list of the dead died, whoever has no day of it as well. Where a list says of its
people that they were arrested, admitted or are missing, those died who have such a day; and so they
did where the column says of others that they live ("alive", "wounded, abroad").
"""

from collections.abc import Sequence

from sijill.language.names.fates import fate
from sijill.model.codes import Harm
from sijill.model.records.fields import FieldType
from sijill.model.records.record import RecordKind
from sijill.model.records.row_doubt import RowDoubt
from sijill.model.settings.source_mapping import ANY_DAY
from sijill.sources.guessing.cell_evidence import holds_days, holds_months, rows_with_numbers
from sijill.sources.guessing.code_words import translation
from sijill.sources.guessing.columns import Column, FieldColumns, most_filled
from sijill.sources.guessing.headings.topics import asks_of_death
from sijill.sources.guessing.kinds.marked_columns import fatal_wounds, marked_fields
from sijill.sources.guessing.questions.open_questions import columns_of_fate_codes
from sijill.sources.guessing.words import plain_heading, read_words, speaks_of, words_of
from sijill.sources.tables.table import Row


def marks_and_fates(
    fields: FieldColumns, columns: Sequence[Column], rows: Sequence[Row], kind: RecordKind
) -> tuple[FieldColumns, dict[str, dict[str, str]]]:
    """The columns that mark fields, with those that say what befell people, and what cells mean.

    Args:
        fields: what the list's columns are taken for.
        columns: those that may be shown.
        rows: the list's rows.
        kind: what the list is about.

    Returns:
        The columns of each such field, and the meaning of its cells.
    """
    marked, meanings = marked_fields(fields, columns, rows, kind)
    if "harm" not in meanings:
        fatal, said = fatal_wounds(fields, columns, rows, kind)
        marked, meanings = {**marked, **fatal}, {**meanings, **said}
    if dated := dated_deaths({**fields, **marked}, columns, kind):
        return {**marked, "harm": fields["died"]}, {**meanings, "harm": dated}
    if "harm" not in meanings:
        told = graded_deaths(fields, columns, kind) | moved_people(fields, columns)
        meanings = {**meanings, "harm": told} if told else meanings
    return marked, meanings


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


def moved_people(fields: FieldColumns, columns: Sequence[Column]) -> dict[str, str]:
    """What cells such as "Transferred" mean, by ``values``; empty where they mean the hurt.

    In a list of prisoners they are of the detained, and of the living who ran away or were let go;
    of patients, whom the headings or another cell of the column show, of the hurt. Otherwise who
    was taken elsewhere or ran away may be any of these, and nobody's fate is known.
    """
    headings = [column.name for column in columns]
    (harm,) = fields.get("harm", ("",))[:1]
    cells = [cell for column in columns if column.name == harm for cell, _ in column.commonest]
    moved = {cell: fate for cell in cells if (fate := _fate_of_moved(cell, "moved"))}
    if speaks_of("patients", headings):
        return {}
    if speaks_of("detention", headings):
        left = {cell: fate for cell in cells if (fate := _fate_of_moved(cell, "left"))}
        return {cell: fate.value for cell, fate in {**moved, **left}.items()}
    others = {translation(FieldType.HARM, cell) for cell in cells if cell not in moved}
    return {} if Harm.INJURED in others else dict.fromkeys(moved, Harm.UNKNOWN.value)


def graded_deaths(
    fields: FieldColumns, columns: Sequence[Column], kind: RecordKind
) -> dict[str, str]:
    """What a column of fates means that says of some how sure their row is, by ``values``.

    Beside a day of death "Verified" and "Pending verification" are of a death, which the second
    leaves in doubt, where another cell of the column says that somebody lives.
    """
    harm = next((one for one in columns if (one.name,) == fields.get("harm")), None)
    if kind is not RecordKind.PERSON or harm is None:
        return {}
    if not any(map(asks_of_death, fields.get("died", ()))):
        return {}
    sure = words_of("values.toml", "evidence_grade", "confirmed")
    return {
        cell: Harm.KILLED.value
        for cell, _ in harm.commonest
        if not translation(FieldType.HARM, cell, harm.name)
        and (plain_heading(cell) in sure or fate(cell) is RowDoubt.UNCONFIRMED)
    }


def _fate_of_moved(cell: str, table: str) -> Harm | None:
    """Of prisoners the fate of whom a cell says that they were taken elsewhere, ran away, left."""
    plain = plain_heading(cell)
    fates = read_words("values.toml")[table]
    return next(
        (Harm(fate) for fate in fates if plain in words_of("values.toml", table, fate)), None
    )


def _dates_deaths(column: Column) -> bool:
    return _asks_of_deaths(column) and (holds_days(column) or holds_months(column))


def _asks_of_deaths(column: Column) -> bool:
    return asks_of_death(column.name) or any(
        speaks_of(topic, [column.name]) for topic in ("killing", "death")
    )
