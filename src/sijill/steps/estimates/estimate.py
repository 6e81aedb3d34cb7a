"""Estimate: how many are on no list, or why that cannot be said.

What is estimated first stands. Each estimate is an entry under the digest of its table and
settings, with its seed; whoever changes the seed in ``case.toml`` gets the same draws again, and
cannot try seeds until the answer pleases. A refusal is kept as well: it, too, is an answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sijill.estimation.pooling.digest import ESTIMATION_VERSION
from sijill.estimation.pooling.doubtful_links import span_readings
from sijill.estimation.pooling.settings import Settings
from sijill.estimation.pooling.stored import Question
from sijill.estimation.tables.histories import capture_tables
from sijill.figures.analysis import People
from sijill.ledger.entries.entry import Entry
from sijill.model.results.captures import Estimate
from sijill.model.results.persons import Person
from sijill.model.settings.source_mapping import SourceMapping
from sijill.model.values.quantities import Refusal
from sijill.register.events import EstimatedTotal, EstimateEntry, NotEstimable
from sijill.register.register import Register
from sijill.steps.open_case import OpenCase
from sijill.steps.workspace import Progress

Answer = Estimate | Refusal


def estimate_missing(
    register: Register, people: People, progress: Progress
) -> dict[str, Estimate | Refusal]:
    """The estimate for everybody and for each stratum of the case, by the stratum's name.

    The interval spans the readings of the doubtful links.
    """
    done: dict[tuple[str, str, int], Answer] = {}
    asked = _ask(register, people.working)
    settled = _answer(asked, progress, "estimating", done)
    seeds = {name: seed for name, _, seed in done}
    joined, parted = (
        _answer(_ask(register, persons, seeds), progress, f"estimating, {doing}", done)
        for persons, doing in (
            (people.joined, "every doubt as one"),
            (people.parted, "every doubt as two"),
        )
    )
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


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is estimated of a stratum, and under which seed."""

    question: Question
    seed: int

    @property
    def stratum(self) -> str:
        """The stratum's name."""
        return self.question.table.stratum


def _ask(
    register: Register, persons: Mapping[str, Person], seeds: Mapping[str, int] | None = None
) -> list[_Asked]:
    """``seeds`` are those of strata that have one already; else the one kept, or the case's."""
    lists = sorted({source for person in persons.values() for source in person.lists})
    chosen = register.case.estimate
    derived = {source: ancestors(source, register.mappings) for source in lists}
    settings = Settings(replicates=chosen.replicates)
    asked = []
    for table in capture_tables(persons.values(), lists, chosen.strata, register.case.period):
        question = Question(table, settings, derived)
        kept = register.estimate_seeds.get(question.digest, chosen.seed)
        asked.append(_Asked(question, (seeds or {}).get(table.stratum, kept)))
    return asked


def _answer(
    asked: Sequence[_Asked],
    progress: Progress,
    doing: str,
    done: dict[tuple[str, str, int], Answer],
) -> dict[str, Answer]:
    """By stratum; ``done`` are tables answered before, most readings being alike, and grows."""
    results: dict[str, Answer] = {}
    for at, one in enumerate(asked):
        progress(f"{doing} {one.stratum}", at, len(asked))
        key = (one.stratum, one.question.digest, one.seed)
        if key not in done:
            done[key] = one.question.answer(one.seed)
        results[one.stratum] = done[key]
    return results


def keep_estimates(
    case: OpenCase, register: Register, people: People, estimates: Mapping[str, Answer]
) -> list[Entry]:
    """Append each estimate or refusal whose table and settings were not estimated before."""
    drafts = [
        EstimateEntry(
            one.question.digest, one.seed, ESTIMATION_VERSION, _answer_kept(estimates[one.stratum])
        ).draft(one.stratum)
        for one in _ask(register, people.working)
        if one.question.digest not in register.estimate_seeds
    ]
    return case.append(*drafts)


def _answer_kept(answer: Answer) -> EstimatedTotal | NotEstimable:
    if isinstance(answer, Refusal):
        return NotEstimable(answer.reason.value, answer.explanation)
    return EstimatedTotal(
        answer.total.lowest,
        answer.total.highest,
        answer.median,
        answer.level_percent,
        answer.observed,
        tuple(answer.lists),
    )


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
