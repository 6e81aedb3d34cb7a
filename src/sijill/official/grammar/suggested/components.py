"""The components of a line: concepts, what a denial governs, and which stand side by side.

Bodies differ in their wording, not in what a finding is made of: harm or none, persons or fighters,
a strike that is found or not, evidence that there is or is not, an allegation that is upheld,
repeated or still looked at. A word counts as its concept, so that "no aircraft", "no sortie" and
"no bombs" are one component; the words of no concept count as themselves.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from sijill.model.word_files import toml_beside
from sijill.official.grammar.clauses import Clause, clause_of
from sijill.official.grammar.frames import frame_before
from sijill.official.grammar.telling.speakers import Frame
from sijill.official.grammar.tokens import sentences


@cache
def _content() -> dict[str, Any]:
    return toml_beside(__name__, "components.toml")


@cache
def concept_of(word: str) -> str:
    """The concept of a folded word, in capitals: the first that lists it or its stem, else none."""
    for kind, listed in _content()["kinds"].items():
        if _is_listed(word, listed):
            return str(kind).upper()
    return ""


def _is_listed(word: str, listed: list[str]) -> bool:
    return word in listed or any(one.endswith("~") and word.startswith(one[:-1]) for one in listed)


@cache
def denies(word: str) -> bool:
    """Whether a word denies what stands behind it in its part of the sentence."""
    return _is_listed(word, _content()["denying"])


@cache
def ends_part(word: str) -> bool:
    """Whether a word or sign ends what a denial before it governs."""
    return word in _content()["ends"]


@cache
def answering_concepts() -> frozenset[str]:
    """The concepts of which an answer to an allegation is made: all but places and times."""
    return frozenset(kind.upper() for kind in _content()["kinds"]) - {"PLACE", "TIME", "FAR"}


@cache
def _names() -> dict[str, str]:
    return {word: kind.upper() for kind, words in _content()["names"].items() for word in words}


def components_of(text: str) -> frozenset[str]:
    """Every component of a text: words, concepts, pairs, what is denied and what others say."""
    found: set[str] = set()
    for sentence in sentences(text):
        clause = clause_of(sentence)
        is_denied, before = False, "^"
        for place, word in _words(text, clause):
            piece = clause.pieces[place].word
            if ends_part(piece):
                is_denied = False
            if not word[0].isalnum():
                continue
            found.update((word, f"{before} {word}"))
            if denies(piece) or word == "ZERO":
                is_denied = True
            elif is_denied:
                found.add(f"not: {word}")
            if word.isupper() and (
                frame_before(clause, clause.starts[place], Frame.STATED) is Frame.ALLEGED
            ):
                found.add(f"said: {word}")
            before = word
    return frozenset(found)


def _words(text: str, clause: Clause) -> Iterator[tuple[int, str]]:
    """The words of a sentence as their concepts; a name inside it as what it names."""
    for place, piece in enumerate(clause.pieces):
        concept = concept_of(piece.word)
        if piece.word.startswith("<"):
            number = clause.numbers[int(piece.word.strip("<>"))]
            yield place, "ZERO" if number.highest == 0 else "NUMBER"
        elif place and text[piece.start].isupper():
            yield place, _names().get(piece.word) or concept or "NAME"
        else:
            yield place, concept or piece.word
