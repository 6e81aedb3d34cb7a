"""Decomposable graphs the slow way: by the definition, and the weights term by term."""

import math
from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

import numpy as np
import numpy.typing as npt

Edges = frozenset[tuple[int, int]]


def every_decomposable_graph(lists: int) -> list[Edges]:
    """Of all graphs, those in which every cycle of four or more has a chord."""
    pairs = list(combinations(range(lists), 2))
    graphs = (
        frozenset(edges) for size in range(len(pairs) + 1) for edges in combinations(pairs, size)
    )
    return [edges for edges in graphs if not any(_chordless_cycles(edges, lists))]


def _chordless_cycles(edges: Edges, lists: int) -> Iterator[bool]:
    """For each set of four or more: whether its lists form a ring and nothing else."""
    for size in range(4, lists + 1):
        for chosen in combinations(range(lists), size):
            inside = {edge for edge in edges if set(edge) <= set(chosen)}
            if len(inside) == size:
                yield any(_ring(order) == inside for order in permutations(chosen))


def _ring(order: Sequence[int]) -> set[tuple[int, int]]:
    following = (*order[1:], order[0])
    return {(min(a, b), max(a, b)) for a, b in zip(order, following, strict=True)}


def cliques_of(edges: Edges, lists: int) -> list[frozenset[int]]:
    """The largest complete sets."""
    complete = [
        frozenset(chosen)
        for size in range(1, lists + 1)
        for chosen in combinations(range(lists), size)
        if set(combinations(chosen, 2)) <= edges
    ]
    return [one for one in complete if not any(one < two for two in complete)]


def separators_of(cliques: Sequence[frozenset[int]]) -> list[frozenset[int]]:
    """The edges of a heaviest tree over the cliques (Jensen & Jensen 1994), by Prim's algorithm."""
    reached, waiting, separators = [cliques[0]], list(cliques[1:]), []
    while waiting:
        one, shared = max(
            ((one, one & other) for one in waiting for other in reached),
            key=lambda pair: len(pair[1]),
        )
        separators.append(shared)
        reached.append(one)
        waiting.remove(one)
    return [shared for shared in separators if shared]


def log_weight(
    counts: npt.NDArray[np.int64], unseen: int, edges: Edges, delta: float, lists: int
) -> float:
    """The formula of Madigan & York (1997) as it is written, one cell after the other."""
    cliques = cliques_of(edges, lists)
    table = [int(count) for count in counts]
    table[0] = unseen
    total = sum(table)
    weight = -math.log(total) + math.lgamma(total + 1) - sum(math.lgamma(n + 1) for n in table)
    for sign, sets in ((1, cliques), (-1, separators_of(cliques))):
        weight += sign * sum(_log_dirichlet(table, chosen, delta) for chosen in sets)
    return weight


def _log_dirichlet(table: Sequence[int], chosen: frozenset[int], delta: float) -> float:
    margin: dict[frozenset[int], int] = {}
    for cell, number in enumerate(table):
        history = frozenset(j for j in chosen if cell >> j & 1)
        margin[history] = margin.get(history, 0) + number
    pseudo = delta * len(table) / len(margin)
    weight = math.lgamma(delta * len(table)) - math.lgamma(sum(table) + delta * len(table))
    return weight + sum(math.lgamma(n + pseudo) - math.lgamma(pseudo) for n in margin.values())
