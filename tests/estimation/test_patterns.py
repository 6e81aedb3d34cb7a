"""The tree of histories: every history that somebody has, common beginnings once."""

import numpy as np
import pytest

from sijill.estimation.latent_class.patterns import Patterns, arrange_patterns


def read_back(patterns: Patterns) -> dict[int, float]:
    lists = len(patterns.starts) - 2
    found = {}
    for leaf, number in enumerate(patterns.counts):
        node, history = int(patterns.starts[lists]) + leaf, 0
        for j in range(lists - 1, -1, -1):
            history |= int(patterns.holds[node]) << j
            node = int(patterns.parents[node])
        assert node == 0
        found[history] = float(number)
    return found


@pytest.mark.parametrize("lists", [3, 5, 9])
def test_the_leaves_are_the_histories_that_somebody_has(lists: int) -> None:
    counts = np.random.default_rng(lists).poisson(0.3, 1 << lists)
    counts[0] = 0
    expected = {int(x): float(counts[x]) for x in np.flatnonzero(counts)} | {0: 0.0}
    assert read_back(arrange_patterns(counts)) == expected


def test_the_first_node_of_each_level_is_on_no_list_so_far() -> None:
    patterns = arrange_patterns(np.array([0, 4, 0, 2, 0, 0, 7, 1]))
    for level in range(1, 4):
        first = patterns.starts[level]
        assert patterns.holds[first] == 0
        assert patterns.parents[first] == patterns.starts[level - 1]


def test_a_few_histories_of_many_lists_are_a_small_tree() -> None:
    counts = np.zeros(1 << 12, dtype=np.int64)
    counts[[1, 2, 3, 4_095]] = 5
    assert arrange_patterns(counts).starts[-1] < 4 * 12 + 13
