"""Name cells that speak of more than one person: "Rima and Lina Salloum", "3 children of Karim".

A row is one person's. Where its name is that of two, or a family's, the row still counts as one,
and that must be said: nobody can see from a number who was left out of it. Which words say so
stands in ``several_people.toml``, for twelve languages.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from sijill.language.names.dictionary import is_listed
from sijill.language.numbers.numerals import value_of
from sijill.language.scripts import fold_digits, script_of, tidy
from sijill.language.unknown import phrase_form
from sijill.language.wordlists import fold_word, nobody, relation_phrases, relation_words, titles
from sijill.model.word_files import words_beside

_SEPARATED = re.compile(r"\s*[;؛|\n&]\s*|\s\+\s|\s/\s")
_NUMBERED = re.compile(r"[#(]?1\s?[.)\-–:/]\s*[^\W\d_].*[\s;,،؛|.][#(]?2\s?[.)\-–:/]\s*[^\W\d_]")
"""A numbered list: "1. Ali Karim 2. Omar Said"."""
_PLUS_NUMBER = re.compile(r"\+\s?\d{1,3}\b(?!\d)")
_IN_BRACKETS = re.compile(r"[(\[]\s*(?:[2-9]|[1-9]\d)\s*[)\]]")
AGE_IN_BRACKETS = re.compile(r"(?<=[^\W\d_])\s*[(\[]\s*\d{1,3}\s*(?:[^\W\d_]{1,8}\.?\s*)?[)\]]")
"""An age in brackets behind a name; a cell with two of them names two people."""
_NUMBER = re.compile(r"\d{1,3}")
_WORD = re.compile(r"[وו]\d{1,2}\b|[^\W\d_]+(?:['’][^\W\d_]+)?|\d{1,3}")
_INITIAL = re.compile(r"(?<![^\W\d_])[^\W\d_]\.")
_AMPERSAND = re.compile(r"\s[&+]\s?(?=[^\W\d])")
_LISTED = re.compile(r"\s*[,،;؛|/\n]\s*")
_COMMA = re.compile(r"\s*[,،]\s*")
_ARABIC_AND = "و"
_ATTACHED_AND = ("و", "ו")
_ATTACHED_NUMBER = re.compile(r"[وו]\d{1,2}")
"""Arabic and Hebrew write "and" to a number, too: و٣."""
_FEWEST = 2


@cache
def _content() -> dict[str, dict[str, list[str]]]:
    return words_beside(__name__, "several_people.toml")


@cache
def listed_words(table: str) -> frozenset[str]:
    """The words of a table of ``several_people.toml``, under ``phrase_form``."""
    return frozenset(map(phrase_form, _content()[table]["words"]))


@cache
def _relatives() -> frozenset[str]:
    """Relatives that follow "and", with those to which it is written in Arabic and Hebrew."""
    attached = listed_words("attached")
    written_apart = {word[1:] for word in attached if word.startswith(_ATTACHED_AND)}
    return listed_words("relatives") | written_apart


@cache
def _all_joining() -> frozenset[str]:
    return listed_words("joining") | listed_words("joining_before_relation")


@cache
def company_words() -> frozenset[str]:
    """Every word that may join others to a name, or say where somebody is from."""
    return frozenset(
        word for table in _content() for form in listed_words(table) for word in form.split()
    )


@cache
def _phrase_lengths() -> frozenset[int]:
    """How many words the phrases of relation have."""
    return frozenset(map(len, relation_phrases()))


@lru_cache(maxsize=65_536)
def speaks_of_several(text: str) -> bool:
    """Whether a name cell names or describes more than one person."""
    plain = fold_digits(tidy(lines_apart(text)))
    if _PLUS_NUMBER.search(plain) or _are_names(_SEPARATED.split(plain)):
        return True
    if _NUMBERED.match(plain):
        return True
    aged = AGE_IN_BRACKETS.findall(plain)
    listed = _LISTED.split(AGE_IN_BRACKETS.sub(" ", plain).strip() if aged else plain)
    if len(aged) >= _FEWEST or _share_a_family(_COMMA.split(plain)) or _are_listed(listed):
        return True
    bare = _INITIAL.sub(" ", _AMPERSAND.sub(" and ", plain))
    words = [phrase_form(word) for word in _WORD.findall(bare)]
    if _IN_BRACKETS.search(plain) and not listed_words("family").isdisjoint(words):
        return True
    return _joined(words) or _counted(words)


def lines_apart(text: str) -> str:
    """The text with a semicolon for each line end, where every line is a name of its own.

    "Samir Haddad⏎Lina Salloum" are two people; one name in a narrow cell ("Samir⏎Haddad") and one
    in two scripts stay as they are.
    """
    lines = [tidy(line) for line in text.splitlines() if line.strip()]
    if len(lines) < _FEWEST:
        return text
    are_names = all(sum(word.isalpha() for word in line.split()) >= _FEWEST for line in lines)
    return "; ".join(lines) if are_names and _are_names(lines) else text


def without_company(text: str) -> str:
    """A name without the relatives, the number of people or the origin behind it.

    "Samir Haddad and wife", "Samir Haddad, wife and kids", "Samir Haddad from Homs".
    """
    words = text.split()
    forms = [phrase_form(word) or word for word in words]
    for place in range(1, len(words)):
        if _begins_company(words, forms, place):
            return " ".join(words[:place]).rstrip(" ,،")
    return text


def _begins_company(words: list[str], forms: list[str], place: int) -> bool:
    """Whether a word says that others follow, or a place of origin."""
    word, rest = forms[place], forms[place + 1 :]
    if word in listed_words("attached") or _ATTACHED_NUMBER.fullmatch(word):
        return True
    if word in listed_words("origin"):
        is_of_family = not listed_words("family").isdisjoint(rest) or any("'" in w for w in words)
        return place >= _FEWEST and bool(rest) and forms[0] not in nobody() and not is_of_family
    if words[place - 1].endswith((",", "،")) and word in listed_words("relatives"):
        return place >= _FEWEST and rest[:1] != ["of"] and not _is_relation(forms[place:])
    if word not in _all_joining() and word not in "&+":
        return False
    return _begins_with_relative(rest)


def _begins_with_relative(words: list[str]) -> bool:
    """Whether a relative or a number of people stands first, behind articles."""
    while len(words) > 1 and words[0] in listed_words("articles"):
        words = words[1:]
    return bool(words) and (words[0] in _relatives() or _number(words[0]) > 0)


def _is_relation(forms: list[str]) -> bool:
    """Whether a phrase of relation begins here, behind which somebody else is named."""
    return any(tuple(forms[:length]) in relation_phrases() for length in _phrase_lengths())


def _share_a_family(parts: list[str]) -> bool:
    """Whether two names parted by a comma end in the same family name."""
    lasts = [part.split()[-1] for part in parts if len(part.split()) >= _FEWEST]
    return len(lasts) == len(parts) > 1 and len({phrase_form(last) for last in lasts}) == 1


def _are_listed(parts: list[str]) -> bool:
    """Whether three or more names of one script are listed, none of them a title or a suffix."""
    return (
        len(parts) > _FEWEST
        and len(set(map(script_of, parts))) == 1
        and all(map(_may_be_name, parts))
    )


def _may_be_name(part: str) -> bool:
    words = part.replace("-", " ").split()
    return (
        len(part) > 1
        and all(word.strip("'’.").isalpha() for word in words)
        and tuple(phrase_form(part).split()) not in titles()
        and listed_words("suffixes").isdisjoint((phrase_form(part), phrase_form(words[0])))
    )


def _are_names(parts: list[str]) -> bool:
    """Whether separated parts are names of their own: two words each, and no title."""
    names = [
        part
        for part in parts
        if sum(word.isalpha() for word in part.split()) >= _FEWEST
        and tuple(phrase_form(part).split()) not in titles()
    ]
    return any(script_of(name) is script_of(other) for name, other in pairwise(names))


def are_all_names(parts: Sequence[str]) -> bool:
    """Whether every part is a name of its own: two words at least, no title, all in one script."""
    return len({script_of(part) for part in parts}) == 1 and all(
        sum(word.strip("'’.-").replace("-", "").isalpha() for word in part.split()) >= _FEWEST
        and tuple(phrase_form(part).split()) not in titles()
        for part in parts
    )


def _joined(words: list[str]) -> bool:
    """Whether "and" stands between names, or before a relative.

    "Son of N. and F." names two parents of one person.
    """
    begins = words[:1] != [] and (fold_word(words[0]) in relation_words() or _is_relation(words))
    for place, word in enumerate(words):
        if word in listed_words("attached") or (place and _ATTACHED_NUMBER.fullmatch(word)):
            return True
        if place and _is_joined_name(word):
            return True
        rest = words[place + 1 :]
        if rest and place and not begins and word in listed_words("joining"):
            return True
        if word in _all_joining() and _begins_with_relative(rest):
            return True
    return False


def _is_joined_name(word: str) -> bool:
    """Whether "and" is written to a given name: وعمر; but not where the word is a name: وليد."""
    if not word.startswith(_ARABIC_AND) or is_listed(word):
        return False
    return is_listed(word.removeprefix(_ARABIC_AND))


def _counted(words: list[str]) -> bool:
    """Whether a group of people is named, or a number of two or more stands beside one."""
    groups, family = listed_words("groups"), listed_words("family")
    first = words[1:2] if words[:1] == ["the"] else words[:1]
    if first and (
        first[0] in groups or (len(words) > _FEWEST and words[0] == "the" and words[-1] in groups)
    ):
        return True
    if len(words) > _FEWEST and words[-1] in groups and _number(words[0]) >= _FEWEST:
        return True
    for before, word in pairwise(words):
        if _number(before) >= _FEWEST and word in groups:
            return True
        if before in _relatives() and word in groups:
            return True
    return any(
        word in family and between == "of" and _number(number) >= _FEWEST
        for word, between, number in zip(words, words[1:], words[2:], strict=False)
    )


def _number(word: str) -> int:
    if _NUMBER.fullmatch(word):
        return int(word)
    return value_of([word]) or 0
