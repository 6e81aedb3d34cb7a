"""Strata that are not stated, shared out at random."""

import numpy as np
import pytest

from sijill.estimation.tables.imputation import impute_strata, is_incomplete
from sijill.model.errors import TableError
from sijill.model.results.captures import CaptureTable

LISTS = ("a", "b", "c")
A, B, AB = frozenset("a"), frozenset("b"), frozenset("ab")


def table(name: str, counts: dict[frozenset[str], int]) -> CaptureTable:
    return CaptureTable(name, LISTS, counts)


def test_nobody_is_lost_and_nobody_invented() -> None:
    tables = {
        "Hama": table("Hama", {A: 30, AB: 10}),
        "Raqqa": table("Raqqa", {A: 10, B: 20}),
        "not stated": table("not stated", {A: 40, B: 5, AB: 7}),
    }
    for replicate in impute_strata(tables, number=5, seed=1):
        assert set(replicate) == {"Hama", "Raqqa"}
        for members, persons in {A: 80, B: 25, AB: 17}.items():
            assert sum(one.counts[members] for one in replicate.values()) == persons
        assert replicate["Hama"].counts[A] >= 30


def test_shares_are_those_of_persons_on_the_same_lists() -> None:
    tables = {
        "Hama": table("Hama", {A: 900, B: 100}),
        "Raqqa": table("Raqqa", {A: 100, B: 900}),
        "not stated": table("not stated", {A: 1_000, B: 1_000}),
    }
    drawn = impute_strata(tables, number=200, seed=1)
    on_a = np.array([one["Hama"].counts[A] - 900 for one in drawn])
    assert on_a.mean() == pytest.approx(900, abs=4)
    # a multinomial of 1,000 with its shares known from 1,000 varies twice as much as one alone
    assert on_a.var() == pytest.approx(2 * 90, rel=0.3)


def test_a_part_that_is_stated_is_kept() -> None:
    tables = {
        "Hama/2016": table("Hama/2016", {A: 5}),
        "Hama/2017": table("Hama/2017", {A: 5}),
        "Raqqa/2017": table("Raqqa/2017", {A: 500}),
        "Hama/not stated": table("Hama/not stated", {A: 50}),
    }
    (replicate,) = impute_strata(tables, number=1, seed=3)
    assert replicate["Raqqa/2017"].observed == 500
    assert replicate["Hama/2016"].observed + replicate["Hama/2017"].observed == 60


def test_the_seed_decides() -> None:
    tables = {
        "x": table("x", {A: 9}),
        "y": table("y", {A: 9}),
        "not stated": table("not stated", {A: 100}),
    }
    one = impute_strata(tables, number=3, seed=1)
    assert one == impute_strata(tables, number=3, seed=1)
    assert one != impute_strata(tables, number=3, seed=2)


def test_what_cannot_be_imputed_is_refused() -> None:
    alone = {"not stated": table("not stated", {A: 3})}
    with pytest.raises(TableError, match="no stratum is stated"):
        impute_strata(alone, number=2, seed=1)
    slash = {"x/y": table("x/y", {A: 3}), "not stated": table("not stated", {A: 3})}
    with pytest.raises(TableError, match="a slash"):
        impute_strata(slash, number=2, seed=1)
    assert is_incomplete("Hama/not stated")
    assert not is_incomplete("Hama/2016")
