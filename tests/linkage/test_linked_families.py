"""Families die together: what linkage must join, and what it must never join."""

from collections.abc import Callable

import pytest

from sijill.linkage.clustering.clusters import Constraints
from sijill.linkage.comparing.pairs import ScoredPairs
from sijill.linkage.features import comparable_name
from sijill.linkage.review import pairs_to_review
from sijill.model.codes import Sex
from sijill.model.records.record import PersonRecord
from sijill.model.results.links import Partition, Veto

Write = Callable[..., PersonRecord]
LinkAll = Callable[..., tuple[Partition, ScoredPairs]]


def together(partition: Partition, *records: str) -> bool:
    return any(set(records) <= set(members) for members in partition.clusters)


def test_one_person_in_two_scripts_is_one(
    person: Write, link_all: LinkAll, crowd: list[PersonRecord]
) -> None:
    partition, _ = link_all(
        [
            *crowd,
            person("monitor:1", "Mouhammad Yaser Al Homsi", died="2031-08-14", place="al-Nahr"),
            person("notebook:1", "محمد ياسر الحمصي", died="2031-08-14", place="حي النهر"),
        ]
    )
    assert together(partition, "monitor:1", "notebook:1")


def test_brothers_killed_together_stay_apart(
    person: Write, link_all: LinkAll, crowd: list[PersonRecord]
) -> None:
    shared = {"died": "2031-08-14", "place": "al-Nahr", "age": "9", "sex": Sex.MALE}
    partition, scored = link_all(
        [
            *crowd,
            person("monitor:1", "Hasan Yaser Al Homsi", **shared),
            person("notebook:1", "حسين ياسر الحمصي", **shared),
            person("hospital:1", "حسن ياسر الحمصي", **shared),
        ]
    )
    assert together(partition, "monitor:1", "hospital:1")
    assert not together(partition, "monitor:1", "notebook:1")
    assert scored["monitor:1", "notebook:1"].veto is Veto.GIVEN_NAMES_DISAGREE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hamza Abdul Razzak Al Abd Alalh", "Hamad Abd el Razak Al Abd Allah"),
        ("Mahmud Mohammad Zayd al-Homsi", "محمد محدم الحمصي"),
        ("محمود إبراهيم المصطفى", "Ibrahim Muhammad al-Mustafa"),
        ("Ghazal Mahmood al-Jasim", "غزالة محمود شادي الجاسم"),
        ("Hasan al-Tahhan", "حسيين اسماعيل الطحان"),
        ("Omuar al-Najjar", "عمار مصطفى النجار"),
        ("Mamhoud al-Attar", "محمد العطار"),
        ("Huda Yusoof al-Najar", "هدلة النجار"),
        ("Khaleed Tuma El-Sakhani", "جلود طعمة علي السخاني"),
    ],
)
def test_relatives_stay_apart_whose_names_look_alike_whole_or_by_a_slip(
    person: Write, link_all: LinkAll, crowd: list[PersonRecord], one: str, other: str
) -> None:
    shared = {"died": "2031-08-14", "place": "al-Nahr"}
    partition, scored = link_all(
        [*crowd, person("monitor:1", one, **shared), person("notebook:1", other, **shared)]
    )
    assert not together(partition, "monitor:1", "notebook:1")
    assert scored["monitor:1", "notebook:1"].veto is Veto.GIVEN_NAMES_DISAGREE


def test_a_slip_that_may_be_of_either_name_is_no_veto(
    person: Write, link_all: LinkAll, crowd: list[PersonRecord]
) -> None:
    shared = {"died": "2031-08-14", "place": "al-Nahr"}
    records = [
        person("monitor:1", "Muhammad al-Tahhan", **shared),
        person("notebook:1", "محومد الطحان", **shared),
    ]
    _, scored = link_all([*crowd, *records])
    assert scored["monitor:1", "notebook:1"].veto is None


