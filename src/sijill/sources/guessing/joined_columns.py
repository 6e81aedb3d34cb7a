"""Several columns that make one value: parts of a name, of a date, an age and its unit.

An Arabic, Kurdish or Persian list that writes the chain of names in columns means one name. In
other lists the father's name is a name of its own; so it is joined only where its cells are single
words.

A heading counts as a part of the date of a row where its words are those of a part ("Year of
death", "سنة الوفاة", "Jahr") and of the event; words of birth or of entry make it another date. The
columns are joined only where no column holds whole dates, and the year's cells are years.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from sijill.language.ages import is_about_age, read_age, unit_of_heading
from sijill.language.numbers import read_count
from sijill.language.numbers.digits import serial_number
from sijill.language.scripts import fold_digits
from sijill.model.limits import MOST_ROWS_LOOKED_AT
from sijill.model.records.fields import FIELDS, FieldType
from sijill.model.records.record import RecordKind
from sijill.model.records.row_doubt import RowDoubt
from sijill.model.values.ages import MONTHS_PER_YEAR, AgeInterval
from sijill.model.values.counts import CountRange
from sijill.sources.empty_graves import names_bodies, names_things
from sijill.sources.guessing.cell_evidence import holds, holds_days
from sijill.sources.guessing.columns import Column, FieldColumns, columns_read
from sijill.sources.guessing.headings.fields import headings_of
from sijill.sources.guessing.headings.readings import readings
from sijill.sources.guessing.headings.topics import WHOLE_GROUPS, counted_by
from sijill.sources.guessing.words import plain_heading, words_of
from sijill.sources.row_doubts import later_death, marked_doubt, row_doubt
from sijill.sources.submissions import times_of_forms
from sijill.sources.tables.table import Row

_SINGLE_WORD = 1.2
"""Median words of a column that holds single words; compound names (Abd al-Rahman) raise it."""
_PARTS_OF_NAMES = ("given_name", "middle_name", "grandfather_name", "second_family_name")
_DATE_OF = {
    RecordKind.PERSON: "died",
    RecordKind.INCIDENT: "happened",
    RecordKind.REMAINS: "recovered",
    RecordKind.STRIKE: "happened",
    RecordKind.COUNT: "about",
}
_PARTS_OF_DATES = ("year", "month", "day")
_YEAR = re.compile(r"(?:1[3-9]|20|21)\d\d(?:\.0+)?")
_MOST = 0.8
"""Share of rows with a year from which a column is one of years; others are slips or unknown."""
_FILE = "keys.toml"


def join_name(column_of: Mapping[str, str], columns: Mapping[str, Column]) -> FieldColumns:
    """The fields with one name made of several columns where these belong together.

    Args:
        column_of: each field's column by its heading; parts of a name under names of their own.
        columns: every column by name.
    """
    fields: dict[str, tuple[str, ...]] = {
        name: (column,) for name, column in column_of.items() if name not in _PARTS_OF_NAMES
    }
    if "name" not in column_of and "given_name" not in column_of and "other_name" in fields:
        fields["name"] = fields.pop("other_name")  # "Name (Arabic)" alone is the name
        return fields
    full, family = column_of.get("name", ""), column_of.get("family_name", "")
    given = column_of.get("given_name", "")
    if full and not given and family and _is_single(columns[full]):
        given, full = full, ""  # "Name, Surname"
    if full and family and not given and _is_second_name(columns[family]):
        fields.setdefault("other_name", (family,))  # "Name", "Name (2)"
        del fields["family_name"]
        return fields
    if full and given and not family and columns[full].words <= columns[given].words + 1:
        family, full = full, ""  # "Nom, Prénom": the heading of a full name is the family's
        fields["family_name"] = (family,)
    if full:
        return fields
    if not given and not family:
        return fields
    chain = [given, column_of.get("middle_name", ""), *_ancestors(column_of, columns)]
    chain += [family, column_of.get("second_family_name", "")]
    fields["name"] = tuple(dict.fromkeys(part for part in chain if part))
    return fields


def _is_second_name(column: Column) -> bool:
    """Whether a column taken for family names holds whole names, and its heading says "name"."""
    whole = headings_of(RecordKind.PERSON)["name"]
    return not _is_single(column) and any(form in whole for form in readings(column.name))


def _is_single(column: Column) -> bool:
    return 0 < column.words <= _SINGLE_WORD


def _ancestors(column_of: Mapping[str, str], columns: Mapping[str, Column]) -> list[str]:
    ancestors = [column_of.get(name, "") for name in ("father_name", "grandfather_name")]
    return [name for name in ancestors if name and _is_single(columns[name])]


def join_dates(matched: FieldColumns, columns: Sequence[Column], kind: RecordKind) -> FieldColumns:
    """The fields with the date of the row read from its parts, where the list has these alone.

    A year alone is the date where no column holds days.
    """
    fields = dict(matched)
    field = _DATE_OF.get(kind, "")
    taken = {
        name for other_field, names in fields.items() if other_field != field for name in names
    }
    free = [column for column in columns if column.filled and column.name not in taken]
    parts = _date_parts(free)
    present = fields.get(field, ())
    is_part = all(name in parts.values() for name in present)
    is_alone = kind is not RecordKind.COUNT and not any(holds_days(column) for column in free)
    is_whole = len(parts) > 1 or is_alone
    if field and is_part and "year" in parts and is_whole:
        fields[field] = tuple(parts[part] for part in _PARTS_OF_DATES if part in parts)
    return fields


def parts_of_dates(columns: Iterable[Column]) -> frozenset[str]:
    """The columns that are parts of one date, where a year stands among them."""
    parts = _date_parts(columns)
    return frozenset(parts.values()) if "year" in parts and len(parts) > 1 else frozenset()


def _date_parts(columns: Iterable[Column]) -> dict[str, str]:
    column_of: dict[str, str] = {}
    for column in columns:
        part = part_of_date(column.name)
        if part and part not in column_of and (part != "year" or _holds_years(column)):
            column_of[part] = column.name
    if "month" not in column_of:
        column_of.pop("day", None)
    return column_of


def part_of_date(heading: str) -> str:
    """The part of a row's date that a heading names: ``year``, ``month``, ``day``, or empty."""
    words = set(plain_heading(heading).split())
    of_event = words_of(_FILE, "date_parts", "of_event")
    for part in _PARTS_OF_DATES:
        named = words & words_of(_FILE, "date_parts", part)
        if named and words - named <= of_event:
            return part
    return ""


