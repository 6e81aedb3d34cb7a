"""How well records were put together, when it is known who is who; and whose links are missed.

Two views are usual. *Pairwise*: of the pairs that were joined, which share are one person
(precision), and of the pairs that are one person, which share was joined (recall). *B-cubed*
(Bagga and Baldwin 1998): the same shares for each record's own cluster, averaged over records, so
that one large cluster does not outweigh many small ones. For a group of records a pair counts once
for each of its two records that is of the group.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sijill.linkage.candidates.blocking import find_candidates
from sijill.linkage.circumstances import Circumstance
from sijill.linkage.comparing.spellings import Spellings
from sijill.linkage.features import (
    Linkable,
    comparable_name,
    feature_table,
    spelling_table,
)
from sijill.linkage.writing.name_order import in_one_order
from sijill.model.codes import Sex

CHILD_MONTHS, OLD_MONTHS = 18 * 12, 60 * 12


@dataclass(frozen=True, slots=True)
class LinkQuality:
    """Quality over some records; the pairs are counted at their ends.

    ``cluster_precision`` and ``cluster_recall`` are B-cubed; ``None`` where there is no record.
    """

    records: int
    joined_ends: int
    true_ends: int
    right_ends: int
    cluster_precision: float | None
    cluster_recall: float | None

    @property
    def precision(self) -> float | None:
        """The share of joined pairs that are one person; ``None`` where none is joined."""
        return self.right_ends / self.joined_ends if self.joined_ends else None

    @property
    def recall(self) -> float | None:
        """The share of pairs of one person that were joined; ``None`` where there is none."""
        return self.right_ends / self.true_ends if self.true_ends else None

    @property
    def cluster_f1(self) -> float | None:
        """The harmonic mean of B-cubed precision and recall."""
        if self.cluster_precision is None or self.cluster_recall is None:
            return None
        both = self.cluster_precision + self.cluster_recall
        return 2 * self.cluster_precision * self.cluster_recall / both


def evaluate_links(
    clusters: Iterable[Sequence[str]],
    person_of: Mapping[str, str],
    group_of: Mapping[str, str],
) -> dict[str, LinkQuality]:
    """The quality over all records (under the empty name) and over those of each group.

    Args:
        clusters: record ids; a record whose true person is unknown is left out.
        person_of: the true person of each record.
        group_of: the group of a record; one that has none counts among all records alone.
    """
    totals = Counter(person_of.values())
    counted: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    counted[""] = []
    for cluster in clusters:
        known = [record for record in cluster if record in person_of]
        persons = Counter(person_of[record] for record in known)
        for record in known:
            person = person_of[record]
            sizes = (len(known), totals[person], persons[person])
            counted[""].append(sizes)
            if group := group_of.get(record):
                counted[group].append(sizes)
    return {group: _quality(sizes) for group, sizes in sorted(counted.items())}


def _quality(sizes: list[tuple[int, int, int]]) -> LinkQuality:
    records = len(sizes)
    return LinkQuality(
        records,
        sum(cluster - 1 for cluster, _, _ in sizes),
        sum(person - 1 for _, person, _ in sizes),
        sum(right - 1 for _, _, right in sizes),
        sum(right / cluster for cluster, _, right in sizes) / records if records else None,
        sum(right / person for _, person, right in sizes) / records if records else None,
    )


def groups_of(record: Linkable) -> dict[str, str]:
    """The groups that a record is compared by: its list, sex, age and script."""
    name = comparable_name(record)
    sexes = {Sex.MALE: "male", Sex.FEMALE: "female"}
    return {
        "list": record.head.source,
        "sex": sexes.get(record.sex, "unknown"),
        "age": _age_band(record),
        "script": name.script.value if name is not None else "no name",
    }


def _age_band(record: Linkable) -> str:
    least, most = record.age.least_months, record.age.most_months
    if most is not None and most < CHILD_MONTHS:
        return "under 18"
    if least is not None and least >= OLD_MONTHS:
        return "60 and over"
    if least is not None and most is not None and least >= CHILD_MONTHS and most < OLD_MONTHS:
        return "18 to 59"
    return "unknown"


@dataclass(frozen=True, slots=True)
class BlockingQuality:
    """What blocking compares, and what it misses.

    ``pairs`` of ``records`` share a key; ``by_key`` counts them for each key, one pair under
    several; ``cut`` the blocks too big to be compared whole. Of ``true_pairs`` (two records of one
    person, both with a name) ``found`` are among them.
    """

    records: int
    pairs: int
    by_key: Mapping[str, int]
    cut: Mapping[str, int]
    true_pairs: int
    found: int

    @property
    def recall(self) -> float | None:
        """The share of true pairs that is compared; ``None`` where there is none."""
        return self.found / self.true_pairs if self.true_pairs else None

    @property
    def pairs_per_record(self) -> float:
        """How many pairs are compared for each record."""
        return self.pairs / self.records if self.records else 0.0


def evaluate_blocking(
    records: Sequence[Linkable], known: Mapping[str, Circumstance], person_of: Mapping[str, str]
) -> BlockingQuality:
    """Which pairs blocking finds, and which share of the true ones.

    Args:
        records: those that can be linked; who has no name is left out.
        known: day and place of death by record id.
        person_of: the true person of each record.
    """
    named = in_one_order(records)
    features = feature_table(named, known)
    spellings = Spellings(features, *spelling_table(named, known))
    candidates = find_candidates(spellings.table)
    pairs = spellings.of_records(candidates.pairs)
    persons = [person_of.get(record, "") for record in features["record_id"].to_pylist()]
    numbers = {person: number for number, person in enumerate(dict.fromkeys(persons))}
    number = np.array([numbers[person] for person in persons], dtype=np.int64)
    is_known = np.array([bool(person) for person in persons], dtype=bool)
    left, right = (pairs[side].to_numpy() for side in ("left", "right"))
    found = int((is_known[left] & (number[left] == number[right])).sum())
    of_person = Counter(person for person in persons if person)
    return BlockingQuality(
        len(named),
        pairs.num_rows,
        candidates.pairs_by_key,
        candidates.oversize,
        sum(count * (count - 1) // 2 for count in of_person.values()),
        found,
    )
