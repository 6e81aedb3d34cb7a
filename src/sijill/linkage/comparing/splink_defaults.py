"""The one door to Splink: what its own comparisons and clusters make of the same records."""

import logging
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import duckdb
import pyarrow as pa
from splink import DuckDBAPI, Linker, SettingsCreator, comparison_library

from sijill.linkage.candidates.spill import engine_settings

SEED = 7
SAMPLE_PAIRS = 2_000_000


@contextmanager
def _quiet() -> Iterator[None]:
    """Splink reports progress on the root of its logger; ours is reported elsewhere."""
    logger = logging.getLogger("splink")
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(before)


DEFAULT_BLOCKS = (
    "l.given_consonant_key = r.given_consonant_key AND list_has_any(l.rest, r.rest)",
    "l.given_consonant_key = r.given_consonant_key AND l.first_day = r.first_day",
    (
        "l.family_consonant_key = r.family_consonant_key "
        "AND l.father_consonant_key = r.father_consonant_key"
    ),
    "l.family_consonant_key = r.family_consonant_key AND l.first_day = r.first_day",
    "l.family_sound = r.family_sound AND l.given_sound = r.given_sound",
)


TRAINING = ("l.family_form = r.family_form", "l.first_day = r.first_day")
"""The conditions of pairs from which shares are trained; by the day alone they grow with the square
of the register."""


def _rule(condition: str) -> dict[str, str]:
    return {"blocking_rule": condition, "sql_dialect": "duckdb"}


def _share_of_true_pairs(features: pa.Table) -> float:
    """Twice the pairs that agree on given name and family and on father or day, as a share."""
    query = (
        "SELECT count(*) FROM features AS l JOIN features AS r "
        "ON l.unique_id < r.unique_id AND l.given_name = r.given_name "
        "AND l.family_form = r.family_form "
        "WHERE l.first_day = r.first_day OR l.father_name = r.father_name"
    )
    with duckdb.connect(config=engine_settings()) as connection:
        connection.register("features", features)
        agreeing: int
        ((agreeing,),) = connection.execute(query).fetchall()
    return min(0.5, 2 * (agreeing + 1) / math.comb(features.num_rows, 2))


def join_by_defaults(
    features: pa.Table,
    percent: int,
    blocks: Sequence[str] = DEFAULT_BLOCKS,
    training: Sequence[str] = TRAINING,
) -> list[list[str]]:
    """What Splink's own comparisons and connected components make of the same records: a yardstick.

    Names are compared as Splink's library compares names, sex exactly, days by the library's date
    comparison; m and u are trained as its tutorial does, on blocks of family and of day; pairs from
    ``percent`` on are joined into connected components.

    Args:
        features: as ``linkage.features.feature_table`` makes it.
        percent: of match probability.
        blocks: the conditions, in SQL, on which pairs are compared.
        training: the same of pairs from which shares are trained.
    """
    connection = duckdb.connect(config=engine_settings())
    api = DuckDBAPI(connection=connection)
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            comparison_library.NameComparison("given_form"),
            comparison_library.NameComparison("family_form"),
            comparison_library.NameComparison("father_form"),
            comparison_library.ExactMatch("sex"),
            comparison_library.AbsoluteDateDifferenceAtThresholds(
                "first_day",
                input_is_string=False,
                metrics=["day", "day", "day"],
                thresholds=[1, 7, 31],
            ),
        ],
        probability_two_random_records_match=_share_of_true_pairs(features),
        blocking_rules_to_generate_predictions=[_rule(block) for block in blocks],
    )
    with _quiet():
        linker = Linker(api.register(features), settings, log_level=None)
        linker.training.estimate_u_using_random_sampling(max_pairs=SAMPLE_PAIRS, seed=SEED)
        for block in training:
            linker.training.estimate_parameters_using_expectation_maximisation(block)
        scored = linker.inference.predict(
            threshold_match_probability=percent / 100, warning_mode="never"
        )
        joined = linker.clustering.cluster_pairwise_predictions_at_threshold(scored, percent / 100)
        names = features["record_id"].to_pylist()
        groups: dict[str, list[str]] = {}
        for row in joined.as_record_list():
            groups.setdefault(row["cluster_id"], []).append(names[row["unique_id"]])
    return sorted(sorted(members) for members in groups.values())