def _holds_years(column: Column) -> bool:
    rows = sum(count for _, count in column.commonest)
    years = sum(
        count for cell, count in column.commonest if _YEAR.fullmatch(fold_digits(cell).strip())
    )
    return years >= rows * _MOST > 0


def join_ages(
    matched: FieldColumns, columns: Sequence[Column], rows: Sequence[Row]
) -> FieldColumns:
    """The fields with an age read from years and months, or from a number and its unit."""
    fields = dict(matched)
    taken = {name for field, names in fields.items() if field != "age" for name in names}
    free = [column for column in columns if column.filled and column.name not in taken]
    by_unit = {
        unit: column.name
        for column in reversed(free)
        if is_about_age(column.name) and (unit := unit_of_heading(column.name))
    }
    parts = tuple(by_unit[unit] for unit in _UNITS if unit in by_unit)
    present = fields.get("age", ())
    if parts and set(present) <= set(parts):
        fields["age"] = parts if not _repeat_each_other(parts, rows) else (present or parts[:1])
    elif len(present) == 1:
        beside = [column.name for column in free if _holds_units(column, present[0])]
        fields["age"] = (*present, *beside[:1])
    return fields


_UNITS = ("years", "months", "weeks", "days")


def _repeat_each_other(parts: Sequence[str], rows: Sequence[Row]) -> bool:
    """Whether two columns give one age twice: 2 in years is 24 in months."""
    if len(parts) <= 1:
        return False
    pairs = [[serial_number(row.cells.get(name, "").strip()) for name in parts[:2]] for row in rows]
    return any((years or 0) > 0 and (rest or 0) >= MONTHS_PER_YEAR for years, rest in pairs)


def _holds_units(column: Column, age: str) -> bool:
    """Whether every cell of another column is the unit of an age: "months", "Y", "سنة"."""
    cells = [cell for cell, _ in column.commonest]
    return (
        column.name != age
        and any(len(cell.strip()) > 1 or is_about_age(column.name) for cell in cells)
        and all(
            not any(map(str.isdigit, cell)) and isinstance(read_age(f"7 {cell}"), AgeInterval)
            for cell in cells
        )
    )


def without_choices(columns: Sequence[Column]) -> list[Column]:
    """The columns without those that repeat the choices of a question, one by one.

    KoBoToolbox writes a question with several answers as "Fate" and again as "Fate/killed" with 1
    or 0; such a column counts nobody.
    """
    names = {column.name for column in columns}
    return [
        column
        for column in columns
        if not (_question_of(column.name) in names and _holds_marks(column))
    ]


