"""What agreement is worth: the model of Fellegi and Sunter with families as a class of their own.

A pair of records is one person, two of one family, two relatives further apart, or two strangers.
For each class the levels of the fields have their shares; the score of a pair is the log-odds of
"one person" against the three others together. With strangers as the only alternative two brothers
who share father, family, day and place would be one person; here the family explains all that, and
what decides is the given name, the birth and the age.

The shares are learned by expectation maximisation (EM). Only pairs that are each other's best
match count as one person while learning, so that the many pairs inside families teach nothing
wrong; how many pairs of two lists are one person is learned for every pair of lists by itself.
Shares of strangers come from pairs drawn at random. Every level starts with the stated shares,
worth some dozens of pairs, so none is ever zero. Agreement is monotone: weights fall from level to
level, and the last level never speaks for one person.

A value's frequency counts: two records with a rare name agree more. It is the value's share among
the *other* records, so that the pair itself does not make its name common.

Sources: Fellegi and Sunter (1969); Winkler (2000) on frequencies; Enamorado, Fifield and Imai
(2019) on EM.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sijill.linkage.comparing.comparisons import COMPARISONS, UNKNOWN
from sijill.linkage.comparing.frequencies import WITH_FREQUENCY
from sijill.linkage.comparing.matches import (
    chance,
    expect_matches,
    find_mutual_best,
    number_ends,
)
from sijill.linkage.comparing.pair_data import Floats, PairData, Rows
from sijill.linkage.comparing.scoring import Levels

__all__ = ["Floats", "Model", "PairData", "Rows", "begin", "fit", "list_pair", "relatives"]

ROUNDS = 8
PRIOR_PAIRS = 60.0
"""Pairs that the stated shares are worth."""
LIST_PRIOR_PAIRS = 300.0
"""Pairs that the shares over all lists are worth beside those of one pair of lists."""
LEAST_OF_STATED = 0.3
"""Of a stated share that the learned one keeps: pairs that disagree are not recognised as one
person, so they are missing among those that learning sees. The given name is left out: it is what
tells siblings apart."""
LEAST_LEARNING = -12.0
"""Candidates below this, by the stated shares, teach nothing about pairs that are one person."""
LEAST_SHARE = 0.01
"""Pairs likelier than this teach what true pairs look like; the others are too many to add up."""
CHUNK = 250_000
"""Pairs weighed at a time, which bounds the memory."""
SAME_GIVEN_AMONG_SIBLINGS = 0.1
"""How much rarer siblings share a given name than strangers do."""
RESEMBLING_AMONG_SIBLINGS = 2.0
"""How much commoner names that resemble each other are among siblings than among strangers.

