"""Lists that refer to each other or take persons out of each other's reach are told."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest

from sijill.estimation.tables.dependence import find_pairs, warn_of_dependence
from sijill.model.results.captures import CaptureTable

LISTS = ("A", "B", "C", "D")

Tabulate = Callable[[npt.NDArray[np.bool_]], CaptureTable]
WriteTable = Callable[..., CaptureTable]


def simulate(of_a: float, others: float, seed: int = 3) -> npt.NDArray[np.bool_]:
    """4,000 persons; B holds those on A and those not on A with these chances."""
    rng = np.random.default_rng(seed)
    recorded = rng.random((4000, 4)) < np.full(4, 0.3)
    recorded[:, 1] = rng.random(4000) < np.where(recorded[:, 0], of_a, others)
    return recorded


def test_independent_lists_are_worth_no_word(tabulate: Tabulate) -> None:
    for seed in range(20):
        assert warn_of_dependence(tabulate(simulate(0.3, 0.3, seed)), LISTS) == []


@pytest.mark.parametrize(
    ("of_a", "others", "words"),
    [(0.9, 0.2, "more often than chance"), (0.02, 0.3, "less often than chance")],
)
def test_a_pair_that_hangs_together_or_apart_is_named_alone(
    tabulate: Tabulate, of_a: float, others: float, words: str
) -> None:
    (sentence,) = warn_of_dependence(tabulate(simulate(of_a, others)), LISTS)
    assert words in sentence
    assert "on both A and B, where about" in sentence
    assert sentence.count("on both") == 1


def test_a_pair_is_told_by_the_persons_on_other_lists_alone(write_table: WriteTable) -> None:
    sets = {"AB": 100, "A": 50, "B": 60, "C": 7, "AC": 5, "BC": 4, "ABC": 3, "D": 2}
    pair = next(find_pairs(write_table("ABCD", sets), LISTS))
    assert pair == (("A", "B"), 3, 5, 4, 9)
    assert pair.persons == 21
    assert pair.expected == pytest.approx(8 * 7 / 21)


def test_persons_on_two_lists_alone_tell_nothing(write_table: WriteTable) -> None:
    table = write_table("AB", {"AB": 100, "A": 1, "B": 1})
    assert warn_of_dependence(table, table.lists) == []
