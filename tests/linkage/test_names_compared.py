"""How far two given names agree, asked of the same engine that compares every pair."""

from collections.abc import Callable
from dataclasses import replace

import pyarrow as pa
import pytest

from sijill.linkage.circumstances import circumstances
from sijill.linkage.comparing.comparisons import COMPARISONS, UNKNOWN
from sijill.linkage.comparing.scoring import Comparer
from sijill.linkage.features import feature_table
from sijill.model.codes import Harm
from sijill.model.records.record import PersonRecord

Level = Callable[[str, str], str]
FIELD = {comparison.name: number for number, comparison in enumerate(COMPARISONS)}


def compare(field: str, *records: PersonRecord) -> str:
    """The word of the level on which two records meet."""
    features = feature_table(records, circumstances(records, {}))
    pair = pa.table({"left": pa.array([0], pa.int32()), "right": pa.array([1], pa.int32())})
    found = int(Comparer(features).compare(pair)[0, FIELD[field]])
    return "unknown" if found == UNKNOWN else COMPARISONS[FIELD[field]].levels[found].word


@pytest.fixture
def level(person: Callable[..., PersonRecord]) -> Level:
    def ask(left: str, right: str) -> str:
        names = (f"{left} al-Attar", f"{right} al-Attar")
        return compare("given", person("a:1", names[0]), person("b:1", names[1]))

    return ask


@pytest.fixture
def family_level(person: Callable[..., PersonRecord]) -> Level:
    return lambda left, right: compare("family", person("a:1", left), person("b:1", right))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Mohammed", "محمد"),
        ("Mouhamad", "Muhammad"),
        ("Aisha", "عائشة"),
        ("Abdul Rahman", "عبدالرحمن"),
        ("AbdulRahman", "Abd al-Rahman"),
        ("Nour Eddin", "نور الدين"),
        ("Hussein", "Hsain"),
        ("Khadeeja", "خديجه"),
        ("Dschamal", "جمال"),
    ],
)
def test_spellings_of_one_name_are_the_same(level: Level, left: str, right: str) -> None:
    assert level(left, right) == "same"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Mohammed", "Mahmoud"),
        ("محمد", "محمود"),
        ("Hasan", "Hussein"),
        ("حسن", "حسين"),
        ("Salih", "Salah"),
    ],
)
def test_names_that_brothers_bear_resemble_each_other_and_are_two(
    level: Level, left: str, right: str
) -> None:
    assert level(left, right) == "other vowels"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Khalid", "Walid"),
        ("Nura", "Hala"),
        ("عبد الله", "عبد الرحمن"),
        ("كاظمة", "Fatima"),
    ],
)
def test_other_names_are_different(level: Level, left: str, right: str) -> None:
    assert level(left, right) == "different"


@pytest.mark.parametrize(("left", "right"), [("Chasa", "شذا"), ("Rosa", "روزا"), ("Faiah", "فداء")])
def test_short_words_spelt_by_ear_are_remotely_alike(level: Level, left: str, right: str) -> None:
    assert level(left, right) == "remotely alike"


def test_two_equal_consonants_alone_are_not_near(level: Level) -> None:
    assert level("Auwad", "Iyad") in ("alike", "another name, alike")
    assert level("طليعة", "تالا") in ("alike", "another name, alike")
    assert level("طليعة", "Tala") in ("alike", "another name, alike")


def test_one_letter_in_anothers_place_is_never_a_slip(level: Level) -> None:
    assert level("Nura", "نوفة") in ("alike", "another name, alike", "different")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("محد", "محمد"),
        ("بطيحان", "بطحيان"),
        ("Mohamed", "ممحمد"),
        ("سعيفان", "سعيفن"),
    ],
)
def test_a_slip_of_the_pen_is_near(level: Level, left: str, right: str) -> None:
    assert level(left, right) == "near"


def test_dots_that_a_photograph_lost_are_near(level: Level) -> None:
    assert level("عبيثر", "عنيثر") == "near"


def test_a_feminine_ending_makes_another_name(level: Level) -> None:
    assert level("بطيحان", "بطيحانة") == "alike"


def test_a_name_that_no_dictionary_knows_is_compared_by_its_consonants(level: Level) -> None:
    assert level("Butayhan", "بطيحان") == "same letters"
    assert level("Butayhan", "بطيخان") == "near"


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("M.", "Butayhan", "different"),
        ("B.", "Butayhan", "initial"),
        ("B.", "بطيحان", "initial"),
        ("Muhammad", "M.", "initial"),
        ("ب.", "بطيحان", "initial"),
    ],
)
def test_an_initial_agrees_with_the_names_it_begins(
    level: Level, left: str, right: str, expected: str
) -> None:
    assert level(left, right) == expected


def test_words_cut_otherwise_are_one_name(family_level: Level) -> None:
    assert family_level("Khalid Samir Bahrsaqar", "Khalid Samir Bahr Saqar") == "in other words"


def test_given_and_family_name_that_changed_places(person: Callable[..., PersonRecord]) -> None:
    records = person("a:1", "Tomas Salazar"), person("b:1", "Salazar Tomas")
    assert compare("given", *records) == "swapped"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("محمود إبراهيم المصطفى", "Ibrahim Muhammad al-Mustafa"),
        ("Khalid Samir al-Attar", "Samir Khalid al-Attar"),
        ("Rosa Petrov Ivan Dimov", "Ivan Petrov Rosa Dimov"),
    ],
)
def test_father_and_son_who_bear_each_others_names_have_not_changed_places(
    person: Callable[..., PersonRecord], left: str, right: str
) -> None:
    assert compare("given", person("a:1", left), person("b:1", right)) == "elsewhere"


