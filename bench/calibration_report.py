"""What a study of calibration found: every method, and what is asked of the headline.

Shares are told as k of m with their Wilson interval: of few tables hardly anything can be said.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median

import numpy as np
from scipy.stats import binomtest

from scenarios import Half
from sijill.estimation.pooling.digest import ESTIMATION_VERSION
from sijill.estimation.pooling.settings import Settings
from sijill.estimation.tables.cells import Integers
from sijill.model.results.captures import Method
from sijill.model.values.counts import CountRange

CONSISTENCY = "internal consistency"
HEADLINE = "headline"


@dataclass(frozen=True, slots=True)
class Known:
    """A table about a population whose size is known."""

    half: Half
    group: str
    name: str
    counts: Integers
    truth: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one method, or the headline, said of one table."""

    known: Known
    method: str
    total: CountRange
    median: int | None

    @property
    def holds(self) -> bool:
        """Whether the interval holds the truth."""
        return not self.is_below and (self.total.lowest or 0) <= self.known.truth

    @property
    def is_below(self) -> bool:
        """Whether the whole interval lies below the truth."""
        return self.total.highest is not None and self.total.highest < self.known.truth

    @property
    def width(self) -> float:
        """Relative to the truth; infinite without an upper end."""
        if self.total.highest is None:
            return np.inf
        return (self.total.highest - (self.total.lowest or 0)) / self.known.truth

    @property
    def ratio(self) -> float:
        """The middle over the truth."""
        return np.inf if self.median is None else self.median / self.known.truth


@dataclass(frozen=True, slots=True)
class Study:
    """The tables estimated, and all that was said of them."""

    tables: list[Known]
    outcomes: list[Outcome]


def has_overlap(known: Known) -> bool:
    """Whether anybody is on more than one list."""
    return any(number and cell & (cell - 1) for cell, number in enumerate(known.counts))


COLUMNS = (
    "half",
    "tables of",
    "method",
    "tables",
    "answered",
    "holding the truth",
    "95 % interval of that share",
    "below the truth",
    "median width over truth",
    "median middle over truth",
)


def tabulate(study: Study) -> Iterator[list[str]]:
    """A row for each half, group and method, in the order of the tables."""
    for half, group in dict.fromkeys((known.half, known.group) for known in study.tables):
        number = sum(known.half is half and known.group == group for known in study.tables)
        inside = [o for o in study.outcomes if o.known.half is half and o.known.group == group]
        for method in sorted({o.method for o in inside}, key=lambda m: (m != HEADLINE, m)):
            of_method = [o for o in inside if o.method == method]
            yield [half, group, method, str(number), *_summarise_method(of_method)]


def _summarise_method(outcomes: list[Outcome]) -> list[str]:
    holding = sum(outcome.holds for outcome in outcomes)
    return [
        str(len(outcomes)),
        str(holding),
        tell_share(holding, len(outcomes)),
        str(sum(outcome.is_below for outcome in outcomes)),
        f"{median(outcome.width for outcome in outcomes):.3g}",
        f"{median(outcome.ratio for outcome in outcomes):.3g}",
    ]


def tell_share(number: int, of: int) -> str:
    """The Wilson interval of a share; empty where there is nothing to share."""
    if not of:
        return ""
    bounds = binomtest(number, of).proportion_ci(method="wilson")
    return f"{bounds.low:.2f}-{bounds.high:.2f}"


SUMMARY_COLUMNS = (
    "half",
    "question",
    "k",
    "m",
    "95 % interval of k / m",
    "median width over that of log-linear",
    "median of width over that of log-linear",
    "version",
    "settings",
)


def describe_settings(settings: Settings, each: int, seed_rule: str) -> list[str]:
    """Version and settings of a run, the last two columns of the summary."""
    said = (
        f"replicates {settings.replicates}; draws {settings.draws}; deviation "
        f"{settings.delta_sd}; tables each {each}; seeds: {seed_rule}; methods version "
        f"{ESTIMATION_VERSION}"
    )
    return [version("sijill"), said]


def summarise(study: Study, made: list[str]) -> Iterator[list[str]]:
    """What is asked of the headline: of public tables and of simulated ones, never of both."""
    asked: dict[str, Callable[[Known], bool]] = {
        "public": lambda known: known.group == CONSISTENCY,
        "simulated": lambda known: known.group != CONSISTENCY,
    }
    for half in dict.fromkeys(known.half for known in study.tables):
        for kind, is_meant in asked.items():
            tables = [k for k in study.tables if k.half is half and is_meant(k)]
            if not tables:
                continue
            found = [o for o in study.outcomes if o.known.half is half and is_meant(o.known)]
            for question, number, of in _questions(kind, tables, found):
                share = tell_share(number, of)
                yield [half, question, str(number), str(of), share, "", "", *made]
            yield [half, f"{kind} tables: width", "", "", "", *_width_ratios(found), *made]


def _questions(
    kind: str, tables: Sequence[Known], found: Sequence[Outcome]
) -> Iterator[tuple[str, int, int]]:
    headline = [one for one in found if one.method == HEADLINE]
    overlapping = sum(has_overlap(known) for known in tables)
    yield f"{kind} tables with overlap: answered", len(headline), overlapping
    models = [one for one in found if one.method == Method.LOG_LINEAR]
    holding, below = sum(o.holds for o in headline), sum(o.is_below for o in headline)
    yield f"{kind} tables answered: interval holds the truth", holding, len(headline)
    yield f"{kind} tables answered: interval below the truth", below, len(headline)
    yield f"{kind} tables: log-linear alone holds", sum(o.holds for o in models), len(models)
    narrower = sum(not ours.holds and ours.width < theirs.width for ours, theirs in _pairs(found))
    yield f"{kind} tables: a miss narrower than log-linear", narrower, len(headline)


def _pairs(found: Sequence[Outcome]) -> list[tuple[Outcome, Outcome]]:
    """The headline beside the log-linear models, of tables that have both."""
    of_table: dict[tuple[str, str], dict[str, Outcome]] = {}
    for one in found:
        of_table.setdefault((one.known.group, one.known.name), {})[one.method] = one
    return [
        (said[HEADLINE], said[Method.LOG_LINEAR])
        for said in of_table.values()
        if HEADLINE in said and Method.LOG_LINEAR in said
    ]


def _width_ratios(found: Sequence[Outcome]) -> tuple[str, str]:
    """The ratio of both median widths, and the median of the ratios, over tables that have both.

    An interval without upper end counts as the widest in the first; the second is over the tables
    where log-linear models have an upper end.
    """
    pairs = _pairs(found)
    if not pairs:
        return "", ""
    ours, theirs = (median(one.width for one in side) for side in zip(*pairs, strict=True))
    of_medians = f"{ours / theirs:.2f}" if np.isfinite(theirs) else ""
    bounded = [a.width / b.width for a, b in pairs if 0 < b.width < np.inf]
    return of_medians, f"{median(bounded):.2f}" if bounded else ""


def write_halves(path: Path, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write the rows; those that the file has of other halves stay, in the order of the halves."""
    new = {row[0] for row in rows}
    kept: list[list[str]] = []
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            kept = [row for row in list(csv.reader(file))[1:] if row and row[0] not in new]
    order = [str(half) for half in Half]
    together = sorted([*kept, *map(list, rows)], key=lambda row: order.index(row[0]))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([columns, *together])
