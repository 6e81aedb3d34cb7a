"""The kept parameters, with those of lists that are new.

What was learned stays. A new list takes the shares that all lists have together; how many of its
pairs are one person, and whether it names each person once, is asked of its own pairs. Frequencies
of names are those of before.
"""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from sijill.linkage.arrays import Floats, Rows
from sijill.linkage.clustering.duplicates import find_unique_lists, numbered_lists
from sijill.linkage.comparing.evidence import Model
from sijill.linkage.comparing.learning import (
    LEAST_LOG,
    ROUNDS,
    begin,
    chance,
    expect_matches,
    find_mutual_best,
    number_ends,
)
from sijill.linkage.comparing.list_pools import add_up, as_pools, pool_lists, spread_matches
from sijill.linkage.comparing.pair_data import PairData
from sijill.linkage.learned import Parameters


def extend(parameters: Parameters, features: pa.Table) -> Parameters:
    """Parameters for the lists of now: new lists come last, by name.

    Args:
        parameters: those of before.
        features: the records that arrived.
    """
    sources = features["list_id"].to_pylist()
    new = sorted(set(sources) - set(parameters.lists))
    if not new:
        return parameters
    lists = (*parameters.lists, *new)
    number = {name: at for at, name in enumerate(lists)}
    rows = np.array([number[name] for name in sources], dtype=np.int32)
    counted = np.bincount(rows, minlength=len(lists))
    sizes = np.concatenate([parameters.sizes, counted[len(parameters.lists) :]])
    clean = numbered_lists(features, rows, sizes)
    numbered = np.concatenate([parameters.numbered, clean[len(parameters.lists) :]])
    unique = np.concatenate([parameters.unique, np.zeros(len(new), dtype=bool)])
    model = _widen(parameters.model, len(parameters.lists), sizes)
    return replace(
        parameters, model=model, lists=lists, sizes=sizes, numbered=numbered, unique=unique
    )


def find_single(parameters: Parameters, before: int, pairs: PairData) -> Parameters:
    """The same, with what the pairs say of the new lists: which name each person once.

    Args:
        parameters: as ``extend`` gives them.
        before: how many of the lists are not new.
        pairs: the compared pairs of arrived records.
    """
    count = len(parameters.lists)
    if before == count:
        return parameters
    found = find_unique_lists(pairs, parameters.strangers, parameters.sizes)
    unique = parameters.unique | (found & ~parameters.numbered & (np.arange(count) >= before))
    return replace(parameters, unique=unique)


def learn_priors(parameters: Parameters, before: int, pairs: PairData) -> Parameters:
    """The same, with how many pairs of the new lists are one person."""
    count = len(parameters.lists)
    if before == count:
        return parameters
    low, high = np.divmod(np.arange(count * count), count)
    of = (low >= before) | (high >= before)
    model = replace(parameters.model)
    _learn_matches(model, pairs.part(of[pairs.lists]), parameters.sizes, of)
    return replace(parameters, model=model)


def renumber_lists(lists: npt.NDArray[np.int32], before: int, now: int) -> npt.NDArray[np.int32]:
    """Pairs of lists by their numbers among more lists."""
    low, high = np.divmod(lists, before)
    return (low * now + high).astype(np.int32)


def _widen(model: Model, before: int, sizes: npt.NDArray[np.int64]) -> Model:
    """The model with places for pairs of new lists."""
    wide = begin(sizes)
    low, high = np.divmod(np.arange(before * before), before)
    at = low * len(sizes) + high
    wide.rows[:] = len(model.m)
    for name in ("rows", "matches", "possible"):
        getattr(wide, name)[at] = getattr(model, name)
    m = _and_overall(model.m, model.rows, model.matches)
    u = _and_overall(model.u, model.rows, model.possible)
    return replace(wide, m=m, u=u, families=model.families, kin=model.kin, taught=model.taught)


def _and_overall(shares: Floats, rows: Rows, weight: Floats) -> Floats:
    """The rows of shares, and those of all pairs of lists, each as heavy as it has pairs."""
    weights = np.bincount(rows, weights=weight, minlength=len(shares))
    return np.concatenate([shares, np.average(shares, axis=0, weights=weights)[None]])


def _learn_matches(
    model: Model, pairs: PairData, sizes: npt.NDArray[np.int64], of: npt.NDArray[np.bool_]
) -> None:
    """Learn how many pairs are one person for some pairs of lists; the shares stay as they are.

    Args:
        model: its ``matches`` are changed.
        pairs: the compared pairs of these lists.
        sizes: records of each list.
        of: for each pair of lists whether it is learned.
    """
    if not len(pairs):
        return
    pools = pool_lists(sizes)
    pooled, long = as_pools(pairs, pools), np.bincount(pools, weights=sizes).astype(np.int64)
    possible = add_up(np.where(of, model.possible, 0.0), pools)
    keys = number_ends(pooled, len(long))
    for _ in range(ROUNDS):
        weights = model.weights(pairs)
        weights[pairs.barred] = LEAST_LOG
        shares = np.where(find_mutual_best(weights, keys), chance(weights), 0.0)
        expected = expect_matches(shares, pooled, possible, long) / possible
        model.matches = np.where(of, spread_matches(expected, pools, model.possible), model.matches)
