"""Dental charts: what is written of each tooth, and how two charts compare.

A tooth is numbered as the FDI does (ISO 3950:2016: quadrant and place, ``11`` to ``48``, milk teeth
``51`` to ``85``). A sound tooth can be filled later and a filled one drawn; none grows back. A body
whose tooth is in an earlier state than the family's chart says is an unexplained discrepancy: one
of the charts is wrong, or the body is somebody else's. It is a reason to review, and no exclusion.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import numpy as np

from sijill.language.scripts import fold, fold_digits
from sijill.model.word_files import toml_beside
from sijill.remains.likelihoods import WORD_POPULATION, Array, ratios_over_mean

Chart = Mapping[int, str]
"""The state of each charted tooth."""

AGREES, CHANGED, WRONG = 0.90, 0.09, 0.01
"""How often a body's tooth is as charted before, in a later state, or in one that cannot be."""
_TOOTH = re.compile(r"\b(?:[1-4][1-8]|[5-8][1-5])\b")
_WORD = re.compile(r"[^\W\d_]+")
_REPLACEMENTS = frozenset({"crown", "implant"})
"""What stands where a tooth was missing: a bridge, an implant."""


def read_chart(texts: Iterable[str]) -> dict[int, str]:
    """The teeth of a chart, each text with its numbers and one state: ``36 37 missing``.

    A text without a number or a known state is passed over, and so is a tooth of which two states
    are written.
    """
    by_tooth: dict[int, set[str]] = {}
    for text in texts:
        plain = fold(fold_digits(text))
        states = {state for word in _WORD.findall(plain) if (state := _states().get(word))}
        if len(states) == 1:
            for number in _TOOTH.findall(plain):
                by_tooth.setdefault(int(number), set()).update(states)
    return {tooth: next(iter(states)) for tooth, states in by_tooth.items() if len(states) == 1}


def discrepancies(body: Chart, person: Chart) -> tuple[int, ...]:
    """The teeth that cannot have changed from what the person's chart says to what the body has."""
    return tuple(
        tooth
        for tooth in sorted(body.keys() & person.keys())
        if _likelihood(body[tooth], person[tooth]) == WRONG
    )


def chart_ratios(body: Chart, missing: Sequence[Chart]) -> Array:
    """Charts against the chart of a body: each tooth by how common its state is on the list.

    As for words, the product over the teeth is divided by its mean over the list and
    ``WORD_POPULATION`` people of whom the chart says nothing.
    """
    counted = Counter(state for chart in missing for state in chart.values())
    total = sum(counted.values()) + len(_order())
    known = np.array([bool(body.keys() & chart.keys()) for chart in missing], dtype=bool)
    likelihood = np.ones(len(missing))
    for place, chart in enumerate(missing):
        for tooth in body.keys() & chart.keys():
            share = (counted[body[tooth]] + 1) / total
            likelihood[place] *= _likelihood(body[tooth], chart[tooth]) / share
    return ratios_over_mean(likelihood, known, WORD_POPULATION)


def _likelihood(body: str, person: str) -> float:
    """The probability of a tooth's state on the body, given the state in the person's chart."""
    if body == person:
        return AGREES
    order = _order()
    is_replaced = person == "missing" and body in _REPLACEMENTS
    if order.index(body) > order.index(person) or is_replaced:
        return CHANGED / max(1, len(order) - 1 - order.index(person))
    return WRONG


@cache
def _order() -> tuple[str, ...]:
    return tuple(_content())


@cache
def _states() -> Mapping[str, str]:
    return {fold(word): state for state, words in _content().items() for word in words}


@cache
def _content() -> Mapping[str, list[str]]:
    content: Mapping[str, list[str]] = toml_beside(__name__, "teeth.toml")
    return content
