"""The components of a line: kinds of words, what a denial governs, and which stand side by side.

Bodies differ in their wording, not in what a finding is made of: harm or none, persons or fighters,
a strike that is found or not, evidence that there is or is not, an allegation that is upheld,
repeated or still looked at. A word counts as its kind, so that "no aircraft", "no sortie" and
"no bombs" are one component; the words of no kind count as themselves.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from sijill.official.grammar.clauses import clause_of
from sijill.official.grammar.frames import frame_before
from sijill.official.grammar.telling.speakers import Frame
from sijill.official.grammar.tokens import Token, sentences
from sijill.official.grammar.words import class_of


@cache
def _content() -> dict[str, dict[str, dict[str, list[str]]]]:
    package = files("sijill.official.grammar.suggested")
    return tomllib.loads(package.joinpath("components.toml").read_text(encoding="utf-8"))


@cache
def _kinds() -> dict[str, str]:
    """The kind of each word that has one."""
    kinds: dict[str, str] = {}
    for kind, listed in _content()["kinds"].items():
        for word in (
            *listed["words"],
            *(one for name in listed["classes"] for one in class_of(name)),
        ):
            kinds.setdefault(word, kind.upper())
    return kinds


@cache
def _names() -> dict[str, str]:
    return {word: kind.upper() for kind, words in _content()["names"].items() for word in words}


def components_of(text: str) -> frozenset[str]:
    """Every component of a text: words, kinds, pairs, what is denied and what others say."""
    denying, ends = frozenset(_content()["denying"]), frozenset(_content()["ends"])
    found: set[str] = set()
    for sentence in sentences(text):
        clause = clause_of(sentence)
        is_denied, before = False, "^"
        for word, at in zip(_words(text, clause.pieces), clause.starts, strict=True):
            if word in ends:
                is_denied = False
            if not word[0].isalnum():
                continue
            found.update((word, f"{before} {word}"))
            if word in denying:
                is_denied = True
            elif is_denied:
                found.add(f"not: {word}")
            if word.isupper() and frame_before(clause, at, Frame.STATED) is Frame.ALLEGED:
                found.add(f"said: {word}")
            before = word
    return frozenset(found)


def _words(text: str, pieces: tuple[Token, ...]) -> Iterator[str]:
    """The words of a sentence as their kinds; a name inside it as what it names."""
    for place, piece in enumerate(pieces):
        if piece.word.startswith("<"):
            yield "NUMBER"
        elif place and text[piece.start].isupper():
            yield _names().get(piece.word) or _kinds().get(piece.word) or "NAME"
        else:
            yield _kinds().get(piece.word, piece.word)
