"""Learning what agreement is worth: EM made safe for families and for few records.

The shares are learned by expectation maximisation (EM). Only pairs that are each other's best
match count as one person while learning, so that the many pairs inside families teach nothing
wrong; how many pairs of two lists are one person is learned for every pair of lists by itself.
Shares of strangers come from pairs drawn at random; those of the spelling of a whole name from the
candidates of one given name that are not one person, whom a random draw next to never holds. Every
level starts with the stated shares, worth some dozens of pairs, so none is ever zero.

A few records must not vouch for themselves: two lists of two rows in which one pair looks alike
would otherwise learn that half of all pairs are one person. So some records without a partner are
supposed beside those of the shorter list, and the days, which the lists of one event share, are
learned from the pairs that there are, with next to no stated ones.

Sources: Fellegi and Sunter (1969); Enamorado, Fifield and Imai (2019) on EM.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from sijill.linkage.arrays import Floats, Rows
from sijill.linkage.comparing.comparisons import COMPARISONS, FIELD_NUMBERS, UNKNOWN, level_number
from sijill.linkage.comparing.evidence import IS_LEVEL, STATED_M, STATED_U, Model, relatives
from sijill.linkage.comparing.list_pools import as_pools, pool_lists, spread
from sijill.linkage.comparing.pair_data import PairData
from sijill.linkage.comparing.scoring import Levels

ROUNDS = 8
PRIOR_PAIRS = 60.0
"""Pairs that the stated shares of one person are worth."""
LIST_PRIOR_PAIRS = 300.0
"""Pairs that the shares over all lists are worth beside those of one pair of lists."""
LEAST_OF_STATED = 0.3
"""Of a stated share that the learned one keeps: pairs that disagree are not recognised as one
person, so they are missing among those that learning sees. The given name is left out: it is what
tells siblings apart. Where other fields make many pairs certain, it is what these show."""
LEAST_LEARNING = -12.0
"""Candidates below this, by the stated shares, teach nothing about pairs that are one person."""
LEAST_SHARE = 0.01
"""Pairs likelier than this teach what true pairs look like; the others are too many to add up."""
LEAST_LOG = -700.0
"""Log-odds of pairs that cannot be one person: as a probability it is nothing."""
FIRST_GUESS = 0.4
"""Of the records of the shorter of two lists, how many have a partner on the other, to begin."""
MOST_OWN_SHARES = 2_000
"""Pairs of lists that learn shares of their own: every two of 63 lists."""
LEAST_ENDS, ENDS_A_PAIR = 1_000_000, 8
"""Numbers of ends that may be kept in any case, and more for each pair."""
LEAST_SHOWN = 0.5
"""Pairs of one list that are less likely are no sign that it names people twice."""
SUPPOSED_ALONE = 3.0
"""Records without a partner that are supposed beside those of the shorter list. Chosen by eye."""
_FIELDS, _WIDEST = STATED_M.shape
_LEAST_M = LEAST_OF_STATED * STATED_M * np.array([[field.name != "given"] for field in COMPARISONS])
CERTAIN = 4.6
"""Natural log-odds (99 in a hundred) from which a pair is one person by all fields but one, so that
it shows how often that one disagrees."""
_AMONG_NAMESAKES = np.array([[field.among_namesakes] for field in COMPARISONS])
_PRIOR_U = STATED_U * np.array([[field.stated_pairs] for field in COMPARISONS])


def fit(candidates: PairData, strangers: PairData, sizes: npt.NDArray[np.int64]) -> Model:
    """Learn the model.

    Args:
        candidates: the blocked pairs.
        strangers: pairs drawn at random from all.
        sizes: records of each list; the pairs of lists are numbered by ``list_pair``.
    """
    pools = pool_lists(sizes)
    if len(np.unique(pools)) < len(sizes):
        pooled = np.bincount(pools, weights=sizes).astype(np.int64)
        learned = fit(as_pools(candidates, pools), as_pools(strangers, pools), pooled)
        return spread(learned, pools, begin(sizes).possible)
    model = begin(sizes)
    possible = model.weights(candidates)
    candidates = candidates.part(possible >= LEAST_LEARNING)
    rows = model.rows = _own_rows(candidates.lists, strangers.lists, len(model.possible))
    model.m, model.u = (np.repeat(stated, rows.max() + 1, axis=0) for stated in (model.m, model.u))
    keys = number_ends(candidates, len(sizes))
    given = candidates.levels[:, FIELD_NUMBERS["given"]]
    namesakes = (given >= 0) & (given <= level_number("given", "near"))
    least = _LEAST_M
    for turn in range(ROUNDS):
        weights = model.weights(candidates)
        weights[candidates.barred] = LEAST_LOG
        chances = chance(weights)
        best = find_mutual_best(weights, keys)
        shares = np.where(best, chances, 0.0)
        model.matches = expect_matches(shares, candidates, model.possible, sizes)
        model.taught = float(shares.sum())
        _learn_families(model, candidates, chances)
        if turn == ROUNDS // 2:
            least = _find_least(model, candidates.part(best & ~candidates.barred))
        model.m = _learn_m(shares, candidates, rows, least)
        stranger = model.weights(strangers)
        stranger[strangers.barred] = LEAST_LOG
        model.u = np.where(
            _AMONG_NAMESAKES,
            _learn_u((1 - chances)[namesakes], candidates.part(namesakes), rows),
            _learn_u(1 - chance(stranger), strangers, rows),
        )
    return model


def _own_rows(candidates: Rows, strangers: Rows, list_pairs: int) -> Rows:
    """The row of shares of each pair of lists: 0, or its own, where they share pairs.

    A list for each day of a year makes a hundred thousand pairs of lists. Of these the
    ``MOST_OWN_SHARES`` with most pairs have shares of their own; the others, which would hardly
    move the shares of all, have these.
    """
    counts = np.bincount(candidates, minlength=list_pairs)
    counts += np.bincount(strangers, minlength=list_pairs)
    most = np.argsort(-counts, kind="stable")[:MOST_OWN_SHARES]
    rows = np.zeros(list_pairs, dtype=np.int32)
    own = np.sort(most[counts[most] > 0])
    rows[own] = np.arange(1, len(own) + 1)
    return rows


def begin(sizes: npt.NDArray[np.int64]) -> Model:
    """The stated shares, before anything is learned."""
    lists = len(sizes)
    total = int(sizes.sum())
    possible = np.outer(sizes, sizes).astype(float)
    np.fill_diagonal(possible, sizes * (sizes - 1) / 2)
    expected = FIRST_GUESS * np.minimum.outer(sizes, sizes).astype(float)
    np.fill_diagonal(expected, 0.01 * sizes)
    possible = np.maximum(possible, 1.0)
    expected = np.clip(expected, 0.05, 0.25 * possible)
    pairs = total * (total - 1) / 2 or 1.0
    share = min(0.2, total / pairs)
    rows = np.zeros(lists * lists, dtype=np.int32)
    return Model(
        STATED_M[None], STATED_U[None], rows, expected.ravel(), possible.ravel(), share, share
    )


def chance(weights: Floats) -> Floats:
    """The probabilities of log-odds."""
    chances: Floats = 1 / (1 + np.exp(-np.clip(weights, -500, 500)))
    return chances


def number_ends(pairs: PairData, lists: int) -> tuple[Rows, Rows, int]:
    """For each end of a pair, a number for this record with the other's list.

    The numbers are below the third result. Where nearly all of them would stand for nothing, as
    with hundreds of lists, only those that occur are counted.
    """
    low, high = pairs.lists // lists, pairs.lists % lists
    count = int(max(pairs.left.max(initial=0), pairs.right.max(initial=0))) + 1
    left = pairs.left.astype(np.int64) * lists * lists + low * lists + high
    right = pairs.right.astype(np.int64) * lists * lists + low * lists + high
    numbers = count * lists * lists
    if numbers <= LEAST_ENDS + ENDS_A_PAIR * len(pairs):
        return left, right, numbers
    ends, found = np.unique(np.concatenate((left, right)), return_inverse=True)
    places = found.astype(np.int32)
    return places[: len(left)], places[len(left) :], len(ends)


def find_mutual_best(weights: Floats, keys: tuple[Rows, Rows, int]) -> npt.NDArray[np.bool_]:
    """Pairs that no other pair of either record with the same two lists surpasses."""
    left, right, count = keys
    best = np.full(count, -np.inf)
    np.maximum.at(best, left, weights)
    np.maximum.at(best, right, weights)
    is_best: npt.NDArray[np.bool_] = (weights >= best[left]) & (weights >= best[right])
    return is_best


def expect_matches(
    shares: Floats, pairs: PairData, possible: Floats, sizes: npt.NDArray[np.int64]
) -> Floats:
    """How many pairs are one person, for each pair of lists, by those found.

    With half a pair more than was found, so that two lists without any still have a share, and with
    a few records more that have no partner, so that two lists of a row or two, in which a pair
    looks alike, do not make that pair likely by itself.
    """
    inside = pairs.lists % (len(sizes) + 1) == 0
    sure = np.where(inside & (shares < LEAST_SHOWN), 0.0, shares)
    counted = np.bincount(pairs.lists, weights=sure, minlength=len(possible)) + 0.5
    shorter = np.minimum.outer(sizes, sizes).astype(float).ravel()
    expected: Floats = np.minimum(counted * shorter / (shorter + SUPPOSED_ALONE), 0.5 * possible)
    return np.maximum(expected, 1e-9)


def _learn_families(model: Model, pairs: PairData, chance: Floats) -> None:
    """Shares of siblings and of other relatives among all pairs."""
    family, kin = relatives(model.field_weights(pairs), pairs)
    logs = np.stack(
        [np.zeros(len(pairs)), family + np.log(model.families), kin + np.log(model.kin)]
    )
    parts = np.exp(logs - np.logaddexp.reduce(logs, axis=0)) * (1 - chance)
    total = model.possible[_upper(model)].sum()
    model.families = float(np.clip((parts[1].sum() + 1) / total, 1e-12, 0.2))
    model.kin = float(np.clip((parts[2].sum() + 1) / total, 1e-12, 0.2))


def _upper(model: Model) -> npt.NDArray[np.bool_]:
    side = round(len(model.possible) ** 0.5)
    return np.triu(np.ones((side, side), dtype=bool)).ravel()


def _find_least(model: Model, pairs: PairData) -> Floats:
    """The least share of each level among pairs that are one person, from lists that show it.

    Pairs that disagree in a field are missing among those that learning recognises; but not among
    those that all the other fields make certain. So a level keeps no more of its stated share than
    these show. Where they are few the stated shares weigh more than they do, and it keeps that.

    Args:
        model: what is learned so far.
        pairs: candidates that are each other's best and may be one person.
    """
    by_field = model.field_weights(pairs)
    prior = np.log(model.matches / model.possible)[pairs.lists]
    counted = np.zeros_like(STATED_M)
    for number in range(_FIELDS):
        others = by_field.copy()
        others[:, number] = 0.0
        certain = others.sum(axis=1) + prior - model.against(others, pairs) >= CERTAIN
        counted[number] = _count(pairs.levels[certain], np.ones(int(certain.sum())))[number]
    least: Floats = np.minimum(_LEAST_M, _smooth(counted, STATED_M * PRIOR_PAIRS))
    return least


def _learn_m(shares: Floats, pairs: PairData, rows: Rows, least: Floats) -> Floats:
    likely = shares > LEAST_SHARE
    levels, share, lists = pairs.levels[likely], shares[likely], pairs.lists[likely]
    overall = _smooth(_without_own(_count(levels, share)), STATED_M * PRIOR_PAIRS)
    learned = np.broadcast_to(overall, (int(rows.max()) + 1, *overall.shape)).copy()
    for number, places in _by_row(rows[lists]):
        counted = _without_own(_count(levels[places], share[places]))
        learned[number] = _smooth(counted, overall * LIST_PRIOR_PAIRS)
    return _smooth(np.maximum(learned, least), np.zeros_like(learned))


def _learn_u(shares: Floats, pairs: PairData, rows: Rows) -> Floats:
    """What strangers look like: over all lists, and between each two of them."""
    overall = _smooth(_count(pairs.levels, shares), _PRIOR_U)
    learned = np.broadcast_to(overall, (int(rows.max()) + 1, *overall.shape)).copy()
    for number, places in _by_row(rows[pairs.lists]):
        counted = _count(pairs.levels[places], shares[places])
        learned[number] = _smooth(counted, overall * LIST_PRIOR_PAIRS)
    return learned


def _by_row(rows: Rows) -> Iterator[tuple[int, npt.NDArray[np.signedinteger]]]:
    """Each row of shares that two lists have of their own, and the places of their pairs."""
    order = np.argsort(rows, kind="stable")
    numbers, starts = np.unique(rows[order], return_index=True)
    for number, places in zip(numbers.tolist(), np.split(order, starts[1:]), strict=False):
        if number:
            yield number, places


def _count(levels: Levels, share: Floats) -> Floats:
    """How many pairs, by their shares, meet on each level of each field."""
    table = np.zeros((_FIELDS, _WIDEST))
    for number in range(_FIELDS):
        column = levels[:, number]
        known = column != UNKNOWN
        table[number] = np.bincount(column[known], weights=share[known], minlength=_WIDEST)
    return table


def _without_own(counted: Floats) -> Floats:
    """One pair less on every level but the first, so that no pair alone excuses its own slip."""
    return np.concatenate([counted[:, :1], np.maximum(counted[:, 1:] - 1, 0)], axis=1)


def _smooth(counted: Floats, prior: Floats) -> Floats:
    table = np.where(IS_LEVEL, counted + prior, 0.0)
    shares: Floats = np.where(IS_LEVEL, table / table.sum(axis=-1, keepdims=True), 1e-9)
    return shares
