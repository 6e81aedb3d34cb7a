"""Questions about columns with numbers of people that no field reads.

A list may state the reported killed beside the verified, boys and girls beside children, or how
many people a row of a list of people stands for. Whatever is not read is asked about: its number is
in none on the first page.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from sijill.files.toml_text import quoted
from sijill.language.names.listed_names import names_listed
from sijill.language.names.several_people import speaks_of_several
from sijill.language.numbers import read_count
from sijill.language.numbers.people_counted import people_stated
from sijill.language.scripts import fold_digits, tidy
from sijill.language.unknown import Topic, means_unknown
from sijill.model.codes import Harm
from sijill.model.limits import LONGEST_SERIAL_NUMBER, MOST_ROWS_LOOKED_AT
from sijill.model.records.fields import FieldType
from sijill.model.records.record import RecordKind
from sijill.model.values.counts import CountRange
from sijill.sources.guessing.cell_evidence import holds
from sijill.sources.guessing.code_words import translation
from sijill.sources.guessing.columns import Column, FieldColumns, columns_read
from sijill.sources.guessing.headings.phrases import count_heading
from sijill.sources.guessing.headings.readings import readings
from sijill.sources.guessing.headings.topics import counted_by
from sijill.sources.guessing.kinds.column_sums import numbers_people
from sijill.sources.guessing.questions.answers import NO_COLUMN_OF_A_NUMBER
from sijill.sources.guessing.words import plain_heading, words_of
from sijill.sources.tables.table import Row

OF_NUMBERS = frozenset(
    {
        RecordKind.INCIDENT,
        RecordKind.HAZARD,
        RecordKind.DETERMINATION,
        RecordKind.COUNT,
        RecordKind.DAMAGE,
        RecordKind.STRIKE,
    }
)
"""Kinds whose rows state how many were killed and injured."""


def unread_numbers(
    kind: RecordKind, columns: Sequence[Column], fields: FieldColumns
) -> Iterator[str]:
    """That columns with numbers of the killed, the injured or of groups are read by no field."""
    used = columns_read(fields)
    unread = [
        column
        for column in (columns if kind in OF_NUMBERS else ())
        if column.name not in used
        and numbers_people(column)
        and _is_asked_nowhere_else(column)
        and not _is_part_of_total(column, columns, used)
    ]
    alone = [column for column in unread if not _rival(column, columns, used)]
    for column in unread:
        if rival := _rival(column, columns, used):
            yield (
                f"{column.name!r} counts the same people as {rival!r} or others beside them: only "
                f"the numbers of {rival!r} count here. If it holds those that should, name it in "
                f"the other's place, and {rival!r} under settled; if it counts others, read both: "
                f"columns = [{quoted(rival)}, {quoted(column.name)}]"
            )
    if alone:
        listed = ", ".join(repr(column.name) for column in alone[:_MOST_NAMED])
        holds, them = ("holds", "it") if len(alone) == 1 else ("hold", "them")
        yield (
            f"{listed} {holds} numbers of people, and no field reads {them}: whom they count is in "
            "no number here unless another column counts them too. If they should count, name "
            f"{them} under their field (sijill fields {kind})"
        )


def unsaid_number(
    kind: RecordKind, fields: FieldColumns, columns: Sequence[Column]
) -> Iterator[str]:
    """That a list of numbers stated in bulk has none that is read."""
    if kind is RecordKind.COUNT and not {"value", "sentence"} & fields.keys():
        used = columns_read(fields)
        counted = [
            column.name
            for column in columns
            if column.name not in used and holds(FieldType.COUNT, column)
        ]
        listed = ", ".join(map(repr, counted[:_MOST_NAMED]))
        yield (
            f"{NO_COLUMN_OF_A_NUMBER}, so it states none"
            + (f"; if {listed} is one, name it under value" if len(counted) == 1 else "")
            + (f"; name one of {listed} under value" if len(counted) > 1 else "")
        )


def several_bodies_in_words(
    columns: Sequence[Column], rows: Sequence[Row], fields: FieldColumns
) -> Iterator[str]:
    """That words of a row of remains speak of several bodies: "one bag, at least 2 persons".

    Nothing is asked of a row whose number of bodies is no smaller.
    """
    (counting,) = fields.get("bodies", ("",))
    for column in columns:
        for row in rows[:MOST_ROWS_LOOKED_AT]:
            cell = tidy(row.cells[column.name])
            number = people_stated(cell)
            if number < max(_FEWEST, _bodies_of(row, counting) + 1):
                continue
            said = (
                f"what {counting!r} says counts. Put right whichever is wrong"
                if counting
                else "each row counts as one set of remains. Give each body a row of its own"
            )
            yield (
                f"{column.name!r} speaks of several bodies in row {row.number} "
                f"({cell[:_LONGEST_SHOWN]!r}), and perhaps in others; {said}"
            )
            break


def several_killed_in_words(
    columns: Sequence[Column], rows: Sequence[Row], fields: FieldColumns
) -> Iterator[str]:
    """That what befell the person of a row befell many: "Massacre (177 dead)"."""
    told = {name for field in _OF_WHAT_BEFELL for name in fields.get(field, ())}
    for column in columns:
        for row in rows[:MOST_ROWS_LOOKED_AT] if column.name in told else ():
            cell = tidy(row.cells[column.name])
            killed = _killed_in(cell)
            if killed >= _FEWEST:
                yield (
                    f"{column.name!r} tells of {killed:,} people in row {row.number} "
                    f"({cell[:_LONGEST_SHOWN]!r}), and perhaps of several in others; each row "
                    "counts as one person. Whoever has no row is in no number: give each a row, or "
                    "such rows a list of incidents of their own"
                )
                break


_OF_WHAT_BEFELL = ("harm", "cause", "cause_of_death")
_NUMBER_OF = re.compile(r"\b(\d{1,6})\s+(\w+)")


def _killed_in(cell: str) -> int:
    """The greatest number of the killed that words state, each before a word for them."""
    stated = _NUMBER_OF.findall(fold_digits(cell))
    killed = [
        int(number)
        for number, word in stated
        if (counted := count_heading(plain_heading(word))) and counted.harm == Harm.KILLED
    ]
    return max(killed, default=0)


def _bodies_of(row: Row, counting: str) -> int:
    stated = read_count(row.cells[counting]) if counting else None
    return stated.at_least if isinstance(stated, CountRange) else 0


_LONGEST_SHOWN = 60


def unread_letters(columns: Sequence[Column], used: Collection[str]) -> Iterator[str]:
    """That a column of a list of people holds letters that may be fates: K, W, M."""
    for column in columns:
        cells = [tidy(cell) for cell, _ in column.commonest]
        are_codes = all(cell.isalpha() and len(cell) <= _LONGEST_LETTERS for cell in cells)
        few = _FEWEST <= column.different <= _MOST_LETTERS and column.filled > column.different
        are_answers = all(translation(FieldType.YES_NO, cell) for cell in cells)  # asked elsewhere
        if column.name in used or not cells or not are_codes or not few or are_answers:
            continue
        listed = ", ".join(map(repr, sorted(cells)))
        yield (
            f"{column.name!r} holds the letters {listed}, and no field reads it: all people of the "
            "list count as killed. If these are their fates, name the column under harm and "
            "translate its letters under values"
        )


_LONGEST_LETTERS, _MOST_LETTERS = 2, 6


def people_a_row(
    columns: Sequence[Column], rows: Sequence[Row], names: str, *, listed: bool = False
) -> Column | None:
    """The column of a list of people that says how many of them a row stands for.

    Its heading may be that of a key ("number"): its cells are no series, some are above one, and
    one of them repeats or stands beside a name that is none or several people's. Where cells of
    names list people (``listed``), 3, 2, 1 is no series, and 1, 2, 3 is. Nor is a number of dead.
    """
    words = words_of("keys.toml", "people_a_row", "words")
    for column in columns:
        is_of_dead = any(one.harm == "killed" for one in counted_by(column.name)) and not listed
        if words.isdisjoint(readings(column.name)) and not is_of_dead:
            continue
        stated = [_people_in(row.cells[column.name]) for row in rows]
        if None in stated:
            continue
        numbers = [number for number in stated if number]
        if not numbers or max(numbers) < _FEWEST:
            continue
        if is_of_dead:
            return column
        if listed and [b - a for a, b in pairwise(numbers)] != [1] * (len(numbers) - 1):
            return column
        if listed or sorted(numbers) in (numbers, numbers[::-1]):
            continue
        several = [row for row, number in zip(rows, stated, strict=True) if (number or 0) > 1]
        if len(set(numbers)) < len(numbers) or any(_is_of_several(row, names) for row in several):
            return column
    return None


def several_people_a_row(
    columns: Sequence[Column],
    rows: Sequence[Row],
    fields: FieldColumns,
    *,
    listed: bool,
) -> Iterator[str]:
    """That a column says how many people each row of a list of people stands for.

    Where each person of a cell that lists several is a record (``listed``), that it says so of a
    row which lists more or fewer.
    """
    names = next(iter(fields.get("name", ())), "")
    column = people_a_row(columns, rows, names, listed=listed)
    if column is not None and listed:
        yield from _unlike_lists(column, rows, names)
        return
    used = columns_read(fields)
    if column is not None and column.name not in used:
        total = sum(_people_in(row.cells[column.name]) or 0 for row in rows)
        yield (
            f"{column.name!r} may say how many people each row stands for, {total:,} in all, and "
            "each row counts as one person: the people of this list may be more than the number "
            "here. Give each person a row, or take the list as one of incidents, with "
            f"{column.name!r} under people_killed_min (sijill inspect FILE --kind incident --write "
            "CASE/sources/NAME.toml)"
        )


def _unlike_lists(column: Column, rows: Sequence[Row], names: str) -> Iterator[str]:
    """That a column states another number of people than a row lists by name."""
    unlike = [
        (row.number, stated, counted)
        for row in rows
        for stated in [_people_in(row.cells[column.name])]
        for counted in [max(1, len(names_listed(row.cells[names])))]
        if stated and stated != counted
    ]
    if unlike:
        row, stated, counted = unlike[0]
        more = f" and {len(unlike) - 1} more" if len(unlike) > 1 else ""
        yield (
            f"{column.name!r} says {stated} in row {row}{more}, and {names!r} lists {counted}: "
            "each who is listed counts, and nobody else. Add whoever is missing"
        )


_MOST_NAMED = 6
_FEWEST = 2


def _people_in(cell: str) -> int | None:
    """How many people a cell states at least, 0 if it is empty; ``None`` for other words."""
    plain = fold_digits(tidy(cell))
    if len(plain) > LONGEST_SERIAL_NUMBER:
        return None
    counted = read_count(plain)
    return counted.at_least if isinstance(counted, CountRange) else None


def _is_of_several(row: Row, names: str) -> bool:
    cell = row.cells.get(names, "")
    return means_unknown(cell, Topic.NAME) or speaks_of_several(cell)


def _is_asked_nowhere_else(column: Column) -> bool:
    """Whether the column counts neither killed and injured together, nor the days before."""
    return not any(
        count.is_cumulative or not (count.harm or count.is_part)
        for count in counted_by(column.name)
    )


def _rival(column: Column, columns: Sequence[Column], used: set[str]) -> str:
    """The column that a field reads and that counts the same people; empty for none."""
    counted = {*counted_by(column.name)}
    for other in columns:
        if other.name in used and counted.intersection(counted_by(other.name)):
            return other.name
    return ""


def _is_part_of_total(column: Column, columns: Sequence[Column], used: Collection[str]) -> bool:
    """Whether a running total that is read holds what the column counts day by day."""
    running = {
        replace(count, is_cumulative=False)
        for other in columns
        if other.name in used
        for count in counted_by(other.name)
        if count.is_cumulative
    }
    return not running.isdisjoint(counted_by(column.name))
