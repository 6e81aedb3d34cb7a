"""Texts that say that something is not known: one reviewed list for every reader.

A cell that holds "unknown", مجهول, ``nan`` or ``#N/A`` says nothing, whatever its column is
about. It is unknown: no name, no zero, no word of a place. Which texts say so stands in
``unknown.toml``, for twelve languages and for what databases and programs write. Only whole cells
are compared: the family name of "Mohammed Null" stays a name.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from sijill.language.scripts import fold_arabic, fold_digits, fold_plain, tidy
from sijill.model.limits import LONGEST_UNKNOWN, LONGEST_VALUE
from sijill.model.word_files import words_beside

_SEPARATORS = re.compile(r"[\s\-_/.,;:'’‘`´\u2010-\u2015\u2212]+")
_OTHER_ENDING = re.compile(r"(?<=[^\W\d_]{4})[/(][^\W\d_]{1,2}\)?\s*$")
"""The ending of the other gender: desconocido/a, inconnu(e), Unbekannte/r."""
_ENDS = re.compile(r"^[\W_]+|[\W_]+$")


class Topic(StrEnum):
    """What a column is about; each may have words of its own for "not known"."""

    NAME = "name"
    AGE = "age"
    DATE = "date"
    COUNT = "count"
    SEX = "sex"
    PLACE = "place"
    OTHER = "other"


@cache
def _content() -> dict[str, dict[str, list[str]]]:
    return words_beside(__name__, "unknown.toml")


@lru_cache(maxsize=65_536)
def phrase_form(text: str) -> str:
    """A text as phrases are compared: folded, bare at its ends, separators as single spaces."""
    plain = fold_plain(fold_arabic(fold_digits(tidy(text))))
    return _ENDS.sub("", _SEPARATORS.sub(" ", plain)).strip()


def word_forms(words: Iterable[str]) -> tuple[str, ...]:
    """The words of a text under ``phrase_form``, one by one (a word that is two gives two)."""
    return tuple(form for word in words for form in phrase_form(word).split())


@cache
def _phrases(table: str) -> frozenset[str]:
    groups = _content().get(table, {}).values()
    return frozenset(phrase_form(phrase) for group in groups for phrase in group)


@cache
def words_for_unknown() -> frozenset[str]:
    """Every word of the phrases that say that a name is not known."""
    tables = ("any", Topic.NAME.value, "slips")
    return frozenset(word for table in tables for form in _phrases(table) for word in form.split())


@cache
def _slips() -> dict[int, tuple[str, ...]]:
    """The phrases that are known with one slip, by the length of the text that may hold it."""
    by_length: dict[int, tuple[str, ...]] = {}
    for phrase in sorted(_phrases("slips")):
        for length in range(len(phrase) - 1, len(phrase) + 2):
            by_length[length] = (*by_length.get(length, ()), phrase)
    return by_length


@lru_cache(maxsize=65_536)
def means_unknown(text: str, topic: Topic = Topic.OTHER) -> bool:
    """Whether a whole cell says that nothing is known; an empty cell and bare punctuation do.

    A cell without any letter or digit ("-", "??", "…") is unknown; so is what a spreadsheet writes
    for a missing value. A spreadsheet's error (``#REF!``) is not: see ``is_spreadsheet_error``.
    """
    if len(text) > LONGEST_UNKNOWN:
        return not text[:LONGEST_VALUE].strip() and not text.strip()
    if is_spreadsheet_error(text):
        return False
    plain = phrase_form(_OTHER_ENDING.sub("", text))
    words = plain.split()
    if len(words) > 1 and len(set(words)) == 1 and len(words[0]) > 2:  # noqa: PLR2004  "nan nan"
        plain = words[0]
    if not plain or plain in _phrases("any") or plain in _phrases(topic.value):
        return True
    return any(
        OSA.distance(plain, word, score_cutoff=1) <= 1 for word in _slips().get(len(plain), ())
    )


def is_spreadsheet_error(text: str) -> bool:
    """Whether the cell shows a spreadsheet's failed formula: ``#REF!``, ``#####``."""
    plain = text.strip().lower()
    return plain in _content()["spreadsheet"]["errors"] or (len(plain) > 1 and set(plain) == {"#"})


def is_zero_or_unknown(text: str) -> bool:
    """Whether the cell says "none": in a column of numbers zero or nothing known, nobody can tell.

    ``None`` with a capital is what Python writes for a missing value and is unknown.
    """
    if len(text) > LONGEST_UNKNOWN:
        return False
    return tidy(text) == "none" or phrase_form(text) in _phrases("zero_or_unknown")
