"""Words of other scripts, read as lists in Latin letters write them."""

from collections import Counter
from collections.abc import Callable
from itertools import product

import pytest

from sijill.language.sounds import consonant_key, latin_sound
from sijill.linkage.circumstances import circumstances
from sijill.linkage.comparing.pairs import ScoredPairs
from sijill.linkage.features import spelling_table
from sijill.linkage.writing.letters import KnownKeys, LetterTable, letter_tables
from sijill.linkage.writing.readings import MOST_OF_A_NAME
from sijill.model.records.record import PersonRecord
from sijill.model.results.links import Partition

Person = Callable[..., PersonRecord]
LinkAll = Callable[..., tuple[Partition, ScoredPairs]]

STRANGERS = ("Olmedo", "Quintana", "Bergström", "Fairweather")


def table_of(word: str) -> LetterTable:
    return next(table for table in letter_tables() if table.is_shown_by([word]))


def readings(word: str, *names: str) -> list[str]:
    """The keys by which a word is read where lists hold these names, the likeliest first."""
    counts = Counter(consonant_key(name) for name in (*names, *STRANGERS))
    return [one.key for one in KnownKeys(counts).readings(word, table_of(word))]


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("אביב", "Aviv"),
        ("פרץ", "Peretz"),
        ("פרץ", "Perets"),
        ("צפורה", "Zipora"),
        ("חנוך", "Chanoch"),
        ("יעקב", "Jacob"),
        ("Вересов", "Weressow"),
        ("Жуковец", "Joukovetz"),
        ("Жуковец", "Schukowez"),
        ("Щербина", "Schtscherbina"),
        ("Ксенин", "Xenin"),
        ("Гаврилюк", "Havryliuk"),
        ("Ђурић", "Djurich"),
        ("Χατζής", "Hatzis"),
        ("Κοντός", "Kodos"),
        ("Ευστρατίου", "Efstratiou"),
        ("Δημητράκης", "Dhimitrakis"),
        ("Վարդան", "Vartan"),
        ("Տիգրան", "Dikran"),
        ("Ժիրայր", "Jirair"),
        ("ჩხაიძე", "Tschchaidse"),
        ("შვილაძე", "Schwiladze"),
        ("चौधरी", "Chaudhary"),
        ("शेखर", "Shekhar"),
        ("विजय", "Wijay"),
        ("জাহিদ", "Zahid"),
        ("চক্রবর্তী", "Chakravarti"),
        ("ጸጋዬ", "Segaye"),
        ("እመቤት", "Emebet"),
        ("چنگیزی", "Changizi"),
        ("پرویز", "Parviz"),
        ("ڕۆژگار", "Rozhgar"),
        ("چیمەن", "Çîmen"),
    ],
)
def test_a_word_is_read_as_some_hand_writes_it(word: str, written: str) -> None:
    assert consonant_key(written) in readings(word, written)


@pytest.mark.parametrize(
    ("word", "another"),
    [("אביב", "Arik"), ("Вересов", "Borisov"), ("Χατζής", "Kazis"), ("चौधरी", "Gaudari")],
)
def test_no_word_is_read_as_a_name_that_no_hand_makes_of_it(word: str, another: str) -> None:
    assert not readings(word, another)


@pytest.mark.parametrize(
    ("word", "written"),
    [("Жаботин", "Zhabotyn"), ("Голуб'як", "Holubiak"), ("Хмельовий", "Khmelovyi")],
)
def test_a_ukrainian_name_sounds_as_its_official_latin_spelling(
    person: Person, word: str, written: str
) -> None:
    records = [person("a:1", f"Юрій {word}"), person("b:1", f"Yurii {written}")]
    further, _ = spelling_table(records, circumstances(records, {}))
    assert latin_sound(written) in further["family_sound"].to_pylist()


def test_a_single_consonant_is_read_plainly_alone() -> None:
    assert readings("חיה", "Haya") == [consonant_key("Haya")]
    assert not readings("חיה", "Shai")


def test_a_name_has_few_further_readings(person: Person) -> None:
    hebrew = person("a:1", "רבן אבב קפף פרץ")
    latin = [person(f"b:{at}", f"{one} {one}") for at, one in enumerate(
        ("Raban", "Ravan", "Abab", "Avav", "Abav", "Kapap", "Kafaf", "Peretz", "Feretz")
    )]  # fmt: skip
    records = [hebrew, *latin]
    assert spelling_table(records, circumstances(records, {}))[1].count(0) <= MOST_OF_A_NAME


def test_of_two_readings_that_which_more_people_bear_is_likelier() -> None:
    assert readings("רבן", "Ravan", "Ravan", "Ravan", "Raban") == ["rfn", "rbn"]


def test_a_long_word_with_many_readings_is_read_in_bounded_time() -> None:
    word = "ж" * 4_000
    known = KnownKeys(Counter({consonant_key(name) for name in STRANGERS}))
    assert not known.readings(word, table_of("ж"))


def test_persian_letters_alone_show_that_a_list_is_read_by_them() -> None:
    persian = next(table for table in letter_tables() if table.is_shown_by(["گلچین"]))
    assert not persian.is_shown_by(["محمد خالد الأحمد"])
    assert not persian.is_shown_by(["محمد خالد الأحمد"] * 99 + ["گلچین"])  # a foreigner


def test_only_names_of_lists_in_latin_letters_are_readings(person: Person) -> None:
    hebrew = [person("a:1", "רבן פרץ"), person("b:1", "רבן פרץ")]
    assert not spelling_table(hebrew, circumstances(hebrew, {}))[0].num_rows
    latin = [*hebrew, person("c:1", "Ravan Peretz")]
    further, of = spelling_table(latin, circumstances(latin, {}))
    assert further["given_consonant_key"].to_pylist() == ["rfn", "rfn"]
    assert of == [0, 1]


GIVEN = (
    ("צבי", "Zvi"), ("פנחס", "Pinchas"), ("אביגיל", "Avigail"), ("יעקב", "Jakow"),
    ("רבקה", "Rivka"), ("חבצלת", "Chavatzelet"),
)  # fmt: skip
FAMILIES = (
    ("פרץ", "Peretz"), ("בן צור", "Ben Tzur"), ("אפשטיין", "Epstein"), ("לבנון", "Levanon"),
    ("קפלן", "Kaplan"),
)  # fmt: skip


def test_people_are_found_again_in_latin_letters(person: Person, link_all: LinkAll) -> None:
    people = list(enumerate(product(GIVEN, FAMILIES)))
    hebrew = [
        person(f"a:{at}", f"{given[0]} {family[0]}", age=str(20 + at))
        for at, (given, family) in people
    ]
    latin = [
        person(f"b:{at}", f"{given[1]} {family[1]}", age=str(20 + at))
        for at, (given, family) in people[::2]
    ]
    partition, _ = link_all(hebrew + latin)
    joined = {members for members in partition.clusters if len(members) > 1}
    assert joined == {(f"a:{at}", f"b:{at}") for at, _ in people[::2]}


def test_siblings_stay_two_in_two_scripts(person: Person, link_all: LinkAll) -> None:
    people = list(enumerate(product(GIVEN, FAMILIES)))
    hebrew = [
        person(f"a:{at}", f"{given[0]} {family[0]}", age=str(20 + at))
        for at, (given, family) in people
    ]
    sister = person("b:1", "Noga Peretz", age="20")
    brother = person("b:2", "Natan Kaplan", age="24")
    partition, _ = link_all([*hebrew, sister, brother])
    assert all(len(members) == 1 for members in partition.clusters)
