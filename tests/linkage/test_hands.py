"""Latin letters read as the hand of a list means them."""

import pytest

from sijill.language.names import read_name
from sijill.linkage.hands import FEWEST_NAMES, find_hands, known_hands

GERMAN = ["Dschamal Haschem", "Machmud Scharif", "Chalid Jussuf"] * FEWEST_NAMES
RUSSIAN = ["Dzhamal Khashem", "Valid Nadzhar", "Akhmed Dzhuma"]
TURKISH = ["Şerif Çelik", "Velid Cemal Şahin", "Ayşe Doğan", "Mahmut Cuma"]
ENGLISH = ["Jamal Hashem", "Mahmoud Sharif", "Khalid Yousef", "Michel Chamoun"] * 10


def respelt(hand: str, name: str) -> str:
    return next(one for one in known_hands() if one.name == hand).respell(name)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (GERMAN, ["german"]),
        (RUSSIAN, ["russian"]),
        (TURKISH, ["turkish"]),
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
