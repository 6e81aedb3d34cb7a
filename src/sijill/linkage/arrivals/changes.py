"""Which records are new, read otherwise than before, or gone since the last whole linkage."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from sijill.linkage.arrivals.kept import Kept, digest_records


@dataclass(frozen=True, slots=True)
class Arrived:
    """The records that a linkage must look at anew.

    ``features`` holds those that are new or changed, a row each by record id; ``further`` the
    further spellings of ``of`` (rows of ``features``). ``replaced`` are kept records that changed,
    ``dropped`` those that are listed no more. Dropped ones stay in the ledger and in the pages of
    what was withdrawn; they are in no person any more.
    """

    features: pa.Table
    further: pa.Table
    of: tuple[int, ...]
    replaced: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()

    @property
    def added(self) -> int:
        """How many records are new."""
        return int(self.features.num_rows) - len(self.replaced)

    @property
    def gone(self) -> frozenset[str]:
        """The kept records whose rows are used no more."""
        return self.replaced | self.dropped

    def __len__(self) -> int:
        return int(self.features.num_rows) + len(self.dropped)


def find_arrived(kept: Kept, features: pa.Table, further: pa.Table, of: Sequence[int]) -> Arrived:
    """What differs between the kept records and those of now.

    Args:
        kept: the last whole linkage.
        features: as ``linkage.features.feature_table`` makes it, of all records.
        further: the same of further spellings, as ``spelling_table`` makes it.
        of: for each of these the row of its record.
    """
    spelt = np.array(of, dtype=np.int32)
    count = features.num_rows
    record_of = np.concatenate([np.arange(count, dtype=np.int32), spelt])
    digests = digest_records(pa.concat_tables([features, further]), record_of, count)
    before = dict(zip(kept.ids.to_pylist(), kept.digests.tolist(), strict=True))
    ids = features["record_id"].to_pylist()
    now = zip(ids, digests.tolist(), strict=True)
    touched = np.array([before.get(record) != digest for record, digest in now], dtype=bool)
    replaced = frozenset(ids[row] for row in np.flatnonzero(touched) if ids[row] in before)
    return Arrived(
        features.filter(pa.array(touched)),
        further.filter(pa.array(touched[spelt])),
        _among(touched, spelt),
        replaced,
        frozenset(before.keys() - set(ids)),
    )


def _among(touched: npt.NDArray[np.bool_], spelt: npt.NDArray[np.int32]) -> tuple[int, ...]:
    """The rows of the records of the touched spellings, among the touched records."""
    place = np.cumsum(touched) - 1
    return tuple(place[spelt[touched[spelt]]].tolist())
