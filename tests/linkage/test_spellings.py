"""A record with several spellings of its name is compared in the one that fits."""

from collections.abc import Callable

import pytest

from sijill.linkage.circumstances import circumstances
from sijill.linkage.clustering.clusters import Constraints
from sijill.linkage.features import feature_table, spelling_table
from sijill.linkage.persons import link
from sijill.model.records.record import PersonRecord

Write = Callable[..., PersonRecord]


def _clusters(records: list[PersonRecord]) -> tuple[tuple[str, ...], ...]:
    known = circumstances(records, {})
    return link(records, known, Constraints(), 650, lambda _doing: None).partition.clusters


def test_further_spellings_have_rows_of_their_own(person: Write) -> None:
    records = [
        person("a:1", "Khalid al-Attar", "خالد العطار"),
        person("a:2", "Halimeh al-Sarraj", "حليمة ابراهيم اسلراج"),
        person("a:3", "Rami Saleh"),
    ]
    known = circumstances(records, {})
    further, of = spelling_table(records, known)
    assert feature_table(records, known).num_rows == 3
    assert of == [1]
    assert further["unique_id"].to_pylist() == [3]
    assert further["record_id"].to_pylist() == ["a:2"]
    assert further["as_written"].to_pylist() == ["Halimeh al-Sarraj"]


def test_what_a_short_spelling_leaves_out_is_taken_from_the_full_one(person: Write) -> None:
    records = [person("a:1", "Huda Nasser Qasim", "Huda Kasm al-Homsi Qasem Nasir", "Hadia Qasim")]
    further, _ = spelling_table(records, circumstances(records, {}))
    assert None not in further["father_consonant_key"].to_pylist()


@pytest.mark.parametrize("turned", [False, True])
def test_a_slip_in_one_spelling_does_not_part_what_the_other_joins(
    person: Write, crowd: list[PersonRecord], *, turned: bool
) -> None:
    names = ["Halima al-Sarraj", "حليمة ابراهيم اسلراج"]
    records = [
        *crowd,
        person("a:1", *(names[::-1] if turned else names), died="2031-08-09", age="12"),
        person("b:1", "حليمه السراج", died="2031-08-09", age="12"),
    ]
    assert ("a:1", "b:1") in _clusters(records)


def test_brothers_stay_two_people_in_whatever_spelling(
    person: Write, crowd: list[PersonRecord]
) -> None:
    records = [
        *crowd,
        person("a:1", "Hasan Dahham al-Rifai", "حسن دهام الرفاعي", died="2031-08-09"),
        person("b:1", "Husayn Dahham al-Rifai", "حسين دهام الرفاعي", died="2031-08-09"),
    ]
    assert not any({"a:1", "b:1"} <= set(members) for members in _clusters(records))


def test_a_list_that_shows_a_german_hand_is_read_as_it_means_its_letters(person: Write) -> None:
    german = ["Dschamal Scharif", "Chalid Haschem", "Machmud Dschaber"]
    records = [person(f"a:{row}", name) for row, name in enumerate(german)]
    records.append(person("b:1", "Chadi Dschaber"))  # one name of another list shows nothing
    further, of = spelling_table(records, circumstances(records, {}))
    keys = dict(zip(of, further["given_consonant_key"].to_pylist(), strict=True))
    assert keys[1] == "xld"
    assert 3 not in keys
