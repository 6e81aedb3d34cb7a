"""How many are missing from every list?

Usable without a register::

    from sijill import estimation as mse

    for stratum, table in mse.read_table("killings.csv").items():
        print(mse.estimate(table, seed=2026))

``estimate`` gives the headline: an ``Estimate`` with its draws, interval first, or a
``NotEstimable`` with the reason. The methods behind it can be called by themselves: log-linear
models (``rank_models``), decomposable graphs, latent classes, persons who differ by degrees
(``sample_rasch``), pairs of lists given covariates, and stated assumptions with their bounds. Each
module says what it assumes and where it comes from.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sijill.estimation.bca import BcaInterval, bca_interval
    from sijill.estimation.cells import count_cells
    from sijill.estimation.covariates import (
        CrossFitting,
        PairEstimate,
        Recorded,
        estimate_pair,
        estimate_pairs,
    )
    from sijill.estimation.decomposable import DecomposablePosterior, decomposable_posterior
    from sijill.estimation.digest import estimate_digest
    from sijill.estimation.exports import (
        describe,
        describe_refusal,
        describe_sum,
        to_datatree,
        write_parquet,
    )
    from sijill.estimation.full_search import rank_models
    from sijill.estimation.headline import estimate
    from sijill.estimation.heterogeneity import Ease, EaseFit, fit_ease
    from sijill.estimation.latent_class import ClassPrior, LatentClassPosterior, sample_classes
    from sijill.estimation.latent_sampling import Effort
    from sijill.estimation.lower_bound import bound_below
    from sijill.estimation.pooled import Pooled
    from sijill.estimation.rasch import RaschPosterior, sample_rasch
    from sijill.estimation.reading import Columns, read_table, tables_from
    from sijill.estimation.replicates import Combined, FreedomRule, combine_replicates
    from sijill.estimation.sensitivity import (
        AssumedRange,
        EmptyCells,
        Reading,
        bound_by_interaction,
        bound_by_pairs,
        factor_needed,
        totals_by_factor,
    )
    from sijill.estimation.set_weights import TotalPrior
    from sijill.estimation.settings import Settings
    from sijill.estimation.strata import add_strata, average_readings, estimate_tables
    from sijill.estimation.threshold import ThresholdPosterior, sample_threshold
    from sijill.estimation.unseen_grid import AdaptiveGrid
    from sijill.model.captures import CaptureTable, Estimate, Method, MethodAnswer
    from sijill.model.quantities import Refusal as NotEstimable

_HOMES = {
    "bca": ("BcaInterval", "bca_interval"),
    "cells": ("count_cells",),
    "covariates": ("CrossFitting", "PairEstimate", "Recorded", "estimate_pair", "estimate_pairs"),
    "decomposable": ("DecomposablePosterior", "decomposable_posterior"),
    "digest": ("estimate_digest",),
    "exports": ("describe", "describe_refusal", "describe_sum", "to_datatree", "write_parquet"),
    "full_search": ("rank_models",),
    "headline": ("estimate",),
    "heterogeneity": ("Ease", "EaseFit", "fit_ease"),
    "latent_class": ("ClassPrior", "LatentClassPosterior", "sample_classes"),
    "latent_sampling": ("Effort",),
    "lower_bound": ("bound_below",),
    "pooled": ("Pooled",),
    "rasch": ("RaschPosterior", "sample_rasch"),
    "reading": ("Columns", "read_table", "tables_from"),
    "replicates": ("Combined", "FreedomRule", "combine_replicates"),
    "sensitivity": (
        "AssumedRange",
        "EmptyCells",
        "Reading",
        "bound_by_interaction",
        "bound_by_pairs",
        "factor_needed",
        "totals_by_factor",
    ),
    "set_weights": ("TotalPrior",),
    "settings": ("Settings",),
    "strata": ("add_strata", "average_readings", "estimate_tables"),
    "threshold": ("ThresholdPosterior", "sample_threshold"),
    "unseen_grid": ("AdaptiveGrid",),
}
"""Which module each public name comes from; it is loaded when the name is first used."""

__all__ = [
    "AdaptiveGrid",
    "AssumedRange",
    "BcaInterval",
    "CaptureTable",
    "ClassPrior",
    "Columns",
    "Combined",
    "CrossFitting",
    "DecomposablePosterior",
    "Ease",
    "EaseFit",
    "Effort",
    "EmptyCells",
    "Estimate",
    "FreedomRule",
    "LatentClassPosterior",
    "Method",
    "MethodAnswer",
    "NotEstimable",
    "PairEstimate",
    "Pooled",
    "RaschPosterior",
    "Reading",
    "Recorded",
    "Settings",
    "ThresholdPosterior",
    "TotalPrior",
    "add_strata",
    "average_readings",
    "bca_interval",
    "bound_below",
    "bound_by_interaction",
    "bound_by_pairs",
    "combine_replicates",
    "count_cells",
    "decomposable_posterior",
    "describe",
    "describe_refusal",
    "describe_sum",
    "estimate",
    "estimate_digest",
    "estimate_pair",
    "estimate_pairs",
    "estimate_tables",
    "factor_needed",
    "fit_ease",
    "rank_models",
    "read_table",
    "sample_classes",
    "sample_rasch",
    "sample_threshold",
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
