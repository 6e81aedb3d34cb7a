"""Harm as propositions, composed from concepts that stand side by side, in any order.

Each word of what became of people is tied to one group of them: its subject before it, its object
behind it. Words that lie between do not matter, so that a new wording is read like those that are
known. Where a number may count people of whom no word tells what became of them, or somebody else
is named beside those counted, nothing is read of the sentence: the number might not be all.

The work is bounded: a sentence that fills half a line of a release is not read, each word is
looked at with the few beside it, and each group is tied once. So a text takes time by its length.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sijill.model.limits import LONGEST_RELEASE_LINE
from sijill.model.values.counts import CountRange
from sijill.official.grammar.chart.concepts import ConceptToken, concepts_in, words_of
from sijill.official.grammar.chart.people import (
    BE,
    HARM,
    POSSESSIVES,
    WHO,
    CountedPeople,
    people_in,
)
from sijill.official.grammar.clauses import Clause
from sijill.official.grammar.harm.harm_clause import HarmKind

_DEADLY = frozenset({"dies", "kills", "killed", "death", "life", "lives", "remains"})
_SUBJECT, _OBJECT = frozenset({"dies", "gets_hurt", "lives"}), frozenset({"kills", "injures"})
_NOUN = frozenset({"death", "injury", "life", "remains"})
_EITHER = frozenset({"killed", "injured"})
_OBJECT_WITHIN, _OF_WITHIN, _NOUN_WITHIN, _VERB_WITHIN = 4, 6, 8, 6
_FAR = 99
_PREPOSITIONS = words_of("aside")
_LEAST_YEAR = 1000
_SENTENCE_WORDS = LONGEST_RELEASE_LINE // 10
_NO_COUNTS = words_of("before_code")
PART_ENDS = words_of("part_ends")
"""Words between which a part of a sentence stands that tells one thing."""


@dataclass(frozen=True, slots=True)
class HarmProposition:
    """That so many were killed or injured. ``people`` and ``fate`` say where that is told.

    ``fate`` is the place of the word of harm among the concepts, ``start`` and ``end`` hold both.
    """

    kind: HarmKind
    people: CountedPeople
    fate: int

    @property
    def count(self) -> CountRange:
        """How many."""
        return self.people.count

    @property
    def start(self) -> int:
        """The first concept of the people and of what became of them."""
        return min(self.people.start, self.fate)

    @property
    def end(self) -> int:
        """Behind the last concept of both."""
        return max(self.people.end, self.fate + 1)


class _HarmSentence:
    """The concepts of a sentence, its groups of people, and those that are tied."""

    def __init__(self, clause: Clause, tokens: Sequence[ConceptToken]) -> None:
        self.clause = clause
        self.tokens = tokens
        self.groups = list(people_in(clause, tokens))
        self.tied: set[int] = set()

    def free(self, first: int, last: int) -> list[CountedPeople]:
        """Groups that begin between two places, are tied to nothing, and no part of others."""
        return [
            group
            for group in self.groups
            if first <= group.start < last and group.start not in self.tied and not group.is_part
        ]


def propositions_in(
    clause: Clause, tokens: Sequence[ConceptToken] | None = None
) -> list[HarmProposition]:
    """Every number of people harmed in a sentence, whoever says so."""
    if len(clause.pieces) > _SENTENCE_WORDS:
        return []
    sentence = _HarmSentence(clause, concepts_in(clause) if tokens is None else tokens)
    ends = [at for at, one in enumerate(sentence.tokens) if one.words in PART_ENDS]
    found: list[HarmProposition] = []
    first = 0
    for last in (*ends, len(sentence.tokens)):
        found.extend(_in_part(sentence, first, last))
        first = last + 1
    if any(_is_left(sentence, at) for at in range(len(sentence.tokens))):
        return []
    return [one for one in found if not _is_beside_others(sentence.tokens, one)]


def _in_part(sentence: _HarmSentence, first: int, last: int) -> Iterator[HarmProposition]:
    fates = [at for at in range(first, last) if _is_fate(sentence.tokens, at)]
    for at, before, behind in zip(fates, [first - 1, *fates], [*fates[1:], last], strict=False):
        group = _tied(sentence, at, before, behind, first)
        if group is None:
            continue
        sentence.tied.add(group.start)
        if group.is_whole:  # of those harmed a part is told: the civilians among them
            parts = [one for one in sentence.free(at + 1, last) if one.who == "civilian"]
            if not parts:
                continue
            group = parts[0]
            sentence.tied.add(group.start)
        is_deadly = sentence.tokens[at].concept in _DEADLY
        if group.count.is_known:
            kind = HarmKind.DEATHS if is_deadly else HarmKind.INJURIES
            yield HarmProposition(kind, group, at)


def _is_fate(tokens: Sequence[ConceptToken], at: int) -> bool:
    """Whether a word tells what became of people: lives are taken, and who did not live died."""
    concept = tokens[at].concept
    if concept == "lives":
        return any(token.concept == "deny" for token in tokens[max(0, at - 6) : at])
    if concept == "life":
        return any(token.concept == "takes" for token in tokens[max(0, at - 7) : at + 4])
    return concept in HARM


def _tied(
    sentence: _HarmSentence, at: int, before: int, behind: int, first: int
) -> CountedPeople | None:
    """The group of which a word tells what became of it."""
    tokens, concept = sentence.tokens, sentence.tokens[at].concept
    lefts = [one for one in sentence.free(max(first, before), at) if one.end <= at]
    rights = sentence.free(at + 1, behind + 1)
    left, right = lefts[-1] if lefts else None, rights[0] if rights else None
    gap = right.start - at - 1 if right else _FAR
    following = tokens[at + 1].words if at + 1 < len(tokens) else ""
    if left and right and not left.count.is_known and not right.who:
        return right if gap <= _VERB_WITHIN else None  # "the civilians killed number three"
    if concept in _OBJECT:
        return right if gap <= _OBJECT_WITHIN or right is None else None
    if concept in _NOUN:
        if following in ("of", "among", "to", ":", "=") and gap <= _OF_WITHIN:
            return right
        is_near = left is not None and at - left.end <= _OBJECT_WITHIN - 1
        return left if is_near or gap > _NOUN_WITHIN else right
    has_be = any(token.words in BE for token in tokens[max(0, at - 3) : at])
    if concept in _EITHER and gap == 0 and not has_be and following not in (":", "=", ","):
        return right
    if lefts:
        return _subject(tokens, lefts)
    is_object = gap <= 1 and concept not in _SUBJECT and not has_be
    is_turned = following in BE | {":", "=", ","} or is_object
    return right if gap <= _VERB_WITHIN and is_turned else None


def _subject(tokens: Sequence[ConceptToken], lefts: list[CountedPeople]) -> CountedPeople:
    """The last group before a verb that no preposition puts aside: "two men in a car of six"."""
    heads = [
        one for one in lefts if not one.start or tokens[one.start - 1].words not in _PREPOSITIONS
    ]
    return (heads or lefts)[-1]


def _is_left(sentence: _HarmSentence, at: int) -> bool:
    """Whether a number may count people of whom no word tells what became of them.

    Then those that are tied need not be all: "five in the first house and three in the next".
    """
    tokens = sentence.tokens
    if tokens[at].concept != "number":
        return False
    count = sentence.clause.numbers[int(tokens[at].words.strip("<>"))]
    before = tokens[at - 1] if at else None
    if count.at_least >= _LEAST_YEAR or (before and before.words in _NO_COUNTS):
        return False
    near = [token.concept for token in tokens[at + 1 : at + 3]]
    is_date = before is not None and before.concept == "not_people" and HARM.isdisjoint(near)
    if "not_people" in near or is_date:
        return False
    return not any(
        group.start <= at < group.end and (group.start in sentence.tied or group.is_part)
        for group in sentence.groups
    )


def _is_beside_others(tokens: Sequence[ConceptToken], told: HarmProposition) -> bool:
    """Whether somebody else is named beside those counted: "Salih and his two sons died"."""
    start, end = told.people.start, told.people.end
    before = [token.words for token in tokens[max(0, start - 2) : start]]
    if "and" in before[-1:] and start > 1:
        is_mate = tokens[start - 2].concept in WHO
        if is_mate or tokens[start].words in POSSESSIVES:
            return True
    if before[:1] == ["and"] and before[-1] in POSSESSIVES:
        return True
    fate = tokens[told.fate + 1 : told.fate + 3]
    if len(fate) > 1 and fate[0].words in ("and", "or", "/") and fate[1].concept in HARM:
        return (fate[1].concept in _DEADLY) != (told.kind is HarmKind.DEATHS)
    if any(
        tokens[at].words in ("along", "together", "as")
        for at in (told.fate + 1, end)
        if at < len(tokens)
    ):
        return True
    behind = [token.words for token in tokens[end : end + 2]]
    later = {token.concept for token in tokens[end + 2 : end + 8]}
    is_one = behind[:1] == ["and"] and behind[-1] in {"a", "an", "another", "of", *POSSESSIVES}
    return is_one and HARM.isdisjoint(later) and "not_people" not in later
