"""Models of pairs of lists grown in many tables side by side: for the bootstrap of many lists.

The search is that of :mod:`.stepwise_search`, a pair at a time while BIC falls, and takes two short
cuts. Of the absent pairs a step fits the ``MOST_TRIED`` with the highest score statistic U² / V: U
is by how many the number of persons on both lists exceeds the fitted one, V its variance given the
other margins, so the statistic is what the likelihood ratio would be were the likelihood a parabola
(Rao's score test). And a fit starts where the parabola of the model before has its top, from which
Newton's method needs two or three steps instead of six.

If the occupied cells settle every coefficient of the model of all pairs, they settle those of every
model inside it; so existence is decided once for a table, and only where this fails for each model.
"""

from typing import NamedTuple

import numpy as np
from scipy.special import gammaln

from sijill.estimation.loglinear.fit import CONVERGED_STEP, ITERATIONS, LONGEST_STEP, RIDGE
from sijill.estimation.loglinear.mle_existence import has_maximum, lacks_margin
from sijill.estimation.loglinear.models import INDEPENDENCE, RankedModel, all_terms
from sijill.estimation.tables.cells import (
    NOWHERE,
    Booleans,
    Floats,
    Integers,
    number_of_lists,
    sets_of_size,
    sum_over_supersets,
)

MOST_TRIED = 2
PROMISING = 1 / 3
"""A pair is tried if the parabola rises by at least this share of log n, which BIC asks for."""
LEAST_VARIANCE = 1e-6
"""Of U, as a share of the fitted number; below, the other margins settle the pair already."""
SURELY_POSITIVE = 1e-6
"""An eigenvalue above this is no rounding."""
LARGEST_LOG = 300.0
"""Of a fitted mean; a fit that comes there does not converge."""


class Fitted(NamedTuple):
    """A model fitted to each of some tables; the same number of terms in each."""

    terms: Integers
    """Tables × terms, the intercept first."""
    coefficients: Floats
    means: Floats
    """Fitted, by cell; 0 where a term at −∞ is contained."""
    bic: Floats
    total: Floats
    converged: Booleans

    def of(self, rows: Integers | Booleans) -> "Fitted":
        """The same for some of the tables."""
        return Fitted(
            self.terms[rows],
            self.coefficients[rows],
            self.means[rows],
            self.bic[rows],
            self.total[rows],
            self.converged[rows],
        )


