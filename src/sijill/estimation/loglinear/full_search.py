"""Every hierarchical model compared by BIC: for three to five lists.

BIC over all models follows Silverman, Chan & Vincent (2024, Statistics and Computing 34:44). There
are 8 models of three lists, 113 of four and 6,893 of five. For one table all are fitted that may
have a maximum. For the bootstrap's hundreds of tables most need not be: leaving terms out of a
model never raises its likelihood, so once the largest model without, say, the terms AB and CD is
fitted, every model without these two has a floor under its BIC, and a model whose floor is above
the best BIC so far is passed over. The answer is the one that fitting all of them gives (branch and
bound; for regression Furnival & Wilson 1974, Technometrics 16:499).
"""

from dataclasses import dataclass
from functools import cache, reduce
from itertools import combinations
from operator import and_

import numpy as np

from sijill.estimation.loglinear.conditional_independence import log_likelihood_without
from sijill.estimation.loglinear.fit import fit
from sijill.estimation.loglinear.mle_existence import has_maximum, lacks_margin
from sijill.estimation.loglinear.models import Model, RankedModel, all_terms, hierarchical_models
from sijill.estimation.tables.cells import (
    Booleans,
    Floats,
    check_cells,
    number_of_lists,
    sets_of_size,
)

MOST_LISTS = 5
PAIR = 2
"""Lists of the smallest interaction."""
SLACK = 1e-3
"""Taken off a floor: a likelihood without a maximum is only approached."""
SETTLED_GAIN = 1e-4
"""Of the log-likelihood by a step. What further steps would gain is of the same size."""


@dataclass(frozen=True, slots=True)
class _Family:
    """All models of a number of lists, the largest last, and which terms each of them holds."""

    models: tuple[Model, ...]
    terms: tuple[int, ...]
    """All terms of the largest model."""
    holds: Booleans
    """Shape (models, terms)."""


@cache
def _family(lists: int) -> _Family:
    models = hierarchical_models(lists, lists - 1)
    terms = all_terms(models[-1], lists)
    held = [set(all_terms(model, lists)) for model in models]
    holds = np.array([[term in model for term in terms] for model in held])
    return _Family(tuple(models), terms, holds)


def rank_models(counts: Floats, within: float, *, count_infinite: bool = True) -> list[RankedModel]:
    """The models that have a maximum, at most ``within`` BIC behind the best; the best first.

    Packages disagree on whether a coefficient at −∞ is a parameter. It was chosen from the data, so
    here it is; ``count_infinite`` false leaves it out.

    Raises:
        ValueError: for more than ``MOST_LISTS`` lists: there are 7,785,061 models of six.
    """
    check_cells(counts)
    lists = _checked_number(counts)
    ranked: list[RankedModel] = []
    candidates = _fit_all(counts, count_infinite=count_infinite)
    for candidate in sorted(candidates, key=lambda candidate: candidate.bic):
        if ranked and candidate.bic > ranked[0].bic + within:
            break
        if has_maximum(np.array(all_terms(candidate.model, lists)), counts > 0):
            ranked.append(candidate)
    return ranked


def _checked_number(counts: Floats) -> int:
    lists = number_of_lists(counts)
    if lists > MOST_LISTS:
        raise ValueError(
            f"all models of {lists} lists are too many to fit; at most {MOST_LISTS} lists are "
            "searched so. Use sijill.estimation.loglinear.stepwise_search, or estimate, which "
            "chooses."
        )
    return lists


def _fit_all(counts: Floats, *, count_infinite: bool) -> list[RankedModel]:
    """Fit to one table every model that may have a maximum, those of one size together."""
    lists = number_of_lists(counts)
    family = _family(lists)
    hopeless = _lack_margins(counts[None], family)[:, 0]
    models = [model for model, lacks in zip(family.models, hopeless, strict=True) if not lacks]
    candidates = []
    for size in sorted({len(model) for model in models}):
        alike = [model for model in models if len(model) == size]
        terms = np.array([all_terms(model, lists) for model in alike])
        fits = fit(np.tile(counts, (len(alike), 1)), terms)
        spared = 0.0 if count_infinite else fits.at_infinity * np.log(counts.sum())
        bics = fits.bic - spared
        candidates += [
            RankedModel(alike[i], float(bics[i]), float(fits.total[i]))
            for i in np.flatnonzero(fits.converged)
        ]
    return candidates


def choose_models(tables: Floats) -> list[RankedModel | None]:
    """The best model that has a maximum, for each table (row); ``None`` where there is none.

    Raises:
        ValueError: for more than ``MOST_LISTS`` lists.
    """
    lists = _checked_number(tables)
    family = _family(lists)
    floors = np.where(_lack_margins(tables, family), np.inf, _bic_floors(tables, family))
    best_bic = np.full(len(tables), np.inf)
    best: list[RankedModel | None] = [None] * len(tables)
    for i in np.argsort(np.median(floors, axis=1), kind="stable"):
        rows = np.flatnonzero(floors[i] < best_bic)
        if not len(rows):
            continue
        model = family.models[i]
        terms = np.array(all_terms(model, lists))
        fits = fit(tables[rows], terms)
        for k in np.flatnonzero(fits.converged & (fits.bic < best_bic[rows])):
            row = rows[k]
            if has_maximum(terms, tables[row] > 0):
                best[row] = RankedModel(model, float(fits.bic[k]), float(fits.total[k]))
                best_bic[row] = fits.bic[k]
    return best


def _lack_margins(tables: Floats, family: _Family) -> Booleans:
    """Which models have no maximum for want of a margin, by table; shape (models, tables).

    None has one where nobody is on two lists: not even that of independent lists.
    """
    lacking = np.array([lacks_margin(tables, term) for term in family.terms], dtype=np.float64)
    missing: Booleans = family.holds.astype(np.float64) @ lacking > 0
    sizes = np.bitwise_count(np.arange(tables.shape[1]))
    return missing | ~tables[:, sizes >= PAIR].any(axis=1)


def _bic_floors(tables: Floats, family: _Family) -> Floats:
    """What each model's BIC cannot be below in each table; shape (models, tables)."""
    lists = number_of_lists(tables)
    deviances = np.full((len(family.models), len(tables)), -np.inf)
    for left_out in _terms_left_out(lists, family.models[-1]):
        deviance = -2 * _likelihood_without(tables, family, left_out)
        columns = [family.terms.index(out) for out in left_out]
        bounded = ~family.holds[:, columns].any(axis=1)
        deviances[bounded] = np.maximum(deviances[bounded], deviance)
    parameters = family.holds.sum(axis=1)
    return deviances + np.outer(parameters, np.log(tables.sum(axis=1))) - SLACK


def _likelihood_without(tables: Floats, family: _Family, left_out: tuple[int, ...]) -> Floats:
    """Log-likelihood of the largest model without some terms, and those that contain them."""
    if left_out and all(out.bit_count() == PAIR for out in left_out):
        shared = reduce(and_, left_out)
        common = shared & -shared
        if common:
            return log_likelihood_without(tables, common, [out ^ common for out in left_out])
    rest = [t for t in family.terms if not any(t & out == out for out in left_out)]
    return fit(tables, np.array(rest), enough=SETTLED_GAIN).log_likelihood


def _terms_left_out(lists: int, largest: Model) -> list[tuple[int, ...]]:
    """Nothing, each interaction of the largest model, and each two pairs of lists."""
    pairs = sets_of_size(2, lists)
    return [(), *combinations(largest, 1), *combinations(pairs, 2)]
