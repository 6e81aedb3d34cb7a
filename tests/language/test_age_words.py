"""Ages in words, in twelve languages: about, decades, bounds, ranges."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.language.ages import read_age
from sijill.model.values.ages import AgeInterval
from sijill.model.values.unreadable import Unreadable

ABOUT_40 = """
    about 40 | approx. 40 | aprox. 40 | aprox. 40 años | unos 40 | alrededor de 40 |
    cerca de 40 anos | por volta de 40 | environ 40 ans | env. 40 | dans les 40 ans |
    etwa 40 | ca. 40 | um die 40 | yaklaşık 40 | 40 civarı | 40 yaşlarında | около 40 |
    ок. 40 лет | на вид 40 | лет 40 | бл. 40 | близько 40 років | на вигляд 40 | حوالي 40 |
    بحدود 40 سنة | تقريباً ٤٠ | حدود ۴۰ سال | نزیکەی ٤٠ ساڵ | nêzîkî 40 salî | בערך 40 |
    כבן 40 | בסביבות 40
"""
FORTIES = """
    40s | in his 40s | forties | في الأربعينات | أربعيني | العقد الخامس | دهه چهل |
    la quarantaine | une quarantaine d'années | quadragénaire | cuarentón |
    cuarenta y tantos | 40 y pico | na casa dos 40 | quarenta e poucos | in den 40ern |
    Vierziger | 40'lı yaşlarda | 40'larında | kırklarında | kırklı yaşlarda |
    на пятом десятке | сорок с небольшим | 40 з гаком | בשנות ה-40 לחייו | בשנות הארבעים
"""
EARLY_THIRTIES = """
    early 30s | early thirties | Anfang 30 | Anfang dreißig | Anfang der 30er |
    début de la trentaine | début trentaine | أوائل الثلاثينات
"""
FROM_30_TO_35 = """
    30-35 | between 30 and 35 | entre 30 y 35 | entre 30 et 35 ans | entre 30 e 35 anos |
    zwischen 30 und 35 Jahren | 30 ile 35 arası | 30-35 yaş arası | в возрасте 30-35 |
    от 30 до 35 лет | від 30 до 35 років | بين 30 و 35 | ما بين ٣٠ و٣٥ سنة |
    من 30 إلى 35 عاما | بین ۳۰ تا ۳۵ سال | لە نێوان ٣٠ و ٣٥ ساڵ |
    di navbera 30 û 35 salî de | בין 30 ל-35 | faixa etária 30-35
"""
AT_LEAST_60 = """
    60+ | at least 60 | 60 or older | al menos 60 | mayor de 60 | pelo menos 60 |
    maior de 60 anos | au moins 60 ans | plus de 60 | mindestens 60 | über 60 | en az 60 |
    60 yaş üstü | 60 yaşından büyük | старше 60 | не моложе 60 лет | за 60 | понад 60 |
    щонайменше 60 | فوق 60 | لا يقل عن ٦٠ | بالای ۶۰ | حداقل ۶۰ | لە سەرووی ٦٠ |
    herî kêm 60 | מעל 60 | לפחות 60 | מעל גיל 60
"""
UNDER_18 = """
    under 18 | younger than 18 | menor de 18 años | menor de 18 anos | moins de 18 ans |
    unter 18 | 18 yaş altı | 18 yaşından küçük | младше 18 | моложе 18 лет |
    молодше 18 років | تحت 18 سنة | دون ١٨ | دون سن 18 | زیر ۱۸ سال | کمتر از ۱۸ |
    لە خوار ١٨ ساڵ | kêmtirî 18 | מתחת ל-18 | מתחת לגיל 18