class Tables:
    """Tables with what all fits of them need."""

    def __init__(self, counts: Floats) -> None:
        self.counts = counts
        self.lists = number_of_lists(counts)
        self.pairs = np.array(sets_of_size(2, self.lists))
        self.margins = sum_over_supersets(counts)
        self.recorded = counts.sum(axis=1)
        self._constant = gammaln(counts + 1).sum(axis=1)
        lacking = np.array([lacks_margin(counts, int(pair)) for pair in self.pairs]).T
        self.useful: Booleans = ~lacking

    def fit(self, rows: Integers, terms: Integers, start: Floats) -> Fitted:
        """Fit to each table of ``rows`` the model of its ``terms``, from coefficients given."""
        kept = np.take_along_axis(self.margins[rows], terms, axis=1) > 0
        coefficients, alive = np.where(kept, start, 0.0), self._alive(terms, kept)
        converged = np.zeros(len(rows), dtype=np.bool_)
        waiting = np.arange(len(rows))
        for _ in range(ITERATIONS):
            now = terms[waiting]
            means = _means(now, coefficients[waiting], alive[waiting])
            sums = sum_over_supersets(means)
            missing = self.margins[rows[waiting]] - sums
            right = np.take_along_axis(missing, now, axis=1) * kept[waiting]
            step = _solve(sums, now, right[:, :, None])[:, :, 0]
            change = np.abs(_log_means(now, step, means.shape[1]) * alive[waiting]).max(axis=1)
            step *= np.minimum(1.0, LONGEST_STEP / np.maximum(change, LONGEST_STEP))[:, None]
            coefficients[waiting] += step
            converged[waiting] = change < CONVERGED_STEP
            waiting = waiting[~(change < CONVERGED_STEP) & np.isfinite(change)]
            if not len(waiting):
                break
        return self._describe(rows, terms, coefficients, alive, converged)

    def _describe(
        self,
        rows: Integers,
        terms: Integers,
        coefficients: Floats,
        alive: Booleans,
        converged: Booleans,
    ) -> Fitted:
        means = _means(terms, coefficients, alive)
        held = np.take_along_axis(self.margins[rows], terms, axis=1)
        likelihood = (held * coefficients).sum(axis=1) - means.sum(axis=1) - self._constant[rows]
        bic = -2 * likelihood + terms.shape[1] * np.log(self.recorded[rows])
        unseen = np.exp(np.minimum(coefficients[:, 0], LARGEST_LOG))
        fine = converged & np.isfinite(bic)
        return Fitted(terms, coefficients, means, bic, self.recorded[rows] + unseen, fine)

    def _alive(self, terms: Integers, kept: Booleans) -> Booleans:
        at_infinity = _log_means(terms, (~kept).astype(np.float64), self.counts.shape[1])
        alive: Booleans = at_infinity == 0
        alive[:, NOWHERE] = False
        return alive

    def independence(self) -> Fitted:
        """The model without interactions, of every table; started at lists of their own shares."""
        rows = np.arange(len(self.counts))
        terms = np.tile(all_terms(INDEPENDENCE, self.lists), (len(rows), 1))
        shares = np.take_along_axis(self.margins, terms, axis=1)[:, 1:] / self.recorded[:, None]
        shares = np.clip(shares, 1e-9, 1 - 1e-9)
        start = np.column_stack(
            [
                np.log(self.recorded) + np.log1p(-shares).sum(axis=1),
                np.log(shares) - np.log1p(-shares),
            ]
        )
        return self.fit(rows, terms, start)

    def settled(self) -> Booleans:
        """Whether the occupied cells settle all coefficients of the model of all pairs."""
        terms = np.array(all_terms(tuple(self.pairs.tolist()), self.lists))
        occupied = sum_over_supersets((self.counts > 0).astype(np.float64))
        gram = occupied[:, terms[:, None] | terms]
        empty = ~(self.margins[:, terms] > 0)
        np.einsum("rii->ri", gram)[empty] = 1.0
        smallest = np.linalg.eigvalsh(gram)[:, 0]
        return np.asarray(smallest > SURELY_POSITIVE, dtype=np.bool_)

    def tops(self, rows: Integers, fitted: Fitted) -> tuple[Floats, Floats, Floats]:
        """For each absent pair what the parabola of the likelihood says.

        Its rise (−∞ for a pair that is of no use), the pair's coefficient at the top, and by how
        much the others change; tables × pairs, and × terms × pairs for the last.
        """
        sums = sum_over_supersets(fitted.means)
        both = fitted.terms[:, :, None] | self.pairs
        shared = np.take_along_axis(sums, both.reshape(len(rows), -1), axis=1).reshape(both.shape)
        change = _solve(sums, fitted.terms, shared)
        expected = sums[:, self.pairs]
        excess = self.margins[rows][:, self.pairs] - expected
        variance = expected - (shared * change).sum(axis=1)
        present = (fitted.terms[:, :, None] == self.pairs).any(axis=1)
        useful = self.useful[rows] & ~present & (variance > LEAST_VARIANCE * expected)
        top = excess / np.where(useful, variance, 1.0)
        rise = np.where(useful, top * excess, -np.inf)
        return rise, top, -change * top[:, None]


def _log_means(terms: Integers, values: Floats, cells: int) -> Floats:
    """For each cell the sum of the values of the terms that it contains."""
    spread = np.zeros((len(values), cells))
    np.put_along_axis(spread, terms, values, axis=1)
    # sums over subsets: those over supersets of complements
    return sum_over_supersets(spread[:, ::-1])[:, ::-1]


