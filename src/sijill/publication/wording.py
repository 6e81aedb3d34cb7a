"""Numbers and texts as a reader sees them: intervals, scripts, places in files."""

import math

from markupsafe import Markup

from sijill.figures.figure import Figure
from sijill.language.scripts import script_of
from sijill.model.counts import CountRange
from sijill.model.names import Script
from sijill.model.quantities import Refusal


def figure_value(figure: Figure) -> str:
    """The value of a figure for a heading: an interval, or "not given"."""
    if isinstance(figure.value, Refusal):
        return "not estimable" if figure.name.startswith("estimate") else "not given"
    if figure.name.startswith("gap.share"):
        return share_text(figure.value.value)
    if figure.signed is not None and figure.signed[0] < 0:
        return f"{figure.signed[0]:,} to {figure.signed[1]:,}".replace("-", "−")
    return str(figure.value.value)


def share_text(permille: CountRange) -> str:
    """A range in thousandths as per cent with one decimal."""
    low, high = (f"{(end or 0) / 10:.1f}" for end in (permille.lowest, permille.highest))
    return f"{low} %" if low == high else f"{low}–{high} %"


def number(value: object) -> Markup:
    """A number or range that keeps its direction in right-to-left text."""
    return Markup('<span class="n" dir="ltr">{}</span>').format(str(value))


def in_script(text: str) -> Markup:
    """A text isolated from its surroundings, with its language where it is Arabic."""
    if script_of(text) in (Script.ARABIC, Script.MIXED):
        return Markup('<bdi lang="ar">{}</bdi>').format(text)
    return Markup("<bdi>{}</bdi>").format(text)


def code(text: str) -> Markup:
    """An id, hash or file name: left to right, in a fixed-width face."""
    return Markup('<code dir="ltr">{}</code>').format(text)


def day(text: object) -> Markup:
    """A date or interval of dates."""
    return Markup('<time dir="ltr">{}</time>').format(str(text))


def metres(radius_m: int | None) -> str:
    """A radius in words: ``100 m``, ``5 km``."""
    if radius_m is None:
        return "unknown"
    return f"{radius_m:,} m" if radius_m < 1000 else f"{radius_m / 1000:g} km"  # noqa: PLR2004  metres of a kilometre


def nice_ceiling(value: float) -> float:
    """The next rounder number at or above: 1, 2 or 5 times a power of ten."""
    if value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= value)
