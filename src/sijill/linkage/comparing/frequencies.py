"""How common the names of a pair are among the other records: a rare name that agrees says more."""

from collections.abc import Mapping

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


NameCounts = Mapping[str, pa.StructArray]
"""By column, its different values (``values``) and how many records have each (``counts``)."""


def count_names(records: pa.Table) -> NameCounts:
    """Count the values of the columns whose common values count less; unknown is no value."""
    return {
        column: pc.value_counts(records[column].drop_null().combine_chunks())
        for column in sorted(
            {COMPARISONS[number].frequency_of for number in WITH_FREQUENCY}
            | {f"{COMPARISONS[number].name}_consonant_key" for number in WITH_FREQUENCY}
        )
    }


class Frequencies:
    """How often each record's value occurs, for each field that asks for it.

    Args:
        features: a row a record, then the further spellings.
        counted: how often values occur among the records that are counted.
    """

    def __init__(self, features: pa.Table, counted: NameCounts) -> None:
        self._columns = {
            number: _counts(features, COMPARISONS[number].frequency_of, counted)
            for number in WITH_FREQUENCY
        }
        self._consonants = {
            number: _counts(features, f"{COMPARISONS[number].name}_consonant_key", counted)
            for number in WITH_FREQUENCY
        }
        self._short = pc.is_null(features["father_form"]).to_numpy()
        self._as_given = _look_up(features["family_form"], counted["given_form"])
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


def _counts(
    features: pa.Table, column: str, counted: NameCounts
) -> tuple[npt.NDArray[np.int64], int]:
    """For each row how many records have its value (0 where it has none), and how many have any."""
    known = pc.sum(counted[column].field("counts")).as_py() or 0
    return _look_up(features[column], counted[column]), known


def _look_up(column: pa.ChunkedArray, counted: pa.StructArray) -> npt.NDArray[np.int64]:
    """For each row how many of the counted records have its value."""
    at = pc.index_in(column.combine_chunks(), value_set=counted.field("values"))
    counts = pc.fill_null(counted.field("counts").take(at), 0)
    return np.asarray(counts.to_numpy(zero_copy_only=False), dtype=np.int64)
