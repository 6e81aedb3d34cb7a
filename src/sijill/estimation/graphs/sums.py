"""The weights of all decomposable graphs added up, for each number unseen and for each graph.

Hundreds of thousands of graphs times hundreds of thousands of numbers unseen are too many to work
through, and nearly all are nothing beside the others. Which ones is proved, not guessed. The grid
is cut into stretches. At the ends of a stretch all graphs are weighed. Those within e^-45 of the
total at either end are weighed at every point between; the others are left out together, because
their joint weight is below the straight line between its two ends plus κ w² / 8 (see
``set_weights``). Where that bound is above 10^-12 of what was counted, the stretch is halved. So
every sum is exact to 10^-12 of itself, in the tails too.

Sums run over blocks of points that fit a processor's cache; what is kept from block to block is one
number per graph and one per point.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sijill.estimation.graphs.decomposable_graphs import Graphs, Steps
from sijill.estimation.graphs.set_weights import SetWeights
from sijill.estimation.tables.cells import Booleans, Floats, Integers

Positions = npt.NDArray[np.intp]

NEGLIGIBLE = math.exp(-45.0)
"""A graph of this share at both ends of a stretch is left out between them."""
LEFT_OUT = 1e-12
"""All graphs left out may have together at most this share at any point."""
MOST_CURVATURE = 2.0
"""κ w² / 8 of the stretches that are tried first."""
MOST_POINTS, MOST_GRAPHS = 512, 256
"""Of a block: its weights are 1 MB."""


@dataclass(frozen=True, slots=True, eq=False)
class GraphSums:
    """The two margins of the table of weights, graphs by numbers unseen."""

    log_points: Floats
    """Log of the sum over graphs, by point of the grid."""
    graph_shares: Floats
    """Each graph's share of the sum over the points; together 1."""


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """All graphs at one number unseen."""

    at: int
    """Position in the grid."""
    log_total: float
    shares: Floats
    """By graph; together 1."""


class GraphWeigher:
    """Weighs graphs at numbers unseen: a graph's log weight is what its steps of building gain."""

    def __init__(self, weights: SetWeights, graphs: Graphs) -> None:
        if weights.lists != graphs.lists:
            raise ValueError(f"a table of {weights.lists} lists, graphs of {graphs.lists}")
        self.weights, self.graphs = weights, graphs
        # The first step joins nothing and gains nothing.
        self._used, self._position = _compact(graphs.steps[1:], graphs.lists)

    def __len__(self) -> int:
        return len(self.graphs)

    def weigh_all(self, unseen: int, at: int = 0) -> Weighed:
        """All graphs at one number unseen."""
        shared, gains = self._gains(np.array([float(unseen)]), self._used)
        logs = np.repeat(shared, len(self))
        for step in self._position:
            logs += gains[:, 0].take(step)
        largest = logs.max()
        shares = np.exp(logs - largest)
        total = shares.sum()
        return Weighed(at, float(largest + np.log(total)), shares / total)

    def blocks(self, chosen: Positions, unseen: Floats) -> Iterator[tuple[slice, slice, Floats]]:
        """The log weights of chosen graphs: slices of ``chosen`` and of ``unseen``, the weights.

        Each block may be written over.
        """
        used, position = _compact(self.graphs.steps[1:, chosen], self.graphs.lists)
        for first in range(0, len(unseen), MOST_POINTS):
            points = slice(first, min(first + MOST_POINTS, len(unseen)))
            shared, gains = self._gains(unseen[points], used)
            for start in range(0, len(chosen), MOST_GRAPHS):
                rows = slice(start, min(start + MOST_GRAPHS, len(chosen)))
                logs = np.repeat(shared[None], rows.stop - rows.start, axis=0)
                gained = np.empty_like(logs)
                for step in position[:, rows]:
                    # With mode "raise", take would write to a copy first.
                    logs += np.take(gains, step, axis=0, out=gained, mode="clip")
                yield rows, points, logs

    def _gains(self, unseen: Floats, steps: Positions) -> tuple[Floats, Floats]:
        """What all graphs share, and what each step adds: g of the joined set less g of its parts.

        Shapes (points,) and (steps, points).
        """
        contributions = self.weights.contributions(unseen)
        lists = self.graphs.lists
        among, new = steps & ((1 << lists) - 1), 1 << (steps >> lists)
        gains = contributions[among | new]
        gains -= contributions[among]
        gains -= contributions[new]
        return self.weights.shared(unseen, contributions), gains


def _compact(steps: Steps, lists: int) -> tuple[Positions, Positions]:
    """The different steps among many, and for each of the many its position in them."""
    occurs = np.zeros(lists << lists, dtype=np.bool_)
    occurs[steps] = True
    position = np.cumsum(occurs) - 1
    return np.flatnonzero(occurs), position[steps]


