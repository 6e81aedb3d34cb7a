"""Numbers of a sentence in digits, apart from what is written to them."""

import re
from collections.abc import Sequence

from sijill.claims.sentences.glossary.glossaries import ENDS, PHRASE_REACH, Glossary, phrase_at
from sijill.claims.sentences.numerals.number_words import is_unit_word
from sijill.claims.sentences.words import phrase_of
from sijill.language.numbers import read_count
from sijill.language.unknown import phrase_form
from sijill.model.values.counts import CountRange


def with_numbers(tokens: list[str], glossary: Glossary) -> list[str]:
    """The tokens with numbers in digits, apart from signs in them and words written to them."""
    found: list[str] = []
    place = 0
    while place < len(tokens):
        token, form = tokens[place], phrase_form(tokens[place])
        bare = next(
            (token[len(one) :] for one in glossary.joined if _is_joined(token, one, glossary)), ""
        )
        if token in glossary.joined and _is_hyphen_before_number(tokens, place + 1):
            found.append(token)
            place += 2
            continue
        if bare and form not in glossary.numerals:
            found.append(token[: -len(bare)])
            tokens[place] = bare
            continue
        value, used = _number_at(tokens, place, glossary)
        phrase = phrase_at(tokens, place, glossary)
        if phrase > 1:
            found += tokens[place : place + phrase]  # "iki katı" is no two
            used = phrase
        elif value is not None:
            found.append(str(value))
        else:
            found.append(_without_signs(token, glossary))
        place += used
    return found


def _is_hyphen_before_number(tokens: Sequence[str], place: int) -> bool:
    """Whether a hyphen joins a preposition to digits: כ-300."""
    return tokens[place : place + 1] == ["-"] and "".join(tokens[place + 1 : place + 2]).isdigit()


def _is_joined(token: str, one: str, glossary: Glossary) -> bool:
    """Whether a preposition is written to a number word: מאלף."""
    return token.startswith(one) and phrase_form(token[len(one) :]) in glossary.numerals


def _without_signs(token: str, glossary: Glossary) -> str:
    sign = re.escape(glossary.thousands)
    is_grouped = sign and re.fullmatch(rf"\d{{1,3}}(?:{sign}\d{{3}})+", token)
    return token.replace(glossary.thousands, "") if is_grouped else token


def _number_at(tokens: Sequence[str], place: int, glossary: Glossary) -> tuple[int | None, int]:
    """The longest number in words that begins at a token; "one" only before what is counted."""
    first = phrase_form(tokens[place])
    if first not in glossary.numerals:
        return None, 1
    ahead = tokens[place : place + PHRASE_REACH]
    for length in range(len(ahead), 0, -1):
        forms = [phrase_form(token) for token in ahead[:length]]
        if forms[-1] not in glossary.numerals:
            continue
        value = read_count(" ".join(ahead[:length]), of_cell=False)
        if not (isinstance(value, CountRange) and value.is_exact):
            continue
        if length == 1 and first in glossary.ones and not _counts_one(tokens, place, glossary):
            return None, 1
        return value.greatest_known, length
    return None, 1


def _counts_one(tokens: Sequence[str], place: int, glossary: Glossary) -> bool:
    """Whether an article counts: at the beginning of a part, before what is counted."""
    behind = glossary.meanings.get(phrase_of("".join(tokens[place + 1 : place + 2])), "")
    return (not place or tokens[place - 1] in ENDS) and is_unit_word(behind.split(" ")[0])
