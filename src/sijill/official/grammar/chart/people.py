"""Groups of people in a sentence: a number with its noun, or one person by an article.

"A father, his wife and their three daughters" are one group of five; "four civilians, two women and
two children" one of four. A group may be a part of another ("among them two children"), or the
whole of which a part is told ("of the ten in the house").
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sijill.model.values.counts import UNKNOWN_COUNT, CountRange, total
from sijill.official.grammar.chart.concepts import ConceptToken, words_of
from sijill.official.grammar.clauses import Clause
from sijill.official.grammar.words import class_of

WHO = frozenset({"civilian", "person", "fighter"})
HARM = frozenset(
    {"dies", "kills", "killed", "death", "life", "lives", "remains"}
    | {"injures", "injured", "gets_hurt", "injury"}
)
"""Concepts of what became of people."""
BE = words_of("be")
POSSESSIVES = words_of("possessive")
_NOUN_WITHIN, _ONE_WITHIN = 5, 3
_ENDS_NOUN = words_of("ends_noun")
_JOINS = words_of("joins_list")
_GOES_ON = words_of("behind_number")
_ONE = frozenset({"a", "an", "another", "the", *POSSESSIVES})
_NO_COUNTS = words_of("before_no_count")
_RAISES = words_of("raises")
_LOWERS = words_of("lowers")
_OF_THEM = words_of("of_them")


@dataclass(frozen=True, slots=True)
class CountedPeople:
    """People with their number; ``who`` is the concept of their noun, empty where none stands."""

    count: CountRange
    who: str
    start: int
    end: int
    is_part: bool = False
    is_whole: bool = False


def people_in(clause: Clause, tokens: Sequence[ConceptToken]) -> Iterator[CountedPeople]:
    """The groups of a sentence, those of one list as one; each word is looked at once."""
    pending: CountedPeople | None = None
    at = 0
    while at < len(tokens):
        group = _group(clause, tokens, at)
        if group is None:
            at += 1
            continue
        if pending is not None and _is_list(tokens, pending, group):
            pending = _joined(tokens, pending, group)
        else:
            if pending is not None:
                yield pending
            pending = group
        at = group.end
    if pending is not None:
        yield pending


def _is_list(tokens: Sequence[ConceptToken], one: CountedPeople, other: CountedPeople) -> bool:
    """Whether only a comma or an "and" stands between two groups of people."""
    is_counted = one.count.is_known and other.count.is_known and bool(other.who)
    between = [token.words for token in tokens[one.end : other.start]]
    if between and between[-1] in POSSESSIVES:
        between.pop()
    is_joined = bool(between) and _JOINS.issuperset(between)
    return is_counted and is_joined and not (one.is_part or other.is_part)


def _joined(
    tokens: Sequence[ConceptToken], one: CountedPeople, other: CountedPeople
) -> CountedPeople:
    """Both under one number; who they were, behind a greater number, adds nothing."""
    if (one.who == "fighter") != (other.who == "fighter"):
        kept = one if other.who == "fighter" else other
        return replace(kept, start=one.start, end=other.end)
    between = {token.words for token in tokens[one.end : other.start]}
    if between.isdisjoint(("and", "with")) and one.count.at_least > other.count.at_least:
        return replace(one, end=other.end)
    return CountedPeople(total([one.count, other.count]).range, one.who, one.start, other.end)


def _group(clause: Clause, tokens: Sequence[ConceptToken], at: int) -> CountedPeople | None:
    """The people whose number or article stands at a place; a bare plural has no number."""
    token = tokens[at]
    is_part = at > 0 and tokens[at - 1].concept == "part"
    if token.concept == "number":
        return _numbered(clause, tokens, at, is_part=is_part)
    if token.words in _ONE:
        return _one_person(clause, tokens, at, is_part=is_part)
    if token.concept in WHO and token.words.endswith(("s", "people", "children", "men")):
        return CountedPeople(UNKNOWN_COUNT, token.concept, at, at + 1, is_part)
    return None


def _numbered(
    clause: Clause, tokens: Sequence[ConceptToken], at: int, *, is_part: bool
) -> CountedPeople | None:
    noun = _noun_behind(tokens, at)
    if noun is None:
        return None
    who, end = noun
    if not who and not _is_elided(tokens, at):
        return None
    behind = [token.words for token in tokens[at + 1 : at + 3]]
    is_part = is_part or (behind[:1] == ["of"] and behind[-1] in _OF_THEM)
    is_part = is_part or any(
        token.concept == "part" and token.words.startswith("among")
        for token in tokens[end : end + 1]
    )
    count = _last_told(clause.numbers[int(tokens[at].words.strip("<>"))], tokens, at)
    return CountedPeople(count, who, at, end, is_part, _is_whole(tokens, at))


def _noun_behind(tokens: Sequence[ConceptToken], at: int) -> tuple[str, int] | None:
    """The concept of the noun behind a number, and where it ends; ``None`` for one of no people."""
    who, end = "", at + 1
    for place, token in enumerate(tokens[at + 1 : at + 1 + _NOUN_WITHIN], at + 1):
        if token.concept == "not_people":
            return (who, end) if who else None
        if token.concept in WHO:
            who, end = token.concept if who != "fighter" else who, place + 1
        elif token.concept or token.words in _ENDS_NOUN or who:
            break
    return who, end


def _last_told(count: CountRange, tokens: Sequence[ConceptToken], at: int) -> CountRange:
    """The number, of "from two to five" the one that now stands, where the verb says which."""
    if count.is_exact or count.highest is None or not at or tokens[at - 1].words != "from":
        return count
    verbs = {token.words.split()[0] for token in tokens}
    if not verbs.isdisjoint(_RAISES):
        return CountRange.exactly(count.highest)
    return CountRange.exactly(count.at_least) if not verbs.isdisjoint(_LOWERS) else count


def _is_whole(tokens: Sequence[ConceptToken], at: int) -> bool:
    """Whether it counts those of whom a part is told: "of the ten", "among the eight killed"."""
    before = [token.words for token in tokens[max(0, at - 3) : at]]
    before = [word for word in before if word not in ("the", "those", "these")]
    if before[-1:] in (["among"], ["amongst"]):
        return True
    return before[-1:] == ["of"] and (at <= 3 or before[0].startswith("<"))  # noqa: PLR2004


def _is_elided(tokens: Sequence[ConceptToken], at: int) -> bool:
    """Whether a number without a noun stands for people: "two were killed", "killed two"."""
    before = [token.concept or token.words for token in tokens[max(0, at - 4) : at]]
    if not HARM.isdisjoint(before):
        return True
    if (before and before[-1] in _NO_COUNTS) or at + 1 == len(tokens):
        return False
    behind = tokens[at + 1]
    first = behind.words.split()[0]
    return behind.concept in HARM | {"part"} or first in BE | _GOES_ON or behind.words == "of"


def _one_person(
    clause: Clause, tokens: Sequence[ConceptToken], at: int, *, is_part: bool
) -> CountedPeople | None:
    """One person by an article; a couple are two, a family as many as it is said to have."""
    for place in range(at + 1, min(len(tokens), at + 1 + _ONE_WITHIN)):
        token = tokens[place]
        if token.words in ("family", "household"):
            number = tokens[place + 2] if place + 2 < len(tokens) else None
            if number is None or number.concept != "number" or tokens[place + 1].words != "of":
                return None
            count = clause.numbers[int(number.words.strip("<>"))]
            return CountedPeople(count, "civilian", at, place + 3, is_part)
        if token.words == "couple":
            return CountedPeople(CountRange.exactly(2), "civilian", at, place + 1, is_part)
        if token.words in class_of("one_person"):
            if not _is_noun(tokens, at, place):
                return None
            return CountedPeople(CountRange.exactly(1), token.concept, at, place + 1, is_part)
        if token.concept and token.concept not in WHO:
            return None
    return None


def _is_noun(tokens: Sequence[ConceptToken], at: int, place: int) -> bool:
    """Whether a word is the noun, and none before it: "a civilian", not "a civilian vehicle"."""
    behind = tokens[place + 1] if place + 1 < len(tokens) else None
    if tokens[at].words in ("the", "its"):
        goes_on = behind is None or behind.words in BE | {",", "and", "who", "in", "on"}
        return tokens[place].concept == "civilian" and (goes_on or bool(behind and behind.concept))
    return behind is None or behind.concept != "not_people"
