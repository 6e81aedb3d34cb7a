"""Capture histories: who is on which list, counted; and what can be said of those on none.

Multiple systems estimation treats each list as one attempt to record the dead. A table holds, for
each combination of lists, how many persons are on exactly those; the combination *none* is what an
estimate is about. An estimate is a layer of its own and is never added to a count.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sijill.model.counts import CountRange
from sijill.model.quantities import Refusal


@dataclass(frozen=True, slots=True)
class CaptureTable:
    """Persons of one stratum by the exact set of lists that hold them.

    ``counts`` has no entry for the empty set; an absent combination counts 0.

    Raises:
        ValueError: for a negative count, an empty set of lists, or a list that is not in ``lists``.
    """

    stratum: str
    lists: tuple[str, ...]
    counts: Mapping[frozenset[str], int]

    def __post_init__(self) -> None:
        for members, number in self.counts.items():
            if not members or not members <= set(self.lists):
                raise ValueError(
                    f"the combination {sorted(members)} is not a set of {list(self.lists)}"
                )
            if number < 0:
                raise ValueError(f"a negative count for {sorted(members)}: {number}")

    @property
    def observed(self) -> int:
        """How many persons are on at least one list."""
        return sum(self.counts.values())

    def on_list(self, name: str) -> int:
        """How many persons are on a list."""
        return sum(number for members, number in self.counts.items() if name in members)

    def on_both(self, left: str, right: str) -> int:
        """How many persons are on both lists."""
        return sum(number for members, number in self.counts.items() if {left, right} <= members)


@dataclass(frozen=True, slots=True)
class ModelFit:
    """One log-linear model: which lists depend on which, its BIC and the total it implies.

    ``terms`` are the interactions, each a sorted tuple of lists; no term means independence.
    """

    terms: tuple[tuple[str, ...], ...]
    bic: float
    total: int


@dataclass(frozen=True, slots=True)
class Estimate:
    """The number of persons in a stratum including those on no list.

    ``total`` is the interval (its level in ``level_percent``) and comes first wherever it is shown;
    it has no highest end where the data set none. ``point`` is the best model's total and lies in
    it. ``at_least`` is Chao's lower bound with its interval. All describe one closed population and
    hold only under ``assumptions``. ``lists`` are those used, sorted; ``observed`` counts everybody
    recorded, also on lists not used. ``models`` are the best models, the best first.
    """

    stratum: str
    lists: tuple[str, ...]
    observed: int
    total: CountRange
    point: int
    at_least: CountRange
    level_percent: int
    models: tuple[ModelFit, ...]
    replicates: int
    seed: int
    assumptions: tuple[str, ...]
    warnings: tuple[str, ...] = ()


EstimateOrRefusal = Estimate | Refusal
"""An estimate, or why there is none."""
