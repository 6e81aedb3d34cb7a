"""Lists that worked at different times: who died outside the time of all of them is hardly counted.

An estimate is about persons whom every list could have recorded. Who died before a list began, or
after it ended, it could not; who died before the first list began or after the last one ended is on
none, and no table of counts shows that there are such persons. Dates of death do: the time of a
list is that from its early to its late deaths, and the share of the dated dead outside what the
times of all lists have in common says how far the lists are from the same people.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sijill.estimation.tables.merged_lists import JOINED
from sijill.language.sentences import join
from sijill.model.results.persons import Person
from sijill.model.values.dates import DateInterval

FEWEST_DATED = 20
"""Persons with a day of death on a list; of fewer its time is not known."""
TAIL = 0.02
"""Of the deaths of a list at either end: single wrong dates are no time of a list."""
MUCH_OUTSIDE = 0.1
"""Of the dated dead, outside the time common to all lists."""


def days_by_list(
    persons: Iterable[Person], lists: Sequence[str], period: DateInterval
) -> dict[str, list[date]]:
    """The days on which the persons of each list died, as far as a day or a month is known.

    Lists put together (``A + B``) have the persons of each.
    """
    days: dict[str, list[date]] = {name: [] for name in lists}
    parts = {name: {name, *name.split(JOINED)} for name in lists}
    for person in persons:
        first, last = person.died.earliest, person.died.latest
        if not (person.is_named and person.is_dead and person.died.overlaps(period)):
            continue
        if first is None or last is None or (first.year, first.month) != (last.year, last.month):
            continue
        for name in lists:
            if not parts[name].isdisjoint(person.lists):
                days[name].append(first + (last - first) // 2)
    return days


def warn_of_periods(days: Mapping[str, Sequence[date]]) -> list[str]:
    """A sentence where the lists cover different times, with the time that all of them cover."""
    spans = {name: _span(held) for name, held in sorted(days.items()) if len(held) >= FEWEST_DATED}
    if len(spans) < 2:  # noqa: PLR2004  times of two lists can differ
        return []
    starts, ends = zip(*spans.values(), strict=True)
    first, last = max(starts), min(ends)
    every = [day for name in spans for day in days[name]]
    outside = sum(not first <= day <= last for day in every) / len(every)
    if outside <= MUCH_OUTSIDE:
        return []
    times = join([f"{name} ({start} to {end})" for name, (start, end) in spans.items()])
    by_month = 'In case.toml, strata = ["month"] under [estimate] estimates each month by itself'
    common = (
        f'{by_month}; period = "{first}/{last}", the time that all of them cover, that time alone.'
        if first <= last
        else f"No day is covered by all of them. {by_month}."
    )
    sentences = (
        f"The lists cover different times: {times}.",
        f"{100 * outside:.0f} % of their dated entries lie outside the time that all cover.",
        (
            f"The estimate speaks for deaths from {min(starts)} to {max(ends)} at most: who died "
            "before the first list or after the last is in none, and who died when a list did not "
            "work could not be on it."
        ),
        common,
    )
    return [" ".join(sentences)]


def _span(days: Sequence[date]) -> tuple[date, date]:
    ordered = sorted(days)
    cut = int(TAIL * len(ordered))
    return ordered[cut], ordered[-1 - cut]
