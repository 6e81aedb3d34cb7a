"""Registers of a few rows: nobody is joined to another, and who is plainly one person is joined.

The registers and their truth stand in ``tiny_registers.txt``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from made_records import head_of
from sijill.language.ages import read_age
from sijill.language.dates import read_date
from sijill.language.names.reading import read_name
from sijill.language.scripts import script_of
from sijill.linkage.circumstances import circumstances
from sijill.linkage.clustering.clusters import Constraints
from sijill.linkage.features import comparable_name
from sijill.linkage.persons import link
from sijill.linkage.posterior.lost_links import RecordTraits
from sijill.linkage.posterior.replicates import draw_partitions
from sijill.linkage.review import pairs_to_review
from sijill.linkage.rivalry import few_records_differ
from sijill.model.codes import Sex
from sijill.model.records.record import PersonRecord
from sijill.model.results.links import Veto
from sijill.model.results.replicates import interval
from sijill.model.values.ages import UNKNOWN_AGE, AgeInterval
from sijill.model.values.counts import CountRange
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval
from sijill.model.values.names import UNNAMED
from sijill.model.values.personal import IdentityNumber, PersonalDetails
from sijill.model.values.places import UNKNOWN_PLACE, Place, Text

Pair = tuple[str, str]
SAME_PERMILLE, REVIEW_PERMILLE = 650, 100
_FURTHER = re.compile(r"(\w+)=(.*?)(?=\s\w+=|$)")
_SEX = {"m": Sex.MALE, "f": Sex.FEMALE, "": Sex.UNKNOWN}


@dataclass(frozen=True)
class TinyRegister:
    """The records of one register, and by record who it is about."""

    title: str
    records: list[PersonRecord]
    person_of: dict[str, str]


@dataclass(frozen=True)
class Outcome:
    """Pairs that were joined, and pairs that a reader is shown with what speaks against them."""

    joined: set[Pair]
    offered: dict[Pair, tuple[str, ...]]
    vetoes: dict[Pair, Veto | None]


def read_registers() -> Iterator[TinyRegister]:
    text = Path(__file__).with_name("tiny_registers.txt").read_text(encoding="utf-8")
    for part in re.split(r"^== ", text, flags=re.MULTILINE)[1:]:
        title, *rows = part.strip().splitlines()
        read = [_read_row(number, row) for number, row in enumerate(rows, 1)]
        yield TinyRegister(
            title,
            [record for record, _ in read],
            {record.head.id: person for record, person in read},
        )


def _read_row(number: int, row: str) -> tuple[PersonRecord, str]:
    head, name, sex, age, died, *more = (cell.strip() for cell in row.split("|"))
    source, person = head.split()
    further = {key: value.strip() for key, value in _FURTHER.findall("".join(more))}
    years, place = read_age(age) if age else UNKNOWN_AGE, further.get("place", "")
    assert isinstance(years, AgeInterval)
    numbers = [IdentityNumber(further["id"], further.get("kind", ""))] if "id" in further else []
    mother = further.get("mother", "")
    personal = PersonalDetails(
        date_of_birth=_day(further.get("born", "")),
        identity_numbers=tuple(numbers),
        mother_name=read_name(mother) if mother else UNNAMED,
    )
    record = PersonRecord(
        head_of(f"{source}:{number}", number + 1),
        (read_name(name),),
        sex=_SEX[sex],
        age=years,
        died=_day(died),
        place=Place((Text(place, script_of(place)),)) if place else UNKNOWN_PLACE,
        personal=personal,
    )
    return record, person


def _day(written: str) -> DateInterval:
    day = read_date(written) if written else UNKNOWN_DATE
    assert isinstance(day, DateInterval)
    return day


def link_register(records: list[PersonRecord]) -> Outcome:
    linkage = link(
        records, circumstances(records, {}), Constraints(), SAME_PERMILLE, lambda _doing: None
    )
    review = pairs_to_review(linkage.scored, linkage.partition, (), SAME_PERMILLE, REVIEW_PERMILLE)
    return Outcome(
        {pair for members in linkage.partition.clusters for pair in combinations(members, 2)},
        {one.pair: one.speaks_against for one in review},
        {one.pair: one.veto for one in linkage.scored.values()},
    )


def are_plainly_one(left: PersonRecord, right: PersonRecord) -> bool:
    """One full name by its consonants, one day, and ages a year apart at most."""
    names = [comparable_name(record) for record in (left, right)]
    keys = [[part.consonant_key for part in name.parts] if name else [] for name in names]
    gap = left.age.months_apart(right.age)
    one_day = left.died.is_known and left.died == right.died
    return len(keys[0]) > 1 and keys[0] == keys[1] and one_day and (gap is None or gap <= 12)


REGISTERS = {register.title: register for register in read_registers()}
MOST_TELLING = (
    "Two girls of one given name, killed on one day",
    "One row each, one person, in two scripts",
    "Cousins of one name and one grandfather",
    "Two spellings of all",
    "Spanish double surnames",
    "Same full name and day, place written otherwise",
    "Born on one New Year's Day",
    "Three lists, one bridge that could chain two families",
    "Identity numbers differ, names and days equal",
)


def check(register: TinyRegister) -> None:
    outcome = link_register(register.records)
    for left, right in combinations(register.records, 2):
        pair = (left.head.id, right.head.id)
        if register.person_of[pair[0]] != register.person_of[pair[1]]:
            assert pair not in outcome.joined, (register.title, pair)
        elif are_plainly_one(left, right):
            assert pair in outcome.joined, (register.title, pair)


@pytest.mark.parametrize("title", MOST_TELLING)
def test_few_rows_join_who_is_one_and_nobody_else(title: str) -> None:
    check(REGISTERS[title])


@pytest.mark.long
def test_all_small_registers_join_who_is_one_and_nobody_else() -> None:
    for register in REGISTERS.values():
        check(register)


def test_a_difference_among_few_records_is_shown_with_its_reason() -> None:
    outcome = link_register(REGISTERS["Two girls of one given name, killed on one day"].records)
    pair = ("a:2", "b:4")
    assert outcome.vetoes[pair] is Veto.FEW_RECORDS_DIFFER
    assert "veto: few records differ" in outcome.offered[pair]
    assert any(reason.startswith("family different") for reason in outcome.offered[pair])


def test_counts_leave_open_what_few_records_cannot_decide() -> None:
    records = REGISTERS["Namesakes far apart in age"].records
    known = circumstances(records, {})
    linkage = link(records, known, Constraints(), SAME_PERMILLE, lambda _doing: None)
    assert linkage.scored["a:1", "b:2"].permille > 900
    assert not linkage.free.forbidden[0]
    assert linkage.free.weights[0] == 0
    assert linkage.edges.forbidden[0]


def test_ranges_reach_from_none_to_all_of_what_few_records_cannot_decide() -> None:
    names = ("Basim Halabi", "Karim Darwish", "Nadir Shami", "Tariq Bakri", "Wael Jaber")
    rows = [
        f"{source} 1 | {name} | m | {age + ten * 9} | 2017-06-{day:02}"
        for day, (name, age) in enumerate(zip(names, (20, 31, 42, 53, 64), strict=True), 1)
        for ten, source in enumerate("ab")
    ]
    records = [_read_row(number, row)[0] for number, row in enumerate(rows, 1)]
    linkage = link(
        records, circumstances(records, {}), Constraints(), SAME_PERMILLE, lambda _doing: None
    )
    assert few_records_differ(linkage.scored.vetoes).sum() >= len(names)
    assert len(linkage.partition.clusters) == 10
    lists = np.array([record.head.source == "b" for record in records], dtype=np.int32)
    traits = RecordTraits(lists, np.zeros(10, np.int32), np.zeros(10, bool))
    drawn = draw_partitions(linkage, Constraints(), traits, 100).replicates
    assert interval(drawn.count(lambda _records: True)) == CountRange(5, 10)


def test_two_numbers_of_one_kind_are_two_people_and_are_shown() -> None:
    outcome = link_register(REGISTERS["Identity numbers differ, names and days equal"].records)
    assert outcome.vetoes["a:1", "b:2"] is Veto.IDENTITY_NUMBERS_DIFFER
    assert outcome.offered["a:1", "b:2"][0] == "veto: identity numbers differ"
