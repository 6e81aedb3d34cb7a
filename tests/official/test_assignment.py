"""Marginal probabilities of lines to incidents, against the sum over all assignments."""

import itertools
import math
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.official.assignment import Assignment

Odds = list[dict[str, float]]


def marginals(odds: Odds, repeat: float) -> Odds:
    """The marginals from the beginning."""
    return Assignment(odds, repeat).marginals()


def enumerated(odds: Odds, repeat: float) -> Odds:
    """The marginals by going through every assignment."""
    choices = [[None, *line] for line in odds]
    found: Odds = [dict.fromkeys(line, 0.0) for line in odds]
    total = 0.0
    for chosen in itertools.product(*choices):
        weight = math.prod(odds[n][one] for n, one in enumerate(chosen) if one is not None)
        lines = Counter(one for one in chosen if one is not None)
        for count in lines.values():
            weight *= repeat ** (count - 1)
        total += weight
        for n, one in enumerate(chosen):
            if one is not None:
                found[n][one] += weight
    return [{one: value / total for one, value in line.items()} for line in found]


def test_a_line_alone_shares_by_its_odds() -> None:
    assert marginals([{"a": 6.0, "b": 3.0}], 0.1) == [
        {"a": pytest.approx(0.6), "b": pytest.approx(0.3)}
    ]
    assert marginals([{}], 0.1) == [{}]
    assert marginals([], 0.1) == []


def test_a_sure_line_leaves_the_other_incident_to_the_line_in_doubt() -> None:
    first, second = marginals([{"a": 1e6}, {"a": 16.0, "b": 16.0}], 1e-4)
    assert first["a"] > 0.99
    assert second["b"] > 0.9


def test_two_lines_alike_share_two_incidents_alike() -> None:
    for line in marginals([{"a": 9.0, "b": 9.0}] * 2, 0.01):
        assert line["a"] == pytest.approx(line["b"])
        assert sum(line.values()) <= 1


@settings(max_examples=40)
@given(
    st.lists(st.lists(st.floats(0.01, 1000), min_size=1, max_size=1), min_size=1, max_size=5),
    st.floats(0.01, 1),
)
def test_it_is_exact_where_lines_and_incidents_form_a_tree(
    weights: list[list[float]], repeat: float
) -> None:
    """All lines contend for one incident, and the first may be about another."""
    odds: Odds = [{"a": value} for (value,) in weights]
    odds[0]["b"] = 2.0
    exact = enumerated(odds, repeat)
    for line, sum_of_all in zip(marginals(odds, repeat), exact, strict=True):
        assert line == {one: pytest.approx(value, abs=1e-4) for one, value in sum_of_all.items()}


def test_it_comes_near_where_lines_and_incidents_form_a_loop() -> None:
    odds: Odds = [{"a": 30.0, "b": 4.0, "c": 1.0}, {"a": 8.0, "b": 20.0}, {"b": 3.0, "c": 9.0}]
    for line, exact in zip(marginals(odds, 0.02), enumerated(odds, 0.02), strict=True):
        assert line == {one: pytest.approx(value, abs=0.05) for one, value in exact.items()}


@pytest.mark.parametrize("repeat", [0.0, -1.0, 1.5])
def test_a_factor_out_of_range_is_refused(repeat: float) -> None:
    with pytest.raises(ValueError, match="not above 0 and at most 1"):
        marginals([{"a": 1.0}], repeat)


@settings(max_examples=40)
@given(
    st.lists(
        st.dictionaries(st.sampled_from("abcd"), st.floats(0.01, 1000), max_size=3),
        min_size=1,
        max_size=5,
    ),
    st.lists(st.floats(0.1, 10), min_size=1, max_size=3),
)
def test_marginals_with_a_factor_do_not_depend_on_those_before(
    odds: Odds, factors: list[float]
) -> None:
    one = Assignment(odds, 0.05)
    for factor in factors:
        found = one.marginals(factor)
    scaled = [{key: factors[-1] * value for key, value in line.items()} for line in odds]
    for line, fresh in zip(found, marginals(scaled, 0.05), strict=True):
        assert line == {key: pytest.approx(value, abs=1e-4) for key, value in fresh.items()}


def test_the_same_marginals_again_take_one_round(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rounds were begun anew for every share of lines about none: a minute for 3,000 lines."""
    rounds = 0
    whole = Assignment._pass_messages

    def counted(self: Assignment, values: list[list[float]]) -> float:
        nonlocal rounds
        rounds += 1
        return whole(self, values)

    monkeypatch.setattr(Assignment, "_pass_messages", counted)
    odds = [{str(n + k): 3.0 for k in range(5)} for n in range(40)]
    one = Assignment(odds, 0.05)
    first = one.marginals()
    before, rounds = rounds, 0
    for again, line in zip(one.marginals(), first, strict=True):
        assert again == pytest.approx(line, abs=1e-5)
    assert rounds == 1 < before
