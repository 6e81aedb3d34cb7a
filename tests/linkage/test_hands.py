"""Latin letters read as the hand of a list means them."""

from collections.abc import Callable

import pytest

from sijill.language.names.reading import read_name
from sijill.linkage.circumstances import circumstances
from sijill.linkage.features import spelling_table
from sijill.linkage.writing.hands import FEWEST_NAMES, find_hands, known_hands
from sijill.model.records.record import PersonRecord

GERMAN = ["Dschamal Haschem", "Machmud Scharif", "Chalid Jussuf"] * FEWEST_NAMES
RUSSIAN = ["Dzhamal Khashem", "Valid Nadzhar", "Akhmed Dzhuma"]
TURKISH = ["Şerif Çelik", "Velid Cemal Şahin", "Ayşe Doğan", "Mahmut Cuma"]
FRENCH = ["Djamel Hadjadj", "Khadidja Zeroual", "Aïcha Benyoussef"]
ENGLISH = ["Jamal Hashem", "Mahmoud Sharif", "Khalid Yousef", "Michel Chamoun"] * 10


def respelt(hand: str, name: str) -> str:
    return next(one for one in known_hands() if one.name == hand).respell(name)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (GERMAN, ["german"]),
        (RUSSIAN, ["russian"]),
        (TURKISH, ["turkish"]),
        (FRENCH, ["french"]),
        (GERMAN + RUSSIAN, ["german", "russian"]),
        (ENGLISH, []),
        ([*ENGLISH, "Schamal Haschem"], []),  # one name shows nothing of a list
        ([], []),
    ],
)
def test_a_list_shows_its_hand_by_letters_that_only_it_writes(
    names: list[str], expected: list[str]
) -> None:
    assert [hand.name for hand in find_hands(names)] == expected


@pytest.mark.parametrize(
    ("hand", "written", "english"),
    [
        ("german", "Dschamal Machmud", "jamal makhmud"),
        ("german", "Scharif Jussuf", "sharif yusuf"),
        ("german", "Chalid Valid", "khalid walid"),
        ("russian", "Dzhamal Valid", "jamal walid"),
        ("russian", "Nadzhar Jusuf", "najar yusuf"),
        ("turkish", "Cemal Şerif", "jemal sherif"),
        ("turkish", "Velid Çelik", "welid chelik"),
        ("turkish", "Mahmut", "mahmud"),
    ],
)
def test_a_name_is_respelt_as_an_english_hand_would_write_it(
    hand: str, written: str, english: str
) -> None:
    assert respelt(hand, written) == english


@pytest.mark.parametrize(
    ("hand", "written", "arabic"),
    [
        ("german", "Dschamal", "جمال"),
        ("german", "Chalid", "خالد"),
        ("german", "Jahja", "يحيى"),
        ("russian", "Valid", "وليد"),
        ("turkish", "Ceylan", "جيلان"),
        ("turkish", "Şivan", "شيوان"),
    ],
)
def test_then_it_has_the_consonants_of_the_arabic_name(
    hand: str, written: str, arabic: str
) -> None:
    latin, other = (read_name(name).parts[0] for name in (respelt(hand, written), arabic))
    assert latin.consonant_key == other.consonant_key


@pytest.mark.parametrize(
    ("hand", "written", "known", "english"),
    [
        ("german", "Sainab Hasim", {"znb": 4, "hzm": 2}, "zainab hazim"),
        ("german", "Chamsa", {"hmz": 3}, "hamza"),
        ("german", "Salim", {"slm": 9, "zlm": 1}, "salim"),
        ("russian", "Gassan Radi", {"hsn": 8, "jsn": 2}, "hasan radi"),
        ("russian", "Gassan Radi", {"jsn": 3}, "gasan radi"),
        ("french", "Razala", {"jzl": 1}, "ghazala"),
        ("turkish", "Halil", {"xl": 5}, "khalil"),
        ("german", "AbuSchakir Al-Hasim", {"hzm": 2}, "abu shakir al-hazim"),
    ],
)
def test_doubtful_letters_are_read_as_names_that_other_lists_hold(
    hand: str, written: str, known: dict[str, int], english: str
) -> None:
    chosen = next(one for one in known_hands() if one.name == hand)
    assert chosen.respell_as_known(written, known)[0] == english


def test_a_given_name_may_be_several_names_the_likeliest_first() -> None:
    german = next(one for one in known_hands() if one.name == "german")
    known = {"xms": 5, "hmz": 4, "hms": 1}
    found = german.respell_as_known("Chamsa Salim", known)
    assert found == ["khamsa salim", "hamza salim", "hamsa salim"]


def test_without_another_list_a_listed_name_decides_and_else_the_letters() -> None:
    german = next(one for one in known_hands() if one.name == "german")
    assert german.respell_as_known("Sainab", {}) == ["zainab"]
    assert german.respell_as_known("Sorbas", {}) == ["sorbas"]


def test_a_name_is_read_by_the_names_of_the_other_list(person: Callable[..., PersonRecord]) -> None:
    records = [
        *(person(f"a:{at}", name) for at, name in enumerate(GERMAN)),
        person("a:99", "Chatem Sorbas"),
        person("b:1", "حاتم زرباز"),
    ]
    further, _ = spelling_table(records, circumstances(records, {}))
    keys = [row["chain"] for row in further.to_pylist() if row["record_id"] == "a:99"]
    assert ["htm", "zrbz"] in keys
