"""A record without a name is known by its identity number, where that is one."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from sijill.language.names.reading import read_name
from sijill.linkage.circumstances import circumstances
from sijill.linkage.clustering.clusters import Constraints
from sijill.linkage.clustering.numbers import tie_by_number
from sijill.linkage.persons import link
from sijill.model.codes import Sex
from sijill.model.records.record import PersonRecord
from sijill.model.values.dates import DateInterval
from sijill.model.values.personal import IdentityNumber, PersonalDetails

Write = Callable[..., PersonRecord]
NOBODY = Constraints()


def _numbered(record: PersonRecord, number: str, kind: str = "", born: str = "") -> PersonRecord:
    day = DateInterval.from_edtf(born)
    numbers = (IdentityNumber(number, kind),)
    return replace(record, personal=PersonalDetails(date_of_birth=day, identity_numbers=numbers))


def _ties(records: list[PersonRecord], judged: Constraints = NOBODY) -> set[tuple[str, str]]:
    return set(tie_by_number(records, circumstances(records, {}), judged).same)


def test_a_description_joins_the_name_that_bears_its_number(person: Write) -> None:
    records = [
        _numbered(person("a:1", "wife of Rami Saleh"), "900-120-45"),
        _numbered(person("b:1", "Huda Nasser Qasim"), "90012045"),
        _numbered(person("c:1", "unknown"), "٩٠٠١٢٠٤٥"),
    ]
    assert _ties(records) == {("a:1", "b:1"), ("b:1", "c:1")}


def test_two_records_without_names_and_one_number_are_one_person(person: Write) -> None:
    records = [_numbered(person(one, "unknown"), "90012045") for one in ("a:1", "b:1")]
    assert _ties(records) == {("a:1", "b:1")}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"number": "1204"}, {"number": "1204"}),
        ({"number": "99999999"}, {"number": "99999999"}),
        ({"number": "90012045"}, {"number": "90012054"}),
        ({"number": "90012045", "sex": Sex.MALE}, {"number": "90012045", "sex": Sex.FEMALE}),
        ({"number": "90012045", "age": "4"}, {"number": "90012045", "age": "40"}),
        ({"number": "90012045", "born": "1990-01-01"}, {"number": "90012045", "born": "1960"}),
        (
            {"number": "90012045", "died": "2031-01-01"},
            {"number": "90012045", "died": "2031-06-01"},
        ),
        ({"number": "90012045", "kind": "passport"}, {"number": "90012045", "kind": "tax number"}),
    ],
)
def test_no_tie_where_the_number_is_none_or_something_contradicts(
    person: Write, one: dict[str, object], other: dict[str, object]
) -> None:
    records = []
    for at, said in (("a:1", one), ("b:1", other)):
        details = {name: str(said[name]) for name in ("number", "kind", "born") if name in said}
        rest = {name: value for name, value in said.items() if name not in details}
        records.append(_numbered(person(at, "unknown", **rest), **details))
    assert _ties(records) == set()


@pytest.mark.parametrize(
    ("one", "other", "tied"),
    [
        (("wife of Rami Saleh", "1990-03-04"), ("wife of Rami Saleh", "1990-03-04"), True),
        (("wife of Rami Saleh", "1990-03-04"), ("wife of Rami Saleh", "1991-03-04"), False),
        (("wife of Rami Saleh", "1990"), ("wife of Rami Saleh", "1990"), False),
        (("wife of Rami Saleh", "1990-03-04"), ("wife of Rami Qasim", "1990-03-04"), False),
        (("unknown", "1990-01-01"), ("unknown", "1990-01-01"), False),
    ],
)
def test_a_description_beside_a_day_of_birth_is_as_good_as_a_number(
    person: Write, one: tuple[str, str], other: tuple[str, str], *, tied: bool
) -> None:
    records = []
    for at, (name, born) in (("a:1", one), ("b:1", other)):
        details = PersonalDetails(date_of_birth=DateInterval.from_edtf(born))
        records.append(replace(person(at, name), personal=details))
    assert _ties(records) == ({("a:1", "b:1")} if tied else set())


def test_a_number_that_one_list_gives_twice_ties_nothing(person: Write) -> None:
    records = [_numbered(person(one, "unknown"), "90012045") for one in ("a:1", "a:2", "b:1")]
    assert _ties(records) == set()


@pytest.mark.parametrize("are_one", [True, False])
def test_names_beside_equal_numbers_tell_whether_the_numbers_mean_the_same(
    person: Write, *, are_one: bool
) -> None:
    given = ["Khalid", "Walid", "Samir", "Fadi", "Rami", "Nabil"]
    records = [
        _numbered(person(f"{source}:{at}", f"{name} al-Attar"), f"{10_000 + at}")
        for source, names in (("a", given), ("b", given if are_one else given[::-1]))
        for at, name in enumerate(names)
    ]
    records += [_numbered(person(f"{source}:9", "unknown"), "10009") for source in "ab"]
    assert _ties(records) == ({("a:9", "b:9")} if are_one else set())


def test_a_judgement_is_stronger_than_a_number(person: Write) -> None:
    records = [
        _numbered(person("a:1", "unknown"), "90012045"),
        _numbered(person("b:1", "Huda Nasser Qasim"), "90012045"),
    ]
    assert _ties(records, Constraints(different=frozenset({("a:1", "b:1")}))) == set()
    others = Constraints(frozenset({("b:1", "c:1")}), frozenset({("a:1", "c:1")}))
    assert _ties(records, others) == others.same


def test_a_tied_record_draws_nobody_out_of_a_cluster(
    person: Write, crowd: list[PersonRecord]
) -> None:
    """It says nothing against the third record, whose name and day agree with the second's."""
    records = [
        *crowd,
        _numbered(person("c:1", "unknown"), "90012045"),
        _numbered(person("a:1", "Qusay Dahham al-Rifai", died="2031-05-04", age="31"), "90012045"),
        person("b:1", "Qusay Dahham al-Rifai", died="2031-05-04", age="31"),
    ]
    found = link(records, circumstances(records, {}), NOBODY, 700, lambda _doing: None)
    assert ("a:1", "b:1", "c:1") in found.partition.clusters


