"""One draw of a partition: clusters grown from perturbed weights, under all constraints.

Each pair's log-odds get logistic noise, so that a pair by itself joins with its probability. Then
clusters grow as for the settled partition: the closest first, and nothing joins what a veto, a
judgement or a list that names each person once parts. So rivals exclude each other in each draw,
and a chain is broken where its ends contradict each other.

The closeness of two clusters is halfway between the best and the mean of their pairs. Adding up the
evidence of all pairs of a cluster counts it several times over, as a sampler of partitions with
independent pairs does; the best pair alone chains; the mean alone parts what one poor record
obscures. In simulated registers the pairs that are one person in a given share of such draws are
one person in that share.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from sijill.linkage.clustering.clusters import STRONGEST, Constraints, Edges, find_atoms
from sijill.linkage.clustering.growing import GrowingCluster, Joining, meet, merge

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]
Counts = npt.NDArray[np.int64]

_STRONG = 1.0
"""A pair of this weight or more outweighs weak ones of the same record, by so much at least."""

_NODES = 12
"""Of the Gauss-Legendre rule that averages over the size of a cluster."""

JOINING = Joining(threshold=0.0, share_of_best=0.5, unscored=-3.0)


class Partitions:
    """The partitions that the constraints leave possible, ready to be drawn from.

    Args:
        ids: all record ids, sorted; the rows of the edges.
        edges: scored pairs; ``forbidden`` ones never join, the weights are not used.
        constraints: human judgements, without contradictions.
        once: for each record the number of a list that names each person once, or -1.
        compared: for each record whether it has a name.

    ``is_open`` marks the edges that a draw decides: neither forbidden nor inside what was judged
    to be one.
    """

    def __init__(
        self,
        ids: Sequence[str],
        edges: Edges,
        constraints: Constraints,
        once: Rows,
        compared: Flags,
    ) -> None:
        row_of = {record: row for row, record in enumerate(ids)}
        self._atom_of = find_atoms(ids, row_of, constraints)
        self.records = len(ids)
        self._once = once.tolist()
        self._compared = compared.tolist()
        self._atoms = int(self._atom_of.max(initial=-1)) + 1
        self._members = _by_atom(self._atom_of, self._atoms)
        self._left, self._right = self._atom_of[edges.left], self._atom_of[edges.right]
        self._apart: dict[int, set[int]] = defaultdict(set)
        for a, b in constraints.different:
            if a in row_of and b in row_of:
                atom, other = int(self._atom_of[row_of[a]]), int(self._atom_of[row_of[b]])
                self._apart[atom].add(other)
                self._apart[other].add(atom)
        self._forbidden = edges.forbidden | self._are_apart()
        self._between = self._left != self._right
        self.is_open: Flags = self._between & ~self._forbidden
        self._is_many = np.bincount(self._atom_of, minlength=self._atoms) > 1
        self._first = np.array([rows[0] for rows in self._members], dtype=np.int32)
        self._once_of_atom = once[self._first]
        self._lists = int(once.max(initial=0)) + 1

    def _are_apart(self) -> Flags:
        """The edges between atoms that were judged different."""
        if not self._apart:
            return np.zeros(len(self._left), dtype=bool)
        keys = [a * self._atoms + b for a, others in self._apart.items() for b in others]
        apart: Flags = np.isin(self._left.astype(np.int64) * self._atoms + self._right, keys)
        return apart

    def links(self, label: Rows) -> int:
        """How many clusters fewer a draw has than if it had joined nothing."""
        return self._atoms - len(np.unique(label))

    def expected_links(self, chances: Floats) -> float:
        """How many that would be if each open edge were one person with its chance.

        A record with K others in its cluster is a part in 1 + K of it. The mean of 1 / (1 + K) is
        the integral over x from 0 to 1 of the mean of x to the power K, which is the product of
        1 - p (1 - x) over the edges of the record.
        """
        places, shares = np.polynomial.legendre.leggauss(_NODES)
        left, right, open_chances = (
            each[self.is_open] for each in (self._left, self._right, chances)
        )
        alone = np.zeros(self._atoms)
        for place, share in zip((places + 1) / 2, shares / 2, strict=True):
            logs = np.log1p(-open_chances * (1 - place))
            ends = np.bincount(left, logs, self._atoms) + np.bincount(right, logs, self._atoms)
            alone += share * np.exp(ends)
        return float((1 - alone).sum())

    def draw(self, weights: Floats) -> Rows:
        """For each record the first row of its cluster, under these weights of the edges."""
        active = (weights > 0) & self.is_open
        graph = coo_array(
            (np.ones(active.sum(), dtype=np.int8), (self._left[active], self._right[active])),
            shape=(self._atoms, self._atoms),
        )
        _, component = connected_components(graph, directed=False)
        size = np.bincount(component)
        whole = self._hold_together(component, size, weights)
        first = np.full(len(size), len(self._atom_of), dtype=np.int32)
        np.minimum.at(first, component, self._first)
        head = np.where(whole[component], first[component], self._first)
        label: Rows = head[self._atom_of]
        for part in self._grow(component, ~whole & (size > 1), weights):
            label[part] = min(part)
        return label

    def _hold_together(self, component: Rows, size: Counts, weights: Floats) -> Flags:
        """The components that become one cluster whatever is joined first, none parted.

        Of two parts of a component, all of whose pairs are scored and none parted, one holds half
        of its records or more. If for each record even the weakest half of its pairs adds up to
        even odds, so do all pairs between the two parts: so these are close enough, whichever they
        are. Most components are like this, so nothing needs to grow in them.
        """
        inside = self._between & (component[self._left] == component[self._right])
        at = component[self._left[inside]]
        whole: Flags = np.bincount(at, minlength=len(size)) == size * (size - 1) // 2
        whole[at[self._forbidden[inside]]] = False
        whole[component[self._is_many]] = False
        listed = self._once_of_atom >= 0
        both = component[listed].astype(np.int64) * self._lists + self._once_of_atom[listed]
        both.sort()
        whole[both[1:][both[1:] == both[:-1]] // self._lists] = False
        weak = inside & (weights < _STRONG)
        ends = np.concatenate([self._left[weak], self._right[weak]])
        against = np.tile(np.clip(weights[weak], -STRONGEST, 0.0), 2)
        strong = (size[component] + 1) // 2 - np.bincount(ends, minlength=self._atoms)
        sums = np.bincount(ends, against, self._atoms) + _STRONG * np.maximum(strong, 0)
        whole[component[sums < 0]] = False
        return whole

    def _grow(
        self, component: npt.NDArray[np.int32], larger: Flags, weights: Floats
    ) -> list[list[int]]:
        """The clusters of the larger components, as rows."""
        atoms: dict[int, list[int]] = defaultdict(list)
        chosen = np.flatnonzero(larger[component])
        for atom, number in zip(chosen.tolist(), component[chosen].tolist(), strict=True):
            atoms[number].append(atom)
        groups = self._groups(chosen.tolist())
        inside = self._between & larger[component[self._left]]
        inside &= component[self._left] == component[self._right]
        ends = self._left[inside], self._right[inside]
        weights = np.clip(weights[inside], -STRONGEST, STRONGEST)
        meet(groups, ends, weights, self._forbidden[inside])
        return [part for members in atoms.values() for part in merge(members, groups, JOINING)]

    def _groups(self, atoms: list[int]) -> dict[int, GrowingCluster]:
        return {
            atom: GrowingCluster(
                list(self._members[atom]),
                {
                    number
                    for number in map(self._once.__getitem__, self._members[atom])
                    if number >= 0
                },
                sum(map(self._compared.__getitem__, self._members[atom])),
                forbidden=set(self._apart.get(atom, ())),
            )
            for atom in atoms
        }


def _by_atom(atom_of: Rows, atoms: int) -> list[list[int]]:
    members: list[list[int]] = [[] for _ in range(atoms)]
    for row, atom in enumerate(atom_of.tolist()):
        members[atom].append(row)
    return members
