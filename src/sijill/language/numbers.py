"""Words to numbers of people: "4", "4-9", "at least three", "dozens", "ثلاثة", "عشرات".

The phrase table (``phrases.toml``) is versioned data with a source for every phrase. A text that
says nothing about a number is unknown; it is never zero.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sijill.language.scripts import fold_arabic, fold_digits, tidy
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange
from sijill.model.values.unreadable import Unreadable

_NUMBER = r"\d{1,3}(?:,\d{3})+|\d+(?:\.0+)?"
_ALONE = re.compile(rf"^(?:{_NUMBER})$")
_RANGE = re.compile(rf"^({_NUMBER})\s*(?:-|–|—|to|and|الى|إلى)\s*({_NUMBER})$", re.IGNORECASE)
_AT_LEAST = re.compile(
    rf"^(?:at least|over|more than|no fewer than|>=?|≥|اكثر من|على الاقل)\s*({_NUMBER})$"
    rf"|^({_NUMBER})\s*(?:\+|or more)$",
    re.IGNORECASE,
)
_UP_TO = re.compile(rf"^(?:up to|at most|no more than|<=|≤|حتى)\s*({_NUMBER})$", re.IGNORECASE)
GREATEST_COUNT = 10_000_000
"""Beyond this a cell is a typing error or another quantity."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that stands for a number of people, and where that reading comes from."""

    words: str
    value: CountRange
    source: str


@cache
def _table() -> dict[str, object]:
    text = files("sijill.language").joinpath("phrases.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def phrases() -> tuple[Phrase, ...]:
    """The phrase table, longest phrase first, words folded."""
    rows = _table()["phrase"]
    if not isinstance(rows, list):
        raise TypeError("phrases.toml needs [[phrase]] tables")
    found = [
        Phrase(fold_arabic(words), CountRange(row["min"], row.get("max")), row["source"])
        for row in rows
        for words in row["words"]
    ]
    return tuple(sorted(found, key=lambda phrase: -len(phrase.words)))


@cache
def numerals() -> dict[str, int]:
    """Number words in English (0 to 99) and Arabic (0 to 10), folded."""
    match _table()["numerals"]:
        case {"en": list() as units, "en_tens": list() as tens, "ar": list() as arabic}:
            words = {word: number for number, word in enumerate(units)}
            for ten, word in enumerate(tens, start=2):
                words[word] = 10 * ten
                for unit in range(1, 10):
                    words[f"{word} {units[unit]}"] = words[f"{word}-{units[unit]}"] = (
                        10 * ten + unit
                    )
            return words | {fold_arabic(word): number for number, word in enumerate(arabic)}
    raise TypeError("phrases.toml needs [numerals] with en, en_tens and ar")


def read_count(text: str) -> CountRange | Unreadable:
    """Read a cell or a short phrase as a number of people; empty is unknown.

    A spreadsheet's ``4.0`` is 4; ``4.5`` people is unreadable, as is a negative number.
    """
    plain = fold_arabic(fold_digits(tidy(text))).lower()
    if plain in ("", "unknown", "n/a", "na", "?", "-", "غير معروف"):
        return UNKNOWN_COUNT
    if _ALONE.match(plain):
        return _ranged(plain, plain)
    if found := _RANGE.match(plain):
        return _ranged(found[1], found[2])
    if found := _AT_LEAST.match(plain):
        return _ranged(found[1] or found[2], None)
    if found := _UP_TO.match(plain):
        return _ranged("0", found[1])
    if plain in numerals():
        return CountRange.exactly(numerals()[plain])
    for phrase in phrases():
        if plain == phrase.words:
            return phrase.value
    return Unreadable("this is no whole number, range or listed phrase")


def number_before(text: str, noun: str) -> CountRange:
    """The number in front of a noun in running text: "thirty three civilians were" gives 33.

    ``noun`` is a regular expression. Unknown where no number stands there.
    """
    words = "|".join(sorted(map(re.escape, numerals()), key=len, reverse=True))
    listed = "|".join(re.escape(phrase.words) for phrase in phrases())
    found = re.search(rf"({_NUMBER}|\b(?:{words})|\b(?:{listed}))\s+(?:{noun})", text.lower())
    value = read_count(found[1]) if found else UNKNOWN_COUNT
    return value if isinstance(value, CountRange) else UNKNOWN_COUNT


def _ranged(first: str, last: str | None) -> CountRange | Unreadable:
    low = int(first.replace(",", "").split(".")[0])
    high = int(last.replace(",", "").split(".")[0]) if last is not None else None
    if max(low, high or 0) > GREATEST_COUNT:
        return Unreadable(f"more than {GREATEST_COUNT:,} people cannot be meant")
    if high is not None and low > high:
        return Unreadable(f"the range begins at {low} and ends below it at {high}")
    return CountRange(low, high)
