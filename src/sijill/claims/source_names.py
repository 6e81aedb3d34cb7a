"""Names of sources: the listed ones of ``sources.toml``, and those that a register holds."""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

from sijill.language.near_text import folded_words
from sijill.language.phrases import Phrase, PhraseBook
from sijill.model.word_files import toml_beside
from sijill.places.toponyms import place_keys

_SHORT = 6
"""Letters of a one-word name of an outlet, up to which it may be a word like any other."""


@cache
def source_words() -> Mapping[str, Any]:
    """The reviewed words of ``sources.toml``: the sources, and how texts cite them."""
    return toml_beside(__name__, "sources.toml")


def unlisted_names(known: Iterable[str]) -> PhraseBook:
    """Sources that no list knows, each by its key; not by a short one of a single word."""
    return PhraseBook({tuple(key.split()): key for key in known if " " in key or len(key) > _SHORT})


NO_OTHERS = PhraseBook({})


@cache
def listed_names() -> PhraseBook:
    """The names of the listed sources, each with its key."""
    return PhraseBook(
        {
            tuple(folded_words(name)): row["id"]
            for row in source_words()["source"]
            for name in row["names"]
        }
    )


@cache
def _kinds() -> frozenset[str]:
    """What kind of outlet a source is, behind its name."""
    return frozenset(
        word for kind in source_words()["cues"]["kinds"] for word in folded_words(kind)
    )


@cache
def listed_recorders() -> tuple[tuple[str, ...], ...]:
    """The names of each listed source that keeps counts of its own."""
    return tuple(
        tuple(row["names"]) for row in source_words()["source"] if row.get("counts", False)
    )


@lru_cache(maxsize=65_536)
def source_key(name: str) -> str:
    """The id under which a source is listed, or its own name folded: one key for all spellings."""
    words = tuple(folded_words(name))
    listed = listed_names()
    bare = words
    while len(bare) > 1 and bare not in listed and bare[-1] in _kinds():
        bare = bare[:-1]
    known = listed.get(bare) or _names_without_joints().get(_without_joints(bare))
    return known or " ".join(words)


_JOINTS = frozenset({"of", "for", "the", "and", "de", "des", "pour"})
"""Words that people mix up within a name: Observatory of, and for, Human Rights."""


def _without_joints(words: Phrase) -> Phrase:
    return tuple(word for word in words if word not in _JOINTS)


@cache
def _names_without_joints() -> dict[Phrase, str]:
    """The listed sources by their names of several words, without the words that join these."""
    bare = {_without_joints(name): key for name, key in listed_names().items()}
    return {name: key for name, key in bare.items() if len(name) > 1}


def names_of_source(name: str) -> tuple[str, ...]:
    """All names of the listed source that a name means; none where it is not listed."""
    return _names_by_key().get(source_key(name), ())


def title_of_source(key: str) -> str:
    """A source by its first listed name; its key where it is not listed."""
    return next(iter(_names_by_key().get(key, ())), key)


@cache
def _names_by_key() -> dict[str, tuple[str, ...]]:
    return {row["id"]: tuple(row["names"]) for row in source_words()["source"]}


def is_called(said_by: str, source: str) -> bool:
    """Whether a publisher may be the source by its name, in the same or the other script."""
    own, other = place_keys(said_by), place_keys(source)
    return bool(own and other) and (own <= other or other <= own)
