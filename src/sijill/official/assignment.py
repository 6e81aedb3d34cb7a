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
from collections import defaultdict
from collections.abc import Mapping, Sequence

_MOST_ROUNDS = 100
_SETTLED = 1e-6
Table = list[dict[str, float]]


def marginals(odds: Sequence[Mapping[str, float]], repeat: float) -> list[dict[str, float]]:
    """For each line, the probability of each of its incidents; what is left to 1 is "none of them".

    Args:
        odds: for each line, by incident, the weight of the pair over the weight of "none of them".
        repeat: the factor for every line after the first about one incident, above 0, at most 1.

    Raises:
        ValueError: if ``repeat`` is out of its range.
    """
    if not 0 < repeat <= 1:
        raise ValueError(f"repeat is {repeat}, and not above 0 and at most 1")
    free: Table = [dict.fromkeys(line, 1.0) for line in odds]
    for _ in range(_MOST_ROUNDS):
        messages = _incident_messages(_line_messages(odds, free), repeat)
        change = max(
            (
                abs(messages[n][incident] - free[n][incident])
                for n, line in enumerate(odds)
                for incident in line
            ),
            default=0.0,
        )
        free = messages
        if change < _SETTLED:
            break
    return [_shares(line, free[n]) for n, line in enumerate(odds)]


def _shares(odds: Mapping[str, float], free: Mapping[str, float]) -> dict[str, float]:
    weights = {incident: value * free[incident] for incident, value in odds.items()}
    total = 1.0 + sum(weights.values())
    return {incident: weight / total for incident, weight in weights.items()}


def _line_messages(odds: Sequence[Mapping[str, float]], free: Table) -> Table:
    """For each pair, the odds that the line is about it, by all that is known but that incident."""
    messages: Table = []
    for line, open_to in zip(odds, free, strict=True):
        total = 1.0 + sum(value * open_to[incident] for incident, value in line.items())
        messages.append(
            {
                incident: value / max(1.0, total - value * open_to[incident])
                for incident, value in line.items()
            }
        )
    return messages


def _incident_messages(odds: Table, repeat: float) -> Table:
    """For each pair, how open the incident is to the line: 1 where no other line may be."""
    logs: dict[str, float] = defaultdict(float)
    for line in odds:
        for incident, value in line.items():
            logs[incident] += math.log1p(repeat * value)
    return [
        {
            incident: _openness(logs[incident] - math.log1p(repeat * value), repeat)
            for incident, value in line.items()
        }
        for line in odds
    ]


def _openness(others: float, repeat: float) -> float:
    """The weight with the line over that without, summed over what the other lines may be about.

    With ``exp(others)`` the sum over all sets of other lines of their odds times ``repeat`` each.
    """
    return 1.0 / (math.exp(-others) + (1.0 - math.exp(-others)) / repeat)
