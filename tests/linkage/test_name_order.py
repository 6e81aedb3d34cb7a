"""Which of a name's words is the family name, by all names of all lists together."""

from collections.abc import Callable
from itertools import product

import pytest

from sijill.linkage.comparing.pairs import ScoredPairs
from sijill.linkage.writing.name_order import in_one_order
from sijill.model.records.record import PersonRecord
from sijill.model.results.links import Partition

Person = Callable[..., PersonRecord]
LinkAll = Callable[..., tuple[Partition, ScoredPairs]]

GIVEN = ("Odile", "Bertille", "Gaspard", "Lubin", "Thècle", "Firmin")
FAMILIES = ("Vauquier", "Lestrange", "Bonnefoy", "Crépin", "Dumoulin")
DOUBLE = ("Ocampo Tirado", "Zuleta Arango", "Bedoya Quiroz", "Cifuentes Ospina")
NUMBERED = list(enumerate(product(GIVEN, FAMILIES)))


def in_order(records: list[PersonRecord]) -> dict[str, str]:
    return {
        record.head.id: " ".join(part.written for part in record.written_names[0].parts)
        for record in in_one_order(records)
    }


def test_a_list_with_the_family_name_first_is_read_as_the_others_are(person: Person) -> None:
    straight = [person(f"a:{at}", f"{given} {family}") for at, (given, family) in NUMBERED]
    turned = [person(f"b:{at}", f"{family} {given}") for at, (given, family) in NUMBERED[2:]]
    names = in_order(straight + turned)
    assert all(names[f"b:{at}"] == names[f"a:{at}"] for at, _ in NUMBERED[2:])
    assert names["a:7"] == "Bertille Bonnefoy"


def test_single_names_that_are_turned_are_found_among_straight_ones(person: Person) -> None:
    records = [
        person(f"a:{at}", f"{family} {given}" if at % 9 == 4 else f"{given} {family}")
        for at, (given, family) in NUMBERED
    ]
    assert in_order(records) == {f"a:{at}": f"{given} {family}" for at, (given, family) in NUMBERED}


def test_two_family_names_are_moved_together(person: Person) -> None:
    pairs = list(enumerate(product(GIVEN, DOUBLE)))
    records = [
        person(f"a:{at}", f"{families} {given}" if at == 5 else f"{given} {families}")
        for at, (given, families) in pairs
    ]
    assert in_order(records)["a:5"] == "Bertille Zuleta Arango"


def test_a_name_is_shown_as_it_was_written(person: Person) -> None:
    records = [person(f"a:{at}", f"{given} {family}") for at, (given, family) in NUMBERED]
    turned = person("b:1", "Vauquier Odile")
    in_one_order([*records, turned])
    assert turned.written_names[0].written == "Vauquier Odile"


@pytest.mark.parametrize("name", ["Ahmad Hassan", "Hassan Ahmad", "Khalid Samir Hassan"])
def test_given_names_are_never_turned(person: Person, name: str) -> None:
    sons = [person(f"a:{at}", f"Ahmad {other} Hassan") for at, other in enumerate(GIVEN * 5)]
    fathers = [person(f"b:{at}", f"Hassan {other} Attar") for at, other in enumerate(GIVEN * 3)]
    assert in_order([*sons, *fathers, person("c:1", name)])["c:1"] == name


def test_a_word_that_nobody_else_has_turns_no_name(person: Person) -> None:
    records = [person(f"a:{at}", f"{given} {family}") for at, (given, family) in NUMBERED]
    assert in_order([*records, person("b:1", "Quirina Zwetkow")])["b:1"] == "Quirina Zwetkow"


def test_the_order_of_the_records_does_not_matter(person: Person) -> None:
    records = [
        person(f"{'ab'[at % 2]}:{at}", f"{family} {given}" if at % 2 else f"{given} {family}")
        for at, (given, family) in NUMBERED
    ]
    assert in_order(records) == in_order(records[::-1])


def test_a_turned_name_is_one_person_with_the_straight_one(
    person: Person, link_all: LinkAll
) -> None:
    straight = [
        person(f"a:{at}", f"{given} {family}", age=str(20 + at)) for at, (given, family) in NUMBERED
    ]
    turned = [
        person(f"b:{at}", f"{family} {given}", age=str(20 + at))
        for at, (given, family) in NUMBERED[::2]
    ]
    partition, _ = link_all(straight + turned)
    joined = {members for members in partition.clusters if len(members) > 1}
    assert joined == {(f"a:{at}", f"b:{at}") for at, _ in NUMBERED[::2]}


def test_brothers_on_lists_with_the_family_name_first_stay_two(
    person: Person, link_all: LinkAll
) -> None:
    straight = [person(f"a:{at}", f"{given} {family}") for at, (given, family) in NUMBERED]
    turned = [
        person("b:1", "Lestrange Gaspard", age="20", died="2018-05-04"),
        person("c:1", "Lestrange Lubin", age="20", died="2018-05-04"),
    ]
    partition, _ = link_all(straight + turned)
    assert not any({"b:1", "c:1"} <= set(members) for members in partition.clusters)


LISTED = ("Ahmad", "Khalid", "Samir", "Nabil", "Tariq", "Hassan", "Omar", "Rami")


def test_turned_names_of_two_given_names_are_found_by_the_age(
    person: Person, link_all: LinkAll
) -> None:
    people = [(one, other) for one in LISTED for other in LISTED if one != other]
    numbered = list(enumerate(people))
    straight = [
        person(f"a:{at}", f"{given} {father}", age=str(5 + at)) for at, (given, father) in numbered
    ]
    turned = [
        person(f"b:{at}", f"{father} {given}" if at % 9 == 4 else f"{given} {father}",
               age=str(5 + at))
        for at, (given, father) in numbered
    ]  # fmt: skip
    partition, _ = link_all(straight + turned)
    joined = {members for members in partition.clusters if len(members) > 1}
    assert joined == {(f"a:{at}", f"b:{at}") for at, _ in numbered}
