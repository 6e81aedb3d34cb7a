"""Capture histories: who is on which list, counted; and what can be said of those on none.

Multiple systems estimation treats each list as one attempt to record the dead. A table holds, for
each combination of lists, how many persons are on exactly those; the combination *none* is what an
estimate is about. An estimate is a layer of its own and is never added to a count.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from html import escape
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sijill.model.limits import LARGEST_COUNT
from sijill.model.results.capture_plots import HEADLINE, plot_overlap, plot_totals
from sijill.model.results.estimate_sources import cite
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Refusal

if TYPE_CHECKING:
    from altair import TopLevelMixin


@dataclass(frozen=True, slots=True)
class CaptureTable:
    """Persons of one stratum by the exact set of lists that hold them.

    ``counts`` has no entry for the empty set; an absent combination counts 0. Numbers of other
    libraries and floats that are whole are taken as the whole numbers that they are.

    Raises:
        ValueError: for a count that is not whole, negative or above ``LARGEST_COUNT``; a list named
            twice or by no text; a combination that is no frozenset, empty, or names another list.
    """

    stratum: str
    lists: tuple[str, ...]
    counts: Mapping[frozenset[str], int]

    def __post_init__(self) -> None:
        _check_names(self.lists)
        known = set(self.lists)
        for members in self.counts:
            if not isinstance(members, frozenset):
                raise ValueError(f"write the combination {members!r} as a frozenset of lists")  # noqa: TRY004 - one kind of error for a table
            if not members or not members <= known:
                raise ValueError(
                    f"the combination {_sorted_names(members)} is not a set of {list(self.lists)}"
                )
        whole = {
            members: _count_persons(number, members) for members, number in self.counts.items()
        }
        object.__setattr__(self, "lists", tuple(self.lists))
        object.__setattr__(self, "counts", whole)

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


def _check_names(lists: object) -> None:
    if not isinstance(lists, list | tuple):
        raise ValueError(f"name the lists in a tuple, not as {lists!r}")  # noqa: TRY004
    for name, times in Counter(map(repr, lists)).items():
        if times > 1:
            raise ValueError(f"the list {name} is named {times} times")
    for name in lists:
        if not isinstance(name, str) or not name:
            raise ValueError(f"the name of a list is text: {name!r}")


def _count_persons(number: object, members: frozenset[str]) -> int:
    """A whole number from 0 to the largest, as an ``int``; True is an answer and not a count."""
    whole = (
        not isinstance(number, bool | np.bool_)
        and isinstance(number, int | float | np.integer | np.floating)
        and number == number // 1
    )
    if not whole:
        raise ValueError(f"{_sorted_names(members)}: {number!r} is no count of persons")
    if not 0 <= number <= LARGEST_COUNT:  # type: ignore[operator]  # it is a number
        raise ValueError(f"{_sorted_names(members)}: {number!r} is not from 0 to {LARGEST_COUNT:,}")
    return int(number)  # type: ignore[call-overload, no-any-return]


def _sorted_names(members: frozenset[str]) -> list[str]:
    return sorted(map(str, members))


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
    RASCH = "Rasch model"
    """Persons differ by degrees in how easily every list records them."""
    TWO_GROUPS = "two groups"
    """A group of the people is harder to record than the others, by a stated factor."""

    @classmethod
    def _missing_(cls, value: object) -> "Method | None":
        """The method by the word for it in estimates that earlier versions kept."""
        return cls.RASCH if value == "unlike persons" else None


@dataclass(frozen=True, slots=True)
class MethodAnswer:
    """What one method says of a table: its draws, and their median and interval."""

    method: Method
    total: CountRange
    median: int | None
    """The median; ``None`` where half of the draws have no upper end."""
    diagnostics: Mapping[str, float]
    """For instance ``rank_rhat``; by method."""
    draws: Draws = field(compare=False, repr=False)
    """Shape (runs, draws): runs share nothing, so that comparing them says something."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """The number of persons in a stratum including those on no list.

    ``total`` is the interval (its level in ``level_percent``) and comes first wherever it is shown;
    it has no highest end where the data set none. ``median`` is that of ``draws`` and lies in it.
    ``chao_lower_bound`` is Chao's lower bound with its interval. All describe one closed population
    and hold only under ``assumptions``. ``lists`` are those used, sorted; ``observed`` counts
    everybody recorded, also on lists not used. ``answers`` are the methods put together,
    ``refused`` those that had no answer and why. ``models`` are the best log-linear models, the
    best first. ``draws`` are spread as far as any method reaches, with the allowance for what
    cannot be tested; ``delta_sd`` is that of the allowance, in log units. ``digest`` names table
    and settings, whatever the seed; ``settings`` and ``versions`` say what it was made with.
    """

    stratum: str
    lists: tuple[str, ...]
    observed: int
    total: CountRange
    median: int
    chao_lower_bound: CountRange
    level_percent: int
    answers: tuple[MethodAnswer, ...]
    refused: Mapping[Method, Refusal]
    models: tuple[ModelFit, ...]
    replicates: int
    seed: int
    assumptions: tuple[str, ...]
    draws: Draws = field(compare=False, repr=False)
    delta_sd: float
    digest: str
    warnings: tuple[str, ...] = ()
    on_lists: int | None = None
    """How many of the recorded are on the lists used; ``None`` for all."""
    settings: Mapping[str, object] = field(default_factory=dict)
    """As JSON has them, and under ``derived`` which list takes records from which."""
    versions: Mapping[str, str] = field(default_factory=dict)
    """Of the methods (``estimation``) and of the libraries that compute."""

    table: CaptureTable | None = field(default=None, compare=False, repr=False)
    """The table that was estimated, where it is at hand."""

    def plot_total(self) -> "TopLevelMixin":
        """The totals by every method and together, as an Altair chart for a notebook.

        Raises:
            ModuleNotFoundError: without Altair.
        """
        draws = {HEADLINE: self.draws} | {
            answer.method.value: answer.draws for answer in self.answers
        }
        return plot_totals(draws, self.observed, self.chao_lower_bound.lowest)

    def plot_lists(self) -> "TopLevelMixin":
        """How many are on exactly which lists, as an Altair chart for a notebook.

        Raises:
            ModuleNotFoundError: without Altair.
            ValueError: for an estimate without its table.
        """
        if self.table is None:
            raise ValueError("the estimate has no table; plot the counts with plot_overlap")
        return plot_overlap(self.table.counts)

    @property
    def citations(self) -> tuple[str, ...]:
        """The papers behind each method that answered, and behind their union."""
        return cite(answer.method.value for answer in self.answers)

    @property
    def diagnostics(self) -> dict[Method, Mapping[str, float]]:
        """What each method says of how it ran."""
        return {answer.method: answer.diagnostics for answer in self.answers}

    def __str__(self) -> str:
        """A few lines: the interval first, then the floor, the methods and what to read next."""
        where = f" ({self.stratum})" if self.stratum else ""
        methods = "; ".join(f"{answer.method} {answer.total}" for answer in self.answers)
        return (
            f"{self.total} at {self.level_percent} %{where}, median {self.median:,}; "
            f"{self.observed:,} recorded on {', '.join(self.lists)}\n"
            f"Chao's lower bound: {self.chao_lower_bound}\n"
            f"each method by itself: {methods}\n"
            f"{len(self.warnings)} warnings (.warnings), {len(self.assumptions)} assumptions "
            "(.assumptions)"
        )

    def _repr_html_(self) -> str:
        """What a notebook shows: the interval first, the methods beside it, what it rests on."""
        methods = "".join(
            f"<tr><td>{escape(answer.method)}</td><td>{answer.total}</td></tr>"
            for answer in self.answers
        )
        sentences = "".join(
            f"<li>{escape(sentence)}</li>" for sentence in (*self.warnings, *self.assumptions)
        )
        return (
            f"<p>{escape(self.stratum)} <b>{self.total}</b> at {self.level_percent} %, median "
            f"{self.median:,}; {self.observed:,} recorded on {escape(', '.join(self.lists))}.</p>"
            f"<table>{methods}</table><ul>{sentences}</ul>"
        )


EstimateOrRefusal = Estimate | Refusal
"""An estimate, or why there is none."""
