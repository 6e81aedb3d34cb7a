"""A word a sign away from another that no other record bears is a slip of the pen."""

from collections.abc import Callable
from itertools import product

import pytest

from sijill.language.sounds import written_signs
from sijill.linkage.candidates.blocking import find_candidates
from sijill.linkage.circumstances import circumstances
from sijill.linkage.comparing.comparisons import COMPARISONS, FIELD_NUMBERS, SLIP
from sijill.linkage.comparing.pairs import ScoredPairs
from sijill.linkage.features import feature_table
from sijill.model.records.record import PersonRecord
from sijill.model.results.links import Partition

Person = Callable[..., PersonRecord]
LinkAll = Callable[..., tuple[Partition, ScoredPairs]]

GIVEN = ("Odile", "Bertille", "Gaspard", "Lubin", "Philiberte", "Firmin")
FAMILIES = ("Vauquier", "Lestrange", "Bonnefoy", "Crespin", "Dumoulin")
NUMBERED = list(enumerate(product(GIVEN, FAMILIES)))


def two_lists(person: Person, second: dict[int, str]) -> list[PersonRecord]:
    """Thirty people, and the same on another list, where some are written as given."""
    first = [
        person(f"a:{at}", f"{given} {family}", age=str(20 + at)) for at, (given, family) in NUMBERED
    ]
    return first + [
        person(f"b:{at}", second.get(at, f"{given} {family}"), age=str(20 + at))
        for at, (given, family) in NUMBERED
    ]


def given_level(scored: ScoredPairs, one: str, other: str) -> str:
    """The word of the level on which the given names of two records meet."""
    for row, (left, right) in enumerate(
        zip(scored.left.tolist(), scored.right.tolist(), strict=True)
    ):
        if (scored.ids[left], scored.ids[right]) == (one, other):
            level = scored.levels[row, FIELD_NUMBERS["given"]]
            return str(COMPARISONS[FIELD_NUMBERS["given"]].levels[level].word)
    raise KeyError(one, other)


@pytest.mark.parametrize("slip", ["Pihliberte", "Philberte", "Philxiberte", "Pholiberte"])
def test_a_slip_of_the_pen_is_the_person_it_was_copied_from(
    person: Person, link_all: LinkAll, slip: str
) -> None:
    partition, scored = link_all(two_lists(person, {21: f"{slip} Lestrange"}))
    assert ("a:21", "b:21") in partition.clusters
    assert given_level(scored, "a:21", "b:21") == SLIP


def test_a_word_that_several_records_bear_is_no_slip(person: Person, link_all: LinkAll) -> None:
    others = {at: f"Lubina {family}" for at, (given, family) in NUMBERED if given == "Lubin"}
    _, scored = link_all(two_lists(person, others))
    assert given_level(scored, "a:15", "b:15") != SLIP


def test_a_listed_name_is_no_slip_however_rare_it_is(person: Person, link_all: LinkAll) -> None:
    records = two_lists(person, {21: "Karim Lestrange"})
    records[21] = person("a:21", "Karima Lestrange", age="41")
    _, scored = link_all(records)
    with_both = {
        (scored.ids[a], scored.ids[b]) for a, b in zip(scored.left, scored.right, strict=True)
    }
    assert ("a:21", "b:21") in with_both
    assert given_level(scored, "a:21", "b:21") != SLIP


@pytest.mark.parametrize("slip", ["Pihliberte Lestrange", "Philiberte Letsrange"])
def test_a_slip_in_a_name_of_two_parts_is_compared_at_any_age(person: Person, slip: str) -> None:
    records = [person("a:1", "Philiberte Lestrange"), person("b:1", slip)]
    pairs = find_candidates(feature_table(records, circumstances(records, {}))).pairs
    assert pairs.to_pylist() == [{"left": 0, "right": 1}]


@pytest.mark.parametrize(
    ("word", "signs"),
    [
        ("Chloé", "chloe"),
        ("محمد", "mHmd"),
        ("משה", "mch"),
        ("O'Neil", "oneil"),
        ("Олена", "olena"),
        ("١٢", ""),
    ],
)
def test_a_word_of_any_script_has_its_signs(word: str, signs: str) -> None:
    assert written_signs(word) == signs
