"""Tables with one number of the killed in several columns, whose headings say which of them.

"Civilians killed, 2016" over "Month, Men, Women, Boys, Girls", over years or over one column a
hospital; "Died" under each of three months. The columns are read as one number of the killed: the
one that is in every row the sum of the others, or else the sum of them, where they cannot hold the
same people. Beyond that nothing is added: three columns may be what three offices count of the same
dead. Columns that each count some of the dead ("Deaths in hospital", "Dead on arrival") are a
range, from the largest of them to their sum.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sijill.language.numbers import read_count
from sijill.language.unknown import Topic, means_unknown
from sijill.model.records.record import RecordKind
from sijill.model.values.counts import CountRange
from sijill.model.values.unreadable import Unreadable
from sijill.sources.guessing.columns import MOST_NAMED, Column, FieldColumns, look_at
from sijill.sources.guessing.headings.fields import fields_of
from sijill.sources.guessing.headings.phrases import CountHeading, count_heading
from sijill.sources.guessing.headings.readings import readings
from sijill.sources.guessing.headings.topics import (
    WHOLE_GROUPS,
    asks_of_death,
    counted_by,
    fate_in_titles,
    speaks_of_wounds,
)
from sijill.sources.guessing.headings.wordings import names_scale
from sijill.sources.guessing.kinds.heading_periods import heading_of_period
from sijill.sources.guessing.proposal import Guess, guess
from sijill.sources.guessing.questions.answers import AS_THE_MOST
from sijill.sources.guessing.words import has_any, plain_heading, speaks_of, words_of
from sijill.sources.tables.table import Row, Table

ONE_NUMBER = "Killed"
"""The heading under which the columns are looked at as one."""
_FEWEST = 2
"""Columns, parts and rows of numbers side by side: one may be chance."""
_GROUPS = frozenset().union(*WHOLE_GROUPS)
_OF_KILLED = ("value", "people_killed_min", "people_killed_max", "killed")
"""Fields that hold a number of people killed."""
_NO_NUMBERS = {
    RecordKind.PERSON: frozenset({"age"}),
    RecordKind.INCIDENT: frozenset({"latitude", "longitude", "radius_m", "code"}),
}
"""Fields whose numbers count nobody."""


def with_one_number(table: Table, guessed: Guess, titles: Sequence[str]) -> Guess:
    """The guess with the columns of such a table read as one number; else as it is.

    Args:
        table: the table.
        guessed: the guess by its headings, which say nothing of the killed or read one of several.
        titles: what stands above the table, its sheets and its file's name.
    """
    numbers = [column for column in look_at(table) if _counts(column)]
    dated = _killed_by_period(numbers, table.rows)
    read = [names for field, names in guessed.fields.items() if field in _OF_KILLED]
    if dated and all({*names} <= {*dated} for names in read):
        said = "the headings say how many were killed in each period"
        return _read_as_one(table, guessed, dated, dated, said)
    is_said = "unit" in guessed.fixed or not {"unit", "sentence"}.isdisjoint(guessed.fields)
    is_open = guessed.kind is None or (guessed.kind is RecordKind.COUNT and not is_said)
    if not is_open:
        return guessed
    whole = _sum_column(numbers, table.rows)
    parts = [column.name for column in numbers if column.name not in whole]
    killed = [name for name in parts if _are_of_the_killed([name])]
    if whole and killed and all(name in killed or _is_of_unknown(name) for name in parts):
        said = "each heading of a number says that people were killed"
        return _read_as_one(table, guessed, whole, _names(numbers), said)
    if some := _of_some_dead(numbers, table.rows):
        return _read_as_some(table, guessed, some)
    taken = frozenset(_names(numbers))
    labels = [name for name in table.columns if name not in taken]
    if not _are_of_the_killed(titles) and not _are_of_the_killed(labels):
        return guessed
    said = "the title says that people were killed"
    if one := _disjoint(numbers) or whole:
        return _read_as_one(table, guessed, one, _names(numbers), said)
    only = _only_number(table)
    return _read_as_one(table, guessed, only, only, said)


def _read_as_one(
    table: Table, guessed: Guess, parts: tuple[str, ...], left_out: Sequence[str], said: str
) -> Guess:
    """The guess of the table with one number in the place of the columns that are left out."""
    columns = (*(name for name in table.columns if name not in left_out), ONE_NUMBER)
    rows = tuple(
        Row(row.number, {**row.cells, ONE_NUMBER: _added(row, parts)}, row.sheet)
        for row in table.rows
    )
    narrow = guess(look_at(replace(table, columns=columns, rows=rows)), rows)
    if not parts or narrow.kind not in (RecordKind.COUNT, RecordKind.INCIDENT):
        return guessed
    how = "is the sum of the other numbers" if len(parts) < len(left_out) else "counts them"
    return _widened(narrow, parts, said, how)


def _only_number(table: Table) -> tuple[str, ...]:
    """The only column of numbers, where its heading says no more than that: "Number"."""
    numbers = [
        column for column in look_at(table) if all(_number(cell) for cell, _ in column.commonest)
    ]
    if len(numbers) != 1 or "value" not in fields_of(numbers[0].name, RecordKind.COUNT):
        return ()
    stated = [_lowest(row.cells[numbers[0].name]) for row in table.rows]
    is_series = [b - a for a, b in pairwise(stated)] == [1] * (len(stated) - 1)
    return () if is_series else _names(numbers)


def _of_some_dead(numbers: Sequence[Column], rows: Sequence[Row]) -> tuple[str, ...]:
    """The columns that count the dead of a place, a cause or a group unknown, the largest first.

    Empty where a column counts all the dead, or all of a known group.
    """
    others = words_of("keys.toml", "no_people", "words")
    if any(count.harm == "killed" for column in numbers for count in counted_by(column.name)):
        return ()
    some = [
        column.name
        for column in numbers
        if _are_of_the_killed([column.name])
        and not asks_of_death(column.name)
        and not names_scale(column.name)
        and not has_any(readings(column.name), others)
    ]
    return tuple(sorted(some, key=lambda name: -sum(_lowest(row.cells[name]) for row in rows)))


def _is_of_unknown(name: str) -> bool:
    """Whether a heading says of people that something of them is unknown: "Sex unknown"."""
    return any(means_unknown(word, Topic.SEX) for word in plain_heading(name).split())


def _read_as_some(table: Table, guessed: Guess, parts: tuple[str, ...]) -> Guess:
    """The guess of the table with the largest of the columns as the least number of the killed.

    The most is their sum, for none of them may hold people of another.
    """
    said = "no column counts all the dead"
    read = _read_as_one(table, guessed, parts, parts, said)
    if read is guessed:
        return guessed
    least = next(field for field, names in read.fields.items() if names == parts)
    listed = " + ".join(map(repr, parts[:MOST_NAMED]))
    fields = {**read.fields, least: parts[:1]}
    how = f"{listed} is read as the number of the killed"
    if len(parts) > 1:
        fields[_UPPER_END_OF[least]] = parts
        how = (
            f"{parts[0]!r} is read as the least number of the killed, and {listed} {AS_THE_MOST}: "
            "they may hold the same people. If they do not, name them all as the least, and none "
            f"as the most ({_UPPER_END_OF[least]})"
        )
    caution = f"{said}: {how}"
    return replace(read, fields=fields, caution=caution)


_UPPER_END_OF = {"value": "value_max", "people_killed_min": "people_killed_max"}


def _killed_by_period(numbers: Sequence[Column], rows: Sequence[Row]) -> tuple[str, ...]:
    """The columns that count the killed of one period each, or the one that is their sum.

    Empty where they may overlap: where a column of no period is not their sum, and where no number
    falls from a period to the next, as in totals that go on.
    """
    read = {column.name: heading_of_period(column.name) for column in numbers}
    counted = {
        name: one for name, one in read.items() if any(map(_counts_killed, readings(one.rest)))
    }
    wholes = [name for name, one in counted.items() if not one.period]
    parts = [name for name in counted if name not in wholes]
    if len(wholes) == 1 and len(parts) >= _FEWEST:
        sums = [int(_added(row, parts)) == _lowest(row.cells[wholes[0]]) for row in rows]
        return (wholes[0],) if all(sums) else ()
    periods = [one.period for one in counted.values()]
    if len(counted) < _FEWEST or "" in periods or len({*periods}) < len(periods):
        return ()
    goes_on = all(
        earlier <= later
        for row in rows
        for earlier, later in pairwise(_lowest(row.cells[name]) for name in counted)
    )
    is_of_one_kind = len({one.form for one in counted.values()}) == 1
    return tuple(counted) if is_of_one_kind and not goes_on else ()


def _counts_killed(form: str) -> bool:
    counted = count_heading(form)
    return counted == CountHeading("killed", is_of_victims=bool(counted and counted.is_of_victims))


def _are_of_the_killed(titles: Sequence[str]) -> bool:
    """Whether titles speak of the killed and of nobody else."""
    is_said = speaks_of("killing", titles) or speaks_of("death", titles)
    return is_said and fate_in_titles(titles) is None and not speaks_of_wounds(titles)


def _counts(column: Column) -> bool:
    """Whether all cells but open ones are numbers, of people as far as the heading says."""
    forms = readings(column.name)
    is_label = any(
        not words_of("keys.toml", table, key).isdisjoint(forms)
        for table, key in (("keys", "names"), ("periods", "words"), ("date_parts", "year"))
    ) or any(fields & fields_of(column.name, kind) for kind, fields in _NO_NUMBERS.items())
    is_label = is_label or (speaks_of("events", [column.name]) and not counted_by(column.name))
    known = [cell for cell, _ in column.commonest if not means_unknown(cell, Topic.COUNT)]
    return bool(known) and not is_label and all(map(_number, known))


def _number(cell: str) -> CountRange | None:
    read = read_count(cell)
    return None if isinstance(read, Unreadable) or not read.is_exact else read


def _sum_column(numbers: Sequence[Column], rows: Sequence[Row]) -> tuple[str, ...]:
    """The column that is in every row the sum of two others or more, with other than noughts.

    Its heading says that it is a total, or the rows are too many for chance.
    """
    if len(numbers) <= _FEWEST:
        return ()
    names = _names(numbers)
    stated = [[_number(row.cells[name]) for name in names] for row in rows]
    lists = [[read.at_least if read else 0 for read in counts] for counts in stated]
    wholes = [sum(counts) for counts in lists]
    for at, column in enumerate(numbers):
        totals = zip((read[at] for read in stated), wholes, strict=True)
        if not all(total is not None and 2 * total.at_least == whole for total, whole in totals):
            continue
        fewest = _FEWEST if speaks_of("totals", [column.name]) else _FEWEST_UNSAID
        if sum(whole > 0 for whole in wholes) >= fewest:
            return (column.name,)
    return ()


_FEWEST_UNSAID = 5
"""Rows that a total adds up in where its heading does not say that it is one."""


def _lowest(cell: str) -> int:
    read = _number(cell)
    return read.at_least if read else 0


def _disjoint(numbers: Sequence[Column]) -> tuple[str, ...]:
    """The columns whose headings are periods, groups that hold nobody twice, or pairs of these.

    Fighters may have several columns, for each side.
    """
    pairs = [(one.period, _group_of(one.rest)) for one in map(heading_of_period, _names(numbers))]
    periods, groups = {period for period, _ in pairs}, {group for _, group in pairs}
    several = [pair for pair in pairs if pair[1] != "combatants"]
    is_known = None not in groups and (groups == {""} or groups in WHOLE_GROUPS)
    are_all = len({*pairs}) == len(periods) * len(groups) and len({*several}) == len(several)
    if len(numbers) < _FEWEST or not is_known or not are_all or ("" in periods and groups == {""}):
        return ()
    return _names(numbers) if len(periods) == 1 or "" not in periods else ()


def _names(numbers: Sequence[Column]) -> tuple[str, ...]:
    return tuple(column.name for column in numbers)


def _group_of(rest: str) -> str | None:
    """The group in the rest of a heading, empty where nothing is left; ``None`` for other words."""
    if not rest.strip(" /-–:|"):
        return ""
    forms = {form for one in (rest, rest.strip(" /-–:|")) for form in readings(one)}
    named = [
        group
        for group in sorted(_GROUPS)
        if not words_of("count_words.toml", "group", group).isdisjoint(forms)
    ]
    return named[0] if len(named) == 1 else None


def _added(row: Row, parts: Sequence[str]) -> str:
    return str(sum(_lowest(row.cells[name]) for name in parts))


def _widened(narrow: Guess, parts: tuple[str, ...], why: str, how_one: str) -> Guess:
    """The guess of the table with one number, which reads the columns that it stands for."""
    fields: FieldColumns = {
        field: parts if names == (ONE_NUMBER,) else names for field, names in narrow.fields.items()
    }
    listed = ", ".join(map(repr, parts[:MOST_NAMED])) + (", …" if len(parts) > MOST_NAMED else "")
    how = how_one if len(parts) == 1 else "are added up in each row"
    said = f"{why}: {listed} {how}"
    caution = (
        f"{said}. {narrow.caution[:1].upper()}{narrow.caution[1:]}" if narrow.caution else said
    )
    fixed = narrow.fixed
    if narrow.kind is RecordKind.COUNT:
        fixed = {**fixed, "unit": "deaths"}
    return replace(
        narrow, reason=f"{narrow.reason}; {said}", fields=fields, fixed=fixed, caution=caution
    )
