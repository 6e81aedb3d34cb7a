"""Two plots of an estimate for a notebook: the total by every method, and the lists' overlap.

Altair draws them; it comes with sijill's reports and is imported when a plot is asked for.
"""

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import altair as alt

HEADLINE = "all together"
BINS = 60
SHOWN = (0.005, 0.98)
"""Quantiles between which a histogram is drawn."""
MOST_COMBINATIONS = 30
WIDEST_NAMES = 600
"""Pixels of the names of lists beside a bar."""


def plot_totals(
    draws: Mapping[str, npt.NDArray[np.float64]], recorded: int, floor: int | None
) -> "alt.TopLevelMixin":
    """Histograms of the totals by method, with those recorded and the floor as rules.

    Raises:
        ModuleNotFoundError: without Altair: ``pip install sijill[estimation]`` and ``altair``.
    """
    import altair as alt  # noqa: PLC0415  loaded for a plot alone

    finite = {name: _finite(totals) for name, totals in draws.items()}
    rows = [
        {
            "method": name,
            "from": start,
            "to": end,
            "share": share,
            "height": share / (end - start),
            "foot": 0,
        }
        for name, totals in finite.items()
        for start, end, share in _histogram(totals)
    ]
    marks = [{"what": "recorded", "at": recorded}]
    marks += [] if floor is None else [{"what": "at least", "at": floor}]
    bars = (
        alt.Chart()
        .mark_rect()
        .encode(
            x=alt.X("from:Q", title="persons", scale=alt.Scale(zero=False)),
            x2="to:Q",
            y=alt.Y("height:Q", title=None, axis=None),
            y2="foot:Q",
        )
    )
    rules = (
        alt.Chart(alt.Data(values=marks))
        .mark_rule(strokeDash=[4, 3])
        .encode(x="at:Q", tooltip=["what:N", "at:Q"])
    )
    layers = alt.layer(bars, rules, data=alt.Data(values=rows)).properties(width=480, height=70)
    faceted = layers.facet(row=alt.Row("method:N", title=None, sort=list(draws)))
    said = "; ".join(f"{mark['what']} {mark['at']:,}" for mark in marks)
    title = alt.Title("Persons, those on no list included", subtitle=f"Dashed: {said}")
    return faceted.properties(title=title)


def plot_overlap(counts: Mapping[frozenset[str], int]) -> "alt.TopLevelMixin":
    """How many persons are on exactly which lists, the most frequent first.

    Raises:
        ModuleNotFoundError: without Altair.
    """
    import altair as alt  # noqa: PLC0415  loaded for a plot alone

    ordered = sorted(counts.items(), key=lambda item: (-item[1], sorted(item[0])))
    rows = [
        {"lists": " + ".join(sorted(members)), "persons": number}
        for members, number in ordered[:MOST_COMBINATIONS]
        if number
    ]
    drawing: alt.TopLevelMixin = (
        alt.Chart(alt.Data(values=rows))
        .mark_bar()
        .encode(
            x=alt.X("persons:Q", title="persons on exactly these lists"),
            y=alt.Y("lists:N", title=None, sort=None, axis=alt.Axis(labelLimit=WIDEST_NAMES)),
            tooltip=["lists:N", "persons:Q"],
        )
        .properties(width=480)
    )
    return drawing


def _finite(draws: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    flat = draws.ravel()
    return flat[np.isfinite(flat)]


def _histogram(draws: npt.NDArray[np.float64]) -> Iterable[tuple[float, float, float]]:
    """Where each bar begins and ends, and the share of the draws in it.

    Totals are whole, so a bar is a whole number of them wide: none stands out by holding one more.
    """
    if not len(draws):
        return
    low, high = (math.floor(end) for end in np.quantile(draws, SHOWN))
    step = max(math.ceil((high - low) / BINS), 1)
    numbers, edges = np.histogram(draws, np.arange(low, high + 2 * step, step))
    for start, number in zip(edges[:-1], numbers, strict=True):
        yield float(start), float(start + step), float(number / len(draws))
