"""The decomposable graphs that matter on more lists than all graphs can be listed for.

There are 30,888,596 decomposable graphs on eight lists, and far more on ten. A Markov chain walks
among them (Madigan & York 1995, International Statistical Review 63:215): it proposes to join or to
part two lists, keeps to decomposable graphs, and moves by the ratio of their weights. What it meets
is weighed, and all graphs that come near the best are kept; their sums are then exact, as if no
others existed (Occam's window, Madigan & Raftery 1994, JASA 89:1535). So the chain only has to find
a graph and not to visit it in proportion.

While searching, a graph's weight is its sum over a coarse grid of numbers unseen.
"""

import math

import numpy as np

from sijill.estimation.graphs.decomposable_graphs import Graphs
from sijill.estimation.graphs.set_weights import SetWeights
from sijill.estimation.tables.cells import Floats

CHAINS = 4
"""From the graph without any link, and on with independent proposals."""
MOVES_EACH = 3_000
GRID_POINTS = 160
FARTHEST_RATIO = 1_000.0
"""Most unseen while searching, as a multiple of the recorded."""
WINDOW = 12.0
"""Graphs whose log weight is further behind the best are left out."""
MOST_GRAPHS = 3_000


def search_graphs(weights: SetWeights, seed: int) -> Graphs:
    """The graphs found, the best first; never the complete one, as no table decides about it."""
    search = _Search(weights)
    for chain in range(CHAINS):
        search.walk(np.random.default_rng((seed, chain)))
    best = max(search.log_weights.values())
    near = sorted((-weight, graph) for graph, weight in search.log_weights.items())
    kept = [graph for minus, graph in near[:MOST_GRAPHS] if -minus >= best - WINDOW]
    neighbours = np.array([search.neighbours(graph) for graph in kept], dtype=np.uint16).T
    steps = np.array([build_steps(search.neighbours(graph)) for graph in kept], dtype=np.uint16).T
    return Graphs(weights.lists, neighbours, np.ascontiguousarray(steps))


def build_steps(neighbours: list[int]) -> list[int] | None:
    """The steps that build a graph (``decomposable_graphs``); ``None`` if it is not decomposable.

    Maximum cardinality search (Tarjan & Yannakakis 1984): next is the list with most neighbours
    among those there; the graph is decomposable if these are always joined to each other.
    """
    lists = len(neighbours)
    built, steps = 0, []
    for _ in range(lists):
        waiting = [v for v in range(lists) if not built >> v & 1]
        new = max(waiting, key=lambda v: (neighbours[v] & built).bit_count())
        among = neighbours[new] & built
        rest = among
        while rest:
            lowest = rest & -rest
            if among & ~lowest & ~neighbours[lowest.bit_length() - 1]:
                return None
            rest ^= lowest
        steps.append(new << lists | among)
        built |= 1 << new
    return steps


class _Search:
    """What was met: a graph is the set of its links, as bits of an integer."""

    def __init__(self, weights: SetWeights) -> None:
        self.lists = weights.lists
        self.pairs = [(j, k) for k in range(self.lists) for j in range(k)]
        self.complete = (1 << len(self.pairs)) - 1
        recorded = weights.recorded
        grid = np.geomspace(0.5, FARTHEST_RATIO * recorded, GRID_POINTS)
        self._contributions = weights.contributions(grid)
        self._shared = weights.shared(grid, self._contributions) + np.log(grid)
        self._gains: dict[int, Floats] = {}
        self.log_weights: dict[int, float] = {}

    def neighbours(self, graph: int) -> list[int]:
        """With whom each list is joined."""
        joined = [0] * self.lists
        for at, (j, k) in enumerate(self.pairs):
            if graph >> at & 1:
                joined[j] |= 1 << k
                joined[k] |= 1 << j
        return joined

    def weigh(self, graph: int) -> float:
        """The log weight, −∞ for what is no decomposable graph or is complete."""
        if graph not in self.log_weights:
            steps = None if graph == self.complete else build_steps(self.neighbours(graph))
            if steps is None:
                return -math.inf
            logs = self._shared + sum(self._gain(step) for step in steps)
            largest = float(logs.max())
            self.log_weights[graph] = largest + math.log(float(np.exp(logs - largest).sum()))
        return self.log_weights[graph]

    def _gain(self, step: int) -> Floats:
        if step not in self._gains:
            among, new = step & ((1 << self.lists) - 1), 1 << (step >> self.lists)
            rows = self._contributions
            self._gains[step] = rows[among | new] - rows[among] - rows[new]
        return self._gains[step]

    def walk(self, rng: np.random.Generator) -> None:
        """One chain."""
        graph = 0
        weight = self.weigh(graph)
        flips = rng.integers(len(self.pairs), size=MOVES_EACH)
        limits = np.log(rng.random(MOVES_EACH))
        for flip, limit in zip(flips.tolist(), limits.tolist(), strict=True):
            other = graph ^ 1 << flip
            changed = self.weigh(other)
            if changed - weight > limit:
                graph, weight = other, changed
