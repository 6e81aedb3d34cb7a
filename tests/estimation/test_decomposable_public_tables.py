"""Public capture tables, against values obtained with the R package dga 2.0.2, delta 2^-J.

Its grid is the user's. Where the package's values are all a multiple of three above the number
recorded, they come from every third number unseen; three of these six are ours exactly, three are
one point of the grid away. (All 822 graphs and their weights are checked against the formula in
``test_decomposable_posterior``.)
"""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest

from sijill.estimation.graphs.posterior import decomposable_posterior
from sijill.estimation.graphs.unseen_grid import AdaptiveGrid
from sijill.estimation.tables.cells import count_cells
from sijill.model.results.captures import CaptureTable

pytestmark = pytest.mark.realdata
ReadTable = Callable[[str], CaptureTable]

MEDIAN_AND_95_PERCENT = (0.5, 0.025, 0.975)


def counted(table: CaptureTable) -> npt.NDArray[np.int64]:
    return count_cells(table, table.lists)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("kosovo", [12_595, 9_827, 16_544]),
        ("western5", [2_133, 1_343, 3_871]),
        ("wittes5", [618, 590, 656]),
    ],
)
def test_every_number_unseen(read_table: ReadTable, name: str, expected: list[int]) -> None:
    counts = counted(read_table(name))
    posterior = decomposable_posterior(counts, unseen=range(30 * int(counts.sum()) + 1))
    assert [posterior.quantile(level) for level in MEDIAN_AND_95_PERCENT] == expected


@pytest.mark.parametrize(
    ("name", "times", "expected"),
    [("uk5", 20, [22_988, 10_388, 33_509]), ("netherlands5", 30, [50_381, 41_666, 203_387])],
)
def test_every_third(read_table: ReadTable, name: str, times: int, expected: list[int]) -> None:
    counts = counted(read_table(name))
    posterior = decomposable_posterior(counts, unseen=range(0, times * int(counts.sum()) + 1, 3))
    found = [posterior.quantile(level) for level in MEDIAN_AND_95_PERCENT]
    assert all(ours - theirs in {0, 3} for ours, theirs in zip(found, expected, strict=True))


def test_a_range_that_looked_ample_decides(read_table: ReadTable) -> None:
    """Its table has a second mode beyond; 30 n cuts its upper end by 7,000."""
    counts = counted(read_table("netherlands5"))
    recorded = int(counts.sum())
    wide = decomposable_posterior(counts, unseen=range(1, 100 * recorded + 1, 30))
    assert wide.quantile(0.975) == 210_255
    narrow = decomposable_posterior(counts, unseen=range(0, 8 * recorded + 1, 30))
    assert narrow.quantile(0.975) < 60_000
    assert narrow.near_end < 1e-3
    unbounded = decomposable_posterior(counts, unseen=AdaptiveGrid())
    assert 210_240 < unbounded.quantile(0.975) < 210_340
    assert 50_440 < unbounded.quantile(0.5) < 50_480
    assert unbounded.near_end < 1e-7


def test_six_lists(read_table: ReadTable) -> None:
    """LCMCR has 76, 70 to 91."""
    posterior = decomposable_posterior(counted(read_table("hare6")), unseen=AdaptiveGrid())
    assert [posterior.quantile(level) for level in MEDIAN_AND_95_PERCENT] == [77, 70, 91]
