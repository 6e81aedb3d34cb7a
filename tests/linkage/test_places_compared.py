"""How the places of two records meet: a slip in a name does not make another place."""

from collections.abc import Callable

import pyarrow as pa
import pytest

from sijill.linkage.circumstances import circumstances
from sijill.linkage.comparing.comparisons import COMPARISONS, FIELD_NUMBERS, UNKNOWN
from sijill.linkage.comparing.scoring import Comparer
from sijill.linkage.features import feature_table
from sijill.model.records.record import PersonRecord

Write = Callable[..., PersonRecord]


def level_of(field: str, first: PersonRecord, second: PersonRecord) -> str:
    records = [first, second]
    features = feature_table(records, circumstances(records, {}))
    row = Comparer(features).compare(pa.table({"left": [0], "right": [1]}))[0]
    level = int(row[FIELD_NUMBERS[field]])
    return "unknown" if level == UNKNOWN else COMPARISONS[FIELD_NUMBERS[field]].levels[level].word


@pytest.mark.parametrize(
    ("first", "second", "level"),
    [
        ("al-Marjana", "حي المرجانة", "shared"),
        ("al-Marjna quarter", "al-Marajna", "shared"),  # vowels are no part of the key
        ("al-Marjanat", "al-Mardjaina", "alike"),
        ("al-Sanabel", "Al Sanbael street", "shared"),
        ("al-Sanabel", "al-Sannael", "alike"),
        ("حي لسنابل", "al-Sanabel", "alike"),
        ("Tell Marjan", "Tellmarjan", "alike"),
        ("al-Sanabel", "al-Marjana", "different"),
        ("al-Tell", "al-Qal", "different"),  # a short name is soon another
        ("", "al-Tell", "unknown"),
    ],
)
def test_place_names_a_slip_apart_are_alike(
    person: Write, first: str, second: str, level: str
) -> None:
    left = person("a:1", "Nadir Salim", place=first)
    assert level_of("place", left, person("b:1", "Nadir Salim", place=second)) == level
