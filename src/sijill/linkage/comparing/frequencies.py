"""How common the names of a pair are among the other records: a rare name that agrees says more."""

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sijill.linkage.comparing.comparisons import COMPARISONS
from sijill.linkage.comparing.scoring import Levels

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int32]

USUAL_SHARE = 1 / 500
"""The share of a value nobody else has, in a small register; as common as a rare given name."""
SAME_LETTERS = 1
"""The level on which the consonants agree alone, so their share counts, not that of the name."""
WITH_FREQUENCY = tuple(
    number for number, comparison in enumerate(COMPARISONS) if comparison.frequency_of
)
"""The fields whose common values count less."""


class Frequencies:
    """How often each record's value occurs, for each field that asks for it.

    Args:
        features: a row a record, then the further spellings.
        records: how many of the rows are records; these alone are counted.
    """

    def __init__(self, features: pa.Table, records: int) -> None:
        self._columns = {
            number: _counts(features[COMPARISONS[number].frequency_of], records)
            for number in WITH_FREQUENCY
        }
        self._consonants = {
            number: _counts(features[f"{COMPARISONS[number].name}_consonant_key"], records)
            for number in WITH_FREQUENCY
        }
        self._short = pc.is_null(features["father_form"]).to_numpy()
        self._as_given = _counts_elsewhere(
            features["family_form"], features["given_form"].slice(0, records)
        )
        self._family = next(
            number for number, comparison in enumerate(COMPARISONS) if comparison.name == "family"
        )

    def logarithms(self, left: Rows, right: Rows, levels: Levels) -> Floats:
        """The logarithm of the share of the commoner of the two values.

        Shape (pairs, fields of ``WITH_FREQUENCY``).

        The pair's own records are not counted; one more of the kind is supposed, so that no share
        is zero. The last of two names may be the father's: it is
        as common as it is among given names, if that is more.
        """
        logs = np.empty((len(levels), len(self._columns)))
        for position, (number, (counts, known)) in enumerate(self._columns.items()):
            by_letters, _ = self._consonants[number]
            letters = levels[:, number] == SAME_LETTERS
            own = np.where(levels[:, number] <= SAME_LETTERS, 2, 1)
            most = np.maximum(counts[left], counts[right])
            most = np.where(letters, np.maximum(by_letters[left], by_letters[right]), most)
            others = np.maximum(most - own, 0)
            if number == self._family:
                short = self._short[left] | self._short[right]
                as_given = np.maximum(self._as_given[left], self._as_given[right])
                others = np.where(short, np.maximum(others, as_given), others)
            logs[:, position] = np.log((others + 1) / (max(known - 2, 0) + 1 / USUAL_SHARE))
        return logs


def _counts(column: pa.ChunkedArray, records: int) -> tuple[npt.NDArray[np.int64], int]:
    """For each row how many records have its value (0 where it has none), and how many have any."""
    encoded = column.combine_chunks().dictionary_encode()
    numbers = pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False)
    known = numbers >= 0
    own = known[:records]
    counts = np.bincount(numbers[:records][own], minlength=max(len(encoded.dictionary), 1))
    return np.where(known, counts[numbers], 0), int(own.sum())


def _counts_elsewhere(column: pa.ChunkedArray, other: pa.ChunkedArray) -> npt.NDArray[np.int64]:
    """For each record how many records have its value in another column."""
    counted = pc.value_counts(other.combine_chunks())
    count_of = dict(
        zip(counted.field("values").to_pylist(), counted.field("counts").to_pylist(), strict=True)
    )
    count_of[None] = 0
    return np.array([count_of.get(value, 0) for value in column.to_pylist()], dtype=np.int64)
