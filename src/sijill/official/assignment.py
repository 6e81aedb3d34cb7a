"""How likely each line of a list is about each incident, given all lines of the list together.

A list seldom has two lines about one incident, so a line that is surely about an incident makes it
unlikely for the others. The joint distribution over all assignments of lines to incidents or to
none weighs each by the product of its pairs; its marginals come from belief propagation between
lines and incidents, exact on trees and converging always (Williams and Lau, "Approximate evaluation
of marginal association probabilities with belief propagation", IEEE Transactions on Aerospace and
Electronic Systems 50, 2014, equations 19 and 20). Other than there, an incident may have several
lines: every line after the first multiplies the weight by ``repeat``.
"""

import math
from collections.abc import Mapping, Sequence

_MOST_ROUNDS = 100
_SETTLED = 1e-6


class Assignment:
    """The pairs of a list, and how open each incident was found to each line so far.

    A list of thousands of lines has hundreds of thousands of pairs, and they are gone through some
    fifty times: so they are plain lists of numbers, and further marginals begin where the last
    ones ended, which changes the way there alone.
    """

    def __init__(self, odds: Sequence[Mapping[str, float]], repeat: float) -> None:
        """Take in the pairs.

        Args:
            odds: for each line, by incident, the weight of the pair over that of "none of them".
            repeat: the factor for every line after the first about one incident, above 0, at
                most 1.

        Raises:
            ValueError: if ``repeat`` is out of its range.
        """
        if not 0 < repeat <= 1:
            raise ValueError(f"repeat is {repeat}, and not above 0 and at most 1")
        self._odds, self._repeat = odds, repeat
        numbers: dict[str, int] = {}
        self._incidents = [[numbers.setdefault(one, len(numbers)) for one in line] for line in odds]
        self._count = len(numbers)
        self._free = [[1.0] * len(line) for line in odds]

    def marginals(self, factor: float = 1.0) -> list[dict[str, float]]:
        """For each line, the probability of each of its incidents, with all odds times a factor.

        What is left to 1 is "none of them".
        """
        values = [[factor * value for value in line.values()] for line in self._odds]
        for _ in range(_MOST_ROUNDS):
            if self._pass_messages(values) < _SETTLED:
                break
        return [
            dict(zip(line, _shares(weights, free), strict=True))
            for line, weights, free in zip(self._odds, values, self._free, strict=True)
        ]

    def _pass_messages(self, values: Sequence[Sequence[float]]) -> float:
        """One round of messages, from lines to incidents and back; returns the greatest change."""
        logs = [0.0] * self._count
        own: list[list[float]] = []
        for weights, free, incidents in zip(values, self._free, self._incidents, strict=True):
            terms = [math.log1p(self._repeat * one) for one in _line_messages(weights, free)]
            for incident, term in zip(incidents, terms, strict=True):
                logs[incident] += term
            own.append(terms)
        change = 0.0
        for n, (terms, incidents) in enumerate(zip(own, self._incidents, strict=True)):
            others = (logs[one] - term for one, term in zip(incidents, terms, strict=True))
            found = [_openness(one, self._repeat) for one in others]
            moved = map(abs, map(float.__sub__, found, self._free[n]))
            change = max(change, max(moved, default=0.0))
            self._free[n] = found
        return change


def _shares(weights: Sequence[float], free: Sequence[float]) -> list[float]:
    products = [value * open_to for value, open_to in zip(weights, free, strict=True)]
    total = 1.0 + sum(products)
    return [product / total for product in products]


def _line_messages(weights: Sequence[float], free: Sequence[float]) -> list[float]:
    """For each pair, the odds that the line is about it, by all that is known but that incident."""
    products = [value * open_to for value, open_to in zip(weights, free, strict=True)]
    total = 1.0 + sum(products)
    return [
        value / max(1.0, total - product) for value, product in zip(weights, products, strict=True)
    ]


def _openness(others: float, repeat: float) -> float:
    """The weight with the line over that without, summed over what the other lines may be about.

    With ``exp(others)`` the sum over all sets of other lines of their odds times ``repeat`` each.
    """
    none = math.exp(-others)
    return 1.0 / (none + (1.0 - none) / repeat)
