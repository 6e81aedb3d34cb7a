"""The log-linear models of a table ranked, and the search repeated in tables drawn anew."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from sijill.estimation.loglinear import full_search, stepwise_search
from sijill.estimation.loglinear.models import RankedModel, in_order
from sijill.estimation.loglinear.resampling import draw_tables
from sijill.estimation.tables.cells import Floats, Integers, number_of_lists

REPORTED_BIC = 10.0
"""Models further behind the best have very strong evidence against them (Raftery 1995) and are
not reported."""


class ComparedModels(NamedTuple):
    """The log-linear models of one table, and the one chosen for each table drawn anew."""

    ranked: list[RankedModel]
    """At most ``REPORTED_BIC`` behind the best; the best first."""
    chosen: list[RankedModel | None]
    """``None`` for a table to which no model could be fitted."""

    def in_order(self, order: Sequence[int]) -> "ComparedModels":
        """The same where list *k* is list ``order[k]``."""

        def moved(found: RankedModel) -> RankedModel:
            return replace(found, model=in_order(found.model, order))

        chosen = [None if found is None else moved(found) for found in self.chosen]
        return ComparedModels([moved(found) for found in self.ranked], chosen)


class _Search(NamedTuple):
    """How models are searched: all of one table ranked, the best of each of many tables chosen."""

    rank: Callable[[Floats, float], list[RankedModel]]
    choose: Callable[[Floats], list[RankedModel | None]]


def compare_models(counts: Integers, replicates: int, seed: int) -> ComparedModels:
    """All models of up to five lists, stepwise pairs from six; the search repeated."""
    search = _search_for(number_of_lists(counts))
    ranked = search.rank(counts.astype(float), REPORTED_BIC)
    if not ranked:
        return ComparedModels([], [])
    drawn = draw_tables(counts, ranked[0].total, replicates, seed)
    return ComparedModels(ranked, search.choose(drawn.astype(float)))


def _search_for(lists: int) -> _Search:
    module = full_search if lists <= full_search.MOST_LISTS else stepwise_search
    return _Search(module.rank_models, module.choose_models)
