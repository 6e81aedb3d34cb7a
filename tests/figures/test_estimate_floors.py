"""No estimate of those killed lies below what one list, or the incidents, count by themselves."""

from dataclasses import replace

import pytest

from sijill.figures.analysis import Analysis
from sijill.figures.estimates.floors import hold_to_counts
from sijill.figures.layers.documented import counted_incidents, graded
from sijill.model.records.record import PersonRecord
from sijill.model.results.captures import Estimate
from sijill.model.values.counts import CountRange
from sijill.model.values.names import UNNAMED
from sijill.model.values.quantities import Refusal, RefusalReason
from small_cases import BuiltCity

LIST = "memorial-page"


def _with(analysis: Analysis, total: CountRange, *, nameless: bool = False) -> Analysis:
    """The analysis with another estimate, and where asked no name on one list."""
    whole = analysis.estimates["all"]
    assert isinstance(whole, Estimate)
    estimates = {"all": replace(whole, total=total, warnings=())}
    if not nameless:
        return replace(analysis, estimates=estimates)
    records = {
        identity: replace(record, written_names=(UNNAMED,))
        if isinstance(record, PersonRecord) and record.head.source == LIST
        else record
        for identity, record in analysis.register.records.items()
    }
    return replace(
        analysis, estimates=estimates, register=replace(analysis.register, records=records)
    )


def _dead_on_list(analysis: Analysis) -> int:
    """Entries of one list that are certainly of the case's period, and of no doubtful row."""
    period = analysis.register.case.period
    return sum(
        record.head.source == LIST
        and record.harm.is_death
        and record.doubt is None
        and analysis.known[identity].died.lies_within(period)
        for identity, record in analysis.register.active(PersonRecord).items()
    )


def test_an_estimate_above_all_counts_stays(city: BuiltCity) -> None:
    analysis = city.built.analysis
    high = _with(analysis, CountRange(5_000, 9_000))
    held = hold_to_counts(high).estimates["all"]
    assert isinstance(held, Estimate)
    assert held.total == CountRange(5_000, 9_000)


@pytest.mark.parametrize("highest", [9_000, None])
def test_an_estimate_that_begins_below_the_incidents_begins_with_them(
    city: BuiltCity, highest: int | None
) -> None:
    analysis = city.built.analysis
    chosen = graded(counted_incidents(analysis), analysis.register.case)
    documented = sum(incident.killed.lowest or 0 for incident in chosen)
    low = _with(analysis, CountRange(2, highest))
    nobody = {
        identity: record
        for identity, record in low.register.records.items()
        if not isinstance(record, PersonRecord)
    }
    low = replace(low, register=replace(low.register, records=nobody))
    held = hold_to_counts(low).estimates["all"]
    assert isinstance(held, Estimate)
    assert held.total == CountRange(documented, highest)
    assert held.median >= documented
    assert any(
        f"At least {documented:,} deaths are documented in {len(chosen):,} incidents." in warning
        and "began at 2." in warning
        for warning in held.warnings
    )


def test_an_estimate_below_what_one_list_counts_without_names_is_none(city: BuiltCity) -> None:
    """Three lists that share 250 names said "266–401 killed" beside 2,000 dead without a name."""
    analysis = city.built.analysis
    low = _with(analysis, CountRange(2, 3), nameless=True)
    held = hold_to_counts(low).estimates["all"]
    assert isinstance(held, Refusal)
    assert held.reason is RefusalReason.BELOW_COUNT


def test_many_entries_without_a_name_are_said_beside_an_estimate(city: BuiltCity) -> None:
    analysis = city.built.analysis
    high = _with(analysis, CountRange(5_000, 9_000), nameless=True)
    held = hold_to_counts(high).estimates["all"]
    assert isinstance(held, Estimate)
    title = analysis.register.mappings[LIST].title
    (said,) = (warning for warning in held.warnings if warning.startswith(title))
    assert "compared with nobody" in said
    unnamed = _dead_on_list(analysis)
    assert f"{unnamed:,} of them without a name" in said
