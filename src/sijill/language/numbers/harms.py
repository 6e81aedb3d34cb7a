"""Cells that state the killed and the injured apart: "3 killed, 5 wounded", "قتيلان و5 جرحى".

A cell is cut at commas and at "and"; the words of each part say which number stands in it. What
says nothing of a harm is not known of it: "2 injured" is not a statement that nobody died. A number
of both together ("7 killed and injured") and several of one harm ("3 men killed, 2 women killed")
are left whole, so that reading them as one number fails with its reason.
"""

import re
from enum import StrEnum
from functools import cache, lru_cache

from sijill.language.numbers.counts import read_count
from sijill.language.scripts import fold_digits
from sijill.language.unknown import phrase_form
from sijill.model.values.counts import CountRange
from sijill.model.values.unreadable import Unreadable
from sijill.model.word_files import words_beside

_CUT = re.compile(
    r",(?!(?<=\d,)\d{3}(?!\d))|(?<!\d)\+|[;،؛/&\n|]|\.\s"
    r"|\s(?:and|y|et|e|und|ve|и|та|і)\s|\sو\s|\sو(?=\d)",
    re.IGNORECASE,
)
_BEFORE_NUMBER = re.compile(r"(?<=[^\W\d_])\s+(?=\d)")
_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")


class StatedHarm(StrEnum):
    """What a part of a cell may count."""

    KILLED = "killed"
    INJURED = "injured"


@lru_cache(maxsize=65_536)
def part_about(text: str, harm: StatedHarm) -> str:
    """The part of a cell that counts one harm; all of it where no part is known to count it alone.

    Empty where the cell speaks of the other alone.
    """
    other = StatedHarm.INJURED if harm is StatedHarm.KILLED else StatedHarm.KILLED
    if not _words_of(text) & _words(other):
        return text
    parts = _parts(text)
    found = [part for part in parts if _words_of(part) & _words(harm)]
    if len(found) > 1 or any(map(_names_harm_alone, parts)):
        return text
    return found[0] if found else ""


def _names_harm_alone(part: str) -> bool:
    """Whether a part names a harm and gives no number of it: "7 killed and injured"."""
    names_harm = any(_words_of(part) & _words(harm) for harm in StatedHarm)
    return names_harm and isinstance(read_count(part), Unreadable) and not _DIGIT.search(part)


def speaks_of_harm(text: str, harm: StatedHarm) -> bool:
    """Whether a word of a text is one for people to whom a harm was done, counted or not."""
    return not _words_of(text).isdisjoint(_words(harm))


def states_harms(text: str) -> bool:
    """Whether a cell consists of numbers of killed or injured, or says that there were none."""
    parts = _parts(text)
    if len(parts) == 1 and read_count(parts[0]) == CountRange.exactly(0) and _words_of(text):
        return True
    both = _words(StatedHarm.KILLED) | _words(StatedHarm.INJURED)
    return bool(parts) and all(
        _words_of(part) & both and isinstance(read_count(part), CountRange) for part in parts
    )


def _parts(text: str) -> list[str]:
    plain = fold_digits(text)
    head, colon, rest = plain.partition(":")
    if colon and set(phrase_form(head).split()) <= _leading() and rest.strip():
        plain = rest
    parts = [part for cut in _CUT.split(plain) for part in _at_numbers(cut.strip(" .")) if part]
    return [part.strip(" .") for part in parts]


def _at_numbers(part: str) -> list[str]:
    """A part that begins with a number and speaks of both harms, cut before each number."""
    words = _words_of(part)
    speaks_of_both = all(words & _words(harm) for harm in StatedHarm)
    return _BEFORE_NUMBER.split(part) if speaks_of_both and part[0].isdigit() else [part]


def _words_of(text: str) -> frozenset[str]:
    return frozenset(phrase_form(word) for word in _WORD.findall(text))


@cache
def _content() -> dict[str, list[str]]:
    return words_beside(__name__, "harms.toml")


@cache
def _words(harm: StatedHarm) -> frozenset[str]:
    return frozenset(map(phrase_form, _content()[harm.value]))


@cache
def _leading() -> frozenset[str]:
    return frozenset(map(phrase_form, _content()["leading"]))
