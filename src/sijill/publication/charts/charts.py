"""Charts as SVG: drawn once, the same on screen and paper, each beside the table it is drawn from.

A range is drawn as a range: solid up to the lowest number, light from there to the highest. Unknown
is not drawn as zero; the caption says how many are unknown.
"""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import altair as alt
from markupsafe import Markup

from sijill.figures.overlap import list_sizes
from sijill.figures.weeks import Week
from sijill.model.values.counts import CountRange

DOCUMENTED, ACKNOWLEDGED, ESTIMATED, INK, PALE = (
    "#1d5b6a",
    "#b2570f",
    "#6a4c93",
    "#2b2b2b",
    "#9dbcc2",
)
FONT = "system-ui, 'Noto Sans', 'Noto Sans Arabic', 'Segoe UI', Tahoma, sans-serif"
MOST_COMBINATIONS = 20
"""How many combinations of lists the UpSet plot draws; its page lists them all."""
_WIDTH = 720
_BARS = 380
_ROOM_FOR_WORDS = 1.3
"""How far the axis reaches beyond the highest end: the number beside it is within the picture."""
_WIDEST_TITLE = 260
"""Of a list's title beside the matrix, in pixels as drawn; a longer one ends in an ellipsis."""
_WIDTH_OF_LETTER = 6.8
"""In pixels, on average, of the font that is drawn with."""
_MOST_ROOM = 310
"""For titles, in pixels: readers' fonts are up to a fifth wider than the one that is drawn with."""
_LINKS = "https://dossier.invalid/"
"""Stands before links while the renderer works: it takes an address without a host for its own."""
_IDS = re.compile(r'((?<= id=")|(?<=url\(#))([\w-]+)')
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""XML 1.0, production 2."""
_OF_TWO_HALVES = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd]")
"""The same, and what lies beyond the basic plane of Unicode: pairs in the renderer's language."""
_NEVER_CUT = 8
"""Signs of a label that every room of a chart holds."""

Layered = alt.LayerChart | alt.FacetChart
"""Charts drawn over each other, as the library types them."""
Range = tuple[str, int, int, str]
"""A label, the lowest and the highest number, and a colour."""


def link_to(address: str) -> str:
    """An address of the dossier as a chart's data must give it."""
    return _LINKS + address


def draw(
    chart: alt.TopLevelMixin,
    name: str,
    description: str,
    data: Mapping[str, Sequence[object]] = MappingProxyType({}),
) -> Markup:
    """The chart as inline SVG that scales with its column, described for screen readers.

    ``name`` keeps its ids apart from those of other charts on the page. The renderer numbers ids
    on through a whole run; here they begin at 1, so that the same chart is the same text.
    ``data`` are what the chart calls by name (``alt.NamedData``): data that stand in it are copied
    and held to its schema again and again, which of a thousand circles takes seconds.
    """
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
    ids: dict[str, str] = {}
    text = _IDS.sub(
        lambda match: ids.setdefault(match[2], f"{name}-{len(ids) + 1}"),
        _svg(configured, data).replace(_LINKS, ""),
    )
    opening = f'<svg class="{name}" role="img" aria-label="{Markup.escape(description)}" '
    return Markup(text.replace("<svg ", opening, 1))  # noqa: S704  drawn by us from escaped text


def _svg(chart: alt.TopLevelMixin, data: Mapping[str, Sequence[object]]) -> str:
    import vl_convert as vlc  # noqa: PLC0415  the renderer takes half a second to load

    specification = chart.to_dict()
    specification["datasets"] = {**specification.get("datasets", {}), **data}
    return str(vlc.vegalite_to_svg(_drawable(specification), vl_version="6.4"))


def _drawable(part: object) -> Any:  # noqa: ANN401  JSON
    """A specification without the signs at which the renderer fails, or ends the process.

    A title may be the name of a file, and a label a cell of a list; both may hold any sign. A label
    too long for its room is cut, and one that is cut inside of a letter of two halves is not read.
    """
    match part:
        case str():
            signs = _OF_TWO_HALVES if len(part) > _NEVER_CUT else _NOT_IN_XML
            return signs.sub("\N{REPLACEMENT CHARACTER}", part)
        case dict():
            return {name: _drawable(value) for name, value in part.items()}
        case list():
            return list(map(_drawable, part))
    return part


def timeline(weeks: Sequence[Week]) -> Markup:
    """Deaths by week: documented as ranges, acknowledged as marks; each opens its week."""
    rows = [
        {
            "week": week.monday.isoformat(),
            "lowest": _foot(week.killed),
            "highest": _top(week.killed),
            "acknowledged": _top(week.acknowledged),
            "href": link_to(week_address(week)),
        }
        for week in weeks
    ]
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X(
            "yearmonthdate(week):O",
            title=None,
            axis=alt.Axis(format="%-d %b", labelAngle=0, labelOverlap=True),
        ),
        href="href:N",
    )
    title = "people killed"
    solid = base.mark_bar(color=DOCUMENTED).encode(y=alt.Y("lowest:Q", title=title))
    light = base.mark_bar(color=PALE).encode(y=alt.Y("lowest:Q", title=title), y2="highest:Q")
    marks = (
        base.transform_filter("datum.acknowledged > 0")
        .mark_point(
            shape="diamond", size=110, fill=ACKNOWLEDGED, stroke="white", strokeWidth=1.2, opacity=1
        )
        .encode(y=alt.Y("acknowledged:Q", title=title))
    )
    return draw(
        alt.layer(solid, light, marks).properties(width=_WIDTH, height=220),
        "timeline",
        "Deaths by week: documented from lowest to highest, and acknowledged",
    )


