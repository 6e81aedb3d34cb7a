"""What a party had conceded as time passed, as steps: a number stands until the next release."""

from collections.abc import Sequence

import altair as alt
from markupsafe import Markup

from sijill.figures.figure import Figure
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Refusal
from sijill.publication.charts.charts import ACKNOWLEDGED, draw

_WIDTH, _HEIGHT = 720, 180
_FEWEST = 2
"""Steps that make a picture."""


def steps(figures: Sequence[Figure]) -> tuple[Markup, str] | None:
    """A band from the lowest to the highest number, month by month, and its caption.

    Args:
        figures: one number each, of one unit, in order; the name of each ends in its month.

    ``None`` where fewer than two have both ends.
    """
    rows = [
        {"month": figure.name[-7:], "lowest": count.lowest, "highest": count.highest}
        for figure in figures
        if (count := _count(figure)).lowest is not None and count.highest is not None
    ]
    if len(rows) < _FEWEST:
        return None
    rows.append({**rows[-1], "month": _next_month(str(rows[-1]["month"]))})
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("yearmonth(month):T", title=None, axis=alt.Axis(format="%b %Y", labelOverlap=True))
    )
    lowest = alt.Y("lowest:Q", title="deaths conceded", scale=alt.Scale(domainMin=0))
    band = base.mark_area(color=ACKNOWLEDGED, opacity=0.35, interpolate="step-after").encode(
        y=lowest, y2="highest:Q"
    )
    line = base.mark_line(color=ACKNOWLEDGED, interpolate="step-after").encode(y=lowest)
    drawing = draw(
        alt.layer(band, line).properties(width=_WIDTH, height=_HEIGHT),
        "over-time",
        f"Deaths conceded from {rows[0]['month']} to {rows[-2]['month']}",
    )
    is_band = any(row["lowest"] != row["highest"] for row in rows)
    band_words = " The band runs from the lowest to the highest number." if is_band else ""
    return drawing, f"A number stands until the next release.{band_words}"


def _next_month(month: str) -> str:
    """The month in which the last number still stands: "2032-12" gives "2033-01"."""
    year, number = map(int, month.split("-"))
    return f"{year + number // 12:04}-{number % 12 + 1:02}"


def _count(figure: Figure) -> CountRange:
    return CountRange() if isinstance(figure.value, Refusal) else figure.value.value
