"""What is compared of a block that is too big: records that share a third fact, and neighbours.

A common given name with a father's common name is shared by hundreds of people of a large register,
most of whom agree in nothing else. So a block that is too big is split by the facts that tell its
own records apart best, which is counted in each block: the day of death where it spans a year, the
name of the family where all died on one day. An age a year off is met by the age of the year
before, a day of death a day or two off by stretches of days that overlap, one that is known to a
month by the month, and a place by each of its words, alone and with the month. Facts are taken
from the most telling on, as many as fit into a bound of pairs. Beside these, the records are put in
order by whole name and by age, and each is compared with a few neighbours, for what is miswritten;
with more of them where no fact fits.
"""

MOST_SPLIT_PAIRS = 30
"""Pairs a record, in the mean over a block, that its third facts may give."""
LARGEST_PART = 60
"""Records that share a third fact in one block; a bigger part is left to other facts."""
NEIGHBOURS = 6
"""In a block that is split each record is compared with so many after it, in either order."""
NEIGHBOURS_UNSPLIT = 20
"""The same in a block that no third fact splits."""

FACTS = (
    ("family",),
    ("father",),
    ("grandfather",),
    ("given",),
    ("mother",),
    ("CAST(born AS VARCHAR)",),
    ("CAST(first_day AS VARCHAR)",),
    ("CAST(years AS VARCHAR)",),
    ("CAST(years AS VARCHAR)", "CAST(years + 1 AS VARCHAR)"),
    ("CAST(days AS VARCHAR)", "CAST(later_days AS VARCHAR)"),
    ("CAST(month AS VARCHAR)",),
)
"""Third facts: the values by which two records share one, in SQL over ``forms``."""
PLACED_FACTS = (("word",), ("word || ' ' || CAST(month AS VARCHAR)",))
"""The same over ``placed``, which has each record once for each word of its place."""

_BIG = """
SELECT blocks.kind, blocks.key, blocks.arrived, blocks.size, forms.*,
       row_number() OVER (PARTITION BY blocks.kind, blocks.key ORDER BY whole, forms.unique_id)
           AS by_name,
       row_number() OVER (
           PARTITION BY blocks.kind, blocks.key ORDER BY aged, whole, forms.unique_id
       ) AS by_age
FROM blocks JOIN forms ON blocks.unique_id = forms.unique_id WHERE too_big
"""
_PLACED = "SELECT *, unnest(place) AS word FROM big WHERE place IS NOT NULL"
_SHARED = " UNION ALL ".join(
    f"SELECT {number} AS fact, {value} AS value, kind, key, unique_id, arrived, size "  # noqa: S608  ours
    f"FROM {'big' if number < len(FACTS) else 'placed'} WHERE {value} IS NOT NULL"
    for number, values in enumerate(FACTS + PLACED_FACTS)
    for value in values
)
_PARTS = f"""
SELECT * FROM (
    SELECT *, count(*) OVER (PARTITION BY kind, key, fact, value) AS alike FROM ({_SHARED})
) WHERE alike BETWEEN 2 AND {LARGEST_PART}
"""  # noqa: S608  our own words
_SPLITS = f"""
SELECT kind, key, fact FROM (
    SELECT *, sum(ends) OVER (PARTITION BY kind, key ORDER BY ends, fact) AS so_far FROM (
        SELECT kind, key, fact, max(size) AS size, sum(alike - 1) AS ends
        FROM parts GROUP BY kind, key, fact
    )
) WHERE so_far <= {2 * MOST_SPLIT_PAIRS} * size
"""  # noqa: S608  our own words
_REACHES = f"""
SELECT big.*, split.key IS NOT NULL AS is_split,
       CASE WHEN split.key IS NULL THEN {NEIGHBOURS_UNSPLIT} ELSE {NEIGHBOURS} END AS reach
FROM big LEFT JOIN (SELECT DISTINCT kind, key FROM splits) AS split
ON big.kind = split.kind AND big.key = split.key
"""  # noqa: S608  our own words


def _neighbours(order: str) -> str:
    """Records of one big block that stand near each other, of which one has arrived.

    The order is cut into stretches; a record meets those of its own stretch and of the next.
    """
    return (
        f"SELECT a.kind, a.unique_id AS a, b.unique_id AS b FROM reaches AS a JOIN "  # noqa: S608  our own words
        f"(SELECT *, unnest([{order} // reach, {order} // reach - 1]) AS stretch "
        "FROM reaches) AS b "
        f"ON a.kind = b.kind AND a.key = b.key AND a.{order} // a.reach = b.stretch "
        f"WHERE b.{order} > a.{order} AND b.{order} <= a.{order} + a.reach "
        "AND (a.arrived OR b.arrived)"
    )


SPLITTING_TABLES = (
    ("big", _BIG),
    ("placed", _PLACED),
    ("parts", _PARTS),
    ("splits", _SPLITS),
    ("reaches", _REACHES),
)
"""Tables that follow from each other, the first from ``blocks`` and ``forms``, each with its query.

``blocks`` holds ``kind``, ``key``, ``unique_id``, ``arrived``, ``size`` and ``too_big``.
"""
PAIRS_OF_BIG_BLOCKS = f"""
SELECT a.kind, a.unique_id AS a, b.unique_id AS b FROM
(SELECT parts.* FROM parts JOIN splits ON parts.kind = splits.kind AND parts.key = splits.key
AND parts.fact = splits.fact) AS a JOIN parts AS b
ON a.kind = b.kind AND a.key = b.key AND a.fact = b.fact AND a.value = b.value
WHERE a.unique_id < b.unique_id AND (a.arrived OR b.arrived)
UNION ALL {_neighbours("by_name")} UNION ALL {_neighbours("by_age")}
"""  # noqa: S608  our own words
"""``kind`` and the rows ``a`` and ``b``; a pair may come several times."""
