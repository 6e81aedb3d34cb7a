"""How common the values of a pair are among the other records: a rare name that agrees says more.

A day that many share says little: lists write 1 January (or 1 July, or the first or the middle of
some month) where they know the year alone, and one strike kills half a list. So a day has a share
like a name, and what such days have by habit is supposed beside what the lists hold.
"""

from collections.abc import Mapping
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sijill.linkage.arrays import Floats, Rows
from sijill.linkage.comparing.comparisons import COMPARISONS, FIELD_NUMBERS
from sijill.linkage.comparing.scoring import Levels

USUAL_SHARE = {"family": 1 / 200}
"""The share of a family name that nobody else has, in a small register."""
USUAL_GIVEN_SHARE = 1 / 40
"""The same of a given name, a father's or a mother's: a few dozen make up half of a people."""
SAME_LETTERS = 1
"""The level on which the consonants agree alone, so their share counts, not that of the name."""
SUPPOSED_BIRTHS = 200.0
"""Records with a day of birth by habit that are supposed beside those of the lists. Chosen by eye,
as are the next two."""
SUPPOSED_DAYS = 4.0
"""The same for days of death, with one on the pair's own day: a small list may be of one event."""
NEW_YEAR, MIDYEAR, TURN_OF_MONTH, USUAL_BIRTH = 1 / 60, 1 / 200, 1 / 2_000, 1 / 20_000
"""Shares of births by habit: 1 January and 1 July of a year, the 1st and 15th of a month, any other
day. Their order is what matters; the lists' own days outweigh them as lists grow."""
WITH_FREQUENCY = tuple(
    number
    for number, comparison in enumerate(COMPARISONS)
    if comparison.frequency_of or comparison.heaped_in
)
"""The fields whose common values count less."""


NameCounts = Mapping[str, pa.StructArray]
"""By column, its different values (``values``) and how many records have each (``counts``)."""


def count_names(records: pa.Table) -> NameCounts:
    """Count the values of the columns whose common values count less; unknown is no value."""
    return {
        column: pc.value_counts(records[column].drop_null().combine_chunks())
        for column in sorted(
            {_column(number) for number in WITH_FREQUENCY}
            | {
                f"{COMPARISONS[number].name}_{form}"
                for number in WITH_FREQUENCY
                if COMPARISONS[number].frequency_of
                for form in ("consonant_key", "written")
            }
        )
    }


def _column(number: int) -> str:
    return COMPARISONS[number].frequency_of or COMPARISONS[number].heaped_in


