"""Our SQL, written for DuckDB, in Spark's words."""

import sqlglot


def to_spark(query: str) -> str:
    """The same query for Spark.

    Raises:
        sqlglot.errors.ParseError: if it is not one that DuckDB reads.
    """
    (translated,) = sqlglot.transpile(query, read="duckdb", write="spark")
    return translated
