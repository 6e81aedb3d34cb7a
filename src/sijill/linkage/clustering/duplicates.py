"""Which lists name each person once: known by their identity numbers, or found to.

Two records of one list with one full name are namesakes or one person twice. Births, ages and days
of death tell which: a person entered twice agrees on them about as often as records of one person
do, namesakes as often as strangers. So the pairs of one full name are a mixture of both kinds, and
how large the share of duplicates is follows from how far the pairs agree (a likelihood over the
share, taken with a flat prior). Where the expected number of duplicates is next to none, the list
is taken to name each person once. A short list with few pairs says little, so the share stays open
and the list is not taken for that. A long list that gives neither ages nor dates cannot be asked;
it is an official list of names, and taken so too. Pairs that look like duplicates all the same are
shown for review, and a judgement joins them.
"""

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from sijill.linkage.arrays import Flags, Rows
from sijill.linkage.comparing.comparisons import COMPARISONS, UNKNOWN
from sijill.linkage.comparing.pair_data import PairData
from sijill.linkage.comparing.scoring import Levels

MOST_DUPLICATES = 0.0055
"""The share of duplicates up to which a list is taken to name each person once."""
LEAST_RECORDS = 200
"""A shorter list shows too few pairs of one name to be found free of duplicates."""
LEAST_RECORDS_UNASKED = 1_000
"""The same for a list without ages and dates."""

_NAMES = ("given", "family", "father", "grandfather")
_SAYS = ("birth date", "age", "rough age", "day", "rough day")
"""The fields that tell a duplicate from a namesake."""
_LEAST_KNOWN = 10
"""Pairs of one name of which something must be known before the list counts as asked."""
_STATED_PAIRS = 60.0
"""Pairs that the stated shares of strangers are worth beside those that were drawn."""
_SHARES = np.linspace(0.0005, 0.6, 600)
"""The shares of duplicates among pairs of one name that are looked at."""


def find_unique_lists(pairs: PairData, strangers: Levels, sizes: npt.NDArray[np.int64]) -> Flags:
    """For each list whether it was found to name each person once.

    Args:
        pairs: the compared pairs.
        strangers: levels of pairs drawn at random.
        sizes: records of each list.
    """
    lists = len(sizes)
    inside = pairs.part(are_namesakes(pairs, lists))
    at = inside.lists % lists
    ratio, known = _likelihood_ratios(inside.levels, strangers)
    is_unique = np.zeros(lists, dtype=bool)
    for number, size in enumerate(sizes.tolist()):
        here = at == number
        total, asked = int(here.sum()), int((here & known).sum())
        if asked >= min(_LEAST_KNOWN, max(total, 1)) or not total:
            duplicates = total * expected_share(ratio[here & known]) if total else 0.0
            is_unique[number] = duplicates <= MOST_DUPLICATES * size and size >= LEAST_RECORDS
        else:
            is_unique[number] = size >= LEAST_RECORDS_UNASKED
    return is_unique


def expected_share(ratios: npt.NDArray[np.float64]) -> float:
    """The expected share of duplicates among pairs.

    Levels are few, so millions of pairs have some hundred different ratios at most, and each is
    looked at once.

    Args:
        ratios: of each pair, how much likelier its agreement is of one person than of namesakes.
    """
    values, counts = np.unique(ratios, return_counts=True)
    logs = np.log(_SHARES[:, None] * values + (1 - _SHARES)[:, None]) @ counts
    weights = np.exp(logs - logs.max())
    return float((_SHARES * weights).sum() / weights.sum())


def _likelihood_ratios(levels: Levels, strangers: Levels) -> tuple[npt.NDArray[np.float64], Flags]:
    """Of each pair the ratio, and whether anything beside the name is known."""
    total, known = np.zeros(len(levels)), np.zeros(len(levels), dtype=bool)
    for number, comparison in enumerate(COMPARISONS):
        if comparison.name in _SAYS:
            stated = np.array([[level.m, level.u] for level in comparison.levels]).T
            same, others = stated / stated.sum(axis=1, keepdims=True)
            drawn = strangers[:, number]
            counted = np.bincount(drawn[drawn != UNKNOWN], minlength=len(others))
            namesakes = (counted + _STATED_PAIRS * others) / (counted.sum() + _STATED_PAIRS)
            column = levels[:, number]
            says = column != UNKNOWN
            known |= says
            step = np.log(same) - np.log(namesakes)
            total += np.where(says, step[np.maximum(column, 0)], 0.0)
    return np.exp(total), known


def numbered_lists(features: pa.Table, list_of: Rows, sizes: npt.NDArray[np.int64]) -> Flags:
    """Lists in which every record has an identity number, and none occurs twice."""
    numbers: list[set[str]] = [set() for _ in sizes]
    clean = np.ones(len(sizes), dtype=bool)
    for at, identities in zip(list_of.tolist(), features["identity"].to_pylist(), strict=True):
        if not identities or numbers[at].intersection(identities):
            clean[at] = False
        elif clean[at]:
            numbers[at].update(identities)
    return clean


def are_namesakes(pairs: PairData, lists: int) -> Flags:
    """Pairs of one list with one given name, in which no other part that is known differs.

    Args:
        pairs: any.
        lists: how many lists there are.
    """
    chosen: Flags = pairs.lists // lists == pairs.lists % lists
    for number, comparison in enumerate(COMPARISONS):
        if comparison.name in _NAMES:
            column = pairs.levels[:, number]
            chosen &= (column <= 1) & ((column != UNKNOWN) | (comparison.name != "given"))
    return chosen
