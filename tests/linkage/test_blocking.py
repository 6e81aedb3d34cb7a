"""Which pairs are compared: those that share a key of two facts, or three in big blocks."""

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pytest

from sijill.linkage.candidates.blocking import (
    LARGEST_BLOCK,
    Candidates,
    find_candidates,
    find_candidates_of,
    find_keys,
)
from sijill.linkage.candidates.splitting import MOST_SPLIT_PAIRS, NEIGHBOURS, NEIGHBOURS_UNSPLIT
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


def features_of(records: list[PersonRecord]) -> pa.Table:
    return feature_table(records, circumstances(records, {}))


def ends(pairs: pa.Table) -> set[tuple[int, int]]:
    return set(zip(pairs["left"].to_pylist(), pairs["right"].to_pylist(), strict=True))


def test_a_block_that_no_third_fact_splits_is_cut_into_neighbours_and_counted(
    person: Write,
) -> None:
    count = 3 * LARGEST_BLOCK
    records = [person(f"a:{number}", "Khalid Samir al-Attar") for number in range(count)]
    found = find_candidates(features_of(records))
    assert found.oversize["given and father"] == 2
    assert found.unsplit == found.oversize
    assert count - 1 <= found.pairs.num_rows <= count * 2 * NEIGHBOURS_UNSPLIT


AGES = 16


@pytest.fixture
def namesakes(person: Write) -> list[PersonRecord]:
    """One given name and one father, of ages far apart, no two of one family."""
    letters = "bdfhklmnrst"
    return [
        person(
            f"a:{number:03}",
            f"Khalid Samir {letters[number % 11]}a{letters[number // 11]}ud".title(),
            age=str(10 + 4 * (number % AGES)),
        )
        for number in range(110)
    ]


def find_in_block(records: list[PersonRecord]) -> Candidates:
    found = find_candidates(features_of(records))
    assert set(found.oversize) == {"given and father"}
    return found


def test_in_a_big_block_all_who_share_a_third_fact_are_compared(
    namesakes: list[PersonRecord],
) -> None:
    found = find_in_block(namesakes)
    assert not found.unsplit
    same_age = {
        (left, right)
        for left in range(len(namesakes))
        for right in range(left + 1, len(namesakes))
        if (right - left) % AGES == 0
    }
    assert same_age <= ends(found.pairs)
    assert found.pairs.num_rows <= len(namesakes) * (MOST_SPLIT_PAIRS + 2 * NEIGHBOURS)


def test_an_age_that_is_a_year_off_is_a_third_fact_too(
    person: Write, namesakes: list[PersonRecord]
) -> None:
    """Even where more people of that age than are neighbours stand between the two."""
    twins = [person(f"a:20{end}", "Khalid Samir Yusufi", age="90") for end in range(10, 26)]
    other = person("a:300", "Khalid Samir Wardani", age="89")
    records = [*namesakes, *twins, other]
    row = {one: at for at, one in enumerate(sorted(record.head.id for record in records))}
    pairs = ends(find_in_block(records).pairs)
    assert all((row[twin.head.id], row["a:300"]) in pairs for twin in twins)


def crowd_of_one_name(person: Write, **facts: str) -> list[PersonRecord]:
    """Namesakes among whom nothing but the given facts tells anybody, each with a day of its own.

    The records that matter stand at the two ends of the order of names.
    """
    days = [f"2031-{month:02}-{day:02}" for month in (1, 3, 5, 7) for day in range(1, 29)]
    return [
        person(f"a:{number:03}", "Khalid Samir", died=day, **facts)
        for number, day in enumerate(days, start=100)
    ]


@pytest.mark.parametrize(
    ("day", "other"), [("2031-09-03", "2031-09-04"), ("2031-09-04", "2031-09-05")]
)
def test_days_of_death_next_to_each_other_are_a_third_fact(
    person: Write, day: str, other: str
) -> None:
    first, last = (
        person(f"a:{number}", "Khalid Samir", died=died)
        for number, died in (("000", day), ("999", other))
    )
    records = [first, *crowd_of_one_name(person), last]
    assert (0, len(records) - 1) in ends(find_candidates(features_of(records)).pairs)


def test_the_month_of_death_is_a_third_fact(person: Write) -> None:
    """One list says the day, the other the month."""
    first, last = (
        person(f"a:{number}", "Khalid Samir", died=died)
        for number, died in (("000", "2031-09-03"), ("999", "2031-09"))
    )
    records = [first, *crowd_of_one_name(person), last]
    assert (0, len(records) - 1) in ends(find_candidates(features_of(records)).pairs)


def test_a_place_is_a_third_fact(person: Write) -> None:
    first, last = (
        person(f"a:{number}", "Khalid Samir", place="Wadi Zahra") for number in ("000", "999")
    )
    records = [first, *crowd_of_one_name(person, place="Hayy Nakhil"), last]
    assert (0, len(records) - 1) in ends(find_candidates(features_of(records)).pairs)


def test_one_given_name_or_family_with_place_and_days_suffices(person: Write) -> None:
    names = "Khalid Samir al-Attar", "Khalid Nabil al-Homsi", "Walid Nabil al-Attar"
    first, given, family = (
        person(f"{source}:1", name, died=died, place="Wadi Zahra")
        for source, name, died in zip(
            "abc", names, ("2031-08-13", "2031-08-14", "2031-08-14"), strict=True
        )
    )
    assert blocked(first, given)
    assert blocked(first, family)
    elsewhere = person("d:1", names[1], died="2031-08-14", place="Hayy Nakhil")
    assert not blocked(first, elsewhere)


def test_a_fact_that_many_of_a_block_share_splits_nothing(person: Write) -> None:
    """All of one year of age: that would be every pair of a block that is too big."""
    records = [person(f"a:{number:03}", "Khalid Samir", age="30") for number in range(100)]
    found = find_candidates(features_of(records))
    assert {name for name in found.oversize if "slip" not in name} == {"given and father"}
    assert found.unsplit == found.oversize


@pytest.mark.parametrize("arrived", [0, 1, 7, 110])
def test_arrived_records_meet_those_that_they_meet_in_a_whole_linkage(
    namesakes: list[PersonRecord], arrived: int
) -> None:
    features = features_of(namesakes)
    rows = np.random.default_rng(5).permutation(len(namesakes))[:arrived]
    keys = find_keys(features).rename_columns(["key", "unique_id"])
    has_arrived = np.isin(keys["unique_id"].to_numpy(), rows)
    members = keys.append_column("arrived", pa.array(has_arrived))
    expected = {
        (left, right)
        for left, right in ends(find_in_block(namesakes).pairs)
        if left in rows or right in rows
    }
    assert ends(find_candidates_of(members, features)) == expected
