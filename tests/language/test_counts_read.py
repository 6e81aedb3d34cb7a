"""Numbers of people in digits, words and phrases of twelve languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.language.numbers import (
    numerals,
    phrases,
    read_count,
    thousands_sign,
)
from sijill.language.numbers.digits import serial_number
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange
from sijill.model.values.unreadable import Unreadable

EXACT = (
    *("4", "4.0", "4.00", "٤", "۴", "four", "Four", "(4)", "4 (four)", "4 killed", "4 civilians"),
    *("أربعة", "٤ قتلى", "4 شهداء", "چهار", "چهار نفر", "چوار", "çar", "quatre morts", "4 tués"),
    *("cuatro personas", "quatro", "vier Tote", "dört", "4 kişi", "четыре", "4 погибших"),
    *("чотири", "4 осіб", "ארבעה", "4 הרוגים"),
)
AT_LEAST = (
    *("at least 4", "At least four", "4+", "4 or more", "≥4", ">=4", ">3", "more than 3"),
    *("at least 4 civilians killed", "على الأقل ٤", "ما لا يقل عن 4", "٤ أو أكثر", "أكثر من 3"),
    *("دست کم چهار", "حداقل ۴", "لانیکەم چوار", "herî kêm çar", "au moins quatre", "al menos 4"),
    *("pelo menos quatro", "mindestens vier", "en az dört", "не менее 4", "щонайменше чотири"),
    *("לפחות 4", "plus de 3", "más de 3", "mehr als 3", "3'ten fazla", "больше 3", "понад 3"),
)
RANGE = (
    *("4-9", "4–9", "4−9", "4‑9", "4 - 9", "4 to 9", "4 or 9", "between 4 and 9", "from 4 to 9"),
    *("four to nine", "بين 4 و 9", "من ٤ إلى ٩", "4 أو 9", "بین ۴ و ۹", "entre 4 et 9"),
    *("de 4 à 9", "entre 4 y 9", "entre 4 e 9", "zwischen 4 und 9", "4-9 kişi", "от 4 до 9"),
    *("від 4 до 9", "בין 4 ל 9", "at least 4 and at most 9"),
)


@pytest.mark.parametrize(
    ("texts", "count"),
    [(EXACT, CountRange(4, 4)), (AT_LEAST, CountRange(4)), (RANGE, CountRange(4, 9))],
)
def test_one_number_in_many_words(texts: tuple[str, ...], count: CountRange) -> None:
    assert {text: read_count(text) for text in texts} == dict.fromkeys(texts, count)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("1,200", CountRange.exactly(1200)),
        ("1 200", CountRange.exactly(1200)),
        ("1'200", CountRange.exactly(1200)),
        ("١٬٢٠٠", CountRange.exactly(1200)),
        ("1.200.000", CountRange.exactly(1_200_000)),
        ("up to 24", CountRange(0, 24)),
        ("4?", CountRange(0, 4)),
        ("4 (?)", CountRange(0, 4)),
        ("2 (unconfirmed)", CountRange(0, 2)),
        ("possibly 3-5", CountRange(0, 5)),
        ("٢ (غير مؤكد)", CountRange(0, 2)),
        ("2 (ne piştrast)", CountRange(0, 2)),
        ("unknown (unconfirmed)", UNKNOWN_COUNT),
        ("3+1", CountRange.exactly(4)),
        ("٣ + ١ + 1", CountRange.exactly(5)),
        ("9 (revised from 12)", CountRange.exactly(9)),
        ("revised from 12 to 9", CountRange.exactly(9)),
        ("9, previously 12", CountRange.exactly(9)),
        ("9 (ранее 12)", CountRange.exactly(9)),
        ("at least 9 (up from 7)", CountRange(9)),
        ("حتى 24", CountRange(0, 24)),
        ("no more than 4", CountRange(0, 4)),
        ("fewer than 10", CountRange(0, 9)),
        ("<10", CountRange(0, 9)),
        ("~30", CountRange(27, 33)),
        ("حوالي 30", CountRange(27, 33)),
        ("environ 30", CountRange(27, 33)),
        ("about 4", CountRange(3, 5)),
        ("thirty-three", CountRange.exactly(33)),
        ("سبعة وعشرون", CountRange.exactly(27)),
        ("einundzwanzig", CountRange.exactly(21)),
        ("quatre-vingt-dix-neuf", CountRange.exactly(99)),
        ("one hundred and five", CountRange.exactly(105)),
        ("مئة وخمسة", CountRange.exactly(105)),
        ("two dozen", CountRange.exactly(24)),
        ("more than a dozen", CountRange(13)),
        ("half a dozen", CountRange.exactly(6)),
        ("2-3 dozen", CountRange(24, 36)),
        ("dozens", CountRange(12, 24)),
        ("dozens of civilians", CountRange(12, 24)),
        ("عشرات", CountRange(12, 24)),
        ("decenas", CountRange(12, 24)),
        ("at least dozens", CountRange(12)),
        ("a number of", CountRange(2)),
        ("عدد من", CountRange(2)),
        ("hundreds", CountRange(200)),
        ("شهيدان", CountRange.exactly(2)),
        ("0", CountRange.exactly(0)),
        ("no civilians", CountRange.exactly(0)),
        ("жертв нет", CountRange.exactly(0)),
        ("", UNKNOWN_COUNT),
        ("unknown", UNKNOWN_COUNT),
        ("None", UNKNOWN_COUNT),
        ("nan", UNKNOWN_COUNT),
        ("غير معروف", UNKNOWN_COUNT),
    ],
)
def test_counts_as_written(text: str, count: CountRange) -> None:
    assert read_count(text) == count


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("4.5", "no whole number"),
        ("-4", "negative"),
        ("9-4", "ends below it"),
        ("1.000", "thousands or decimals"),
        ("1.250", "write 1250"),
        ("none", "zero or unknown"),
        ("nil", "zero or unknown"),
        ("لا يوجد", "zero or unknown"),
        ("4 killed and 9 injured", "more than one number"),
        ("50%", "a share"),
        ("٥٠٪", "a share"),
        ("4/9", "write 4, 4-9"),
        ("1e9", "write 4, 4-9"),
        ("a family", "write 4, 4-9"),
        ("lots and lots", "write 4, 4-9"),
        ("#REF!", "could not compute"),
        ("99999999999", "cannot be meant"),
        ("9" * 5_000, "too long"),
        ("at least " * 2_000, "too long"),
    ],
)
def test_what_is_no_count_is_unreadable_with_what_to_write(text: str, reason: str) -> None:
    answer = read_count(text)
    assert isinstance(answer, Unreadable)
    assert reason in answer.reason


@given(st.integers(0, 10_000_000), st.integers(0, 10_000_000))
def test_what_is_printed_is_read_back(one: int, other: int) -> None:
    low, high = sorted((one, other))
    for count in (CountRange.exactly(low), CountRange(low), CountRange(low, high)):
        assert read_count(str(count)) == count
    assert read_count(f"between {low:,} and {high:,} people") == CountRange(low, high)


@given(st.sampled_from(sorted(numerals().items())))
def test_every_number_word_is_read(word: tuple[str, int]) -> None:
    assert read_count(word[0]) == CountRange.exactly(word[1])


def test_a_number_word_has_one_meaning_in_all_languages() -> None:
    assert len(numerals()) > 1_500
    assert numerals("en")["ninety nine"] == 99


@given(st.text(max_size=120) | st.text("0123456789.,-+ ?و toraleast", max_size=100))
def test_any_text_gets_an_answer(text: str) -> None:
    answer = read_count(text)
    assert isinstance(answer, CountRange) or answer.reason


@pytest.mark.parametrize(
    ("cells", "sign"),
    [
        (["1.000", "1.250", "7"], "."),
        (["1.200.000", "3.000"], "."),
        (["1.000", "4.0"], ""),
        (["1.000", "12"], ""),
        (["1,000", "12"], ""),
    ],
)
def test_a_column_shows_what_its_points_part(cells: list[str], sign: str) -> None:
    assert thousands_sign(cells) == sign
    assert isinstance(read_count("1.000", sign), CountRange) == (sign == ".")


def test_every_phrase_says_where_it_comes_from() -> None:
    assert all(phrase.source for phrase in phrases())


@pytest.mark.parametrize(
    ("digits", "number"),
    [
        ("0012", 12),
        ("٠١٢", 12),
        ("9" * 18, 10**18 - 1),
        ("9" * 5_000, None),
        ("²", None),
        ("", None),
    ],
)
def test_a_serial_number_is_bounded(digits: str, number: int | None) -> None:
    assert serial_number(digits) == number
