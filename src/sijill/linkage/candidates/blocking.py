"""Which pairs of records are compared at all: those that share one of a few keys.

A key joins two facts (given name and father, family name and day of death), because one fact alone
makes blocks that grow with the square of the register. A block that is still too big is not
dropped: its records are put in order, by whole name and by date of birth or age, and each is
compared with its neighbours. How many blocks that concerned is part of the result.
"""

from collections.abc import Callable
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from sijill.linkage.candidates.spill import engine_settings
from sijill.linkage.consonants import broad

KEYS: tuple[tuple[str, str], ...] = (
    ("given and family", "least(given, family) || '|' || greatest(given, family)"),
    ("given and father", "least(given, father) || '|' || greatest(given, father)"),
    ("given and grandfather", "given || '|' || grandfather"),
    ("father and family", "father || '|' || family"),
    ("father, grandfather and a letter", "father || '|' || grandfather || '|' || left(given, 1)"),
    ("grandfather, family and a letter", "grandfather || '|' || family || '|' || left(given, 1)"),
    ("father, grandfather and family", "father || '|' || grandfather || '|' || family"),
    ("given and day", "given || '|' || first_day"),
    ("family and day", "family || '|' || first_day"),
    ("given and birth", "given || '|' || born"),
    ("family and birth", "family || '|' || born"),
    ("father and birth", "father || '|' || born"),
    ("given and mother", "given || '|' || mother"),
    ("family, age and sex", "CASE WHEN born IS NULL THEN family || '|' || years || '|' || sex END"),
    ("given, age and sex", "CASE WHEN born IS NULL THEN given || '|' || years || '|' || sex END"),
)
"""Keys by name, over the consonants of the parts without what hands write differently; a record
without one of the facts has no key.

The first two meet each other too: a list that stops at the father writes him where others write the
family.
"""
IDENTITY = "identity number"
LARGEST_BLOCK = 60
"""Records; a block of this size gives 1,770 pairs."""
NEIGHBOURS = 20
"""In a bigger block each record is compared with so many after it, in either order."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """The pairs to be compared, as the columns ``left`` and ``right`` (rows, left before right).

    ``pairs_by_key`` counts the pairs that each key gives; one pair may come from several.
    ``oversize`` counts, for each key that had any, the blocks that were too big to be compared
    whole.
    """

    pairs: pa.Table
    pairs_by_key: dict[str, int]
    oversize: dict[str, int]


def find_candidates(features: pa.Table) -> Candidates:
    """The pairs of rows that share a key, sorted."""
    with duckdb.connect(config=engine_settings()) as connection:
        connection.register("features", features)
        for name, text in BLOCKING_TABLES:
            connection.execute(f"CREATE TEMP TABLE {name} AS {text}")
        return count_candidates(lambda text: connection.sql(text).to_arrow_table())


def count_candidates(ask: Callable[[str], pa.Table]) -> Candidates:
    """The candidates of an engine that has made the tables of ``BLOCKING_TABLES``.

    Args:
        ask: gives the answer to a query.
    """
    names = [name for name, _ in KEYS] + [IDENTITY]
    by_key, oversize = (
        {
            names[kind]: count
            for kind, count in zip(*(column.to_pylist() for column in answer.columns), strict=True)
        }
        for answer in map(ask, (_COUNT_PAIRS, _COUNT_OVERSIZE))
    )
    return Candidates(ask(_ALL_PAIRS), by_key, oversize)


_COUNT_PAIRS = "SELECT kind, count(*) AS pairs FROM found GROUP BY kind ORDER BY kind"
_COUNT_OVERSIZE = (
    "SELECT kind, count(DISTINCT key) AS blocks FROM blocks WHERE too_big GROUP BY kind "
    "ORDER BY kind"
)
_ALL_PAIRS = 'SELECT DISTINCT l AS "left", r AS "right" FROM found WHERE l <> r ORDER BY 1, 2'


def find_keys(features: pa.Table) -> pa.Table:
    """The keys of rows: a hash of the key with its kind, and the row; sorted."""
    with duckdb.connect(config=engine_settings()) as connection:
        connection.register("features", features)
        connection.execute(f"CREATE TEMP TABLE keys AS {_KEYS}")
        return connection.sql(
            "SELECT hash(kind, key) AS key, unique_id AS row FROM keys ORDER BY 1, 2"
        ).to_arrow_table()


def find_candidates_of(members: pa.Table) -> pa.Table:
    """The pairs of rows that share a key and of which one has arrived, sorted.

    Args:
        members: all rows of the blocks that arrived rows are in: ``key``, ``row``, ``arrived``,
            and the columns ``whole``, ``born`` and ``age_least`` of the features.
    """
    with duckdb.connect(config=engine_settings()) as connection:
        connection.register("members", members)
        connection.execute(_MEMBERS, [LARGEST_BLOCK])
        return connection.sql(_ARRIVED_PAIRS).to_arrow_table()


_AGED = "coalesce(born, DATE '2000-01-01' - age_least * 30)"
"""A day of birth to put records in order by."""
_FORMS = (
    "SELECT unique_id, "
    + ", ".join(
        f"{broad(f'{role}_consonant_key')} AS {role}"
        for role in ("given", "father", "grandfather", "family", "mother")
    )
    + ", first_day, born, identity, whole, sex, "
    + f"CASE WHEN age_most - age_least < 12 THEN age_least // 12 END AS years, {_AGED} AS aged "
    + "FROM features"
)
_KEYS = (
    "WITH forms AS ("  # noqa: S608  our own words
    + _FORMS
    + ") "
    + " UNION ALL ".join(
        f"SELECT {max(number, 1)} AS kind, {key} AS key, unique_id, whole, "  # noqa: S608  ours
        f"aged FROM forms WHERE {key} IS NOT NULL"
        for number, (_, key) in enumerate(KEYS)
    )
    + f" UNION ALL SELECT {len(KEYS)}, unnest(identity), unique_id, whole, aged FROM forms"  # noqa: S608  our own words
)
_BLOCKS = f"""
SELECT kind, key, unique_id, size > {LARGEST_BLOCK} AS too_big,
       row_number() OVER (PARTITION BY kind, key ORDER BY whole, unique_id) AS by_name,
       row_number() OVER (PARTITION BY kind, key ORDER BY aged, whole, unique_id) AS by_age