@pytest.mark.parametrize(("age", "veto"), [("9", None), ("", Veto.GIVEN_NAMES_DISAGREE)])
def test_a_name_badly_copied_may_be_one_person_at_the_same_age_alone(
    person: Write, link_all: LinkAll, crowd: list[PersonRecord], age: str, veto: Veto | None
) -> None:
    shared = {"died": "2031-08-14", "place": "al-Nahr", "age": age}
    records = [
        person("monitor:1", "Husajn Hasan al-Tahhan", **shared),
        person("notebook:1", "حسن حسن الطحان", **shared),
    ]
    _, scored = link_all([*crowd, *records])
    assert scored["monitor:1", "notebook:1"].veto is veto


def test_brothers_stay_apart_although_the_hand_of_a_list_may_write_one_name_otherwise(
    person: Write, link_all: LinkAll, crowd: list[PersonRecord]
) -> None:
    shared = {"died": "2031-08-14", "place": "al-Nahr"}
    french = [
        person(f"page:{row}", name)
        for row, name in enumerate(("Djamel Aïcha", "Khadidja Hadj", "Nadjib Mattar"), start=10)
    ]
    partition, scored = link_all(
        [
            *crowd,
            *french,
            person("page:1", "Raid Ismail Assaf", **shared),
            person("notebook:1", "ماجد اسماعيل العساف", **shared),
        ]
    )
    assert not together(partition, "page:1", "notebook:1")
    assert scored["notebook:1", "page:1"].veto is Veto.GIVEN_NAMES_DISAGREE


def test_brother_and_sister_with_names_alike_stay_apart(
    person: Write, link_all: LinkAll, crowd: list[PersonRecord]
) -> None:
    shared = {"died": "2031-08-14", "place": "al-Nahr"}
    partition, _ = link_all(
        [
            *crowd,
            person("monitor:1", "Shadli Yaser Al Homsi", sex=Sex.MALE, **shared),
            person("notebook:1", "شدلة ياسر الحمصي", sex=Sex.FEMALE, **shared),
        ]
    )
    assert not together(partition, "monitor:1", "notebook:1")


def test_a_man_and_a_woman_of_one_name_and_two_ages_in_one_list_are_two(
    person: Write, link_all: LinkAll, crowd: list[PersonRecord]
) -> None:
    partition, scored = link_all(
        [
            *crowd,
            person("monitor:1", "Mr. Abel Simon Quill", age="36", sex=Sex.MALE),
            person("monitor:2", "Mrs. Abel Simon Quill", age="31", sex=Sex.FEMALE),
        ]
    )
    assert not together(partition, "monitor:1", "monitor:2")
    assert scored["monitor:1", "monitor:2"].veto is Veto.GIVEN_NAMES_DISAGREE


def test_unknown_names_never_link_on_the_name(person: Write, link_all: LinkAll) -> None:
    unnamed = ("Unidentified 4", "مجهول", "Wife of Yaser al-Homsi", "مجهول ياسر الحمصي")
    records = [
        person(f"{source}:{number}", name, died="2031-08-14", place="al-Nahr")
        for source in ("monitor", "notebook")
        for number, name in enumerate(unnamed)
    ]
    assert all(comparable_name(record) is None for record in records)
    partition, scored = link_all(records)
    assert not scored
    assert all(len(members) == 1 for members in partition.clusters)


def test_two_of_one_name_in_one_incident_of_one_list_are_two(
    person: Write, link_all: LinkAll, crowd: list[PersonRecord]
) -> None:
    shared = {"died": "2031-08-14", "place": "al-Nahr", "incident": "incidents:7"}
    partition, scored = link_all(
        [
            *crowd,
            person("monitor:1", "Umar al-Homsi", **shared),
            person("monitor:2", "Umar Khidr al-Homsi", **shared),
        ]
    )
    assert scored["monitor:1", "monitor:2"].veto is Veto.SAME_LIST_SAME_INCIDENT
    assert not together(partition, "monitor:1", "monitor:2")


