"""Stand-ins for links that exist and that nobody can name.

Blocking and vetoes lose some true links. Their number is estimated; which records they tie is not
known, and for a count it is enough to tie records of the same two lists. Only clusters with no list
in common are tied, and records of one group (a man and a man); never two that were judged
different. Records that stand alone are the likelier to be tied: what tells too little to be linked
once mostly tells too little for any list. In simulated cities two pieces in three of what should be
one person are single records, where one record in four is, and a piece of two or three records is
as rare as ``PARTED_POWER`` makes it.

How many links are lost: lists with clear scores lose next to none, long ones more. In simulated
cities of 2,000 to 20,000 deaths, and in two or three of their lists alone, the links that no pair
could make were 0.02 to 0.11 times sqrt(links · doubt), where doubt is the sum of p (1 - p) over all
pairs. About half of them are in pairs that blocking leaves out and the audit would find; so what
the audit finds in its sample bears on that half, as a number of rare events does (a gamma
distribution, with its observations beside those of the sample). The others bear a veto or fall
below what is kept.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from sijill.linkage.clustering.clusters import Constraints
from sijill.linkage.comparing.learning import chance
from sijill.linkage.linkage import Linkage

Rows = npt.NDArray[np.int32]
Indexes = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]

LOST_SHARE = 0.03
"""Times sqrt(links · doubt): links lost to blocking, and as many to vetoes and to low scores."""
LOST_SHAPE = 2.0
"""Of the gamma distribution of either number: its deviation is 0.7 of its mean."""
PARTED_POWER = 2.0
"""A record's chance to be one of a lost link is one by the number of records of its cluster to this
power."""
_NOBODY: frozenset[int] = frozenset()
_TRIES = 60
"""Pairs of records looked at before a link is given up."""


@dataclass(frozen=True, slots=True)
class RecordTraits:
    """What draws need to know of each record, in the order of the ids.

    ``lists`` numbers the list of a record, from 0; ``groups`` records that could be one person by
    what is not compared by name (their sex, and whether they are recorded dead). ``numbered`` marks
    those with an identity number: equal ones are always compared, so none of their links is lost.
    """

    lists: Rows
    groups: Rows
    numbered: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class LostLinks:
    """Between which lists links get lost, as pairs of lists with their shares; and the records.

    ``doubt`` is the sum of p (1 - p) over all pairs, ``in_audit`` how many links are expected among
    the pairs that only the audit compared, ``unseen_ratio`` as the audit has it.
    """

    pairs: Rows
    shares: Floats
    traits: RecordTraits
    apart: Mapping[int, AbstractSet[int]] = field(default_factory=dict)
    """By row, the rows that a person judged to be somebody else."""
    doubt: float = 0.0
    in_audit: float = 0.0
    unseen_ratio: float = 0.0

    @classmethod
    def of(cls, linkage: Linkage, traits: RecordTraits, constraints: Constraints) -> "LostLinks":
        """Links are lost between the lists of pairs that may be one person."""
        edges, lists = linkage.free, traits.lists
        open_pairs = ~edges.forbidden & (lists[edges.left] != lists[edges.right])
        chances = chance(edges.weights[open_pairs])
        pairs, shares = shares_between_lists(
            lists[edges.left[open_pairs]], lists[edges.right[open_pairs]], chances
        )
        missed = edges.weights[linkage.audit.missed & ~edges.forbidden]
        return cls(
            pairs,
            shares,
            traits,
            _judged_apart(linkage.ids, constraints),
            float((chances * (1 - chances)).sum()),
            float(chance(missed).sum()),
            linkage.audit.unseen_ratio,
        )

    def draw_number(self, label: Rows, rng: np.random.Generator) -> int:
        """How many links a draw adds to this partition."""
        links = len(label) - len(np.unique(label))
        expected = LOST_SHARE * float(np.sqrt(links * self.doubt))
        if not expected:
            return 0
        unscored = rng.gamma(LOST_SHAPE) * expected / LOST_SHAPE
        unseen = 0.0
        if self.unseen_ratio:
            observed = LOST_SHAPE / expected + 1 / self.unseen_ratio
            unseen = rng.gamma(LOST_SHAPE + self.in_audit) / observed
        return int(rng.poisson(unscored + unseen))

    def join(self, label: Rows, links: int, rng: np.random.Generator) -> Rows:
        """The partition with so many links more, and no more than make all records one cluster.

        A link whose two records would both have a number is none that blocking can lose.
        """
        if not links or not self.shares.sum():
            return label
        joined = label.copy()
        lists, numbered = self.traits.lists, self.traits.numbered
        members = _Members(label, lists)
        links = min(links, len(np.unique(label)) - 1)
        chosen = self.pairs[rng.choice(len(self.pairs), size=links, p=self.shares)]
        of_row = np.bincount(label)[label].astype(np.float64) ** -PARTED_POWER
        by_list = {
            number: _Choice.of(np.flatnonzero(lists == number), of_row)
            for number in np.unique(chosen).tolist()
        }
        on_list = {number: np.isin(label, label[choice.rows]) for number, choice in by_list.items()}
        for first, second in chosen.tolist():
            left, right = (by_list[number].draw(_TRIES, rng) for number in (first, second))
            if numbered[left[0]] and numbered[right[0]]:
                continue
            is_free = ~(on_list[second][left] | on_list[first][right])
            for one, other in self._alike(left[is_free], right[is_free], joined):
                if self._fit(members, int(joined[one]), int(joined[other])):
                    _join(joined, members, one, other)
                    break
        return joined

    def _alike(self, left: Indexes, right: Indexes, label: Rows) -> list[tuple[int, int]]:
        """Of pairs of records those that could be one person: of two clusters and of one group."""
        groups, numbered = self.traits.groups, self.traits.numbered
        alike = (groups[left] == groups[right]) & (label[left] != label[right])
        alike &= ~(numbered[left] & numbered[right])
        return list(zip(left[alike].tolist(), right[alike].tolist(), strict=True))

    def _fit(self, members: "_Members", cluster: int, other: int) -> bool:
        """Whether nothing parts two clusters: no list in common, nobody judged somebody else."""
        if members.lists_of(cluster) & members.lists_of(other):
            return False
        if not self.apart:
            return True
        others = members[other].tolist()
        return all(
            self.apart.get(row, _NOBODY).isdisjoint(others) for row in members[cluster].tolist()
        )


def shares_between_lists(left: Rows, right: Rows, chance: Floats) -> tuple[Rows, Floats]:
    """Which share of all lost links lies between which two lists; the shares sum to 1.

    Two lists lose links as all together do, in proportion to sqrt(links · doubt).

    Args:
        left: the list of one record of each pair.
        right: that of the other.
        chance: that the pair is one person.
    """
    both = np.stack([np.minimum(left, right), np.maximum(left, right)], axis=1)
    pairs, number = np.unique(both, axis=0, return_inverse=True)
    links, doubt = (
        np.bincount(number.ravel(), each, len(pairs)) for each in (chance, chance * (1 - chance))
    )
    lost = np.sqrt(links * doubt)
    shares: Floats = lost / (lost.sum() or 1.0)
    return pairs, shares


@dataclass(frozen=True, slots=True)
class _Choice:
    """The records of one list, and the sums of their chances to be one of a lost link."""

    rows: Indexes
    summed: Floats

    @classmethod
    def of(cls, rows: Indexes, chance: Floats) -> "_Choice":
        """``chance`` is that of every row of the register, up to a factor."""
        return cls(rows, np.cumsum(chance[rows]))

    def draw(self, number: int, rng: np.random.Generator) -> Indexes:
        """So many of them, with repetition."""
        places = np.searchsorted(self.summed, rng.random(number) * self.summed[-1], side="right")
        drawn: Indexes = self.rows[np.minimum(places, len(self.rows) - 1)]
        return drawn


def _judged_apart(ids: Sequence[str], constraints: Constraints) -> dict[int, set[int]]:
    row_of = {record: row for row, record in enumerate(ids)}
    apart: dict[int, set[int]] = defaultdict(set)
    for left, right in constraints.different:
        if left in row_of and right in row_of:
            apart[row_of[left]].add(row_of[right])
            apart[row_of[right]].add(row_of[left])
    return dict(apart)


class _Members:
    """The rows of each cluster and their lists, looked up for the few that are asked about."""

    def __init__(self, label: Rows, lists: Rows) -> None:
        self._list_of_row = lists
        self._lists: dict[int, int] = {}
        self._order = np.argsort(label, kind="stable").astype(np.int32)
        self._start = np.searchsorted(label[self._order], np.arange(len(label) + 1))
        self._joined: dict[int, Rows] = {}

    def __getitem__(self, head: int) -> Rows:
        """The rows of a cluster, by the row it is known by."""
        joined = self._joined.get(head)
        if joined is not None:
            return joined
        rows: Rows = self._order[self._start[head] : self._start[head + 1]]
        return rows

    def lists_of(self, head: int) -> int:
        """The lists of a cluster as the bits of a number."""
        lists = self._lists.get(head)
        if lists is None:
            lists = 0
            for number in self._list_of_row[self[head]].tolist():
                lists |= 1 << number
            self._lists[head] = lists
        return lists

    def join(self, first: int, second: int) -> None:
        """Give the rows of the second cluster to the first."""
        self._lists[first] = self.lists_of(first) | self.lists_of(second)
        self._joined[first] = np.concatenate([self[first], self[second]])


def _join(label: Rows, members: _Members, left: int, right: int) -> None:
    first, second = sorted((int(label[left]), int(label[right])))
    label[members[second]] = first
    members.join(first, second)
