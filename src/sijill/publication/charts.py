"""Charts as SVG: drawn once, the same on screen and paper, each beside the table it is drawn from.

A range is drawn as a range: solid up to the lowest number, light from there to the highest. Unknown
is not drawn as zero; where it matters the caption says how many are unknown.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import altair as alt
from markupsafe import Markup

from sijill.figures.acknowledged import concedes_death
from sijill.model.incidents import Incident
from sijill.model.official import OfficialLine

DOCUMENTED, ACKNOWLEDGED, ESTIMATED, INK, PALE = (
    "#1d5b6a",
    "#c2661d",
    "#6a4c93",
    "#2b2b2b",
    "#9dbcc2",
)
FONT = "system-ui, 'Noto Sans', 'Noto Sans Arabic', 'Segoe UI', Tahoma, sans-serif"
_WIDTH = 720

Range = tuple[str, int, int, str]
"""A label, the lowest and the highest number, and a colour."""


def draw(chart: alt.TopLevelMixin, description: str) -> Markup:
    """The chart as inline SVG that scales with its column, described for screen readers."""
    configured = (
        chart.configure(font=FONT, background="transparent")
        .configure_axis(
            labelColor=INK,
            titleColor=INK,
            labelFontSize=12,
            titleFontSize=12,
            gridColor="#e6e2da",
            domainColor="#b9b3a7",
            tickColor="#b9b3a7",
        )
        .configure_view(stroke=None)
    )
    text = _svg(configured)
    opening = f'<svg role="img" aria-label="{Markup.escape(description)}" '
    return Markup(text.replace("<svg ", opening, 1))  # noqa: S704  drawn by us from escaped text


def _svg(chart: alt.TopLevelMixin) -> str:
    import vl_convert as vlc  # noqa: PLC0415  the renderer takes half a second to load

    return str(vlc.vegalite_to_svg(chart.to_dict(), vl_version="6.4"))


def week_of(day: date) -> date:
    """The Monday of a day's week (ISO 8601)."""
    return day - timedelta(days=day.weekday())


def by_week(
    incidents: Iterable[Incident], lines: Mapping[str, OfficialLine]
) -> dict[date, tuple[int, int, int]]:
    """Per week: lowest and highest deaths of incidents that begin in it, and conceded deaths."""
    weeks: dict[date, list[int]] = defaultdict(lambda: [0, 0, 0])
    for incident in incidents:
        first = incident.record.happened.earliest
        if first is None:
            continue
        week = weeks[week_of(first)]
        week[0] += incident.killed.lowest or 0
        week[1] += incident.killed.highest or incident.killed.lowest or 0
        line = lines.get(incident.id)
        week[2] += (line.deaths.highest or 0) if line is not None and concedes_death(line) else 0
    return {week: (low, high, conceded) for week, (low, high, conceded) in sorted(weeks.items())}


def timeline(weeks: Mapping[date, tuple[int, int, int]]) -> Markup:
    """Deaths by week: documented as ranges, acknowledged as marks."""
    rows = [
        {"week": week.isoformat(), "lowest": low, "highest": high, "acknowledged": conceded}
        for week, (low, high, conceded) in weeks.items()
    ]
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X(
            "yearmonthdate(week):O",
            title=None,
            axis=alt.Axis(format="%-d %b", labelAngle=0, labelOverlap=True),
        )
    )
    title = "people killed"
    solid = base.mark_bar(color=DOCUMENTED).encode(y=alt.Y("lowest:Q", title=title))
    light = base.mark_bar(color=PALE).encode(y=alt.Y("lowest:Q", title=title), y2="highest:Q")
    marks = (
        base.transform_filter("datum.acknowledged > 0")
        .mark_point(shape="diamond", filled=True, size=70, color=ACKNOWLEDGED, opacity=1)
        .encode(y=alt.Y("acknowledged:Q", title=title))
    )
    return draw(
        alt.layer(solid, light, marks).properties(width=_WIDTH, height=220),
        "Deaths by week: documented from lowest to highest, and acknowledged",
    )


