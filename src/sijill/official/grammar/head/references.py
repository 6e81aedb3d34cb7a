"""What a line prints to be found by: grid references, allegation numbers, a monitor's codes."""

import re
from dataclasses import dataclass

from sijill.model.values.places import GeoPoint
from sijill.model.values.unreadable import Unreadable
from sijill.official.grammar.expressions import expression
from sijill.places.grid import read_grid

_GRID = expression(
    r"\b\d{1,2}\s?[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?(?:\d{2,5}\s\d{2,5}|\d{4,10}|\d{2})\b"
)
_CODE = r"[A-Z]{1,4}[- ]?\d{1,5}[a-z]{0,2}"
_NUMBER_AND_CODES = expression(rf"(?<![\w/.])(\d{{2,5}})\s*((?:/\s*{_CODE}\s*)+)(?:/\s+)?(?![\w/])")
_CODE_AND_NUMBER = expression(r"(?<![\w/])([A-Z]{2,3}\d{3,4}[a-z]?)\s*/\s*(\d{2,5})(?![\w/])")
_NUMBER_AND_GRID = expression(r"(?<![\w/.,])(\d{2,5})\s*/?\s*$")
_IN_PARENTHESES = expression(
    r"\(\s*(?:#|No\.?\s*|ID:?\s*)?(\d{2,5})\s*\)(?!\s*(?:civilian|people))"
)
_COUNTED = (
    r"civilian|people|person|individual|killed|dead|death|fatal|injur|wound|m[ae]n\b|wom[ae]n|child|"
    r"adult|casualt|strike|airstrike|fighter|member|other|famil|victim|martyr|km\b|met|of\b(?!\s+the\b)"
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
_NAMED = expression(
    r"\b(?:allegations?|civcas|reports?|cases?|incidents?|entry|assessments?)"
    r"(?:\s+(?:report|allegation|number|numbers|case|id|no\.?|nos\.?))*\s*(?:#|:)?\s*"
    r"((?:#?\d{2,5}(?!\d|-\d{1,3}(?!\d))(?:\s*[/(]\s*[A-Z]{1,4}\d{1,5}[a-z]?\s*\)?)?(?:\s*(?:,|and|&|or|,\s*and)\s*)?)+)(?![\w,/])"
    rf"(?!\s*(?:{_COUNTED}|{_MONTH}))",
    re.IGNORECASE,
)
_AN_ALLEGATION = (
    r"(?:(?:civilian\s+casualty|civcas)\s+)?(?:allegation|civcas|report|case|incident|entry)"
    r"(?:\s+(?:report|allegation|number|case|id|no\.?))*\s*#?:?\s*"
)
_OWN = expression(
    rf"(?:(?:^|(?<=[.;:\n])\s|\A(?:correction|corrigendum|erratum)\b[^;\n]{{0,120}}?[\s,])\s*"
    rf"{_AN_ALLEGATION}"
    rf"|\A(?:update|addendum|amendment)\s+(?:to|on|of)\s+{_AN_ALLEGATION}"
    rf"|\A(?:after|on|upon|following)?\s*re-?opening(?:\s+of)?\s+(?:{_AN_ALLEGATION})?)"
    r"(\d{2,5}(?:-\d{1,3}(?!\d))?)"
    rf"(?=\s*(?:(?:[/(]\s*{_CODE}\s*\)?\s*)*(?:[.,;:)|\n–—(]|-\s|$)"
    r"|\s+(?:is|was|has\s+been|should|closed|reopened|assessed|found|duplicates)\b))",
    re.IGNORECASE,
)
_OF_A_FILE = expression(
    r"\A\s*(?:reference|ref\.?|file|case)\s*(?:no\.?|number|#)?:?\s*"
    r"([A-Z]{1,4}-?\d{2,5}|\d{2}-\d{3,5})(?=[\s.,:;])",
    re.IGNORECASE,
)
"""The number of a file: "Reference 31-0771." """
_AS_SUBJECT = expression(
    r"\A(?![^.]*\b(?:duplicat|same|see|refer))[^.;:\n]{0,90},\s+(?:allegation|civcas)\s+(?:no\.?\s*|#)?"
    r"(\d{2,5})(?=\s+(?:was|is|has\s+been|had\s+been|has\s+now)\b)",
    re.IGNORECASE,
)
"""The line's own number as what it tells of: "on new evidence, allegation 1771 was assessed"."""
_OWN_IN_HEAD = expression(
    r"\A(?![^.]*\b(?:duplicat|same|see|refer))[^.]{0,120}?,\s*(?:allegation|civcas)"
    r"(?:\s+(?:number|id|no\.?))?\s*(?:#|:)?\s*(\d{2,5})(?=\s*[,;:)])",
    re.IGNORECASE,
)
"""The line's own number among the fields of its head: "2018-12-14, Hajin, allegation 3321,"."""
_BEHIND_CHANNEL = expression(
    r"\A[^.;:\n]{0,12}[^;:\n]{0,110}?\bvia\s[^.;:\n]{0,50}?\breport\s+(\d{2,5})(?=\s*/\s*[A-Z])",
    re.IGNORECASE,
)
"""The line's own number right behind its channel: "via Airwars report 2145/CS1444"."""
ALLEGATION_NUMBER = expression(
    r"\A\s*(?!(?:19|20)\d\d\b)(\d{4})\.\s+(?=[A-Z])"
    r"|\A\s*\(?#?(?:(\d{4,5})[.):]{1,2}|(?!(?:19|20)\d\d\b)(\d{3,5})\s*[–—-])\s+"
    r"(?=[^\n]{0,60}\b20\d\d\b|\d{1,2}\s?[A-Z]{3}\s?\d\d\b)"
)
"""An allegation's number where a list has its own: "1338. Mar. 2, 2017"; no list is so long."""
_FIRST_CELL = expression(r"\A\s*\|?\s*(\d{2,5})[ ]*[\t|]")
_BEHIND_OWN = expression(rf"\s*(?:[/(]\s*{_CODE}\s*\)?\s*)+")
_DUPLICATE_OF = expression(
    r"\b(?i:(?:assessed|reviewed|adjudicated|addressed)(?:\s\w+){0,3}\s+under"
    r"|duplicates?\s+(?:of|to|with)|duplicates(?=\s)|duplicates?\s*[(:]|(?:counted|recorded|listed|included|covered|"
    r"handled|filed|merged|folded|combined|consolidated)\s+(?:under|into|with|within)|same\s+(?:strike|incident|event)\s+as|see|refer\s+to)\s*"
    r"(?i:(?:the\s+)?(?:allegation|report|case|incident|entry)\s+)?(?i:#|number\s+|no\.?\s*)?"
    r"((?:\d{2,5}(?:\s*/\s*[A-Z]{2,3}\d{3,4}[a-z]?)?|[A-Z]{2,3}\d{3,4}[a-z]?|(?<=entry )\d)"
    r"(?:(?:,|\s+and|,\s+and|\s*&)\s+(?:\d{3,5}|[A-Z]{2,3}\d{3,4}[a-z]?)(?!\s*[a-z]))*)\b",
)
_BESIDE_THIS = expression(
    r"\b(?:this|the\s+present)\s+(?:entry|report|allegation|case|incident)\s*(?:and|,?\s*like)\s+"
    r"(?:no\.?\s*|number\s+)?(\d{3,5})\b",
    re.IGNORECASE,
)
"""Another allegation beside this one: "this entry and 3127 are about the same strike"."""
_AT_END = expression(r"(?<=[.!?;|\n])\s*#?(\d{3,5})\s*$")
_LONE_CODE = expression(r"(?<![\w/])([A-Z]{2,3}\d{3,4}[a-z]?)(?![\w/])")
_CODE_BEHIND = expression(r"\s*\)?[\s,|–—-]*(?=[A-Z]{2,3}\d{3,4}[a-z]?\b)")
_MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Printed:
    """Something printed, with its verbatim characters."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class GridSquare:
    """A grid reference: the middle of its square and a radius that reaches the corners."""

    point: GeoPoint
    radius_m: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class References:
    """All that a line prints: its own codes, the allegations it names, its grid squares."""

    codes: tuple[Printed, ...] = ()
    others: tuple[Printed, ...] = ()
    grids: tuple[GridSquare, ...] = ()
    unread: tuple[Printed, ...] = ()


def references_in(text: str) -> References:
    """References of a line; a grid reference that names no square is among the unread."""
    grids, unread = _grids(text)
    squares = [(grid.start, grid.end) for grid in grids]
    squares += [(printed.start, printed.end) for printed in unread]
    bare = blank(text, squares)
    forms = (
        *_OWN.finditer(bare),
        *_FIRST_CELL.finditer(bare),
        *ALLEGATION_NUMBER.finditer(bare),
        *_OWN_IN_HEAD.finditer(bare),
        *_OF_A_FILE.finditer(bare),
        *_AS_SUBJECT.finditer(bare),
        *_BEHIND_CHANNEL.finditer(bare),
    )
    own = [
        Printed(match[match.lastindex or 1], *match.span(match.lastindex or 1)) for match in forms
    ][:1]
    own.extend(_codes_of(bare, own))
    bare = blank(bare, [(printed.start, printed.end) for printed in own])
    others = [
        Printed(number[0], match.start(1) + number.start(), match.start(1) + number.end())
        for match in (
            *_NAMED.finditer(bare),
            *_DUPLICATE_OF.finditer(bare),
            *_BESIDE_THIS.finditer(bare),
        )
        for number in re.finditer(r"\d{2,5}|[A-Z]{1,4}\d{1,5}[a-z]?", match[1])
    ]
    bare = blank(bare, [(other.start, other.end) for other in others])
    codes = [*own, *_codes(bare, [start for start, _ in squares])]
    return References(tuple(codes), tuple(_once(others)), tuple(grids), tuple(unread))


def _codes_of(bare: str, own: list[Printed]) -> list[Printed]:
    """The codes behind the line's own number: "Allegation 3339 / CS1995."."""
    behind = _BEHIND_OWN.match(bare, own[0].end) if own else None
    if behind is None:
        return []
    return [
        Printed(re.sub(r"\s", "", code[0]), code.start(), code.end())
        for code in re.finditer(_CODE, bare[: behind.end()])
        if code.start() >= behind.start()
    ]


def _grids(text: str) -> tuple[list[GridSquare], list[Printed]]:
    grids: list[GridSquare] = []
    unread: list[Printed] = []
    for match in _GRID.finditer(text):
        letters = "".join(filter(str.isalpha, match[0]))
        if letters.lower() in _MONTHS and len(match[0]) <= len("03 DEC 2021"):
            continue  # the day "03 DEC 21" has the form of a square
        square = read_grid(match[0])
        if isinstance(square, Unreadable):
            unread.append(Printed(match[0], match.start(), match.end()))
        else:
            grids.append(GridSquare(square[0], square[1], match.start(), match.end()))
    return grids, unread


def _codes(bare: str, squares: list[int]) -> list[Printed]:
    """The line's own number and codes, in the order of the text."""
    codes: list[Printed] = []
    for match in _NUMBER_AND_CODES.finditer(bare):
        codes.append(Printed(match[1], match.start(1), match.end(1)))
        codes.extend(
            Printed(
                re.sub(r"\s", "", code[0]),
                match.start(2) + code.start(),
                match.start(2) + code.end(),
            )
            for code in re.finditer(_CODE, match[2])
        )
    if not codes and (turned := _CODE_AND_NUMBER.search(bare)) is not None:
        codes.extend(Printed(turned[n], turned.start(n), turned.end(n)) for n in (2, 1))
    if not codes:
        codes.extend(_number_alone(bare, squares))
    if not codes or _CODE_BEHIND.match(bare, codes[-1].end):
        codes.extend(
            Printed(match[1], match.start(1), match.end(1)) for match in _LONE_CODE.finditer(bare)
        )
    return codes


def _number_alone(bare: str, squares: list[int]) -> list[Printed]:
    """A number before a grid reference, in parentheses, or alone at the end of the line."""
    for start in squares:
        match = _NUMBER_AND_GRID.search(bare[:start])
        if match:
            return [Printed(match[1], match.start(1), match.end(1))]
    for pattern in (_IN_PARENTHESES, _AT_END):
        for match in pattern.finditer(bare.rstrip()):
            if not re.search(r"\w\s+$", bare[max(0, match.start() - 2) : match.start()]) or (
                pattern is _IN_PARENTHESES and len(match[1]) > 2  # noqa: PLR2004  "(14) civilians"
            ):
                return [Printed(match[1], match.start(1), match.end(1))]
    return []


def _once(printed: list[Printed]) -> list[Printed]:
    return list({(reference.start, reference.end): reference for reference in printed}.values())


def blank(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with these spans blank, so that all else keeps its place."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