class Frequencies:
    """How often each record's value occurs, for each field that asks for it.

    Args:
        features: a row a record, then the further spellings.
        counted: how often values occur among the records that are counted.
    """

    def __init__(self, features: pa.Table, counted: NameCounts) -> None:
        self._columns = {
            number: _counts(features, _column(number), counted) for number in WITH_FREQUENCY
        }
        self._consonants = {
            number: _counts(features, f"{COMPARISONS[number].name}_consonant_key", counted)
            for number in WITH_FREQUENCY
            if COMPARISONS[number].frequency_of
        }
        self._written = {
            number: _counts(features, f"{COMPARISONS[number].name}_written", counted)[0]
            for number in self._consonants
        }
        self._births = _by_habit(features["born"])
        self._short = pc.is_null(features["father_form"]).to_numpy()
        self._as_given = _look_up(features["family_form"], counted["given_form"])

    def logarithms(self, left: Rows, right: Rows, levels: Levels) -> Floats:
        """The logarithm of the share of the commoner of the two values.

        Shape (pairs, fields of ``WITH_FREQUENCY``). The pair's own records are not counted.
        """
        logs = np.empty((len(levels), len(self._columns)))
        for position, number in enumerate(self._columns):
            share_of = self._of_names if number in self._consonants else self._of_days
            logs[:, position] = share_of(number, left, right, levels[:, number])
        return logs

    def is_lone(self, number: int) -> npt.NDArray[np.bool_]:
        """For each row whether no other record writes its word so, for a part of the name."""
        return self._written[number] <= 1

    @property
    def least(self) -> Floats:
        """For each of the fields a logarithm that none is below: of a value that no other has."""
        logs = []
        for number, (_, known) in self._columns.items():
            others = max(known - 2, 0)
            if number in self._consonants:
                usual = USUAL_SHARE.get(COMPARISONS[number].name, USUAL_GIVEN_SHARE)
                logs.append(np.log(1 / (others + 1 / usual)))
            elif COMPARISONS[number].heaped_in == "born":
                supposed = SUPPOSED_BIRTHS
                logs.append(np.log(supposed * USUAL_BIRTH / (others + supposed)))
            else:
                logs.append(np.log(1 / (others + SUPPOSED_DAYS)))
        return np.array(logs)

    def _of_names(
        self, number: int, left: Rows, right: Rows, level: npt.NDArray[np.int8]
    ) -> Floats:
        """One more of the kind is supposed, so that no share is zero.

        The last of two names may be the father's: it is as common as it is among given names, if
        that is more.
        """
        counts, known = self._columns[number]
        by_letters, _ = self._consonants[number]
        most = np.maximum(counts[left], counts[right])
        most = np.where(
            level == SAME_LETTERS, np.maximum(by_letters[left], by_letters[right]), most
        )
        others = np.maximum(most - np.where(level <= SAME_LETTERS, 2, 1), 0)
        if number == FIELD_NUMBERS["family"]:
            short = self._short[left] | self._short[right]
            as_given = np.maximum(self._as_given[left], self._as_given[right])
            others = np.where(short, np.maximum(others, as_given), others)
        usual = USUAL_SHARE.get(COMPARISONS[number].name, USUAL_GIVEN_SHARE)
        logs: Floats = np.log((others + 1) / (max(known - 2, 0) + 1 / usual))
        return logs

    def _of_days(self, number: int, left: Rows, right: Rows, level: npt.NDArray[np.int8]) -> Floats:
        counts, known = self._columns[number]
        most = np.maximum(counts[left], counts[right])
        others = np.maximum(most - np.where(level == 0, 2, 1), 0)
        if COMPARISONS[number].heaped_in == "born":
            supposed = SUPPOSED_BIRTHS
            by_habit = supposed * np.maximum(self._births[left], self._births[right])
        else:
            supposed, by_habit = SUPPOSED_DAYS, np.ones(len(left))
        logs: Floats = np.log((others + by_habit) / (max(known - 2, 0) + supposed))
        return logs


def _by_habit(born: pa.ChunkedArray) -> Floats:
    """For each record the share of births that lists write on its day by habit."""
    encoded = born.combine_chunks().dictionary_encode()
    shares = np.array([*map(_habit, encoded.dictionary.to_pylist()), USUAL_BIRTH])
    known: Floats = shares[pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False)]
    return known


def _habit(day: date) -> float:
    if (day.month, day.day) == (1, 1):
        return NEW_YEAR
    if (day.month, day.day) == (7, 1):
        return MIDYEAR
    return TURN_OF_MONTH if day.day in (1, 15) else USUAL_BIRTH


def _counts(
    features: pa.Table, column: str, counted: NameCounts
) -> tuple[npt.NDArray[np.int64], int]:
    """For each row how many records have its value (0 where it has none), and how many have any."""
    known = pc.sum(counted[column].field("counts")).as_py() or 0
    return _look_up(features[column], counted[column]), known


def _look_up(column: pa.ChunkedArray, counted: pa.StructArray) -> npt.NDArray[np.int64]:
    """For each row how many of the counted records have its value.

    A table is made of the values of the rows, not of the counted ones: where a few records have
    arrived at a large register, these are far more.
    """
    encoded = column.combine_chunks().dictionary_encode()
    at = pc.index_in(counted.field("values"), value_set=encoded.dictionary)
    is_asked = pc.is_valid(at).to_numpy(zero_copy_only=False)
    counts = np.zeros(len(encoded.dictionary) + 1, dtype=np.int64)
    counts[at.drop_null().to_numpy()] = counted.field("counts").to_numpy()[is_asked]
    places = pc.fill_null(encoded.indices, len(encoded.dictionary))
    found: npt.NDArray[np.int64] = counts[places.to_numpy(zero_copy_only=False)]
    return found
