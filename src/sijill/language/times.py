"""Times of day as lists write them: "14:30", "2.30 pm", "14h30", "5 утра", "around dawn", ٧ مساءً.

Words for parts of the day and the words around a time stand in ``day_parts.toml``, for twelve
languages. Beside a number a part of the day says which half is meant: "8 de la noche" is 20:00.
"""

import re
from collections.abc import Container
from functools import cache, lru_cache

from sijill.language.scripts import fold_dashes, fold_digits, tidy
from sijill.language.unknown import means_unknown, phrase_form
from sijill.model.limits import LONGEST_VALUE
from sijill.model.values.times import MINUTES_PER_DAY, TimeOfDay
from sijill.model.values.unreadable import Unreadable
from sijill.model.word_files import toml_beside

_PIECE = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")
_CLOCK = re.compile(r"^(\d{1,2})\s*(?:[:.h]|u)\s*(\d{2})(?:[:.]\d{2}(?:[.,]\d+)?)?(?![\d:])")
_MILITARY = re.compile(r"^([01]\d|2[0-4])([0-5]\d)(?!\d)")
_HOUR = re.compile(r"^(\d{1,2})(?!\d)")
_DAY_FRACTION = re.compile(r"^0?[.,](\d{5,17})$")
_UTC = re.compile(r"^\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:z|utc|gmt)$")
_HEBREW_AT = re.compile(r"^ב-?(?=\d)")
_ENDS = re.compile(r"\s*(?:-|/)\s*")
_NOON = 12
_LONGEST_PHRASE = 4
_NEAR = 180
"""Words for parts of the day are stretched by so many minutes at most beside an hour."""
_OF_UTC = Unreadable("this is a time in UTC: write the local time of the place")
_NO_TIME = Unreadable("this is no time of day, such as 14:30, 2:30 pm or 'morning'")
Words = tuple[str, ...]


@cache
def _content() -> dict[str, object]:
    return toml_beside(__name__, "day_parts.toml")


@cache
def _day_parts() -> dict[Words, tuple[int, int]]:
    """The words for parts of the day, folded, with their first and last minute."""
    match _content()["part"]:
        case list() as parts:
            return {
                tuple(phrase_form(word).split()): (
                    part["from_hour"] * 60,
                    part["until_hour"] * 60 - 1,
                )
                for part in parts
                for word in part["words"]
            }
    raise TypeError("day_parts.toml needs [[part]] tables")


@cache
def _marks(name: str) -> frozenset[Words]:
    match _content()["marks"]:
        case dict() as tables:
            return frozenset(tuple(phrase_form(word).split()) for word in tables[name])
    raise TypeError("day_parts.toml needs a table [marks]")


@cache
def half_words() -> tuple[str, ...]:
    """Every phrase that may stand behind an hour, folded: parts of the day and marks."""
    listed = {*_day_parts(), *_marks("behind"), *_marks("am"), *_marks("pm")}
    return tuple(sorted((" ".join(words) for words in listed), key=len, reverse=True))


@cache
def hour_words() -> tuple[str, ...]:
    """Every word that may stand before an hour and before nothing else in a date, folded."""
    listed = {" ".join(words) for words in _marks("hour")}
    return tuple(sorted(listed, key=len, reverse=True))


@lru_cache(maxsize=8_192)
def read_time(text: str) -> TimeOfDay | Unreadable | None:
    """A time of day, in the local time of the place; ``None`` where nothing is written or known.

    Midnight written as 24:00 is 00:00. A part of a day as spreadsheets store it (0.604166667) is a
    time where it has five digits at least. Unreadable: an hour above 24, a minute above 59, words
    that name no part of the day, and an hour alone that may be of either half of the day.
    """
    if len(text) > LONGEST_VALUE:
        return _NO_TIME
    words = tidy(text)
    if means_unknown(words):
        return None
    plain = _folded(words)
    if (match := _DAY_FRACTION.match(plain)) is not None:
        minute = round(float(f"0.{match[1]}") * MINUTES_PER_DAY) % MINUTES_PER_DAY
        return TimeOfDay(minute, minute)
    if _UTC.match(plain):
        return _OF_UTC
    pieces = tuple(_PIECE.findall(plain))
    part = _day_parts().get(_without_marks(pieces))
    if part is not None:
        first, last = (minute % MINUTES_PER_DAY for minute in part)
        return TimeOfDay(first, last, words)
    single = _minute(plain)
    if single is not None:
        return TimeOfDay(single, single)
    ends = _ends(plain)
    return TimeOfDay(*ends) if ends is not None else _NO_TIME


def _folded(words: str) -> str:
    """Without case, accents and brackets; letters and numbers keep their signs."""
    plain = fold_dashes(fold_digits(words)).replace("٫", ":").strip(" .()[]~≈")
    plain = _HEBREW_AT.sub("", plain)
    return " ".join(
        part if any(character.isdigit() for character in part) else phrase_form(part) or part
        for part in plain.lower().split()
    )


