"""The different values of columns, numbered: what recurs is compared once."""

from collections.abc import Sequence

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sijill.linkage.candidates.spill import engine_settings

Rows = npt.NDArray[np.int64]


class Values:
    """Numbers for the different values of the columns of one table.

    Args:
        features: as ``linkage.features.feature_table`` makes it.
    """

    def __init__(self, features: pa.Table) -> None:
        self._features = features.combine_chunks()
        self._connection = duckdb.connect(config=engine_settings())
        self._by_column: dict[str, Rows] = {}
        self._by_columns: dict[tuple[str, ...], tuple[Rows, Rows]] = {}

    def numbers(self, columns: tuple[str, ...]) -> tuple[Rows, Rows]:
        """For each row the number of its values in these columns, and a row for each number."""
        if columns not in self._by_columns:
            joint = np.zeros(self._features.num_rows, dtype=np.int64)
            first = np.zeros(1, dtype=np.int64)
            for column in columns:
                codes = self._column(column)
                _, first, joint = np.unique(
                    joint * (int(codes.max(initial=0)) + 1) + codes,
                    return_index=True,
                    return_inverse=True,
                )
            self._by_columns[columns] = joint, first
        return self._by_columns[columns]

    def with_form(self, name: str, column: str, form: str) -> str:
        """Add a column of a form that follows from another column; returns its name.

        Args:
            name: of the new column.
            column: that it follows from.
            form: how, in SQL.
        """
        if name not in self._features.column_names:
            encoded = self._features[column].combine_chunks().dictionary_encode()
            words = pa.table({column: encoded.dictionary})
            forms = self._ask(f"SELECT {form} AS form FROM rows", words).to_arrow_table()  # noqa: S608  our own words
            self._connection.unregister("rows")
            values = forms["form"].combine_chunks().take(encoded.indices)
            self._features = self._features.append_column(name, values)
        return name

    def ask(self, columns: tuple[str, ...], texts: Sequence[str]) -> pa.Table:
        """The value of each text, in SQL over these columns, for each of their numbers."""
        _, first = self.numbers(columns)
        rows = self._features.select(columns).take(pa.array(first))
        query = ", ".join(f"{text} AS form_{place}" for place, text in enumerate(texts))
        answer = self._ask(f"SELECT {query} FROM rows", rows).to_arrow_table()  # noqa: S608  our own words
        self._connection.unregister("rows")
        return answer

    def pairs(self, columns: Sequence[str], left: Rows, right: Rows) -> pa.Table:
        """The values of pairs of rows: each column twice, ending in ``_l`` and ``_r``."""
        return pa.table(
            {
                f"{column}_{side}": self._features[column].take(pa.array(rows))
                for column in columns
                for side, rows in (("l", left), ("r", right))
            }
        )

    def _column(self, column: str) -> Rows:
        """The number of each row's value; unknown is a value like others."""
        if column not in self._by_column:
            values = self._features[column]
            if pa.types.is_list(values.type):
                self._by_column[column] = self._rank(values)
            else:
                encoded = values.combine_chunks().dictionary_encode(null_encoding="encode")
                self._by_column[column] = pc.cast(encoded.indices, pa.int64()).to_numpy()
        return self._by_column[column]

    def _rank(self, values: pa.ChunkedArray) -> Rows:
        """Lists numbered in their order; Arrow does not number them."""
        rows = pa.table({"position": pa.array(np.arange(len(values))), "value": values})
        query = (
            "SELECT dense_rank() OVER (ORDER BY value) - 1 AS number FROM rows ORDER BY position"
        )
        ranked = self._ask(query, rows).fetchnumpy()
        self._connection.unregister("rows")
        return np.asarray(ranked["number"], dtype=np.int64)

    def _ask(self, query: str, rows: pa.Table) -> duckdb.DuckDBPyRelation:
        self._connection.register("rows", rows)
        return self._connection.sql(query)
