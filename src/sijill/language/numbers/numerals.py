"""Number words in twelve languages, from ``numerals.toml``: to 999, and behind thousands."""

from collections.abc import Iterable, Iterator
from functools import cache

from sijill.language.unknown import phrase_form
from sijill.model.word_files import words_beside

THOUSAND = 1_000
_FIRST_TENS, _TEN = 20, 10
LANGUAGES = ("en", "ar", "fa", "ckb", "kmr", "fr", "es", "pt", "de", "tr", "ru", "uk", "he")
Spellings = list[list[str]]


@cache
def _content() -> dict[str, dict[str, object]]:
    return words_beside(__name__, "numerals.toml")


@cache
def numerals(*languages: str) -> dict[str, int]:
    """The number words of 0 to 99, folded; of all languages where none is named."""
    numbers: dict[str, int] = {}
    for language in languages or LANGUAGES:
        for words, number in _below_hundred(_content()[language]):
            numbers.setdefault(phrase_form(words), number)
    return numbers


def _below_hundred(table: dict[str, object]) -> Iterator[tuple[str, int]]:
    match table:
        case {"small": list() as small, "tens": list() as tens, "joins": list() as joins}:
            yield from _listed(small, 0, 1)
            yield from _listed(tens, _FIRST_TENS, 10)
            units = list(_listed(small[1:10], 1, 1))
            for base, ten in _listed(tens, _FIRST_TENS, 10):
                for unit, number in units:
                    yield from ((f"{base}{join}{unit}", ten + number) for join in joins)
                    if table.get("units_first"):
                        yield from ((f"{unit}{join}{base}", ten + number) for join in joins)
            yield from _twenties(table, small, joins)
            match table.get("others"):
                case dict() as others:
                    yield from others.items()


def _twenties(
    table: dict[str, object], small: Spellings, joins: list[str]
) -> Iterator[tuple[str, int]]:
    """Bases that take 1 to 19: soixante-douze, quatre-vingt-dix-neuf."""
    match table.get("twenties"):
        case dict() as bases:
            for base, value in bases.items():
                for words, number in _listed(small[1:], 1, 1):
                    yield from ((f"{base}{join}{words}", value + number) for join in joins)


def _listed(spellings: Spellings, first: int, step: int) -> Iterator[tuple[str, int]]:
    for position, words in enumerate(spellings):
        yield from ((word, first + step * position) for word in words)


@cache
def _hundreds() -> dict[str, int]:
    numbers: dict[str, int] = {}
    for language in LANGUAGES:
        match _content()[language]:
            case {"hundreds": list() as hundreds, "thousand": list() as thousand}:
                numbers |= {
                    phrase_form(words): number for words, number in _listed(hundreds, 100, 100)
                }
                numbers |= {phrase_form(words): THOUSAND for words in thousand}
    return numbers


_JOINS = frozenset({"and", "و", "u", "y", "e", "et", "und", "ve"})
"""Between hundreds and what follows them."""


@cache
def words_of_numerals() -> frozenset[str]:
    """Every folded word that a number in words may have, in every language."""
    known = {word for words in (*numerals(), *_hundreds()) for word in words.split()}
    return frozenset(known | _JOINS)


@cache
def hundreds(*languages: str) -> dict[str, int]:
    """The words of 100, 200 to 900 and of one and two thousand in some languages, folded."""
    numbers: dict[str, int] = {}
    for language in languages:
        match _content()[language]:
            case {"hundreds": list() as listed, "thousand": list() as thousand}:
                numbers |= {phrase_form(each): value for each, value in _listed(listed, 100, 100)}
                numbers |= {phrase_form(each): THOUSAND for each in thousand}
    return numbers | {words: 2 * THOUSAND for words in _thousands()["two"] if "ar" in languages}


@cache
def _thousands() -> dict[str, frozenset[str]]:
    """Words for thousand: alone or behind a number, behind one only, and for two thousand."""
    table = _content()["thousands"]
    return {
        key: frozenset(phrase_form(words) for words in listed)
        for key, listed in table.items()
        if isinstance(listed, list)
    }


@cache
def _of_one_piece() -> dict[str, int]:
    """Every number that stands as one piece: to 99, hundreds, one and two thousand."""
    return {**dict.fromkeys(_thousands()["two"], 2 * THOUSAND), **_hundreds(), **numerals()}


def value_of(words: Iterable[str]) -> int | None:
    """The number that folded words say, or ``None``: "one hundred and five" is 105.

    Of thousands also what follows: "two thousand three hundred and five" is 2,305.
    """
    pieces = list(words)
    if len(pieces) == 1:
        return _of_one_piece().get(pieces[0])
    plain = _below_thousand(pieces)
    return plain if plain is not None else _of_thousands(pieces)


def _of_thousands(pieces: list[str]) -> int | None:
    """Thousands and what follows them: "mille deux cents", ثلاثة آلاف وخمسمئة, ألفين وخمسين."""
    listed = _thousands()
    for place, word in enumerate(pieces):
        before, after = pieces[:place], pieces[place + 1 :]
        if word in listed["two"] and not before:
            thousands = 2 * THOUSAND
        elif word in listed["thousand"] or (before and word in listed["behind_number"]):
            lead = _below_thousand(before) if before else 1
            if not lead or lead >= THOUSAND:
                continue
            thousands = lead * THOUSAND
        elif word in listed["hundred"] and before and len(after) > 0:
            lead = numerals("en").get(" ".join(before), 0)
            if lead <= _TEN or lead % _TEN == 0:
                continue
            thousands = lead * 100  # "twelve hundred and fifty"
        else:
            continue
        if not after:
            return thousands if word in listed["two"] else None
        rests = (_below_thousand(rest.split()) for rest in _after_join(after) if rest)
        if (rest := next(filter(None, rests), None)) is not None and rest < THOUSAND:
            return thousands + rest
    return None


def _below_thousand(pieces: list[str]) -> int | None:
    """A number of hundreds, tens and units."""
    whole = " ".join(pieces)
    known = numerals().get(whole, _hundreds().get(whole))
    if known is not None:
        return known
    for position in range(1, len(pieces)):
        hundred = _hundreds().get(" ".join(pieces[:position]))
        if hundred is None:
            continue
        for rest in _after_join(pieces[position:]):
            if rest in numerals():
                return hundred + numerals()[rest]
    return None


def _after_join(pieces: list[str]) -> Iterator[str]:
    """What follows a hundred, with and without "and" before it or written to it."""
    yield " ".join(pieces)
    if pieces[0] in _JOINS:
        yield " ".join(pieces[1:])
    if pieces[0][:1] in "وו":
        yield " ".join([pieces[0][1:], *pieces[1:]])
