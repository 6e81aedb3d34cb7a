"""The notebook in examples/ runs, and its figures stand beside the published ones."""

import json
from pathlib import Path
from typing import Any

import pytest

NOTEBOOK = Path(__file__).parents[2] / "examples" / "three-lists" / "gaza-three-lists.ipynb"


@pytest.fixture(scope="module")
def names() -> dict[str, Any]:
    """What the notebook's code leaves behind, run from top to bottom."""
    found: dict[str, Any] = {}
    for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), found)  # noqa: S102 - our own notebook
    return found


def test_the_lists_are_as_large_as_published(names: dict[str, Any]) -> None:
    assert names["sizes"] == {"hospital": 22_347, "survey": 7_581, "obituaries": 3_190}
    assert names["table"].observed == 29_271


def test_the_best_model_is_near_the_published_total(names: dict[str, Any]) -> None:
    best = names["models"][0].total
    assert round(best) == 64_696
    assert best == pytest.approx(names["published"]["total"], rel=0.01)


def test_the_interval_holds_the_published_one(names: dict[str, Any]) -> None:
    total, published = names["estimate"].total, names["published"]
    assert 29_271 < total.lowest < published["low"]
    assert published["high"] < total.highest
    assert total.lowest > names["estimate"].chao_lower_bound.lowest


def test_it_stands_beside_the_published_one_with_where_its_ends_come_from(
    names: dict[str, Any],
) -> None:
    assert "; published 64,260 (55,298–78,525)" in names["beside"]
    lower, upper = names["mse"].explain_ends(names["estimate"])
    assert lower.startswith("The lower end is that of the log-linear models (5")
    assert upper.startswith("The upper end is that of latent classes (8")
