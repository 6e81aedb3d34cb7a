"""Estimates beside what is counted already: none may lie below it.

The overlap of lists is that of people who are named; an entry without a name is compared with
nobody. A list most of whose dead have no name says little by its overlap, and much by its length:
however few its names are, at least as many died as are on it. What incidents document is a floor as
well (codebook, *claims*). An estimate that reaches down below such a count begins there; one that
lies below it altogether is refuted, and none is given.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from sijill.figures.analysis import Analysis
from sijill.figures.layers.documented import counted_incidents, graded
from sijill.figures.layers.entries import is_named, people_of
from sijill.model.records.record import PersonRecord
from sijill.model.results.captures import Estimate
from sijill.model.results.persons import Person
from sijill.model.values.counts import CountRange, total
from sijill.model.values.dates import DateInterval
from sijill.model.values.quantities import Refusal, RefusalReason

_FEW = 0.05
"""Up to this share of the dead on a list may have no name before a warning says so."""


@dataclass(frozen=True, slots=True)
class _Counted:
    """People who are counted as killed whatever is estimated, and the sentence that says so."""

    number: int
    sentence: str
    unnamed: int = 0


def hold_to_counts(analysis: Analysis) -> Analysis:
    """The analysis with no estimate below what one list, or the incidents, count by themselves."""
    if not any(isinstance(result, Estimate) for result in analysis.estimates.values()):
        return analysis
    counted = _by_stratum(analysis)
    return replace(
        analysis,
        estimates={
            stratum: _held(result, counted[stratum]) if isinstance(result, Estimate) else result
            for stratum, result in analysis.estimates.items()
        },
    )


def _held(estimate: Estimate, counted: Iterable[_Counted]) -> Estimate | Refusal:
    """An estimate that begins no lower than the largest count, or why there is none."""
    counted = sorted(counted, key=lambda one: -one.number)
    if not counted:
        return estimate
    largest = counted[0]
    low, high = estimate.total.lowest, estimate.total.highest
    if high is not None and high < largest.number:
        return Refusal(
            RefusalReason.BELOW_COUNT,
            f"{largest.sentence} The overlap of those who are named reaches {estimate.total}: it "
            "says nothing of the others.",
            "Compare lists that tell people apart: by names, or by numbers of bodies.",
        )
    warnings = [
        f"{one.sentence} Who has no name is compared with nobody: where they are other people than "
        "those named, this says too little."
        for one in counted
        if one.unnamed > _FEW * one.number
    ]
    if low is not None and low >= largest.number:
        return replace(estimate, warnings=(*estimate.warnings, *warnings))
    raised = (
        f"{largest.sentence} The interval begins there; the overlap of those who are named began "
        f"at {low:,}."
    )
    return replace(
        estimate,
        total=CountRange(largest.number, high),
        median=max(estimate.median, largest.number),
        warnings=(*estimate.warnings, raised, *warnings),
    )


def _by_stratum(analysis: Analysis) -> Mapping[str, list[_Counted]]:
    """By stratum, what each list counts that has entries without a name; and the incidents."""
    from sijill.estimation.tables.histories import WHOLE  # noqa: PLC0415  needs the extra

    named, unnamed = _named_on_lists(analysis), _unnamed_on_lists(analysis)
    counted: dict[str, list[_Counted]] = defaultdict(list)
    for (stratum, source), number in unnamed.items():
        both = number + named[stratum, source]
        title = analysis.register.mappings[source].title
        sentence = (
            f"{title} alone counts {both:,} people killed, {number:,} of them without a name."
        )
        counted[stratum].append(_Counted(both, sentence, number))
    incidents = graded(counted_incidents(analysis), analysis.register.case)
    deaths = total(incident.killed for incident in incidents).range.lowest
    if deaths:
        sentence = f"At least {deaths:,} deaths are documented in {len(incidents):,} incidents."
        counted[WHOLE].append(_Counted(deaths, sentence))
    return counted


def _named_on_lists(analysis: Analysis) -> Counter[tuple[str, str]]:
    """By stratum and list, the named dead of the period."""
    return Counter(
        (stratum, source)
        for person in analysis.people.working.values()
        if person.is_named and person.is_dead and _is_in_period(person.died, analysis)
        for stratum in _strata_of(person, analysis)
        for source in person.lists
    )


def _unnamed_on_lists(analysis: Analysis) -> Counter[tuple[str, str]]:
    """By stratum and list, at least how many are entered as killed in the period without a name."""
    numbers: Counter[tuple[str, str]] = Counter()
    for identity, record in analysis.register.active(PersonRecord).items():
        known = analysis.known.get(identity)
        died = known.died if known else record.died
        number = people_of(record).at_least
        if record.harm.is_death and number and not is_named(record):
            for stratum in _strata_of(replace(record, died=died), analysis):
                if _is_in_period(died, analysis):
                    numbers[stratum, record.head.source] += number
    return numbers


def _strata_of(one: Person | PersonRecord, analysis: Analysis) -> Iterator[str]:
    """Everybody's stratum, and the one of the case's strata that a person is in."""
    from sijill.estimation.tables.histories import (  # noqa: PLC0415  needs the extra
        WHOLE,
        stratum_of,
    )

    strata = analysis.register.case.estimate.strata
    yield WHOLE
    if own := stratum_of(one, strata):
        yield own


def _is_in_period(died: DateInterval, analysis: Analysis) -> bool:
    """Whether somebody certainly died in the case's period, or it states none."""
    period = analysis.register.case.period
    return not period.is_known or died.lies_within(period)
