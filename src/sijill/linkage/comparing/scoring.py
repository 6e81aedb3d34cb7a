"""The one door to Splink: the levels on which pairs of records meet.

Splink turns the comparisons into one query over its engine (DuckDB here, Spark elsewhere) and
answers, for every pair, on which level each field meets. What a level is worth is learned in
``evidence``. Nothing here is random, and the answer comes in the order of the pairs.
"""

import logging
import math
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from splink import DuckDBAPI, Linker, SettingsCreator, comparison_library

from sijill.linkage.candidates.spill import engine_settings
from sijill.linkage.comparing.comparisons import COMPARISONS, Comparison

if TYPE_CHECKING:
    from splink.internals.settings import Settings

Levels = npt.NDArray[np.int8]
"""Shape (pairs, comparisons): the position of the level, 0 the first; -1 where one is unknown."""
UNKNOWN = -1
SEED = 7
SAMPLE_PAIRS = 2_000_000
_COLUMNS = tuple(f"mw_c{number}" for number in range(len(COMPARISONS)))
_SMALL = 2.0**-20


class _ParsedOnce(SettingsCreator):
    """The settings of every comparer, which Splink parses once a process; nothing trains them."""

    def get_settings(self, sql_dialect_str: str) -> "Settings":
        """Splink's form of the comparisons in one dialect of SQL."""
        return _parsed(sql_dialect_str)


@cache
def _parsed(dialect: str) -> "Settings":
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[_settings_of(number, one) for number, one in enumerate(COMPARISONS)],
        blocking_rules_to_generate_predictions=[_rule("l.unique_id = r.unique_id")],
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=True,
        linker_uid="sijill",
    )
    return settings.get_settings(dialect)


class Comparer:
    """Compares pairs of rows of one table of features.

    Args:
        features: as ``linkage.features.feature_table`` makes it.
    """

    def __init__(self, features: pa.Table) -> None:
        self._connection = duckdb.connect(config=engine_settings())
        self._api = DuckDBAPI(connection=self._connection)
        settings = _ParsedOnce(link_type="dedupe_only", linker_uid="sijill")
        with _quiet():
            self._linker = Linker(
                self._api.register(features), settings, log_level=None, validate_settings=False
            )

    def compare(self, pairs: pa.Table) -> Levels:
        """The levels of the given pairs, in their order.

        Args:
            pairs: columns ``left`` and ``right``, rows of the features, left before right, no pair
                twice, sorted.
        """
        if not pairs.num_rows:
            return np.empty((0, len(COMPARISONS)), dtype=np.int8)
        blocked = pa.table(
            {
                "match_key": pa.array(np.zeros(pairs.num_rows, dtype=np.int8)).cast(pa.string()),
                "join_key_l": pairs["left"],
                "join_key_r": pairs["right"],
            }
        )
        with _quiet():
            table = self._api.register(blocked)
            self._linker.table_management.register_blocked_pairs_for_predict(table)
            scored = self._linker.inference.predict(warning_mode="never")
            columns = ", ".join(
                f"CAST(round({name}) - 1 AS TINYINT) AS {name}" for name in _COLUMNS
            )
            found = self._connection.sql(
                f"SELECT {columns} FROM {scored.physical_name} "  # noqa: S608  our own words
                "ORDER BY unique_id_l, unique_id_r"
            ).fetchnumpy()
            scored.drop_table_from_database_and_remove_from_cache()
        return np.column_stack([np.asarray(found[name], dtype=np.int8) for name in _COLUMNS])


def _settings_of(number: int, comparison: Comparison) -> dict[str, object]:
    """A comparison in Splink's words.

    Splink hands back the weight of each field, not its level, unless all compared columns come
    along. So the first level is given the weight 1, the second 2 and so on; unknown weighs 0.
    """
    levels: list[dict[str, object]] = [
        {"sql_condition": comparison.unknown, "label_for_charts": "unknown", "is_null_level": True}
    ]
    levels += [
        {
            "sql_condition": level.condition,
            "label_for_charts": level.word,
            "m_probability": _SMALL * 2.0 ** (position + 1),
            "u_probability": _SMALL,
        }
        for position, level in enumerate(comparison.levels)
    ]
    return {"output_column_name": f"c{number}", "comparison_levels": levels}


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
    "l.given_skeleton = r.given_skeleton AND list_has_any(l.rest, r.rest)",
    "l.given_skeleton = r.given_skeleton AND l.first_day = r.first_day",
    "l.family_skeleton = r.family_skeleton AND l.father_skeleton = r.father_skeleton",
    "l.family_skeleton = r.family_skeleton AND l.first_day = r.first_day",
    "l.family_sound = r.family_sound AND l.given_sound = r.given_sound",
)


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
        found: int
        ((found,),) = connection.execute(query).fetchall()
    return min(0.5, 2 * (found + 1) / math.comb(features.num_rows, 2))


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
        probability_two_random_records_match=_share_of_true_pairs(features),
        blocking_rules_to_generate_predictions=[_rule(one) for one in DEFAULT_BLOCKS],
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
        names = features["record_id"].to_pylist()
        groups: dict[str, list[str]] = {}
        for row in joined.as_record_list():
            groups.setdefault(row["cluster_id"], []).append(names[row["unique_id"]])
    return sorted(sorted(members) for members in groups.values())
