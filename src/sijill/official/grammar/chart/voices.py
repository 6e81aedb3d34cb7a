"""Whose word a proposition is, and whether it is denied, left open, or of fighters.

What a sentence says of harm is conceded only where no word of it makes it another's: in doubt it
is nobody's.
"""

from collections.abc import Sequence
from enum import Enum, auto
from functools import cache

from sijill.official.grammar.chart.concepts import ConceptToken, words_of
from sijill.official.grammar.chart.harm import PART_ENDS, HarmProposition
from sijill.official.grammar.chart.people import HARM
from sijill.official.grammar.words import class_of


class HarmVoice(Enum):
    """Who says that people were harmed."""

    FOUND = auto()
    """The authority, with a word of finding or regret."""
    DONE = auto()
    """The authority, of what its own strike did."""
    STATED = auto()
    """Nobody but the text itself."""
    NOBODYS = auto()
    """Others, or nobody: it is denied, left open, another's doing, or of fighters."""


_SAYS = words_of("says")
"""Words of telling with which the authority may tell what it found."""
_PREPOSITIONS = words_of("before_no_source")
_ARTICLES = words_of("article")
_QUOTING = words_of("quoting")
_NO_HARM_DENIED = words_of("denied_beside_harm")
"""Words that are denied beside harm: "who had no part in the fighting", "nobody else"."""
_TARGETS = words_of("before_target")
_OF_GROUPS = words_of("of_groups")
_MUNITIONS = words_of("no_cause")
_CAUSES = words_of("cause")
_WHEN = words_of("when")
_SUBJECT_WITHIN, _SOURCE_WITHIN, _DENIED_WITHIN, _TARGET_WITHIN = 8, 8, 5, 5


@cache
def _others() -> frozenset[str]:
    return frozenset(class_of("third_party")) - {"report", "reports"}


@cache
def _causes() -> frozenset[str]:
    listed = {*class_of("other_cause"), *class_of("other_force")}
    return (_CAUSES | {word for word in listed if " " not in word}) - _MUNITIONS


def voice_of(tokens: Sequence[ConceptToken], told: HarmProposition) -> HarmVoice:
    """The voice of a proposition of a sentence."""
    ends = [at for at, token in enumerate(tokens) if token.words in PART_ENDS]
    first = max((at + 1 for at in ends if at < told.fate), default=0)
    last = min((at for at in ends if at > told.fate), default=len(tokens))
    if all(token.concept not in HARM for token in tokens[last:]):
        last = len(tokens)  # "one was thought to be hurt, but was found unharmed"
    part = range(first, last)
    if told.people.who == "fighter" or is_of_fighters(tokens) or _is_others_doing(tokens):
        return HarmVoice.NOBODYS
    if _is_circumstance(tokens, told) or any(_takes_back(tokens, at, told) for at in part):
        return HarmVoice.NOBODYS
    speaker = _speaker(tokens, told, first)
    if speaker:
        return HarmVoice.FOUND if speaker == "own" else HarmVoice.NOBODYS
    concepts = {token.concept for token in tokens}
    return HarmVoice.DONE if {"own", "deed"} <= concepts else HarmVoice.STATED


def _is_circumstance(tokens: Sequence[ConceptToken], told: HarmProposition) -> bool:
    """Whether harm is only when something else was: "we arrived after six had been killed"."""
    before = {token.words for token in tokens[max(0, told.start - 2) : told.start]}
    return not _WHEN.isdisjoint(before)


def is_only_possible(tokens: Sequence[ConceptToken], told: HarmProposition) -> bool:
    """Whether so many may have been harmed: the number is the most, and none the least."""
    return any(token.concept == "may" for token in tokens[max(0, told.start - 2) : told.end])


def is_of_fighters(tokens: Sequence[ConceptToken]) -> bool:
    """Whether a sentence tells of fighters who are neither a target nor denied."""
    return any(
        token.concept in ("fighter", "hostile")
        and token.words not in _OF_GROUPS
        and not _is_target(tokens, at)
        and all(one.concept != "deny" for one in tokens[max(0, at - 6) : at])
        for at, token in enumerate(tokens)
    )


def _is_target(tokens: Sequence[ConceptToken], at: int) -> bool:
    before = {token.words for token in tokens[max(0, at - _TARGET_WITHIN) : at]}
    return "hands" not in before and not _TARGETS.isdisjoint(before)


