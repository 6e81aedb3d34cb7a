"""Sentences in languages that are read by way of English, as ``glossary.toml`` says.

Each word or phrase that the glossary has stands as the English one, numbers in words stand in
digits, and every other word means nothing, even where English has a word that is spelled so. Names
stay as they are written. The words are put in the English order; all else is read as in English.
"""

from collections.abc import Iterator, Sequence

from sijill.claims.sentences.glossary.digits import with_numbers
from sijill.claims.sentences.glossary.glossaries import (
    Glossary,
    glossary_of,
    listed_phrases,
    phrase_at,
    phrase_of_tokens,
    words_of_bounds,
)
from sijill.claims.sentences.glossary.word_order import (
    Word,
    beside_numbers,
    with_agents_last,
    with_cited_apart,
    with_citing_first,
    with_endings_apart,
    with_verb_first,
    with_verbs_whole,
)
from sijill.claims.sentences.languages import glossary_language
from sijill.claims.sentences.words import claim_words, phrase_of
from sijill.language.unknown import phrase_form

_NO_WORD = "·"
"""Before a word that means nothing, though English has it."""


def read_words(tokens: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """The words of a sentence as written, and folded as they are read, by a glossary if need be."""
    if code := glossary_language(tokens):
        return in_english(tokens, code)
    return list(tokens), tuple(_SIGNS.get(token) or phrase_form(token) or token for token in tokens)


_SIGNS = {"%": "percent", "٪": "percent"}


def in_english(tokens: Sequence[str], code: str) -> tuple[list[str], tuple[str, ...]]:
    """The words of a sentence as written and as they are read, in the English order.

    Args:
        tokens: the words and marks of the sentence.
        code: the language, by its table of ``glossary.toml``.
    """
    glossary = glossary_of(code)
    plain = with_numbers(with_verbs_whole(tokens, glossary), glossary)
    words = beside_numbers(with_endings_apart(list(_read(plain, glossary)), glossary), glossary)
    words = with_cited_apart(with_citing_first(with_agents_last(words)))
    if glossary.is_verb_last:
        words = with_verb_first(words)
    return [written for written, _ in words], tuple(read for _, read in words)


def _read(tokens: Sequence[str], glossary: Glossary) -> Iterator[Word]:
    """Each word with what it means; a phrase of several as one word."""
    place = 0
    while place < len(tokens):
        length = phrase_at(tokens, place, glossary)
        part = tokens[place : place + length]
        if not length:
            yield tokens[place], _unlisted(tokens[place], glossary)
        else:
            meant = glossary.meanings[phrase_of_tokens(part)]
            first, _, second = meant.partition(" ")
            if second and (first,) in claim_words().frame.forecast | claim_words().shares.fractions:
                yield _as_written(part, meant), first
                yield _NO_WORD, second
            else:
                yield _as_written(part, meant), meant
        place += max(1, length)


def _as_written(part: Sequence[str], meant: str) -> str:
    """The words of a phrase, without capital letters unless they may begin a name."""
    written, phrase = " ".join(part), phrase_of(meant)
    may_be_named = phrase not in listed_phrases() or phrase in claim_words().frame.no_units
    return written if may_be_named else written.replace("İ", "i").lower()


def _unlisted(token: str, glossary: Glossary) -> str:
    """A word that the glossary does not have: of a number, a mark, a name, or without meaning."""
    form = phrase_form(token) or token
    is_kept = not token[:1].isalpha() or token[:1].isupper() or form in words_of_bounds()
    is_article = form in glossary.ones  # what it counts stands in digits by now
    return (
        f"{_NO_WORD}{form}" if is_article or (not is_kept and (form,) in listed_phrases()) else form
    )
