"""How well records were put together, when the truth is known."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import comb


@dataclass(frozen=True, slots=True)
class PairScore:
    """Pairs of records joined, pairs that are truly one person, and pairs that are both."""

    joined: int
    true: int
    right: int

    @property
    def precision(self) -> float:
        """The share of joined pairs that are truly one person; 1 where none is joined."""
        return self.right / self.joined if self.joined else 1.0

    @property
    def recall(self) -> float:
        """The share of true pairs that were joined; 1 where there is none."""
        return self.right / self.true if self.true else 1.0


def score_pairs(clusters: Iterable[Sequence[str]], person_of: Mapping[str, str]) -> PairScore:
    """Pairwise score of clusters, over the records whose true person is known."""
    joined = right = 0
    totals: Counter[str] = Counter()
    for cluster in clusters:
        persons = Counter(person_of[record] for record in cluster if record in person_of)
        totals.update(persons)
        joined += comb(sum(persons.values()), 2)
        right += sum(comb(count, 2) for count in persons.values())
    return PairScore(joined, sum(comb(count, 2) for count in totals.values()), right)


def joined_relatives(
    clusters: Iterable[Sequence[str]],
    person_of: Mapping[str, str],
    given: Mapping[str, str],
    incident: Mapping[str, str],
) -> int:
    """How many clusters join two people who were killed together and have different given names.

    Args:
        clusters: record ids.
        person_of: the true person of a record.
        given: the true given name of a person.
        incident: the incident that killed a person.
    """
    wrong = 0
    for cluster in clusters:
        persons = sorted({person_of[record] for record in cluster if record in person_of})
        killed = [person for person in persons if person in incident]
        wrong += any(
            given[a] != given[b] and incident[a] == incident[b]
            for place, a in enumerate(killed)
            for b in killed[place + 1 :]
        )
    return wrong


def bcubed_f1(clusters: Mapping[str, str], true_clusters: Mapping[str, str]) -> float:
    """The B-cubed F1 of a clustering (Bagga and Baldwin 1998): each item weighs the same.

    Args:
        clusters: the cluster of each item.
        true_clusters: the true cluster of each item; items without one are left out.
    """
    items = [item for item in clusters if item in true_clusters]
    if not items:
        return 1.0
    both = Counter((clusters[item], true_clusters[item]) for item in items)
    ours, theirs = (
        Counter(clusters[item] for item in items),
        Counter(true_clusters[item] for item in items),
    )
    shared = [(item, both[clusters[item], true_clusters[item]]) for item in items]
    precision = sum(number / ours[clusters[item]] for item, number in shared) / len(items)
    recall = sum(number / theirs[true_clusters[item]] for item, number in shared) / len(items)
    return 2 * precision * recall / (precision + recall)
