"""How many duplicates a list holds follows from how far records of one full name agree."""

import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from sijill.linkage.circumstances import circumstances
from sijill.linkage.clustering.clusters import Constraints
from sijill.linkage.clustering.duplicates import expected_share
from sijill.linkage.persons import link
from sijill.model.records.record import PersonRecord
from sijill.model.values.dates import DateInterval
from sijill.model.values.personal import PersonalDetails

Write = Callable[..., PersonRecord]
GIVEN = ["Khalid", "Walid", "Samir", "Fadi", "Rami", "Nabil", "Tariq", "Ziyad", "Hala", "Rana"]
FAMILY = ["al-Attar", "al-Hallaq", "al-Najjar", "al-Khayyat", "al-Homsi", "al-Kurdi", "al-Bustani"]


@pytest.mark.parametrize(
    ("ratios", "least", "most"),
    [
        ([0.01] * 100, 0.0, 0.02),
        ([0.01] * 90 + [100.0] * 10, 0.08, 0.15),
        ([100.0] * 50, 0.5, 0.6),
        ([1.0] * 50, 0.25, 0.35),
        ([0.5, 0.5], 0.2, 0.3),
    ],
)
def test_the_share_of_duplicates_is_read_from_the_agreement(
    ratios: list[float], least: float, most: float
) -> None:
    """Pairs that say nothing leave it open, and so do few pairs."""
    assert least <= expected_share(np.array(ratios)) <= most


def test_the_share_of_a_million_pairs_takes_memory_for_their_levels_alone() -> None:
    """Levels are few, so most of the pairs of a long list with one name have equal ratios."""
    ratios = np.tile([0.01, 0.5, 100.0, 3.0], 250_000)
    few = expected_share(np.repeat([0.01, 0.5, 100.0, 3.0], 1_000))
    tracemalloc.start()
    share = expected_share(ratios)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 100_000_000
    assert share == pytest.approx(few, abs=0.02)


def _list(person: Write, size: int, duplicates: int, seed: int) -> list[PersonRecord]:
    """People of 70 names on days of one season; some are entered again, a year or a day off."""
    random = Random(seed)  # noqa: S311  a seeded generator is wanted
    found: list[PersonRecord] = []
    for row in range(size):
        name = f"{random.choice(GIVEN)} {random.choice(FAMILY)}"
        day, age = random.randrange(1, 29), random.randrange(1, 80)
        month = random.randrange(4, 8)
        found.append(person(f"a:{row}", name, died=f"2031-{month:02d}-{day:02d}", age=str(age)))
        if row < duplicates:
            later = f"2031-{month:02d}-{min(day + random.randrange(2), 28):02d}"
            again = str(age + random.randrange(2))
            found.append(person(f"a:{size + row}", name, died=later, age=again))
    return found


@pytest.mark.parametrize(
    ("size", "duplicates", "seed", "once"),
    [
        (300, 0, 21, True),
        (300, 12, 21, False),
        (300, 12, 5, False),
        (150, 0, 21, False),
        (150, 6, 21, False),
    ],
)
def test_a_short_list_with_duplicates_is_not_taken_to_name_each_person_once(
    person: Write, size: int, duplicates: int, seed: int, *, once: bool
) -> None:
    records = _list(person, size, duplicates, seed)
    known = circumstances(records, {})
    found = link(records, known, Constraints(), 650, lambda _doing: None)
    assert found.lists.unique == (("a",) if once else ())


def test_a_list_of_few_namesakes_without_dates_stays_open(person: Write) -> None:
    records = [
        replace(record, personal=PersonalDetails(date_of_birth=DateInterval()), age=record.age)
        for record in _list(person, 220, 0, 3)
    ]
    bare = [replace(record, died=DateInterval(), age=type(record.age)()) for record in records]
    found = link(bare, circumstances(bare, {}), Constraints(), 650, lambda _doing: None)
    assert found.lists.unique == ()