def test_two_families_in_one_list_are_two_people_whatever_else_they_share(
    person: Write, link_all: LinkAll
) -> None:
    """In a short list everybody shares the day and the place, so these say nothing."""
    shared = {"died": "2031-08-14", "place": "al-Nahr", "age": "12"}
    records = [
        person("monitor:1", "Ahmad Saleh", **shared),
        person("monitor:2", "أحمد كريم", **shared),
        person("monitor:3", "Rana Hadi", died="2031-08-14", place="al-Nahr", age="40"),
    ]
    partition, scored = link_all(records)
    assert scored["monitor:1", "monitor:2"].veto is Veto.FAMILY_NAMES_DISAGREE
    assert not together(partition, "monitor:1", "monitor:2")


def test_cousins_of_one_given_name_in_one_list_are_two_people(
    person: Write, link_all: LinkAll
) -> None:
    shared = {"died": "2031-08-14", "place": "al-Nahr"}
    records = [
        person("monitor:1", "Karim Adel Saleh", **shared),
        person("monitor:2", "Karim Basel Saleh", **shared),
        person("monitor:3", "Rana Hadi", died="2031-08-15", place="al-Nahr"),
        person("morgue:1", "Karim Adel Saleh", **shared),
    ]
    partition, scored = link_all(records)
    assert scored["monitor:1", "monitor:2"].veto is Veto.FATHERS_NAMES_DISAGREE
    assert not together(partition, "monitor:1", "monitor:2")
    assert together(partition, "monitor:1", "morgue:1")


def test_a_father_and_a_son_of_one_name_are_two(
    person: Write, link_all: LinkAll, crowd: list[PersonRecord]
) -> None:
    _, scored = link_all(
        [
            *crowd,
            person("monitor:1", "Umar al-Homsi", died="2031-08-14", age="44"),
            person("notebook:1", "عمر الحمصي", died="2031-08-14", age="15"),
        ]
    )
    assert scored["monitor:1", "notebook:1"].veto is Veto.AGES_FAR_APART


def test_a_second_given_name_is_a_sons_father_unless_the_age_tells(
    person: Write, link_all: LinkAll, crowd: list[PersonRecord]
) -> None:
    shared = {"died": "2031-08-14", "place": "al-Nahr"}
    for age, veto in (
        ("", Veto.GIVEN_NAMES_DISAGREE),
        ("33", Veto.FEW_RECORDS_DIFFER),
    ):
        records = [
            *crowd,
            person("monitor:1", "Ana Maria Luque Gaspar", age=age, **shared),
            person("notebook:1", "Maria Luque Gaspar", age=age, **shared),
        ]
        _, scored = link_all(records)
        assert scored["monitor:1", "notebook:1"].veto is veto


def test_a_person_decides_over_the_score_and_is_not_asked_again(
    person: Write, link_all: LinkAll, crowd: list[PersonRecord]
) -> None:
    records = [
        *crowd,
        person("monitor:1", "Mouhammad Yaser Al Homsi", died="2031-08-14", place="al-Nahr"),
        person("notebook:1", "محمد ياسر الحمصي", died="2031-08-14", place="حي النهر"),
    ]
    pair = ("monitor:1", "notebook:1")
    partition, scored = link_all(records, Constraints(different=frozenset({pair})))
    assert not together(partition, *pair)
    asked = [one.pair for one in pairs_to_review(scored, partition, [], 700, 200)]
    assert pair in asked
    asked = [one.pair for one in pairs_to_review(scored, partition, [pair], 700, 200)]
    assert pair not in asked


def test_linking_twice_gives_the_same_partition(
    person: Write, link_all: LinkAll, crowd: list[PersonRecord]
) -> None:
    records = [*crowd, person("hospital:1", "خالد العطار", died="2031-01-01")]
    first, scored = link_all(records)
    second, scored_again = link_all(list(reversed(records)))
    assert first == second
    assert [scored[pair] for pair in scored] == [scored_again[pair] for pair in scored_again]
