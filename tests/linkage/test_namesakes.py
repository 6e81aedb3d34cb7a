"""A record that fits two people of one list is joined to neither by chance."""

import numpy as np
import pytest

from sijill.linkage.clustering.namesakes import weigh_namesakes
from sijill.linkage.comparing.comparisons import COMPARISONS
from sijill.linkage.comparing.frequencies import WITH_FREQUENCY
from sijill.linkage.comparing.pair_data import PairData

LISTS = 2
"""Records 0 and 1 stand on the first list, 2 and 3 on the second."""
BETWEEN = 1


def pairs(*ends: tuple[int, int]) -> PairData:
    count = len(ends)
    left, right = np.array(ends, dtype=np.int32).T
    within = [0 if b < 2 else 3 if a > 1 else BETWEEN for a, b in ends]
    return PairData(
        left,
        right,
        np.array(within, dtype=np.int32),
        np.zeros((count, len(COMPARISONS)), dtype=np.int8),
        np.zeros((count, len(WITH_FREQUENCY))),
        np.zeros(count, dtype=bool),
    )


def odds(
    scored: dict[tuple[int, int], float], closed: tuple[int, int] | None = None
) -> list[float]:
    data = pairs(*scored)
    is_open = np.array([ends != closed for ends in scored])
    weighed = weigh_namesakes(data, np.array([*scored.values()]), is_open, LISTS)
    return [float(one) for one in weighed]


def test_a_record_that_fits_two_people_equally_is_neither() -> None:
    assert odds({(0, 2): 4.0, (1, 2): 4.0}) == pytest.approx([0.0, 0.0], abs=0.02)


def test_the_better_partner_wins_where_it_is_much_better() -> None:
    better, worse = odds({(0, 2): 8.0, (1, 2): 3.0})
    assert better > 4.9
    assert worse < -4.9


def test_one_person_entered_twice_is_no_rival_of_himself() -> None:
    assert odds({(0, 1): 6.0, (0, 2): 4.0, (1, 2): 4.0})[1:] == [4.0, 4.0]


def test_two_who_were_found_to_be_different_are_rivals() -> None:
    assert odds({(0, 1): 6.0, (0, 2): 4.0, (1, 2): 4.0}, closed=(0, 1))[1] < 0.1


def test_pairs_without_a_common_record_are_no_rivals() -> None:
    assert odds({(0, 2): 4.0, (1, 3): 4.0}) == [4.0, 4.0]
