"""Which column of a list each field reads: by its heading, and by what its cells hold."""

import re
from collections.abc import Iterable, Iterator, Sequence

from sijill.language.dates import may_be_ethiopian, names_unread_calendar
from sijill.model.records.fields import FIELDS, FieldType
from sijill.model.records.record import RecordKind
from sijill.sources.guessing.cell_evidence import (
    holds,
    holds_claims,
    holds_days,
    holds_names_of_honour,
    is_doubtful,
    names_the_harmed,
    share_understood,
)
from sijill.sources.guessing.cell_matching import (
    BEFORE_ALL,
    LAST,
    NEARLY_ALL,
    TO_BE_TRANSLATED,
    FieldMatch,
    by_cells,
    codes_alone,
    holds_other_than,
    is_about_anything,
)
from sijill.sources.guessing.columns import Column, most_filled
from sijill.sources.guessing.headings.fields import fields_named, fields_of, headings_of
from sijill.sources.guessing.headings.phrases import count_heading
from sijill.sources.guessing.headings.readings import readings
from sijill.sources.guessing.headings.topics import counted_by, names_area
from sijill.sources.guessing.kinds.marked_columns import HARM_MARKS, harm_marked, holds_answers
from sijill.sources.guessing.words import has_any, plain_heading, speaks_of, words_of


def match_columns(columns: Sequence[Column], kind: RecordKind) -> dict[str, str]:
    """For each field of the kind the column that is for it; a column serves one field.

    Columns without a single cell are left out. A column whose cells the field understands wins
    over one whose cells it does not; then the most literal match, then the more telling heading.
    A heading that may be about anything ("Status", "Type") is for the coded field whose words its
    cells are, and for none where they are no such words.
    """
    matches: list[FieldMatch] = []
    for column in columns:
        if column.filled:
            by_heading = _by_heading(column, kind)
            matches += [*by_heading, *by_cells(column, kind, by_heading)]
            matches += [*_marks_harm(column, kind), *_day_of_death(column, kind)]
    others = _of_groups_unknown(columns)
    matches = [match for match in matches if match[-1] not in others]
    matches += _parts_of_counts(columns, kind)
    matches += _groups_of_the_killed(columns, kind)
    matches += _last_for_name(columns, kind, matches)
    matches += _fates_in_remarks(columns, kind, matches)
    matches += _claims_in_words(columns, kind, matches)
    column_of: dict[str, str] = {}
    used: set[str] = set()
    for *_, field, column_name in sorted(matches):
        if field not in column_of and column_name not in used:
            column_of[field] = column_name
            used.add(column_name)
    return {field: column_of[field] for field in headings_of(kind) if field in column_of}


def _of_groups_unknown(columns: Sequence[Column]) -> frozenset[str]:
    """Numbers of a group in brackets that is none of ours: "Dead (guards)" beside "(civilians)".

    Where another heading with the same words has a group in brackets, so has this one.
    """
    bracketed = {
        column.name: (bare, found[1])
        for column in columns
        if (found := _BRACKET.search(column.name))
        and (bare := plain_heading(column.name.replace(found[0], " ")))
        and count_heading(bare)
    }
    grouped = {
        bare
        for name, (bare, _) in bracketed.items()
        if (count := count_heading(plain_heading(name))) and count.group != "people"
    }
    return frozenset(
        name
        for name, (bare, _) in bracketed.items()
        if bare in grouped and count_heading(plain_heading(name)) is None
    )


_BRACKET = re.compile(r"[(\[]([^)\]]+)[)\]]")


def _parts_of_counts(columns: Iterable[Column], kind: RecordKind) -> Iterator[FieldMatch]:
    """Columns such as "of whom children", which count some of those of the column before."""
    harm = ""
    for column in columns:
        counted = next(iter(counted_by(column.name)), None)
        if counted is None or kind is not RecordKind.INCIDENT:
            harm = ""
            continue
        harm = counted.harm or (harm if counted.is_part else "")
        field = f"{counted.group}_{harm}_{counted.end}"
        if counted.is_part and harm and not is_doubtful(FIELDS[kind][field], column):
            yield (False, LAST, 0, field, column.name)


