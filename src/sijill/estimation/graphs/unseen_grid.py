"""Which numbers unseen are weighed when nobody names a range: none that matters is missed.

A range given beforehand is a prior: what lies beyond it is ruled out, and a table can have a second
mode far beyond any range that looked ample. Here the range doubles until its last doubling holds
next to nothing, and never stops below n² (but at 2^50), for n persons seen: as far as two lists
that share one person can point.

Inside, stretches are halved while they could hold something. What a stretch can hold at most is
known from its two ends: the log weight is below the straight line between them plus κ w² / 8 (see
``set_weights``). So no mode between two points goes unseen, however narrow. Then each stretch gets
as many points as its mass asks for, and each point stands for the whole numbers up to halfway to
its neighbours: the trapezoid rule.
"""

import math
from bisect import insort
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from sijill.estimation.tables.cells import Floats, Integers

NOTHING = -30.0
"""Log of a share of all mass that no stretch need be halved for."""
RESOLVED_CURVATURE = 0.5
"""κ w² / 8 of a stretch whose mass is known well enough to place points in it."""
COARSEST_RATIO = 1 / 32
"""Points that hold something are no further apart than this times their number unseen."""
SMALL_SHARE = 1e-9
"""A stretch with less mass is not held to the coarsest ratio."""
FARTHEST = 1 << 50
"""10^15, far beyond any population; what lies there is the tail of the prior alone."""


@dataclass(frozen=True, slots=True)
class AdaptiveGrid:
    """How finely and how far: shares of the posterior mass, above 0 and below 1."""

    point_share: float = 1 / 4096
    """No point stands for much more than this, unless it stands for one number."""
    end_share: float = 1e-7
    """The range ends when the last doubling holds no more than this."""

    def __post_init__(self) -> None:
        if not (0 < self.point_share < 1 and 0 < self.end_share < 1):
            raise ValueError(f"shares lie between 0 and 1: {self}")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Between two numbers unseen, with the logs of their weights."""

    start: int
    end: int
    log_start: float
    log_end: float
    curvature: float
    """How far the log weight can rise above the straight line between."""

    @property
    def log_most(self) -> float:
        """Log of the mass that it can hold at most."""
        return max(self.log_start, self.log_end) + self.curvature + math.log(self.end - self.start)


class _Explorer:
    """Log weights as they are asked for, each computed once."""

    def __init__(
        self, log_weight: Callable[[int], float], curvature: Callable[[float], float]
    ) -> None:
        self._log_weight, self._curvature = log_weight, curvature
        self.known: dict[int, float] = {}
        self.numbers: list[int] = []

    def weigh(self, unseen: int) -> float:
        if unseen not in self.known:
            self.known[unseen] = self._log_weight(unseen)
            insort(self.numbers, unseen)
        return self.known[unseen]

    def stretch(self, start: int, end: int) -> _Stretch:
        curvature = self._curvature(start) * (end - start) ** 2 / 8
        return _Stretch(start, end, self.weigh(start), self.weigh(end), curvature)

    def stretches(self) -> Iterator[_Stretch]:
        return map(self.stretch, self.numbers[:-1], self.numbers[1:])

    def log_total(self) -> float:
        """Log of all mass by the trapezoid rule on what is known so far."""
        unseen = np.array(self.numbers)
        logs = np.array([self.known[number] for number in self.numbers])
        return float(np.logaddexp.reduce(logs + np.log(widths_of(unseen))))


def widths_of(grid: Integers) -> Floats:
    """How many whole numbers each point of a rising grid stands for; the ends reach half beyond."""
    gaps = np.diff(grid)
    reach: Floats = np.concatenate([[1.0], gaps]) + np.concatenate([gaps, [1.0]])
    return 0.5 * reach


def lay_grid(
    log_weight: Callable[[int], float],
    curvature: Callable[[float], float],
    recorded: int,
    adaptive: AdaptiveGrid,
) -> Integers:
    """Rising numbers unseen, from 0.

    ``log_weight`` is the log of the weight of one number unseen, all graphs together;
    ``curvature`` is κ from one number unseen on; ``recorded`` is n.
    """
    explorer = _Explorer(log_weight, curvature)
    end = min(1 << max(recorded**2, 64).bit_length(), FARTHEST)
    for number in (0, *(1 << power for power in range(end.bit_length()))):
        explorer.weigh(number)
    _halve(explorer)
    while end < FARTHEST and _log_last(explorer, end) > math.log(adaptive.end_share):
        end *= 2
        explorer.weigh(end)
        _halve(explorer)
    return _place_points(explorer, adaptive)


def _log_last(explorer: _Explorer, end: int) -> float:
    """Log of the share of all mass that the second half of the range can hold at most."""
    logs = [stretch.log_most for stretch in explorer.stretches() if stretch.start >= end // 2]
    return float(np.logaddexp.reduce(logs)) - explorer.log_total()


def _halve(explorer: _Explorer) -> None:
    """Halve stretches until each is resolved or holds nothing."""
    waiting = list(explorer.stretches())
    while waiting:
        log_total = explorer.log_total()
        halved = []
        for stretch in waiting:
            if stretch.end - stretch.start == 1 or stretch.curvature <= RESOLVED_CURVATURE:
                continue
            if stretch.log_most - log_total > NOTHING:
                midpoint = (stretch.start + stretch.end) // 2
                halved += [
                    explorer.stretch(stretch.start, midpoint),
                    explorer.stretch(midpoint, stretch.end),
                ]
        waiting = halved


def _place_points(explorer: _Explorer, adaptive: AdaptiveGrid) -> Integers:
    log_total = explorer.log_total()
    pieces = [np.array([0])]
    for stretch in explorer.stretches():
        width = stretch.end - stretch.start
        share = math.exp(min(stretch.log_most - log_total, 0.0))
        points = math.ceil(share / adaptive.point_share)
        if share > SMALL_SHARE:
            points = max(points, math.ceil(width / (max(stretch.start, 1) * COARSEST_RATIO)))
        points = max(min(points, width), 1)
        pieces.append(stretch.start + np.arange(1, points + 1, dtype=np.int64) * width // points)
    return np.concatenate(pieces)
