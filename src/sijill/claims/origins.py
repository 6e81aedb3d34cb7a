"""Statements grouped by origin: ten articles that quote one post are one origin.

A statement that derives from others goes back to all of their origins. Statements that repeat each
other in a circle have no origin of their own that anybody knows: they count as one, the first by id
stands for it, and the circle is shown.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from sijill.claims.derivations import find_derivations
from sijill.model.records.record import CountRecord
from sijill.model.results.claims import Origin
from sijill.model.results.origins import Derived, OriginCluster, OriginGraph, Statement


def origins(claims: Iterable[CountRecord]) -> tuple[Origin, ...]:
    """The origins of claims by what their list says they repeat, sorted by record id."""
    statements = [
        Statement(claim.head.id, repeats=(claim.repeats,) if claim.repeats else ())
        for claim in claims
    ]
    graph = trace_origins([statement.id for statement in statements], find_derivations(statements))
    return tuple(Origin(cluster.first, cluster.echoes) for cluster in graph.clusters)


def trace_origins(
    statements: Iterable[str], derived: Sequence[Derived], own: Collection[str] = ()
) -> OriginGraph:
    """Where each statement goes back to.

    Args:
        statements: the ids of all statements; a cited source that is none of them is an origin.
        derived: who derives from whom.
        own: statements with an account of their own beside what they repeat: each is an origin too.
    """
    parents: dict[str, list[str]] = {statement: [] for statement in statements}
    for step in derived:
        parents.setdefault(step.later, []).append(step.earlier)
        parents.setdefault(step.earlier, [])
    circles = _circles(parents)
    leader = {member: min(circle) for circle in circles for member in circle}
    above: dict[str, set[str]] = defaultdict(set)
    for later, earlier in parents.items():
        above[leader[later]] |= {leader[parent] for parent in earlier} - {leader[later]}
    roots = _roots(above, set(leader.values()), {leader[each] for each in own})
    by_root: dict[str, list[str]] = defaultdict(list)
    for member in sorted(parents):
        for root in roots[leader[member]]:
            by_root[root].append(member)
    circle_of = {min(circle): tuple(sorted(circle)) for circle in circles if len(circle) > 1}
    clusters = tuple(
        OriginCluster(
            root, tuple(member for member in members if member != root), circle_of.get(root, ())
        )
        for root, members in sorted(by_root.items())
    )
    return OriginGraph(
        tuple(derived),
        clusters,
        {statement: roots[leader[statement]] for statement in sorted(parents)},
    )


def _roots(
    above: Mapping[str, set[str]], leaders: set[str], own: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """By group of statements, the groups without parents, or of ``own``, reached from it."""
    roots: dict[str, tuple[str, ...]] = {}
    for start in leaders:
        reached: set[str] = set()
        waiting = [start]
        while waiting:
            group = waiting.pop()
            if group not in reached:
                reached.add(group)
                waiting.extend(above.get(group, ()))
        roots[start] = tuple(
            sorted(group for group in reached if group in own or not above.get(group))
        )
    return roots


def _circles(parents: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Statements that reach each other, each in one group (Kosaraju's algorithm)."""
    order: list[str] = []
    visited: set[str] = set()
    for start in sorted(parents):
        _visit(start, parents, visited, order)
    children: dict[str, list[str]] = defaultdict(list)
    for later, earlier in parents.items():
        for parent in earlier:
            children[parent].append(later)
    groups: list[list[str]] = []
    visited = set()
    for start in reversed(order):
        if start not in visited:
            group: list[str] = []
            _visit(start, children, visited, group)
            groups.append(group)
    return groups


def _visit(
    start: str, ahead: Mapping[str, Sequence[str]], visited: set[str], finished: list[str]
) -> None:
    """Everything that is reached from a statement, in the order in which it is done with."""
    if start in visited:
        return
    visited.add(start)
    path = [(start, iter(ahead.get(start, ())))]
    while path:
        at, following = path[-1]
        for neighbour in following:
            if neighbour not in visited:
                visited.add(neighbour)
                path.append((neighbour, iter(ahead.get(neighbour, ()))))
                break
        else:
            finished.append(at)
            path.pop()
