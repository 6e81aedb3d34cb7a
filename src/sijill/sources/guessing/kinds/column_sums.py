"""Columns whose numbers are sums of others, row by row: both kinds of victims, months and all."""

from collections.abc import Sequence
from itertools import combinations

from sijill.language.numbers import read_count
from sijill.model.records.fields import FieldType
from sijill.model.values.counts import CountRange
from sijill.sources.guessing.cell_evidence import holds
from sijill.sources.guessing.columns import Column, FieldColumns, columns_read
from sijill.sources.guessing.headings.readings import readings
from sijill.sources.guessing.headings.topics import counted_by, counts_people
from sijill.sources.guessing.kinds.heading_periods import heading_of_period
from sijill.sources.tables.table import Row


def sums_of_read(
    columns: Sequence[Column], rows: Sequence[Row], fields: FieldColumns
) -> frozenset[str]:
    """The columns whose every number is the sum of two that fields read: victims, of both kinds.

    So many rows state all three that it is no accident, and not all of them state the same.
    """
    used = columns_read(fields)
    parts = {
        column.name: _exact_numbers(rows, column.name)
        for column in columns
        if column.name in used and _counts(column)
    }
    sums = set[str]()
    for column in columns:
        if column.name in used or not numbers_people(column):
            continue
        wholes = _exact_numbers(rows, column.name)
        for one, other in combinations(parts.values(), 2):
            stated = {
                (whole, first, second)
                for whole, first, second in zip(wholes, one, other, strict=True)
                if whole is not None and first is not None and second is not None
            }
            holds = all(whole == first + second for whole, first, second in stated)
            if holds and len(stated) >= _FEWEST_OF_SUMS:
                sums.add(column.name)
    return frozenset(sums)


_FEWEST_OF_SUMS = 3
"""Rows in which one column must be the sum of others; two may be chance."""


def _counts(column: Column) -> bool:
    is_of_people = bool(counted_by(column.name))
    return is_of_people and holds(FieldType.COUNT, column)


def _exact_numbers(rows: Sequence[Row], column: str) -> list[int | None]:
    """The numbers in a column; ``None`` where a cell is empty, a range or no number."""
    counted = (read_count(row.cells[column]) for row in rows)
    return [
        one.lowest if isinstance(one, CountRange) and one.lowest == one.highest else None
        for one in counted
    ]


def parts_of_read(
    columns: Sequence[Column], rows: Sequence[Row], fields: FieldColumns
) -> frozenset[str]:
    """The columns of periods that add up, in every row, to one that counts the same and is read.

    An empty cell adds nobody. Parts by cause or group ("deaths from disease") are asked about: not
    all of them need belong to the number.
    """
    used = columns_read(fields)
    parts = set[str]()
    for whole in columns:
        if whole.name not in used or not _counts(whole):
            continue
        counted = set(counted_by(whole.name))
        others = [
            column.name
            for column in columns
            if column.name not in used
            and numbers_people(column)
            and heading_of_period(column.name).period
            and (counted.intersection(counted_by(column.name)) or not counted_by(column.name))
        ]
        numbers = [_exact_numbers(rows, name) for name in others]
        sums = {
            (total, sum(number or 0 for number in of_row))
            for total, *of_row in zip(_exact_numbers(rows, whole.name), *numbers, strict=True)
            if total is not None
        }
        adds_up = all(total == added for total, added in sums)
        if len(others) > 1 and adds_up and len(sums) >= _FEWEST_OF_SUMS:
            parts.update(others)
    return frozenset(parts)


def numbers_people(column: Column) -> bool:
    """Whether a heading has a word for people who were harmed and most cells are numbers."""
    numbers = [read_count(cell) for cell, _ in column.commonest]
    return (
        any(counts_people(form) for form in readings(column.name))
        and holds(FieldType.COUNT, column)
        and any(isinstance(one, CountRange) and one.highest != 0 for one in numbers)
    )
