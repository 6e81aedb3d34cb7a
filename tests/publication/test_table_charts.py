"""Pictures of a table and a prior: what they draw is what estimation computes."""

import re
from dataclasses import replace

import altair as alt
import pytest

from sijill import estimation as mse
from sijill.publication.charts.charts import draw, upset
from sijill.publication.charts.table_charts import (
    interaction_picture,
    overlap_of_table,
    prior_picture,
    table_pictures,
)

COUNTS = {"A": 120, "B": 80, "C": 60, "AB": 30, "AC": 24, "BC": 16, "ABC": 6}
TABLE = mse.CaptureTable("", ("A", "B", "C"), {frozenset(k): v for k, v in COUNTS.items()})


@pytest.fixture(scope="module")
def estimated() -> mse.Estimate:
    settings = mse.Settings((mse.Method.LATENT_CLASS,), replicates=5)
    answer = mse.estimate(TABLE, seed=1, settings=settings)
    assert isinstance(answer, mse.Estimate)
    return answer


def test_overlap_names_every_list() -> None:
    picture, caption = overlap_of_table(TABLE)
    assert "How many persons are on exactly which lists" in picture
    assert "the 7 most frequent of 7" in caption
    assert "120" in picture


@pytest.mark.parametrize(
    "title", ["The Monitor: victims named in incidents", "سجل المستشفى الوطني للوفيات", "B"]
)
def test_a_list_has_room_for_its_whole_title_beside_the_matrix(title: str) -> None:
    """Readers' fonts are wider than the one that is drawn with, and nothing is cut for that."""
    drawn = upset({("a",): 3}, {"a": title}, ["a.html"])
    width = re.search(r'viewBox="0 0 ([\d.]+) ', drawn)
    assert width is not None
    assert float(width[1]) >= 240 + 6.8 * len(title)
    assert title in drawn


def test_the_curve_of_the_interaction_says_when_histories_were_filled(
    estimated: mse.Estimate,
) -> None:
    drawn = interaction_picture(estimated, TABLE)
    assert drawn is not None
    assert "Half a person" not in drawn[1]
    sparse = replace(TABLE, counts={**TABLE.counts, frozenset("ABC"): 0})
    filled = interaction_picture(estimated, sparse)
    assert filled is not None
    assert "Half a person" in filled[1]


def test_the_prior_is_drawn_that_the_estimate_was_made_with(estimated: mse.Estimate) -> None:
    _, caption = prior_picture(estimated, TABLE)
    stated = {**estimated.settings, "prior": {**estimated.settings["prior"], "chance": [1.0, 9.0]}}  # type: ignore[dict-item]
    _, other = prior_picture(replace(estimated, settings=stated), TABLE)
    low, high = (float(text.split("median ")[1].split(",")[0]) for text in (caption, other))
    assert low < 1.5 < high


def test_the_prior_is_drawn_only_for_latent_classes(estimated: mse.Estimate) -> None:
    assert len(list(table_pictures(estimated, TABLE))) == 3
    assert len(list(table_pictures(replace(estimated, answers=()), TABLE))) == 2


def test_a_sign_that_no_picture_can_hold_does_not_end_the_process() -> None:
    """The renderer aborts at a control character, which the name of a file may hold."""
    picture = draw(
        alt.Chart(alt.Data(values=[{"list": "a\x1b[2J\x00b\ufffe", "size": 1}]))
        .mark_bar()
        .encode(x="size:Q", y="list:N"),
        "odd",
        "odd signs",
    )
    assert "a\N{REPLACEMENT CHARACTER}[2J\N{REPLACEMENT CHARACTER}b" in picture


def test_a_long_title_of_signs_beyond_the_basic_plane_is_drawn() -> None:
    """The renderer cuts it inside of a letter, and cannot read what is left of it."""
    axis = alt.Axis(labelLimit=60)
    for title in ("📋" * 40, "a" + "📋" * 40):
        picture = draw(
            alt.Chart(alt.Data(values=[{"list": title, "size": 1}]))
            .mark_bar()
            .encode(x="size:Q", y=alt.Y("list:N", axis=axis)),
            "odd",
            "odd signs",
        )
        assert "<svg" in picture
