"""Tables whose title says that people were killed, and whose headings say which of them.

"Civilians killed, 2016" over "Month, Men, Women, Boys, Girls", over years or over one column a
hospital. The columns are read as one number of the killed: the one that is in every row the sum of
the others, or else the sum of them, where they cannot hold the same people. Beyond that nothing is
added: three columns may be what three offices count of the same dead.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sijill.language.dates import read_date
from sijill.language.numbers import read_count
from sijill.model.records.record import RecordKind
from sijill.model.values.counts import CountRange
from sijill.model.values.unreadable import Unreadable
from sijill.sources.guessing.columns import Column, look_at
from sijill.sources.guessing.heading_topics import fate_in_titles, speaks_of_wounds
from sijill.sources.guessing.headings import fields_of, readings, speaks_of, words_of
from sijill.sources.guessing.kinds.shapes import MOST_NAMED
from sijill.sources.guessing.proposal import Guess, guess
from sijill.sources.tables.lines.row_kinds import TOTALS
from sijill.sources.tables.table import Row, Table

ONE_NUMBER = "Killed"
"""The heading under which the columns are looked at as one."""
_FEWEST = 2
_YEAR = re.compile(r"(?<!\d)(?:1[3489]|20)\d\d(?!\d)")
_WHOLE = (frozenset({"men", "women"}), frozenset({"men", "women", "boys", "girls"}))
"""Groups that hold everybody and nobody twice."""
_NO_NUMBERS = {
    RecordKind.PERSON: frozenset({"age"}),
    RecordKind.INCIDENT: frozenset({"latitude", "longitude", "radius_m", "code"}),
}
"""Fields whose numbers count nobody."""


def with_one_number(table: Table, guessed: Guess, titles: Sequence[str]) -> Guess:
    """The guess with the columns of such a table read as one number; else as it is.

    Args:
        table: the table.
        guessed: the guess by its headings, which say nothing of the killed.
        titles: what stands above the table, its sheets and its file's name.
    """
    is_open = guessed.kind is None or (
        guessed.kind is RecordKind.COUNT and not {"value", "sentence"} & guessed.fields.keys()
    )
    if not is_open or not _are_of_the_killed(titles):
        return guessed
    numbers = [column for column in look_at(table) if _counts(column)]
    parts = _disjoint(numbers) or _sum_column(numbers, table.rows)
    if not parts:
        return guessed
    left_out = {column.name for column in numbers}
    columns = (*(name for name in table.columns if name not in left_out), ONE_NUMBER)
    rows = tuple(
        Row(row.number, {**row.cells, ONE_NUMBER: _added(row, parts)}, row.sheet)
        for row in table.rows
    )
    narrow = guess(look_at(replace(table, columns=columns, rows=rows)), rows)
    if narrow.kind not in (RecordKind.COUNT, RecordKind.INCIDENT):
        return guessed
    return _widened(narrow, parts)


def _are_of_the_killed(titles: Sequence[str]) -> bool:
    """Whether titles speak of the killed and of nobody else."""
    is_said = speaks_of("killing", titles) or speaks_of("death", titles)
    return is_said and fate_in_titles(titles) is None and not speaks_of_wounds(titles)


def _counts(column: Column) -> bool:
    """Whether all cells are numbers, of people as far as the heading says."""
    forms = readings(column.name)
    is_label = any(
        not words_of("keys.toml", table, key).isdisjoint(forms)
        for table, key in (("keys", "names"), ("periods", "words"), ("date_parts", "year"))
    ) or any(fields & fields_of(column.name, kind) for kind, fields in _NO_NUMBERS.items())
    return bool(column.filled) and not is_label and all(_number(c) for c, _ in column.commonest)


def _number(cell: str) -> CountRange | None:
    read = read_count(cell)
    return None if isinstance(read, Unreadable) or not read.is_exact else read


def _sum_column(numbers: Sequence[Column], rows: Sequence[Row]) -> tuple[str, ...]:
    """The column that is in every row the sum of two others or more, with other than noughts.

    Its heading says that it is a total, or the rows are too many for chance.
    """
    for column in numbers if len(numbers) > _FEWEST else ():
        others = [other.name for other in numbers if other is not column]
        sums = [
            (sum(_lowest(row.cells[name]) for name in others), _number(row.cells[column.name]))
            for row in rows
        ]
        agree = all(total is not None and added == total.lowest for added, total in sums)
        fewest = _FEWEST if speaks_of("totals", [column.name]) else _FEWEST_UNSAID
        if agree and sum(added > 0 for added, _ in sums) >= fewest:
            return (column.name,)
    return ()


_FEWEST_UNSAID = 5


def _lowest(cell: str) -> int:
    read = _number(cell)
    return (read.lowest or 0) if read else 0


def _disjoint(numbers: Sequence[Column]) -> tuple[str, ...]:
    """The columns whose headings are years, groups that hold nobody twice, or pairs of these."""
    pairs = [_year_and_group(column.name) for column in numbers]
    years = {year for year, _ in pairs}
    groups = {group for _, group in pairs}
    is_known = None not in groups and (groups == {""} or groups in _WHOLE)
    are_all = len(set(pairs)) == len(pairs) == len(years) * len(groups)
    if len(numbers) < _FEWEST or not is_known or not are_all or ("" in years and len(years) > 1):
        return ()
    return tuple(column.name for column in numbers)


def _year_and_group(heading: str) -> tuple[str, str | None]:
    """The year in a heading and the group in the rest; ``None`` where the rest is none."""
    found = _YEAR.findall(heading)
    rest = _YEAR.sub(" ", heading)
    year = found[0] if len(found) == 1 else ""
    if not rest.strip(" /-–:|"):
        return (year, "") if year else ("", None)
    if not year and not isinstance(read_date(heading, day_first=True), Unreadable):
        return heading, ""  # a month: "March 2016" has its year, "03/2016" is no year alone
    forms = {form for one in (rest, rest.strip(" /-–:|")) for form in readings(one)}
    named = [
        group
        for group in ("men", "women", "boys", "girls")
        if not words_of("count_words.toml", "group", group).isdisjoint(forms)
    ]
    return year, named[0] if len(named) == 1 else None


def _added(row: Row, parts: Sequence[str]) -> str:
    return str(sum(_lowest(row.cells[name]) for name in parts))


def _widened(narrow: Guess, parts: tuple[str, ...]) -> Guess:
    """The guess of the table with one number, which reads the columns that it stands for."""
    fields: Mapping[str, tuple[str, ...]] = {
        field: parts if names == (ONE_NUMBER,) else names for field, names in narrow.fields.items()
    }
    listed = ", ".join(map(repr, parts[:MOST_NAMED])) + (", …" if len(parts) > MOST_NAMED else "")
    how = "is the sum of the other numbers" if len(parts) == 1 else "are added up in each row"
    said = f"the title says that people were killed: {listed} {how}"
    caution = (
        f"{said}. {narrow.caution[:1].upper()}{narrow.caution[1:]}" if narrow.caution else said
    )
    fixed = narrow.fixed
    if narrow.kind is RecordKind.COUNT:
        fixed = {**fixed, "unit": "deaths"}
    return replace(
        narrow, reason=f"{narrow.reason}; {said}", fields=fields, fixed=fixed, caution=caution
    )


def with_rows_that_add_up(table: Table, guessed: Guess) -> Guess:
    """The guess of a list of totals whose rows hold nobody twice, for it to have one number.

    They are months of one year, whose names differ, or a line of totals is their sum.
    """
    parts = guessed.fields.get("value", ())
    if guessed.kind is not RecordKind.COUNT or not parts:
        return guessed
    periods = words_of("keys.toml", "periods", "words")
    named = [name for name in table.columns if not periods.isdisjoint(readings(name))]
    cells = [row.cells[name] for row in table.rows for name in named[:1]]
    differ = bool(cells) and all(cells) and len({*cells}) == len(cells)
    if differ or sum(_lowest(_added(row, parts)) for row in table.rows) in _stated(table, parts):
        return replace(guessed, adds_up=True)
    return guessed


def _stated(table: Table, parts: Sequence[str]) -> set[int]:
    """What the lines of totals of a table, which are no rows, state of these columns."""
    places = [table.columns.index(name) for name in parts]
    totals = [
        problem.value.split(" | ")
        for problem in table.problems
        if problem.row > table.header_row and problem.reason.startswith(TOTALS)
    ]
    return {
        sum(_lowest(cells[place]) for place in places)
        for cells in totals
        if len(cells) == len(table.columns)
    }
