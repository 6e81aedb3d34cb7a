"""Tables of draws of the partition: what is alike in all of them is counted once."""

import numpy as np

from sijill.estimation.tables.histories import WHOLE, add_tables
from sijill.model.results.captures import CaptureTable
from sijill.model.results.replicates import Replicates

LISTS = ("A", "B", "C")


def table(stratum: str, **cells: int) -> CaptureTable:
    return CaptureTable(stratum, LISTS, {frozenset(cell): n for cell, n in cells.items()})


def test_counts_of_a_stratum_are_summed() -> None:
    always = [table(WHOLE, A=30, AB=9), table("female", A=11)]
    varying = [table(WHOLE, AB=1, C=2), table("female", AB=1)]
    whole, female = add_tables(always, varying)
    assert whole == table(WHOLE, A=30, AB=10, C=2)
    assert female == table("female", A=11, AB=1)


def test_a_stratum_of_one_group_alone_stays_and_the_whole_comes_first() -> None:
    always, varying = [table(WHOLE, A=3)], [table(WHOLE, B=2), table("adult", B=2)]
    assert [one.stratum for one in add_tables(always, varying)] == [WHOLE, "adult"]
    assert add_tables(always, varying)[1] == table("adult", B=2)


def test_nobody_more_changes_nothing() -> None:
    always = [table(WHOLE, A=3, BC=1)]
    assert add_tables(always, [table(WHOLE)]) == always


def test_a_draw_is_what_is_in_all_of_them_and_what_varies() -> None:
    draws = Replicates(("a", "b"), ("x", "y", "z"), np.array([0, 1, 3]), np.array([0, 1, 2]))
    assert draws.varying_in(0) == ("x",)
    assert draws.varying_in(1) == ("y", "z")
    assert [draws.draw(at) for at in (0, 1)] == [("a", "b", "x"), ("a", "b", "y", "z")]
