"""What speaks against one person where few records teach, and how common a day is."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from sijill.linkage.comparing.comparisons import COMPARISONS, UNKNOWN
from sijill.linkage.comparing.few_records import SPEAKS_AGAINST, find_contested
from sijill.linkage.comparing.frequencies import WITH_FREQUENCY, Frequencies, count_names
from sijill.linkage.comparing.learning import fit
from sijill.linkage.comparing.pair_data import PairData
from sijill.linkage.comparing.scoring import Levels
from sijill.linkage.features import SCHEMA

FIELD = {comparison.name: number for number, comparison in enumerate(COMPARISONS)}
BORN = WITH_FREQUENCY.index(FIELD["birth date"])
DAY = WITH_FREQUENCY.index(FIELD["day"])


def levels(**words: str) -> Levels:
    """One pair: the levels that are named, all other fields unknown."""
    row = np.full((1, len(COMPARISONS)), UNKNOWN, dtype=np.int8)
    for field, word in words.items():
        number = FIELD[field.replace("_", " ")]
        row[0, number] = [one.word for one in COMPARISONS[number].levels].index(word)
    return row


def test_every_level_that_speaks_against_is_one() -> None:
    for name, words in SPEAKS_AGAINST.items():
        assert set(words) <= {level.word for level in COMPARISONS[FIELD[name]].levels}


@pytest.mark.parametrize(
    ("pair", "contested"),
    [
        (levels(given="same", family="same", day="same day", age="within a year"), False),
        (levels(given="same", family="near", rough_day="may be one", sex="same"), False),
        (levels(given="same", family="different", day="same day"), True),
        (levels(given="different", identity_number="same", birth_date="same"), False),
        (levels(given="same", family="different", identity_number="same"), True),
        (levels(given="near", family="same", age="same"), False),
        (levels(given="near", family="same", age="within a year"), False),
        (levels(given="near", father="same", age="within a year"), True),
        (levels(given="same", family="same", father="different"), True),
        (levels(given="same", family="same", age="far"), True),
        (levels(given="same", family="same", day="far"), True),
        (levels(given="same", family="same", sex="different"), True),
        (levels(given="same", family="same", day="same day", place="different"), False),
        (levels(given="same", family="same", rough_day="may be one", place="different"), False),
        (levels(given="same", family="same", day="within three days", place="different"), True),
        (levels(given="same", family="same", place="different"), True),
        (levels(given="same", family="elsewhere", day="same day", place="different"), True),
    ],
)
def test_what_speaks_against_one_person(pair: Levels, *, contested: bool) -> None:
    assert find_contested(pair)[0] == contested


def shares(born: Sequence[date | None], died: Sequence[date | None]) -> np.ndarray:
    """The shares of births and days of the first two records, who agree on both."""
    rows = [{"born": birth, "first_day": day} for birth, day in zip(born, died, strict=True)]
    table = pa.Table.from_pylist(rows, schema=SCHEMA)
    agree = levels(birth_date="same", day="same day")
    first, second = (np.array([row], dtype=np.int32) for row in (0, 1))
    logs = Frequencies(table, count_names(table)).logarithms(first, second, agree)
    return np.exp(logs[0, [BORN, DAY]])


def test_a_birth_on_new_years_day_says_less_than_another_day() -> None:
    day = date(2031, 2, 3)
    on_day = [
        shares([born, born, None], [day, day, day])[0]
        for born in (date(2000, 1, 1), date(2000, 7, 1), date(2000, 3, 15), date(2000, 3, 22))
    ]
    assert on_day == sorted(on_day, reverse=True)
    assert on_day[0] > 50 * on_day[-1]


def test_a_birth_that_the_lists_heap_on_says_little() -> None:
    usual, heaped = date(1990, 3, 22), date(1990, 3, 23)
    others = [*[heaped] * 100, *(date(1980 + n % 20, 5, 4) for n in range(100))]
    days = [None] * 202
    assert shares([heaped, heaped, *others], days)[0] > 0.2
    assert shares([usual, usual, *others], days)[0] < 0.001


def test_one_day_says_next_to_nothing_in_a_list_about_it() -> None:
    day, other = date(2031, 2, 3), date(2031, 5, 6)
    births = [None] * 50
    assert shares(births, [day] * 50)[1] > 0.9
    assert shares(births, [day, day, *[other] * 48])[1] < 0.05


def test_two_rows_do_not_vouch_for_each_other() -> None:
    """However much a pair agrees, two lists of two rows make one pair in four likely at most."""
    agree = levels(given="same", family="same", day="same day")
    other = levels(given="different", family="different", day="same day")
    rarity = np.full((4, len(WITH_FREQUENCY)), -5.0)
    rows = np.array([[0, 2], [0, 3], [1, 2], [1, 3]], dtype=np.int32)
    pairs = PairData(
        rows[:, 0],
        rows[:, 1],
        np.full(4, 1, dtype=np.int32),
        np.concatenate([agree, other, other, agree]),
        rarity,
        np.zeros(4, dtype=bool),
    )
    model = fit(pairs, pairs, np.array([2, 2]))
    assert model.matches[1] / model.possible[1] <= 0.26
    assert model.weights(pairs)[0] > 3
