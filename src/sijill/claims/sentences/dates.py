"""The dates of a sentence: which words are no counts, and what period the sentence gives."""

import re
from collections.abc import Collection, Sequence
from functools import cache
from itertools import pairwise

from sijill.claims.sentences.words import claim_words, phrase_of
from sijill.language.dates import months, read_date
from sijill.language.unknown import phrase_form
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval

_LONGEST_DATE = 5
_YEAR = re.compile(r"(?:19|20)\d\d")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def find_dates(tokens: Sequence[str], forms: Sequence[str]) -> tuple[set[int], DateInterval]:
    """The tokens that are dates, and the period that the first of them gives."""
    taken: set[int] = set()
    period = UNKNOWN_DATE
    named = {word for month in _months() for word in month.split()}
    position = 0
    while position < len(tokens):
        length = _date_length(tokens, forms, named, position)
        if not length:
            position += 1
            continue
        read = read_date(" ".join(tokens[position : position + length]))
        if isinstance(read, DateInterval) and read.is_known:
            taken |= set(range(position, position + length))
            if not period.is_known:
                period = _sided(read, forms[position - 1] if position else "")
        position += length
    return taken, period


@cache
def _months() -> frozenset[str]:
    return frozenset(phrase_form(month) for month in months())


def month_alone(forms: Sequence[str]) -> str:
    """A month without a year, after a word that begins a date: "in June"; empty where none is."""
    for before, form in pairwise(forms):
        if form in _months() and phrase_of(before) in claim_words().dates:
            return form.capitalize()
    return ""


def _date_length(
    tokens: Sequence[str], forms: Sequence[str], named: Collection[str], position: int
) -> int:
    """How many tokens from here on are a date; 0 where none begins."""
    for length in range(min(_LONGEST_DATE, len(tokens) - position), 1, -1):
        ahead = forms[position : position + length]
        if any(form in named for form in ahead) and isinstance(
            read_date(" ".join(tokens[position : position + length])), DateInterval
        ):
            return length
    if _ISO_DAY.fullmatch(tokens[position]):
        return 1
    before = forms[position - 1] if position else ""
    is_year = bool(_YEAR.fullmatch(tokens[position]))
    return int(is_year and phrase_of(before) in claim_words().dates)


def _sided(read: DateInterval, before: str) -> DateInterval:
    side = claim_words().dates.get(phrase_of(before), "within") if before else "within"
    if side == "after" and read.earliest is not None:
        return DateInterval.after(read.earliest)
    if side == "before" and read.latest is not None:
        return DateInterval.before(read.latest)
    return read
