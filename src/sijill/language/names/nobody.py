"""Words in the place of a name that name nobody: unknown, three children, a body."""

import re
from functools import lru_cache

from sijill.language.names.placeholders import is_placeholder_name
from sijill.language.names.several_people import listed_words
from sijill.language.numbers.people_counted import people_counted, states_number, without_times
from sijill.language.unknown import Topic, means_unknown, phrase_form
from sijill.language.wordlists import (
    nobody,
    relation_words,
    small_words,
    titles,
)

_DECADE = re.compile(r"\d0s\b")
"""An age in decades: "woman, 80s"."""
_LETTERS = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1_024)  # asked up to three times about one name while it is read
def names_nobody(text: str) -> bool:
    """Whether every word is one that names nobody: "unidentified adult male", جثة مجهولة الهوية.

    So do placeholders in any order ("DOE, JOHN") and numbers of people ("about 6 others").
    """
    if is_placeholder_name(text) or people_counted(text) is not None:
        return True
    counted = without_times(text)
    if counted != text and (means_unknown(counted, Topic.NAME) or is_placeholder_name(counted)):
        return True
    plain = phrase_form(counted)
    words = _LETTERS.findall(_DECADE.sub(" ", plain) if "0s" in plain else plain)
    others = [word for word in words if word not in small_words() and word not in relation_words()]
    named = [word for word in words if is_nobody(word)]
    if _counts_nobody(named, plain.split()):
        others = [word for word in others if not _is_counted(word)]
    if any(means_unknown(word, Topic.NAME) for word in named):
        others = [word for word in others if (word,) not in titles()]
    if not words or (named and all(is_nobody(word) for word in others)):
        return True
    return bool(named) and _stands_beside_unknown(words)


def _stands_beside_unknown(words: list[str]) -> bool:
    """Whether words that name nobody stand beside a phrase for unknown: "obrero sin nombre"."""
    return any(
        means_unknown(" ".join(phrase), Topic.NAME) and all(map(is_nobody, rest))
        for at in range(1, len(words))
        for phrase, rest in ((words[:at], words[at:]), (words[at:], words[:at]))
    )


def _counts_nobody(named: list[str], words: list[str]) -> bool:
    """Whether a number stands among words of which one is a plural, or says "unknown"."""
    return any(
        word in listed_words("groups") or means_unknown(word, Topic.NAME) for word in named
    ) and any(word.isdecimal() or states_number(word) for word in words)


def _is_counted(word: str) -> bool:
    """Whether a word beside words that name nobody is a number, or a noun that is counted."""
    return states_number(word) or word in listed_words("groups")


def is_nobody(word: str) -> bool:
    """Whether a folded word stands for people without a name: "child", "woman", "body"."""
    forms = {word, word.removeprefix("ال"), word.removeprefix("و")}
    return not forms.isdisjoint(nobody()) or word in listed_words("pairs")
