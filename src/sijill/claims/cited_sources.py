"""Whom a text cites: names of sources behind "according to" and the like, in two scripts."""

import tomllib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from sijill.language.near_text import folded_words

_LONGEST_NAME = 6
_LONGEST_CUE = 3
_SHORT = 6
"""Letters of a one-word name of an outlet, up to which it may be a word like any other."""
_PARTICLES = ("لل", "وال", "بال", "ال", "ل", "و", "ب")
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Listed:
    names: dict[Words, str]
    before: frozenset[Words]
    after: frozenset[Words]
    bylines: frozenset[Words]
    contents: frozenset[str]
    """Words with which begins what was said: a name behind them is told of, not cited."""
    reach: int


@cache
def _listed() -> _Listed:
    text = files("sijill.claims").joinpath("sources.toml").read_text(encoding="utf-8")
    content = tomllib.loads(text)
    cues = content["cues"]
    return _Listed(
        {
            tuple(folded_words(name)): row["id"]
            for row in content["source"]
            for name in row["names"]
        },
        frozenset(tuple(folded_words(cue)) for cue in cues["before"]),
        frozenset(tuple(folded_words(cue)) for cue in cues["after"]),
        frozenset(tuple(folded_words(name)) for name in cues["bylines"]),
        frozenset(word for cue in cues["contents"] for word in folded_words(cue)),
        cues["reach"],
    )


@cache
def listed_recorders() -> tuple[tuple[str, ...], ...]:
    """The names of each listed source that keeps counts of its own."""
    text = files("sijill.claims").joinpath("sources.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["source"]
    return tuple(tuple(row["names"]) for row in rows if row.get("counts", False))


@lru_cache(maxsize=65_536)
def source_key(name: str) -> str:
    """The id under which a source is listed, or its own name folded: one key for all spellings."""
    words = tuple(folded_words(name))
    return _listed().names.get(words, " ".join(words))


def names_of_source(name: str) -> tuple[str, ...]:
    """All names of the listed source that a name means; none where it is not listed."""
    key = source_key(name)
    text = files("sijill.claims").joinpath("sources.toml").read_text(encoding="utf-8")
    return next(
        (tuple(row["names"]) for row in tomllib.loads(text)["source"] if row["id"] == key), ()
    )


def cited_sources(text: str, known: Collection[str]) -> tuple[str, ...]:
    """The keys of the sources that a text cites, in its order.

    Args:
        text: the text.
        known: keys of the sources whose statements are in the register, beside the listed ones.
    """
    words = folded_words(text)
    own = {tuple(key.split()): key for key in known if " " in key or len(key) > _SHORT}
    cited = (key for start, end, key in _names(words, own) if _is_cued(words, start, end))
    return tuple(dict.fromkeys(cited))


def _names(words: Sequence[str], own: dict[Words, str]) -> Iterator[tuple[int, int, str]]:
    """Where names of sources stand: first word, end, key."""
    listed = _listed().names
    position = 0
    while position < len(words):
        for length in range(min(_LONGEST_NAME, len(words) - position), 0, -1):
            ahead = tuple(words[position : position + length])
            known = (listed.get(form) or own.get(form) for form in _forms(ahead))
            key = next(filter(None, known), None)
            if key is not None and (length > 1 or len(ahead[0]) > 2):  # noqa: PLR2004  "ap"
                yield position, position + length, key
                position += length - 1
                break
        position += 1


def _forms(words: Words) -> Iterator[Words]:
    """The words, and without a particle that is written to the first: للمرصد السوري."""
    yield words
    for particle in _PARTICLES:
        if words[0].startswith(particle) and len(words[0]) > len(particle) + 2:
            bare = words[0].removeprefix(particle)
            yield bare, *words[1:]
            yield f"ال{bare}", *words[1:]


def _cue_forms(words: Words) -> Iterator[Words]:
    """The words, and without an "and" that is written to the first: ووفقا."""
    yield words
    if words[0].startswith("و") and len(words[0]) > _SHORTEST_CUE:
        yield words[0].removeprefix("و"), *words[1:]


_SHORTEST_CUE = 3


def _is_cued(words: Sequence[str], start: int, end: int) -> bool:
    listed = _listed()
    if tuple(words[start:end]) in listed.bylines:
        return True
    first = max(0, start - listed.reach)
    before = any(
        any(form in listed.before for form in _cue_forms(tuple(words[at : at + length])))
        for at in range(first, start)
        for length in range(1, _LONGEST_CUE + 1)
        if at + length <= start and not listed.contents.intersection(words[at + length : start])
    )
    glued = words[start][:1] == "ل" and any(
        tuple(words[start - length : start]) in listed.before
        for length in (1, 2)
        if start >= length
    )
    behind = tuple(words[end : end + 1]) in listed.after
    return before or glued or behind
