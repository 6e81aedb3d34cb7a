"""Scores for pairs of records: the one door to Splink.

The model is Fellegi and Sunter's: each comparison adds the logarithm of how much likelier its level
is among true pairs (m, stated in ``comparisons``) than among others (u, counted here on a seeded
sample of pairs), corrected for how common the agreeing value is. The share of true pairs among all
pairs is counted from pairs that agree fully.

Everything is deterministic: seeded sampling, one DuckDB thread, scores rounded to thousandths.
"""

import hashlib
import json
import logging
import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any, Protocol

import duckdb
import pyarrow as pa
from splink import DuckDBAPI, Linker, SettingsCreator, comparison_library

from sijill.linkage.comparisons import BLOCKING, COMPARISONS, Comparison
from sijill.linkage.spill import engine_settings
from sijill.model.results.links import ScoredPair

SAMPLE_PAIRS = 2_000_000
SEED = 7
ANCHORS = (
    "l.given_name = r.given_name AND l.family_form = r.family_form AND l.first_day = r.first_day",
    (
        "l.given_name = r.given_name AND l.father_name = r.father_name "
        "AND l.family_form = r.family_form"
    ),
)
"""Pairs that agree so fully that they are taken as true when the share of true pairs is counted."""
LEAST_PROBABILITY = 0.001
"""Candidates below it are dropped: nine in ten of them, and most of the memory."""
ANCHOR_RECALL = 0.5
"""The share of true pairs that the anchors find; 0.4 to 0.6 on lists whose truth is known."""


