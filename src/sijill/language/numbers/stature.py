"""Heights as people write them: centimetres, metres, feet and inches, a range, "about 170"."""

import re
from functools import cache

from sijill.language.numbers.phrases import Bound, bounds
from sijill.language.scripts import fold_dashes, fold_digits
from sijill.language.unknown import Topic, means_unknown, phrase_form
from sijill.model.values.stature import UNKNOWN_STATURE, Stature
from sijill.model.values.unreadable import Unreadable

ABOUT_CM = 3
"""What "about" adds on either side: families remember a height to some three centimetres."""
_CM_PER_INCH = 2.54
_INCHES_PER_FOOT = 12
_TALLEST_IN_METRES = 2.8

_METRES = r"(?P<metres>[0-2](?:[.,]\d{1,2})?)\s*(?:m|mt|metres?|meters?|mètres?|м|متر|م)?"
_METRE_AND_REST = r"(?P<whole>[12])\s*m(?:etre)?\s*(?P<rest>\d{2})"
_CENTIMETRES = (
    r"(?P<cm>\d{2,3})(?:[.,]\d)?\s*(?:cm|cms|centimet(?:re|er)s?|см|سم|سنتيمتر|سانتيمتر)?"
)
_FEET = (
    r"(?P<feet>[1-8])\s*(?:'|’|ft|feet|foot)\s*"
    r"(?:(?P<inches>\d{1,2})(?:[.,]\d)?\s*(?:\"|”|''|in|ins|inch|inches)?)?"
)
_ONE = re.compile(rf"(?:{_FEET}|{_METRE_AND_REST}|{_METRES}|{_CENTIMETRES})")
_RANGE = re.compile(r"(?P<first>[^-]+?)\s*-\s*(?P<second>[^-]+)")


def read_stature(text: str) -> Stature | Unreadable:
    """The height that a cell says; unknown for a word that means unknown or an empty cell."""
    folded = fold_dashes(fold_digits(text)).strip().lower()
    if not folded or means_unknown(folded, Topic.OTHER):
        return UNKNOWN_STATURE
    bare, is_about = _without_about(folded)
    ends = _range(bare)
    if ends is None:
        return Unreadable("this is no height; write 172, 165-175, 1.72 m or 5'8\"")
    allowance = ABOUT_CM if is_about else 0
    least, most = ends
    try:
        return Stature(least - allowance, most + allowance)
    except ValueError as error:
        return Unreadable(str(error))


@cache
def _words(bound: Bound) -> tuple[str, ...]:
    """The words of one meaning, the longest first."""
    words = (" ".join(phrase) for phrase, meaning in bounds().items() if meaning is bound)
    return tuple(sorted(words, key=len, reverse=True))


def _without_about(text: str) -> tuple[str, bool]:
    """The text without "about" in any language before or after the height, and whether it stood."""
    for word in ("~", "±", *_words(Bound.ABOUT)):
        if text.startswith(word):
            return text.removeprefix(word).strip(" .:"), True
        if text.endswith(f" {word}"):
            return text.removesuffix(word).strip(), True
    return text, False


def _range(text: str) -> tuple[int, int] | None:
    """The two ends in centimetres; the same twice for a single height."""
    single = _centimetres(text)
    if single is not None:
        return single, single
    words = text.split()
    joined = " ".join("-" if phrase_form(word) in _words(Bound.RANGE) else word for word in words)
    parts = _RANGE.fullmatch(joined)
    if parts is None:
        return None
    first, second = _centimetres(parts["first"]), _centimetres(parts["second"])
    return None if first is None or second is None else (min(first, second), max(first, second))


def _centimetres(text: str) -> int | None:
    match = _ONE.fullmatch(text.strip())
    if match is None:
        return None
    if match["feet"]:
        inches = int(match["inches"] or 0)
        if inches >= _INCHES_PER_FOOT:
            return None
        return round((int(match["feet"]) * _INCHES_PER_FOOT + inches) * _CM_PER_INCH)
    if match["whole"]:
        return int(match["whole"] + match["rest"])
    if match["metres"]:
        metres = float(match["metres"].replace(",", "."))
        return round(metres * 100) if metres <= _TALLEST_IN_METRES else None
    return int(match["cm"])
