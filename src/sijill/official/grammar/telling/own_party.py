"""The authority's own name in its texts: the police that speak are no third party to themselves.

Classes of words list police, armies and governments among the others who allege, or who did it.
In a text of such a party its own name is that of the authority: "killed by police gunfire".
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from sijill.language.scripts import fold_plain
from sijill.official.grammar.tokens import Sentence, Token
from sijill.official.grammar.words import class_of

_AUTHORITY = "coalition"
"""A word that every form reads as the authority."""


def in_own_name(sentences: Iterable[Sentence], party: str) -> list[Sentence]:
    """The sentences, with the authority's own name as one word for it; all as they are without one.

    Args:
        sentences: of one line.
        party: who speaks, in the words of its list.
    """
    own, telling = _names(party)
    if not telling:
        return list(sentences)
    return [replace(one, tokens=_renamed(one.tokens, own, telling)) for one in sentences]


@lru_cache(maxsize=256)
def _names(party: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of the party's name, and those of them that would tell of others."""
    words = frozenset(fold_plain(party).replace("-", " ").split())
    listed = ("third_party", "other_force", "other_cause", "bodies_of_force")
    others = {word for name in listed for words_of in class_of(name) for word in words_of.split()}
    no_names = {word for name in ("number_noun", "fighter", "documents") for word in class_of(name)}
    return words, frozenset((words & others) - no_names - {"of", "the", "and", "for"})


def _renamed(
    tokens: tuple[Token, ...], own: frozenset[str], telling: frozenset[str]
) -> tuple[Token, ...]:
    """The words with each run of the party's name, if it holds a telling one, as one word."""
    renamed: list[Token] = []
    place = 0
    while place < len(tokens):
        end = place
        while end < len(tokens) and _bare(tokens[end]) in own:
            end += 1
        if not any(_bare(token) in telling for token in tokens[place:end]):
            end = max(end, place + 1)
            renamed.extend(tokens[place:end])
        else:
            possessive = "'s" if tokens[end - 1].word != _bare(tokens[end - 1]) else ""
            start, last = tokens[place].start, tokens[end - 1].end
            renamed.append(Token(f"{_AUTHORITY}{possessive}", start, last))
        place = end
    return tuple(renamed)


def _bare(token: Token) -> str:
    return token.word.removesuffix("'s").removesuffix("’s")
