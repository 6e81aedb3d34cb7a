"""Which pairs are compared: those that share a key of two facts, and neighbours in big blocks."""

from collections.abc import Callable

import pytest

from sijill.linkage.candidates.blocking import LARGEST_BLOCK, NEIGHBOURS, find_candidates
from sijill.linkage.circumstances import circumstances
from sijill.linkage.features import feature_table
from sijill.model.records.record import PersonRecord

Write = Callable[..., PersonRecord]


def blocked(*records: PersonRecord) -> bool:
    """Whether the first two records are compared."""
    found = find_candidates(feature_table(records, circumstances(records, {})))
    return (0, 1) in zip(
        *(found.pairs[side].to_pylist() for side in ("left", "right")), strict=True
    )


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Khalid Samir al-Attar", "Khalid Nabil al-Attar"),
        ("Khalid Samir", "Khalid Samir al-Attar"),
        ("Tomas Salazar", "Salazar Tomas"),
        ("Khalid Samir al-Attar", "Walid Samir al-Attar"),
        ("محمد سمير الحمصي", "Mohammad Samir Homsi"),
    ],
)
def test_two_shared_parts_of_the_name_suffice(person: Write, left: str, right: str) -> None:
    assert blocked(person("a:1", left), person("b:1", right))


def test_one_shared_part_is_not_enough_without_a_day(person: Write) -> None:
    names = "Khalid Samir al-Attar", "Khalid Nabil al-Homsi"
    assert not blocked(person("a:1", names[0]), person("b:1", names[1]))
    day = "2031-08-14"
    assert blocked(person("a:1", names[0], died=day), person("b:1", names[1], died=day))


def test_a_block_that_is_too_big_is_cut_into_neighbours_and_counted(person: Write) -> None:
    count = 3 * LARGEST_BLOCK
    records = [person(f"a:{number}", "Khalid Samir al-Attar") for number in range(count)]
    found = find_candidates(feature_table(records, circumstances(records, {})))
    assert found.oversize["given and father"] == 2
    assert count - 1 <= found.pairs.num_rows <= count * 2 * NEIGHBOURS
