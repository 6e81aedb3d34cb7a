"""Pairs held against the threshold, their rivals and the last vetoes taken into account.

In a list that names each person once each record has one partner at most; in other lists each
candidate of a record stands against the others, and in small registers a record that fits two
people is joined to neither.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from sijill.linkage.arrays import Flags, Floats, Rows
from sijill.linkage.clustering.assignment import partner_bonus, weigh_rivals, with_each_list
from sijill.linkage.clustering.clusters import Constraints, Edges, rows_of_pairs
from sijill.linkage.clustering.namesakes import weigh_namesakes
from sijill.linkage.clustering.rivals import find_rivalling, keep_number, weigh_beside
from sijill.linkage.comparing.few_records import LEAST_TAUGHT, find_contested
from sijill.linkage.comparing.learning import PRIOR_PAIRS
from sijill.linkage.comparing.pair_data import PairData
from sijill.linkage.comparing.pairs import ScoredPairs
from sijill.linkage.comparing.vetoes import VETOES
from sijill.linkage.learned import ComparedPairs, Parameters
from sijill.model.results.links import Veto

Vetoes = npt.NDArray[np.int8]

DECIDED = 3.9
"""Natural log-odds that a pair judged the same gains beside its rivals: two of 100 answers are
wrong. With 20 of them other records of the same list, which may name the person twice, lose more
than is so: after 250 judgements 0.953 instead of 0.956 of the true pairs of a city of 12,600
records are joined."""
LEAST_WEIGHT = -7.0
"""Pairs below one in a thousand are not kept; inside a cluster they count as that."""


@dataclass(frozen=True, slots=True, eq=False)
class WeighedPairs:
    """Pairs with all that bears on them, in one order.

    ``scored`` are the pairs as they are shown; ``settled`` with the weight that is held against the
    threshold; ``free`` as draws take them, before one partner was assigned to each record. The free
    ones are open where few records cannot decide a pair, at even odds at most, and where two lists
    give two numbers: both answers then stand in the range of every count.
    """

    scored: ScoredPairs
    settled: Edges
    free: Edges


def weigh_pairs(
    ids: Sequence[str],
    compared: ComparedPairs,
    parameters: Parameters,
    once: Rows,
    rows: Rows,
    decided: Constraints,
) -> WeighedPairs:
    """The compared pairs, their rivals and the last vetoes taken into account.

    Args:
        ids: the compared records, sorted.
        compared: their pairs.
        parameters: by which they were weighed.
        once: for each record the list that names each person once, or -1.
        rows: the row that each record has among all linkable records.
        decided: pairs that are one person for certain, and pairs that are not.
    """
    data, weights = compared.data, compared.weights
    vetoes = _complete_vetoes(compared, once, parameters.model.taught)
    is_open = vetoes < 0
    known, is_rival = _as_decided(ids, compared, decided, is_open)
    eligible = is_open & (once[data.left] >= 0) & (once[data.right] >= 0)
    bonus = partner_bonus(parameters.model, parameters.sizes)[data.lists]
    rivals = weigh_rivals(with_each_list(data), known, bonus, eligible & is_rival)
    odds = _beside_others(replace(compared, weights=known), is_rival & ~eligible, parameters, once)
    own = weights - known  # what is decided binds by itself, and is shown with its own odds
    decisive = np.where(rivals.excluded, LEAST_WEIGHT, odds + rivals.bonus + own)
    odds = np.where(eligible & is_rival, rivals.odds, odds) + own
    left, right = rows[data.left], rows[data.right]
    few = few_records_differ(vetoes)
    free_weights = weights + np.where(eligible, bonus, 0.0)
    free_weights[few] = np.minimum(free_weights[few], 0.0)
    two_numbers = numbers_differ(vetoes) & _of_two_lists(data, len(parameters.lists))
    return WeighedPairs(
        ScoredPairs(ids, data.left, data.right, weights, odds, vetoes, data.levels, compared.added),
        Edges(left, right, decisive, ~is_open),
        Edges(left, right, free_weights, ~(is_open | few | two_numbers)),
    )


def _as_decided(
    ids: Sequence[str], compared: ComparedPairs, decided: Constraints, is_open: Flags
) -> tuple[Floats, Flags]:
    """What pairs weigh as rivals of others, and which may be some.

    Who was judged to be one person with a record has taken its place: other candidates of the same
    list lose by it. Who was judged to be somebody else is no rival any more.
    """
    same, different = (
        find_pairs(ids, compared.data, pairs) for pairs in (decided.same, decided.different)
    )
    weights, is_rival = compared.weights.copy(), is_open.copy()
    weights[same] += DECIDED
    is_rival[same] = True
    is_rival[different] = False
    return weights, is_rival


def find_pairs(
    ids: Sequence[str], data: PairData, pairs: frozenset[tuple[str, str]]
) -> npt.NDArray[np.intp]:
    """The positions of those of the pairs (ids, sorted) that were compared."""
    left, right = rows_of_pairs(ids, pairs).astype(np.int64)
    if not len(left) or not len(data):
        return np.zeros(0, dtype=np.intp)
    keys = data.left.astype(np.int64) * len(ids) + data.right
    wanted = np.minimum(left, right) * len(ids) + np.maximum(left, right)
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.unique(at[keys[at] == wanted])


def _beside_others(
    compared: ComparedPairs, chosen: Flags, parameters: Parameters, once: Rows
) -> Floats:
    """The log-odds of pairs, the chosen ones beside other candidates of their records."""
    data, weights, lists = compared.data, compared.weights, len(parameters.lists)
    if parameters.model.taught < PRIOR_PAIRS:
        return weigh_namesakes(data, weights, chosen, lists)
    rivalling = find_rivalling(data, chosen, once, lists)
    beside = weigh_beside(data, weights, chosen, rivalling, lists)
    return weights + beside + parameters.rivals_level * rivalling


def learn_level(compared: ComparedPairs, once: Rows, lists: int) -> float:
    """What is added to pairs from which rivals take: it keeps how many are one person.

    Args:
        compared: all compared pairs.
        once: for each of their records the list that names each person once, or -1.
        lists: how many lists there are.
    """
    data, weights = compared.data, compared.weights
    is_open = (compared.vetoes < 0) & ~_of_one_list(data, once)
    rivalling = find_rivalling(data, is_open, once, lists)
    beside = weigh_beside(data, weights, is_open, rivalling, lists)
    return keep_number(weights + beside, weights, rivalling)


def _complete_vetoes(compared: ComparedPairs, once: Rows, taught: float) -> Vetoes:
    """The vetoes of the pairs, and those that need all that was learned.

    Two records of a list that names each person once are two people. Where next to no pairs taught
    what a difference is worth, a pair in which something differs is not joined by itself.
    """
    data, vetoes = compared.data, compared.vetoes.copy()
    of_one_list = _of_one_list(data, once)
    vetoes[of_one_list & (vetoes < 0)] = VETOES.index(Veto.ONE_LIST_WITHOUT_DUPLICATES)
    if taught < LEAST_TAUGHT:
        contested = find_contested(data.levels) & (vetoes < 0)
        vetoes[contested] = VETOES.index(Veto.FEW_RECORDS_DIFFER)
    return vetoes


def _of_one_list(data: PairData, once: Rows) -> Flags:
    """The pairs of two records of one list that names each person once."""
    of_one: Flags = (once[data.left] >= 0) & (once[data.left] == once[data.right])
    return of_one


def few_records_differ(vetoes: Vetoes) -> Flags:
    """The pairs that only too few records keep apart."""
    differ: Flags = vetoes == VETOES.index(Veto.FEW_RECORDS_DIFFER)
    return differ


def numbers_differ(vetoes: Vetoes) -> Flags:
    """The pairs that only their identity numbers keep apart."""
    differ: Flags = vetoes == VETOES.index(Veto.IDENTITY_NUMBERS_DIFFER)
    return differ


def _of_two_lists(pairs: PairData, lists: int) -> Flags:
    of_two: Flags = pairs.lists // lists != pairs.lists % lists
    return of_two


def lists_named_once(lists: Sequence[str], parameters: Parameters) -> Rows:
    """The number of each of these lists that names each person once; -1 for the others."""
    single = parameters.numbered | parameters.unique
    numbers = {name: at for at, name in enumerate(parameters.lists) if single[at]}
    return np.array([numbers.get(name, -1) for name in lists], dtype=np.int32)
