"""Capture histories: who is on which list, counted; and what can be said of those on none.

Multiple systems estimation treats each list as one attempt to record the dead. A table holds, for
each combination of lists, how many persons are on exactly those; the combination *none* is what an
estimate is about. An estimate is a layer of its own and is never added to a count.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from html import escape

import numpy as np
import numpy.typing as npt

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


Draws = npt.NDArray[np.float64]
"""Totals as whole numbers; infinite where nothing set an upper end."""


class Method(StrEnum):
    """How a total may be estimated; each takes something for granted that the others do not."""

    LOG_LINEAR = "log-linear"
    """Some lists depend on each other, all persons are alike; one model, chosen by BIC."""
    DECOMPOSABLE = "decomposable graphs"
    """The same, averaged over all decomposable graphs of dependence."""
    LATENT_CLASS = "latent classes"
    """Persons fall into groups; within a group lists are independent."""
    RASCH = "unlike persons"
    """Persons differ by degrees in how easily every list records them."""


@dataclass(frozen=True, slots=True)
class MethodAnswer:
    """What one method says of a table: its draws, and their middle and interval."""

    method: Method
    total: CountRange
    middle: int | None
    """The median; ``None`` where half of the draws have no upper end."""
    diagnostics: Mapping[str, float]
    """For instance ``rank_rhat``; by method."""
    draws: Draws = field(compare=False, repr=False)
    """Shape (runs, draws): runs share nothing, so that comparing them says something."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """The number of persons in a stratum including those on no list.

    ``total`` is the interval (its level in ``level_percent``) and comes first wherever it is shown;
    it has no highest end where the data set none. ``point`` is the median of ``draws`` and lies in
    it. ``at_least`` is Chao's lower bound with its interval. All describe one closed population and
    hold only under ``assumptions``. ``lists`` are those used, sorted; ``observed`` counts everybody
    recorded, also on lists not used. ``answers`` are the methods put together, ``refused`` those
    that had no answer and why. ``models`` are the best log-linear models, the best first.
    ``draws`` are the methods' draws in equal parts with the allowance for what cannot be tested;
    ``untestable_deviation`` is that of the allowance, in log units. ``digest`` names table and
    settings, whatever the seed.
    """

    stratum: str
    lists: tuple[str, ...]
    observed: int
    total: CountRange
    point: int
    at_least: CountRange
    level_percent: int
    answers: tuple[MethodAnswer, ...]
    refused: Mapping[Method, Refusal]
    models: tuple[ModelFit, ...]
    replicates: int
    seed: int
    assumptions: tuple[str, ...]
    draws: Draws = field(compare=False, repr=False)
    untestable_deviation: float
    digest: str
    warnings: tuple[str, ...] = ()

    def _repr_html_(self) -> str:
        """What a notebook shows: the interval first, the methods beside it, what it rests on."""
        methods = "".join(
            f"<tr><td>{escape(one.method)}</td><td>{one.total}</td></tr>" for one in self.answers
        )
        sentences = "".join(
            f"<li>{escape(one)}</li>" for one in (*self.warnings, *self.assumptions)
        )
        return (
            f"<p>{escape(self.stratum)} <b>{self.total}</b> at {self.level_percent} %, middle "
            f"{self.point:,}; {self.observed:,} recorded on {escape(', '.join(self.lists))}.</p>"
            f"<table>{methods}</table><ul>{sentences}</ul>"
        )


EstimateOrRefusal = Estimate | Refusal
"""An estimate, or why there is none."""
