"""Effective draws per CPU second: ours beside the R package LCMCR, run side by side.

    python bench/lcmcr.py R_LIBRARY [TABLE.csv ...]

R_LIBRARY is the folder that the package is installed in; Rscript must be on the path. Without
tables, simulated ones of 5,000, 50,000 and 500,000 persons on 4 to 6 lists. The package's seconds
are those that R counts around its sampler, so starting R and reading the table cost it nothing; its
burn-in counts for neither its draws nor its time. Two chains, ten thousand sweeps of burn-in.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from calibration import read_counts
from latent_class import CAP_FACTOR, CLASSES, clock, sample_ours, simulate_table
from sijill.estimation.sampling.convergence import ess_bulk, rhat
from sijill.estimation.tables.cells import Floats, Integers, number_of_lists

CHAINS, SAMPLES, THINNING, BURN_IN = 2, 5_000, 20, 10_000
SIZES = (5_000, 50_000, 500_000)
SCRIPT = """
words <- commandArgs(trailingOnly = TRUE)
suppressMessages(library(LCMCR, lib.loc = words[1]))
table <- read.csv(words[2])
for (j in seq_len(ncol(table) - 1)) table[[j]] <- factor(table[[j]], levels = c(0, 1))
sampler <- lcmCR(table, tabular = TRUE, in_list_label = "1", not_in_list_label = "0",
  K = as.integer(words[4]), a_alpha = 0.25, b_alpha = 0.25, seed = as.integer(words[3]),
  buffer_size = 10000, thinning = as.integer(words[6]), verbose = FALSE)
invisible(lcmCR_PostSampl(sampler, burnin = as.integer(words[7]), samples = 1, thinning = 1,
  output = FALSE))
spent <- system.time(draws <- lcmCR_PostSampl(sampler, burnin = 0,
  samples = as.integer(words[5]), thinning = as.integer(words[6]), output = FALSE))
cat(sum(spent[1:2]), "\\n", draws)
"""


def sample_package(counts: Integers, library: Path, folder: Path) -> tuple[Floats, float]:
    """Totals by chain, and the CPU seconds of all chains after the burn-in."""
    script, table = folder / "lcmcr.R", folder / "table.csv"
    script.write_text(SCRIPT, encoding="utf-8")
    lists = number_of_lists(counts)
    rows = [",".join([*(f"L{j}" for j in range(lists)), "Freq"])]
    rows += [
        ",".join([*(str(cell >> j & 1) for j in range(lists)), str(counts[cell])])
        for cell in np.flatnonzero(counts)
    ]
    table.write_text("\n".join(rows) + "\n", encoding="utf-8")
    chains, seconds = [], 0.0
    for seed in range(1, CHAINS + 1):
        words = (library, table, seed, CLASSES, SAMPLES, THINNING, BURN_IN)
        done = subprocess.run(
            [str(shutil.which("Rscript")), str(script), *map(str, words)],
            capture_output=True,
            text=True,
            check=True,
        )
        spent, *draws = done.stdout.split()
        seconds += float(spent)
        chains.append([float(draw) for draw in draws])
    return np.array(chains), seconds


def compare(name: str, counts: Integers, library: Path) -> str:
    """One line of the table."""
    with tempfile.TemporaryDirectory() as folder:
        theirs, their_seconds = sample_package(counts, library, Path(folder))
    ours, seconds = clock(lambda: sample_ours(counts))
    rates = ess_bulk(ours) / seconds, ess_bulk(theirs) / their_seconds
    return (
        f"{name:>20} | {np.median(ours) + counts.sum():>9,.0f} {rhat(ours):.3f} "
        f"{rates[0]:>7.0f}/s | {np.median(theirs):>9,.0f} {rhat(theirs):.3f} "
        f"{1e6 * their_seconds / (CHAINS * SAMPLES * THINNING):>4.0f} µs {rates[1]:>7.1f}/s | "
        f"{rates[0] / rates[1]:>7.1f}"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("library", type=Path)
    parser.add_argument("tables", type=Path, nargs="*")
    chosen = parser.parse_args()
    if shutil.which("Rscript") is None or not (chosen.library / "LCMCR").is_dir():
        sys.exit(f"Rscript is not on the path, or LCMCR is not installed in {chosen.library}.")
    sample_ours(simulate_table(200, 3))
    print(f"K = {CLASSES}, at most {CAP_FACTOR} times the recorded unseen")
    print("               table |    ours N R-hat   draws | LCMCR's N R-hat sweep  draws |  ratio")
    tables = {path.stem: read_counts(path) for path in chosen.tables} or {
        f"{persons:,} on {lists} lists": simulate_table(persons, lists)
        for persons in SIZES
        for lists in (4, 5, 6)
    }
    for name, counts in tables.items():
        print(compare(name, counts, chosen.library), flush=True)


if __name__ == "__main__":
    main()
