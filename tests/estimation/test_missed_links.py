"""A table as it would be without missed links: against tables in which links were missed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.estimation.tables.missed_links import restore_links
from sijill.model.errors import TableError
from sijill.model.results.captures import CaptureTable

LISTS = ("A", "B", "C")
SETS = [frozenset(name for j, name in enumerate(LISTS) if cell >> j & 1) for cell in range(1, 8)]
TRUE = dict(zip(SETS, [3_000, 2_500, 1_200, 2_000, 900, 800, 600], strict=True))


def split(counts: dict[frozenset[str], int], chance: float, seed: int) -> CaptureTable:
    """Each record of a person on several lists stands alone with this chance."""
    rng = np.random.default_rng(seed)
    found: dict[frozenset[str], int] = dict.fromkeys(SETS, 0)
    for members, number in counts.items():
        for _ in range(number):
            apart = {name for name in sorted(members) if len(members) > 1 and rng.random() < chance}
            for name in apart:
                found[frozenset({name})] += 1
            if members - apart:
                found[members - apart] += 1
    return CaptureTable("", LISTS, found)


def test_the_table_is_found_again() -> None:
    table = split(TRUE, 0.06, seed=1)
    restored = restore_links(table, 1 - 0.94**2)
    assert table.observed > 1.03 * sum(TRUE.values())
    for members, number in TRUE.items():
        assert restored.counts[members] == pytest.approx(number, abs=4 * np.sqrt(number))
    assert restored.observed == pytest.approx(sum(TRUE.values()), rel=0.01)


def test_somebody_may_be_on_very_many_lists() -> None:
    """Thirty lists have a thousand million sets, of which two kinds are somebody's.

    All thirty records of a person stay together with chance 0.96^15: 5 are left of 9.2.
    """
    lists = tuple(f"L{number}" for number in range(30))
    alone = {frozenset({name}): 50 for name in lists}
    table = CaptureTable("", lists, {frozenset(lists): 5, **alone})
    assert restore_links(table, 0.0) is table
    assert restore_links(table, 0.04).counts == {frozenset(lists): 9, **alone}


def test_two_lists_by_hand() -> None:
    """81 of 100 overlaps were found; of 19, one record or both stand alone: 20 records of A."""
    table = CaptureTable("", ("A", "B"), {SETS[0]: 50, SETS[1]: 40, SETS[2]: 81})
    restored = restore_links(table, 1 - 0.9**2)
    assert dict(restored.counts) == {SETS[0]: 31, SETS[1]: 21, SETS[2]: 100}


@given(st.dictionaries(st.sampled_from(SETS), st.integers(0, 500)), st.floats(0, 0.5))
def test_any_table_is_restored_or_refused(counts: dict[frozenset[str], int], missed: float) -> None:
    table = CaptureTable("", LISTS, counts)
    try:
        restored = restore_links(table, missed)
    except TableError:
        assert missed > 0
        return
    assert all(number >= 0 for number in restored.counts.values())
    if not missed:
        assert restored.observed == table.observed


def test_more_missed_links_than_persons_on_one_list_alone_are_refused() -> None:
    table = CaptureTable("", ("A", "B"), {SETS[0]: 5, SETS[1]: 400, SETS[2]: 810})
    with pytest.raises(TableError, match=r"5 persons are on A alone.* about 190 records"):
        restore_links(table, 0.19)


@pytest.mark.parametrize("missed", [-0.1, 0.6, float("nan")])
def test_a_share_that_is_none_is_refused(missed: float) -> None:
    with pytest.raises(ValueError, match=r"from 0 to 0.5"):
        restore_links(CaptureTable("", LISTS, TRUE), missed)
