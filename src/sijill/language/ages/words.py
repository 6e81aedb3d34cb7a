"""The words in ages, and a text cut into them: numbers, units, decades, words around a number."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeGuard

from sijill.language.numbers.numerals import value_of
from sijill.language.numbers.phrases import BOUND_SIGNS, Bound, bounds
from sijill.language.unknown import phrase_form
from sijill.model.values.ages import MONTHS_PER_YEAR, AgeBasis, AgeInterval
from sijill.model.word_files import toml_beside

DAYS = {"years": 0, "months": 0, "weeks": 7, "days": 1, "hours": 0}
"""The units, with the days of those that are shorter than a month; hours are no day."""

_LONGEST_PHRASE = 4
_PIECE = re.compile(
    r"(?P<number>\d{1,4}(?:[.,]\d{1,12})?)|(?P<word>[^\W\d_]+)"
    r"|(?P<sign>>=|<=|=<|=>|[≥≤><+~≈-])|[/?]|\d"
)
_WORD = re.compile(r"[^\W\d_]+")
_LINK_AHEAD = re.compile(r"^(?:de|von|of)\s+(?=\d)")
_DECADE, _DECADE_AHEAD = "decade", "decade ahead"
_DECADE_PARTS = {"early": (0, 3), "mid": (3, 6), "late": (6, 9)}


@dataclass(frozen=True, slots=True)
class Length:
    """A length of life under way: a number, and its unit once it is known."""

    number: float
    unit: str = ""
    has_fraction: bool = False


@dataclass(frozen=True, slots=True)
class Months:
    """Completed months, both ends included."""

    least: int
    most: int


Token = Length | Months | Bound | str
"""A number, a decade, a bound, or the name of a unit, of a part of a decade, of a half."""


@cache
def content() -> dict[str, object]:
    """The tables of ``words.toml``."""
    return toml_beside(__name__, "words.toml")


@cache
def groups() -> dict[str, AgeInterval]:
    """Words that stand for a whole group ("child", "elderly"), folded."""
    match content()["group"]:
        case list() as rows:
            return {
                phrase_form(word): AgeInterval(
                    row["least_months"], row.get("most_months"), AgeBasis.GROUP
                )
                for row in rows
                for word in row["words"]
            }
    raise TypeError("words.toml needs [[group]] tables")


@cache
def _words_of(table: str) -> frozenset[str]:
    match content()[table]:
        case {"words": list() as words}:
            return frozenset(map(phrase_form, words))
    raise TypeError(f"words.toml needs [{table}]")


def groups_in(text: str) -> tuple[list[AgeInterval], str]:
    """The groups that a folded text names ("baby girl"), and what it says without them.

    The longest phrase that is listed is taken at each place. Words that change nothing beside a
    group ("female") are left out as well, where there is one.
    """
    matches = list(_WORD.finditer(text))
    words = [match[0] for match in matches]
    named: list[AgeInterval] = []
    spans: list[tuple[int, int]] = []
    position = 0
    while position < len(words):
        for length in range(min(_LONGEST_PHRASE, len(words) - position), 0, -1):
            form = tuple(words[position : position + length])
            phrase = " ".join(form)
            if length > 1 and (form in _bounds() or form in _phrases()):
                break
            is_group = phrase in groups() and phrase not in _words_of("group_or_age")
            if is_group or phrase in _words_of("beside_groups"):
                named += [groups()[phrase]] if is_group else []
                spans.append((matches[position].start(), matches[position + length - 1].end()))
                break
        else:
            length = 1
        position += length
    rest = text
    for start, end in reversed(spans if named else []):
        rest = f"{rest[:start]} {rest[end:]}"
    return named, _LINK_AHEAD.sub("", rest.strip(" .,;:()[]-/"))


@cache
def _phrases() -> dict[tuple[str, ...], Token]:
    """Every listed phrase but groups, as the tuple of its folded words."""
    tokens: dict[tuple[str, ...], Token] = {}
    for table, prefix in (("noise", ""), ("part_of_decade", ""), ("half", "half"), ("units", "")):
        match content()[table]:
            case dict() as tables:
                for name, listed in tables.items():
                    value = prefix or ("" if table == "noise" else name)
                    tokens |= {tuple(phrase_form(word).split()): value for word in listed}
    match content()["fractions"]:
        case {"one_and_a_half": list() as longer, "half_year": list() as half_year}:
            one_and_a_half = Length(1.5, has_fraction=True)
            tokens |= {tuple(phrase_form(word).split()): one_and_a_half for word in longer}
            tokens |= {tuple(phrase_form(word).split()): Length(6, "months") for word in half_year}
    match content()["decade_marks"]:
        case {"behind": list() as behind, "before": list() as before}:
            tokens |= {tuple(phrase_form(mark).split()): _DECADE_AHEAD for mark in before}
            tokens |= {tuple(phrase_form(mark).split()): _DECADE for mark in behind if mark != "s"}
    for table in ("decades", "duals"):
        match content()[table]:
            case dict() as tables:
                for name, listed in tables.items():
                    token = Length(2, name) if table == "duals" else _decade(int(name))
                    tokens |= {tuple(phrase_form(word).split()): token for word in listed}
    return tokens


@cache
def _bounds() -> dict[tuple[str, ...], Bound]:
    """The words around a number: those around an age, then those around any number."""
    match content()["bounds"]:
        case dict() as tables:
            of_ages = {
                tuple(phrase_form(word).split()): Bound(table)
                for table, listed in tables.items()
                for word in listed
            }
            return bounds() | of_ages
    raise TypeError("words.toml needs [bounds]")


@cache
def _inverted() -> frozenset[str]:
    match content()["inverted"]:
        case {"words": list() as words}:
            return frozenset(map(phrase_form, words))
    raise TypeError("words.toml needs [inverted]")


@cache
def unit_words() -> frozenset[str]:
    """Every word for a unit, for a unit without a number is no age."""
    match content()["units"]:
        case dict() as tables:
            return frozenset(phrase_form(word) for listed in tables.values() for word in listed)
    raise TypeError("words.toml needs [units]")


def _decade(first_year: int, parts: Sequence[str] = ()) -> Months:
    ends = [_DECADE_PARTS[part] for part in parts] or [(0, 9)]
    least, most = min(first for first, _ in ends), max(last for _, last in ends)
    return Months(
        (first_year + least) * MONTHS_PER_YEAR,
        (first_year + most) * MONTHS_PER_YEAR + MONTHS_PER_YEAR - 1,
    )


def tokens_of(folded: str) -> list[Token] | None:
    """The text as numbers, units and bounds; ``None`` where a piece is none of these."""
    matches = list(_PIECE.finditer(folded))
    words = [match["word"] or "" for match in matches]
    tokens: list[Token] = []
    position = 0
    while position < len(matches):
        match = matches[position]
        position += 1
        if match["number"]:
            decimal = match["number"].replace(",", ".")
            tokens.append(Length(float(decimal), has_fraction=float(decimal) % 1 != 0))
        elif match["sign"]:
            tokens.append(BOUND_SIGNS[match["sign"]])
        elif match["word"]:
            token, used = _of_words(words, position - 1)
            if token is None:
                return None
            is_and = Bound.BETWEEN in tokens or tokens[-1:] == ["years"]
            if match["word"] == "y" and used == 1 and is_and:
                token = Bound.RANGE  # Spanish "and", not English "years"
            if not tokens and match["word"] in _inverted() and len(matches) > 1:
                token = Bound.ABOUT
            position += used - 1
            tokens.append(token)
        else:
            return None
    return _with_decades([token for token in tokens if token not in ("", Bound.PEOPLE)])


def _of_words(words: list[str], position: int) -> tuple[Token | None, int]:
    for length in range(min(_LONGEST_PHRASE, len(words) - position), 0, -1):
        ahead = words[position : position + length]
        if not all(ahead):
            continue
        if ahead == ["s"] and position and not words[position - 1]:
            return _DECADE, 1
        for table in (_phrases(), _bounds()):
            token = table.get(tuple(ahead))
            if token is not None:
                return token, length
        number = value_of(ahead)
        if number is not None:
            return Length(number), length
    return None, 1


def _with_decades(tokens: list[Token]) -> list[Token] | None:
    """Decades ("late 40s", "early thirties", "Anfang 30") as their months."""
    parts = [str(token) for token in tokens if token in _DECADE_PARTS]
    if len(parts) > 1:
        tokens = [token for token in tokens if token is not Bound.RANGE]
    is_marked = _DECADE_AHEAD in tokens
    rest = [token for token in tokens if token not in _DECADE_PARTS and token != _DECADE_AHEAD]
    merged: list[Token] = []
    for place, token in enumerate(rest):
        if token == _DECADE:
            if not (merged and isinstance(merged[-1], Length) and merged[-1].number % 10 == 0):
                return None
            merged[-1] = _decade(int(merged[-1].number), parts)
        elif isinstance(token, Months) and parts:
            merged.append(_decade(token.least // MONTHS_PER_YEAR, parts))
        elif (parts or is_marked) and _is_tens(token) and rest[place + 1 : place + 2] != [_DECADE]:
            merged.append(_decade(int(token.number), parts))
        else:
            merged.append(token)
    return merged if not parts or any(isinstance(token, Months) for token in merged) else None


def _is_tens(token: Token) -> TypeGuard[Length]:
    """Whether it is a number of whole tens of years from 10 to 90."""
    return (
        isinstance(token, Length) and not token.has_fraction and token.number in range(10, 91, 10)
    )