def intervals(ranges: Sequence[Range], unit: str) -> Markup:
    """Numbers of one unit beneath each other, each a line from its lowest to its highest end."""
    rows = [
        {
            "label": label,
            "lowest": low,
            "highest": high,
            "colour": colour,
            "text": f"{low:,}–{high:,}" if low != high else f"{low:,}",
        }
        for label, low, high, colour in ranges
    ]
    base = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y(
            "label:N",
            title=None,
            sort=None,
            axis=alt.Axis(labelLimit=320, domain=False, ticks=False),
        )
    )
    scale = alt.Scale(zero=True, nice=True)
    bar = base.mark_bar(height=14, cornerRadius=2).encode(
        x=alt.X("lowest:Q", title=unit, scale=scale),
        x2="highest:Q",
        color=alt.Color("colour:N", scale=None),
    )
    thin = (
        base.mark_rule(strokeWidth=2, opacity=0.5)
        .encode(
            x=alt.X("zero:Q", title=unit), x2="lowest:Q", color=alt.Color("colour:N", scale=None)
        )
        .transform_calculate(zero="0")
    )
    tick = base.mark_tick(thickness=3, height=14).encode(
        x="highest:Q", color=alt.Color("colour:N", scale=None)
    )
    words = base.mark_text(align="left", dx=8, fontSize=13, fontWeight="bold", color=INK).encode(
        x="highest:Q", text="text:N"
    )
    return draw(
        alt.layer(thin, bar, tick, words).properties(width=_WIDTH - 320, height=alt.Step(38)),
        "; ".join(f"{row['label']}: {row['text']}" for row in rows),
    )


def upset(counts: Mapping[tuple[str, ...], int], titles: Mapping[str, str]) -> Markup:
    """List overlap as an UpSet plot: people on exactly each combination of lists.

    Lex, Gehlenborg, Strobelt, Vuillemot and Pfister 2014, IEEE TVCG 20:1983.
    """
    lists = sorted(
        titles,
        key=lambda source: (
            -sum(count for combination, count in counts.items() if source in combination)
        ),
    )
    names = [titles[source] for source in lists]
    shown = list(counts.items())[:20]
    columns = [{"set": f"{place:02d}", "people": count} for place, (_, count) in enumerate(shown)]
    dots = [
        {"set": f"{place:02d}", "list": titles[source], "on": source in combination}
        for place, (combination, _) in enumerate(shown)
        for source in lists
    ]
    sizes = [
        {
            "list": titles[source],
            "people": sum(count for combination, count in counts.items() if source in combination),
        }
        for source in lists
    ]
    x = alt.X("set:O", axis=None)
    bars = alt.Chart(alt.Data(values=columns)).encode(
        x=x, y=alt.Y("people:Q", title="people on exactly these lists")
    )
    top = (
        bars.mark_bar(color=DOCUMENTED)
        + bars.mark_text(dy=-7, fontSize=12, color=INK).encode(
            text=alt.Text("people:Q", format=",")
        )
    ).properties(width=max(240, 34 * len(shown)), height=190)
    y = alt.Y(
        "list:N", sort=names, title=None, axis=alt.Axis(labelLimit=260, domain=False, ticks=False)
    )
    matrix = alt.Chart(alt.Data(values=dots)).encode(x=x, y=y)
    grid = matrix.mark_circle(size=110, color="#dcd7cc")
    filled = matrix.transform_filter("datum.on").mark_circle(size=110, color=DOCUMENTED, opacity=1)
    joined = (
        matrix.transform_filter("datum.on")
        .mark_line(color=DOCUMENTED, strokeWidth=2)
        .encode(detail="set:O")
    )
    bottom = (grid + joined + filled).properties(
        width=max(240, 34 * len(shown)), height=alt.Step(30)
    )
    total = alt.Chart(alt.Data(values=sizes)).encode(
        y=alt.Y("list:N", sort=names, axis=None),
        x=alt.X(
            "people:Q",
            title="on the list",
            scale=alt.Scale(reverse=False),
            axis=alt.Axis(tickCount=2),
        ),
    )
    side = (
        total.mark_bar(color=PALE)
        + total.mark_text(align="left", dx=4, fontSize=12, color=INK).encode(
            text=alt.Text("people:Q", format=",")
        )
    ).properties(width=110, height=alt.Step(30))
    return draw(
        alt.vconcat(top, alt.hconcat(bottom, side, spacing=12), spacing=6),
        "How many named dead are on exactly which lists",
    )
