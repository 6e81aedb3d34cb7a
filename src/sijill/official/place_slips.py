"""Words of places that may be slips of the pen, and what each may mean.

Two words are one slip apart if a letter is too many, missing, another, or in the place of its
neighbour. Such words have a form in common that lacks one letter, or one is such a form of the
other, so only words that share a form are compared: a register has thousands of names of places,
and each against each would be millions (Garbe 2012, symmetric delete).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from rapidfuzz.distance import OSA

from sijill.model.limits import LONGEST_PLACE_WORD

_SHORTEST_SLIP = 3
"""Consonants of the longer of two words, from which one more or less may be a slip."""
_COMMONER = 5
"""How many times as common as a slip, and as any other word near it, the word is that it means."""


def find_slips(
    said: Iterable[str], counts: Mapping[str, int], area: Collection[str]
) -> dict[str, str]:
    """Words of lines and incidents that are one consonant from one word much commoner than they.

    A word of a line that no incident has may mean a rare one too, where that is the only one near.
    Slips are rare and the words they mean common, so of several the commonest is meant, if it
    stands out (Kernighan, Church and Gale 1990, with the words of the case as the prior).

    Args:
        said: words of lines.
        counts: in how many incidents each word stands.
        area: words of the case's area, which are no slips.
    """
    by_form: dict[str, list[str]] = defaultdict(list)
    for word in counts:
        for form in _forms(word):
            by_form[form].append(word)
    slips: dict[str, str] = {}
    for word in sorted({*said, *counts} - set(area)):
        others = {other for form in _forms(word) for other in by_form.get(form, ())}
        near = sorted((counts[other], other) for other in others if _is_slip(word, other))
        if not near:
            continue
        most, meant = near[-1]
        rival = max(counts.get(word, 0), near[-2][0] if len(near) > 1 else 0)
        if most >= _COMMONER * rival:
            slips[word] = meant
    return slips


def _forms(word: str) -> set[str]:
    """The word, and the word without each of its letters; nothing of one that is no word."""
    if len(word) > LONGEST_PLACE_WORD:
        return set()
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _is_slip(word: str, other: str) -> bool:
    is_long = max(len(word), len(other)) >= _SHORTEST_SLIP
    return is_long and OSA.distance(word, other, score_cutoff=1) == 1