def _means(terms: Integers, coefficients: Floats, alive: Booleans) -> Floats:
    logs = _log_means(terms, coefficients, alive.shape[1])
    means: Floats = np.exp(np.minimum(logs, LARGEST_LOG)) * alive
    return means


def _solve(sums: Floats, terms: Integers, right: Floats) -> Floats:
    """Solve X'WX u = right for each table; the row of a term at −∞ is empty and gives 0."""
    unions = terms[:, :, None] | terms[:, None, :]
    information = np.take_along_axis(sums, unions.reshape(len(terms), -1), axis=1)
    information = information.reshape(unions.shape)
    diagonal = np.einsum("rii->ri", information)
    diagonal[...] += np.where(diagonal > 0, RIDGE * diagonal, 1.0)
    return np.asarray(np.linalg.solve(information, right), dtype=np.float64)


def grow_models(counts: Floats) -> tuple[list[RankedModel | None], Booleans]:
    """The model at which the search of each table ends, and of which tables it could begin.

    It begins at independence, which must have a maximum; of other tables nothing is said here.
    """
    tables = Tables(counts)
    settled = tables.settled()
    best = tables.independence()
    begun = best.converged.copy()
    for row in np.flatnonzero(begun & ~settled):
        begun[row] = has_maximum(best.terms[row], counts[row] > 0)
    chosen = [_candidate(best, row) if begun[row] else None for row in range(len(counts))]
    rows = np.flatnonzero(begun)
    best = best.of(rows)
    while len(rows):
        options = _add_pairs(tables, rows, best)
        picked = _pick(options, best, tables, rows, settled)
        grown = np.flatnonzero(picked >= 0)
        best = Fitted(
            *(np.stack(parts)[picked[grown], grown] for parts in zip(*options, strict=True))
        )
        rows = rows[grown]
        for at, row in enumerate(rows):
            chosen[row] = _candidate(best, at)
    return chosen, begun


def _add_pairs(tables: Tables, rows: Integers, best: Fitted) -> list[Fitted]:
    """The models with one of the most promising pairs more, fitted."""
    rise, top, change = tables.tops(rows, best)
    order = np.argsort(-rise, axis=1, kind="stable")[:, :MOST_TRIED]
    hope = PROMISING * np.log(tables.recorded[rows])
    options = []
    for place in order.T:
        at = np.arange(len(rows))
        terms = np.column_stack([best.terms, tables.pairs[place]])
        start = np.column_stack([best.coefficients + change[at, :, place], top[at, place]])
        worth = np.flatnonzero(rise[at, place] > hope)
        fitted = _without_fit(terms, best)
        if len(worth):
            refitted = tables.fit(rows[worth], terms[worth], start[worth])
            for whole, part in zip(fitted, refitted, strict=True):
                whole[worth] = part
        options.append(fitted)
    return options


def _without_fit(terms: Integers, like: Fitted) -> Fitted:
    size = len(terms)
    never = np.full(size, np.inf)
    zeros = np.zeros(terms.shape)
    return Fitted(
        terms, zeros, np.zeros_like(like.means), never, never.copy(), np.zeros(size, dtype=np.bool_)
    )


def _pick(
    options: list[Fitted], best: Fitted, tables: Tables, rows: Integers, settled: Booleans
) -> Integers:
    """Which option of each table has the lowest BIC, below that of ``best``; −1 for none."""
    bics = np.stack([np.where(option.converged, option.bic, np.inf) for option in options])
    bics[bics >= best.bic] = np.inf
    for option, at in zip(*np.nonzero(np.isfinite(bics) & ~settled[rows]), strict=True):
        if not has_maximum(options[option].terms[at], tables.counts[rows[at]] > 0):
            bics[option, at] = np.inf
    return np.where(np.isfinite(bics.min(axis=0)), bics.argmin(axis=0), -1)


def _candidate(fitted: Fitted, at: int) -> RankedModel:
    pairs = fitted.terms[at][fitted.terms[at] & (fitted.terms[at] - 1) > 0]
    model = tuple(sorted(int(pair) for pair in pairs))
    return RankedModel(model, float(fitted.bic[at]), float(fitted.total[at]))
