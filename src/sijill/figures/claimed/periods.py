"""Deaths that a list states by period, up to a day, or by area: one number a list.

The periods of one list that do not overlap are added up, place by place; of running totals the last
of each place counts; totals without a time are added where each is of another place, and those of
groups, place by place, where they hold nobody twice. Lists are never added to one another, nor to
what incidents and names document.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain, pairwise

from sijill.figures.figure import Contribution, Figure, Writer
from sijill.model.records.record import CountRecord
from sijill.model.settings.source_mapping import SourceMapping
from sijill.model.values.counts import CountRange, total
from sijill.model.values.quantities import Layer, Quantity, Unit

_SHORTEST = timedelta(days=5)
"""From a working week on, days are a period; what is stated for a day may hold all before."""
_FEWEST_PERIODS = 2
_FEWEST_GROWING = 3
"""So many numbers that never fall may be totals that hold the periods before."""


def period_figures(
    writer: Writer, claims: Iterable[CountRecord], mappings: Mapping[str, SourceMapping]
) -> list[Figure]:
    """A figure for each list whose rows are of periods apart, running totals, or of areas."""
    by_list: dict[str, list[CountRecord]] = defaultdict(list)
    for record in claims:
        by_list[record.head.source].append(record)
    figures = []
    for source, records in sorted(by_list.items()):
        known = [record for record in records if record.value.is_known]
        speakers = {record.said_by for record in known}
        if len(speakers) == 1 and all(map(_is_running_total, known)):
            figures.append(_figure_of_totals(writer, mappings[source], known))
        if _are_of_areas(known):
            added = total(record.value for record in known).range
            figures.append(_figure(writer, "claims.areas", mappings[source], records, added))
        dead = [record for record in known if record.unit is Unit.DEATHS]
        if (len(dead) > 1 or len(known) > len(dead)) and _are_of_groups(dead):
            added = _sum_of_groups(dead, adds_up=mappings[source].adds_up)
            figures.append(_figure(writer, "claims.groups", mappings[source], dead, added))
        if len(known) < _FEWEST_PERIODS or not all(map(_is_of_period, known)):
            continue
        by_place: dict[str, list[CountRecord]] = defaultdict(list)
        for record in sorted(known, key=_period):
            by_place[str(record.place)].append(record)
        parts = [_without_sums(listed) for listed in by_place.values()]
        if all(map(_are_apart, parts)):
            added = total(map(_sum_of, parts)).range
            figures.append(_figure(writer, "claims.periods", mappings[source], records, added))
    return figures


def _figure(
    writer: Writer,
    name: str,
    mapping: SourceMapping,
    records: Iterable[CountRecord],
    added: CountRange,
) -> Figure:
    """The sum of a list, and what each of its rows adds."""
    parts = [Contribution(record.head.id, record.value) for record in records]
    return writer.figure(
        name,
        Quantity(added, Unit.DEATHS, Layer.BULK_REPORTED, writer.scope),
        parts,
        variant=mapping.id,
        words={
            "list": mapping.title,
            "parts": str(len(parts)),
            "unknown": str(sum(not part.value.is_known for part in parts)),
        },
    )


def _figure_of_totals(
    writer: Writer, mapping: SourceMapping, records: Iterable[CountRecord]
) -> Figure:
    """The last of a list's running totals, or the sum of the last ones of its places."""
    last = {str(record.place): record for record in sorted(records, key=_period)}
    days = sorted({_period(record)[1] for record in last.values()})
    return writer.figure(
        "claims.totals",
        Quantity(
            total(record.value for record in last.values()).range,
            Unit.DEATHS,
            Layer.BULK_REPORTED,
            writer.scope,
        ),
        [Contribution(record.head.id, record.value) for record in last.values()],
        variant=mapping.id,
        words={"list": mapping.title, "day": days[-1].isoformat(), "parts": str(len(last))},
    )


def _sum_of(listed: Sequence[CountRecord]) -> CountRange:
    """The sum of one place; at least the last number where each may hold those before it."""
    lows = [record.value.at_least for record in listed]
    grows = len(lows) >= _FEWEST_GROWING and all(a <= b for a, b in pairwise(lows))
    added = total(record.value for record in listed).range
    return replace(added, lowest=lows[-1]) if grows and lows[0] < lows[-1] else added


def _is_of_period(record: CountRecord) -> bool:
    first, last = record.about.earliest, record.about.latest
    is_long = first is not None and last is not None and last - first >= _SHORTEST - timedelta(1)
    return is_long and record.unit is Unit.DEATHS


def _is_running_total(record: CountRecord) -> bool:
    about = record.about
    return about.earliest is None and about.latest is not None and record.unit is Unit.DEATHS


def _are_of_areas(records: Sequence[CountRecord]) -> bool:
    """Whether totals without a time are each of another place."""
    places = {str(record.place) for record in records if record.place.is_known}
    return len(records) == len(places) > 1 and all(
        record.unit is Unit.DEATHS and not record.about.is_known for record in records
    )


def _are_of_groups(records: Sequence[CountRecord]) -> bool:
    """Whether totals state no time, not each another place, and nobody states them by name."""
    return bool(records) and not _are_of_areas(records) and all(map(_is_of_group, records))


def _is_of_group(record: CountRecord) -> bool:
    return not record.about.is_known and not record.said_by and not record.sentence


def _sum_of_groups(records: Iterable[CountRecord], *, adds_up: bool) -> CountRange:
    """The sum of groups that hold nobody twice; others have at least the largest of each place."""
    by_place: dict[str, list[CountRange]] = defaultdict(list)
    for record in records:
        by_place[str(record.place)].append(record.value)
    added = total(chain.from_iterable(by_place.values())).range
    largest = sum(max(one.at_least for one in ranges) for ranges in by_place.values())
    return added if adds_up or added.lowest is None else replace(added, lowest=largest)


def _period(record: CountRecord) -> tuple[date, date]:
    return record.about.earliest or date.min, record.about.latest or date.max


def _without_sums(listed: Sequence[CountRecord]) -> list[CountRecord]:
    """The records of one place without those of longer periods that state the sum of others.

    A year below its quarters holds the same dead.
    """
    kept = []
    for record in listed:
        first, last = _period(record)
        within = [
            other.value
            for other in listed
            if first <= _period(other)[0] <= _period(other)[1] <= last
            and _period(other) != (first, last)
        ]
        if len(within) < _FEWEST_PERIODS or total(within).range != record.value:
            kept.append(record)
    return kept


def _are_apart(listed: Sequence[CountRecord]) -> bool:
    """Whether no two periods of one place overlap."""
    return all(_period(left)[1] < _period(right)[0] for left, right in pairwise(listed))
