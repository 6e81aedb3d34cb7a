"""Estimate: how many are on no list, or why that cannot be said.

What is estimated first stands. Each estimate is an entry under the digest of its table and
settings, with its seed; whoever changes the seed in ``case.toml`` gets the same draws again, and
cannot try seeds until the answer pleases. A refusal is kept as well: it, too, is an answer.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sijill.estimation.pooling.digest import ESTIMATION_VERSION
from sijill.estimation.pooling.doubtful_links import carry_over, pool_partitions
from sijill.estimation.pooling.settings import Settings
from sijill.estimation.pooling.stored import EstimateRequest
from sijill.estimation.sensitivity.periods import days_by_list, warn_of_periods
from sijill.estimation.tables.histories import WHOLE, add_tables, capture_tables
from sijill.figures.analysis import People
from sijill.ledger.entries.entry import Entry
from sijill.model.codes import Harm
from sijill.model.records.record import PersonRecord
from sijill.model.results.captures import CaptureTable, Estimate
from sijill.model.results.persons import Person
from sijill.model.results.replicates import Replicates
from sijill.model.settings.source_mapping import SourceMapping
from sijill.model.values.quantities import Refusal
from sijill.register.events import EstimatedTotal, EstimateEntry, NotEstimable
from sijill.register.register import Register
from sijill.register.watching import Watch
from sijill.steps.open_case import OpenCase

Answer = Estimate | Refusal


MISSING = frozenset({Harm.MISSING, Harm.MISSING_PRESUMED_DEAD})
ESTIMATED_DRAWS = 8
"""Draws of the partition that the interval is pooled over; they stand for all, being spread evenly
by how many persons they have."""


def estimate_missing(
    register: Register, people: People, progress: Watch
) -> dict[str, Estimate | Refusal]:
    """The estimate for everybody and for each stratum of the case, by the stratum's name.

    The interval is pooled over draws of the partition. The settled table of each stratum is
    estimated, and the estimate is carried over to the tables of the draws (``doubtful_links``).
    """
    asked = {
        stratum_asked.stratum: stratum_asked
        for stratum_asked in _ask(register, people.working.values())
    }
    settled: dict[str, Answer] = {}
    for at, (stratum, stratum_asked) in enumerate(asked.items()):
        progress(f"estimating {stratum}", at, len(asked))
        settled[stratum] = stratum_asked.question.answer(stratum_asked.seed)
    lists = next(iter(asked.values())).question.table.lists
    drawn: dict[str, list[Answer]] = defaultdict(list)
    for at, tables in enumerate(_tables_of_draws(register, people.replicates, lists)):
        progress("estimating, draws of the links", at, ESTIMATED_DRAWS)
        for table in tables:
            own = settled.get(table.stratum)
            if isinstance(own, Estimate):
                drawn[table.stratum].append(_carry(own, asked[table.stratum], table))
    pooled = {
        stratum: pool_partitions(answer, drawn[stratum]) for stratum, answer in settled.items()
    }
    whole = pooled.get(WHOLE)
    if isinstance(whole, Estimate):
        days = days_by_list(people.working.values(), whole.lists, register.case.period)
        pooled[WHOLE] = replace(whole, warnings=(*whole.warnings, *warn_of_periods(days)))
    return pooled


def _tables_of_draws(
    register: Register, replicates: Replicates[Person], lists: Sequence[str]
) -> Iterator[list[CaptureTable]]:
    """The tables of each draw that stands for others; persons in all draws are counted once."""
    strata, period = register.case.estimate.strata, register.case.period
    always = capture_tables(replicates.always, lists, strata, period)
    for number in _spread_draws(replicates):
        varying = capture_tables(replicates.varying_in(number), lists, strata, period)
        yield add_tables(always, varying)


def _spread_draws(replicates: Replicates[Person]) -> list[int]:
    """Draws with few to many persons, each standing for as many others."""
    order = np.argsort(replicates.count(_is_counted), kind="stable")
    at = (np.arange(ESTIMATED_DRAWS) + 0.5) / ESTIMATED_DRAWS * len(order)
    chosen: list[int] = order[at.astype(int)].tolist()
    return chosen


def _is_counted(person: Person) -> bool:
    return person.is_named and person.is_dead


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is estimated of a stratum, and under which seed."""

    question: EstimateRequest
    seed: int

    @property
    def stratum(self) -> str:
        """The stratum's name."""
        return self.question.table.stratum


def _ask(register: Register, persons: Iterable[Person]) -> list[_Asked]:
    """A question for each stratum, with the seed that was kept for it, or else the case's."""
    persons = tuple(persons)
    lists = sorted(
        {source for person in persons for source in person.lists} - lists_of_missing(register)
    )
    chosen = register.case.estimate
    derived = {source: ancestors(source, register.mappings) for source in lists}
    settings = Settings(replicates=chosen.replicates)
    asked = []
    for table in capture_tables(persons, lists, chosen.strata, register.case.period):
        question = EstimateRequest(table, settings, derived)
        kept = register.estimate_seeds.get(question.digest, chosen.seed)
        asked.append(_Asked(question, kept))
    return asked


def lists_of_missing(register: Register) -> set[str]:
    """Lists on which everybody is missing and nobody is said to be dead.

    They are no lists of the killed: whoever is found leaves them, so that to stand there goes with
    standing on no other list, and says nothing of how many are on none.
    """
    harm: dict[str, set[Harm]] = defaultdict(set)
    for record in register.active(PersonRecord).values():
        harm[record.head.source].add(record.harm)
    return {source for source, harms in harm.items() if harms <= MISSING}


def _carry(settled: Estimate, asked: _Asked, table: CaptureTable) -> Answer:
    """The settled estimate carried over to the table of a draw, or else an estimate of it."""
    carried = carry_over(settled, table, asked.question.derived)
    if carried is not None:
        return carried
    return replace(asked.question, table=table).answer(asked.seed)


def keep_estimates(
    case: OpenCase, register: Register, people: People, estimates: Mapping[str, Answer]
) -> list[Entry]:
    """Append each estimate or refusal whose table and settings were not estimated before."""
    drafts = [
        EstimateEntry(
            asked.question.digest,
            asked.seed,
            ESTIMATION_VERSION,
            _answer_kept(estimates[asked.stratum]),
        ).draft(asked.stratum)
        for asked in _ask(register, people.working.values())
        if asked.question.digest not in register.estimate_seeds
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
    sources: set[str] = set()
    waiting = [source]
    while waiting:
        mapping = mappings.get(waiting.pop())
        for parent in mapping.derives_from if mapping else ():
            if parent not in sources:
                sources.add(parent)
                waiting.append(parent)
    return frozenset(sources - {source})
