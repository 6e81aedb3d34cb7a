"""What linkage found: the partition of all linkable records, and what it rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from sijill.linkage.arrays import Rows
from sijill.linkage.circumstances import Circumstance
from sijill.linkage.clustering.clusters import (
    ClusteringInput,
    Constraints,
    Edges,
    name_clusters,
    number_clusters,
)
from sijill.linkage.clustering.company import weigh_in_company
from sijill.linkage.clustering.former import Clustering
from sijill.linkage.clustering.numbers import tie_by_number
from sijill.linkage.comparing.comparisons import COMPARISONS
from sijill.linkage.comparing.pairs import ScoredPairs
from sijill.linkage.features import Linkable
from sijill.linkage.judging.lesson import Lesson
from sijill.linkage.judging.teach import teach_pairs
from sijill.linkage.learned import ComparedPairs, Learned, Parameters
from sijill.linkage.rivalry import WeighedPairs, lists_named_once, weigh_pairs
from sijill.linkage.version import model_digest
from sijill.model.results.links import Partition


@dataclass(frozen=True, slots=True)
class LinkableRecords:
    """All records that can be linked, by id, sorted, with their lists; and what binds them.

    ``constraints`` are the judgements, and what identity numbers alone decide; ``judged`` are the
    judgements that teach about other pairs: none unless the case lets them.
    """

    ids: tuple[str, ...]
    lists: Sequence[str]
    constraints: Constraints
    judged: Constraints = Constraints()  # noqa: RUF009  frozen

    @classmethod
    def of(
        cls,
        records: Mapping[str, Linkable],
        known: Mapping[str, Circumstance],
        judged: Constraints,
    ) -> "LinkableRecords":
        """The records by their ids, tied by judgements and by identity numbers."""
        ids = tuple(sorted(records))
        lists = [records[identity].head.source for identity in ids]
        teaching = judged if judged.teach else Constraints()
        return cls(ids, lists, tie_by_number(records.values(), known, judged), teaching)


@dataclass(frozen=True, slots=True)
class Lists:
    """Which lists name each person once: as their identity numbers show, or as births do."""

    numbered: tuple[str, ...] = ()
    unique: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Audit:
    """What comparing a sample of records with all others found beyond the blocking keys.

    ``missed`` marks the scored pairs that no key gave; ``unseen_ratio`` is how many pairs of
    records were not looked at for each that was; ``audited`` is the number of records in the
    sample.
    """

    missed: npt.NDArray[np.bool_]
    unseen_ratio: float = 0.0
    audited: int = 0


@dataclass(frozen=True, slots=True)
class Compared:
    """What comparing the records that have a name came to.

    ``named`` are their ids, sorted; ``pairs``, as rows of them, all compared pairs that may matter;
    ``parameters`` those by which the pairs were weighed; ``audit`` what it found among them.
    """

    named: Sequence[str]
    pairs: ComparedPairs
    parameters: Parameters
    audit: Audit


@dataclass(frozen=True, slots=True)
class Linkage:
    """The partition of all linkable records, and what it rests on.

    ``clustering`` is the same partition by rows of the records, with what it was made from: its
    edges are the pairs in the order of ``scored``, with the weight that is held against the
    threshold. ``free`` are the same pairs before one partner was assigned to each record of a list
    that names each person once, and with those that few records cannot decide left open.
    ``cut_blocks`` counts, by key, the blocks that were too big to be compared whole, and
    ``unsplit_blocks`` those of them that no third fact splits; ``learned`` is ``None`` where it was
    not asked for; ``lesson`` is what judgements taught, ``None`` where no two records can be
    compared.
    """

    partition: Partition
    scored: ScoredPairs
    clustering: Clustering
    free: Edges
    lists: Lists
    audit: Audit
    cut_blocks: Mapping[str, int] = field(default_factory=dict)
    unsplit_blocks: Mapping[str, int] = field(default_factory=dict)
    learned: Learned | None = None
    lesson: Lesson | None = None

    @property
    def ids(self) -> Sequence[str]:
        """All records that can be linked, sorted."""
        return self.clustering.given.ids

    @property
    def edges(self) -> Edges:
        """The scored pairs, as rows of the ids."""
        return self.clustering.given.edges

    @property
    def constraints(self) -> Constraints:
        """The judgements, and what identity numbers alone decide."""
        return self.clustering.given.constraints

    @property
    def once(self) -> Rows:
        """For each record the list that names each person once, or -1."""
        return self.clustering.given.once

    @property
    def compared(self) -> npt.NDArray[np.bool_]:
        """Which records have a name."""
        return self.clustering.given.compared


def log_odds(permille: float) -> float:
    """A probability in thousandths as natural log-odds."""
    share = min(max(permille, 0.001), 999.999) / 1000
    return float(np.log(share / (1 - share)))


def form_persons(
    records: LinkableRecords,
    compared: Compared,
    threshold: float,
    before: Clustering | None = None,
) -> Linkage:
    """The partition that follows from compared pairs.

    Args:
        records: all that can be linked.
        compared: those with a name, and their pairs.
        threshold: natural log-odds from which clusters join.
        before: an earlier clustering; what nothing has changed for is taken from it.
    """
    parameters = compared.parameters
    is_named = _mark_named(records, compared.named)
    rows = np.flatnonzero(is_named).astype(np.int32)
    once = lists_named_once(records.lists, parameters)
    taught = teach_pairs(compared.named, compared.pairs, parameters, once[rows], records.judged)
    alone = weigh_pairs(
        compared.named, taught.pairs, parameters, once[rows], rows, records.constraints
    )
    weighed = _weigh_in_company(compared.named, taught.pairs, parameters, alone, records, rows)
    given = ClusteringInput(
        records.ids, weighed.settled, records.constraints, threshold, once, is_named
    )
    settled = before.find_settled(given) if before is not None else None
    lists = np.array(parameters.lists)
    linkage = _linkage(
        Clustering(given, number_clusters(given, settled)),
        weighed.scored,
        weighed.free,
        Lists(*(tuple(lists[of].tolist()) for of in (parameters.numbered, parameters.unique))),
        compared.audit,
    )
    return replace(linkage, lesson=taught.lesson)


def _weigh_in_company(
    named: Sequence[str],
    pairs: ComparedPairs,
    parameters: Parameters,
    alone: WeighedPairs,
    records: LinkableRecords,
    rows: Rows,
) -> WeighedPairs:
    """The pairs weighed again, with what the other records of their people say.

    Args:
        named: the ids of the records with a name, sorted.
        pairs: their compared pairs, with what judgements teach.
        parameters: by which they were weighed.
        alone: the same pairs, each by its own two records.
        records: all that can be linked.
        rows: the row that each of ``named`` has among them.
    """
    is_open = ~alone.settled.forbidden
    odds, constraints = alone.scored.odds, records.constraints
    weights = weigh_in_company(named, pairs, odds, is_open, parameters.model, constraints)
    if weights is pairs.weights:
        return alone
    once = lists_named_once(records.lists, parameters)[rows]
    pairs_so = replace(pairs, weights=weights)
    weighed = weigh_pairs(named, pairs_so, parameters, once, rows, constraints)
    return replace(weighed, scored=replace(weighed.scored, company=weights - pairs.weights))


def form_without_pairs(records: LinkableRecords, named: Sequence[str], threshold: float) -> Linkage:
    """The partition where no two records can be compared: constraints alone join.

    Args:
        records: all that can be linked.
        named: the ids of those with a comparable name.
        threshold: natural log-odds from which clusters join.
    """
    rows, numbers = np.zeros(0, dtype=np.int32), np.zeros(0)
    edges = Edges(rows, rows, numbers, np.zeros(0, dtype=bool))
    levels = np.zeros((0, len(COMPARISONS)), dtype=np.int8)
    once = np.full(len(records.ids), -1, dtype=np.int32)
    given = ClusteringInput(
        records.ids, edges, records.constraints, threshold, once, _mark_named(records, named)
    )
    return _linkage(
        Clustering(given, number_clusters(given)),
        ScoredPairs(named, rows, rows, numbers, numbers, np.zeros(0, dtype=np.int8), levels),
        edges,
        Lists(),
        Audit(np.zeros(0, dtype=bool)),
    )


def _linkage(
    clustering: Clustering, scored: ScoredPairs, free: Edges, lists: Lists, audit: Audit
) -> Linkage:
    return Linkage(
        partition=Partition(
            name_clusters(clustering.given.ids, clustering.numbers), model_digest()
        ),
        scored=scored,
        clustering=clustering,
        free=free,
        lists=lists,
        audit=audit,
    )


def _mark_named(records: LinkableRecords, named: Sequence[str]) -> npt.NDArray[np.bool_]:
    """For each record whether it is one of those with a name."""
    if len(named) == len(records.ids):
        return np.ones(len(records.ids), dtype=bool)
    have_name = frozenset(named)
    return np.array([identity in have_name for identity in records.ids], dtype=bool)
