"""A capture table as a vector of cells, and the two sums over it that every formula here uses.

A cell is a capture history: the exact set of lists that hold a person, written as a bit mask (list
*j* is bit *j*). Sets of lists that stand for a term of a model are written the same way. Cell 0,
*on no list*, is what an estimate is about: nobody was counted there, so its count is 0 and no fit
may use it.

Two sums connect cells and terms (Bishop, Fienberg & Holland 1975, chapter 2):

* over supersets, m(θ) = Σ n(x) for x ⊇ θ: how many are on all lists of θ. These are the
  sufficient statistics of a log-linear model.
* over subsets, η(x) = Σ u(θ) for θ ⊆ x: the logarithm of a cell's expected count.

Arrays hold one table per row; a table of J lists has 2^J columns.
"""

from collections.abc import Sequence
from functools import cache
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt

from sijill.model.errors import TableError
from sijill.model.limits import LARGEST_COUNT
from sijill.model.results.captures import CaptureTable

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Booleans = npt.NDArray[np.bool_]

FEWEST_LISTS = 3
"""With two, nothing in the data shows whether the lists depend on each other."""
LISTS_AT_ONCE = 6
"""Sums over sets of so many lists are one product of matrices."""
NOWHERE = 0
"""The cell of those on no list; as a term, the intercept."""


def count_cells(table: CaptureTable, lists: Sequence[str]) -> Integers:
    """Persons by capture history on ``lists``; who is on none of these is left out."""
    position = {name: 1 << j for j, name in enumerate(lists)}
    counts = np.zeros(1 << len(lists), dtype=np.int64)
    for members, number in table.counts.items():
        counts[sum(position.get(name, 0) for name in members)] += number
    counts[NOWHERE] = 0
    return counts


def order_by_counts(counts: Integers) -> list[int]:
    """The lists, by their bits, in an order that only the counts decide.

    A table whose lists are renamed or come in another order has the same cells once they are taken
    in this order: lists are told apart by the counts of the cells that they are in, then by which
    lists are in these cells with them, until nothing more tells them apart (colour refinement).
    Lists that still look alike are interchangeable, but in tables made to look so; of these one is
    set apart, in the order given, and the rest told apart again.
    """
    inside = [(cell, int(counts[cell])) for cell in np.flatnonzero(counts).tolist()]
    members = [
        ([j for j in range(number_of_lists(counts)) if cell >> j & 1], number)
        for cell, number in inside
    ]
    colours = _tell_apart([0] * number_of_lists(counts), members)
    while len(set(colours)) < len(colours):
        alike = min(colour for colour in colours if colours.count(colour) > 1)
        doubled = [2 * colour + 1 for colour in colours]
        doubled[colours.index(alike)] -= 1
        colours = _tell_apart(doubled, members)
    return sorted(range(len(colours)), key=colours.__getitem__)


def reorder(counts: Integers, order: Sequence[int]) -> Integers:
    """The same table with its lists in this order: list ``order[k]`` becomes list *k*."""
    cells = np.arange(len(counts))
    ordered = np.zeros_like(cells)
    for place, j in enumerate(order):
        ordered |= (cells >> j & 1) << place
    moved = np.empty_like(counts)
    moved[ordered] = counts
    return moved


def _tell_apart(colours: list[int], members: list[tuple[list[int], int]]) -> list[int]:
    """Colours that differ wherever the colours of those in a list's cells do."""
    while True:
        seen: list[list[tuple[int, list[int]]]] = [[] for _ in colours]
        for lists, number in members:
            view = (number, sorted(colours[j] for j in lists))
            for j in lists:
                seen[j].append(view)
        views = [(colour, sorted(view)) for colour, view in zip(colours, seen, strict=True)]
        ranks: list[int] = [sum(other < view for other in views) for view in views]
        if len(set(ranks)) == len(set(colours)):
            return ranks
        colours = ranks


def check_table(table: object) -> None:
    """Whoever has a frame or a mapping is told how it becomes a capture table.

    Raises:
        TableError: for anything but a capture table.
    """
    if not isinstance(table, CaptureTable):
        raise TableError(
            f"a {type(table).__name__} is no capture table; read one with tables_from (frames, "
            "mappings) or read_table (files), and give one of the tables that they return"
        )


def check_cells(counts: npt.NDArray[Any]) -> Integers:
    """The counts of one table as whole numbers.

    Raises:
        ValueError: unless they are whole numbers from 0 to ``LARGEST_COUNT``, one for each of 2^J
            histories, with nobody in cell 0.
    """
    cells = np.asarray(counts)
    size = cells.size
    fits = cells.ndim == 1 and size > 1 and size & (size - 1) == 0 and cells.dtype.kind in "iuf"
    if not (
        fits
        and np.all((cells >= 0) & (cells <= LARGEST_COUNT) & (cells == np.floor(cells)))
        and cells[NOWHERE] == 0
    ):
        raise ValueError(
            f"counts are whole numbers from 0 to {LARGEST_COUNT:,}, one for each of 2^J histories "
            f"and 0 for the first, on no list (as count_cells makes them): {cells!r:.200}"
        )
    return cells.astype(np.int64)


def number_of_lists(cells: npt.NDArray[Any]) -> int:
    """J, for tables of 2^J columns."""
    return int(cells.shape[-1]).bit_length() - 1


def sets_of_size(size: int, lists: int) -> list[int]:
    """All sets of ``size`` lists, as bit masks in a fixed order."""
    return [sum(1 << j for j in chosen) for chosen in combinations(range(lists), size)]


def sizes_of_sets(lists: int) -> Integers:
    """How many lists each cell stands for."""
    return np.array([cell.bit_count() for cell in range(1 << lists)], dtype=np.int64)


def sum_over_supersets(cells: Floats) -> Floats:
    """For each set of lists, the sum over the cells that contain it; one table per row."""
    low, high = _containment(number_of_lists(cells))
    return _sum_by_parts(cells, low, high)


def sum_over_subsets(cells: Floats) -> Floats:
    """For each set of lists, the sum over the cells that it contains; one table per row."""
    low, high = _containment(number_of_lists(cells))
    return _sum_by_parts(cells, low.T, high.T)


def _sum_by_parts(cells: Floats, low: Floats, high: Floats) -> Floats:
    """Sums over the first lists and then over the others, as products of matrices."""
    sums = cells.reshape(-1, len(low)) @ low
    if len(high) > 1:
        sums = np.matmul(high.T, sums.reshape(len(cells), len(high), len(low)))
    return np.asarray(sums.reshape(cells.shape), dtype=np.float64)


@cache
def _containment(lists: int) -> tuple[Floats, Floats]:
    """For the sets of the first few lists, and for those of the others, which contains which.

    Entry (x, y) is 1 where x contains y.
    """
    first = min(lists, LISTS_AT_ONCE)
    low, high = np.arange(1 << first), np.arange(1 << (lists - first))
    contains = [(x[:, None] & x == x).astype(np.float64) for x in (low, high)]
    return contains[0], contains[1]
