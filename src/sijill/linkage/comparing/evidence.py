"""What agreement is worth: the model of Fellegi and Sunter with families as a class of their own.

A pair of records is one person, two of one family, two relatives further apart, or two strangers.
For each class the levels of the fields have their shares; the score of a pair is the log-odds of
"one person" against the three others together. With strangers as the only alternative two brothers
who share father, family, day and place would be one person; here the family explains all that, and
what decides is the given name, the birth and the age.

The shares are learned from the lists (``learning``). Agreement is monotone: weights fall from
level to level, and the last level never speaks for one person.

A value's frequency counts: two records with a rare name agree more, and two born on a day on which
half the list is born agree less. It is the value's share among the *other* records, so that the
pair itself does not make its name common.

Sources: Fellegi and Sunter (1969); Winkler (2000) on frequencies.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sijill.linkage.arrays import Floats, Rows
from sijill.linkage.comparing.comparisons import (
    COMPARISONS,
    FIELD_NUMBERS,
    SLIP,
    UNKNOWN,
    level_number,
)
from sijill.linkage.comparing.frequencies import WITH_FREQUENCY
from sijill.linkage.comparing.pair_data import PairData

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
_GIVEN = FIELD_NUMBERS["given"]
_RESEMBLING = level_number("given", SLIP)
_WIDEST = max(len(field.levels) for field in COMPARISONS)
_FIELDS = len(COMPARISONS)


@dataclass(slots=True)
class Model:
    """The learned shares.

    ``m`` and ``u`` have shape (rows, fields, levels); ``rows`` says which row each pair of lists
    has: one of its own, or the first, which is of all lists together. ``matches`` is the expected
    number of pairs that are one person for each pair of lists, ``possible`` how many pairs there
    are; ``families`` and ``kin`` are shares among all pairs.
    """

    m: Floats
    u: Floats
    rows: Rows
    matches: Floats
    possible: Floats
    families: float
    kin: float
    taught: float = 0.0
    """Pairs taken for one person from which the shares were learned."""

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
        steps = _monotone(np.log(self.m) - np.log(self._shares_of_strangers()))
        rows = self.rows[pairs.lists]
        for number, column in enumerate(pairs.levels.T):
            if (column == UNKNOWN).all():
                continue
            added = steps[rows, number, np.maximum(column, 0)]
            if _HAS_FREQUENCY[number]:
                agreeing = self.m[rows, number, :2].sum(axis=1)
                best = np.maximum(np.log(agreeing) - _rarity(pairs, number), 0.0)
                added = np.where(column <= 1, best, np.minimum(added, best))
            elif _IS_HEAPED[number]:
                agreeing = self.m[rows, number, 0]
                best = np.maximum(np.log(agreeing) - _rarity(pairs, number), 0.0)
                added = np.minimum(added, best)
            weights[:, number] = np.where(column == UNKNOWN, 0.0, added)
        return weights

    def _shares_of_strangers(self) -> Floats:
        """The shares of strangers, with disagreement at least as common as stated.

        Where all records share one day or one place, strangers hardly ever differ in it. That makes
        a difference rare; it does not make it harmless.
        """
        return np.where(_IS_LAST, np.maximum(self.u, STATED_U), self.u)

    def _classes(self, pairs: PairData) -> tuple[Floats, Floats]:
        """The log-likelihood of one person, and of the three other classes, against strangers."""
        by_field = self.field_weights(pairs)
        return by_field.sum(axis=1), self.against(by_field, pairs)

    def against(self, by_field: Floats, pairs: PairData) -> Floats:
        """The log-likelihood of the three other classes together, against strangers."""
        family, kin = relatives(by_field, pairs)
        others: Floats = np.logaddexp(
            0.0, np.logaddexp(family + np.log(self.families), kin + np.log(self.kin))
        )
        return others


def relatives(by_field: Floats, pairs: PairData) -> tuple[Floats, Floats]:
    """The log-likelihoods of two of one family, and of kin, against strangers."""
    ratio = np.exp(np.clip(by_field, -50, 50))
    given = pairs.levels[:, _GIVEN]
    names = (given == 0) * np.log(SAME_GIVEN_AMONG_SIBLINGS)
    names += (given >= _RESEMBLING) * np.log(RESEMBLING_AMONG_SIBLINGS)
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


def _rarity(pairs: PairData, number: int) -> Floats:
    return pairs.rarity[:, WITH_FREQUENCY.index(number)]


_HAS_FREQUENCY = np.array([bool(field.frequency_of) for field in COMPARISONS])
_IS_HEAPED = np.array([bool(field.heaped_in) for field in COMPARISONS])
_SHARED = np.array(
    [[field.as_family for field in COMPARISONS], [field.as_kin for field in COMPARISONS]]
)
IS_LEVEL = np.array(
    [[position < len(field.levels) for position in range(_WIDEST)] for field in COMPARISONS]
)


def _stated(name: str) -> Floats:
    table = np.full((_FIELDS, _WIDEST), 1e-9)
    for number, field in enumerate(COMPARISONS):
        shares = np.array([getattr(level, name) for level in field.levels])
        table[number, : len(shares)] = shares / shares.sum()
    return table


STATED_M, STATED_U = _stated("m"), _stated("u")


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
_NEVER_SPEAKS_FOR[_GIVEN, level_number("given", "alike") :] = True
_NEVER_SPEAKS_FOR[FIELD_NUMBERS["outcome"]] = True
"""Two people of one register died as a rule: that says nothing, and only a difference speaks."""


def list_pair(first: Rows, second: Rows, lists: int) -> Rows:
    """The number of a pair of lists, whichever stands first."""
    low, high = np.minimum(first, second), np.maximum(first, second)
    return (low * lists + high).astype(np.int32)
