"""The different values of columns, numbered: what recurs is compared once."""

from collections.abc import Mapping, Sequence

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

    def add_forms(self, column: str, forms: Mapping[str, str]) -> None:
        """Add columns of forms that follow from another column, those that are not there yet.

        Args:
            column: that they follow from.
            forms: how, in SQL, by the names of the new columns.
        """
        there = self._features.column_names
        wanted = {name: form for name, form in forms.items() if name not in there}
        if not wanted:
            return
        encoded = self._features[column].combine_chunks().dictionary_encode()
        texts = ", ".join(f"{form} AS {name}" for name, form in wanted.items())
        words = pa.table({column: encoded.dictionary})
        found = self.answer(f"SELECT {texts} FROM rows", "rows", words)  # noqa: S608  our own words
        for name in wanted:
            values = found[name].combine_chunks().take(encoded.indices)
            self._features = self._features.append_column(name, values)

    def ask(self, columns: tuple[str, ...], texts: Sequence[str]) -> pa.Table:
        """The value of each text, in SQL over these columns, for each of their numbers."""
        _, first = self.numbers(columns)
        rows = self._features.select(columns).take(pa.array(first))
        query = ", ".join(f"{text} AS form_{place}" for place, text in enumerate(texts))
        return self.answer(f"SELECT {query} FROM rows", "rows", rows)  # noqa: S608  our own words

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
        ranked: Rows = self.answer(query, "rows", rows)["number"].to_numpy()
        return ranked.astype(np.int64, copy=False)

    def answer(self, query: str, name: str, table: pa.Table) -> pa.Table:
        """The answer of the engine to a query over one table.

        Args:
            query: in SQL.
            name: of the table in the query.
            table: its columns.
        """
        self._connection.register(name, table)
        answer = self._connection.sql(query).to_arrow_table()
        self._connection.unregister(name)
        return answer
