"""Which pairs of records are compared at all: those that share one of a few keys.

A key joins two facts (given name and father, family name and day of death), because one fact alone
makes blocks that grow with the square of the register. A block that is still too big is not
dropped: it is split by a third fact (``splitting``). How many blocks that concerned, and how many
of them no third fact splits, is part of the result.
"""

from collections.abc import Callable
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from sijill.linkage.candidates.spill import engine_settings
from sijill.linkage.candidates.splitting import PAIRS_OF_BIG_BLOCKS, SPLITTING_TABLES
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
    ("given, place and days", "given || '|' || word || '|' || stretch"),
    ("family, place and days", "family || '|' || word || '|' || stretch"),
    ("family and a slip of given", "cut_given || '|' || family"),
    ("given and a slip of family", "given || '|' || cut_family"),
)
"""Keys by name, over the consonants of the parts without what hands write differently; a record
without one of the facts has no key.

The first two meet each other too: a list that stops at the father writes him where others write the
family. The last two are for names of two parts, which have next to nothing else to meet by: two
words a slip apart share what one sign less leaves of them.
"""
IDENTITY = "identity number"
LARGEST_BLOCK = 60
"""Records; a block of this size gives 1,770 pairs."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """The pairs to be compared, as the columns ``left`` and ``right`` (rows, left before right).

    ``pairs_by_key`` counts the pairs that each key gives; one pair may come from several.
    ``oversize`` counts, for each key that had any, the blocks that were too big to be compared
    whole; ``unsplit`` those of them that no third fact splits.
    """

    pairs: pa.Table
    pairs_by_key: dict[str, int]
    oversize: dict[str, int]
    unsplit: dict[str, int]


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
    by_key, oversize, unsplit = (
        {
            names[kind]: count
            for kind, count in zip(*(column.to_pylist() for column in answer.columns), strict=True)
        }
        for answer in map(ask, (_COUNT_PAIRS, _COUNT_OVERSIZE, _COUNT_UNSPLIT))
    )
    return Candidates(ask(_ALL_PAIRS), by_key, oversize, unsplit)


_COUNT_PAIRS = "SELECT kind, count(*) AS pairs FROM found GROUP BY kind ORDER BY kind"
_COUNT_OVERSIZE = (
    "SELECT kind, count(DISTINCT key) AS blocks FROM blocks WHERE too_big GROUP BY kind "
    "ORDER BY kind"
)
_COUNT_UNSPLIT = (
    "SELECT kind, count(DISTINCT key) AS blocks FROM reaches WHERE NOT is_split GROUP BY kind "
    "ORDER BY kind"
)
_ALL_PAIRS = 'SELECT DISTINCT l AS "left", r AS "right" FROM found WHERE l <> r ORDER BY 1, 2'


def find_keys(features: pa.Table) -> pa.Table:
    """The keys of rows: a hash of the key with its kind, and the row; sorted."""
    with duckdb.connect(config=engine_settings()) as connection:
        connection.register("features", features)
        for name, text in _KEY_TABLES:
            connection.execute(f"CREATE TEMP TABLE {name} AS {text}")
        return connection.sql(
            "SELECT hash(kind, key) AS key, unique_id AS row FROM keys ORDER BY 1, 2"
        ).to_arrow_table()


def find_candidates_of(members: pa.Table, features: pa.Table) -> pa.Table:
    """The pairs of rows that share a key and of which one has arrived, sorted.

    Args:
        members: all rows of the blocks that arrived rows are in: ``key``, ``unique_id`` and
            ``arrived``.
        features: the columns of these rows.
    """
    with duckdb.connect(config=engine_settings()) as connection:
        connection.register("features", features)
        connection.register("members", members)
        tables = dict(BLOCKING_TABLES) | {"keys": "SELECT 0 AS kind, * FROM members"}
        for name, text in tables.items():
            connection.execute(f"CREATE TEMP TABLE {name} AS {text}")
        return connection.sql(_ALL_PAIRS).to_arrow_table()


_AGED = "coalesce(born, DATE '2000-01-01' - age_least * 30)"
"""A day of birth to put records in order by."""
_DAYS = 4
"""Days that share a key; each day has two such keys, half of these days apart."""
_DAY = "date_diff('day', DATE '2000-01-01', first_day)"
_LASTS = "date_diff('day', first_day, last_day)"
_FORMS = (
    "SELECT unique_id, "
    + ", ".join(
        f"{broad(f'{role}_consonant_key')} AS {role}"
        for role in ("given", "father", "grandfather", "family", "mother")
    )
    + ", given_written, family_written, first_day, born, identity, whole, sex, place, "
    + f"CASE WHEN age_most - age_least < 12 THEN age_least // 12 END AS years, {_AGED} AS aged, "
    + f"CASE WHEN {_LASTS} < {_DAYS} THEN {_DAY} // {_DAYS} END AS days, "
    + f"CASE WHEN {_LASTS} < {_DAYS} THEN ({_DAY} + {_DAYS // 2}) // {_DAYS} END AS later_days, "
    + f"CASE WHEN {_LASTS} < 32 THEN 12 * year(first_day) + month(first_day) END AS month "
    + "FROM features"
)
_PLACED_FORMS = (
    "SELECT *, unnest([2 * days, 2 * later_days + 1]) AS stretch "
    "FROM (SELECT *, unnest(place) AS word FROM forms WHERE place IS NOT NULL) "
    "WHERE days IS NOT NULL"
)
_SHORTEST_CUT, _MOST_CUTS = 3, 14
"""Signs of the words of which one is left out in turn, and up to which one."""


def _cut(role: str) -> str:
    """A word as written without each of its signs in turn, and whole."""
    places = f"unnest([{', '.join(map(str, range(1, _MOST_CUTS + 1)))}]) AS place_in"
    word = f"{role}_written"
    return (
        "SELECT DISTINCT unique_id, given, family, "  # noqa: S608  our own words
        f"left({word}, place_in - 1) || substr({word}, place_in + 1) AS cut_{role} "
        f"FROM (SELECT *, {places} FROM forms WHERE father IS NULL) "
        f"WHERE length({word}) >= {_SHORTEST_CUT} AND place_in <= length({word}) + 1"
    )


_TABLES_OF_KEYS = {"word": "placed_forms", "cut_given": "cut_given", "cut_family": "cut_family"}
"""What a key is made of that ``forms`` does not have, and which table has it."""


def _table_of(key: str) -> str:
    return next((table for part, table in _TABLES_OF_KEYS.items() if part in key), "forms")


_KEYS = " UNION ALL ".join(
    [
        f"SELECT {max(number, 1)} AS kind, {key} AS key, unique_id, TRUE AS arrived "  # noqa: S608  ours
        f"FROM {_table_of(key)} WHERE {key} IS NOT NULL"
        for number, (_, key) in enumerate(KEYS)
    ]
    + [f"SELECT {len(KEYS)}, unnest(identity), unique_id, TRUE FROM forms"]  # noqa: S608  ours
)
_BLOCKS = f"""
SELECT *, size > {LARGEST_BLOCK} AS too_big
FROM (SELECT *, count(*) OVER (PARTITION BY kind, key) AS size FROM keys) WHERE size > 1
"""  # noqa: S608  our own words
_PAIRS = f"""
SELECT DISTINCT kind, least(a, b) AS l, greatest(a, b) AS r FROM (
    SELECT a.kind, a.unique_id AS a, b.unique_id AS b FROM blocks AS a JOIN blocks AS b
    ON a.kind = b.kind AND a.key = b.key
    WHERE NOT a.too_big AND a.arrived AND (a.unique_id < b.unique_id OR NOT b.arrived)
    UNION ALL {PAIRS_OF_BIG_BLOCKS}
)
"""  # noqa: S608  our own words

_KEY_TABLES = (
    ("forms", _FORMS),
    ("placed_forms", _PLACED_FORMS),
    ("cut_given", _cut("given")),
    ("cut_family", _cut("family")),
    ("keys", _KEYS),
)
BLOCKING_TABLES = (
    *_KEY_TABLES,
    ("blocks", _BLOCKS),
    *SPLITTING_TABLES,
    ("found", _PAIRS),
)
"""Tables that follow from each other, the first from ``features``, each with its query."""
