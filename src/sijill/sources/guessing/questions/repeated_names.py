"""Questions about a name that stands in several rows.

Where many rows of different people bear it, it may say that none is known. Which words say so is
known in many languages, and lists are written in more: "Nomen nescio" in a hundred rows of all ages
is nobody's name. Its rows would be compared by it, and some joined.

Where one row says that its bearer was injured or is missing and another that he was killed, they
may be one person whose fate changed, listed anew, and counted among both.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sijill.language.names.reading import read_name
from sijill.language.scripts import fold, tidy
from sijill.model.codes import Harm
from sijill.model.limits import MOST_ROWS_LOOKED_AT
from sijill.model.records.fields import FieldType
from sijill.sources.guessing.code_words import translation
from sijill.sources.guessing.columns import Column, FieldColumns
from sijill.sources.tables.table import Row

_FEWEST_ROWS, _FEWEST_PEOPLE, _FEWEST_NAMES = 5, 4, 20
_LONGEST_SHOWN = 40


def repeated_names(rows: Sequence[Row], fields: FieldColumns) -> Iterator[str]:
    """That a name stands in rows of several ages, or days and places, and no part of it elsewhere.

    A person who is listed again has one age; a common name shares its words with others.
    """
    if len(fields.get("name", ())) != 1:
        return
    column = fields["name"][0]
    of_name: dict[str, list[Row]] = defaultdict(list)
    for row in rows[:MOST_ROWS_LOOKED_AT]:
        of_name[tidy(row.cells[column])].append(row)
    if len(of_name) < _FEWEST_NAMES:
        return
    bearers: dict[str, int] = defaultdict(int)
    for name in of_name:
        for word in set(fold(name).split()):
            bearers[word] += 1
    for name, found in of_name.items():
        if (
            len(found) >= _FEWEST_ROWS
            and all(bearers[word] == 1 for word in fold(name).split())
            and _are_several(found, fields)
            and read_name(name).is_comparable
        ):
            yield (
                f"{name[:_LONGEST_SHOWN]!r} stands under {column!r} in {len(found)} rows of people "
                "who differ, and none of its words in another name: if it says that a name is not "
                "known, write it under unknown of name, for these rows are compared by it"
            )


def _are_several(rows: Sequence[Row], fields: FieldColumns) -> bool:
    """Whether rows have several ages; where no age is read, several days and places."""
    asked = ("age",) if "age" in fields else ("died", "place")
    read = [fields[field] for field in asked if field in fields]
    return bool(read) and all(
        len({tuple(row.cells[name] for name in names) for row in rows}) >= _FEWEST_PEOPLE
        for names in read
    )


def names_of_two_fates(
    rows: Sequence[Row], fields: FieldColumns, columns: Sequence[Column]
) -> Iterator[str]:
    """That one name, with nothing to tell two people apart, has two fates, one of them death."""
    of_fates = [column for column in columns if (column.name,) == fields.get("harm")]
    if len(fields.get("name", ())) != 1 or not of_fates:
        return
    name, fates = fields["name"][0], of_fates[0]
    harms = {
        cell: Harm(code)
        for cell, _ in fates.commonest
        if (code := translation(FieldType.HARM, cell, fates.name, fates.legend))
    }
    died: dict[tuple[str, ...], int] = {}
    lived: dict[tuple[str, ...], int] = {}
    for row in rows[:MOST_ROWS_LOOKED_AT]:
        harm = harms.get(row.cells[fates.name], Harm.UNKNOWN)
        if read_name(row.cells[name]).is_comparable and (harm.is_death or harm in _NOT_KNOWN_DEAD):
            (died if harm.is_death else lived).setdefault(_identity(row, fields), row.number)
    both = [person for person in died if person in lived]
    if both:
        first, second = sorted((died[both[0]], lived[both[0]]))
        yield (
            f"{name!r} holds the same name in rows of the killed and in rows of the injured or "
            f"missing (for example in rows {first} and {second}; {len(both)} such): unless a link "
            "joins the rows, each is counted among both. Where one person is listed anew, take the "
            "earlier row out of a copy of the file, or withdraw its record after a build "
            "(sijill withdraw)"
        )


_NOT_KNOWN_DEAD = (Harm.INJURED, Harm.MISSING)
_OF_IDENTITY = ("name", "father_name", "mother_name", "date_of_birth", "sex", "place")


def _identity(row: Row, fields: FieldColumns) -> tuple[str, ...]:
    """What a list says of who somebody is, and does not change as age does; folded."""
    names = [name for field in _OF_IDENTITY for name in fields.get(field, ())]
    return tuple(fold(tidy(row.cells[name])) for name in names)
