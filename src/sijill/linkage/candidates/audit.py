"""What did blocking miss? A sample of records is compared with all others.

Keys leave out some pairs that are one person, and nothing in the compared pairs tells how many. So
records drawn at random are compared with everything. What is found there is linked like any other
pair, and from it follows how many links are still missing between records that were not drawn.

A pair whose given names have nothing in common is parted by a veto whatever else agrees, so the
engine drops it before the costly comparison. Records are drawn by the hash of their ids: the order
of the records does not matter, and whoever is drawn is drawn again in the next build.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa

from sijill.linkage.candidates.spill import engine_settings

PAIRS_LOOKED_AT = 1_200_000
"""In a small register so many pairs are looked at, which may be all of them."""
FEWEST_AUDITED = 150
"""Records compared with everything, however large the register is."""
EVERY_HASH = b"\xff" * 8
"""No record's hash is greater."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Pairs of the audited records that no key gave, as columns ``left`` and ``right``.

    ``audited`` is how many records were drawn. ``unseen_ratio`` is how many pairs of records were
    not looked at for each that was; 0 where all records were drawn. ``up_to`` is the greatest hash
    of a drawn record: a record that comes later is drawn if its own is not greater.
    """

    pairs: pa.Table
    audited: int
    unseen_ratio: float
    up_to: bytes


def sample_missed_pairs(features: pa.Table, candidates: pa.Table) -> Sample:
    """The pairs of sampled records outside the candidates whose given names may be one name.

    Args:
        features: as ``linkage.features.feature_table`` makes it.
        candidates: the compared pairs, columns ``left`` and ``right``.
    """
    records = features.num_rows
    audited = min(records, max(FEWEST_AUDITED, PAIRS_LOOKED_AT // max(records, 1)))
    hashes = [hash_record(record) for record in features["record_id"].to_pylist()]
    chosen = _draw_records(hashes, audited)
    with duckdb.connect(config=engine_settings()) as connection:
        connection.register("features", features)
        connection.register("chosen", pa.table({"row": pa.array(chosen, pa.int32())}))
        connection.register("candidates", _of_records(chosen, candidates, records))
        connection.execute(_FORMS)
        pairs = connection.sql(_pairs(_CHOSEN, "FROM forms")).to_arrow_table()
    up_to = max((hashes[row] for row in chosen), default=b"") if audited < records else EVERY_HASH
    return Sample(pairs, audited, unseen_ratio(records, audited), up_to)


def hash_record(record: str) -> bytes:
    """The hash of a record's id by which it is drawn or not."""
    return hashlib.blake2b(record.encode(), digest_size=8).digest()


def _draw_records(hashes: Sequence[bytes], number: int) -> list[int]:
    """The rows of the records with the smallest hashes, sorted."""
    order = sorted(range(len(hashes)), key=lambda row: (hashes[row], row))
    return sorted(order[:number])


def _of_records(chosen: Sequence[int], pairs: pa.Table, records: int) -> pa.Table:
    """The pairs of the chosen records."""
    is_chosen = np.zeros(records, dtype=bool)
    is_chosen[chosen] = True
    left, right = (is_chosen[pairs[side].to_numpy()] for side in ("left", "right"))
    return pairs.filter(pa.array(left | right))


def unseen_ratio(records: int, audited: int) -> float:
    """How many pairs of records hold no audited one, for each pair that does."""
    rest = (records - audited) * (records - audited - 1) / 2
    seen = records * (records - 1) / 2 - rest
    return rest / seen if seen else 0.0


def meet(some: pa.Table, others: pa.Table) -> pa.Table:
    """The pairs of some records with others whose given names may be one name, sorted.

    Args:
        some: columns ``row``, ``given`` (consonants) and ``chain``.
        others: the same; they may be the same records.
    """
    with duckdb.connect(config=engine_settings()) as connection:
        connection.register("chosen", some)
        connection.register("others", others)
        connection.register("candidates", pa.table({"left": [0], "right": [0]}))
        return connection.sql(_pairs("FROM chosen", "FROM others")).to_arrow_table()


_FORMS = """
CREATE TEMP TABLE forms AS
SELECT unique_id AS row, given_consonant_key AS given, chain FROM features
"""
_CHOSEN = "SELECT forms.* FROM forms JOIN chosen USING (row)"


def _pairs(some: str, others: str) -> str:
    """Each two given names are held against each other once, however many records have them."""
    return f"""
WITH a AS ({some}), b AS ({others}),
alike AS (
    SELECT l.given AS one, r.given AS other
    FROM (SELECT DISTINCT given FROM a) AS l JOIN (SELECT DISTINCT given FROM b) AS r
    ON levenshtein(l.given, r.given) <= 1
),
met AS (
    SELECT a.row AS one, b.row AS other
    FROM alike JOIN a ON a.given = alike.one JOIN b ON b.given = alike.other
    UNION ALL
    SELECT a.row, b.row FROM (SELECT row, unnest(chain) AS part FROM a) AS a
    JOIN b ON b.given = a.part
    UNION ALL
    SELECT a.row, b.row FROM a
    JOIN (SELECT row, unnest(chain) AS part FROM b) AS b ON a.given = b.part
)
SELECT DISTINCT least(one, other) AS "left", greatest(one, other) AS "right"
FROM met WHERE one <> other
EXCEPT SELECT "left", "right" FROM candidates
ORDER BY 1, 2
"""  # noqa: S608  our own words