@pytest.mark.parametrize(
    ("left", "right"),
    [("Khalid Samir al-Attar", "al-Attar Khalid Samir"), ("al-Attar Khalid", "خالد العطار")],
)
def test_a_family_name_put_first_has_changed_places(
    person: Callable[..., PersonRecord], left: str, right: str
) -> None:
    assert compare("given", person("a:1", left), person("b:1", right)) == "swapped"


def test_a_missing_part_hides_no_turned_name(person: Callable[..., PersonRecord]) -> None:
    records = person("a:1", "Tomas Andres Salazar"), person("b:1", "Salazar Tomas")
    assert compare("given", *records) == "swapped"


@pytest.mark.parametrize(
    ("left", "right", "ages", "expected"),
    [
        ("Ahmad Hassan", "Hassan Ahmad", ("34", "34"), "swapped"),
        ("Ahmad Hassan", "Hassan Ahmad", ("34", "35"), "swapped"),
        ("Ahmad Khalid Hassan", "Hassan Ahmad Khalid", ("34", "34"), "swapped"),
        ("Ahmad Hassan", "Hassan Ahmad", ("34", "37"), "elsewhere"),
        ("Ahmad Hassan", "Hassan Ahmad", ("34", "62"), "elsewhere"),
        ("Ahmad Hassan", "Hassan Ahmad", ("", ""), "elsewhere"),
        ("Ahmad Khalid Hassan", "Hassan Ahmad", ("34", "34"), "elsewhere"),
        ("Ahmad Imad Muhammad", "Mahmoud Imad Ahmad", ("18", "18"), "elsewhere"),
    ],
)
def test_two_given_names_are_one_name_turned_only_at_one_age(
    person: Callable[..., PersonRecord],
    left: str,
    right: str,
    ages: tuple[str, str],
    expected: str,
) -> None:
    records = person("a:1", left, age=ages[0]), person("b:1", right, age=ages[1])
    assert compare("given", *records) == expected


@pytest.mark.parametrize(
    ("left", "right"),
    [("Nïeif", "نوفة"), ("Botayhan", "بطيحانة"), ("Sawsan", "سوسنة"), ("Zerbin", "زربينة")],
)
def test_a_feminine_ending_makes_another_name_across_scripts(
    level: Level, left: str, right: str
) -> None:
    assert level(left, right) not in ("same", "same letters", "near")


@pytest.mark.parametrize(
    ("left", "right"),
    [("Botayhana", "بطيحانة"), ("Botayhaneh", "بطيحانة"), ("Botayhanat", "بطيحانة")],
)
def test_a_feminine_ending_is_heard_as_a_vowel_as_h_or_as_t(
    level: Level, left: str, right: str
) -> None:
    assert level(left, right) in ("same letters", "near")


def test_a_slip_is_not_near_to_another_name_of_the_same_consonants(level: Level) -> None:
    assert level("محممود", "محمد") == level("محمد", "محممود") == "alike"
    assert level("محممود", "محمود") == "near"


def test_a_slip_in_a_short_name_is_not_near_to_another_name(level: Level) -> None:
    assert level("Nadjha", "Najwa") not in ("same", "near")
    assert level("Najwa", "Nadjha") not in ("same", "near")


def test_a_second_given_name_stands_elsewhere(person: Callable[..., PersonRecord]) -> None:
    records = person("a:1", "Ana Maria Luque Gaspar"), person("b:1", "Maria Luque Gaspar")
    assert compare("given", *records) == "elsewhere"


def test_a_middle_name_that_is_missing_stands_elsewhere(
    person: Callable[..., PersonRecord],
) -> None:
    records = person("a:1", "Khalid Samir Nabil al-Attar"), person("b:1", "Khalid Nabil al-Attar")
    assert compare("father", *records) == "elsewhere"
    assert compare("family", *records) == "same"


@pytest.mark.parametrize("share", ["m", "u"])
def test_the_stated_shares_add_up(share: str) -> None:
    for comparison in COMPARISONS:
        total = sum(getattr(one, share) for one in comparison.levels)
        assert total == pytest.approx(1, abs=0.002), comparison.name


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("أبوبكر محمد الرفاعي", "أبو بكر محمد الرفاعي"),
        ("Abubakr Mohammad Rifai", "Abu Bakr Mohammad Rifai"),
        ("Umm Kulthum Khalid Rifai", "أم كلثوم خالد الرفاعي"),
    ],
)
def test_a_given_name_that_looks_like_a_kunya_is_one_name_however_it_is_cut(
    person: Callable[..., PersonRecord], left: str, right: str
) -> None:
    assert compare("given", person("a:1", left), person("b:1", right)) == "same"


@pytest.mark.parametrize(
    ("left", "right"),
    [("Halil", "خليل"), ("Moez", "معاذ"), ("Goumri", "قمري"), ("Fatihah", "فتيحه")],
)
def test_habits_of_hands_are_near(level: Level, left: str, right: str) -> None:
    assert level(left, right) in ("same", "same letters", "near")


def test_the_wounded_differ_from_the_dead_and_the_missing_may_be_either(
    person: Callable[..., PersonRecord],
) -> None:
    killed, wounded, missing, trapped = (
        replace(person(f"{harm}:1", "Hasan al-Attar"), harm=harm)
        for harm in (Harm.KILLED, Harm.INJURED, Harm.MISSING, Harm.SURVIVED_TRAPPED)
    )
    assert compare("outcome", killed, wounded) == "different"
    assert compare("outcome", wounded, trapped) == "same"
    assert compare("outcome", killed, missing) == "unknown"
