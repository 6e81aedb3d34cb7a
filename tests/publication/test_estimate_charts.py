"""Pictures of an estimate: the numbers are in them, and open ends are drawn, not dropped."""

import re
from dataclasses import replace
from html import unescape
from types import SimpleNamespace

import numpy as np
import pytest

from sijill.estimation.pooling.headline import estimate
from sijill.estimation.pooling.settings import Settings
from sijill.model.results.captures import CaptureTable, Estimate, Method
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Refusal, RefusalReason
from sijill.publication.charts.estimate_charts import (
    estimate_pictures,
    methods_picture,
    posterior_picture,
    runs_picture,
    sensitivity_picture,
)
from sijill.publication.pages.template_files import strict_templates
from small_cases import BuiltCity

COUNTS = {"A": 120, "B": 80, "C": 60, "AB": 30, "AC": 24, "BC": 16, "ABC": 6}


@pytest.fixture(scope="module")
def estimated() -> Estimate:
    table = CaptureTable("", ("A", "B", "C"), {frozenset(k): v for k, v in COUNTS.items()})
    answer = estimate(table, derived={}, seed=1, settings=Settings(replicates=20))
    assert isinstance(answer, Estimate)
    return answer


def test_every_picture_describes_itself_to_those_who_hear_it(estimated: Estimate) -> None:
    pictures = list(estimate_pictures(estimated))
    assert len(pictures) == 4
    for picture, caption in pictures:
        assert re.match(r'<svg class="\w+" role="img" aria-label="\w[^"]{20,}"', str(picture))
        assert caption.endswith(".")


def test_the_posterior_names_interval_and_recorded(estimated: Estimate) -> None:
    _, caption = posterior_picture(estimated)
    assert str(estimated.total) in caption
    assert "336 recorded" in caption
    assert "1 % of the draws lie further right" in caption


def test_draws_without_an_upper_end_are_counted_as_further_right(estimated: Estimate) -> None:
    draws = estimated.draws.copy()
    draws[: len(draws) // 10] = np.inf
    _, caption = posterior_picture(
        replace(estimated, draws=draws, total=replace(estimated.total, highest=None))
    )
    assert "11 % of the draws lie further right" in caption


def test_methods_are_drawn_beside_the_headline(estimated: Estimate) -> None:
    text = str(methods_picture(estimated)[0])
    for words in ("put together", *Method):
        assert words in text


def test_an_open_interval_reaches_the_edge(estimated: Estimate) -> None:
    first, *others = estimated.answers
    opened = replace(first, total=CountRange(first.total.lowest), median=None)
    text = str(methods_picture(replace(estimated, answers=(opened, *others)))[0])
    ends = [estimated.total, *(one.total for one in others)]
    furthest = round(1.1 * max(one.highest or 0 for one in ends))
    assert f"log-linear: {first.total.lowest} to {furthest}" in text
    assert "log-linear" not in str(
        sensitivity_picture(replace(estimated, answers=(opened, *others)))[0]
    )


def test_ranks_are_told_with_their_diagnostic(estimated: Estimate) -> None:
    (answer,) = (one for one in estimated.answers if one.method is Method.LATENT_CLASS)
    picture, caption = runs_picture(answer)
    assert f"Rank R-hat {answer.diagnostics['rhat']:.3f}" in caption
    assert "run 4" in str(picture)


def test_the_page_shows_each_method_the_bound_and_the_papers(estimated: Estimate) -> None:
    refused = Refusal(RefusalReason.NOT_CONVERGED, "Runs disagree.", "More draws.")
    asked = {"all": replace(estimated, refused={Method.RASCH: refused}), "Homs": refused}
    page = strict_templates().get_template("estimates.html")
    text = page.render(analysis=SimpleNamespace(estimates=asked), fig=str)
    for one in estimated.answers:
        assert f"<td>{one.method}</td>" in text
        assert str(one.total) in text
    assert "no answer: Runs disagree." in text
    assert str(estimated.chao_lower_bound) in text
    assert "Manrique-Vallier 2016" in text
    assert "<b>Homs:</b> not estimable. Runs disagree. More draws." in text


def test_the_page_of_the_figure_says_of_the_methods_what_the_method_page_says(
    city: BuiltCity,
) -> None:
    """The parts, the floor, what the answer takes for granted and what the lists cannot tell."""
    (answer,) = city.built.analysis.estimates.values()
    assert isinstance(answer, Estimate)
    for name in ("method.html", "figures/estimate.total.html"):
        text = unescape((city.dossier / name).read_text(encoding="utf-8"))
        assert str(answer.chao_lower_bound) in text
        assert "since the lists cannot tell which of them is right" in text
        for sentence in (*answer.assumptions, *answer.warnings):
            assert sentence in text
