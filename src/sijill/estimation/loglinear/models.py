"""Which log-linear models are compared.

A model says which lists depend on which: a set of interaction terms, each a set of two or more
lists. It is *hierarchical*: a term comes with all its subsets. Every model has the intercept and
all main effects. The term of all J lists is never in: the cell that it would need is the one
nobody saw (Fienberg 1972, Biometrika 59:591).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

from sijill.estimation.tables.cells import NOWHERE, sets_of_size

Model = tuple[int, ...]
"""Interactions as bit masks, by size and then by lists; empty means that lists are independent."""

INDEPENDENCE: Model = ()


@dataclass(frozen=True, slots=True)
class RankedModel:
    """A model fitted to one table: its BIC and the total it implies."""

    model: Model
    bic: float
    total: float


def all_terms(model: Model, lists: int) -> tuple[int, ...]:
    """Every term of a model: the intercept, the main effects, the interactions."""
    return (NOWHERE, *sets_of_size(1, lists), *model)


def hierarchical_models(lists: int, order: int) -> list[Model]:
    """All hierarchical models with interactions of at most ``order`` lists, the smallest first.

    8 for three lists and order 2, 113 for four and order 3, 1,024 for five and order 2.
    """
    models: list[Model] = [()]
    for size in range(2, order + 1):
        models = [
            (*model, *added)
            for model in models
            for added in _all_subsets(_permitted_terms(model, size, lists))
        ]
    return sorted(models, key=lambda model: (len(model), model))


def _permitted_terms(model: Model, size: int, lists: int) -> list[int]:
    """The terms of ``size`` lists all of whose subsets of one list fewer are in the model."""
    present = {*sets_of_size(1, lists), *model}
    return [
        term
        for term in sets_of_size(size, lists)
        if all(term & ~(1 << j) in present for j in range(lists) if term >> j & 1)
    ]


def _all_subsets(terms: Sequence[int]) -> Iterator[tuple[int, ...]]:
    return chain.from_iterable(combinations(terms, k) for k in range(len(terms) + 1))


def in_order(model: Model, order: Sequence[int]) -> Model:
    """The same model where list *k* of its masks is list ``order[k]``."""
    terms = [
        sorted(number for place, number in enumerate(order) if term >> place & 1) for term in model
    ]
    terms.sort(key=lambda term: (len(term), term))
    return tuple(sum(1 << j for j in term) for term in terms)


def name_terms(model: Model, lists: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The interactions by name, each with its lists sorted."""
    return tuple(
        tuple(sorted(name for j, name in enumerate(lists) if term >> j & 1)) for term in model
    )