def _question_of(name: str) -> str:
    """The question that a heading repeats with one of its choices; empty where it is none."""
    return name.rpartition("/")[0]


def _holds_marks(column: Column) -> bool:
    cells = {fold_digits(cell).strip().removesuffix(".0").lower() for cell, _ in column.commonest}
    return cells <= {"0", "1", "true", "false"}


def without_form_times(columns: Sequence[Column]) -> list[Column]:
    """The columns without the moments at which an interviewer opened and closed the form."""
    times = times_of_forms({column.name: column.example for column in columns})
    return [column for column in columns if column.name not in times]


def further_remarks(
    fields: FieldColumns,
    columns: Sequence[Column],
    rows: Sequence[Row],
    kind: RecordKind,
) -> FieldColumns:
    """The remarks with columns that no field reads and that speak against a row: "found alive".

    Those of what lies in a grave say it by a dash, those that ask for duplicates by any mark. What
    a column says alike of all rows ("removed", where a list was made anonymous) it says of none.
    """
    is_of_remains = kind is RecordKind.REMAINS
    # a person whom the keeper has not confirmed may be nobody; an incident is graded
    said_by_grades = (None,) if kind is RecordKind.PERSON else (None, RowDoubt.UNCONFIRMED)
    taken = columns_read(fields)
    further = [
        column.name
        for column in columns
        if column.name not in taken
        and not (column.different == 1 and column.filled == len(rows) > 1)
        and (
            (is_of_remains and (names_bodies(column.name) or _tells_of_things(column)))
            or any(
                row_doubt("note", cell) not in said_by_grades
                or ("harm" in fields and later_death(cell) is not None)
                for cell in (row.cells[column.name] for row in rows[:MOST_ROWS_LOOKED_AT])
            )
            or _marks_rows(column)
        )
    ]
    return {"note": (*fields.get("note", ()), *further)} if further else {}


def _tells_of_things(column: Column) -> bool:
    return any(names_things(cell) for cell, _ in column.commonest)


def _marks_rows(column: Column) -> bool:
    """Whether a column asks for duplicates, or by yes and no for rows that were taken back."""
    answers = holds(FieldType.YES_NO, column)
    doubts = {marked_doubt(column.name, cell) for cell, _ in column.commonest}
    return RowDoubt.REPEATED in doubts or (answers and doubts != {None})


def join_groups(fields: FieldColumns, columns: Sequence[Column], kind: RecordKind) -> FieldColumns:
    """The fields with the killed and the injured of groups that are everybody, where none is read.

    "Men killed", "Women killed", "Boys killed" and "Girls killed" of an accident are one number.
    """
    joined = dict(fields)
    for harm in ("killed", "injured"):
        counted = {
            column.name: count.group
            for column in columns
            for count in counted_by(column.name)[:1]
            if count.harm == harm and count.end == "min" and column.filled
        }
        groups = frozenset(counted.values())
        if harm in FIELDS[kind] and harm not in fields and len(groups) == len(counted):
            joined |= {harm: tuple(counted)} if groups in WHOLE_GROUPS else {}
    return joined


def killed_without_injured(
    fields: FieldColumns, columns: Sequence[Column], rows: Sequence[Row]
) -> FieldColumns:
    """The killed by the column that makes up, with the injured, the one that was taken for them.

    "Victims in all" is 5 where 2 died and 3 were hurt, whatever the heading of the 2 is.
    """
    whole, hurt = (fields.get(f"people_{harm}_min", ()) for harm in ("killed", "injured"))
    if len(whole) != 1 or len(hurt) != 1:
        return {}
    used = columns_read(fields)
    for column in columns:
        if column.name in used or not holds(FieldType.COUNT, column):
            continue
        names = (whole[0], hurt[0], column.name)
        read = ([read_count(row.cells[name]) for name in names] for row in rows)
        numbers = {
            tuple(one.at_least for one in counts if isinstance(one, CountRange) and one.is_exact)
            for counts in read
        }
        numbers = {stated for stated in numbers if len(stated) == len(names)}
        if len(numbers) >= _FEWEST_SUMS and all(a == b + c for a, b, c in numbers):
            return {"people_killed_min": (column.name,)}
    return {}


_FEWEST_SUMS = 4
"""Different rows in which a number must be the sum of two others; fewer may be chance."""
