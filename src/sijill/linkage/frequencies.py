"""How common the names of a pair are among the other records: a rare name that agrees says more."""

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sijill.linkage.comparisons import COMPARISONS
from sijill.linkage.scoring import Levels

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int32]

USUAL_SHARE = 1 / 500
"""The share of a value nobody else has, in a small register; as common as a rare given name."""


class Frequencies:
    """How often each record's value occurs, for each field that asks for it."""

    def __init__(self, features: pa.Table) -> None:
        self._columns = {
            number: _counts(features[one.frequency_of])
            for number, one in enumerate(COMPARISONS)
            if one.frequency_of
        }

    def logarithms(self, left: Rows, right: Rows, levels: Levels) -> Floats:
        """Shape (pairs, fields): the logarithm of the share of the commoner of the two values.

        The pair's own records are not counted; one more of the kind is supposed, so that no share
        is zero. 0 for fields without frequencies.
        """
        found = np.zeros(levels.shape)
        for number, (counts, known) in self._columns.items():
            own = np.where(levels[:, number] == 0, 2, 1)
            others = np.maximum(np.maximum(counts[left], counts[right]) - own, 0)
            found[:, number] = np.log((others + 1) / (max(known - 2, 0) + 1 / USUAL_SHARE))
        return found


def _counts(column: pa.ChunkedArray) -> tuple[npt.NDArray[np.int64], int]:
    """For each record how many have its value (0 where it has none), and how many have any."""
    encoded = column.combine_chunks().dictionary_encode()
    numbers = pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False)
    known = numbers >= 0
    counts = np.bincount(numbers[known], minlength=max(len(encoded.dictionary), 1))
    return np.where(known, counts[numbers], 0), int(known.sum())
