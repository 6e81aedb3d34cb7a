"""Numbers of people harmed that a line tells in words which no form of the grammar fits.

The second reading of numbers: in one part of a sentence stand one number, people who are no
fighters, and one kind of harm, in any order: "it cost twelve villagers their lives". It reads only
sentences in which nothing at all is alleged, denied, supposed, recalled or told by others, so that
it can miss a number and not take one that the authority only repeats.
"""

from collections.abc import Iterator, Sequence

from sijill.official.grammar.clauses import Clause, clause_of
from sijill.official.grammar.frames import frame_after, frame_at
from sijill.official.grammar.harm.harm_clause import HarmClause, HarmKind
from sijill.official.grammar.harm.unnumbered import most_of
from sijill.official.grammar.suggested.components import concept_of, denies, ends_part
from sijill.official.grammar.telling.attribution import frame_marks
from sijill.official.grammar.telling.speakers import OWN, Frame
from sijill.official.grammar.tokens import Sentence
from sijill.official.grammar.words import class_of

_KINDS = {"DEATH": HarmKind.DEATHS, "INJURY": HarmKind.INJURIES}
_OF_THOSE_HARMED = frozenset({"CIVILIAN", "PERSON", "INJURY"})
_NO_SPEAKERS = _OF_THOSE_HARMED | {"OWN"}
"""Concepts of words that are listed as third parties, and may be those harmed or the authority."""
_NOUNS = frozenset({"CIVILIAN", "PERSON", "FIGHTER", "STRIKE", "LAWFUL", "TIME", "FAR", "PLACE"})
_TOLD = frozenset({"ALLEGATION", "UNTRUE", "REFUSE", "OTHER", "SAME"})
"""Concepts beside which a number may be another's, or of another time."""
_JOINING = frozenset({",", "and", "with"})
_UNCERTAIN = frozenset({"may", "might", "could", "possibly", "perhaps", "potentially", "feared"})
_NOUN_WITHIN = 4


def numbers_told(sentences_read: Sequence[Sentence]) -> list[HarmClause]:
    """At most one number a kind: where two are told, neither is taken."""
    found: list[HarmClause] = []
    inherited = Frame.STATED
    for sentence in sentences_read:
        if sentence.is_note or sentence.is_question:
            continue
        clause = clause_of(sentence)
        if inherited in OWN and not _is_of_others(clause):
            found.extend(_in_sentence(clause, inherited))
        inherited = frame_after(clause, inherited)
    kinds = [harm.kind for harm in found]
    return [harm for harm in found if kinds.count(harm.kind) == 1]


def _is_of_others(clause: Clause) -> bool:
    """Whether a word of the sentence denies, or is of an allegation, of others or another time."""
    words = [piece.word for piece in clause.pieces]
    return any(
        denies(word)
        or concept_of(word) in _TOLD
        or (word in class_of("third_party") and concept_of(word) not in _NO_SPEAKERS)
        for word in words
    )


def _in_sentence(clause: Clause, inherited: Frame) -> Iterator[HarmClause]:
    """A number for every part that has one, of people who are no fighters, and one kind of harm."""
    has_people = False
    for first, last in _parts(clause):
        concepts = [concept_of(piece.word) for piece in clause.pieces[first:last]]
        numbers = [at for at in range(first, last) if clause.pieces[at].word.startswith("<")]
        noun = _counted(clause, numbers[0], last) if len(numbers) == 1 else ""
        is_of_people = noun in _OF_THOSE_HARMED
        words = [piece.word for piece in clause.pieces[first:last]]
        kinds = {
            _KINDS[concept]
            for concept, word in zip(concepts, words, strict=True)
            if concept in _KINDS and word not in ("hospital", "hospitals")
        }
        if (
            len(numbers) == len(kinds) == 1
            and (is_of_people or (has_people and not noun))
            and "FIGHTER" not in concepts
            and _is_own(clause, first, last, inherited)
        ):
            count = clause.numbers[int(clause.pieces[numbers[0]].word.strip("<>"))]
            if not _UNCERTAIN.isdisjoint(words):
                count = most_of(count, clause)
            start, end = clause.pieces[first].start, clause.pieces[last - 1].end
            yield HarmClause(kinds.pop(), count, Frame.STATED, start, end, " ".join(words))
        has_people = has_people or is_of_people


def _is_own(clause: Clause, first: int, last: int, inherited: Frame) -> bool:
    """Whether the authority tells the part, in every word up to its harm."""
    harm = max(at for at in range(first, last) if concept_of(clause.pieces[at].word) in _KINDS)
    until = clause.starts[harm]
    if any(mark.frame not in OWN for mark in frame_marks(clause) if mark.start < until):
        return False
    return frame_at(clause, clause.starts[first], until, inherited) in OWN


def _parts(clause: Clause) -> Iterator[tuple[int, int]]:
    """The parts of a sentence, by the places of their first word and behind their last.

    An "and" or a comma parts where harm stands before it and a number behind it.
    """
    first, has_harm = 0, False
    for place, piece in enumerate(clause.pieces):
        has_harm = has_harm or concept_of(piece.word) in _KINDS
        behind = clause.pieces[place + 1 : place + 1 + _NOUN_WITHIN]
        has_number = any(one.word.startswith("<") for one in behind)
        is_joint = piece.word in _JOINING and has_harm and has_number
        if (is_joint or ends_part(piece.word)) and place > first:
            yield first, place
            first, has_harm = place + 1, False
    if first < len(clause.pieces):
        yield first, len(clause.pieces)


def _counted(clause: Clause, place: int, last: int) -> str:
    """The concept of the noun behind a number; empty where none stands there."""
    behind = clause.pieces[place + 1 : min(last, place + 1 + _NOUN_WITHIN)]
    concepts = (concept_of(piece.word) for piece in behind)
    return next((concept for concept in concepts if concept in _NOUNS), "")
