"""What agreement is worth: weights fall from level to level, and families are an alternative."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.linkage.comparing import learning
from sijill.linkage.comparing.comparisons import COMPARISONS, UNKNOWN
from sijill.linkage.comparing.evidence import STATED_M, Model, list_pair
from sijill.linkage.comparing.frequencies import WITH_FREQUENCY
from sijill.linkage.comparing.learning import find_mutual_best, fit, number_ends
from sijill.linkage.comparing.pair_data import PairData
from sijill.linkage.comparing.scoring import Levels

FIELD = {comparison.name: number for number, comparison in enumerate(COMPARISONS)}
SIZES = np.array([60, 60])
RARE = -7.0


def pairs(levels: Levels, lists: int = 1) -> PairData:
    count = len(levels)
    rows = np.arange(count, dtype=np.int32)
    rarity = np.full((count, len(WITH_FREQUENCY)), RARE)
    barred = np.zeros(count, dtype=bool)
    return PairData(rows, rows + count, np.full(count, lists, np.int32), levels, rarity, barred)


def levels(**words: str) -> Levels:
    """One pair: the levels that are named, all other fields unknown."""
    row = np.full((1, len(COMPARISONS)), UNKNOWN, dtype=np.int8)
    for field, word in words.items():
        number = FIELD[field.replace("_", " ")]
        row[0, number] = [one.word for one in COMPARISONS[number].levels].index(word)
    return row


@pytest.fixture(scope="module")
def model() -> Model:
    """Learned from forty pairs that agree in full and two thousand that do not."""
    agree = levels(given="same", family="same", day="same day", place="shared", sex="same")
    other = levels(given="different", family="different", day="same day", place="shared")
    return fit(pairs(np.repeat(agree, 40, axis=0)), pairs(np.repeat(other, 2000, axis=0)), SIZES)


def test_agreement_on_rare_names_is_one_person(model: Model) -> None:
    assert model.weights(pairs(levels(given="same", family="same", sex="same")))[0] > 3


def test_a_common_name_counts_less_than_a_rare_one(model: Model) -> None:
    rare = pairs(levels(given="same", family="same"))
    common = pairs(levels(given="same", family="same"))
    common.rarity[:] = -2.0
    assert model.weights(common)[0] < model.weights(rare)[0]


def test_a_difference_counts_against_even_where_all_others_share_the_day(model: Model) -> None:
    alike = {"given": "same", "family": "same"}
    same = model.weights(pairs(levels(**alike, day="same day")))[0]
    silent = model.weights(pairs(levels(**alike)))[0]
    far = model.weights(pairs(levels(**alike, day="far")))[0]
    elsewhere = model.weights(pairs(levels(**alike, day="far", place="different")))[0]
    assert same >= silent > far > elsewhere


def test_a_wide_interval_of_days_says_next_to_nothing(model: Model) -> None:
    alike = {"given": "same", "family": "same"}
    rough = model.weights(pairs(levels(**alike, rough_day="may be one")))[0]
    silent = model.weights(pairs(levels(**alike)))[0]
    days_apart = model.weights(pairs(levels(**alike, day="within a fortnight")))[0]
    assert abs(rough - silent) < 1
    assert days_apart <= rough


def test_equal_consonants_of_a_rare_name_count_by_their_rarity(model: Model) -> None:
    rare = pairs(levels(given="same letters", family="same letters"))
    common = pairs(levels(given="same letters", family="same letters"))
    common.rarity[:] = -2.0
    assert model.weights(rare)[0] - model.weights(common)[0] > 5


def test_a_field_that_two_lists_always_share_says_less_between_them() -> None:
    agree = levels(given="same", family="same", place="shared", sex="same")
    strangers = [
        np.repeat(levels(given="different", family="different", place=place), 1000, axis=0)
        for place in ("shared", "different")
    ]
    numbers = np.repeat(np.array([1, 5], np.int32), 1000)
    data = replace(pairs(np.concatenate(strangers)), lists=numbers)
    learned = fit(pairs(np.repeat(agree, 40, axis=0)), data, np.array([60, 60, 60]))
    alike = levels(given="same", family="same", place="shared")
    here, there = (learned.field_weights(pairs(alike, lists))[0] for lists in (1, 5))
    assert here[FIELD["place"]] < there[FIELD["place"]] - 1


def test_the_spelling_of_a_whole_name_is_learned_among_namesakes() -> None:
    """Few namesakes are written alike by chance."""
    one_person = levels(
        given="same", family="same", father="same", sex="same", spelling="as written"
    )
    namesakes = levels(
        given="same", family="different", father="different", sex="same", spelling="folded"
    )
    strangers = np.concatenate(
        [levels(given="different", sex=word, family="different") for word in ("same", "different")]
    )
    candidates = np.concatenate(
        [np.repeat(one_person, 400, axis=0), np.repeat(namesakes, 900, axis=0)]
    )
    learned = fit(
        pairs(candidates),
        pairs(np.repeat(strangers, 1000, axis=0)),
        np.array([1000, 1000]),
    )
    alike = {"given": "same", "family": "same"}
    named = learned.weights(pairs(levels(**alike)))[0]
    assert learned.weights(pairs(levels(**alike, spelling="as written")))[0] > named + 1


def test_who_was_wounded_is_hardly_who_was_killed_where_lists_agree_on_the_others() -> None:
    one_person = levels(given="same", family="same", day="same day", outcome="same")
    strangers = np.concatenate(
        [
            levels(given="different", family="different", outcome=word)
            for word in ("same", "different")
        ]
    )
    learned = fit(
        pairs(np.repeat(one_person, 400, axis=0)),
        pairs(np.repeat(strangers, 1000, axis=0)),
        np.array([1000, 1000]),
    )
    alike = {"given": "same", "family": "same", "day": "same day"}
    silent = learned.weights(pairs(levels(**alike)))[0]
    assert learned.weights(pairs(levels(**alike, outcome="same")))[0] == pytest.approx(silent)
    assert learned.weights(pairs(levels(**alike, outcome="different")))[0] < silent - 2


def after(day: str, certain: int) -> float:
    """What this level of the day adds, learned from pairs that agree in all, this many of them."""
    alike = levels(given="same", family="same", father="same", day="same day", sex="same")
    strangers = [
        levels(given="different", family="different", father="different", day=word, sex="same")
        for word in ("same day", "within two months")
    ]
    learned = fit(
        pairs(np.repeat(alike, certain, axis=0)),
        pairs(np.repeat(np.concatenate(strangers), 1000, axis=0)),
        np.array([4000, 4000]),
    )
    known = levels(given="same", family="same", father="same", day=day, sex="same")
    return float(learned.field_weights(pairs(known))[0, FIELD["day"]])


def test_a_difference_that_certain_pairs_never_show_counts_more_the_more_of_them_there_are() -> (
    None
):
    few, many = after("within two months", 20), after("within two months", 3000)
    assert many < few - 2
    assert after("same day", 3000) == pytest.approx(after("same day", 20), abs=0.5)


def test_a_difference_that_certain_pairs_show_keeps_its_share() -> None:
    """Two lists that date deaths a month apart, now and then, are believed."""
    alike = levels(given="same", family="same", father="same", day="same day", sex="same")
    dated = levels(given="same", family="same", father="same", day="within two months", sex="same")
    stranger = levels(given="different", family="different", day="within two months", sex="same")
    learned = fit(
        pairs(np.concatenate([np.repeat(alike, 2850, axis=0), np.repeat(dated, 150, axis=0)])),
        pairs(np.repeat(stranger, 2000, axis=0)),
        np.array([4000, 4000]),
    )
    share = learned.m[learned.rows[1], FIELD["day"], 3]
    assert share == pytest.approx(0.05, rel=0.1)


def test_disagreement_keeps_a_part_of_its_stated_share(model: Model) -> None:
    family = FIELD["family"]
    last = len(COMPARISONS[family].levels) - 1
    assert model.m[model.rows[1], family, last] > 0.25 * STATED_M[family, last]


def test_a_name_like_a_siblings_is_weaker_in_a_family_than_among_strangers(model: Model) -> None:
    near = pairs(levels(given="near", family="same", father="same", day="same day"))
    among_families = replace(model, families=0.01)
    assert among_families.weights(near)[0] < model.weights(near)[0]


def test_two_of_one_family_are_not_one_person(model: Model) -> None:
    shared = {"family": "same", "father": "same", "day": "same day", "place": "shared"}
    brothers = model.weights(pairs(levels(**shared, given="different", sex="same")))[0]
    assert brothers < 0


@given(st.data())
def test_making_a_field_disagree_more_never_raises_the_probability(
    model: Model, data: st.DataObject
) -> None:
    row = np.array(
        [[data.draw(st.integers(-1, len(one.levels) - 1)) for one in COMPARISONS]], dtype=np.int8
    )
    field = data.draw(
        st.sampled_from([n for n in range(len(COMPARISONS)) if row[0, n] >= 0] or [0])
    )
    worse = row.copy()
    last = len(COMPARISONS[field].levels) - 1
    worse[0, field] = data.draw(st.integers(max(int(row[0, field]), 0), last))
    if row[0, field] == UNKNOWN:
        worse[0, field] = last
    assert model.weights(pairs(worse))[0] <= model.weights(pairs(row))[0] + 1e-9


def test_two_lists_have_one_number_whichever_stands_first() -> None:
    first, second = np.array([0, 1, 1], np.int32), np.array([1, 0, 1], np.int32)
    assert list_pair(first, second, 2).tolist() == [1, 1, 3]


class _Compared(np.ndarray[Any, np.dtype[np.int32]]):
    """Numbers of lists that count how often all of them are held against one."""

    times = 0

    def __eq__(self, other: object) -> Any:  # noqa: ANN401  as its class has it
        _Compared.times += 1
        return np.asarray(self) == other

    __hash__ = None


def test_pairs_are_not_gone_through_for_each_two_of_hundreds_of_lists() -> None:
    """A list for each day of a year: a hundred thousand times all pairs, and a minute."""
    agree = levels(given="same", family="same", day="same day", place="shared", sex="same")
    given = pairs(np.repeat(agree, 50, axis=0))
    lists = np.arange(50, dtype=np.int32) % 7
    sizes = np.full(30, 4)
    plain = fit(replace(given, lists=lists), replace(given, lists=lists), sizes)
    _Compared.times = 0
    counted = replace(given, lists=lists.view(_Compared))
    learned = fit(counted, counted, sizes)
    assert _Compared.times == 0
    assert np.array_equal(learned.m, plain.m)
    assert np.array_equal(learned.u, plain.u)


def test_ends_are_counted_where_hundreds_of_lists_leave_most_numbers_free(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of 1,500 records on 300 lists, 135 million numbers took a gigabyte for some thousand ends."""
    chance = np.random.default_rng(7)
    count = 400
    given = replace(
        pairs(np.repeat(levels(given="same"), count, axis=0)),
        left=chance.integers(0, 40, count).astype(np.int32),
        right=chance.integers(40, 80, count).astype(np.int32),
        lists=chance.integers(0, 300 * 300, count).astype(np.int32),
    )
    weights = chance.normal(size=count)
    monkeypatch.setattr(learning, "LEAST_ENDS", 10**9)
    dense = number_ends(given, 300)
    assert dense[2] == 80 * 300 * 300
    monkeypatch.setattr(learning, "LEAST_ENDS", 1_000)
    sparse = number_ends(given, 300)
    assert sparse[2] <= 2 * count
    assert np.array_equal(find_mutual_best(weights, sparse), find_mutual_best(weights, dense))


def test_many_lists_share_their_shares_but_those_with_most_pairs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of a list for each day two share next to no pairs; the table must not grow with them."""
    monkeypatch.setattr(learning, "MOST_OWN_SHARES", 3)
    every = [low * 40 + high for low in range(40) for high in range(low + 1, 40)]
    busy = [every[number] for number in (5, 5, 5, 700, 700, 9)]
    same = levels(given="same", family="same", day="same day")
    numbers = np.array([*every, *busy], dtype=np.int32)
    taught = replace(pairs(np.repeat(same, len(numbers), axis=0)), lists=numbers)
    drawn = pairs(np.repeat(levels(given="different", family="different"), 500, axis=0), 0)
    learned = fit(taught, drawn, np.full(40, 250))
    assert len(learned.m) == len(learned.u) == 4
    own = set(np.flatnonzero(learned.rows).tolist())
    assert own == {0, every[5], every[700]}, "of the first all strangers were drawn"
