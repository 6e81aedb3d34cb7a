"""How many are missing from every list?

Usable without a register::

    from sijill import estimation as mse

    for stratum, table in mse.read_table(Path("killings.csv")).items():
        print(mse.estimate(table, derived={}, seed=2026))

``estimate`` gives the headline: an ``Estimate`` with its draws, interval first, or a
``NotEstimable`` with the reason. The methods behind it can be called by themselves: log-linear
models (``rank_models``), decomposable graphs, latent classes, persons who differ by degrees
(``sample_rasch``), pairs of lists given covariates, and stated assumptions with their bounds. Each
module says what it assumes and where it comes from.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sijill.estimation.covariates import CrossFitting, Recorded, estimate_pair, estimate_pairs
    from sijill.estimation.decomposable import DecomposablePosterior, decomposable_posterior
    from sijill.estimation.digest import estimate_digest
    from sijill.estimation.exports import to_datatree, write_parquet
    from sijill.estimation.full_search import rank_models
    from sijill.estimation.headline import estimate
    from sijill.estimation.latent_class import ClassPrior, LatentClassPosterior, sample_classes
    from sijill.estimation.rasch import RaschPosterior, sample_rasch
    from sijill.estimation.reading import Columns, read_table, tables_from
    from sijill.estimation.sensitivity import (
        bound_by_interaction,
        bound_by_pairs,
        factor_needed,
        totals_by_factor,
    )
    from sijill.estimation.settings import Settings
    from sijill.estimation.strata import (
        Pooled,
        add_strata,
        average_readings,
        combine_replicates,
        estimate_tables,
    )
    from sijill.estimation.unseen_grid import AdaptiveGrid
    from sijill.model.captures import CaptureTable, Estimate, Method, MethodAnswer
    from sijill.model.quantities import Refusal as NotEstimable

_HOMES = {
    "covariates": ("CrossFitting", "Recorded", "estimate_pair", "estimate_pairs"),
    "decomposable": ("DecomposablePosterior", "decomposable_posterior"),
    "digest": ("estimate_digest",),
    "headline": ("estimate",),
    "exports": ("to_datatree", "write_parquet"),
    "full_search": ("rank_models",),
    "latent_class": ("ClassPrior", "LatentClassPosterior", "sample_classes"),
    "rasch": ("RaschPosterior", "sample_rasch"),
    "reading": ("Columns", "read_table", "tables_from"),
    "sensitivity": ("bound_by_interaction", "bound_by_pairs", "factor_needed", "totals_by_factor"),
    "settings": ("Settings",),
    "strata": ("Pooled", "add_strata", "average_readings", "combine_replicates", "estimate_tables"),
    "unseen_grid": ("AdaptiveGrid",),
}
"""Which module each public name comes from; it is loaded when the name is first used."""

__all__ = [
    "AdaptiveGrid",
    "CaptureTable",
    "ClassPrior",
    "Columns",
    "CrossFitting",
    "DecomposablePosterior",
    "Estimate",
    "LatentClassPosterior",
    "Method",
    "MethodAnswer",
    "NotEstimable",
    "Pooled",
    "RaschPosterior",
    "Recorded",
    "Settings",
    "add_strata",
    "average_readings",
    "bound_by_interaction",
    "bound_by_pairs",
    "combine_replicates",
    "decomposable_posterior",
    "estimate",
    "estimate_digest",
    "estimate_pair",
    "estimate_pairs",
    "estimate_tables",
    "factor_needed",
    "rank_models",
    "read_table",
    "sample_classes",
    "sample_rasch",
    "tables_from",
    "to_datatree",
    "totals_by_factor",
    "write_parquet",
]


def __getattr__(name: str) -> object:
    """A public name, from the module that holds it."""
    if name == "NotEstimable":
        return import_module("sijill.model.quantities").Refusal
    if name in ("CaptureTable", "Estimate", "Method", "MethodAnswer"):
        return getattr(import_module("sijill.model.captures"), name)
    for module, names in _HOMES.items():
        if name in names:
            found = getattr(import_module(f"sijill.estimation.{module}"), name)
            globals()[name] = found
            return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
