"""Phrases for numbers of people in the languages of the project: unknown, nobody, many, either."""

import pytest

from sijill.language.numbers import read_count
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange


@pytest.mark.parametrize(
    "words",
    [
        "unspecified number",
        "no reports of casualties",
        "عدد غير محدد",
        "لم ترد تقارير",
        "nombre indéterminé",
        "número indeterminado",
        "точное число неизвестно",
        "невідома кількість",
        "hejmar nediyar",
    ],
)
def test_a_number_that_nobody_gives_is_unknown_and_not_zero(words: str) -> None:
    assert read_count(words) == UNKNOWN_COUNT


@pytest.mark.parametrize(
    "words",
    ["no dead", "нет погибших", "ніхто не загинув", "sin muertos", "aucun décès", "لم يقتل أحد"],
)
def test_nobody_is_zero(words: str) -> None:
    assert read_count(words) == CountRange.exactly(0)


@pytest.mark.parametrize(
    "words",
    [
        "a large number of civilians",
        "عدد كبير",
        "beaucoup de morts",
        "muchos",
        "много",
        "gelek kes",
    ],
)
def test_many_are_two_at_least(words: str) -> None:
    assert read_count(words) == CountRange(2)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("two possibly four", 2, 4),
        ("two, perhaps three", 2, 3),
        ("deux, voire trois", 2, 3),
        ("три, возможно четыре", 3, 4),
        ("2 ربما 4", 2, 4),
    ],
)
def test_a_number_that_may_be_another_is_both(words: str, low: int, high: int) -> None:
    assert read_count(words) == CountRange(low, high)
