"""How often intervals hold the truth: nominal 95 %, where the truth is known.

    python bench/calibration.py TABLES [--tables-each N] [--half design|judgement]

Two kinds of tables. *Internal consistency* (Binette & Steorts 2022, JRSS-A): the persons of one
list of a public table are a population of known size, and the other lists, restricted to them, are
a table about it. TABLES is the folder with these tables; where it is absent they are left out.
*Simulated populations* are those of ``scenarios``.

Everything comes in two halves. The headline's settings were chosen with the first half, and stood
in ``sijill.estimation.settings`` before the second was looked at. The result is written to
``docs/calibration.csv``: for each half, scenario and method the tables that had an answer, those
whose interval holds the truth, those whose interval lies below it, the median of width over truth,
and the median of middle over truth.
"""

import argparse
import csv
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np
from scipy.stats import binomtest

from scenarios import SIMULATED_PERSONS, Half, count_histories, scenarios, true_number
from sijill.estimation.cells import Integers, number_of_lists
from sijill.estimation.headline import estimate
from sijill.estimation.settings import Settings
from sijill.model.captures import CaptureTable, Estimate
from sijill.model.counts import CountRange

PUBLIC = {
    Half.DESIGN: ("kosovo", "western5", "hare6"),
    Half.JUDGEMENT: ("uk5", "netherlands5", "wittes5"),
}
CONSISTENCY = "internal consistency"
HEADLINE = "headline"
OUTPUT = Path(__file__).parent.parent / "docs" / "calibration.csv"
SETTINGS = Settings(replicates=200)


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
    middle: int | None

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
        return np.inf if self.middle is None else self.middle / self.known.truth


def read_counts(path: Path) -> Integers:
    """A table of counts: one column for each list, the last holds the count."""
    with path.open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file)
    counts = np.zeros(1 << (len(rows[0]) - 1), dtype=np.int64)
    for *on_lists, number in rows:
        counts[sum(1 << j for j, on in enumerate(on_lists) if on == "1")] += int(number)
    counts[0] = 0
    return counts


def condition(counts: Integers, given: int) -> tuple[Integers, int]:
    """The other lists among the persons of the list ``given``, and how many these are."""
    cells = np.arange(len(counts))
    inside = cells[cells >> given & 1 == 1]
    below = inside & ((1 << given) - 1)
    others = below | (inside >> (given + 1) << given)
    left = np.zeros(len(counts) // 2, dtype=np.int64)
    np.add.at(left, others, counts[inside])
    truth = int(left.sum())
    left[0] = 0
    return left, truth


def known_tables(folder: Path, half: Half, each: int) -> Iterator[Known]:
    """Every table of one half; ``each`` of every scenario."""
    for name in PUBLIC[half]:
        if not (folder / f"{name}.csv").exists():
            print(f"{name}: not in {folder}, left out")
            continue
        counts = read_counts(folder / f"{name}.csv")
        for j in range(number_of_lists(counts)):
            yield Known(half, CONSISTENCY, f"{name} {j}", *condition(counts, j))
    for scenario in scenarios():
        if scenario.half is half:
            place = list(SIMULATED_PERSONS).index(scenario.name)
            for number in range(each):
                rng = np.random.default_rng((list(Half).index(half), place, number))
                counts = count_histories(scenario.simulate(rng))
                truth = true_number(scenario)
                yield Known(half, scenario.name, str(number), counts, truth)


def judge(known: Known) -> list[Outcome]:
    """What every method and the headline say; nothing where the table is refused."""
    lists = tuple("ABCDEF"[: number_of_lists(known.counts)])
    held = {
        frozenset(name for j, name in enumerate(lists) if cell >> j & 1): int(number)
        for cell, number in enumerate(known.counts)
        if number
    }
    answer = estimate(CaptureTable("", lists, held), derived={}, seed=1, settings=SETTINGS)
    if not isinstance(answer, Estimate):
        print(f"{known.group} {known.name}: {answer.explanation}", flush=True)
        return []
    return [
        Outcome(known, HEADLINE, answer.total, answer.point),
        *(Outcome(known, one.method, one.total, one.middle) for one in answer.answers),
    ]


def has_overlap(known: Known) -> bool:
    """Whether anybody is on more than one list."""
    return any(number and cell & (cell - 1) for cell, number in enumerate(known.counts))


def tabulate(tables: list[Known], outcomes: list[Outcome]) -> Iterator[list[str]]:
    """A row for each half, group and method; then the headline over all simulated tables."""
    for half in Half:
        for group in (CONSISTENCY, *SIMULATED_PERSONS):
            number = sum(known.half is half and known.group == group for known in tables)
            inside = [o for o in outcomes if o.known.half is half and o.known.group == group]
            for method in sorted({o.method for o in inside}, key=lambda m: (m != HEADLINE, m)):
                of_method = [o for o in inside if o.method == method]
                yield [half, group, method, str(number), *_summarise(of_method)]


def _summarise(outcomes: list[Outcome]) -> list[str]:
    holding = sum(outcome.holds for outcome in outcomes)
    bounds = binomtest(holding, len(outcomes)).proportion_ci(method="wilson")
    return [
        str(len(outcomes)),
        str(holding),
        f"{bounds.low:.2f}-{bounds.high:.2f}",
        str(sum(outcome.is_below for outcome in outcomes)),
        f"{median(outcome.width for outcome in outcomes):.3g}",
        f"{median(outcome.ratio for outcome in outcomes):.3g}",
    ]


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


def report_headline(half: Half, tables: list[Known], outcomes: list[Outcome]) -> None:
    """What is asked of the headline, in a few lines."""
    inside = [o for o in outcomes if o.known.half is half]
    headline = [o for o in inside if o.method == HEADLINE]
    overlapping = [known for known in tables if known.half is half and has_overlap(known)]
    simulated = [
        np.mean([o.holds for o in headline if o.known.group == group])
        for group in SIMULATED_PERSONS
    ]
    consistent = [o.holds for o in headline if o.known.group == CONSISTENCY]
    widths = [
        median(o.width for o in inside if o.method == method) for method in (HEADLINE, "log-linear")
    ]
    print(
        f"{half}: internal consistency {sum(consistent)} of {len(consistent)}; simulated scenarios "
        f"{np.mean(simulated):.3f} on average; answered {len(headline)} of {len(overlapping)} with "
        f"overlap; median width {widths[0]:.2f}, log-linear {widths[1]:.2f} "
        f"({widths[0] / widths[1]:.1f} times)"
    )


def main() -> None:
    """Estimate every table, print and write the result."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tables", type=Path)
    parser.add_argument("--tables-each", type=int, default=30)
    parser.add_argument("--half", type=Half, choices=list(Half), nargs="*", default=list(Half))
    chosen = parser.parse_args()
    tables = [
        known
        for half in chosen.half
        for known in known_tables(chosen.tables, half, chosen.tables_each)
    ]
    outcomes: list[Outcome] = []
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for done, found in enumerate(pool.map(judge, tables), start=1):
            outcomes += found
            if done % 20 == 0:
                print(f"{done} of {len(tables)}", flush=True)
    with OUTPUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in tabulate(tables, outcomes):
            writer.writerow(row)
            print(" | ".join(row))
    for half in chosen.half:
        report_headline(half, tables, outcomes)


if __name__ == "__main__":
    main()