FROM (SELECT *, count(*) OVER (PARTITION BY kind, key) AS size FROM keys) WHERE size > 1
"""  # noqa: S608  our own words


def _neighbours(order: str) -> str:
    """Records of one big block that stand near each other.

    The order is cut into stretches; a record meets those of its own stretch and of the next.
    """
    return (
        f"SELECT a.kind, a.unique_id AS a, b.unique_id AS b FROM blocks AS a JOIN "  # noqa: S608  our own words
        f"(SELECT *, unnest([{order} // ?, {order} // ? - 1]) AS stretch FROM blocks "
        f"WHERE too_big) AS b ON a.kind = b.kind AND a.key = b.key AND a.{order} // ? = b.stretch "
        f"WHERE a.too_big AND b.{order} > a.{order} AND b.{order} <= a.{order} + ?"
    )


_PAIRS = (
    "SELECT DISTINCT kind, least(a, b) AS l, greatest(a, b) AS r FROM ("  # noqa: S608  our own words
    "SELECT a.kind, a.unique_id AS a, b.unique_id AS b FROM blocks AS a JOIN blocks AS b "
    "ON a.kind = b.kind AND a.key = b.key AND a.unique_id < b.unique_id WHERE NOT a.too_big "
    f"UNION ALL {_neighbours('by_name')} UNION ALL {_neighbours('by_age')})"
).replace("?", str(NEIGHBOURS))

BLOCKING_TABLES = (("keys", _KEYS), ("blocks", _BLOCKS), ("found", _PAIRS))
"""Tables that follow from each other, the first from ``features``, each with its query."""

_MEMBERS = f"""
CREATE TEMP TABLE blocks AS
SELECT key, row, arrived, size > ? AS too_big,
       row_number() OVER (PARTITION BY key ORDER BY whole, row) AS by_name,
       row_number() OVER (PARTITION BY key ORDER BY {_AGED}, whole, row) AS by_age
FROM (SELECT *, count(*) OVER (PARTITION BY key) AS size FROM members) WHERE size > 1
"""  # noqa: S608  our own words


def _neighbours_of(order: str) -> str:
    """The neighbours of arrived rows in one big block, on either side."""
    return (
        f"SELECT a.row AS a, b.row AS b FROM blocks AS a JOIN "  # noqa: S608  our own words
        f"(SELECT *, unnest([{order} // ? - 1, {order} // ?, {order} // ? + 1]) AS stretch "
        f"FROM blocks WHERE too_big) AS b ON a.key = b.key AND a.{order} // ? = b.stretch "
        f"WHERE a.too_big AND a.arrived AND abs(a.{order} - b.{order}) <= ?"
    )


_ARRIVED_PAIRS = (
    'SELECT DISTINCT least(a, b) AS "left", greatest(a, b) AS "right" FROM ('  # noqa: S608  our own words
    "SELECT a.row AS a, b.row AS b FROM blocks AS a JOIN blocks AS b "
    "ON a.key = b.key WHERE NOT a.too_big AND a.arrived "
    f"UNION ALL {_neighbours_of('by_name')} UNION ALL {_neighbours_of('by_age')}) "
    "WHERE a <> b ORDER BY 1, 2"
).replace("?", str(NEIGHBOURS))