def _without_marks(pieces: Words) -> Words:
    """The words of a text without those that only say that a time follows or stood before."""
    words = tuple(form for piece in pieces for form in phrase_form(piece).split())
    if words in _day_parts():
        return words
    while (length := _phrase_length(words, _marks("before"))) and length < len(words):
        words = words[length:]
        if words in _day_parts():
            return words
    return words


def _phrase_length(words: Words, listed: Container[Words]) -> int:
    """How many of the first words are a listed phrase."""
    longest = min(_LONGEST_PHRASE, len(words))
    return next((size for size in range(longest, 0, -1) if words[:size] in listed), 0)


def _ends(plain: str) -> tuple[int, int] | None:
    """Both ends of a range: "14:30-15:00", "between 2 and 3 pm"."""
    parts = _ENDS.split(plain)
    words = tuple(plain.split())
    if len(parts) != 2:  # noqa: PLR2004  both ends
        start = _phrase_length(words, _marks("between"))
        rest = words[start:]
        place = next((at for at, word in enumerate(rest) if at and (word,) in _marks("and")), 0)
        parts = [" ".join(rest[:place]), " ".join(rest[place + 1 :])] if place else []
    minutes = [_minute(part) for part in parts]
    match minutes:
        case [int() as first, int() as last]:
            return first, last
    return None


def _minute(plain: str) -> int | None:
    """The minute of the day of one time with the words around it; ``None`` where it is none."""
    words = tuple(plain.strip(" .,~").split())
    while words and (length := _phrase_length(words, _marks("before"))):
        words = words[length:]
    length = _phrase_length(words, _day_parts())
    if length and len(words) > length:
        words = (*words[length:], *words[:length])  # "gece 22:15"
    text = " ".join(words)
    for pattern in (_CLOCK, _MILITARY, _HOUR):
        match = pattern.match(text)
        if match is not None:
            behind = text[match.end() :]
            minute = int(match[2]) if pattern is not _HOUR else 0
            return _of_clock(int(match[1]), minute, _words_behind(behind), pattern)
    return None


def _words_behind(text: str) -> Words:
    return tuple(form for word in text.split() for form in phrase_form(word).split())


def _of_clock(hour: int, minute: int, behind: Words, pattern: re.Pattern[str]) -> int | None:
    part, marks = _part_and_marks(behind)
    if part is None and (behind and not marks):
        return None
    if pattern is _HOUR and part is None and not marks & _marks("of_24"):
        return None  # 5 may be of the morning or of the evening
    if pattern is _MILITARY and not marks and part is None:
        return None  # 1915 may be a year
    of_day = hour * 60 + minute
    if minute > 59 or of_day > MINUTES_PER_DAY:  # noqa: PLR2004  the clock
        return None
    return of_day % MINUTES_PER_DAY if part is None else _in_part(of_day, part)


def _in_part(of_day: int, part: tuple[int, int]) -> int | None:
    """The minute in a part of the day, or near it ("4 утра"): of both halves the nearer one."""
    of_either = (of_day % MINUTES_PER_DAY, (of_day + _NOON * 60) % MINUTES_PER_DAY)
    candidates = of_either if of_day <= _NOON * 60 + 59 else of_either[:1]
    near = sorted((_minutes_from(part, minute), minute) for minute in candidates)
    is_tie = len(near) == len(of_either) and near[0][0] == near[1][0]
    return None if is_tie or near[0][0] > _NEAR else near[0][1]


def _minutes_from(part: tuple[int, int], minute: int) -> int:
    """How far a minute lies from a part of the day; 0 inside it."""
    first, last = part
    if (minute - first) % MINUTES_PER_DAY <= last - first:
        return 0
    return min((first - minute) % MINUTES_PER_DAY, (minute - last) % MINUTES_PER_DAY)


def _part_and_marks(behind: Words) -> tuple[tuple[int, int] | None, set[Words]]:
    """The part of the day and the marks behind a number; neither where a word is unknown."""
    part: tuple[int, int] | None = None
    marks: set[Words] = set()
    rest = behind
    while rest:
        for length in range(min(_LONGEST_PHRASE, len(rest)), 0, -1):
            ahead = rest[:length]
            half = _half(ahead)
            if half is not None or ahead in _marks("behind"):
                part = half or part
                marks |= set() if half else {ahead}
                rest = rest[length:]
                break
        else:
            return None, set()
    return part, marks


def _half(words: Words) -> tuple[int, int] | None:
    if words in _marks("am"):
        return 0, _NOON * 60 - 1
    if words in _marks("pm"):
        return _NOON * 60, MINUTES_PER_DAY - 1
    return _day_parts().get(words)
