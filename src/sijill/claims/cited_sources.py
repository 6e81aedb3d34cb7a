"""Whom a text cites: names of sources behind "according to" and the like, in two scripts."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from sijill.claims.source_names import (
    NO_OTHERS,
    listed_names,
    source_key,
    source_words,
)
from sijill.language.near_text import folded_words
from sijill.language.phrases import Phrase, PhraseBook, Phrases
from sijill.places.toponyms import place_keys

_LONGEST_NAME = 6
_LONGEST_CUE = 3
_PARTICLES = ("لل", "وال", "بال", "ال", "ل", "و", "ب")


@dataclass(frozen=True, slots=True)
class _Cues:
    before: Phrases
    after: Phrases
    bylines: Phrases
    contents: frozenset[str]
    """Words with which begins what was said: a name behind them is told of, not cited."""
    adjacent: Phrases
    """Cues that cite only what stands right behind them."""
    reach: int
    earlier: Phrases
    """Before a cue: what follows was said on an earlier occasion."""
    background: Phrases
    organisations: Phrases
    """Kinds of organisations, before their names in Arabic: منظمة, شبكة."""
    generic: frozenset[str]
    """Words in names of organisations that name none of them."""
    own_reporter: Phrases
    reporter_of: Phrases


@cache
def _cues() -> _Cues:
    cues = source_words()["cues"]
    return _Cues(
        frozenset(tuple(folded_words(cue)) for cue in cues["before"]),
        frozenset(tuple(folded_words(cue)) for cue in cues["after"]),
        frozenset(tuple(folded_words(name)) for name in cues["bylines"]),
        frozenset(word for cue in cues["contents"] for word in folded_words(cue)),
        frozenset(tuple(folded_words(cue)) for cue in cues["adjacent"]),
        cues["reach"],
        frozenset(tuple(folded_words(cue)) for cue in cues["earlier"]),
        frozenset(tuple(folded_words(cue)) for cue in cues["background"]),
        frozenset(tuple(folded_words(kind)) for kind in cues["organisations"]),
        frozenset(word for words in cues["generic"] for word in folded_words(words)),
        frozenset(tuple(folded_words(cue)) for cue in cues["own_reporter"]),
        frozenset(tuple(folded_words(cue)) for cue in cues["reporter_of"]),
    )


def cited_sources(
    text: str,
    known: PhraseBook = NO_OTHERS,
    places: Collection[str] = (),
    said_by: str = "",
) -> tuple[str, ...]:
    """The keys of the sources that a text cites, in its order.

    Args:
        text: the text.
        known: the sources whose statements are in the register, beside the listed ones.
        places: names of where the matter happened. A page may tell of other matters too, so where
            the text names one of them, only what is cited near that name counts.
        said_by: the key of who says it, whose own name is not looked for unless it is listed.
    """
    words = folded_words(_CREDIT.sub(" ", text))
    near, bylines = _near_places(words, places), _cues().bylines
    cited = (
        key
        for start, end, key in _names(words, known, said_by)
        if _is_cued(words, start, end)
        and (not near or _nearest(near, start) <= _PASSAGE or tuple(words[start:end]) in bylines)
    )
    return tuple(dict.fromkeys(cited))


_CREDIT = re.compile(r"©[^.\n،]{0,60}")
"""Who made a picture: no source of the account."""
_PASSAGE = 100
"""Words between the place of a matter and a source, within which the source is cited about it."""
_SHORTEST_PLACE = 3


def _near_places(words: Sequence[str], places: Collection[str]) -> list[int]:
    """Where words of the names of places stand in a text."""
    if not places:
        return []
    named = {
        word
        for place in places
        for word in folded_words(place)
        if len(word) >= _SHORTEST_PLACE and place_keys(word)
    }
    named |= {form for word in named for form in (word.removeprefix("ال"), f"ال{word}")}
    return [
        at for at, word in enumerate(words) if any(form in named for (form,) in _forms((word,)))
    ]


def _nearest(places: Sequence[int], position: int) -> int:
    at = bisect_left(places, position)
    return min(abs(place - position) for place in places[max(0, at - 1) : at + 1])


def has_own_account(text: str, said_by: str) -> bool:
    """Whether a text has an account of its publisher's own reporter, whatever else it cites."""
    words, listed = folded_words(text), _cues()
    own = source_key(said_by)
    names = {tuple(folded_words(said_by))} | {
        name for name, key in listed_names().items() if key == own
    }
    for at in range(len(words)):
        for length in (1, 2):
            ahead = tuple(words[at : at + length])
            if ahead in listed.own_reporter:
                return True
            if ahead in listed.reporter_of and any(
                name and tuple(words[at + length : at + length + len(name)]) == name
                for name in names
            ):
                return True
    return False


