"""An estimate as pictures: how sure, what each method says, what no table can test, how it ran.

Each is made from an estimate alone, so it can stand in a notebook as well as in the dossier.
"""

from collections.abc import Iterator

import altair as alt
import numpy as np
from markupsafe import Markup

from sijill.figures.estimates.estimated import FACTORS
from sijill.model.results.captures import Estimate, Method, MethodAnswer
from sijill.publication.charts.charts import DOCUMENTED, ESTIMATED, INK, draw

_WIDTH, _HEIGHT = 640, 180
_BINS = 60
_SHOWN_LEVEL = 0.99
"""Draws above this quantile are many times the rest and would flatten the picture."""
_RANK_BINS = 20
"""Bars of a rank plot, as its authors draw them."""
_TICKS = 8
"""Numbers of totals beneath an axis; more stand in each other's way."""
_ROOM_OF_NAMES = 150
"""So that the longest name of a method stands whole in every font."""
_COLOURS = {
    Method.LOG_LINEAR: "#6a4c93",
    Method.DECOMPOSABLE: "#1d5b6a",
    Method.LATENT_CLASS: "#b2570f",
    Method.RASCH: "#57702f",
    Method.TWO_GROUPS: "#8a2846",
}
_TOTAL = "people, those on no list included"

Captioned = tuple[Markup, str]
"""A picture and its caption in plain text."""


def estimate_pictures(estimate: Estimate) -> Iterator[Captioned]:
    """All pictures that can be made from an estimate."""
    yield posterior_picture(estimate)
    yield methods_picture(estimate)
    yield sensitivity_picture(estimate)
    for answer in estimate.answers:
        if len(answer.draws) > 1:
            yield runs_picture(answer)


def posterior_picture(estimate: Estimate) -> Captioned:
    """The draws as a histogram, the interval beneath, the number recorded as a line."""
    finite = estimate.draws[np.isfinite(estimate.draws)]
    end = np.quantile(finite, _SHOWN_LEVEL)
    counts, edges = np.histogram(finite[finite <= end], bins=_BINS)
    bars = [
        {"from": float(edges[i]), "to": float(edges[i + 1]), "draws": int(counts[i]), "foot": 0}
        for i in range(_BINS)
    ]
    low = estimate.total.at_least
    high = end if estimate.total.highest is None else min(estimate.total.highest, end)
    area = (
        alt.Chart(alt.Data(values=bars))
        .mark_rect(color=ESTIMATED, opacity=0.75)
        .encode(
            x=alt.X(
                "from:Q",
                title=_TOTAL,
                scale=alt.Scale(zero=False, nice=False),
                axis=alt.Axis(tickCount=_TICKS),
            ),
            x2="to:Q",
            y=alt.Y("draws:Q", title="draws", axis=alt.Axis(tickCount=3)),
            y2="foot:Q",
        )
    )
    interval = line_of_interval(low, float(high))
    recorded = _line_at(estimate.observed, DOCUMENTED)
    drawing = draw(
        alt.layer(area, interval, recorded).properties(width=_WIDTH, height=_HEIGHT),
        "posterior",
        f"The estimate as a distribution; interval {estimate.total}, recorded {estimate.observed}",
    )
    beyond = 1 - len(finite[finite <= end]) / len(estimate.draws)
    return drawing, (
        f"How probable each total is. Dark line: {estimate.level_percent} % interval, "
        f"{estimate.total}. Upright line: {estimate.observed:,} recorded. "
        f"{100 * beyond:.0f} % of the draws lie further right."
    )


def methods_picture(estimate: Estimate) -> Captioned:
    """The interval of the estimate and those of the methods that it puts together."""
    shown = [
        ("put together", estimate.total, estimate.median, INK),
        *(
            (answer.method, answer.total, answer.median, _COLOURS[answer.method])
            for answer in estimate.answers
        ),
    ]
    ends = [total.highest for _, total, _, _ in shown if total.highest is not None]
    furthest = round(1.1 * max(ends, default=estimate.median))
    rows = [
        {
            "method": words,
            "low": total.at_least,
            "high": furthest if total.highest is None else total.highest,
            "median": median,
            "colour": colour,
        }
        for words, total, median, colour in shown
    ]
    base = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y("method:N", sort=None, title=None, axis=alt.Axis(minExtent=_ROOM_OF_NAMES)),
        color=alt.Color("colour:N", scale=None),
    )
    lines = base.mark_rule(strokeWidth=4).encode(
        x=alt.X(
            "low:Q", title=_TOTAL, scale=alt.Scale(zero=False), axis=alt.Axis(tickCount=_TICKS)
        ),
        x2="high:Q",
    )
    medians = base.mark_point(filled=True, size=90, opacity=1).encode(x="median:Q")
    drawing = draw(
        alt.layer(lines, medians, _line_at(estimate.observed, DOCUMENTED)).properties(
            width=_WIDTH - 170, height=alt.Step(34)
        ),
        "methods",
        "; ".join(f"{row['method']}: {row['low']} to {row['high']}" for row in rows),
    )
    return drawing, (
        "What each method says by itself: interval and median. What they disagree on the lists "
        "cannot decide. An interval without an upper end is drawn to the edge."
    )


