"""Times of day as lists write them: "14:30", "2.30 pm", "14h30", "around dawn", "بعد الظهر".

Words for parts of the day stand in ``day_parts.toml``, with the minutes that each may mean.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files

from sijill.language.scripts import fold, fold_digits, tidy
from sijill.model.values.times import MINUTES_PER_DAY, TimeOfDay
from sijill.model.values.unreadable import Unreadable

_CLOCK = re.compile(
    r"^(\d{1,2})(?:\s*[:.hu٫]\s*(\d{2}))?(?:[:.]\d{2}(?:\.\d+)?)?\s*h?(?:rs|ours)?\s*"
    r"(a\.?m\.?|p\.?m\.?|ص|م)?\s*(?:z|utc)?$"
)
_ABOUT = re.compile(
    r"^(?:at|around|about|circa|c\.|approx(?:imately)?\.?|~|حوالي|حوالى|الساعة|الساعه)\s+"
)
_RANGE = re.compile(r"\s*(?:–|—|-|\bto\b|\band\b|/)\s*")
_NOON = 12
_AFTERNOON = ("p", "م")
_MORNING = ("a", "ص")


@cache
def _day_parts() -> dict[str, tuple[int, int]]:
    text = files("sijill.language").joinpath("day_parts.toml").read_text(encoding="utf-8")
    return {
        fold(word): (part["from_hour"] * 60, part["until_hour"] * 60 - 1)
        for part in tomllib.loads(text)["part"]
        for word in part["words"]
    }


def read_time(text: str) -> TimeOfDay | Unreadable | None:
    """A time of day, in the local time of the place; ``None`` where nothing is written.

    Midnight written as 24:00 is 00:00. Unreadable: an hour above 24, a minute above 59, or words
    that name no part of the day.
    """
    words = tidy(text)
    plain = fold_digits(words).lower().strip(" .")
    if not plain:
        return None
    plain = _ABOUT.sub("", plain)
    minute = _clock(plain)
    if minute is not None:
        return TimeOfDay(minute, minute)
    ends = [_clock(part) for part in _RANGE.split(plain)]
    match ends:
        case [int() as first, int() as last]:
            return TimeOfDay(first, last)
    part = _day_parts().get(fold(plain))
    if part is not None:
        first, last = (minute % MINUTES_PER_DAY for minute in part)
        return TimeOfDay(first, last, words)
    return Unreadable("this is no time of day, such as 14:30, 2:30 pm or 'morning'")


def _clock(text: str) -> int | None:
    match = _CLOCK.match(text.strip())
    if match is None or not (match[2] or match[3]):
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    half = match[3] or ""
    if half.startswith(_AFTERNOON) and hour < _NOON:
        hour += _NOON
    elif half.startswith(_MORNING) and hour == _NOON:
        hour = 0
    if hour * 60 + minute > MINUTES_PER_DAY or minute > 59:  # noqa: PLR2004  the clock
        return None
    return (hour * 60 + minute) % MINUTES_PER_DAY