def _is_others_doing(tokens: Sequence[ConceptToken]) -> bool:
    return any(
        token.concept == "other" or (token.words in _causes() and not _is_target(tokens, at))
        for at, token in enumerate(tokens)
    )


def _takes_back(tokens: Sequence[ConceptToken], at: int, told: HarmProposition) -> bool:
    """Whether a word of the same part denies harm, leaves it open, or gives it up."""
    concept = tokens[at].concept
    if concept == "deny":
        is_of_life = tokens[told.fate].concept == "lives" and told.fate - 6 <= at < told.fate
        return not is_of_life and _denies_harm(tokens, at)
    if tokens[at].words == "had" and at + 1 < len(tokens) and tokens[at + 1].concept == "number":
        return at == 0 or tokens[at - 1].words == ","  # "had seven been killed, we would say so"
    return concept in ("unsettled", "withdrawn", "past") or (concept == "open" and at < told.fate)


def _denies_harm(tokens: Sequence[ConceptToken], at: int) -> bool:
    """Whether a word denies harm, and not that any fighter was among them, or a warning given."""
    behind = tokens[at + 1 : at + 1 + _DENIED_WITHIN]
    return not any(
        token.concept in ("fighter", "hostile")
        or not _NO_HARM_DENIED.isdisjoint(token.words.split())
        for token in behind
    )


def _speaker(tokens: Sequence[ConceptToken], told: HarmProposition, first: int) -> str:
    """Who says what stands there: "own", "others", or "" for nobody who is named."""
    speaker = ""
    for at in range(first, len(tokens)):
        token = tokens[at]
        if token.concept in ("alleges", "finds"):
            source = _source(tokens, at) if token.words == "according to" else ""
            said = source or _subject(tokens, at, first)
            if token.concept == "finds" and _is_by_others(tokens, at):
                said = "others"
            is_own = said == "own" and token.words in _SAYS
            if said == "others" or (token.concept == "alleges" and not is_own):
                return "others"
            speaker = "own"
        elif _is_source(tokens, at, told):
            return "others"
    return speaker


def _is_third_party(token: ConceptToken) -> bool:
    words = token.words.split()
    return token.concept == "others" or any(word.removesuffix("'s") in _others() for word in words)


def _is_source(tokens: Sequence[ConceptToken], at: int, told: HarmProposition) -> bool:
    """Whether a third party stands where it may be the one who says so."""
    is_victim = told.start <= at < told.end or (at > 0 and tokens[at - 1].concept == "number")
    is_own = any(token.concept == "own" for token in tokens[max(0, at - 4) : at + 5])
    is_other = tokens[at].concept == "others" or tokens[at].words in _others()
    if not is_other or is_victim or is_own:
        return False
    before = [token.words for token in tokens[max(0, at - 2) : at]]
    before = [words for words in before if words not in _ARTICLES]
    if before and before[-1] in _PREPOSITIONS:
        return False
    tells = any(token.concept in ("alleges", "finds") for token in tokens[at + 1 : at + 4])
    return at < told.fate or tells or (bool(before) and before[-1] in _QUOTING)


def _subject(tokens: Sequence[ConceptToken], at: int, first: int) -> str:
    """Whose word a verb of saying is: the nearest speaker before it, and whose that one is."""
    for place in range(at - 1, max(first, at - _SUBJECT_WITHIN - 1) - 1, -1):
        before = tokens[max(first, place - 3) : place]
        if tokens[place].concept == "own":
            is_theirs = bool(before) and (
                _is_third_party(before[-1]) or before[-1].words == "their"
            )
            return "others" if is_theirs or _is_by_others(tokens, place) else "own"
        if tokens[place].words == "their" or _is_third_party(tokens[place]):
            is_own = any(one.concept == "own" for one in before)
            is_theirs = any(one.words in ("by", "from") for one in before)
            return "own" if is_own and not is_theirs else "others"
    return ""


def _is_by_others(tokens: Sequence[ConceptToken], at: int) -> bool:
    """Whether "by" a third party follows: "a review by the monitor", "verified by activists"."""
    behind = tokens[at + 1 : at + 5]
    is_by = bool(behind) and behind[0].words in ("by", "from")
    return is_by and all(token.concept != "own" for token in behind)


def _source(tokens: Sequence[ConceptToken], at: int) -> str:
    """Whose word it is according to whom."""
    for place, token in enumerate(tokens[at + 1 : at + 1 + _SOURCE_WITHIN], at + 1):
        if token.words == ",":
            break
        if token.concept == "own" and not _is_by_others(tokens, place):
            return "own"
    return "others"
