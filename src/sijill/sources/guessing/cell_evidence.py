"""What the cells of a column say about the field that its heading may name.

"Status" may be dead or injured, civilian or combatant, identified or not. The cells decide: the
field is the one that understands them. A column of text is understood whatever it holds.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from sijill.language.ages import is_about_age, read_age, word_beside_age
from sijill.language.dates import read_date
from sijill.language.names.several_people import speaks_of_several
from sijill.language.numbers import read_count
from sijill.language.numbers.harms import StatedHarm, speaks_of_harm, states_harms
from sijill.language.numbers.people_counted import number_of
from sijill.language.scripts import fold_digits, without_addresses
from sijill.language.times import read_time
from sijill.language.unknown import Topic, means_unknown, phrase_form
from sijill.model.records.fields import FieldType
from sijill.model.records.record import RecordKind
from sijill.model.values.ages import AgeInterval
from sijill.model.values.counts import CountRange
from sijill.model.values.unreadable import Unreadable
from sijill.sources.guessing.code_words import is_tick, is_understood, takes_words, translation
from sijill.sources.guessing.columns import Column, FieldColumns, columns_read
from sijill.sources.guessing.headings.readings import readings
from sijill.sources.guessing.headings.topics import counted_by
from sijill.sources.guessing.words import has_any, plain_heading, words_of
from sijill.sources.split_rows.unpivot import objects_of

MOST = 0.5
"""From this share of the rows on, the cells of a column are understood."""

_TOPICS = {
    FieldType.DATE: Topic.DATE,
    FieldType.AGE: Topic.AGE,
    FieldType.COUNT: Topic.COUNT,
    FieldType.SEX: Topic.SEX,
    FieldType.NAME: Topic.NAME,
}


def share_understood(kind: FieldType, column: Column) -> float:
    """The share of the rows with known cells that a field of the type understands.

    0 where no cell says anything, and for types that take any text. Only the commonest cells are
    looked at.
    """
    understood, known = _understood_and_known(kind, column)
    return understood / known if known else 0


def holds(kind: FieldType, column: Column) -> bool:
    """Whether a field of the type understands most cells of a column that say something."""
    return share_understood(kind, column) >= MOST


def is_doubtful(kind: FieldType, column: Column) -> bool:
    """Whether most cells of a column say something that the field does not understand."""
    understood, known = _understood_and_known(kind, column)
    return understood < known * MOST


def _understood_and_known(kind: FieldType, column: Column) -> tuple[int, int]:
    """The rows whose cells a field of the type understands, and those whose cells say something."""
    understands = _UNDERSTANDS.get(kind)
    if understands is None and not takes_words(kind):
        return 0, 0
    known = understood = 0
    for cell, rows in column.commonest:
        if means_unknown(cell, _TOPICS.get(kind, Topic.OTHER)) and not (
            kind is FieldType.YES_NO and is_tick(cell)
        ):
            continue
        known += rows
        if (
            understands(cell)
            if understands
            else is_understood(kind, cell, column.name, column.legend)
        ):
            understood += rows
    return understood, known


def codes_said(kind: FieldType, column: Column, heading: str = "") -> set[str]:
    """What the commonest cells mean as codes of a type, beneath a heading that may ask for one."""
    cells = (cell for cell, _ in column.commonest)
    return {translation(kind, cell, heading, column.legend) for cell in cells} - {""}


def holds_positions(column: Column) -> bool:
    """Whether most cells are what an authority finds of an allegation: credible, non-credible."""
    kind = FieldType.OFFICIAL_POSITION
    positions = codes_said(kind, column)
    return not positions.isdisjoint(("credible", "non_credible", "duplicate")) and holds(
        kind, column
    )


def holds_days(column: Column) -> bool:
    """Whether most cells are days in numbers (3.2.2031): no place, whatever the heading says."""
    return share_of(column, lambda cell: bool(_DAY.match(cell)) and _is_date(cell)) >= MOST


_DAY = re.compile(r"\s*\d{1,4}[-./]\d{1,2}[-./]\d{1,4}\b")


def holds_months(column: Column) -> bool:
    """Whether most cells are days or months in words: "June, 2031"."""
    return share_of(column, lambda cell: bool(_WORDED.match(cell)) and _is_date(cell)) >= MOST


_WORDED = re.compile(r"(?=.*[^\W\d_]{3})(?=.*\d)")


def rows_with_numbers(column: Column) -> int:
    """The rows whose cells are more than words: of a column of days, those that have a day."""
    words = (rows for cell, rows in column.commonest if not any(map(str.isdigit, cell)))
    return column.filled - sum(words)


def holds_addresses(column: Column) -> bool:
    """Whether most cells are web addresses: sources, and nobody's fate or place."""
    return share_of(column, lambda cell: not without_addresses(cell).strip(" ;,|")) >= MOST


