"""What a table and a prior say by themselves: overlap, one identity over δ, the prior on N / n."""

from collections.abc import Iterator

import altair as alt
import numpy as np
import numpy.typing as npt

from sijill.figures.estimates.estimated import interaction_curve, prior_ratios, ratio_ends
from sijill.model.results.captures import CaptureTable, Estimate, Method
from sijill.publication.charts.charts import DOCUMENTED, MOST_COMBINATIONS, PALE, draw, upset
from sijill.publication.charts.estimate_charts import (
    Captioned,
    dashed_line_at_one,
    line_of_interval,
)

_WIDTH, _HEIGHT = 520, 180
_BINS = 40
_LARGEST_RATIO = 1_000.0
"""Of N to n; larger ones are drawn at the edge."""


def table_pictures(estimate: Estimate, table: CaptureTable) -> Iterator[Captioned]:
    """All pictures that can be made from the table an estimate is about."""
    yield overlap_of_table(table)
    curve = interaction_picture(estimate, table)
    if curve is not None:
        yield curve
    if any(answer.method is Method.LATENT_CLASS for answer in estimate.answers):
        yield prior_picture(estimate, table)


def overlap_of_table(table: CaptureTable) -> Captioned:
    """How many persons are on exactly which lists, the most frequent combinations first."""
    counts = {tuple(sorted(members)): number for members, number in table.counts.items() if number}
    ordered = dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
    links = ["index.html"] * len(ordered)
    drawing = upset(ordered, {name: name for name in table.lists}, links, people="persons")
    drawn = min(len(ordered), MOST_COMBINATIONS)
    return drawing, (
        f"Persons on exactly each combination of lists; the {drawn} most frequent of "
        f"{len(ordered):,} are drawn."
    )


def interaction_picture(estimate: Estimate, table: CaptureTable) -> Captioned | None:
    """The total that no model stands behind, over δ, with its interval; none with empty histories.

    An empty history gets half a person, and the caption says so.
    """
    drawable = interaction_curve(estimate, table)
    if drawable is None:
        return None
    curve, is_filled = drawable
    rows = [
        {
            "factor": point.factor,
            "total": point.total,
            "low": point.interval.lowest,
            "high": point.interval.highest,
        }
        for point in curve
    ]
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("factor:Q", title="δ: times as many on no list", scale=alt.Scale(nice=False))
    )
    band = base.mark_area(color=PALE, opacity=0.7).encode(
        y=alt.Y("low:Q", title="total", scale=alt.Scale(zero=False)), y2="high:Q"
    )
    line = base.mark_line(color=DOCUMENTED, strokeWidth=2).encode(y="total:Q")
    drawing = draw(
        alt.layer(band, line, dashed_line_at_one()).properties(width=_WIDTH, height=_HEIGHT),
        "interaction",
        f"The total over the interaction of all lists and its {estimate.level_percent} % interval",
    )
    filled = " Half a person was added to each history, as some are nobody's." if is_filled else ""
    return drawing, (
        "The total if no model is chosen and the interaction of all lists is taken as known, with "
        f"its {estimate.level_percent} % interval. At the dashed line there is none.{filled}"
    )


def prior_picture(estimate: Estimate, table: CaptureTable) -> Captioned:
    """What the latent classes hold of N / n before any data, and where their answer lies."""
    ratios = prior_ratios(estimate, table)
    shown = np.minimum(ratios, _LARGEST_RATIO)
    (answer,) = (answer for answer in estimate.answers if answer.method is Method.LATENT_CLASS)
    low_end, high_end = (
        _LARGEST_RATIO if end is None else end for end in ratio_ends(answer.total, estimate, table)
    )
    drawing = draw(
        alt.layer(_draw_shares(shown), line_of_interval(low_end, high_end)).properties(
            width=_WIDTH, height=_HEIGHT
        ),
        "prior",
        "What the prior of the latent classes holds of N / n, and the interval that came out",
    )
    low, median, high = np.quantile(ratios, (0.025, 0.5, 0.975))
    return drawing, (
        "What the latent classes hold of N / n before any data: 95 % from "
        f"{low:.2f} to {high:,.1f}, median {median:.2f}, without the cap. Dark line: their "
        "interval for this table. Where the two are alike, the prior is the answer."
    )


def _draw_shares(ratios: npt.NDArray[np.float64]) -> alt.Chart:
    """Bars of ratios between 1 and the largest shown, in bins of equal width in logarithms."""
    edges = np.geomspace(1.0, _LARGEST_RATIO, _BINS + 1)
    heights, _ = np.histogram(ratios, bins=edges)
    bars = [
        {"from": float(low), "to": float(high), "share": float(height / len(ratios)), "foot": 0}
        for low, high, height in zip(edges, edges[1:], heights, strict=False)
    ]
    chart: alt.Chart = (
        alt.Chart(alt.Data(values=bars))
        .mark_rect(color=PALE)
        .encode(
            x=alt.X("from:Q", title="N / n (logarithmic)", scale=alt.Scale(type="log")),
            x2="to:Q",
            y=alt.Y("share:Q", title="share of the prior", axis=alt.Axis(format="%", tickCount=3)),
            y2="foot:Q",
        )
    )
    return chart