def _names(
    words: Sequence[str], others: PhraseBook, but: str = ""
) -> Iterator[tuple[int, int, str]]:
    """Where names of sources stand: first word, end, key; of the others not that with one key."""
    listed = listed_names()
    position = 0
    while position < len(words):
        firsts = _first_words(words[position])
        may_begin = not (listed.firsts.isdisjoint(firsts) and others.firsts.isdisjoint(firsts))
        longest = min(_LONGEST_NAME, len(words) - position) if may_begin else 0
        for length in range(longest, 0, -1):
            ahead = tuple(words[position : position + length])
            known = (_key(form, listed, others, but) for form in _forms(ahead))
            key = next(filter(None, known), None)
            if key is not None and (length > 1 or len(ahead[0]) > 2):  # noqa: PLR2004  "ap"
                yield position, position + length, key
                position += length - 1
                break
        position += 1


def _key(name: Phrase, listed: PhraseBook, others: PhraseBook, but: str) -> str:
    other = others.get(name, "")
    return listed.get(name, "") or (other if other != but else "")


@lru_cache(maxsize=4_096)
def _first_words(word: str) -> frozenset[str]:
    """The words by which a name may begin that is written from here on."""
    return frozenset(form for (form,) in _forms((word,)))


def cited_organisations(text: str) -> frozenset[str]:
    """Names of organisations that no list knows, right behind a cue: "قالت شبكة ...".

    The two words behind the kind name it, without those that name none ("حقوق الإنسان"). Many that
    are found are no names; one that several texts about a matter cite is.
    """
    words, listed = folded_words(_CREDIT.sub(" ", text)), _cues()
    known = {at for start, end, _ in _names(words, NO_OTHERS) for at in range(start, end)}
    names: set[str] = set()
    for at, word in enumerate(words):
        if not _is_kind(word) or not _is_right_behind_cue(words, at):
            continue
        end, name = at + 1, list[str]()
        while end < len(words) and len(name) < _NAME and words[end] not in listed.contents:
            name += [] if words[end] in listed.generic or _is_kind(words[end]) else [words[end]]
            end += 1
        if len(name) == _NAME and not any(place in known for place in range(at, end)):
            names.add(" ".join(name))
    return frozenset(names)


def _is_kind(word: str) -> bool:
    """Whether a word is a kind of organisation, with or without particles."""
    return any(form in _cues().organisations for form in _forms((word,)))


_NAME = 2
"""Words that name an organisation, behind its kind."""


def _is_right_behind_cue(words: Sequence[str], start: int) -> bool:
    return any(
        _is_cue(words, at, end, start)
        for end in (start, start - 1)
        for at in range(max(0, end - _LONGEST_CUE), end)
    )


def _forms(words: Phrase) -> Iterator[Phrase]:
    """The words, and without a particle that is written to the first: للمرصد السوري."""
    yield words
    for particle in _PARTICLES:
        if words[0].startswith(particle) and len(words[0]) > len(particle) + 2:
            bare = words[0].removeprefix(particle)
            yield bare, *words[1:]
            yield f"ال{bare}", *words[1:]


def _cue_forms(words: Phrase) -> Iterator[Phrase]:
    """The words, and without an "and" that is written to the first: ووفقا."""
    yield words
    if words[0].startswith("و") and len(words[0]) > _SHORTEST_CUE:
        yield words[0].removeprefix("و"), *words[1:]


_SHORTEST_CUE = 3


def _is_cued(words: Sequence[str], start: int, end: int) -> bool:
    listed = _cues()
    if tuple(words[start:end]) in listed.bylines:
        return True
    if any(tuple(words[end : end + length]) in listed.background for length in range(1, 5)):
        return False
    first = max(0, start - listed.reach)
    before = any(
        _is_cue(words, at, at + length, start)
        for at in range(first, start)
        for length in range(1, _LONGEST_CUE + 1)
        if at + length <= start
    )
    glued = words[start][:1] == "ل" and any(
        tuple(words[start - length : start]) in listed.before
        for length in (1, 2)
        if start >= length
    )
    behind = tuple(words[end : end + 1]) in listed.after
    return before or glued or behind


def _is_cue(words: Sequence[str], at: int, end: int, name: int) -> bool:
    """Whether the words from ``at`` to ``end`` cite the name behind them, for this account."""
    listed = _cues()
    forms = list(_cue_forms(tuple(words[at:end])))
    if any(form in listed.adjacent for form in forms):
        return end == name
    if not any(form in listed.before for form in forms):
        return False
    between = words[end:name]
    is_background = any((word,) in listed.background for word in between)
    is_earlier = any(
        tuple(words[at - length : at]) in listed.earlier for length in (1, 2) if at >= length
    )
    return not (is_background or is_earlier or listed.contents.intersection(between))
