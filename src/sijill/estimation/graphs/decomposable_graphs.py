"""Every decomposable graph on three to seven labelled lists.

A graph says which lists depend on each other. It is decomposable (chordal) when it can be taken
apart by removing, one after the other, a list whose neighbours are all joined to each other
(Fulkerson & Gross 1965). Read backwards, it is built by steps: list v joins a set P of lists that
are already there and complete. Each step adds the set P + v and takes away the set P, and so does
the model's weight: the sum over the cliques less the sum over the separators is the sum of P + v
less P over all steps. So a graph is kept as its steps, two bytes each.

Many orders of steps give one graph. It is listed once by asking that each step add the lowest list
that could be removed at that point. With it, graphs on J lists come from those on J - 1: 8, 61,
822, 18,154 and 617,675 for three to seven lists (OEIS A058862).
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from sijill.estimation.tables.cells import FEWEST_LISTS, Booleans

Sets = npt.NDArray[np.uint8] | npt.NDArray[np.uint16]
"""Sets of lists as bit masks."""
Steps = npt.NDArray[np.uint16]

MOST_LISTS = 7


@dataclass(frozen=True, slots=True, eq=False)
class Graphs:
    """All decomposable graphs on a number of lists, or some of them."""

    lists: int
    neighbours: Sets
    """Shape (lists, graphs): with whom each list is joined."""
    steps: Steps
    """Shape (lists, graphs): v * 2^J + P, in the order of building; the first P is empty."""

    def __len__(self) -> int:
        return int(self.steps.shape[1])

    def without_complete(self) -> "Graphs":
        """All but the graph that joins every list to every other."""
        joined = np.bitwise_count(self.neighbours).sum(axis=0, dtype=np.int64)
        others = joined < self.lists * (self.lists - 1)
        return Graphs(self.lists, self.neighbours[:, others], self.steps[:, others])

    def cliques(self, graph: int) -> tuple[int, ...]:
        """The largest complete sets of one graph, ascending as bit masks."""
        built = [self._joined(int(step)) for step in self.steps[:, graph]]
        return tuple(
            sorted(
                clique
                for clique in built
                if not any(clique != other and clique & other == clique for other in built)
            )
        )

    def separators(self, graph: int) -> tuple[int, ...]:
        """The non-empty separators of one graph, each as often as it separates, ascending."""
        cliques = list(self.cliques(graph))
        gone = [int(step) & ((1 << self.lists) - 1) for step in self.steps[:, graph]]
        built = [self._joined(int(step)) for step in self.steps[:, graph]]
        for extended in built:
            # A set that was built and later grew is no clique: it cancels one that was taken away.
            if extended in cliques:
                cliques.remove(extended)
            else:
                gone.remove(extended)
        return tuple(sorted(filter(None, gone)))

    def _joined(self, step: int) -> int:
        return step & ((1 << self.lists) - 1) | 1 << (step >> self.lists)


@cache
def decomposable_graphs(lists: int) -> Graphs:
    """All of them, in an order that is always the same.

    Raises:
        ValueError: for fewer than three lists or more than seven.
    """
    if not FEWEST_LISTS <= lists <= MOST_LISTS:
        raise ValueError(f"graphs are listed for {FEWEST_LISTS} to {MOST_LISTS} lists: {lists}")
    graphs = Graphs(0, np.zeros((0, 1), np.uint8), np.zeros((0, 1), np.uint16))
    for _ in range(lists):
        graphs = _grow(graphs)
    return graphs


def _grow(smaller: Graphs) -> Graphs:
    """All graphs on one list more."""
    lists = smaller.lists + 1
    complete = _complete_sets(smaller)
    grown = []
    for new in range(lists):
        graphs = _make_room(smaller, new)
        removable = _removable(smaller, complete)[:new]
        for among_others in range(1 << smaller.lists):
            joined = _open_gap(among_others, new)
            chosen = complete[among_others] & _none_lower(graphs, removable, joined)
            grown.append(_attach(graphs, chosen, new, joined))
    return Graphs(
        lists,
        np.concatenate([graphs.neighbours for graphs in grown], axis=1),
        np.concatenate([graphs.steps for graphs in grown], axis=1),
    )


def _complete_sets(graphs: Graphs) -> Booleans:
    """Which sets are complete in which graphs; shape (2^lists, graphs)."""
    complete = np.ones((1 << graphs.lists, len(graphs)), dtype=np.bool_)
    for chosen in range(1, 1 << graphs.lists):
        last = chosen.bit_length() - 1
        rest = chosen & ~(1 << last)
        complete[chosen] = complete[rest] & (graphs.neighbours[last] & rest == rest)
    return complete


def _removable(graphs: Graphs, complete: Booleans) -> Booleans:
    """Which lists have neighbours that are all joined to each other; shape (lists, graphs)."""
    every = np.arange(len(graphs))
    return complete[graphs.neighbours, every[None]]


def _make_room(smaller: Graphs, new: int) -> Graphs:
    """The same graphs with a gap in the numbering for the list ``new``, which is not joined yet."""
    lists = smaller.lists + 1
    neighbours = np.insert(_open_gap(smaller.neighbours, new), new, np.uint8(0), axis=0)
    added = smaller.steps >> smaller.lists
    joined = _open_gap(smaller.steps & ((1 << smaller.lists) - 1), new)
    steps = (added + (added >= new)) << lists | joined
    return Graphs(lists, neighbours, steps.astype(np.uint16))


def _none_lower(graphs: Graphs, removable: Booleans, joined: int) -> Booleans:
    """Where no lower list can be removed once the new one has joined ``joined``.

    A list among the joined stays removable if all its neighbours are joined too.
    """
    none = np.ones(len(graphs), dtype=np.bool_)
    for lower, could in enumerate(removable):
        outside = graphs.neighbours[lower] & (0xFF ^ joined)
        none &= ~(could & (outside == 0)) if joined >> lower & 1 else ~could
    return none


def _attach(graphs: Graphs, chosen: Booleans, new: int, joined: int) -> Graphs:
    """The chosen graphs with the list ``new`` joined to every list of a set."""
    neighbours = graphs.neighbours[:, chosen]
    neighbours[new] = joined
    for j in range(graphs.lists):
        if joined >> j & 1:
            neighbours[j] |= np.uint8(1 << new)
    step = np.full((1, neighbours.shape[1]), new << graphs.lists | joined, np.uint16)
    return Graphs(graphs.lists, neighbours, np.concatenate([graphs.steps[:, chosen], step]))


def _open_gap(sets: Any, at: int) -> Any:  # noqa: ANN401  # one set, or an array of any width
    """Sets renumbered so that no list has the number ``at``."""
    below = (1 << at) - 1
    return (sets & below) | (sets >> at) << (at + 1)
