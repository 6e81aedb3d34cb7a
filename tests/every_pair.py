"""Levels as the conditions of the comparisons say them, asked of every pair by itself."""

import duckdb
import pyarrow as pa

from sijill.linkage.comparing.comparisons import COMPARISONS, ELSE, FieldComparison
from sijill.linkage.features import SCHEMA


def ask_every_pair(features: pa.Table, left: list[int], right: list[int]) -> list[list[int]]:
    """The levels of pairs of rows, one query for all of them, without forms or shared answers."""
    both = {
        f"{name}_{side}": features[name].take(rows)
        for name in SCHEMA.names
        for side, rows in (("l", left), ("r", right))
    }
    with duckdb.connect() as connection:
        connection.register("pairs", pa.table(both))
        levels = ", ".join(_level(one) for one in COMPARISONS)
        found = connection.execute(f"SELECT {levels} FROM pairs").fetchall()  # noqa: S608  our own words
    return [list(row) for row in found]


def _level(comparison: FieldComparison) -> str:
    """A comparison as one expression over a pair, level after level."""
    cases = " ".join(
        f"WHEN {level.condition} THEN {position}"
        for position, level in enumerate(comparison.levels)
        if level.condition != ELSE
    )
    return f"CASE WHEN {comparison.unknown} THEN -1 {cases} ELSE {len(comparison.levels) - 1} END"
