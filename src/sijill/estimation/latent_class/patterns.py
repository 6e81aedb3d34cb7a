"""The histories that somebody has, arranged so that common beginnings are worked out once.

A table of J lists has 2^J histories, and of ten lists hardly any of them is anybody's. Only those
that are count in the likelihood, with the history of those on no list. Written list by list they
form a tree of prefixes (a trie): its root is the empty prefix, a node of level j says on which of
the first j lists a person is, and the leaves are the histories. A product over lists is then one
multiplication for each node, and a sum over the histories of a list one addition.
"""

from typing import NamedTuple

import numpy as np

from sijill.estimation.tables.cells import NOWHERE, Floats, Integers, number_of_lists


class Patterns(NamedTuple):
    """The tree, its nodes numbered level by level; the first of each level is on no list so far."""

    counts: Floats
    """Persons by leaf; the first leaf is *on no list* and has none."""
    starts: Integers
    """The first node of each level 0 to J, and one past the last node."""
    parents: Integers
    """The node of the level before, by node; the root is its own."""
    holds: Integers
    """1 where the last list of the prefix holds the person, by node."""


def arrange_patterns(counts: Integers | Floats) -> Patterns:
    """The tree of a table of 2^J cells."""
    lists = number_of_lists(counts)
    occupied = np.flatnonzero(counts)
    cells = np.union1d(occupied, [NOWHERE]).astype(np.int64)
    # List 0 is the first of a prefix, so prefixes are compared with its bit as the highest.
    reversed_bits = sum(((cells >> j & 1) << (lists - 1 - j)) for j in range(lists))
    order = np.argsort(reversed_bits, kind="stable")
    leaves = np.asarray(reversed_bits)[order]
    starts, parents, holds = [0, 1], [np.zeros(1, np.int64)], [np.zeros(1, np.int64)]
    before = np.zeros(1, np.int64)
    for level in range(1, lists + 1):
        prefixes = np.unique(leaves >> (lists - level))
        parents.append(starts[-2] + np.searchsorted(before, prefixes >> 1))
        holds.append(prefixes & 1)
        starts.append(starts[-1] + len(prefixes))
        before = prefixes
    held = np.asarray(counts, dtype=np.float64)[cells[order]]
    held[0] = 0.0
    return Patterns(held, np.array(starts), np.concatenate(parents), np.concatenate(holds))
