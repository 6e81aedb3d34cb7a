"""Which pairs are looked at because one of their records has arrived.

They are those that share a key, as in a whole linkage, and those of audited records with all
others. Where an arrived record makes a block too big, its pairs of kept records stay: what was
compared once is not forgotten before the next whole linkage.
"""

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from sijill.linkage.arrays import Rows
from sijill.linkage.arrivals.changes import Arrived
from sijill.linkage.arrivals.kept import Kept
from sijill.linkage.arrivals.numbering import GONE, Numbering, ranges
from sijill.linkage.candidates.audit import hash_record, meet
from sijill.linkage.candidates.blocking import find_candidates_of, find_keys
from sijill.linkage.comparing.spellings import key_record_pairs

Keys = npt.NDArray[np.int64]
"""Pairs of records as one number: left times the number of records, plus right."""


def find_meetings(kept: Kept, arrived: Arrived, numbering: Numbering) -> Keys:
    """The pairs that share a key, each once, sorted."""
    table = pa.concat_tables([arrived.features, arrived.further])
    number = table.column_names.index("unique_id")
    new_keys = find_keys(
        table.set_column(number, "unique_id", pa.array(np.arange(table.num_rows, dtype=np.int32)))
    )
    new_key, new_row = new_keys["key"].to_numpy(), new_keys["row"].to_numpy()
    asked = np.unique(new_key)
    start, end = (np.searchsorted(kept.keys, asked, side=side) for side in ("left", "right"))
    counts = end - start
    rows = kept.key_rows[ranges(start, counts)]
    there = numbering.kept[rows] != GONE
    key, rows = np.repeat(asked, counts)[there], rows[there]
    members = pa.table(
        {
            "key": np.concatenate([key, new_key]),
            "unique_id": np.concatenate([numbering.kept[rows], numbering.arrived[new_row]]),
            "arrived": np.arange(len(rows) + len(new_row)) >= len(rows),
        }
    )
    rows = np.unique(rows)
    features = pa.concat_tables([kept.learned.table.take(pa.array(rows)), table])
    numbers = pa.array(np.concatenate([numbering.kept[rows], numbering.arrived]))
    features = features.set_column(number, "unique_id", numbers)
    return _of_records(find_candidates_of(members, features), numbering)


def find_audited(kept: Kept, arrived: Arrived, numbering: Numbering) -> tuple[Keys, int]:
    """The pairs of audited records of which one has arrived, and how many records are audited."""
    table = kept.learned.table
    before = kept.audited[numbering.kept[kept.audited] != GONE]
    ids = arrived.features["record_id"].to_pylist()
    up_to = kept.learned.parameters.audited_up_to
    drawn = np.array([hash_record(record) <= up_to for record in ids], dtype=bool)
    new = _forms(arrived.features, np.arange(len(ids)), numbering.arrived[: len(ids)])
    audited = _forms(table, before, numbering.kept[before])
    found = [_of_records(meet(audited, new), numbering)]
    if drawn.any():
        rows = np.flatnonzero(numbering.kept[: kept.learned.records] != GONE)
        everyone = pa.concat_tables([_forms(table, rows, numbering.kept[rows]), new])
        found.append(_of_records(meet(new.filter(pa.array(drawn)), everyone), numbering))
    return np.unique(np.concatenate(found)), len(before) + int(drawn.sum())


def _forms(table: pa.Table, rows: npt.NDArray[np.generic], numbers: Rows) -> pa.Table:
    part = table.select(["given_consonant_key", "chain"]).take(pa.array(rows))
    return part.rename_columns(["given", "chain"]).append_column("row", pa.array(numbers))


def _of_records(pairs: pa.Table, numbering: Numbering) -> Keys:
    return key_record_pairs(pairs, numbering.record_of, numbering.records)