def model_digest() -> str:
    """SHA-256 of everything that decides a score: comparisons, blocking, sampling."""
    content = {
        "comparisons": [asdict(comparison) for comparison in COMPARISONS],
        "blocking": BLOCKING,
        "anchors": ANCHORS,
        "recall": str(ANCHOR_RECALL),
        "sample": [SAMPLE_PAIRS, SEED],
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


class Predictions(Protocol):
    """What Splink hands back: rows to be read."""

    def as_record_list(self) -> list[dict[str, Any]]:
        """All rows, each a dictionary by column."""


class Scorer:
    """A model fitted to one table of features, ready to score pairs of its rows.

    Args:
        features: as ``linkage.features.feature_table`` makes it, two rows or more.
    """

    def __init__(self, features: pa.Table) -> None:
        self._connection = duckdb.connect(config=engine_settings())
        self._api = DuckDBAPI(connection=self._connection)
        settings = SettingsCreator(
            link_type="dedupe_only",
            probability_two_random_records_match=share_of_true_pairs(features),
            comparisons=[_settings_of(comparison) for comparison in COMPARISONS],
            blocking_rules_to_generate_predictions=_blocking(),
            retain_matching_columns=True,
            retain_intermediate_calculation_columns=False,
        )
        with _quiet():
            self._linker = Linker(self._api.register(features), settings, log_level=None)
            self._train()

    def _train(self) -> None:
        self._linker.training.estimate_u_using_random_sampling(
            max_pairs=SAMPLE_PAIRS, seed=SEED, min_count_per_level=None, num_chunks=1
        )

    def candidates(self) -> list[ScoredPair]:
        """Every blocked pair that is not next to impossible, sorted by record ids."""
        with _quiet():
            return _pairs(
                self._linker.inference.predict(
                    threshold_match_probability=LEAST_PROBABILITY, warning_mode="never"
                )
            )

    def score(self, pairs: Iterable[tuple[str, str]]) -> list[ScoredPair]:
        """The given pairs, scored whether or not blocking would find them."""
        wanted = sorted(pairs)
        if not wanted:
            return []
        table = pa.table(
            {
                "match_key": pa.array(["0"] * len(wanted)),
                "join_key_l": pa.array([left for left, _ in wanted]),
                "join_key_r": pa.array([right for _, right in wanted]),
            }
        )
        with _quiet():
            self._linker.table_management.register_blocked_pairs_for_predict(
                self._api.register(table)
            )
            return _pairs(self._linker.inference.predict(warning_mode="never"))


def share_of_true_pairs(features: pa.Table) -> float:
    """The share of true pairs among all pairs, from the pairs that agree fully.

    One pair more than was found is counted, so that a register without any still has a share.
    """
    joins = " UNION ".join(
        "SELECT l.unique_id, r.unique_id FROM features AS l JOIN features AS r "  # noqa: S608  our own words
        f"ON l.unique_id < r.unique_id AND {anchor}"
        for anchor in ANCHORS
    )
    with duckdb.connect(config=engine_settings()) as connection:
        connection.register("features", features)
        found: int
        ((found,),) = connection.execute(f"SELECT count(*) FROM ({joins})").fetchall()  # noqa: S608  our own words
    return min(0.5, (found + 1) / ANCHOR_RECALL / math.comb(features.num_rows, 2))


def _blocking() -> list[Any]:
    return [{"blocking_rule": rule, "sql_dialect": "duckdb"} for rule in BLOCKING]


def _settings_of(comparison: Comparison) -> dict[str, object]:
    """A comparison in Splink's words."""
    levels: list[dict[str, object]] = [
        {"sql_condition": comparison.unknown, "label_for_charts": "unknown", "is_null_level": True}
    ]
    for position, level in enumerate(comparison.levels):
        settings: dict[str, object] = {
            "sql_condition": level.condition,
            "label_for_charts": level.word,
            "m_probability": level.m,
            "fix_m_probability": True,
        }
        if comparison.frequency_of and position == 0:
            settings |= {
                "tf_adjustment_column": comparison.frequency_of,
                "disable_tf_exact_match_detection": True,
            }
        levels.append(settings)
    return {"output_column_name": comparison.name, "comparison_levels": levels}


def _pairs(predictions: Predictions) -> list[ScoredPair]:
    found = []
    for row in predictions.as_record_list():
        left, right = sorted((row["unique_id_l"], row["unique_id_r"]))
        levels = {
            comparison.name: _word(comparison, row[f"gamma_{comparison.name}"])
            for comparison in COMPARISONS
        }
        found.append(ScoredPair(left, right, round(1000 * row["match_probability"]), levels))
    return sorted(found, key=lambda pair: pair.pair)


def _word(comparison: Comparison, gamma: int) -> str:
    """The level that Splink's number stands for.

    -1 is unknown, 0 the last level, upwards to the first.
    """
    return "unknown" if gamma < 0 else comparison.levels[len(comparison.levels) - 1 - gamma].word


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


def join_by_defaults(features: pa.Table, percent: int) -> list[list[str]]:
    """What Splink's own comparisons and connected components make of the same records: a yardstick.

    Names are compared as Splink's library compares names, sex exactly, days by the library's date
    comparison; m and u are trained as its tutorial does, on blocks of family and of day; pairs from
    ``percent`` on are joined into connected components.
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
        probability_two_random_records_match=share_of_true_pairs(features),
        blocking_rules_to_generate_predictions=_blocking(),
    )
    with _quiet():
        linker = Linker(api.register(features), settings, log_level=None)
        linker.training.estimate_u_using_random_sampling(max_pairs=SAMPLE_PAIRS, seed=SEED)
        for block in ("family_form", "first_day"):
            linker.training.estimate_parameters_using_expectation_maximisation(
                f"l.{block} = r.{block}"
            )
        scored = linker.inference.predict(
            threshold_match_probability=percent / 100, warning_mode="never"
        )
        joined = linker.clustering.cluster_pairwise_predictions_at_threshold(scored, percent / 100)
        groups: dict[str, list[str]] = {}
        for row in joined.as_record_list():
            groups.setdefault(row["cluster_id"], []).append(row["unique_id"])
    return sorted(sorted(members) for members in groups.values())
