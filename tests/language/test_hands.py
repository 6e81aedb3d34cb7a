"""Spellings of one name by hands with different habits meet in their consonants."""

import pytest

from sijill.language import dictionary
from sijill.language.names import read_name


def consonants(name: str) -> list[str]:
    return [part.consonant_key for part in read_name(name).parts]


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [
        ("Ali AbdelRahmin", "علي عبد الرحمن"),
        ("Ali Abdulkarem", "علي عبدالكريم"),
        ("Ali AbdelMouhsin", "علي عبد محسن"),
        ("Ali Abderrahmin", "علي عبد الرحمن"),
        ("Ouael Saleh", "وائل صالح"),
        ("Ali AbouHatab", "علي ابو حطب"),
        ("Ali Ebu Hatab", "علي أبو حطب"),
        ("Ali elYaziji", "علي اليازجي"),
    ],
)
def test_one_name_in_two_scripts_has_the_same_consonants(latin: str, arabic: str) -> None:
    assert consonants(latin) == consonants(arabic)


@pytest.mark.parametrize("joined", ["علي ابوعطيوي", "علي ابوالعمرين"])
def test_abu_joined_to_an_arabic_family_name_is_abu_before_it(joined: str) -> None:
    word = joined.split()[1]
    apart = f"علي ابو {word.removeprefix('ابو')}"
    assert consonants(joined) == consonants(apart)


@pytest.mark.parametrize(("name", "first"), [("إلهام صالح", "alhm"), ("الفت صالح", "alft")])
def test_a_listed_name_keeps_what_looks_like_an_article(name: str, first: str) -> None:
    assert consonants(name)[0] == first


def test_a_turkish_spelling_does_not_lend_its_sound_to_another_name() -> None:
    assert dictionary.look_up("Cemal") == "jamal"
    assert dictionary.look_up("Kemel") != "jamal"


@pytest.mark.parametrize("word", ["Aboud", "Abdelli"])
def test_names_that_only_begin_like_a_servant_or_a_kunya_stay_whole(word: str) -> None:
    assert len(consonants(f"Ali {word}")) == 2
    assert not read_name(f"Ali {word}").parts[1].name.startswith("abd ")