In a real register, names of one father, grandfather and family resemble each other 1.5 to 4 times
as often as names of two strangers. Levels further down keep the factor, so that none is worth more
than an earlier one.
"""
_NEAR = [level.word for level in COMPARISONS[0].levels].index("near")
LEAST_LOG = -700.0
_WIDEST = max(len(field.levels) for field in COMPARISONS)
_FIELDS = len(COMPARISONS)


@dataclass(slots=True)
class Model:
    """The learned shares.

    ``m`` and ``u`` have shape (pairs of lists, fields, levels); ``matches`` is the expected number
    of pairs that are one person for each pair of lists, ``possible`` how many pairs there are;
    ``families`` and ``kin`` are shares among all pairs.
    """

    m: Floats
    u: Floats
    matches: Floats
    possible: Floats
    families: float
    kin: float

    def weights(self, pairs: PairData) -> Floats:
        """The natural log-odds that each pair is one person."""
        weights = np.empty(len(pairs))
        for start in range(0, len(pairs), CHUNK):
            part = pairs.part(slice(start, start + CHUNK))
            same, others = self._classes(part)
            prior = np.log(self.matches / self.possible)[part.lists]
            weights[start : start + CHUNK] = same + prior - others
        return weights

    def added(self, pairs: PairData) -> npt.NDArray[np.float32]:
        """Shape (pairs, fields + 2): what each field adds, then the prior, then relatives.

        The sum of a row is the weight of its pair.
        """
        table = np.empty((len(pairs), _FIELDS + 2), dtype=np.float32)
        for start in range(0, len(pairs), CHUNK):
            part = pairs.part(slice(start, start + CHUNK))
            rows = table[start : start + CHUNK]
            rows[:, :_FIELDS] = self.field_weights(part)
            rows[:, _FIELDS] = np.log(self.matches / self.possible)[part.lists]
            rows[:, _FIELDS + 1] = -self._classes(part)[1]
        return table

    def field_weights(self, pairs: PairData) -> Floats:
        """Shape (pairs, fields): what each field adds, against strangers, in natural log-odds."""
        weights = np.zeros(pairs.levels.shape)
        steps = _monotone(np.log(self.m) - np.log(self._unlike()))
        for number, column in enumerate(pairs.levels.T):
            if (column == UNKNOWN).all():
                continue
            added = steps[pairs.lists, number, np.maximum(column, 0)]
            if _HAS_FREQUENCY[number]:
                agreeing = self.m[pairs.lists, number, :2].sum(axis=1)
                rarity = pairs.rarity[:, WITH_FREQUENCY.index(number)]
                best = np.maximum(np.log(agreeing) - rarity, 0.0)
                added = np.where(column <= 1, best, np.minimum(added, best))
            weights[:, number] = np.where(column == UNKNOWN, 0.0, added)
        return weights

    def _unlike(self) -> Floats:
        """The shares of strangers, with disagreement at least as common as stated.

        Where all records share one day or one place, strangers hardly ever differ in it. That makes
        a difference rare; it does not make it harmless.
        """
        return np.where(_IS_LAST, np.maximum(self.u, STATED_U), self.u)

    def _classes(self, pairs: PairData) -> tuple[Floats, Floats]:
        """The log-likelihood of one person, and of the three other classes, against strangers."""
        by_field = self.field_weights(pairs)
        family, kin = relatives(by_field, pairs)
        others = np.logaddexp(
            0.0, np.logaddexp(family + np.log(self.families), kin + np.log(self.kin))
        )
        return by_field.sum(axis=1), others


def relatives(by_field: Floats, pairs: PairData) -> tuple[Floats, Floats]:
    """The log-likelihoods of two of one family, and of kin, against strangers."""
    ratio = np.exp(np.clip(by_field, -50, 50))
    given = pairs.levels[:, 0]
    names = (given == 0) * np.log(SAME_GIVEN_AMONG_SIBLINGS)
    names += (given >= _NEAR) * np.log(RESEMBLING_AMONG_SIBLINGS)
    family, kin = (
        sum(
            (
                np.log(share * ratio[:, number] + (1 - share))
                for number, share in enumerate(shares)
                if share
            ),
            start=names,
        )
        for shares in _SHARED
    )
    return family, kin


_HAS_FREQUENCY = np.array([bool(field.frequency_of) for field in COMPARISONS])
_SHARED = np.array(
    [[field.as_family for field in COMPARISONS], [field.as_kin for field in COMPARISONS]]
)
_IS_LEVEL = np.array(
    [[position < len(field.levels) for position in range(_WIDEST)] for field in COMPARISONS]
)


def _stated(name: str) -> Floats:
    table = np.full((_FIELDS, _WIDEST), 1e-9)
    for number, field in enumerate(COMPARISONS):
        shares = np.array([getattr(level, name) for level in field.levels])
        table[number, : len(shares)] = shares / shares.sum()
    return table


STATED_M, STATED_U = _stated("m"), _stated("u")
_LEAST_M = LEAST_OF_STATED * STATED_M * np.array([[field.name != "given"] for field in COMPARISONS])


def _monotone(ratio: Floats) -> Floats:
    """Weights that fall from level to level, from at least 0 to at most 0 (last two axes).

    A given name that is merely alike never speaks for one person: siblings bear such names.
    """
    top = np.maximum(ratio[..., :1], 0.0)
    falling = np.minimum.accumulate(np.concatenate([top, ratio[..., 1:]], axis=-1), axis=-1)
    return np.where(_NEVER_SPEAKS_FOR, np.minimum(falling, 0.0), falling)


_IS_LAST = np.array(
    [[position == len(field.levels) - 1 for position in range(_WIDEST)] for field in COMPARISONS]
)


_NEVER_SPEAKS_FOR = _IS_LAST.copy()
_NEVER_SPEAKS_FOR[0, [level.word for level in COMPARISONS[0].levels].index("alike") :] = True


def fit(candidates: PairData, strangers: PairData, sizes: npt.NDArray[np.int64]) -> Model:
    """Learn the model.

    Args:
        candidates: the blocked pairs.
        strangers: pairs drawn at random from all.
        sizes: records of each list; the pairs of lists are numbered by ``list_pair``.
    """
    model = begin(sizes)
    possible = model.weights(candidates)
    candidates = candidates.part(possible >= LEAST_LEARNING)
    keys = number_ends(candidates, len(sizes))
    for _ in range(ROUNDS):
        weights = model.weights(candidates)
        weights[candidates.barred] = LEAST_LOG
        chances = chance(weights)
        best = find_mutual_best(weights, keys)
        shares = np.where(best, chances, 0.0)
        model.matches = expect_matches(shares, candidates, model.possible)
        _learn_families(model, candidates, chances)
        model.m = _learn_m(shares, candidates, len(model.matches))
        stranger = model.weights(strangers)
        stranger[strangers.barred] = LEAST_LOG
        model.u = _learn_u(1 - chance(stranger), strangers, len(model.matches))
    return model


def list_pair(first: Rows, second: Rows, lists: int) -> Rows:
    """The number of a pair of lists, whichever stands first."""
    low, high = np.minimum(first, second), np.maximum(first, second)
    return (low * lists + high).astype(np.int32)


def begin(sizes: npt.NDArray[np.int64]) -> Model:
    """The stated shares, before anything is learned."""
    lists = len(sizes)
    total = int(sizes.sum())
    possible = np.outer(sizes, sizes).astype(float)
    np.fill_diagonal(possible, sizes * (sizes - 1) / 2)
    expected = 0.4 * np.minimum.outer(sizes, sizes).astype(float)
    np.fill_diagonal(expected, 0.01 * sizes)
    possible = np.maximum(possible, 1.0)
    expected = np.clip(expected, 0.05, 0.5 * possible)
    pairs = total * (total - 1) / 2 or 1.0
    m = np.broadcast_to(STATED_M, (lists * lists, *STATED_M.shape)).copy()
    share = min(0.2, total / pairs)
    u = np.broadcast_to(STATED_U, m.shape).copy()
    return Model(m, u, expected.ravel(), possible.ravel(), share, share)


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


def _learn_m(shares: Floats, pairs: PairData, list_pairs: int) -> Floats:
    likely = shares > LEAST_SHARE
    levels, share, lists = pairs.levels[likely], shares[likely], pairs.lists[likely]
    overall = _smooth(_without_own(_count(levels, share)), STATED_M * PRIOR_PAIRS)
    learned = np.empty((list_pairs, *overall.shape))
    for number in range(list_pairs):
        chosen = lists == number
        learned[number] = (
            _smooth(_without_own(_count(levels[chosen], share[chosen])), overall * LIST_PRIOR_PAIRS)
            if chosen.any()
            else overall
        )
    return _smooth(np.maximum(learned, _LEAST_M), np.zeros_like(learned))


def _learn_u(shares: Floats, pairs: PairData, list_pairs: int) -> Floats:
    """What strangers look like: over all lists, and between each two of them."""
    overall = _smooth(_count(pairs.levels, shares), STATED_U * PRIOR_PAIRS)
    learned = np.empty((list_pairs, *overall.shape))
    for number in range(list_pairs):
        chosen = pairs.lists == number
        learned[number] = (
            _smooth(_count(pairs.levels[chosen], shares[chosen]), overall * LIST_PRIOR_PAIRS)
            if chosen.any()
            else overall
        )
    return learned


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
    table = np.where(_IS_LEVEL, counted + prior, 0.0)
    shares: Floats = np.where(_IS_LEVEL, table / table.sum(axis=-1, keepdims=True), 1e-9)
    return shares
