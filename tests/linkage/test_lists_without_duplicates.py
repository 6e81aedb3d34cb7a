"""Lists that name each person once: known by numbers, found by births, linked one to one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from made_records import head_of
from sijill.language.names.reading import read_name
from sijill.linkage.circumstances import circumstances
from sijill.linkage.clustering.assignment import weigh_rivals, with_each_list
from sijill.linkage.clustering.clusters import Constraints
from sijill.linkage.comparing.comparisons import COMPARISONS
from sijill.linkage.comparing.frequencies import WITH_FREQUENCY
from sijill.linkage.comparing.pair_data import PairData
from sijill.linkage.linkage import Linkage
from sijill.linkage.persons import link
from sijill.linkage.posterior.lost_links import RecordTraits
from sijill.linkage.posterior.replicates import draw_partitions
from sijill.model.records.record import PersonRecord
from sijill.model.results.links import Veto
from sijill.model.results.replicates import interval
from sijill.model.values.counts import CountRange
from sijill.model.values.dates import DateInterval
from sijill.model.values.personal import IdentityNumber, PersonalDetails

GIVEN = [
    "Khalid",
    "Walid",
    "Samir",
    "Fadi",
    "Rami",
    "Nabil",
    "Tariq",
    "Ziyad",
    "Bassam",
    "Adnan",
    "Hala",
    "Rana",
    "Mona",
    "Layla",
    "Dina",
]
FAMILY = [
    "al-Attar",
    "al-Hallaq",
    "al-Najjar",
    "al-Khayyat",
    "al-Homsi",
    "al-Kurdi",
    "al-Bustani",
    "al-Saqqa",
]


def official(source: str, row: int, name: str, born: date, number: str = "") -> PersonRecord:
    numbers = (IdentityNumber(number),) if number else ()
    return PersonRecord(
        head_of(f"{source}:{row}", row + 2),
        (read_name(name),),
        personal=PersonalDetails(date_of_birth=DateInterval.on(born), identity_numbers=numbers),
    )


def with_kind(personal: PersonalDetails) -> PersonalDetails:
    numbers = [replace(one, kind="national") for one in personal.identity_numbers]
    return replace(personal, identity_numbers=tuple(numbers))


def linked(records: list[PersonRecord], constraints: Constraints | None = None) -> Linkage:
    known = circumstances(records, {})
    return link(records, known, constraints or Constraints(), 700, lambda _doing: None)


def release(source: str, number: Callable[[int], str] = lambda _row: "") -> list[PersonRecord]:
    """240 people of 120 full names, each name borne by two who were born years apart."""
    names = [f"{given} {family}" for given in GIVEN for family in FAMILY]
    return [
        official(
            source,
            row,
            names[row % len(names)],
            date(1950, 1, 1) + timedelta(days=97 * row + 4001 * (row // len(names))),
            number(row),
        )
        for row in range(2 * len(names))
    ]


@pytest.fixture(scope="module")
def two_releases() -> Linkage:
    return linked([*release("first"), *release("second")])


def test_namesakes_born_years_apart_show_that_a_list_names_each_person_once(
    two_releases: Linkage,
) -> None:
    assert two_releases.lists.unique == ("first", "second")
    assert not two_releases.lists.numbered


def test_each_record_has_the_partner_of_its_own_birth(two_releases: Linkage) -> None:
    rows = range(240)
    assert two_releases.partition.clusters == tuple(
        sorted((f"first:{row}", f"second:{row}") for row in rows)
    )


def test_two_identity_numbers_of_one_list_are_two_people() -> None:
    day = date(1990, 5, 5)
    records = [
        official("first", 1, "Khalid al-Attar", day, "9012"),
        official("first", 2, "Khalid al-Attar", day, "9013"),
        *release("second"),
    ]
    found = linked(records)
    assert found.lists.numbered == ("first",)
    assert not any({"first:1", "first:2"} <= set(members) for members in found.partition.clusters)
    assert found.scored["first:1", "first:2"].veto is Veto.IDENTITY_NUMBERS_DIFFER
    together = Constraints(same=frozenset({("first:1", "first:2")}))
    assert ("first:1", "first:2") in linked(records, together).partition.clusters


def test_a_number_that_differs_on_another_list_parts_the_records_and_stands_in_the_range() -> None:
    """Eight of 240 have another number in the second release, all else being equal."""

    def numbered(source: str, last: str) -> list[PersonRecord]:
        records = release(source, lambda row: f"9{row:04}0{last if row < 8 else 0}")
        return [replace(one, personal=with_kind(one.personal)) for one in records]

    found = linked([*numbered("first", "1"), *numbered("second", "2")])
    assert len(found.partition.clusters) == 248
    lists = np.array([("first", "second").index(one.split(":")[0]) for one in found.ids], np.int32)
    traits = RecordTraits(lists, np.zeros_like(lists), np.ones(len(lists), dtype=bool))
    drawn = draw_partitions(found, found.constraints, traits, draws=40).replicates
    assert interval(drawn.count(lambda _records: True)) == CountRange(240, 248)


def test_rivals_share_the_probability_and_the_best_assignment_is_chosen() -> None:
    left, right = np.array([0, 0, 1], np.int32), np.array([2, 3, 3], np.int32)
    weights = np.array([4.0, 5.0, 4.5])
    found = weigh_rivals((left, right), weights, np.zeros(3), np.ones(3, dtype=bool))
    assert found.chosen.tolist() == [True, False, True]
    assert found.excluded.tolist() == [False, True, False]
    assert (found.odds < weights).all()


def test_a_record_has_a_partner_on_each_other_list() -> None:
    rows = np.array([0, 0, 1], np.int32), np.array([1, 2, 2], np.int32)
    lists = np.array([1, 2, 5], np.int32)
    levels = np.zeros((3, len(COMPARISONS)), np.int8)
    rarity = np.zeros((3, len(WITH_FREQUENCY)))
    pairs = PairData(*rows, lists, levels, rarity, np.zeros(3, dtype=bool))
    found = weigh_rivals(
        with_each_list(pairs), np.array([4.0, 3.0, 2.0]), np.zeros(3), np.ones(3, dtype=bool)
    )
    assert found.chosen.all()
    assert found.odds.tolist() == [4.0, 3.0, 2.0]
