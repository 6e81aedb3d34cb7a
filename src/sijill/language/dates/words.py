"""The words in dates and a text cut into them: numbers, months, connecting words, separators."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from sijill.language.scripts import fold_arabic, fold_dashes, fold_digits, fold_plain, tidy
from sijill.language.times import half_words, hour_words
from sijill.language.unknown import phrase_form
from sijill.model.limits import MOST_DATE_TOKENS
from sijill.model.word_files import words_beside

_LONGEST_PHRASE = 5
_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]|_")
_ORDINAL_ENDINGS = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|re|e|a|o|i|te|en|to|ne|n|nu|in|un)(?![a-z])"
)
_SHORT_YEAR = re.compile(r"(?<![\d])\s?['’‘](\d{2})(?!\d)")
_ROMAN_MONTH = re.compile(r"(?<=\d)([./\- ])(I{1,3}|I?[VX]|VI{1,3}|XI{1,2})\1(?=\d{2})")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_ORDINAL_SIGNS = re.compile(r"[ºª°]")


class Sign(StrEnum):
    """What a token of a date is."""

    NUMBER = "number"
    PLACEHOLDER = "placeholder"
    """XX or ?? where a day or month would stand."""
    MONTH = "month"
    HIJRI_MONTH = "hijri_month"
    IRANIAN_MONTH = "iranian_month"
    DOUBTFUL_MONTH = "doubtful_month"
    SEPARATOR = "separator"
    """``-``, ``/`` or ``.``"""
    AND = "and"
    BETWEEN = "between"
    FROM = "from"
    UNTIL = "until"
    BEFORE = "before"
    AFTER = "after"
    ABOUT = "about"
    HIJRI = "hijri"
    IRANIAN = "iranian"
    EARLY = "early"
    MID = "mid"
    LATE = "late"
    WEEK = "week"
    """A week of a month, or of a year; the number is 5 for the last of a month."""
    QUARTER = "quarter"
    HALF = "half"
    ORDINAL = "ordinal"
    NIGHT_BEFORE = "night_before"
    """The night that ends on the day: "в ночь на 4 мая"."""
    DAY_UNKNOWN = "day_unknown"
    NOISE = "noise"
    STRANGE = "strange"


@dataclass(frozen=True, slots=True)
class DateToken:
    """One piece of a date: its sign, its text, and the number of a month or week."""

    sign: Sign
    text: str
    number: int = 0


_POINT = DateToken(Sign.SEPARATOR, ".")
"""Between numbers a separator; behind a number before a word it is German for "-th"."""


@cache
def read_words() -> dict[str, dict[str, list[str]]]:
    """The tables of ``words.toml``."""
    return words_beside(__name__, "words.toml")


_ENDINGS = {"ckb": ("", "ی"), "kmr": ("", "ê", "a")}
"""What Kurdish adds to the month before a year."""


@cache
def months() -> dict[str, int]:
    """Month names of the Gregorian calendar, folded, with their numbers."""
    return {
        phrase_form(name + ending): number
        for language, listed in read_words()["months"].items()
        for number, names in enumerate(listed, start=1)
        for name in names
        for ending in _ENDINGS.get(language, ("",))
    }


@cache
def months_of(language: str) -> frozenset[str]:
    """Month names of the Gregorian calendar in one language, folded.

    Raises:
        KeyError: if ``words.toml`` has no months of that language.
    """
    return frozenset(
        phrase_form(name) for names in read_words()["months"][language] for name in names
    )


_MARKS = {
    "hijri": Sign.HIJRI,
    "iranian": Sign.IRANIAN,
    "gregorian": Sign.NOISE,
    "between": Sign.BETWEEN,
    "from": Sign.FROM,
    "not_before": Sign.AFTER,
    "not_after": Sign.BEFORE,
    "plain_from": Sign.NOISE,
    "until": Sign.UNTIL,
    "before": Sign.BEFORE,
    "after": Sign.AFTER,
    "and": Sign.AND,
    "noise": Sign.NOISE,
    "about": Sign.ABOUT,
    "night_before": Sign.NIGHT_BEFORE,
    "day_unknown": Sign.DAY_UNKNOWN,
}
_WEEKS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 5}
_NOUNS = {"quarter": Sign.QUARTER, "half": Sign.HALF, "week": Sign.WEEK}


@cache
def _phrases() -> dict[tuple[str, ...], DateToken]:
    """Every listed phrase, as the tuple of its words."""
    content = read_words()
    listed: list[tuple[str, Sign, int]] = [
        (name, Sign.NOISE, 0)
        for names in (*content["weekdays"].values(), content["parts_of_day"]["names"])
        for name in names
    ]
    for mark, sign in _MARKS.items():
        listed += [(word, sign, 0) for word in content["marks"][mark]]
    for part in ("early", "mid", "late"):
        listed += [(word, Sign(part), 0) for word in content["part_of_month"][part]]
    for table, sign in (("week_of_month", Sign.WEEK), ("counted_halves", Sign.HALF)):
        for ordinal, words in content[table].items():
            listed += [(word, sign, _WEEKS[ordinal]) for word in words]
    for ordinal, words in content["ordinals"].items():
        listed += [(word, Sign.ORDINAL, _WEEKS[ordinal]) for word in words]
    for noun, words in content["period_nouns"].items():
        listed += [(word, _NOUNS[noun], 0) for word in words]
    listed += [(word, Sign.DOUBTFUL_MONTH, 0) for word in content["doubtful_months"]["names"]]
    for table, sign in (
        ("hijri_months", Sign.HIJRI_MONTH),
        ("iranian_months", Sign.IRANIAN_MONTH),
    ):
        for number, names in enumerate(content[table]["names"], start=1):
            listed += [(name, sign, number) for name in names]
    listed += [(name, Sign.MONTH, number) for name, number in months().items()]
    return {
        tuple(phrase_form(words).split()): DateToken(sign, words, number)
        for words, sign, number in listed
    }


_FEWEST_LETTERS = 5
"""Of a word that is surely no abbreviation, sign or zone of a date."""


@lru_cache(maxsize=65_536)
def may_be_of_date(word: str) -> bool:
    """Whether a folded word of running text can be a part of a date.

    No text is a date that has a word of five letters or more which no phrase of dates or times has.
    """
    return len(word) < _FEWEST_LETTERS or not word.isalpha() or word in _date_words()


@cache
def _date_words() -> frozenset[str]:
    of_dates = {word for phrase in _phrases() for word in phrase}
    of_times = {
        word for phrase in (*half_words(), *hour_words()) for word in phrase_form(phrase).split()
    }
    return frozenset(of_dates | of_times)


@cache
def parts_of_years() -> frozenset[str]:
    """Folded words for a half or a quarter of a year: "half", الربع; of a day or people as well."""
    nouns = read_words()["period_nouns"]
    halves = [word for words in read_words()["counted_halves"].values() for word in words]
    return frozenset(
        word
        for phrase in (*nouns["half"], *nouns["quarter"], *halves)
        for word in phrase_form(phrase).split()[:1]
    )


@cache
def _weekdays() -> Mapping[str, int]:
    """Every name of a day of the week, with its number; 7 for what is said of any day."""
    return {
        phrase_form(name): number
        for number, names in enumerate(read_words()["weekdays"].values())
        for name in names
    }


def weekday_of(text: str) -> int | None:
    """The day of the week that a text names, as ``date.weekday`` numbers it: Monday is 0."""
    number = _weekdays().get(phrase_form(text))
    return number if number in range(7) else None


def is_weekday(text: str) -> bool:
    """Whether a word is the name of a day of the week."""
    return phrase_form(text) in _weekdays()


def fold_date(text: str) -> str:
    """A date cell folded: digits 0 to 9, no case or accents, one kind of dash.

    A month in Roman numerals gets its name (15.VI.2017), a year behind an apostrophe its century.
    """
    bare = _ORDINAL_SIGNS.sub(" ", tidy(text)).replace("\\", "/")
    if "I" in bare or "V" in bare or "X" in bare:
        bare = _ROMAN_MONTH.sub(_name_of_month, bare)
    bare = _SHORT_YEAR.sub(_year_of_apostrophe, bare)
    return fold_dashes(fold_plain(fold_arabic(fold_digits(bare))))


def _name_of_month(match: re.Match[str]) -> str:
    return f" {read_words()['months']['en'][_ROMAN.index(match[2])][0]} "


def _year_of_apostrophe(match: re.Match[str]) -> str:
    return f" 20{match[1]}" if match[1] < "30" else f" 19{match[1]}"


def tokens_of(folded: str) -> list[DateToken] | None:
    """A folded date as tokens without noise; ``None`` where it has more pieces than any date."""
    pieces = _TOKEN.findall(_ORDINAL_ENDINGS.sub(r"\1 ", folded))
    if len(pieces) > MOST_DATE_TOKENS:
        return None
    tokens: list[DateToken] = []
    position = 0
    while position < len(pieces):
        token, used = _token_at(pieces, position)
        position += used
        if token.sign is not Sign.NOISE:
            tokens.append(token)
    return _merged(tokens)


def _token_at(pieces: list[str], position: int) -> tuple[DateToken, int]:
    if not pieces[position].isalnum():
        return _plain_token(pieces[position]), 1
    words: list[str] = []
    best: tuple[DateToken, int] | None = None
    for offset, piece in enumerate(pieces[position : position + 2 * _LONGEST_PHRASE]):
        if piece.isalnum():
            words.append(piece)
        elif piece not in "-'’.":
            break
        if piece.isalnum() and (known := _phrases().get(tuple(words))):
            best = known, offset + 1
        if len(words) == _LONGEST_PHRASE:
            break
    return best or (_plain_token(pieces[position]), 1)


def _plain_token(piece: str) -> DateToken:
    if piece.isdecimal():
        return DateToken(Sign.NUMBER, piece)
    if piece in "-/.":
        return DateToken(Sign.SEPARATOR, piece)
    if piece in ",;:'’()[]\"_<>«»“”„*†":
        return DateToken(Sign.NOISE, piece)
    if piece == "~":
        return DateToken(Sign.ABOUT, piece)
    if piece == "?" or set(piece) == {"x"}:
        return DateToken(Sign.PLACEHOLDER, piece)
    if piece in "&+":
        return DateToken(Sign.AND, piece)
    return DateToken(Sign.STRANGE, piece)


def _merged(tokens: list[DateToken]) -> list[DateToken]:
    """One month named twice (حزيران/يونيو) as one, separators at either end dropped."""
    merged: list[DateToken] = []
    for token in tokens:
        before = [entry for entry in merged[-2:] if entry.sign is not Sign.SEPARATOR]
        if (
            token.sign is Sign.MONTH
            and before
            and before[-1] == DateToken(Sign.MONTH, before[-1].text, token.number)
        ):
            del merged[len(merged) - 1 - merged[::-1].index(before[-1]) + 1 :]
            continue
        is_digits = token.sign in (Sign.NUMBER, Sign.PLACEHOLDER)
        if merged and merged[-1] == _POINT and not is_digits:
            merged.pop()
        if token == _POINT and not (merged and merged[-1].sign is Sign.NUMBER):
            continue
        if token.sign is Sign.PLACEHOLDER and merged and merged[-1].sign is Sign.PLACEHOLDER:
            continue
        merged.append(token)
    while merged and merged[0].sign is Sign.SEPARATOR:
        merged.pop(0)
    while merged and merged[-1].sign is Sign.SEPARATOR:
        merged.pop()
    return merged
