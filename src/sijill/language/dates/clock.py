"""The time of day behind a date, and which day it was at the place of the event.

A time without a zone, or with a zone of its own (+03:00), is local: the day is as written. A time
in UTC ("Z", "+00:00") is a day only once the place's zone is known: 22:30 UTC is the next day in
Damascus. Without that zone the answer is the days that it can have been where people live (UTC-10
to UTC+13). Midnight UTC to the second is how programs write a day without a time: it is that day.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from zoneinfo import ZoneInfo

from sijill.language.times import half_words, hour_words

_HALF = r"(?:a\.?m\b\.?|p\.?m\b\.?|صباحا\b|مسا\b|ص\b|م\b)"
_TIME = re.compile(
    r"(?:(?<=\d)t\s?|(?<![\d:.]))"
    r"(?:(?P<hour>[01]?\d|2[0-4])\s?[:h٫]\s?(?P<minute>[0-5]\d)(?!\d)"
    r"(?::(?P<second>[0-5]\d|60)(?:[.,]\d{1,9})?)?"
    rf"(?:\s?(?P<half>{_HALF}))?"
    rf"|(?P<full_hour>0?[1-9]|1[0-2])\s?(?P<half_day>{_HALF}))"
    r"\s?(?P<zone>z\b|(?:utc|gmt)\s?(?:[+-]\d{1,2}(?::?[0-5]\d)?)?|[+-](?:0\d|1[0-4]):?[0-5]\d|[+-](?:0\d|1[0-4])\b)?"
    r"(?:\s?\([^()]{1,40}time\))?"
    r"(?:\s?\(?(?:e[eu]?s?t|ce?s?t|p[sd]t|m[sd]t|idt|ist|msk|trt|ast|bst)\)?\b)?"
)
_COMPACT = re.compile(r"(?<=\d{8})t(?:[01]\d|2[0-4])[0-5]\d(?:[0-5]\d)?(?=z?$)")
"""The time of 20170615T2330."""
_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d{2})?$")
_MILLISECONDS = re.compile(r"[6-9]\d{11}|[1-3]\d{12}")
_FIRST_YEAR = 1990
_NOON = 12
_WEST, _EAST = timedelta(hours=-10), timedelta(hours=13)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as written; ``offset`` from UTC is ``None`` where no zone is stated."""

    hour: int
    minute: int
    second: int
    offset: timedelta | None


def moment_of_milliseconds(text: str) -> str:
    """A moment in UTC that programs write as milliseconds since 1970, in the form of ISO 8601.

    Empty for any other text: numbers of less than twelve digits or a moment before 1990 may be a
    telephone number, or a day and hour without signs (201706151200).
    """
    if not _MILLISECONDS.fullmatch(text):
        return ""
    moment = datetime.fromtimestamp(int(text) // 1000, UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment.year >= _FIRST_YEAR else ""


def split_time(folded: str) -> tuple[str, Clock | None]:
    """A folded date without its time of day, and the time; ``None`` where it has none."""
    folded = _COMPACT.sub(" ", folded)
    match = _TIME.search(folded)
    if match is None:
        return _hour_in_words().sub(" ", folded), None
    hour = int(match["hour"] or match["full_hour"])
    half = (match["half"] or match["half_day"] or " ")[0]
    if half in "pم" and hour < _NOON:
        hour += _NOON
    elif half in "aص" and hour == _NOON:
        hour = 0
    rest = f"{folded[: match.start()]} {folded[match.end() :]}"
    return rest, Clock(
        hour, int(match["minute"] or 0), int(match["second"] or 0), _offset(match["zone"])
    )


@cache
def _hour_in_words() -> re.Pattern[str]:
    """An hour of the day with its words: "um 19 Uhr", "at 5 in the morning", الساعة 7 مساء.

    Without a word before it that means nothing else, it must stand behind a year or another number.
    """
    behind = "|".join(map(re.escape, half_words()))
    before = "|".join(map(re.escape, hour_words()))
    hour = r"(?:[01]?\d|2[0-4])(?:[.:h][0-5]\d)?"
    return re.compile(
        rf"(?<!\w)(?:{before})\s{hour}(?!\w)(?:\s?(?:{behind})(?!\w))?"
        r"|(?<!\w)(?:в|о|об|at|um|a|saat)\s(?:[01]?\d|2[0-4])\.[0-5]\d(?![\d.])"
        rf"|(?<=\d[\s,])\s?(?:(?:г|р|at|a|um|в|о|vers|gegen|environ|about|around|около|близько|حوالي)\.?\s)?{hour}\s?(?:{behind})(?!\w)"
    )


def _offset(zone: str | None) -> timedelta | None:
    if not zone:
        return None
    match = _OFFSET.search(zone)
    if match is None:
        return timedelta()
    distance = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    return -distance if match[1] == "-" else distance


def local_days(day: date, clock: Clock, zone: ZoneInfo | None) -> tuple[date, date]:
    """The first and last day that it can have been at the place of the event."""
    if clock.offset is None or (clock.offset and zone is None):
        return day, day
    hour, later = (0, timedelta(days=1)) if clock.hour == 24 else (clock.hour, timedelta())  # noqa: PLR2004  24:00
    written = datetime(
        day.year,
        day.month,
        day.day,
        hour,
        clock.minute,
        clock.second % 60,
        tzinfo=timezone(clock.offset),
    )
    moment = (written + later).astimezone(UTC)
    if zone is not None:
        local = moment.astimezone(zone).date()
        return local, local
    if (clock.hour, clock.minute, clock.second) == (0, 0, 0):
        return day, day
    return (moment + _WEST).date(), (moment + _EAST).date()