def _groups_of_the_killed(columns: Sequence[Column], kind: RecordKind) -> Iterator[FieldMatch]:
    """Columns such as "Women" in a list of incidents that counts the killed and nobody else."""
    counted = {
        count.harm for column in columns for count in counted_by(column.name) if not count.is_part
    }
    if kind is not RecordKind.INCIDENT or counted != {"killed"}:
        return
    for column in columns:
        for form in readings(column.name):
            count = None if count_heading(form) else count_heading(f"{form} killed")
            if count and count.group != "people" and not count.is_cumulative:
                field = f"{count.group}_killed_{count.end}"
                if not is_doubtful(FIELDS[kind][field], column):
                    yield (False, LAST, 0, field, column.name)


def _fates_in_remarks(
    columns: Sequence[Column], kind: RecordKind, matches: Iterable[FieldMatch]
) -> Iterator[FieldMatch]:
    """Remarks that are fates, one in each row, where no column is for fates.

    Or what a civil register enters, under a heading that may be an incident's: "Event".
    """
    fields = {column: field for *_, field, column in matches}
    rows = most_filled(columns)
    for column in columns if "harm" not in fields.values() else ():
        share = share_understood(FieldType.HARM, column)
        is_full = min(share, column.filled / max(rows, 1)) >= NEARLY_ALL
        if (
            is_full
            and fields.get(column.name) in ("note", "incident")
            and codes_alone(column, kind)
        ):
            yield (False, BEFORE_ALL, 0, "harm", column.name)


def _claims_in_words(
    columns: Sequence[Column], kind: RecordKind, matches: Iterable[FieldMatch]
) -> Iterator[FieldMatch]:
    """Published sentences under a heading that does not say so, where none is for sentences."""
    is_said = any(field == "sentence" for *_, field, _ in matches)
    for order, column in enumerate(columns):
        if kind is RecordKind.COUNT and not is_said and holds_claims(column):
            yield (False, LAST, order, "sentence", column.name)


def _last_for_name(
    columns: Iterable[Column], kind: RecordKind, matches: Iterable[FieldMatch]
) -> Iterator[FieldMatch]:
    """Where no column is for names: those whose heading holds a word for a name, and names."""
    named = {field for *_, field, _ in matches}
    if kind not in _OF_NAMES or named & {"name", "given_name", "other_name"}:
        return
    taken = {column for *_, column in matches}
    for order, column in enumerate(columns):
        is_name = names_the_killed(column) or ("family_name" not in named and heads_names(column))
        if column.name not in taken and is_name:
            yield (True, LAST, order, "name", column.name)


_OF_NAMES = frozenset({RecordKind.PERSON, RecordKind.REMAINS})


def heads_names(column: Column) -> bool:
    """Whether names of people stand under a heading with a word for one: "Pt name"."""
    words = words_of("keys.toml", "full_name", "name")
    listed = {*words, *headings_of(RecordKind.PERSON)["family_name"]}
    says_name, is_of_others = (
        has_any(readings(column.name), sought)
        for sought in (listed, words_of("keys.toml", "full_name", "of_others"))
    )
    return says_name and not is_of_others and not is_doubtful(FieldType.NAME, column)


def names_the_killed(column: Column) -> bool:
    """Whether cells beneath "Members killed" are names and neither numbers nor answers."""
    counted = counted_by(column.name)
    return (
        any(count.harm == "killed" and not count.is_cumulative for count in counted)
        and column.different > 1
        and not holds(FieldType.COUNT, column)
        and not holds(FieldType.HARM, column)
        and not holds_answers(column, crosses=True)
        and not is_doubtful(FieldType.NAME, column)
    )


