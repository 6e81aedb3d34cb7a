"""How often totals of small strata hold the truth, by themselves and after partial pooling.

    python bench/small_strata.py REGISTERS [FIRST_SEED]

Each register has twelve strata of four lists, the smallest of some dozen persons. Strata differ in
how easily lists record (normal log odds, deviation drawn for each register), small ones by the same
law as large ones; in every other register small strata are harder to reach, which the method
assumes they are not. Printed are, of nominal 95 % intervals, how many hold the truth, and their
median width over the truth. A register takes about ten CPU seconds.
"""

import sys
from collections import defaultdict
from statistics import median

import numpy as np

from scenarios import count_histories, logit, record
from sijill.estimation.pooling.headline import estimate_table
from sijill.estimation.pooling.partial_pooling import PartlyPooled, pool_partly
from sijill.estimation.pooling.settings import Settings
from sijill.model.results.captures import CaptureTable, Estimate
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Refusal

STRATA = 12
LISTS = tuple("ABCD")
LEAST, MOST = 60, 2_000
"""Persons of a stratum, those on no list included."""
SMALL = 200
HARDER = 0.7
"""Log odds by which small strata are harder to reach, in every other register."""
SETTINGS = Settings(replicates=200)

Found = dict[str, list[tuple[bool, float]]]
"""By kind of interval: whether it holds the truth, and its width over the truth."""


def main() -> None:
    """Print coverage and width of each kind."""
    registers = int(sys.argv[1])
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 1  # noqa: PLR2004  the second word
    found: Found = defaultdict(list)
    for seed in range(first, first + registers):
        _judge(seed, found)
        print(f"register {seed}", flush=True)
    for kind, results in sorted(found.items()):
        held = sum(one for one, _ in results)
        width = median(width for _, width in results)
        print(f"{kind}: {held} of {len(results)} held, median width {width:.2f}")


def _judge(seed: int, found: Found) -> None:
    rng = np.random.default_rng((20_270_302, seed))
    harder = seed % 2 == 0
    truths, tables = _simulate(rng, HARDER if harder else 0.0)
    alone = {
        name: estimate_table(table, seed=1, settings=SETTINGS) for name, table in tables.items()
    }
    pooled = pool_partly(alone, {name: table.observed for name, table in tables.items()})
    if isinstance(pooled, Refusal):
        return
    law = "small ones harder to reach" if harder else "one law"
    for name, truth in truths.items():
        size = "small" if truth < SMALL else "large"
        own = alone[name]
        if isinstance(own, Estimate):
            _note(found, f"{law}, {size}, alone", own.total, truth)
        _note(found, f"{law}, {size}, pooled", pooled.strata[name].total, truth)
    _note_whole(found, law, pooled, sum(truths.values()))


def _note_whole(found: Found, law: str, pooled: PartlyPooled, truth: int) -> None:
    _note(found, f"{law}, whole, pooled", pooled.whole.total, truth)


def _note(found: Found, kind: str, total: CountRange, truth: int) -> None:
    low, high = total.lowest or 0, np.inf if total.highest is None else total.highest
    found[kind].append((low <= truth <= high, (high - low) / truth))


def _simulate(
    rng: np.random.Generator, harder: float
) -> tuple[dict[str, int], dict[str, CaptureTable]]:
    chances = logit(rng.uniform(0.12, 0.4, len(LISTS)))
    deviation = rng.uniform(0.1, 0.6)
    truths: dict[str, int] = {}
    tables: dict[str, CaptureTable] = {}
    for number in range(STRATA):
        persons = int(np.exp(rng.uniform(np.log(LEAST), np.log(MOST))))
        odds = chances + rng.normal(0, deviation) - (harder if persons < SMALL else 0)
        counts = count_histories(record(np.tile(odds, (persons, 1)), rng))
        held = {
            frozenset(name for at, name in enumerate(LISTS) if cell >> at & 1): int(count)
            for cell, count in enumerate(counts)
            if count
        }
        name = f"stratum {number}"
        truths[name], tables[name] = persons, CaptureTable(name, LISTS, held)
    return truths, tables


if __name__ == "__main__":
    main()
