"""Which lists name each person once: known by their identity numbers, or found to.

Two records of one list with one full name are namesakes or one person twice. Births, ages and days
of death tell which: a person entered twice agrees on them, namesakes agree by chance alone. So the
pairs of one full name that agree beyond chance estimate the list's duplicates; where these are next
to none, the list is taken to name each person once. A long list that gives neither ages nor dates
cannot be asked; it is an official list of names, and taken so too. Pairs that look like duplicates
all the same are shown for review, and a judgement joins them.
"""

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from sijill.linkage.comparing.comparisons import COMPARISONS, UNKNOWN
from sijill.linkage.comparing.evidence import PairData, Rows

Flags = npt.NDArray[np.bool_]

MOST_DUPLICATES = 0.005
"""The share of duplicates up to which a list is taken to name each person once."""
LEAST_RECORDS = 200
"""A shorter list shows too few pairs of one name to be found free of duplicates."""
LEAST_RECORDS_UNASKED = 1_000
"""The same for a list without ages and dates."""

_NAMES = ("given", "family", "father", "grandfather")
_SAYS = {
    "birth date": ((0, 1), (2, 3), 0.01),
    "age": ((0,), (1, 2, 4), 0.04),
    "day": ((0,), (1, 4, 5, 6), 0.03),
}
"""Levels that agree, levels that do not, and how often namesakes agree by chance."""
_LEAST_KNOWN = 10
"""Pairs of one name of which something must be known before the list counts as asked."""


def find_unique_lists(pairs: PairData, sizes: npt.NDArray[np.int64]) -> Flags:
    """For each list whether it was found to name each person once."""
    lists = len(sizes)
    inside = (pairs.lists // lists == pairs.lists % lists) & _one_name(pairs)
    at = pairs.lists[inside] % lists
    agree, against, chance = _testimony(pairs.part(inside))
    total = np.bincount(at, minlength=lists)
    yes, no, expected = (
        np.bincount(at, weights, lists)
        for weights in (agree.astype(float), against.astype(float), np.where(against, chance, 0.0))
    )
    known = yes + no
    duplicates = np.maximum(yes - expected, 0) * total / np.maximum(known, 1)
    asked = known >= np.minimum(_LEAST_KNOWN, np.maximum(total, 1))
    found: Flags = np.where(
        asked | (total == 0),
        (duplicates <= MOST_DUPLICATES * sizes) & (sizes >= LEAST_RECORDS),
        sizes >= LEAST_RECORDS_UNASKED,
    )
    return found


def numbered_lists(features: pa.Table, list_of: Rows, sizes: npt.NDArray[np.int64]) -> Flags:
    """Lists in which every record has an identity number, and none occurs twice."""
    numbers: list[set[str]] = [set() for _ in sizes]
    clean = np.ones(len(sizes), dtype=bool)
    for at, found in zip(list_of.tolist(), features["identity"].to_pylist(), strict=True):
        if not found or numbers[at].intersection(found):
            clean[at] = False
        elif clean[at]:
            numbers[at].update(found)
    return clean


def _one_name(pairs: PairData) -> Flags:
    """The same given name, and no other part that is known differs."""
    chosen = np.ones(len(pairs), dtype=bool)
    for number, comparison in enumerate(COMPARISONS):
        if comparison.name in _NAMES:
            column = pairs.levels[:, number]
            chosen &= (column <= 1) & ((column != UNKNOWN) | (comparison.name != "given"))
    return chosen


def _testimony(pairs: PairData) -> tuple[Flags, Flags, npt.NDArray[np.float64]]:
    """Which pairs agree on what is known beside the name, which do not, and by what chance."""
    agree, against = np.zeros(len(pairs), dtype=bool), np.zeros(len(pairs), dtype=bool)
    chance = np.zeros(len(pairs))
    for number, comparison in enumerate(COMPARISONS):
        if comparison.name in _SAYS:
            yes, no, by_chance = _SAYS[comparison.name]
            column = pairs.levels[:, number]
            agree |= np.isin(column, yes)
            against |= np.isin(column, no)
            chance = np.maximum(chance, np.where(np.isin(column, (*yes, *no)), by_chance, 0.0))
    return agree & ~against, against, chance