def names_other_than_code(name: str, kind: RecordKind) -> bool:
    """Whether a heading names a field that takes more than codes: "state" may be a place."""
    types = FIELDS[kind]
    return any(field in types and not types[field].is_code for field in fields_of(name, kind))


def _by_heading(column: Column, kind: RecordKind) -> list[FieldMatch]:
    types = FIELDS[kind]
    matches: list[FieldMatch] = []
    for literal, form in enumerate(readings(column.name)):
        for field, order in fields_named(form, kind):
            if field == "geometry" and "outline" in types:
                continue
            if field == "died" and literal and speaks_of("wounds", [column.name]):
                continue  # "Date of the wound" is a date, and of no death
            if _is_no_such_column(field, types.get(field), column):
                continue
            doubtful = field in types and is_doubtful(types[field], column)
            if doubtful and types[field] is FieldType.TIME:
                continue  # "Arrival date/time" holds days
            doubtful = doubtful or (field == "family_name" and holds_names_of_honour(column))
            if doubtful and not types[field].is_code and holds_answers(column, crosses=False):
                continue
            if not (doubtful and types[field].is_code and _stays_a_note(field, column)):
                is_area = field in ("place", "other_place") and names_area(form)
                later = _WIDER if is_area or _counts_a_day(form) else 0
                matches.append((doubtful, literal + later, order, field, column.name))
    return matches


_WIDER = 100
"""A governorate or a district is the place where no column is for towns, villages or points, and a
number of new dead the number where no column holds all."""


def _counts_a_day(form: str) -> bool:
    """Whether a plain heading counts the dead of a day: "new deaths", "killed in the last 24h"."""
    daily = words_of("count_words.toml", "daily", "words")
    return count_heading(form) is not None and has_any((form,), daily)


def _is_no_such_column(field: str, type_: FieldType | None, column: Column) -> bool:
    """Whether cells are none of the field: no days, names of the harmed where numbers belong."""
    if holds_other_than(field, column):
        return True
    if type_ in _NAMES_AND_COUNTS and any(cell.startswith("[{") for cell, _ in column.commonest):
        return True  # people inside a row of JSON
    if type_ is FieldType.DATE:
        return _holds_no_days(column)
    return type_ is FieldType.COUNT and names_the_harmed(column)


_NAMES_AND_COUNTS = frozenset({FieldType.NAME, FieldType.COUNT})


def _holds_no_days(column: Column) -> bool:
    """Whether a calendar is named that is not read, or the cells are crosses under "Died".

    Days of another calendar look like Gregorian ones that are years away.
    """
    asked = harm_marked(column)
    is_mark = asked and plain_heading(column.name) in words_of("values.toml", "harm", asked)
    return counts_otherwise(column) or bool(is_mark)


def counts_otherwise(column: Column) -> bool:
    """Whether the days of a column are, or may be, of a calendar that is not read."""
    cells = (cell for cell, _ in column.commonest)
    return names_unread_calendar(column.name) or may_be_ethiopian(column.name, cells)


def _marks_harm(column: Column, kind: RecordKind) -> list[FieldMatch]:
    """The field of harm for a column such as "Killed" with yes, no or crosses in it."""
    asked = harm_marked(column) if "harm" in FIELDS[kind] else ""
    return [(False, LAST, HARM_MARKS.index(asked), "harm", column.name)] if asked else []


def _day_of_death(column: Column, kind: RecordKind) -> list[FieldMatch]:
    """The field of the day of death for a column such as "Martyred" with days in it."""
    counted = counted_by(column.name)
    is_of_killed = any(one.harm == "killed" and not one.is_cumulative for one in counted)
    if kind is not RecordKind.PERSON or not is_of_killed or not holds_days(column):
        return []
    return [(False, LAST, 0, "died", column.name)]


def _stays_a_note(field: str, column: Column) -> bool:
    """Whether a column whose words a coded field does not understand is kept beside the record.

    For fates, sexes and findings a person should translate the words; others are only notes.
    """
    return field not in TO_BE_TRANSLATED or is_about_anything(column.name)
