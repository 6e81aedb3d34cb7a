"""Estimate: how many are on no list, or why that cannot be said.

What is estimated first stands. Each estimate is an entry under the digest of its table and
settings, with its seed; whoever changes the seed in ``case.toml`` gets the same draws again, and
cannot try seeds until the answer pleases.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sijill.estimation.digest import ESTIMATION_VERSION, estimate_digest
from sijill.estimation.doubtful_links import span_readings
from sijill.estimation.headline import estimate
from sijill.estimation.histories import capture_tables
from sijill.estimation.settings import Settings
from sijill.figures.findings import People
from sijill.ledger.entry import Draft, EntryKind
from sijill.ledger.store import Ledger
from sijill.model.captures import Estimate
from sijill.model.mapping import Mapping as SourceMapping
from sijill.model.persons import Person
from sijill.model.quantities import Refusal
from sijill.register.register import Register
from sijill.steps.workspace import Progress, Scribe

if TYPE_CHECKING:
    from sijill.ledger.canonical import Json


def estimate_missing(
    register: Register, people: People, progress: Progress
) -> dict[str, Estimate | Refusal]:
    """The estimate for everybody and for each stratum of the case, by the stratum's name.

    The interval spans the readings of the doubtful links.
    """
    settled = _by_stratum(register, people.working, progress, "estimating", {})
    seeds = {name: one.seed for name, one in settled.items() if isinstance(one, Estimate)}
    joined = _by_stratum(register, people.joined, progress, "estimating, every doubt as one", seeds)
    parted = _by_stratum(register, people.parted, progress, "estimating, every doubt as two", seeds)
    return {
        stratum: span_readings(
            one,
            {
                words: reading[stratum]
                for words, reading in (
                    ("every doubtful pair as one person", joined),
                    ("every doubtful pair as two", parted),
                )
                if stratum in reading
            },
        )
        for stratum, one in settled.items()
    }


def _by_stratum(
    register: Register,
    persons: Mapping[str, Person],
    progress: Progress,
    doing: str,
    seeds: Mapping[str, int],
) -> dict[str, Estimate | Refusal]:
    """``seeds`` are those of strata that have one already; else the one kept, or the case's."""
    lists = sorted({source for person in persons.values() for source in person.lists})
    settings = register.case.estimate
    tables = capture_tables(persons.values(), lists, settings.strata, register.case.period)
    derived = {source: ancestors(source, register.mappings) & set(lists) for source in lists}
    chosen = Settings(replicates=settings.replicates)
    results: dict[str, Estimate | Refusal] = {}
    for done, table in enumerate(tables):
        progress(f"{doing} {table.stratum}", done, len(tables))
        known = estimate_digest(table, derived, chosen)
        kept = register.estimate_seeds.get(known, settings.seed)
        seed = seeds.get(table.stratum, kept)
        results[table.stratum] = estimate(table, derived=derived, seed=seed, settings=chosen)
    return results


def keep_estimates(
    ledger: Ledger, register: Register, estimates: Mapping[str, Estimate | Refusal], scribe: Scribe
) -> None:
    """Append each estimate whose table and settings were not estimated before."""
    drafts = [
        Draft(EntryKind.ESTIMATE, stratum, _content(one))
        for stratum, one in estimates.items()
        if isinstance(one, Estimate) and one.digest not in register.estimate_seeds
    ]
    if drafts:
        ledger.append(drafts, author=scribe.author, at=scribe.now())


def _content(estimate: Estimate) -> "dict[str, Json]":
    return {
        "digest": estimate.digest,
        "seed": estimate.seed,
        "version": ESTIMATION_VERSION,
        "lowest": estimate.total.lowest,
        "highest": estimate.total.highest,
        "point": estimate.point,
        "level_percent": estimate.level_percent,
        "observed": estimate.observed,
        "lists": list(estimate.lists),
    }


def ancestors(source: str, mappings: Mapping[str, SourceMapping]) -> frozenset[str]:
    """Every source that a source takes rows from, directly or through others."""
    found: set[str] = set()
    waiting = [source]
    while waiting:
        mapping = mappings.get(waiting.pop())
        for parent in mapping.derives_from if mapping else ():
            if parent not in found:
                found.add(parent)
                waiting.append(parent)
    return frozenset(found - {source})
