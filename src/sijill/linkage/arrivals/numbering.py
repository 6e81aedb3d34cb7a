"""The rows of kept and arrived records among all records of now.

Records are numbered by their ids, sorted; further spellings come after them, by record. Kept rows
keep their order, so what was sorted by them stays so.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sijill.linkage.arrays import Rows
from sijill.linkage.arrivals.changes import Arrived
from sijill.linkage.arrivals.kept import Kept

GONE = -1
"""In the place of a row: its record is listed no more, or has changed."""


@dataclass(frozen=True, slots=True, eq=False)
class Numbering:
    """Where the rows of before and those that arrived stand now.

    ``kept`` and ``arrived`` give for each row of the kept table, and of the arrived tables (records
    first), its row now; ``GONE`` where its record is gone. ``records`` of the rows now are records,
    by ``ids``; ``record_of`` names for each row its record.
    """

    kept: Rows
    arrived: Rows
    ids: Sequence[str]
    record_of: Rows

    @property
    def records(self) -> int:
        """How many records there are."""
        return len(self.ids)


def number_rows(kept: Kept, arrived: Arrived) -> Numbering:
    """Number all rows anew."""
    learned = kept.learned
    ids = kept.ids.to_pylist()
    new_ids = arrived.features["record_id"].to_pylist()
    removed = np.zeros(learned.records, dtype=bool)
    if arrived.gone:
        at = pc.index_in(pa.array(sorted(arrived.gone)), value_set=kept.ids.combine_chunks())
        removed[at.to_numpy(zero_copy_only=False)] = True
    places = np.array([bisect_left(ids, record) for record in new_ids], dtype=np.int64)
    removed_before = np.concatenate([[0], np.cumsum(removed)])
    inserted = np.cumsum(np.bincount(places, minlength=learned.records + 1))[: learned.records]
    rows = np.arange(learned.records) + inserted - removed_before[:-1]
    rows[removed] = GONE
    new_rows = places - removed_before[places] + np.arange(len(new_ids))
    now = np.empty(int((~removed).sum()) + len(new_ids), dtype=object)
    now[rows[~removed]] = np.array(ids, dtype=object)[~removed]
    now[new_rows] = new_ids
    return _with_spellings(
        (rows.astype(np.int32), new_rows.astype(np.int32)),
        (learned.record_of[learned.records :], np.array(arrived.of, dtype=np.int32)),
        now.tolist(),
    )


def _with_spellings(
    records: tuple[Rows, Rows], spelt: tuple[Rows, Rows], ids: Sequence[str]
) -> Numbering:
    """Further spellings, kept and arrived, are numbered by their records."""
    of = [rows[which] for rows, which in zip(records, spelt, strict=True)]
    joined = np.concatenate(of)
    there = np.flatnonzero(joined != GONE)
    order = there[np.argsort(joined[there], kind="stable")]
    numbers = np.full(len(joined), GONE, dtype=np.int32)
    numbers[order] = len(ids) + np.arange(len(order), dtype=np.int32)
    kept, arrived = np.split(numbers, [len(of[0])])
    return Numbering(
        np.concatenate([records[0], kept]),
        np.concatenate([records[1], arrived]),
        ids,
        np.concatenate([np.arange(len(ids), dtype=np.int32), joined[order]]),
    )


def ranges(start: npt.NDArray[np.int64], counts: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """From each start so many numbers, one range after the other."""
    ends = np.cumsum(counts)
    numbers: npt.NDArray[np.int64] = np.repeat(start - (ends - counts), counts) + np.arange(
        int(counts.sum())
    )
    return numbers
