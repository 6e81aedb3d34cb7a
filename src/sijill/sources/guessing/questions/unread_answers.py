"""Questions about cells that say whom a list's numbers should hold, and that no field reads.

"Conflict related: no", "Verified: not yet", "Cause: heart attack". The rows count as all others do,
so a person is asked.
"""

from collections.abc import Iterator, Mapping, Sequence

from sijill.language.numbers.digits import serial_number
from sijill.language.scripts import fold, tidy
from sijill.model.codes import DEATHS, Harm
from sijill.model.limits import MOST_ROWS_LOOKED_AT
from sijill.model.records.fields import FieldType
from sijill.model.records.record import RecordKind
from sijill.sources.guessing.cell_evidence import holds
from sijill.sources.guessing.code_words import translation
from sijill.sources.guessing.columns import Column, FieldColumns, columns_read
from sijill.sources.guessing.headings.fields import fields_of
from sijill.sources.guessing.headings.readings import readings
from sijill.sources.guessing.headings.topics import counts_people
from sijill.sources.guessing.words import has_any, plain_heading, speaks_of, words_of
from sijill.sources.row_doubts import (
    FIELDS_OF_CAUSES,
    WORDS_OF_CAUSE,
    marked_doubt,
    may_lack_violence,
    row_doubt,
)
from sijill.sources.tables.table import Row

_COUNTED = frozenset({RecordKind.PERSON, RecordKind.REMAINS, RecordKind.INCIDENT})
_GRADED = (FieldType.EVIDENCE_GRADE, FieldType.OFFICIAL_POSITION)
_MOST_SHOWN = 3
_LONGEST_SHOWN = 40


def unread_answers(
    kind: RecordKind, columns: Sequence[Column], fields: FieldColumns
) -> Iterator[str]:
    """That a column which no field reads answers yes for some rows and no for others, or grades.

    Where many do, as in the codes of a research project, they are asked about together.
    """
    used = columns_read(fields)
    found: dict[str, str] = {}
    for column in columns if kind in _COUNTED else ():
        if column.name in used or any(map(counts_people, readings(column.name))):
            continue
        if _is_of_no_people(column.name) or (
            "harm" in fields and speaks_of("wounds", [column.name])
        ):
            continue
        of_people = kind is not RecordKind.INCIDENT  # of which a party may deny some
        if told := _told_apart(column) or (_rejected(column) if of_people else []):
            found[column.name] = ", ".join(told[:_MOST_SHOWN])
    if len(found) > _ASKED_ALONE:
        yield f"{', '.join(map(repr, found))} tell rows apart, and no field reads them{_ALIKE}"
        return
    for name, words in found.items():
        yield f"{name!r} tells rows apart ({words}), and no field reads it{_ALIKE}"


_ASKED_ALONE = 5
_ALIKE = (
    ": all of them count alike. If some should not count, withdraw them (sijill withdraw) or take "
    "them out of a copy of the file"
)


def _is_of_no_people(heading: str) -> bool:
    """Whether a heading is about animals or things: "Were there livestock losses?"."""
    words = words_of("keys.toml", "no_people", "words")
    return has_any(readings(heading), words)


def rows_of_perpetrators(columns: Sequence[Column]) -> Iterator[str]:
    """That some rows of a list of people are of those who did it, as a word of their role says."""
    named = words_of("keys.toml", "perpetrators", "words")
    for column in columns:
        said = {cell: rows for cell, rows in column.commonest if plain_heading(cell) in named}
        rows = sum(said.values())
        if 0 < 2 * rows <= column.filled:  # more of them are named by rows of victims: "Shot by"
            word = tidy(next(iter(said)))
            of_rows = "1 row: it counts" if rows == 1 else f"{rows} rows: they count"
            yield (
                f"{column.name!r} says {word!r} in {of_rows} like those of the victims. Withdraw "
                "who should not count (sijill withdraw), or take them out of a copy of the file"
            )


def rows_of_news(
    columns: Sequence[Column], rows: Sequence[Row], fields: FieldColumns
) -> Iterator[str]:
    """That rows of a list of incidents are news items, several about one place."""
    used = columns_read(fields)
    news = {
        field: column.name
        for column in columns
        if column.filled and column.name not in used
        for field in _OF_NEWS & fields_of(column.name, RecordKind.REPORT)
    }
    places = [
        [fold(row.cells[name]) for name in fields.get("place", ())]
        for row in rows[:MOST_ROWS_LOOKED_AT]
    ]
    if news.keys() == _OF_NEWS and len(set(map(tuple, places))) < len(places):
        yield (
            f"{news['publisher']!r} and {news['title']!r} are those of news, and several rows are "
            "of one place: each counts as an incident of its own, so that two reports of one event "
            "count its dead twice. Leave one row of each event in a copy of the file, or take the "
            "list as one of reports (sijill inspect FILE --kind report --write "
            "CASE/sources/NAME.toml)"
        )