class _GraphTally:
    """The sum of weights by graph, scaled by the largest so far so that nothing overflows."""

    def __init__(self, graphs: int) -> None:
        self.log_scale = -math.inf
        self.sums = np.zeros(graphs)

    def on_scale(self, logs: Floats) -> Floats:
        """exp(logs) on the tally's scale, which rises where needed."""
        largest = float(logs.max())
        if largest > self.log_scale:
            self.sums *= math.exp(self.log_scale - largest)
            self.log_scale = largest
        scaled: Floats = np.exp(logs - self.log_scale)
        return scaled

    def merge(self, other: "_GraphTally", graphs: Positions) -> None:
        """Add a tally of some of the graphs."""
        factor = self.on_scale(np.array([other.log_scale]))
        self.sums[graphs] += factor * other.sums


def sum_over_graphs(
    weigher: GraphWeigher, grid: Integers, widths: Floats, negligible: float = NEGLIGIBLE
) -> GraphSums:
    """Both margins over a grid of rising numbers unseen; point i counts ``widths[i]`` times.

    ``negligible`` decides only how much work it is: with a larger share fewer graphs are weighed
    inside a stretch, and more stretches are halved.
    """
    summing = _Summing(weigher, grid.astype(np.float64), np.log(widths), negligible)
    left = summing.weigh_point(0)
    while left.at < len(grid) - 1:
        right = summing.weigh_point(summing.next_end(left.at))
        summing.fill(left, right)
        left = right
    sums = summing.tally.sums
    return GraphSums(summing.log_points, sums / sums.sum())


class _Summing:
    """One pass over a grid."""

    def __init__(
        self, weigher: GraphWeigher, grid: Floats, log_widths: Floats, negligible: float
    ) -> None:
        self.weigher, self.grid, self.log_widths = weigher, grid, log_widths
        self.negligible = negligible
        self.log_points = np.empty(len(grid))
        self.tally = _GraphTally(len(weigher))

    def next_end(self, at: int) -> int:
        """Where the stretch that begins at a point ends, so that it bends by ``MOST_CURVATURE``."""
        width = math.sqrt(8 * MOST_CURVATURE / self.weigher.weights.curvature(self.grid[at]))
        end = int(np.searchsorted(self.grid, self.grid[at] + width, side="right")) - 1
        return min(max(end, at + 1), len(self.grid) - 1)

    def weigh_point(self, at: int) -> Weighed:
        """Weigh all graphs at one point and count them."""
        weighed = self.weigher.weigh_all(int(self.grid[at]), at)
        self.log_points[at] = weighed.log_total
        scaled = self.tally.on_scale(weighed.log_total + self.log_widths[at : at + 1])
        self.tally.sums += scaled * weighed.shares
        return weighed

    def fill(self, left: Weighed, right: Weighed) -> None:
        """Weigh and count what lies between two points."""
        if right.at == left.at + 1:
            return
        kept = np.maximum(left.shares, right.shares) > self.negligible
        inside = slice(left.at + 1, right.at)
        chosen = np.flatnonzero(kept)
        tally = self._weigh_between(inside, chosen)
        bound = self._bound_left_out(left, right, ~kept)
        if (bound <= self.log_points[inside] + math.log(LEFT_OUT)).all():
            self.tally.merge(tally, chosen)
            return
        midpoint = self.weigh_point((left.at + right.at) // 2)
        self.fill(left, midpoint)
        self.fill(midpoint, right)

    def _weigh_between(self, inside: slice, chosen: Positions) -> _GraphTally:
        """Write the sums over chosen graphs into ``log_points``; return the sums by graph."""
        log_points, log_widths = self.log_points[inside], self.log_widths[inside]
        log_points[:] = -np.inf
        tally = _GraphTally(len(chosen))
        for rows, points, logs in self.weigher.blocks(chosen, self.grid[inside]):
            largest = logs.max(axis=0)
            shares = np.exp(np.subtract(logs, largest, out=logs), out=logs)
            sums = largest + np.log(shares.sum(axis=0))
            log_points[points] = np.logaddexp(log_points[points], sums)
            scaled = tally.on_scale(largest + log_widths[points])
            tally.sums[rows] += shares @ scaled
        return tally

    def _bound_left_out(self, left: Weighed, right: Weighed, out: Booleans) -> Floats:
        """What the log of the joint weight of the graphs left out cannot exceed between two ends.

        The straight line between the ends, and above it κ (x - a) (b - x) / 2.
        """
        start, end = self.grid[left.at], self.grid[right.at]
        between = self.grid[left.at + 1 : right.at]
        # Shares below the smallest number are 0; together they are less than e^-700.
        ends = [
            end_weights.log_total
            + math.log(max(float(end_weights.shares[out].sum()), math.exp(-700)))
            for end_weights in (left, right)
        ]
        line = ends[0] + (ends[1] - ends[0]) * (between - start) / (end - start)
        curvature = self.weigher.weights.curvature(start)
        bound: Floats = line + curvature * (between - start) * (end - between) / 2
        return bound