def counts_harm(column: Column, *, of_totals: bool, of_both: bool = False) -> bool:
    """Whether a heading says how many were killed or injured, and the cells are numbers.

    ``of_both`` takes numbers of both together ("casualties") as well.
    """
    counted = any(
        (count.harm or (of_both and not count.is_part)) and (of_totals or not count.is_cumulative)
        for count in counted_by(column.name)
    )
    return counted and holds(FieldType.COUNT, column)


def counts_bodies(column: Column) -> bool:
    """Whether a heading says how many bodies a row stands for, and some cell says several."""
    forms = readings(column.name)
    counts = not words_of("keys.toml", "bodies_in_a_row", "words").isdisjoint(forms) or has_any(
        forms, words_of("keys.toml", "bodies_in_a_row", "plurals")
    )
    numbers = (read_count(cell) for cell, _ in column.commonest)
    return counts and any(isinstance(one, CountRange) and one.at_least > 1 for one in numbers)


def names_least(headings: Iterable[str]) -> bool:
    """Whether a heading is that of a least number of bodies: "MNI"."""
    least = words_of("keys.toml", "bodies_in_a_row", "least")
    return any(not least.isdisjoint(readings(heading)) for heading in headings)


def with_bodies(fields: FieldColumns, columns: Sequence[Column], kind: RecordKind) -> FieldColumns:
    """The fields of a list, with the one column that says how many bodies each row stands for.

    Remains count them; in a list of incidents they are the killed, where nothing else says so.
    """
    field = _COUNTING_BODIES.get(kind, "")
    if not field or any("killed" in name for name in fields):
        return dict(fields)
    used = columns_read(fields)
    counting = [one.name for one in columns if one.name not in used and counts_bodies(one)]
    return {**fields, **({field: (counting[0],)} if len(counting) == 1 else {})}


_COUNTING_BODIES = {RecordKind.REMAINS: "bodies", RecordKind.INCIDENT: "people_killed_min"}


def names_the_harmed(column: Column) -> bool:
    """Whether names stand under a heading for several who were harmed: "Погибшие", "Killed".

    One cell at least names several people; cells that count them, or say yes, are no names.
    """
    counted = counted_by(column.name)
    return (
        any(count.harm and not count.is_cumulative for count in counted)
        and any(speaks_of_several(cell) for cell, _ in column.commonest)
        and not holds(FieldType.COUNT, column)
        and not holds(FieldType.HARM, column)
        and not is_doubtful(FieldType.NAME, column)
    )


def holds_names_of_honour(column: Column) -> bool:
    """Whether a column taken for family names holds names of honour: "Abu Ali", "أم خالد"."""
    first = words_of("keys.toml", "teknonyms", "words")
    return share_of(column, lambda cell: plain_heading(cell).split(" ")[0] in first) > MOST


def share_of(column: Column, says: Callable[[str], bool]) -> float:
    """The share of the rows with the commonest cells whose cells say something; 0 for no rows."""
    rows = sum(count for _, count in column.commonest)
    return sum(count for cell, count in column.commonest if says(cell)) / rows if rows else 0


def _is_date(cell: str) -> bool:
    return any(
        not isinstance(read_date(cell, day_first=order), Unreadable) for order in (True, False)
    )


def _is_age(cell: str) -> bool:
    return not isinstance(read_age(cell), Unreadable)


def _is_count(cell: str) -> bool:
    """Whether a cell is a number of people, also where 1.234 is a thousand and more."""
    return any(not isinstance(read_count(cell, sign), Unreadable) for sign in ("", "."))


def _is_time(cell: str) -> bool:
    return not isinstance(read_time(cell), Unreadable)


def _is_name(cell: str) -> bool:
    if objects_of(cell):
        return False
    letters = sum(sign.isalpha() for sign in cell)
    is_answer = len(cell.strip()) > 1 and bool(translation(FieldType.YES_NO, cell))
    return letters > 0 and not is_answer and letters >= sum(sign.isdigit() for sign in cell)


