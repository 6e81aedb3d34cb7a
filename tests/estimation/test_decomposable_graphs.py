from itertools import combinations

import numpy as np
import pytest

import every_graph
from sijill.estimation.graphs.decomposable_graphs import Graphs, decomposable_graphs


def edges_of(graphs: Graphs, graph: int) -> every_graph.Edges:
    neighbours = graphs.neighbours[:, graph]
    return frozenset(
        (a, b) for a, b in combinations(range(graphs.lists), 2) if int(neighbours[a]) >> b & 1
    )


def as_mask(lists: frozenset[int]) -> int:
    return sum(1 << j for j in lists)


@pytest.mark.parametrize(
    ("lists", "number"), [(3, 8), (4, 61), (5, 822), (6, 18_154), (7, 617_675)]
)
def test_as_many_as_there_are(lists: int, number: int) -> None:
    """OEIS A058862."""
    graphs = decomposable_graphs(lists)
    assert len(graphs) == number
    shifts = np.arange(lists, dtype=np.int64)[:, None] * lists
    codes = (graphs.neighbours.astype(np.int64) << shifts).sum(axis=0)
    assert len(np.unique(codes)) == number


@pytest.mark.parametrize("lists", [3, 4, 5])
def test_they_are_those_without_an_empty_ring(lists: int) -> None:
    graphs = decomposable_graphs(lists)
    found = {edges_of(graphs, graph) for graph in range(len(graphs))}
    assert found == set(every_graph.every_decomposable_graph(lists))


@pytest.mark.parametrize("lists", [4, 5])
def test_cliques_and_separators(lists: int) -> None:
    graphs = decomposable_graphs(lists)
    for graph in range(len(graphs)):
        cliques = every_graph.cliques_of(edges_of(graphs, graph), lists)
        separators = every_graph.separators_of(cliques)
        assert graphs.cliques(graph) == tuple(sorted(map(as_mask, cliques)))
        assert graphs.separators(graph) == tuple(sorted(map(as_mask, separators)))


def test_neighbours_are_mutual_and_nobody_is_their_own() -> None:
    graphs = decomposable_graphs(7)
    for a in range(7):
        assert not (graphs.neighbours[a] >> a & 1).any()
        for b in range(a):
            mutual = (graphs.neighbours[a] >> b & 1) == (graphs.neighbours[b] >> a & 1)
            assert mutual.all()


def test_of_seven_lists_every_step_joins_a_complete_set() -> None:
    graphs = decomposable_graphs(7)
    chosen = np.random.default_rng(1).choice(len(graphs), 300, replace=False)
    for graph in map(int, chosen):
        cliques = graphs.cliques(graph)
        joined = {
            (a, b)
            for clique in cliques
            for a in range(7)
            for b in range(a)
            if clique >> a & 1
            if clique >> b & 1
        }
        assert joined == {(b, a) for a, b in edges_of(graphs, graph)}
        sizes = sum(one.bit_count() for one in cliques)
        assert sizes - sum(one.bit_count() for one in graphs.separators(graph)) == 7


def test_three_lists_in_a_row() -> None:
    graphs = decomposable_graphs(3)
    row = next(graph for graph in range(8) if graphs.cliques(graph) == (0b011, 0b110))
    assert graphs.separators(row) == (0b010,)


def test_without_the_complete_graph() -> None:
    some = decomposable_graphs(4).without_complete()
    assert len(some) == 60
    assert all(some.cliques(graph) != (0b1111,) for graph in range(60))


@pytest.mark.parametrize("lists", [-1, 0, 2, 8])
def test_other_numbers_of_lists_are_refused(lists: int) -> None:
    with pytest.raises(ValueError, match="3 to 7 lists"):
        decomposable_graphs(lists)
