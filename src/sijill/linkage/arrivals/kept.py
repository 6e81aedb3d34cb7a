"""What a whole linkage leaves for the next: columns, blocking keys, pairs, parameters, clusters."""

from dataclasses import dataclass

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from sijill.linkage.candidates.audit import hash_record
from sijill.linkage.candidates.blocking import find_keys
from sijill.linkage.candidates.spill import engine_settings
from sijill.linkage.learned import Learned


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """What was learned, the blocking keys of its rows, and a digest of each record's columns.

    ``keys`` are hashes in order, ``key_rows`` the rows that have them. ``audited`` are the records
    that are compared with all others. ``mark`` is what the caller wrote beside it.
    """

    learned: Learned
    keys: npt.NDArray[np.uint64]
    key_rows: npt.NDArray[np.int32]
    digests: npt.NDArray[np.uint64]
    audited: npt.NDArray[np.int32]
    mark: str = ""

    @classmethod
    def of(cls, learned: Learned, mark: str = "") -> "Kept":
        """Find the keys and digests of what was learned."""
        keys = find_keys(learned.table)
        return cls(
            learned,
            keys["key"].to_numpy(),
            keys["row"].to_numpy(),
            digest_records(learned.table, learned.record_of, learned.records),
            np.array(
                [
                    row
                    for row, record in enumerate(learned.table["record_id"].to_pylist())
                    if row < learned.records
                    and hash_record(record) <= learned.parameters.audited_up_to
                ],
                dtype=np.int32,
            ),
            mark,
        )

    @property
    def ids(self) -> pa.ChunkedArray:
        """The records' ids, sorted."""
        return self.learned.table["record_id"].slice(0, self.learned.records)


def digest_records(
    table: pa.Table, record_of: npt.NDArray[np.int32], records: int
) -> npt.NDArray[np.uint64]:
    """For each record a hash of all its columns and of those of its further spellings.

    The hash is DuckDB's, and the same under one version of it.
    """
    columns = ", ".join(name for name in table.column_names if name != "unique_id")
    with duckdb.connect(config=engine_settings()) as connection:
        connection.register("rows", table)
        found = connection.sql(f"SELECT hash({columns}) AS digest FROM rows").fetchnumpy()  # noqa: S608  our own names
    hashes = np.asarray(found["digest"], dtype=np.uint64)
    digests = hashes[:records].copy()
    with np.errstate(over="ignore"):
        np.add.at(digests, record_of[records:], hashes[records:] * np.uint64(0x9E3779B97F4A7C15))
    return digests
