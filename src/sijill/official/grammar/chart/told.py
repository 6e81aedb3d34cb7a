"""The numbers of people harmed that an authority tells in a line, read by their concepts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sijill.official.grammar.chart.concepts import ConceptToken, concepts_in
from sijill.official.grammar.chart.harm import HarmProposition, propositions_in
from sijill.official.grammar.chart.voices import (
    HarmVoice,
    is_of_fighters,
    is_only_possible,
    voice_of,
)
from sijill.official.grammar.clauses import Clause, clause_of
from sijill.official.grammar.frames import frame_after, frame_at
from sijill.official.grammar.harm.harm_clause import HarmClause
from sijill.official.grammar.harm.unnumbered import most_of
from sijill.official.grammar.telling.speakers import OWN, Frame
from sijill.official.grammar.tokens import Sentence

_OF_OTHERS = frozenset({"alleges", "others", "past", "withdrawn"})


@dataclass(frozen=True, slots=True)
class HarmTold:
    """The numbers that the authority tells, at most one a kind.

    ``is_found`` says that one is marked as its finding or its own doing, ``is_plain`` that the line
    names no third party, no allegation and nothing said before.
    """

    harms: tuple[HarmClause, ...] = ()
    is_found: bool = False
    is_plain: bool = False


def harm_told(sentences_read: Sequence[Sentence]) -> HarmTold:
    """The numbers of a line: where two of a kind are told, neither is taken."""
    found: list[tuple[HarmVoice, HarmClause]] = []
    inherited, is_plain = Frame.STATED, True
    for sentence in sentences_read:
        if sentence.is_note or sentence.is_question:
            continue
        clause = clause_of(sentence)
        tokens = concepts_in(clause)
        concepts = {token.concept for token in tokens}
        is_plain = is_plain and concepts.isdisjoint(_OF_OTHERS)
        if is_of_fighters(tokens) or "withdrawn" in concepts:
            found.clear()  # those told before were fighters, or are told no more
        found.extend(_in_sentence(clause, tokens, inherited))
        inherited = frame_after(clause, inherited)
    marked = {harm.kind for voice, harm in found if voice is HarmVoice.FOUND}
    chosen = [
        (voice, harm)
        for voice, harm in found
        if voice is HarmVoice.FOUND or harm.kind not in marked
    ]
    kinds = [harm.kind for _, harm in chosen]
    kept = [(voice, harm) for voice, harm in chosen if kinds.count(harm.kind) == 1]
    is_found = any(
        voice is not HarmVoice.STATED and harm.count.highest != 0 for voice, harm in kept
    )
    return HarmTold(tuple(harm for _, harm in kept), is_found, is_plain)


def _in_sentence(
    clause: Clause, tokens: Sequence[ConceptToken], inherited: Frame
) -> Iterator[tuple[HarmVoice, HarmClause]]:
    """What the authority tells in one sentence; unmarked only what the grammar lets it say, too."""
    for told in propositions_in(clause, tokens):
        voice = voice_of(tokens, told)
        harm = _harm(clause, tokens, told, voice)
        is_own = inherited in OWN and _frame(clause, tokens, told, inherited) in OWN
        if voice is HarmVoice.FOUND or (voice is not HarmVoice.NOBODYS and is_own):
            yield voice, harm


def _frame(
    clause: Clause, tokens: Sequence[ConceptToken], told: HarmProposition, inherited: Frame
) -> Frame:
    first, last = tokens[told.start].start, tokens[told.end - 1].end - 1
    end = clause.starts[last] + len(clause.pieces[last].word) + 1
    return frame_at(clause, clause.starts[first], end, inherited)


def _harm(
    clause: Clause, tokens: Sequence[ConceptToken], told: HarmProposition, voice: HarmVoice
) -> HarmClause:
    pieces = clause.pieces[tokens[told.start].start : tokens[told.end - 1].end]
    words = " ".join(piece.word for piece in pieces)
    frame = Frame.FOUND if voice is HarmVoice.FOUND else Frame.STATED
    count = most_of(told.count, clause) if is_only_possible(tokens, told) else told.count
    return HarmClause(told.kind, count, frame, pieces[0].start, pieces[-1].end, words)