def sensitivity_picture(estimate: Estimate) -> Captioned:
    """How each method's total moves with what no table can test."""
    rows = [
        {
            "factor": factor,
            "total": estimate.observed + factor * (answer.median - estimate.observed),
            "method": answer.method,
        }
        for answer in estimate.answers
        if answer.median is not None
        for factor in FACTORS
    ]
    methods = list(dict.fromkeys(str(row["method"]) for row in rows))
    lines = (
        alt.Chart(alt.Data(values=rows))
        .mark_line(strokeWidth=2)
        .encode(
            x=alt.X("factor:Q", title="times as many on no list as the method says"),
            y=alt.Y("total:Q", title="total", scale=alt.Scale(zero=False)),
            color=alt.Color(
                "method:N",
                title=None,
                legend=alt.Legend(orient="bottom", columns=3, columnPadding=_ROOM_OF_NAMES / 3),
                scale=alt.Scale(domain=methods, range=[_COLOURS[Method(m)] for m in methods]),
            ),
        )
    )
    drawing = draw(
        alt.layer(lines, dashed_line_at_one()).properties(width=_WIDTH - 120, height=_HEIGHT),
        "sensitivity",
        "The total of each method against the factor on the number on no list",
    )
    return drawing, (
        "If something binds all lists together, more or fewer are on no list than a method says, "
        "and nothing in the data shows it. The dashed line is nothing of the kind."
    )


def runs_picture(answer: MethodAnswer) -> Captioned:
    """Rank plots of independent runs: even bars where they agree (Vehtari et al. 2021)."""
    ranks = answer.draws.ravel().argsort().argsort().reshape(answer.draws.shape)
    bins = ranks * _RANK_BINS // answer.draws.size
    rows = [
        {"run": f"run {run + 1}", "bin": place, "draws": int((bins[run] == place).sum())}
        for run in range(len(bins))
        for place in range(_RANK_BINS)
    ]
    bars = (
        alt.Chart(alt.Data(values=rows))
        .mark_bar(color=_COLOURS[answer.method])
        .encode(
            x=alt.X("bin:O", title="rank", axis=alt.Axis(labels=False, ticks=False)),
            y=alt.Y("draws:Q", title=None, axis=alt.Axis(tickCount=2)),
        )
        .properties(width=_WIDTH / len(bins) - 30, height=70)
        .facet(column=alt.Column("run:N", title=None))
    )
    drawing = draw(bars, "runs", f"Rank plots of the runs of {answer.method}")
    rhat = answer.diagnostics.get("rhat")
    checked = "" if rhat is None else f" Rank R-hat {rhat:.3f}."
    return drawing, (
        f"Where the draws of each independent run of {answer.method} rank among all: even bars "
        f"where the runs agree.{checked}"
    )


def line_of_interval(low: float | None, high: float | None) -> alt.Chart:
    """An interval as a thick line at the foot of a picture."""
    marked = alt.Chart(alt.Data(values=[{"from": low, "to": high, "at": 0}]))
    drawn: alt.Chart = marked.mark_rule(color=INK, strokeWidth=5).encode(
        x="from:Q", x2="to:Q", y="at:Q"
    )
    return drawn


def dashed_line_at_one() -> alt.Chart:
    """Where a factor changes nothing."""
    marked = alt.Chart(alt.Data(values=[{"at": 1.0}])).mark_rule(strokeDash=[4, 3])
    drawn: alt.Chart = marked.encode(x="at:Q")
    return drawn


def _line_at(number: int, colour: str) -> alt.Chart:
    marked = alt.Chart(alt.Data(values=[{"at": number}])).mark_rule(color=colour, strokeWidth=2)
    drawn: alt.Chart = marked.encode(x="at:Q")
    return drawn
