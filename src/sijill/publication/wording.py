"""Numbers and texts as a reader sees them: intervals, scripts, places in files.

Arabic beside numbers reorders them: "4–8" after an Arabic name reads 8–4. So whatever comes from a
list is isolated (``bdi``, or an element with its own ``dir``: both isolate), and sentences are put
together as markup, never as plain text.
"""

import re
from functools import lru_cache
from typing import Protocol

from markupsafe import Markup, escape

from sijill.figures.book import value_text
from sijill.figures.figure import Figure
from sijill.language.scripts import script_of
from sijill.language.sentences import with_noun
from sijill.model.records.record import Locator
from sijill.model.values.names import Script
from sijill.model.values.places import Place
from sijill.model.values.quantities import Refusal

_DIFFERENT_TEXTS = 65_536
"""So many texts are remembered as markup: a name stands on several pages, a list's title on all."""


def figure_value(figure: Figure) -> str:
    """The value of a figure for a heading: an interval, or "not given"."""
    if isinstance(figure.value, Refusal):
        return "not estimable" if figure.name.startswith("estimate") else "not given"
    return value_text(figure)


def figure_link(figure: Figure, root: str) -> Markup:
    """The value of a figure as a link to its page, where its records are; ``root`` leads up."""
    return Markup('<a data-figure="{0}" href="{1}figures/{0}.html">{2}</a>').format(
        figure.name, root, number(figure_value(figure))
    )


def number(value: object) -> Markup:
    """A number or range that keeps its direction in right-to-left text."""
    return Markup('<span class="n" dir="ltr">%s</span>') % str(value)


def count_of(number_of: int, singular: str, plural: str = "") -> Markup:
    """A number with its noun: ``1 incident``, ``3 incidents``."""
    value, noun = with_noun(number_of, singular, plural).split(" ", 1)
    return Markup("{} {}").format(number(value), noun)


@lru_cache(maxsize=16)
def is_mostly_arabic(text: str) -> bool:
    """Whether most letters of a text are Arabic, so that it is set from the right."""
    if text.isascii():
        return False
    letters = [script_of(letter) for letter in text if letter.isalpha()]
    return 2 * letters.count(Script.ARABIC) > len(letters)


@lru_cache(maxsize=_DIFFERENT_TEXTS, typed=True)
def in_script(text: str) -> Markup:
    """A text isolated from its surroundings, with its language where it is Arabic."""
    if script_of(text) in (Script.ARABIC, Script.MIXED):
        return Markup('<bdi lang="ar">%s</bdi>') % text
    return Markup("<bdi>%s</bdi>") % text


_QUOTED = re.compile(r"('[^']*')")


def sentence(text: str) -> Markup:
    """A sentence of this program: left to right, with what it quotes of a list isolated."""
    parts = (in_script(part) if part[:1] == "'" else escape(part) for part in _QUOTED.split(text))
    return Markup('<bdi dir="ltr">%s</bdi>') % Markup("").join(parts)


def code(text: str) -> Markup:
    """An id, hash or file name: left to right, in a fixed-width face."""
    return Markup('<code dir="ltr">%s</code>') % text


def day(text: object) -> Markup:
    """A date or interval of dates."""
    return Markup('<time dir="ltr">%s</time>') % str(text)


class Knowable(Protocol):
    """A date, a place, a count, an age: known, or not."""

    @property
    def is_known(self) -> bool:
        """Whether it says anything."""


def if_known(value: Knowable) -> str:
    """A value in words; empty where it is unknown, as cells and facts have it."""
    return str(value) if value.is_known else ""


def if_stated(number: int | None) -> int | str:
    """A number; empty where none is stated, as cells have it."""
    return "" if number is None else number


def place_names(place: Place) -> Markup:
    """The names of a place, each isolated; its coordinates where it has no name."""
    if not place.names:
        return number(place)
    return Markup(" · ").join(in_script(name.written) for name in place.names)


@lru_cache(maxsize=_DIFFERENT_TEXTS)
def row_of(locator: Locator) -> Markup:
    """Where a row stands: file, sheet, row, and the line of a cell that holds several records."""
    sheet = Markup(", sheet %s") % in_script(locator.sheet) if locator.sheet else ""
    line = Markup(", line %s") % number(locator.line) if locator.line else ""
    row = number(locator.row)
    return Markup("%s%s, row %s%s") % (in_script(locator.file), sheet, row, line)


def metres(radius_m: int | None) -> str:
    """A radius in words: ``100 m``, ``5 km``."""
    if radius_m is None:
        return "unknown"
    return f"{radius_m:,} m" if radius_m < 1000 else f"{radius_m / 1000:g} km"  # noqa: PLR2004  metres of a kilometre