"""


def _texts(listed: str) -> list[str]:
    return [" ".join(text.split()) for text in listed.split("|")]


@pytest.mark.parametrize(
    ("text", "age"),
    [
        (text, age)
        for listed, age in (
            (ABOUT_40, "35–45"),
            (FORTIES, "40–49"),
            (EARLY_THIRTIES, "30–33"),
            (FROM_30_TO_35, "30–35"),
            (AT_LEAST_60, "60 or older"),
            (UNDER_18, "0–17"),
        )
        for text in _texts(listed)
    ],
)
def test_an_age_in_words(text: str, age: str) -> None:
    assert str(read_age(text)) == age


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("40-летний мужчина", "40"),
        ("40-річна жінка", "40"),
        ("40-jähriger", "40"),
        ("בן 40", "40"),
        ("۴۰ ساله", "40"),
        ("âgé de 40 ans", "40"),
        ("1 y 6 m", "18 months"),
        ("26 y", "26"),
        ("treinta y cinco", "35"),
        ("не старше 40", "0–40"),
        ("en fazla 40", "0–40"),
        ("mi-quarantaine", "43–46"),
        ("Mitte der 40er", "43–46"),
        ("Ende 50", "56–59"),
    ],
)
def test_an_age_beside_words(text: str, age: str) -> None:
    assert str(read_age(text)) == age


def _words(table: str) -> list[str]:
    text = files("sijill.language.ages").joinpath("words.toml").read_text(encoding="utf-8")
    listed: list[str] = tomllib.loads(text)["bounds"][table]
    return listed


_ENDS = {
    "at_least": (0, None),
    "more_than": (0, None),
    "at_most": (None, 0),
    "fewer_than": (None, -1),
}


@settings(max_examples=150)
@given(
    st.sampled_from([(table, word) for table in _ENDS for word in _words(table)]),
    st.integers(1, 120),
)
def test_every_word_of_a_bound_reads_its_age_back(bound: tuple[str, str], years: int) -> None:
    table, word = bound
    age = read_age(f"{word} {years}")
    assert isinstance(age, AgeInterval), (word, age)
    low, high = _ENDS[table]
    assert age.least_months == (0 if low is None else 12 * years)
    assert age.most_months == (None if high is None else 12 * (years + high) + 11)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        *(("girl, 7 years", 84, 95), ("niña de 7 años", 84, 95), ("enfant de 7 ans", 84, 95)),
        *(("7 лет (девочка)", 84, 95), ("kız, 7 yaş", 84, 95)),
        *(("رضيع 7 أشهر", 7, 7), ("lactante de 7 meses", 7, 7), ("baby girl 7 months", 7, 7)),
        *(("baby boy", 0, 23), ("طفلة رضيعة", 0, 23), ("newborn girl", 0, 1)),
        *(("teenage boy", 144, 215), ("adulto mayor", 720, None), ("elderly 71", 852, 863)),
        *(("44-year-old woman", 528, 539), ("man of 44", 528, 539), ("mid-40s", 516, 563)),
        *(("44y/o", 528, 539), ("44 (F)", 528, 539), ("44 л.", 528, 539), ("44 р.", 528, 539)),
        *(("3 hours", 0, 0), ("5 ساعات", 0, 0), ("2 Stunden", 0, 0)),
        *(("полтора года", 18, 18), ("півтора року", 18, 18), ("anderthalb Jahre", 18, 18)),
        *(("half a year", 6, 6), ("полгода", 6, 6), ("medio año", 6, 6), ("חצי שנה", 6, 6)),
        *(("2 años y 3 meses", 27, 27), ("un año y medio", 18, 18)),
    ],
)
def test_a_group_or_a_fraction_beside_the_number(text: str, least: int, most: int | None) -> None:
    age = read_age(text)
    assert isinstance(age, AgeInterval)
    assert (age.least_months, age.most_months) == (least, most)


@pytest.mark.parametrize(
    "text", ["40 (child)", "adult, 9", "infant (3)", "40 лет (ребенок)", "elderly infant"]
)
def test_words_that_contradict_the_number_are_set_aside(text: str) -> None:
    answer = read_age(text)
    assert isinstance(answer, Unreadable)
    assert "different ages" in answer.reason


def test_two_numbers_with_a_comma_are_no_decimal() -> None:
    answer = read_age("35,36")
    assert isinstance(answer, Unreadable)
    assert "two ages" in answer.reason
    assert read_age("1,25") == read_age("1.25")


@pytest.mark.parametrize(
    "text", ["1/2", "3/4", "45 min", "45<", "45≥", "טלי, 7", "несколько часов"]
)
def test_an_age_that_may_be_two_things_or_none_is_set_aside(text: str) -> None:
    assert isinstance(read_age(text), Unreadable)