_OF_NEWS = frozenset({"publisher", "title"})


def other_causes(
    columns: Sequence[Column], fields: FieldColumns, fixed: Mapping[str, str]
) -> Iterator[str]:
    """That some rows of a list of the dead give causes that need nobody's violence."""
    if fixed.get("harm", Harm.KILLED) != Harm.KILLED:
        return
    of_causes = {name for field in FIELDS_OF_CAUSES for name in fields.get(field, ())}
    used = columns_read(fields)
    for column in columns:
        if column.name in used and column.name not in of_causes:
            continue
        cells = [
            (cell, rows)
            for cell, rows in column.commonest
            if len(cell.split()) <= WORDS_OF_CAUSE
            and (
                _died_otherwise(cell, column.name)
                if column.name in fields.get("harm", ())
                else may_lack_violence(cell)
            )
        ]
        if cells:
            rows = sum(number for _, number in cells)
            said = sum(number for cell, number in cells if row_doubt("cause", cell))
            apart = f"; {said} of them say so plainly and are in upper ends alone" if said else ""
            words = ", ".join(repr(tidy(cell)[:_LONGEST_SHOWN]) for cell, _ in cells[:_MOST_SHOWN])
            of_rows = "1 row" if rows == 1 else f"{rows} rows"
            yield (
                f"{column.name!r} gives for {of_rows} what may be nobody's violence ({words})"
                f"{apart}. Take out who should not count as killed, in a copy of the file, and "
                "write the words that say nothing against it under unknown of this column"
            )


def _died_otherwise(fate: str, heading: str) -> bool:
    """Whether a fate is a death and ends with such a cause: "killed in an accident"."""
    words = tidy(fate).split()
    is_death = translation(FieldType.HARM, fate, heading) in DEATHS
    return is_death and any(may_lack_violence(" ".join(words[at:])) for at in range(len(words)))


def _told_apart(column: Column) -> list[str]:
    """The answers or grades of a column with the rows of each; empty where all say the same.

    Marks under a heading that asks for duplicates say that the other rows are none.
    """
    marks = [(cell, rows) for cell, rows in column.commonest if marked_doubt(column.name, cell)]
    if marks:
        return [f"{tidy(cell)[:_LONGEST_SHOWN]!r} in {rows}" for cell, rows in marks]
    for kind in (FieldType.YES_NO, *_GRADED):
        if kind is FieldType.YES_NO and _counts(column):
            continue
        if not holds(kind, column):
            continue
        codes = [(translation(kind, cell), cell, rows) for cell, rows in column.commonest]
        if len({code for code, _, _ in codes if code}) > 1 or _has_unread_beside(kind, codes):
            return [f"{tidy(cell)[:_LONGEST_SHOWN]!r} in {rows}" for _, cell, rows in codes]
    return []


def _rejected(column: Column) -> list[str]:
    """The cells of a column with the rows of each, where some begin with a refusal of the row.

    "rejected - no proof" beside "approved" and "pending".
    """
    refusals = words_of("keys.toml", "refusals", "words")
    of_rows = {cell: has_any((_first_word(cell),), refusals) for cell, _ in column.commonest}
    if not any(of_rows.values()) or all(of_rows.values()) or column.different > _DECISIONS_AT_MOST:
        return []
    told = sorted(column.commonest, key=lambda one: not of_rows[one[0]])
    return [f"{tidy(cell)[:_LONGEST_SHOWN]!r} in {rows}" for cell, rows in told]


def _first_word(cell: str) -> str:
    return plain_heading(cell).partition(" ")[0]


_DECISIONS_AT_MOST = 12
"""Different cells of a column of decisions; more are remarks."""


def _counts(column: Column) -> bool:
    """Whether noughts and ones are numbers of something, for several greater ones stand there."""
    numbers = {serial_number(cell.strip()) for cell, _ in column.commonest}
    return len([number for number in numbers if number is not None and number > 1]) > 1


def _has_unread_beside(kind: FieldType, codes: Sequence[tuple[str, str, int]]) -> bool:
    """Whether words that nothing translates stand beside grades: "verified" and "pending"."""
    return kind in _GRADED and len({bool(code) for code, _, _ in codes}) > 1