def week_address(week: Week) -> str:
    """Where the dossier lists a week's incidents."""
    return f"weeks.html#{week.monday.isoformat()}"


def _foot(count: CountRange) -> int | None:
    """Where the light part of a bar begins: at the axis where no least number is known."""
    return 0 if count.is_known and count.lowest is None else count.lowest


def _top(count: CountRange) -> int | None:
    """Where a bar ends: an open range is drawn to its lowest number, an unknown one not at all."""
    return count.lowest if count.highest is None else count.highest


def intervals(ranges: Sequence[Range], unit: str) -> Markup:
    """Numbers of one unit beneath each other, each a line from its lowest to its highest end."""
    rows = [
        {
            "label": label,
            "zero": 0,
            "lowest": low,
            "highest": high,
            "colour": colour,
            "text": f"{low:,}–{high:,}" if low != high else f"{low:,}",
        }
        for label, low, high, colour in ranges
    ]
    base = alt.Chart(alt.Data(values=rows)).encode(y=alt.Y("label:N", sort=None, axis=None))
    coloured = base.encode(color=alt.Color("colour:N", scale=None))
    farthest = max((high for _, _, high, _ in ranges), default=1) * _ROOM_FOR_WORDS
    scale = alt.Scale(domain=[0, max(farthest, 1)], nice=True)
    lowest = alt.X("lowest:Q", title=unit, scale=scale)
    thin = coloured.mark_rule(strokeWidth=2, opacity=0.5).encode(x="zero:Q", x2="lowest:Q")
    bar = coloured.mark_bar(height=14, cornerRadius=2).encode(x=lowest, x2="highest:Q")
    tick = coloured.mark_tick(thickness=3, height=14).encode(x="highest:Q")
    words = base.mark_text(align="left", dx=8, fontSize=13, fontWeight="bold", color=INK).encode(
        x="highest:Q", text="text:N"
    )
    labels = base.mark_text(align="left", dy=-18, fontSize=13, color=INK).encode(
        x=alt.value(2), text="label:N"
    )
    return draw(
        alt.layer(bar, thin, tick, words, labels).properties(width=_BARS, height=alt.Step(54)),
        "intervals",
        "; ".join(f"{row['label']}: {row['text']}" for row in rows),
    )


def upset(
    counts: Mapping[tuple[str, ...], int],
    titles: Mapping[str, str],
    links: Sequence[str],
    people: str = "named dead",
) -> Markup:
    """List overlap as an UpSet plot: people on exactly each combination of lists.

    Lex, Gehlenborg, Strobelt, Vuillemot and Pfister 2014, IEEE TVCG 20:1983.

    Args:
        counts: people by combination of source ids, in the order of the columns.
        titles: the title of every list, by source id.
        links: what each column opens.
        people: who is counted.
    """
    sizes = list_sizes(counts, titles)
    lists = sorted(titles, key=lambda source: (-sizes[source], source))
    shown = list(counts.items())[:MOST_COMBINATIONS]
    width = max(240, 34 * len(shown))
    columns = [
        {"set": f"{place:02d}", "people": count, "href": link_to(link)}
        for place, ((_, count), link) in enumerate(zip(shown, links, strict=False))
    ]
    dots = [
        {"set": f"{place:02d}", "list": titles[source], "on": source in combination}
        for place, (combination, _) in enumerate(shown)
        for source in lists
    ]
    names = [titles[source] for source in lists]
    return draw(
        alt.vconcat(
            _combination_bars(columns, width),
            _membership(dots, names, width),
            spacing=6,
        ),
        "upset",
        f"How many {people} are on exactly which lists",
    )


def _combination_bars(columns: list[dict[str, object]], width: int) -> Layered:
    base = alt.Chart(alt.Data(values=columns)).encode(
        x=alt.X("set:O", axis=None),
        y=alt.Y("people:Q", title="people on exactly these lists"),
        href="href:N",
    )
    bars = base.mark_bar(color=DOCUMENTED)
    numbers = base.mark_text(dy=-7, fontSize=12, color=INK).encode(
        text=alt.Text("people:Q", format=",")
    )
    return alt.layer(bars, numbers).properties(width=width, height=190)


def _extent(names: list[str]) -> float:
    """The room left of the matrix, so that the longest title stands in it whole."""
    longest = max(map(len, names), default=0)
    return min(_MOST_ROOM, longest * _WIDTH_OF_LETTER)


def _membership(dots: list[dict[str, object]], names: list[str], width: int) -> Layered:
    """The matrix below the bars: a dot where the combination holds the list."""
    matrix = alt.Chart(alt.Data(values=dots)).encode(
        x=alt.X("set:O", axis=None),
        y=alt.Y(
            "list:N",
            sort=names,
            title=None,
            axis=alt.Axis(
                labelLimit=_WIDEST_TITLE,
                minExtent=_extent(names),
                domain=False,
                ticks=False,
            ),
        ),
    )
    on = matrix.transform_filter("datum.on")
    return alt.layer(
        matrix.mark_circle(size=110, color="#dcd7cc"),
        on.mark_line(color=DOCUMENTED, strokeWidth=2).encode(detail="set:O"),
        on.mark_circle(size=110, color=DOCUMENTED, opacity=1),
    ).properties(width=width, height=alt.Step(30))
