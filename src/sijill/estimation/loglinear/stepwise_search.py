"""Forward stepwise selection by BIC: for six lists or more.

All models of six lists are too many to compare. The search starts from independence, adds the pair
of lists that lowers BIC most, and stops when no pair lowers it. Interactions of three lists and
more are not considered. (Chan, Silverman & Vincent 2021, JASA 116:1297, step forward in the same
way with another criterion.) Of the absent pairs a step fits the ``MOST_TRIED`` whose number of
persons on both lists is furthest from the fitted one, in Poisson deviations, which is their
criterion. Many tables are stepped through side by side: after k steps every model that still grows
has k pairs.
"""

import math

import numpy as np

from sijill.estimation.loglinear.fit import fit
from sijill.estimation.loglinear.mle_existence import has_maximum, lacks_margin
from sijill.estimation.loglinear.models import INDEPENDENCE, Model, RankedModel, all_terms
from sijill.estimation.loglinear.pair_search import grow_models
from sijill.estimation.tables.cells import (
    Floats,
    number_of_lists,
    sets_of_size,
    sum_over_supersets,
)

MOST_TRIED = 6
LEAST_EXPECTED = 0.5
"""Persons; the deviation of a smaller fitted number is taken to be of so many."""
CELLS_AT_ONCE = 1 << 22
"""Tables are stepped through in groups that need about this many cells, to bound memory."""


def rank_models(counts: Floats, within: float) -> list[RankedModel]:
    """The models met that have a maximum, up to ``within`` BIC behind the best; the best first."""
    best, met = _step_through(counts[None])
    if best[0] is None:
        return []
    limit = best[0].bic + within
    near = sorted((fitted for fitted in met[0] if fitted.bic <= limit), key=lambda c: c.bic)
    return [fitted for fitted in near if _has_maximum(fitted, counts)]


def choose_models(tables: Floats) -> list[RankedModel | None]:
    """The model at which the search ends, for each table (row); ``None`` where there is none.

    Many tables are searched by score statistics (:mod:`.pair_search`), those in which independence
    has no maximum as one table is.
    """
    pairs = len(sets_of_size(2, number_of_lists(tables)))
    size = max(1, CELLS_AT_ONCE // (tables.shape[1] * pairs))
    chosen: list[RankedModel | None] = []
    for start in range(0, len(tables), size):
        some = tables[start : start + size]
        models, begun = grow_models(some)
        for row in np.flatnonzero(~begun):
            models[row] = _step_through(some[row : row + 1])[0][0]
        chosen += models
    return chosen


def _step_through(tables: Floats) -> tuple[list[RankedModel | None], list[list[RankedModel]]]:
    """For each table the model at which its search ends, and every model that it met."""
    best: list[RankedModel | None] = [None] * len(tables)
    met: list[list[RankedModel]] = [[] for _ in tables]
    pairs = _useful_pairs(tables)
    tried = {row: [INDEPENDENCE] for row in range(len(tables))}
    on_both = sum_over_supersets(tables)[:, sets_of_size(2, number_of_lists(tables))]
    while tried:
        converged, fitted = _fit_models(tables, tried)
        growing: dict[int, Model] = {}
        for row, candidates in converged.items():
            met[row] += candidates
            better = _first_better(candidates, best[row], tables[row])
            if better is not None:
                best[row] = better
                growing[row] = better.model
            elif tried[row] == [INDEPENDENCE]:
                growing[row] = INDEPENDENCE  # Without a maximum itself, but with a pair it may.
        grown = {
            row: _grow(model, _furthest(pairs[row], model, on_both[row], fitted.get((row, model))))
            for row, model in growing.items()
        }
        tried = {row: models for row, models in grown.items() if models}
    return best, met


def _useful_pairs(tables: Floats) -> list[list[int]]:
    """For each table the pairs of lists that a model with a maximum may hold."""
    pairs = sets_of_size(2, number_of_lists(tables))
    lacking = np.array([lacks_margin(tables, pair) for pair in pairs])
    return [[pairs[i] for i in np.flatnonzero(~lacks)] for lacks in lacking.T]


def _furthest(pairs: list[int], model: Model, on_both: Floats, fitted: Floats | None) -> list[int]:
    """The absent pairs that a model fits worst; all of them where it has no fit."""
    absent = [pair for pair in pairs if pair not in model]
    if fitted is None or len(absent) <= MOST_TRIED:
        return absent
    spread = np.sqrt(np.maximum(fitted, LEAST_EXPECTED))
    lists = (1 + math.isqrt(1 + 8 * len(fitted))) // 2
    apart = np.abs(on_both - fitted) / spread
    deviations = dict(zip(sets_of_size(2, lists), apart, strict=True))
    return sorted(absent, key=lambda pair: -deviations[pair])[:MOST_TRIED]


def _fit_models(
    tables: Floats, tried: dict[int, list[Model]]
) -> tuple[dict[int, list[RankedModel]], dict[tuple[int, Model], Floats]]:
    """Fit to each table its models, all of one size; those that converge, the lowest BIC first.

    With them what each fit says of the pairs of lists.
    """
    lists = number_of_lists(tables)
    jobs = [(row, model) for row, models in tried.items() for model in models]
    terms = np.array([all_terms(model, lists) for _, model in jobs])
    fits = fit(tables[[row for row, _ in jobs]], terms)
    converged: dict[int, list[RankedModel]] = {row: [] for row in tried}
    fitted: dict[tuple[int, Model], Floats] = {}
    for i in np.argsort(fits.bic, kind="stable"):
        row, model = jobs[i]
        if fits.converged[i]:
            converged[row].append(RankedModel(model, float(fits.bic[i]), float(fits.total[i])))
            fitted[row, model] = fits.on_pairs[i]
    return converged, fitted


def _first_better(
    candidates: list[RankedModel], than: RankedModel | None, counts: Floats
) -> RankedModel | None:
    """The first of the candidates that beats the other and has a maximum."""
    for candidate in candidates:
        if than is not None and candidate.bic >= than.bic:
            return None
        if _has_maximum(candidate, counts):
            return candidate
    return None


def _has_maximum(candidate: RankedModel, counts: Floats) -> bool:
    terms = np.array(all_terms(candidate.model, number_of_lists(counts)))
    return has_maximum(terms, counts > 0)


def _grow(model: Model, pairs: list[int]) -> list[Model]:
    """The models with one of the pairs more."""
    return [tuple(sorted((*model, pair))) for pair in pairs if pair not in model]
