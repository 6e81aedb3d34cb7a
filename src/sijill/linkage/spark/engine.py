"""Linkage on Spark: the same candidates and the same levels as on one machine.

Blocking is joins, counts and windows, which Spark does well: it runs the same queries in Spark's
words. Comparisons are not translated. Spark and DuckDB differ in what they call a character, and
Spark has no distance that counts swapped letters as one edit; so each worker compares its pairs
with DuckDB by the same conditions, and the same level follows on every engine. Spark joins the
pairs with the columns of their records and deals them out; levels (a byte a field) come back. What
is learned from them, the weights and the clusters are computed where the session was begun.

Splink's Spark backend is not used: our score has families as an alternative, frequencies of both
values and levels that depend on other fields, which its settings cannot say.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from sijill.linkage.candidates.blocking import BLOCKING_TABLES, Candidates, count_candidates
from sijill.linkage.comparing.comparisons import COMPARISONS
from sijill.linkage.comparing.scoring import ALL_FIELDS, Comparer, Levels
from sijill.linkage.spark.dialect import to_spark

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_ANSWER = "place long, " + ", ".join(f"level_{at} byte" for at in range(len(COMPARISONS)))


class OnSpark:
    """Blocks and compares on Spark.

    Args:
        session: of a cluster, or of this machine (``local[2]``). Its workers need sijill with the
            extra ``linkage``.
    """

    def __init__(self, session: "SparkSession") -> None:
        self._session = session

    def find_candidates(self, features: pa.Table) -> Candidates:
        """The pairs of rows that share a key, sorted."""
        self._hold("features", self._session.createDataFrame(features))
        for name, query in BLOCKING_TABLES:
            self._hold(name, self._session.sql(to_spark(query)))
        found = count_candidates(lambda query: self._session.sql(to_spark(query)).toArrow())
        for name in ("features", *dict(BLOCKING_TABLES)):
            self._session.catalog.dropTempView(name)
        ends = {
            side: found.pairs[side].combine_chunks().cast(pa.int32()) for side in ("left", "right")
        }
        return replace(found, pairs=pa.table(ends))

    def _hold(self, name: str, table: "DataFrame") -> None:
        """Compute a table now and let queries ask for it by its name.

        Without a checkpoint each table would carry the queries of all before it, once for every
        time that they name each other: their plan doubles from table to table.
        """
        table.localCheckpoint().createOrReplaceTempView(name)

    def comparer(self, features: pa.Table) -> "SparkComparer":
        """What compares pairs of rows of these features."""
        return SparkComparer(self._session, features)


class SparkComparer:
    """Compares pairs of rows of one table of features on Spark's workers.

    Args:
        session: where they are dealt out.
        features: as ``linkage.features.feature_table`` makes it.
    """

    def __init__(self, session: "SparkSession", features: pa.Table) -> None:
        self._session = session
        numbered = features.drop_columns(["unique_id"])
        rows = pa.array(np.arange(features.num_rows, dtype=np.int32))
        self._sides = {
            side: session.createDataFrame(
                numbered.rename_columns(
                    [f"{name}_{side}" for name in numbered.column_names]
                ).append_column(f"row_{side}", rows)
            ).persist()
            for side in ("l", "r")
        }

    def bound(self, pairs: pa.Table) -> tuple[Levels, npt.NDArray[np.bool_]]:
        """The levels of the pairs themselves: workers compare them all, and none stays open."""
        return self.compare(pairs), np.zeros(pairs.num_rows, dtype=bool)

    def compare(self, pairs: pa.Table, fields: Collection[str] = ALL_FIELDS) -> Levels:
        """The levels of the given pairs, in their order; see ``Comparer``."""
        asked = pa.table(
            {
                "row_l": pairs["left"].combine_chunks().cast(pa.int32()),
                "row_r": pairs["right"].combine_chunks().cast(pa.int32()),
                "place": pa.array(np.arange(pairs.num_rows)),
            }
        )
        levels = np.empty((pairs.num_rows, len(COMPARISONS)), dtype=np.int8)
        if not pairs.num_rows:
            return levels
        chosen = frozenset(fields)
        joined = (
            self._session.createDataFrame(asked)
            .join(self._sides["l"], "row_l")
            .join(self._sides["r"], "row_r")
        )
        answer = joined.mapInArrow(
            lambda batches: compare_batches(batches, chosen), _ANSWER
        ).toArrow()
        place = answer["place"].to_numpy()
        for at in range(len(COMPARISONS)):
            levels[place, at] = answer[f"level_{at}"].to_numpy()
        return levels


def compare_batches(
    batches: Iterator[pa.RecordBatch], fields: frozenset[str]
) -> Iterator[pa.RecordBatch]:
    """What a worker does: compare the joined pairs of one part.

    Args:
        batches: ``place``, ``row_l``, ``row_r``, and the features of both ending in ``_l``, ``_r``.
        fields: the names of the comparisons that are made.
    """
    received = list(batches)
    if not received:
        return
    table = pa.Table.from_batches(received)
    sides = [_rows(table, side) for side in ("l", "r")]
    ends = np.concatenate([table[f"row_{side}"].to_numpy() for side in ("l", "r")])
    _, first, number = np.unique(ends, return_index=True, return_inverse=True)
    features = pa.concat_tables(sides).take(pa.array(first))
    left, right = np.split(number, 2)
    levels = Comparer(features).compare(pa.table({"left": left, "right": right}), fields)
    yield from _answer(table["place"], levels).to_batches()


def _rows(table: pa.Table, side: str) -> pa.Table:
    """The features of one side, under their own names."""
    ending = f"_{side}"
    names = [
        name for name in table.column_names if name.endswith(ending) and name != f"row{ending}"
    ]
    return table.select(names).rename_columns([name.removesuffix(ending) for name in names])


def _answer(place: pa.ChunkedArray, levels: npt.NDArray[np.int8]) -> pa.Table:
    columns = {f"level_{at}": pa.array(column) for at, column in enumerate(levels.T)}
    return pa.table({"place": place, **columns})
