"""Estimate: how many are on no list, or why that cannot be said."""

from collections.abc import Mapping

from sijill.estimation.doubtful_links import span_readings
from sijill.estimation.headline import estimate
from sijill.estimation.histories import capture_tables
from sijill.estimation.settings import Settings
from sijill.figures.findings import People
from sijill.model.captures import Estimate
from sijill.model.mapping import Mapping as SourceMapping
from sijill.model.persons import Person
from sijill.model.quantities import Refusal
from sijill.register.register import Register
from sijill.steps.workspace import Progress


def estimate_missing(
    register: Register, people: People, progress: Progress
) -> dict[str, Estimate | Refusal]:
    """The estimate for everybody and for each stratum of the case, by the stratum's name.

    The interval spans the readings of the doubtful links.
    """
    settled = _by_stratum(register, people.working, progress, "estimating")
    joined = _by_stratum(register, people.joined, progress, "estimating, every doubt as one")
    parted = _by_stratum(register, people.parted, progress, "estimating, every doubt as two")
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
    register: Register, persons: Mapping[str, Person], progress: Progress, doing: str
) -> dict[str, Estimate | Refusal]:
    lists = sorted({source for person in persons.values() for source in person.lists})
    settings = register.case.estimate
    tables = capture_tables(persons.values(), lists, settings.strata, register.case.period)
    derived = {source: ancestors(source, register.mappings) & set(lists) for source in lists}
    results: dict[str, Estimate | Refusal] = {}
    for done, table in enumerate(tables):
        progress(f"{doing} {table.stratum}", done, len(tables))
        results[table.stratum] = estimate(
            table,
            derived=derived,
            seed=settings.seed,
            settings=Settings(replicates=settings.replicates),
        )
    return results


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
