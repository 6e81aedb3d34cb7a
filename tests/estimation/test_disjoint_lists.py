"""Lists that share nobody with the others: kept where chance can do it, refused where not."""

from collections.abc import Callable

import pytest

from sijill.estimation.pooling.headline import estimate
from sijill.estimation.pooling.settings import Settings
from sijill.estimation.tables.disjoint_lists import find_parts, refuse_overlap
from sijill.model.results.captures import CaptureTable, Estimate, Method
from sijill.model.values.quantities import Refusal, RefusalReason

WriteTable = Callable[..., CaptureTable]
THREE = {"A": 200, "B": 200, "C": 200, "AB": 45, "AC": 45, "BC": 45, "ABC": 10}


@pytest.mark.parametrize(("apart", "kept"), [(5, True), (12, True), (20, False), (2_000, False)])
def test_a_list_apart_is_kept_while_chance_can_leave_it_apart(
    write_table: WriteTable, apart: int, *, kept: bool
) -> None:
    """The three hold about half of all: of n others, all are off them with chance 0.5^n."""
    table = write_table("ABCD", {**THREE, "D": apart})
    refusal = refuse_overlap(table, table.lists)
    assert (refusal is None) == kept
    if refusal is not None:
        assert refusal.reason is RefusalReason.NO_OVERLAP
        assert f"D ({apart:,}) shares nobody with A (300), B (300) and C (300)" in str(refusal)
        assert "D must be about other people" in refusal.explanation


def test_the_estimate_of_a_kept_list_says_that_it_shares_nobody(write_table: WriteTable) -> None:
    table = write_table("ABCD", {**THREE, "D": 5})
    few = Settings((Method.LOG_LINEAR,), 0.0, replicates=5)
    answer = estimate(table, derived={}, seed=1, settings=few)
    assert isinstance(answer, Estimate)
    assert answer.lists == ("A", "B", "C", "D")
    assert any("Some lists share nobody" in warning for warning in answer.warnings)


def test_a_large_list_of_other_people_is_refused_not_estimated(write_table: WriteTable) -> None:
    answer = estimate(write_table("ABCD", {**THREE, "D": 2_000}), derived={}, seed=1)
    assert isinstance(answer, Refusal)
    assert answer.reason is RefusalReason.NO_OVERLAP
    assert "a stratum" in answer.needed or "this stratum" in answer.needed


def test_two_lists_that_share_only_with_each_other_are_judged_together(
    write_table: WriteTable,
) -> None:
    few = write_table("ABCDE", {**THREE, "D": 3, "E": 2, "DE": 1})
    many = write_table("ABCDE", {**THREE, "D": 300, "E": 200, "DE": 100})
    assert find_parts(few, few.lists) == [("A", "B", "C"), ("D", "E")]
    assert refuse_overlap(few, few.lists) is None
    refusal = refuse_overlap(many, many.lists)
    assert refusal is not None
    assert "D (400) and E (300) share nobody with A" in refusal.explanation


def test_the_scale_of_a_table_decides(write_table: WriteTable) -> None:
    """Half as many persons on everything: what chance could do before it still can."""
    table = write_table("ABCD", {"A": 5, "B": 4, "C": 3, "AB": 2, "BC": 1, "D": 6})
    assert refuse_overlap(table, table.lists) is None
