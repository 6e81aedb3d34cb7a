"""How often intervals hold the truth: nominal 95 %, where the truth is known.

    python bench/calibration.py TABLES [--tables-each N] [--half design fresh third ...]

Two kinds of tables. *Internal consistency* (Binette & Steorts 2022, JRSS-A): the persons of one
list of a public table are a population of known size, and the other lists, restricted to them, are
a table about it. TABLES is the folder with these tables; where it is absent they are left out.
*Simulated populations* are those of ``scenarios`` and ``fresh_scenarios``.

Everything comes in parts. Version 4 of the methods was designed with all of *design*, *judgement*
and *fresh*, which had been seen; it was then judged by the *second* set, whose generators had been
written before. A part of that was seen while two rules of the union were mended. Version 7 was
designed with all of these and tables of the same generators under two other seeds (part *design*),
and judged by the *third* set, under a seed of which no table had been estimated before. Version 8
was chosen with the tables that version 7 was designed with, and judged by the *fourth* set, whose
seed and two more families were written before. Version 9 puts the methods together as version 8
does, but for tables so sparse that log-linear models have no upper end; the *fifth* set, whose seed
was written before, judges both. In the *sixth* set (``composed_set``) each population breaks
several assumptions at once.

Written are ``docs/calibration.csv`` (for each part, scenario and method the tables that had an
answer, those whose interval holds the truth or lies below it, the medians of width and middle over
truth) and ``docs/calibration-summary.csv`` (what is asked of the headline, as k of m, and how it
was run). A run of one part leaves the rows of the others.
"""

import argparse
import csv
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np

from calibration_report import (
    COLUMNS,
    CONSISTENCY,
    HEADLINE,
    SUMMARY_COLUMNS,
    Known,
    Outcome,
    Study,
    describe_settings,
    summarise,
    tabulate,
    write_halves,
)
from composed_set import SIXTH_SET_SEED, composed_set
from fresh_scenarios import fresh_scenarios
from scenarios import Half, count_histories, scenarios
from second_set import (
    DESIGN_SEEDS,
    FIFTH_SET_SEED,
    FOURTH_SET_SEED,
    SECOND_SET_SEED,
    THIRD_SET_SEED,
    second_set,
)
from sijill.estimation.pooling.headline import estimate
from sijill.estimation.pooling.settings import Settings
from sijill.estimation.tables.cells import Integers, number_of_lists
from sijill.model.results.captures import CaptureTable, Estimate

PUBLIC = {
    Half.DESIGN: ("kosovo", "western5", "hare6", "uk5", "netherlands5", "wittes5"),
    Half.JUDGEMENT: (),
    Half.FRESH: (),
    Half.SECOND: (),
    Half.THIRD: (),
    Half.FOURTH: (),
    Half.FIFTH: (),
    Half.SIXTH: (),
}
SEEDS = {
    Half.DESIGN: DESIGN_SEEDS,
    Half.SECOND: (SECOND_SET_SEED,),
    Half.THIRD: (THIRD_SET_SEED,),
    Half.FOURTH: (FOURTH_SET_SEED,),
    Half.FIFTH: (FIFTH_SET_SEED,),
}
OUTPUT = Path(__file__).parent.parent / "docs" / "calibration.csv"
SUMMARY = OUTPUT.with_name("calibration-summary.csv")
SETTINGS = Settings(replicates=200)
ESTIMATE_SEED = 1
SEED_RULE = (
    "families: (seed of the half, family, number); scenarios: (half, scenario, number), each from "
    f"0; estimates: {ESTIMATE_SEED}"
)


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
    for seed in SEEDS.get(half, ()):
        for one in second_set(each, seed):
            yield Known(half, one.family, f"{seed} {one.number}", one.counts, one.truth)
    if half is Half.SIXTH:
        for one in composed_set(each):
            yield Known(half, one.family, f"{SIXTH_SET_SEED} {one.number}", one.counts, one.truth)
    inside = [one for one in (*scenarios(), *fresh_scenarios()) if one.half is half]
    for place, scenario in enumerate(inside):
        for number in range(each):
            rng = np.random.default_rng((list(Half).index(half), place, number))
            counts = count_histories(scenario.simulate(rng))
            yield Known(half, scenario.name, str(number), counts, scenario.persons)


def judge(known: Known) -> list[Outcome]:
    """What every method and the headline say; nothing where the table is refused."""
    lists = tuple("ABCDEFGHIJKL"[: number_of_lists(known.counts)])
    held = {
        frozenset(name for j, name in enumerate(lists) if cell >> j & 1): int(number)
        for cell, number in enumerate(known.counts)
        if number
    }
    answer = estimate(
        CaptureTable("", lists, held), derived={}, seed=ESTIMATE_SEED, settings=SETTINGS
    )
    if not isinstance(answer, Estimate):
        print(f"{known.group} {known.name}: {answer.explanation}", flush=True)
        return []
    return [
        Outcome(known, HEADLINE, answer.total, answer.median),
        *(Outcome(known, one.method, one.total, one.median) for one in answer.answers),
    ]


def run(halves: list[Half], folder: Path, each: int) -> Study:
    """Estimate every table of the halves, as many at once as there are processors."""
    tables = [known for half in halves for known in known_tables(folder, half, each)]
    outcomes: list[Outcome] = []
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for done, found in enumerate(pool.map(judge, tables), start=1):
            outcomes += found
            if done % 20 == 0:
                print(f"{done} of {len(tables)}", flush=True)
    return Study(tables, outcomes)


def main() -> None:
    """Estimate every table, print and write the result."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tables", type=Path)
    parser.add_argument("--tables-each", type=int, default=20)
    parser.add_argument("--half", type=Half, choices=list(Half), nargs="*", default=list(Half))
    chosen = parser.parse_args()
    study = run(chosen.half, chosen.tables, chosen.tables_each)
    made = describe_settings(SETTINGS, chosen.tables_each, SEED_RULE)
    for columns, rows, path in (
        (COLUMNS, list(tabulate(study)), OUTPUT),
        (SUMMARY_COLUMNS, list(summarise(study, made)), SUMMARY),
    ):
        write_halves(path, columns, rows)
        for row in rows:
            print(" | ".join(row))


if __name__ == "__main__":
    main()