_UNDERSTANDS: dict[FieldType, Callable[[str], bool]] = {
    FieldType.DATE: _is_date,
    FieldType.AGE: _is_age,
    FieldType.COUNT: _is_count,
    FieldType.NAME: _is_name,
    FieldType.TIME: _is_time,
}


def harm_texts(columns: Sequence[Column]) -> Column | None:
    """The first column most of whose cells state the killed and the injured in words."""
    for column in columns:
        cells = [cell for cell, _ in column.commonest]
        if cells and sum(map(states_harms, cells)) >= MOST * len(cells):
            return column
    return None


def holds_claims(column: Column) -> bool:
    """Whether most cells are sentences with a number, and some speak of killed or injured.

    Cells that are nothing but numbers of both are no sentences.
    """
    cells = [cell for cell, _ in column.commonest]
    with_number = sum(map(has_number, cells))
    of_harm = sum(any(speaks_of_harm(cell, harm) for harm in StatedHarm) for cell in cells)
    is_text = _FEWEST_WORDS <= column.words <= _MOST_WORDS
    says_so = is_text and min(with_number, _PARTLY * of_harm) >= MOST * len(cells)
    return says_so and harm_texts([column]) is None


_FEWEST_WORDS, _MOST_WORDS = 4, 60
"""Words of a sentence; a shorter cell is a number with its unit, a longer one a report."""
_PARTLY = 2
"""Claims are also of shells, bodies and admissions; so many times as many have a number."""


def has_number(cell: str) -> bool:
    """Whether a word of a cell is a number, in digits or in words."""
    return any(word.isdecimal() or number_of(word) for word in phrase_form(cell).split())


_HARMS = {
    RecordKind.HAZARD: ("killed", "injured"),
    RecordKind.INCIDENT: ("people_killed_min", "people_injured_min"),
    RecordKind.COUNT: ("value",),
}


def stated_harms(fields: FieldColumns, columns: Sequence[Column], kind: RecordKind) -> FieldColumns:
    """The killed and injured of a column of texts, where no column has numbers of either.

    Or the injured alone, where the column is that of the killed: "Victims: 12 dead, 30 wounded".
    """
    if kind not in _HARMS or any("injured" in name or name == "value" for name in fields):
        return {}
    of_killed = {name for field, names in fields.items() if "killed" in field for name in names}
    if of_killed:
        both = harm_texts([column for column in columns if column.name in of_killed])
        return {_HARMS[kind][1]: (both.name,)} if both else {}
    taken = {name for field, names in fields.items() if field != "note" for name in names}
    column = harm_texts([column for column in columns if column.name not in taken])
    return dict.fromkeys(_HARMS[kind], (column.name,)) if column else {}


def names_ages(column: Column) -> bool:
    """Whether a column of sexes also says who was a child: "Child - Female", "niña" and "mujer"."""
    words = [cell for cell, _ in column.commonest if not fold_digits(cell).strip().isdecimal()]
    ages = [read_age(cell) for cell in words]  # 1 and 2 are codes for sexes, and no ages
    has_children = any(isinstance(age, AgeInterval) and age.is_child for age in ages)
    return has_children and holds(FieldType.AGE, column)


def names_causes(column: Column) -> bool:
    """Whether at least half of the rows with the commonest cells have causes that are known."""
    kind = FieldType.CAUSE_OF_DEATH
    return (
        share_of(column, lambda cell: bool(translation(kind, cell, legend=column.legend))) >= MOST
    )


def with_sex_beside_age(fields: FieldColumns, columns: Mapping[str, Column]) -> FieldColumns:
    """The fields, the sex and the age in one column where its cells hold both: "34/M"."""
    both = dict(fields)
    for field, other in (("age", "sex"), ("sex", "age")):
        names = fields.get(field, ())
        if len(names) == 1 and other not in fields and _holds_sex_and_age(columns[names[0]]):
            both[other] = names
    taken = columns_read(fields)
    for column in columns.values() if not {"age", "sex"} & both.keys() else ():
        if column.name not in taken and is_about_age(column.name) and _holds_sex_and_age(column):
            both |= {"age": (column.name,), "sex": (column.name,)}
    return both


def _holds_sex_and_age(column: Column) -> bool:
    """Whether most cells are an age with a word beside it, and most such words mean a sex."""
    return (
        share_of(column, lambda cell: bool(translation(FieldType.SEX, word_beside_age(cell))))
        > MOST
    )
