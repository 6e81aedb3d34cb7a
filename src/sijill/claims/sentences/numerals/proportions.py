"""Proportions: "one in five", "two out of three"; neither of their numbers is a count."""

import re
from collections.abc import Sequence
from functools import cache

from sijill.claims.sentences.numerals.number_words import is_number_word
from sijill.claims.sentences.words import claim_words
from sijill.model.values.counts import CountRange


def proportion_at(forms: Sequence[str]) -> range | None:
    """The tokens of the first proportion such as "one in three"; ``None`` where there is none."""
    for place, form in enumerate(forms):
        if not is_number_word(form.partition(" ")[0]):
            continue
        match = _proportions().match(" ".join(forms[place : place + 6]))
        if match is not None and _is_of_numbers(match):
            return range(place, place + len(match[0].split()))
    return None


def is_proportion(forms: Sequence[str], number: range, value: CountRange) -> bool:
    """Whether the words of a number are an end of "one in five", "two out of three": no count."""
    if not value.is_exact or value.greatest_known > _PROPORTION:
        return False
    surroundings = " ".join(forms[max(0, number.start - 4) : number.stop + 4])
    return any(_is_of_numbers(match) for match in _proportions().finditer(surroundings))


def _is_of_numbers(match: re.Match[str]) -> bool:
    """Whether both ends of a proportion are numbers; "three in 2016" names a year."""
    ends = is_number_word(match[1]) and is_number_word(match[2])
    return ends and not _is_year(match[2])


@cache
def _proportions() -> re.Pattern[str]:
    """The form of a proportion, "one in four"; a noun stands only before some of the joints."""
    any_joint, behind_noun = (
        "|".join(sorted((" ".join(joint) for joint in joints), key=len, reverse=True))
        for joints in (claim_words().shares.joints, claim_words().shares.noun_before)
    )
    return re.compile(rf"(?<!\S)(\S+) (?:(?:{any_joint})|\S+ (?:{behind_noun})) (\S+)")


def _is_year(form: str) -> bool:
    return form.isdigit() and len(form) == 4  # noqa: PLR2004  the digits of a year


_PROPORTION = 100
"""The greatest number that is read as an end of a proportion."""
