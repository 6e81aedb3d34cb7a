"""A cell that lists several people by name: "1. Ali Karim 2. Omar Said", a name a line, semicolons.

Only what is evident is taken apart: numbers that run from 1, lines or parts of which every one may
be a name, all in one script and each another one. A comma alone is none of these ("Perez Luna,
Juan" is one person): an age stands behind each name, or "and" before the last of three. Two
spellings of a name ("Ahmad Saleh; Ahmed Salih") or a name of honour are one.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations

from rapidfuzz.distance import Indel

from sijill.language.names.dictionary import is_listed
from sijill.language.names.several_people import (
    AGE_IN_BRACKETS,
    are_all_names,
    listed_words,
)
from sijill.language.scripts import fold_digits, fold_plain, tidy
from sijill.language.unknown import phrase_form
from sijill.language.wordlists import fold_word, particles

_NUMBER = re.compile(r"(?:^|(?<=[\s;؛,،.|]))[#(]?(\d{1,3})\s?[.)\-–:/]\s*(?=[^\W\d_])")
_BETWEEN_NUMBERS = " \t\r\n;؛,،.|/-–"
_BETWEEN_NAMES = re.compile(r"\s*[;؛|\n]\s*")
_COMMA = re.compile(r"[,،;؛|\n]")
_FEWEST = 2
_ALIKE = 0.8
"""From here on two names may be spellings of one: Ahmad Saleh and Ahmed Salih have 0.82. Sisters
such as Rana and Hana Said (0.89) stay one as well, with a note; chosen by eye."""


@lru_cache(maxsize=65_536)
def names_listed(text: str) -> tuple[str, ...]:
    """The people that a cell lists, in its order; empty where it may be about one person."""
    plain = fold_digits(text)
    evident = _numbered(plain) or _with_ages(plain) or _with_a_last(plain)
    if evident:
        return evident
    parts = tuple(tidy(part) for part in _BETWEEN_NAMES.split(plain) if part.strip())
    are_people = len(parts) >= _FEWEST and are_all_names(parts) and not _may_be_one(parts)
    return parts if are_people else ()


def _with_ages(text: str) -> tuple[str, ...]:
    """Names behind each of which an age stands in brackets: "Ali Karim (35), Huda Karim (7)"."""
    parts = _listed_by_commas(text)
    bare = [_without_age(part) for part in parts]
    are_aged = all(part != plain for part, plain in zip(parts, bare, strict=True))
    return parts if are_aged and len(parts) >= _FEWEST and are_all_names(bare) else ()


def _with_a_last(text: str) -> tuple[str, ...]:
    """Three names or more, with or without "and": "Ali Karim, Omar Karim and Huda Karim".

    Each begins with a given name of the dictionary, or "a baker and a father" would be two.
    """
    *first, end = _listed_by_commas(text)
    words = end.split()
    joining = listed_words("last_of_several")
    places = [place for place, word in enumerate(words) if phrase_form(word) in joining]
    if len(places) > 1 or not first:
        return ()
    before, last = (words[: places[0]], words[places[0] + 1 :]) if places else ([], words)
    parts = (*first, *([" ".join(before)] if before else []), " ".join(last))
    bare = [_without_age(part) for part in parts]
    if len(parts) <= _FEWEST or not are_all_names(bare):
        return ()
    return parts if all(is_listed(name.split()[0]) for name in bare) else ()


def _without_age(part: str) -> str:
    """A name without the age that stands behind it in brackets."""
    ages = list(AGE_IN_BRACKETS.finditer(part))
    return part[: ages[-1].start()] if ages and ages[-1].end() == len(part) else part


def _listed_by_commas(text: str) -> tuple[str, ...]:
    return tuple(tidy(part) for part in _COMMA.split(text) if part.strip()) or ("",)


def _may_be_one(parts: Sequence[str]) -> bool:
    """Whether two parts may name one person: spellings of a given name, a name of honour."""
    given = [fold_word(part.split()[0]) for part in parts]
    return not particles("kunya").isdisjoint(given) or any(
        Indel.normalized_similarity(fold_plain(one), fold_plain(other)) >= _ALIKE
        for one, other in combinations(parts, 2)
    )


def _numbered(text: str) -> tuple[str, ...]:
    """What stands behind the numbers 1, 2, 3 and so on, where there is something behind each."""
    starts = list(_NUMBER.finditer(text))
    in_order = _running(starts)
    if len(in_order) < _FEWEST or text[: in_order[0].start()].strip(_BETWEEN_NUMBERS):
        return ()
    ends = [match.start() for match in in_order[1:]] + [len(text)]
    parts = tuple(
        tidy(text[match.end() : end].strip(_BETWEEN_NUMBERS))
        for match, end in zip(in_order, ends, strict=True)
    )
    return parts if all(parts) else ()


def _running(starts: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The matches whose numbers are 1, 2, 3 and so on; other numbers stand inside a part."""
    running: list[re.Match[str]] = []
    for match in starts:
        if int(match.group(1)) == len(running) + 1:
            running.append(match)
    return running
