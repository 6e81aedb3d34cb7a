from .graphs.posterior import DecomposablePosterior, decomposable_posterior
from .graphs.set_weights import TotalPrior
from .graphs.unseen_grid import AdaptiveGrid
from .latent_class.particles import Effort
from .latent_class.posterior import (
    ClassPrior,
    LatentClassPosterior,
    sample_classes,
)
from .loglinear.full_search import rank_models
from .pooling.digest import estimate_digest
from .pooling.exports import (
    describe,
    describe_refusal,
    describe_sum,
    to_datatree,
    write_parquet,
)
from .pooling.headline import estimate
from .pooling.partial_pooling import PartlyPooled, pool_partly
from .pooling.pooled import Pooled
from .pooling.reader_warnings import explain_ends
from .pooling.replicates import Combination, CombinedReplicates, combine_answers
from .pooling.rubin_rules import Combined, FreedomRule, combine_replicates
from .pooling.settings import Settings
from .pooling.strata import add_strata, estimate_tables
from .rasch.posterior import RaschPosterior, sample_rasch, sample_two_groups
from .sensitivity.interaction import EmptyCells, totals_by_factor
from .tables.answers import CaptureTable, Estimate, Method, MethodAnswer, NotEstimable
from .tables.cells import count_cells
from .tables.columns import Columns
from .tables.imputation import impute_strata
from .tables.lower_bound import chao_lower_bound
from .tables.reading import read_table, tables_from

__all__ = [
    "AdaptiveGrid",
    "CaptureTable",
    "ClassPrior",
    "Columns",
    "Combination",
    "Combined",
    "CombinedReplicates",
    "DecomposablePosterior",
    "Effort",
    "EmptyCells",
    "Estimate",
    "FreedomRule",
    "LatentClassPosterior",
    "Method",
    "MethodAnswer",
    "NotEstimable",
    "PartlyPooled",
    "Pooled",
    "RaschPosterior",
    "Settings",
    "TotalPrior",
    "add_strata",
    "chao_lower_bound",
    "combine_answers",
    "combine_replicates",
    "count_cells",
    "decomposable_posterior",
    "describe",
    "describe_refusal",
    "describe_sum",
    "estimate",
    "estimate_digest",
    "estimate_tables",
    "explain_ends",
    "impute_strata",
    "pool_partly",
    "rank_models",
    "read_table",
    "sample_classes",
    "sample_rasch",
    "sample_two_groups",
    "tables_from",
    "to_datatree",
    "totals_by_factor",
    "write_parquet",
]
