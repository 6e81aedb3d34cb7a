"""What a list leaves open that a person should decide, in sentences."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sijill.language.scripts import tidy
from sijill.model.codes import Harm
from sijill.model.records.fields import FIELDS, FieldType
from sijill.model.records.record import RecordKind
from sijill.model.settings.source_mapping import HARM_IS_A_GUESS
from sijill.sources.guessing.cell_evidence import counts_bodies, holds
from sijill.sources.guessing.cell_matching import is_about_anything
from sijill.sources.guessing.code_words import translation
from sijill.sources.guessing.column_matching import names_other_than_code
from sijill.sources.guessing.columns import MOST_NAMED, Column, FieldColumns, columns_read
from sijill.sources.guessing.headings.fields import fields_of
from sijill.sources.guessing.headings.topics import about_perpetrators, speaks_of_wounds
from sijill.sources.guessing.kinds.column_sums import parts_of_read, sums_of_read
from sijill.sources.guessing.questions.answers import (
    CODES_OF_FATES,
    NO_COLUMN_OF_FATES,
    NO_COLUMN_OF_NAMES,
)
from sijill.sources.guessing.questions.beside_fields import beside_the_fields, people_side_by_side
from sijill.sources.guessing.questions.read_fates import read_fates
from sijill.sources.guessing.questions.repeated_names import names_of_two_fates, repeated_names
from sijill.sources.guessing.questions.unread_accounts import unread_accounts
from sijill.sources.guessing.questions.unread_answers import (
    other_causes,
    rows_of_news,
    rows_of_perpetrators,
    unread_answers,
)
from sijill.sources.guessing.questions.unread_days import unread_days
from sijill.sources.guessing.questions.unread_entries import (
    two_numbers_a_cell,
    unread_entries,
    unread_names,
)
from sijill.sources.guessing.questions.unread_fates import unread_fates
from sijill.sources.guessing.questions.unread_numbers import (
    people_a_row,
    several_bodies_in_words,
    several_killed_in_words,
    several_people_a_row,
    unread_letters,
    unread_numbers,
    unsaid_number,
)
from sijill.sources.guessing.words import speaks_of
from sijill.sources.tables.table import Row

_OF_PEOPLE = (RecordKind.PERSON, RecordKind.REMAINS)
_LONGEST_CODE = 2


@dataclass(frozen=True, slots=True)
class ListGuess:
    """A list as far as it was guessed: its kind, the columns that may be shown, what they mean."""

    kind: RecordKind
    columns: Sequence[Column]
    rows: Sequence[Row]
    fields: FieldColumns
    fixed: Mapping[str, str]
    listed: bool = False
    """Whether each person of a cell that lists several is a record."""


def column_questions(
    guessed: ListGuess, unread: Sequence[Column], *, is_known_export: bool
) -> tuple[str, ...]:
    """The questions about single columns, asked until a field reads it or ``settled`` names it.

    Args:
        guessed: the list.
        unread: its columns like "Status" whose words no field understands.
        is_known_export: whether the list is a well-known export, whose people's fate is known.
    """
    listed = (guessed.columns, guessed.rows, guessed.fields)
    sums = sums_of_read(*listed) | parts_of_read(*listed)
    unasked = about_perpetrators([column.name for column in guessed.columns])
    unasked = unasked if guessed.kind in _OF_PEOPLE else frozenset()
    columns = [column for column in guessed.columns if column.name not in {*sums, *unasked}]
    asked = replace(guessed, columns=columns)
    return tuple(_about_columns(asked, unread, is_known_export=is_known_export))


def _about_columns(
    guessed: ListGuess, unread: Sequence[Column], *, is_known_export: bool
) -> Iterator[str]:
    """The questions in their order; a well-known export counts as it is known to."""
    kind, columns, fields = guessed.kind, guessed.columns, guessed.fields
    fates = _unread_fates(guessed)
    yield from (_question_about(one) for one in unread if not _is_of_wounds(one, fields))
    yield from _refused_consent(columns, guessed.rows, kind, fields)
    yield from fates.values()
    yield from unread_days(kind, columns, fields)
    yield from unread_entries(kind, columns, guessed.rows, fields)
    yield from _several_bodies(guessed)
    if kind is RecordKind.PERSON:
        yield from several_killed_in_words(columns, guessed.rows, fields)
    if not is_known_export:
        yield from _missing_in_incidents(guessed)
        yield from unread_accounts(kind, columns, fields)
        yield from _numbers_of_people(guessed)
    counting = columns if is_known_export else _without_counted(guessed)
    yield from beside_the_fields(counting, kind, fields)
    yield from people_side_by_side(columns, fields)
    if not is_known_export:
        yield from _whom_to_count(guessed, {*fates, *(column.name for column in unread)})


def list_questions(guessed: ListGuess, *, is_known_export: bool) -> Iterator[str]:
    """The questions about the list as a whole, which its mapping holds until they are taken out."""
    yield from _unsaid_names(guessed.kind, guessed.fields)
    if not is_known_export:
        yield from _unsaid_harm(guessed.fixed, guessed.fields, guessed.columns)
        yield from unsaid_number(guessed.kind, guessed.fields, guessed.columns)


def _without_counted(guessed: ListGuess) -> list[Column]:
    """The columns but for the one that says how many people each row of a list stands for."""
    names = next(iter(guessed.fields.get("name", ())), "")
    is_of_people = guessed.kind is RecordKind.PERSON
    counting = (
        people_a_row(guessed.columns, guessed.rows, names, listed=guessed.listed)
        if is_of_people
        else None
    )
    return [column for column in guessed.columns if column is not counting]


def _unread_fates(guessed: ListGuess) -> dict[str, str]:
    if guessed.kind is not RecordKind.PERSON:
        return {}
    return unread_fates(guessed.columns, guessed.rows, guessed.fields, guessed.fixed)


def _whom_to_count(guessed: ListGuess, asked: Collection[str]) -> Iterator[str]:
    """Cells that say who should count and that no field reads, of columns not yet asked about."""
    columns = [column for column in guessed.columns if column.name not in asked]
    consents = {"may_quote", "consent"}
    answers = [c for c in columns if not consents & fields_of(c.name, RecordKind.TESTIMONY)]
    yield from unread_answers(guessed.kind, answers, guessed.fields)
    if guessed.kind in _OF_PEOPLE:
        if not set(guessed.fields.get("name", ())) - {c.name for c in guessed.columns}:  # settled
            yield from repeated_names(guessed.rows, guessed.fields)
            yield from names_of_two_fates(guessed.rows, guessed.fields, guessed.columns)
        yield from read_fates(guessed.columns, guessed.fields)
        yield from rows_of_perpetrators(guessed.columns)
    if guessed.kind in (*_OF_PEOPLE, RecordKind.COUNT):
        yield from other_causes(columns, guessed.fields, guessed.fixed)


def unread_columns(
    columns: Sequence[Column], kind: RecordKind, fields: FieldColumns
) -> list[Column]:
    """Columns like "Status" whose words no field understands."""
    used = columns_read(fields)
    return [
        column
        for column in columns
        if column.filled
        and column.name not in used
        and is_about_anything(column.name)
        and not names_other_than_code(column.name, kind)
    ]


def columns_of_fate_codes(columns: Sequence[Column], fields: FieldColumns) -> list[Column]:
    """Columns such as "Status" that no field reads, all of whose cells are codes: 1, 2, 9.

    They may be the fates of people, whom nobody can count then.
    """
    return [
        column
        for column in unread_columns(columns, RecordKind.PERSON, fields)
        if column.different > 1
        and "harm" in fields_of(column.name, RecordKind.PERSON)
        and all(len(tidy(cell)) <= _LONGEST_CODE for cell, _ in column.commonest)
    ]


def _is_of_wounds(column: Column, fields: FieldColumns) -> bool:
    """Whether a column tells of wounds in a list whose fates another one states."""
    return "harm" in fields and speaks_of("wounds", [column.name])


def _question_about(column: Column) -> str:
    words = ", ".join(repr(tidy(cell)[:30]) for cell, _ in column.commonest[:3])
    return (
        f"the words of {column.name!r} ({words}) are those of no field; they are kept beside each "
        "record and change no number. If they say who was killed or who was a civilian, name the "
        "field and translate them under values"
    )


def _refused_consent(
    columns: Sequence[Column],
    rows: Sequence[Row],
    kind: RecordKind,
    fields: FieldColumns,
) -> Iterator[str]:
    """The rows of a list, other than of accounts, that say no where consent is asked."""
    if "may_quote" in FIELDS[kind]:
        return
    for column in columns:
        if not {"may_quote", "consent"} & fields_of(column.name, RecordKind.TESTIMONY):
            continue
        refused = [
            row.number
            for row in rows
            if translation(FieldType.YES_NO, row.cells[column.name]) == "no"
        ]
        if refused:
            listed = ", ".join(map(str, refused[:MOST_NAMED]))
            more = ", …" if len(refused) > MOST_NAMED else ""
            withheld = (column.name,) == fields.get("may_publish")
            yield f"{len(refused)} rows say no under {column.name!r} (row {listed}{more}); " + (
                "their names and words are withheld from every page and table"
                if withheld
                else "this kind of list has no field for consent, so take them out before you build"
            )


def _numbers_of_people(guessed: ListGuess) -> Iterator[str]:
    """Columns with numbers of people that nothing reads, of lists of every kind."""
    yield from unread_numbers(guessed.kind, guessed.columns, guessed.fields)
    yield from unread_names(guessed.kind, guessed.columns, guessed.fields)
    yield from two_numbers_a_cell(guessed.kind, guessed.columns, guessed.fields)
    if guessed.kind is RecordKind.INCIDENT:
        yield from rows_of_news(guessed.columns, guessed.rows, guessed.fields)
    if guessed.kind is RecordKind.REMAINS:
        yield from several_bodies_in_words(guessed.columns, guessed.rows, guessed.fields)
    if guessed.kind is RecordKind.PERSON:
        yield from several_people_a_row(
            guessed.columns, guessed.rows, guessed.fields, listed=guessed.listed
        )
        used = columns_read(guessed.fields)
        if guessed.fixed.get("harm") == Harm.KILLED:
            yield from unread_letters(guessed.columns, used)


def _unsaid_harm(
    fixed: Mapping[str, str], fields: FieldColumns, columns: Sequence[Column]
) -> Iterator[str]:
    """That people are taken for killed, where neither a heading nor a field of the list says so.

    Or that nobody is, where a column of fates holds codes that nothing explains.
    """
    if fixed.get("harm") == Harm.UNKNOWN and (coded := columns_of_fate_codes(columns, fields)):
        yield (
            f"{coded[0].name!r} {CODES_OF_FATES}, and nothing explains them: "
            "nobody of this list is known to be killed, and each may have been. Name the column "
            "under harm, in the place of the one under [fixed], and translate its codes under "
            "values, or correct harm under [fixed]"
        )
    headings = [column.name for column in columns]
    if fixed.get("harm") == Harm.INJURED:
        because = "speak of wounds" if speaks_of_wounds(headings) else "are those of a hospital"
        yield (
            f"{NO_COLUMN_OF_FATES}; they are counted as injured, because the "
            f"headings {because}. If some of them died, name the column that says it under harm, "
            "in the place of the one under [fixed], or correct that one"
        )
    if fixed.get("harm") == Harm.KILLED and not speaks_of("killing", headings):
        yield (
            f"{HARM_IS_A_GUESS}. If they died otherwise, or some of them live, correct harm under "
            "[fixed]"
        )


def _missing_in_incidents(guessed: ListGuess) -> Iterator[str]:
    """That a column of incidents or totals counts the missing or abducted, who are in no number."""
    used = columns_read(guessed.fields)
    kinds = (RecordKind.INCIDENT, RecordKind.COUNT)
    for column in guessed.columns if guessed.kind in kinds else ():
        lost = next((topic for topic in _LOST if speaks_of(topic, [column.name])), "")
        if lost and holds(FieldType.COUNT, column) and column.name not in used:
            yield (
                f"{column.name!r} counts people {_LOST[lost]}, whom no field of this list holds: "
                "they are in no number of the killed. Whoever is known by name belongs into a list "
                "of people"
            )


_LOST = {"missing": "missing", "abduction": "abducted"}
"""Topics of headings, and what they say of people who are in no number of the killed."""


def _several_bodies(guessed: ListGuess) -> Iterator[str]:
    """That a column says how many bodies each row stands for, and no field reads it."""
    used = columns_read(guessed.fields)
    for column in guessed.columns:
        if column.name in used or not counts_bodies(column):
            continue
        if guessed.kind is RecordKind.REMAINS:
            yield (
                f"{column.name!r} says how many bodies a row stands for, and no field reads it: "
                "name it under bodies, or each row counts as one"
            )
        elif guessed.kind is RecordKind.SITE:
            yield (
                f"{column.name!r} says how many bodies a row stands for, and no field reads it: "
                "name it under recovered_count or expected"
            )


def _unsaid_names(kind: RecordKind, fields: FieldColumns) -> Iterator[str]:
    """That nobody of a list of people is named, where no column is taken for names."""
    if kind is RecordKind.PERSON and "name" not in fields:
        yield (
            f"{NO_COLUMN_OF_NAMES}, so nobody of this list counts as named; if one holds "
            "names, write it under name"
        )
