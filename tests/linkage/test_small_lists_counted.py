"""How many people two lists of some dozen rows name, where their fields do not match up."""

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from random import Random

import numpy as np

from sijill.linkage.circumstances import circumstances
from sijill.linkage.clustering.clusters import Constraints
from sijill.linkage.persons import link
from sijill.linkage.posterior.lost_links import RecordTraits
from sijill.linkage.posterior.replicates import draw_partitions
from sijill.model.records.record import PersonRecord
from sijill.model.results.replicates import interval
from sijill.model.values.counts import CountRange
from sijill.model.values.dates import DateInterval
from sijill.model.values.personal import PersonalDetails

Write = Callable[..., PersonRecord]
GIVEN = ("Khalid", "Walid", "Samir", "Fadi", "Nabil", "Huda", "Salma", "Zaynab", "Rana", "Amina")
FAMILY = (
    "al-Darwashi", "al-Bakroun", "al-Shamrakh", "al-Qusayri", "al-Mardani", "al-Tuwaybi",
    "al-Humaydan", "al-Sarhani",
)  # fmt: skip
FATHERS = ("Ahmad", "Hasan", "Mustafa", "Yusuf", "Ibrahim", "Omar")
UNTIL = DateInterval.from_edtf("../2026-10-01")
"""The period of a list of which all that is known is when it was received."""


def _count(records: list[PersonRecord]) -> CountRange:
    """How many people there are, at 90 %."""
    known = circumstances(records, {}, {"births": UNTIL})
    linkage = link(records, known, Constraints(), 500, lambda _doing: None)
    lists = np.array([int(one.startswith("b:")) for one in linkage.ids], np.int32)
    nobody = np.zeros(len(lists), np.int32)
    traits = RecordTraits(lists, nobody, nobody.astype(bool))
    drawn = draw_partitions(linkage, Constraints(), traits, 100).replicates
    return interval(drawn.count(lambda _records: True))


def _holds(count: CountRange, true: int) -> bool:
    return (
        count.lowest is not None
        and count.highest is not None
        and (count.lowest <= true <= count.highest)
    )


def test_years_of_birth_without_a_day_do_not_keep_apart_from_ages(person: Write) -> None:
    """A birth bounds the age; that an age lies within speaks neither for nor against."""
    random = Random(3)  # noqa: S311  a seeded generator is wanted
    people = random.sample(list(product(GIVEN, FAMILY)), 60)
    years = [random.randrange(1935, 2008) for _ in people]
    records = []
    for at, ((given, family), year) in enumerate(zip(people, years, strict=True)):
        if at < 40:
            born = PersonalDetails(date_of_birth=DateInterval.from_edtf(str(year)))
            name = f"{given} {random.choice(FATHERS)} {family}"
            head = person(f"births:{at}", name)
            records.append(replace(head, personal=born))
        if at >= 20:
            age = str(2015 - year)
            records.append(person(f"b:{at}", f"{given} {family}", age=age, died="2015-03-01"))
    count = _count(records)
    assert _holds(count, 60), count
    assert (count.highest or 0) < 72


def test_namesakes_of_a_small_town_are_not_all_taken_for_each_other(person: Write) -> None:
    random = Random(5)  # noqa: S311  a seeded generator is wanted
    chosen = random.sample(list(product(GIVEN, FATHERS, FAMILY)), 90)
    records = []
    for at, (given, father, family) in enumerate(chosen):
        if at < 60:
            records.append(person(f"a:{at}", f"{given} {father} {family}", died="2015-03-01"))
        if at >= 40:
            whole = random.random() < 0.5
            name = f"{given} {father} {family}" if whole else f"{given} {family}"
            records.append(person(f"b:{at}", name))
    count = _count(records)
    assert _holds(count, 90), count


def test_a_list_on_which_many_share_a_name_does_not_name_people_twice(person: Write) -> None:
    """Two hundred people of eighty names: how many rows share one is what chance gives."""
    random = Random(9)  # noqa: S311  a seeded generator is wanted
    records = []
    for at in range(200):
        name = f"{random.choice(GIVEN)} {random.choice(FAMILY)}"
        age = random.choice(("child", "adult"))
        records.append(person(f"a:{at}", name, age=age))
        if at < 30:
            records.append(person(f"b:{at}", name, age=age, died="2015-03-01"))
    count = _count(records)
    assert _holds(count, 200), count
