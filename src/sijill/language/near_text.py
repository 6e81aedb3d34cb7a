"""Texts that are nearly the same: shared runs of words, whatever letters and digits they use.

A text is folded (see ``scripts.fold``) and cut into runs of ``RUN`` words; two texts are compared
by the runs that they share (Broder 1997, *On the resemblance and containment of documents*). Exact
sets, found through an index of runs, serve tens of thousands of posts; runs that stand in very many
texts (the menus of a web page, the buttons around a post) are passed over and count for neither.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sijill.language.scripts import fold
from sijill.model.limits import LONGEST_NEAR_TEXT

RUN = 5
"""Words of a run."""
LEAST_SHARED = 4
"""Runs that two texts share, at the least, where neither is shorter."""
COMMON = 60
"""A run that stands in more texts than this says nothing about two of them."""
_WORD = re.compile(r"\w+")
_BROKEN = re.compile(r"ـ+[\s.]*ـ+|ـ+\.(?=[ء-ي])|(?<=[ء-ي])\.(?=[ء-ي])")
"""How posts break words that platforms suppress: a stroke, a point or both inside a word."""
Runs = frozenset[int]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two texts, how much of both is shared, and how much of the smaller one is in the larger.

    ``resemblance`` and ``containment`` are in per mille of runs. ``left`` sorts before ``right``.
    """

    left: str
    right: str
    resemblance: int
    containment: int
    shared: int


@lru_cache(maxsize=8_192)
def folded_words(text: str) -> tuple[str, ...]:
    """The words of a text, folded; at most the first ``LONGEST_NEAR_TEXT`` characters."""
    joined = _BROKEN.sub("", text[:LONGEST_NEAR_TEXT])
    return tuple(_WORD.findall(fold(joined)))


def runs_of(text: str) -> Runs:
    """The runs of a text, as hashes of this process; a text of fewer words has one run."""
    words = folded_words(text)
    if len(words) <= RUN:
        return frozenset((hash(tuple(words)),)) if words else frozenset()
    return frozenset(hash(tuple(words[at : at + RUN])) for at in range(len(words) - RUN + 1))


def find_alike(texts: Mapping[str, str]) -> Iterator[Likeness]:
    """Pairs that share ``LEAST_SHARED`` runs or more, or all runs of one, sorted by their ids."""
    runs = {identity: runs_of(text) for identity, text in texts.items()}
    holders: dict[int, list[str]] = defaultdict(list)
    for identity in sorted(runs):
        for run in runs[identity]:
            holders[run].append(identity)
    common = {run for run, listed in holders.items() if len(listed) > COMMON}
    lengths = {identity: len(held - common) for identity, held in runs.items()}
    shared: Counter[tuple[str, str]] = Counter()
    for run, listed in holders.items():
        if run in common:
            continue
        for place, left in enumerate(listed):
            for right in listed[place + 1 :]:
                shared[left, right] += 1
    for (left, right), number in sorted(shared.items()):
        if number < min(LEAST_SHARED, len(runs[left]), len(runs[right])):
            continue
        smaller = min(lengths[left], lengths[right])
        together = lengths[left] + lengths[right] - number
        yield Likeness(left, right, 1000 * number // together, 1000 * number // smaller, number)
