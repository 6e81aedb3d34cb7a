"""Every decomposable graph of five, six and seven lists by 100,000 numbers unseen: time and memory.

The peer is the plain way: cliques less separators as a matrix, times the contributions of all sets.
It is run for five lists; beside six and seven stand its figures scaled up by the number of graphs.
"""

import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import numpy as np

from measures import Row
from sijill.estimation.graphs.decomposable_graphs import decomposable_graphs
from sijill.estimation.graphs.posterior import decomposable_posterior
from sijill.estimation.graphs.set_weights import TotalPrior, weigh_sets
from sijill.estimation.tables.cells import Floats, Integers

UNSEEN = range(100_000)
BLOCK = 1_000
_CLEAR, _STATUS = Path("/proc/self/clear_refs"), Path("/proc/self/status")


class Cost(NamedTuple):
    """What some work took, in a process of its own."""

    seconds: float
    megabytes: float
    """Most memory held at once, beyond what was held before the work."""


def measure_graphs() -> list[Row]:
    """Time and memory by number of lists; the graphs are enumerated anew each time."""
    peer = _cost_apart(partial(_weigh_by_product, 5))
    rows = []
    for lists in (5, 6, 7):
        ours = _cost_apart(partial(_weigh_all, lists))
        scale = len(decomposable_graphs(lists)) / len(decomposable_graphs(5))
        name = f"estimation: all graphs, {lists} lists"
        rows.append(Row(name, "s", ours.seconds, "numpy", peer.seconds * scale))
        rows.append(Row(f"{name}, memory", "MB", ours.megabytes, "numpy", peer.megabytes * scale))
    return rows


def _cost_apart(work: Callable[[], object]) -> Cost:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_cost, work).result()


def _cost(work: Callable[[], object]) -> Cost:
    _CLEAR.write_text("5", encoding="ascii")  # the highest mark is what is held now (proc(5))
    before = _highest_kilobytes()
    begun = time.perf_counter()
    work()
    taken = time.perf_counter() - begun
    return Cost(taken, (_highest_kilobytes() - before) / 1024)


def _highest_kilobytes() -> int:
    (line,) = (one for one in _STATUS.read_text().splitlines() if one.startswith("VmHWM:"))
    return int(line.split()[1])


def _weigh_all(lists: int) -> None:
    decomposable_posterior(_two_kinds_of_persons(lists), unseen=UNSEEN)


def _two_kinds_of_persons(lists: int) -> Integers:
    """10,000 of them, recorded with other chances."""
    generator = np.random.default_rng(1)
    chances = generator.uniform(0.05, 0.3, (2, lists))
    on = generator.random((10_000, lists)) < chances[generator.integers(2, size=10_000)]
    counts = np.bincount((on << np.arange(lists)).sum(axis=1), minlength=1 << lists)
    counts[0] = 0
    return counts


def _weigh_by_product(lists: int) -> Floats:
    """The sum over graphs at each number unseen, up to a factor."""
    graphs = decomposable_graphs(lists)
    weights = weigh_sets(_two_kinds_of_persons(lists), 2.0**-lists, TotalPrior.RECIPROCAL)
    signs = np.zeros((len(graphs), 1 << lists))
    for graph in range(len(graphs)):
        np.add.at(signs[graph], list(graphs.cliques(graph)), 1.0)
        np.add.at(signs[graph], list(graphs.separators(graph)), -1.0)
    sums = []
    for first in range(0, len(UNSEEN), BLOCK):
        unseen = np.array(UNSEEN[first : first + BLOCK], dtype=float)
        logs = signs @ weights.contributions(unseen)
        sums.append(np.exp(logs - logs.max()).sum(axis=0))
    return np.concatenate(sums)
