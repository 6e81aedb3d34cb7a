"""A number of people with words on who some of them were: "41 (of whom 24 children)".

The whole is what is counted; its parts are words about it. Only age and sex are such words: the
wounded or the fighters among them make the number one of something else, so such cells are none.
The words stand in ``parts.toml``.
"""

import re
from collections.abc import Sequence
from functools import cache

from sijill.language.numbers.numerals import value_of
from sijill.language.unknown import phrase_form
from sijill.model.word_files import toml_beside

_WORD = re.compile(r"\d+|[^\W\d_]+")
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]+)[)\]]\s*")
_AND = "و"
"""Written to the word behind it in Arabic."""


def without_part(text: str) -> str:
    """A folded cell without what it says of some of the people; the cell where it says nothing.

    ``12, including 3 children`` and ``12 (3 women)`` become ``12``. A part in brackets must name a
    number of people and whom, no more of them than the whole; so must one behind words such as "of
    whom". "3 women (2 children)" may be five people and stays as it is.
    """
    bracket = _BRACKET.search(text)
    if bracket and bracket.end() == len(text):
        whole, inside = _words(text[: bracket.start()]), _words(bracket[1])
        announced = _without_first(inside)
        if announced is None and not words_of_parts("groups").isdisjoint(whole):
            return text
        return text[: bracket.start()] if _is_part(announced or inside, whole) else text
    words, starts = _words(text), [match.start() for match in _WORD.finditer(text)]
    for place in range(1, len(words)):
        part = _without_first(words[place:])
        if part is not None and _is_part(part, words[:place]):
            return text[: starts[place]].rstrip(" ,;:-(")
    return text


def without_earlier(text: str) -> str:
    """A folded cell without the number that another has taken the place of; else the cell.

    ``9 (revised from 12)``, ``9, previously 12`` and ``revised from 12 to 9`` become ``9``.
    """
    words, starts = _words(text), [match.start() for match in _WORD.finditer(text)]
    for place in range(len(words)):
        rest = _without_first(words[place:], "earlier")
        if rest is None:
            continue
        if any(map(_number, words[:place])) and len(rest) == 1 and rest[0].isdecimal():
            return text[: starts[place]].rstrip(" ,;:-([")
        match rest:
            case [old, towards, new] if old.isdecimal() and new.isdecimal() and not place:
                return text[starts[-1] :] if towards in words_of_parts("towards") else text
    return text


def _words(text: str) -> list[str]:
    return [phrase_form(word) for word in _WORD.findall(text)]


def _without_first(words: Sequence[str], announced: str = "of_whom") -> Sequence[str] | None:
    """The words behind those that announce a part; ``None`` where none stand first."""
    for size in (3, 2, 1):
        if " ".join(words[:size]) in words_of_parts(announced):
            return words[size:]
    return None


def _is_part(words: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether words are numbers of people by age and sex and nothing else, all within a whole."""
    plain = [
        word if word in words_of_parts("groups") else word.removeprefix(_AND) for word in words
    ]
    of_people = words_of_parts("groups") | words_of_parts("pairs")
    numbers = sum(map(_number, plain))
    return (
        not of_people.isdisjoint(plain)
        and all(word in of_people | words_of_parts("beside") or _number(word) for word in plain)
        and numbers <= max(map(_number, whole), default=0)
    )


def _number(word: str) -> int:
    """The number that a word says; 0 for other words."""
    if word.isdecimal():
        return int(word)
    return 2 if word in words_of_parts("pairs") else value_of([word]) or 0


@cache
def words_of_parts(name: str) -> frozenset[str]:
    """A list of ``parts.toml``, folded."""
    return frozenset(phrase_form(str(word)) for word in toml_beside(__name__, "parts.toml")[name])