def test_a_birth_is_held_against_an_age_within_the_period_of_the_list(person: Write) -> None:
    """Nobody born in 2013 was 68 on a list of 2024; without any period nothing is said."""
    child = replace(
        person("a:1", "Huda Nasser Qasim"),
        personal=PersonalDetails(date_of_birth=DateInterval.from_edtf("2013-02-01")),
    )
    periods = {"a": DateInterval.from_edtf("2023-10-07/2024-01-05")}
    known = circumstances([child], {}, periods)["a:1"]
    assert str(known.age) == "10"
    assert not known.died.is_known
    assert not circumstances([child], {})["a:1"].age.is_known
    until = circumstances([child], {}, {"a": DateInterval.from_edtf("../2024-01-05")})["a:1"].age
    assert (until.least_months, until.most_months) == (None, 131)


def test_a_day_of_death_is_asked_before_the_period(person: Write) -> None:
    child = replace(
        person("a:1", "Huda Nasser Qasim", died="2020-02-01"),
        personal=PersonalDetails(date_of_birth=DateInterval.from_edtf("2013-02-01")),
    )
    periods = {"a": DateInterval.from_edtf("2023-10-07/2024-01-05")}
    assert circumstances([child], {}, periods)["a:1"].age.least_months == 84


@pytest.mark.parametrize(("age", "joined"), [("10", True), ("68", False)])
def test_one_name_of_a_child_and_of_an_old_woman_are_two_people(
    person: Write, crowd: list[PersonRecord], age: str, *, joined: bool
) -> None:
    born = PersonalDetails(date_of_birth=DateInterval.from_edtf("2013-02-01"))
    records = [
        *crowd,
        replace(person("a:1", "Huda Nasser Dahham Qasim"), personal=born),
        person("b:1", "Huda Nasser Dahham Qasim", age=age),
    ]
    periods = {"a": DateInterval.from_edtf("2023-10-07/2024-01-05")}
    found = link(records, circumstances(records, {}, periods), NOBODY, 700, lambda _doing: None)
    assert (("a:1", "b:1") in found.partition.clusters) is joined


def test_written_names_of_the_examples_are_what_they_stand_for() -> None:
    assert not read_name("wife of Rami Saleh").is_comparable
    assert not read_name("unknown").is_comparable


@pytest.mark.parametrize(("born", "joined"), [("1974-03-15", True), ("1971-08-02", False)])
def test_birth_and_number_together_are_the_person_however_the_given_name_was_copied(
    person: Write, crowd: list[PersonRecord], born: str, *, joined: bool
) -> None:
    records = [
        *crowd,
        _numbered(person("a:1", "Yusri Asad Dahham Maghafil"), "90019638", born="1974-03-15"),
        _numbered(person("b:1", "Bilal Asad Dahham Maghafil"), "90019638", born=born),
    ]
    found = link(records, circumstances(records, {}), NOBODY, 700, lambda _doing: None)
    assert (("a:1", "b:1") in found.partition.clusters) is joined
