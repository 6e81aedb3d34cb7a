"""Plots of an estimate: what they show is in their data."""

import numpy as np
import pytest

from sijill.model.results.capture_plots import plot_overlap, plot_totals


def test_the_total_by_every_method_beside_those_recorded() -> None:
    draws = {"all together": np.array([90.0, 100.0, 120.0]), "one": np.array([95.0, np.inf])}
    drawn = plot_totals(draws, recorded=80, floor=85).to_dict()
    bars, rules = drawn["spec"]["layer"]
    assert {row["method"] for row in drawn["data"]["values"]} == set(draws)
    assert rules["data"]["values"] == [
        {"what": "recorded", "at": 80},
        {"what": "at least", "at": 85},
    ]
    shares = sum(row["share"] for row in drawn["data"]["values"] if row["method"] == "one")
    assert shares == pytest.approx(1.0)
    assert bars["mark"]["type"] == "rect"
    assert drawn["title"]["subtitle"] == "Dashed: recorded 80; at least 85"
    assert "data" not in bars  # so that each panel has its own method


def test_every_bar_is_a_whole_number_of_persons_wide() -> None:
    draws = np.repeat(np.arange(1_000.0, 1_250.0), 4)
    rows = plot_totals({"one": draws}, recorded=900, floor=None).to_dict()["data"]["values"]
    assert {row["to"] - row["from"] for row in rows} == {5}
    inner = [row["height"] for row in rows[1:-2]]
    assert max(inner) == pytest.approx(min(inner))


def test_the_overlap_names_each_combination_the_most_frequent_first() -> None:
    counts = {frozenset("A"): 3, frozenset("BA"): 7, frozenset("C"): 0}
    drawn = plot_overlap(counts).to_dict()
    assert drawn["data"]["values"] == [
        {"lists": "A + B", "persons": 7},
        {"lists": "A", "persons": 3},
    ]
