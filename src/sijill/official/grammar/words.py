"""The classes of words by which releases are read, from ``words.toml``."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import product

from sijill.language.scripts import fold_plain
from sijill.model.limits import MOST_WORDS_IN_A_ROW
from sijill.model.word_files import words_beside


@cache
def _content() -> dict[str, dict[str, list[str]]]:
    return words_beside(__name__, "words.toml")


@cache
def class_of(name: str) -> tuple[str, ...]:
    """The words of a class, longest first.

    Raises:
        KeyError: if ``words.toml`` has no such class.
    """
    listed = {**_content()["classes"], **_content()["frames"]}[name]
    return tuple(sorted(listed, key=lambda words: (-len(words.split()), words)))


@cache
def patterns_of(table: str) -> tuple[str, ...]:
    """The patterns of a table of ``words.toml``, as ``patterns`` has them."""
    return tuple(_content()[table]["patterns"])


@cache
def any_of(*names: str) -> str:
    """A regular expression for one entry of the classes, each word followed by one space."""
    listed = [words for name in names for words in class_of(name)]
    listed.sort(key=lambda words: -len(words))
    return "(?>" + "|".join(re.escape(words).replace(r"\ ", " ") + " " for words in listed) + ")"


@cache
def run_of_words() -> re.Pattern[str]:
    """More words in a row that the expressions repeat than any sentence has, in a folded text."""
    row = _content()["rows"]
    phrases = (*row["words"], *(words for name in row["classes"] for words in class_of(name)))
    listed = {word for words in phrases for word in words.split() if word.isalpha()}
    one = "|".join(sorted(listed - {*row["between"]}))
    return re.compile(rf"(?:\b(?:{one})\b[^\w.,;:]*+){{{MOST_WORDS_IN_A_ROW + 1}}}")


@cache
def possessive_of(name: str) -> str:
    """A regular expression for one entry of a class as a possessor: "the monitor's "."""
    listed = sorted(class_of(name), key=lambda words: -len(words))
    endings = (f"{re.escape(words)}{'' if words.endswith('s') else 's?'}" for words in listed)
    return "(?:" + "|".join(words.replace(r"\ ", " ") for words in endings) + ")'s? "


@cache
def merges() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """By their first word, phrases that are one word to the grammar, each with that word."""
    one_word: dict[tuple[str, ...], str] = {
        words: word
        for word, phrases in _content()["merge"].items()
        for phrase in phrases
        for words in _spelled_out(phrase)
    }
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, word in one_word.items():
        by_first.setdefault(phrase[0], []).append((phrase, word))
    return {
        first: tuple(sorted(listed, key=lambda one: -len(one[0])))  # "no one else" before "no one"
        for first, listed in by_first.items()
    }


def _spelled_out(phrase: str) -> Iterator[tuple[str, ...]]:
    """Every way to read a phrase with choices: "found|deemed as? credible" has four."""
    choices: list[list[str]] = []
    for item in phrase.split():
        choices.append(item.removesuffix("?").split("|"))
        if item.endswith("?"):
            choices[-1].append("")
    for words in product(*choices):
        yield tuple(word for word in words if word)


@cache
def abbreviations() -> frozenset[str]:
    """Words after which a point ends no sentence."""
    return frozenset(_content()["abbreviations"]["words"])


@cache
def countries() -> frozenset[str]:
    """Names of countries, with which the words of a place end."""
    return frozenset(_content()["countries"]["words"])


@cache
def place_words(table: str) -> frozenset[str]:
    """A table of the words in and around names of places."""
    return frozenset(_content()["places"][table])


@cache
def head_words(name: str) -> str:
    """A regular expression for one entry of a row of the table ``head``."""
    listed = sorted(_content()["head"][name], key=len, reverse=True)
    return "(?:" + "|".join(re.escape(words).replace(r"\*", r"\w*") for words in listed) + ")"


@cache
def channels() -> dict[str, tuple[str, ...]]:
    """The words of each code of ``allegation_channel``."""
    return {code: tuple(words) for code, words in _content()["channels"].items()}


@cache
def _languages() -> dict[str, tuple[str, ...]]:
    by_word: dict[str, list[str]] = {}
    for language, listed in _content()["languages"].items():
        for word in listed:
            by_word.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in by_word.items()}


def other_language(text: str) -> str:
    """The language of a text that is not English, by its small words; else empty."""
    letters = [character for character in text if character.isalpha()]
    foreign = sum(ord(character) > _LAST_LATIN for character in letters)
    if 2 * foreign > len(letters):
        return "another script"
    counts = Counter(
        language
        for word in re.findall(r"[^\W\d_]+", fold_plain(text))
        for language in _languages().get(word, ())
    )
    english = counts.pop("english", 0)
    if not counts:
        return ""
    language, count = counts.most_common(1)[0]
    return language if count >= _LEAST_WORDS and count > 2 * english else ""


_LAST_LATIN, _LEAST_WORDS = 0x24F, 3
