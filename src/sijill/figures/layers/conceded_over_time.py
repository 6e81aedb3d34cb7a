"""What a party had conceded on a day: release by release, as each stood until the next.

A party that found an allegation not credible may concede three deaths a year later and twelve after
that. Each of these holds from the day of its release until that of the next, so a claim of then is
tested against what was conceded then.
"""

import calendar
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sijill.figures.figure import Contribution, Figure, Writer
from sijill.figures.layers.acknowledged import CONCEDING
from sijill.model.codes import OfficialPosition
from sijill.model.records.record import DeterminationRecord
from sijill.model.results.claims import DatedCount
from sijill.model.results.official import OfficialLine
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange
from sijill.model.values.quantities import Layer, Unit

CONCEDED_BY = "acknowledged.deaths.by"
"""The figures by month; each has its month, ``2031-06``, behind its name."""


@dataclass(frozen=True, slots=True)
class ConcededPart:
    """What one release adds to the deaths conceded, and when it stood; ``subject`` is its record.

    Where no dated release concedes what the line does, the part has no day.
    """

    subject: str
    dated: DatedCount


@dataclass(frozen=True, slots=True)
class _Step:
    """What a release concedes, from its day on; ``deaths`` is unknown where it concedes nothing."""

    day: date
    record: str
    deaths: CountRange
    concedes: bool

    def repeats(self, before: "_Step") -> bool:
        """Whether the release before said the same."""
        return (self.deaths, self.concedes) == (before.deaths, before.concedes)


def conceded_over_time(
    lines: Iterable[OfficialLine],
    determinations: Mapping[str, DeterminationRecord],
    contributions: Iterable[Contribution],
) -> tuple[ConcededPart, ...]:
    """The parts of a number of conceded deaths, each with the days between which it stood.

    Args:
        lines: all official lines.
        determinations: the records behind them.
        contributions: what each line adds to the number, by its leading record.
    """
    by_leading = {line.determinations[0]: line for line in lines}
    return tuple(
        part
        for added in contributions
        for part in _parts(by_leading[added.subject], determinations, added.value)
    )


def _parts(
    line: OfficialLine, determinations: Mapping[str, DeterminationRecord], stands: CountRange
) -> Iterator[ConcededPart]:
    """The parts of one line; what it concedes in the end is what ``stands``."""
    steps = _steps([determinations[identity] for identity in line.determinations])
    if not steps or not steps[-1].concedes:
        yield ConcededPart(line.determinations[0], DatedCount(None, stands))
        return
    for step, following in pairwise(steps):
        if step.concedes:
            yield ConcededPart(step.record, DatedCount(step.day, step.deaths, following.day))
    yield ConcededPart(steps[-1].record, DatedCount(steps[-1].day, stands))


def _steps(records: Iterable[DeterminationRecord]) -> list[_Step]:
    """The dated releases in their order, without those that only repeat the one before."""
    released = sorted(
        (day, record.head.id, record)
        for record in records
        if (day := _day_of_release(record)) and record.position is not OfficialPosition.NO_STATEMENT
    )
    steps: list[_Step] = []
    for day, identity, record in released:
        concedes = record.position in CONCEDING
        step = _Step(day, identity, record.deaths if concedes else UNKNOWN_COUNT, concedes)
        if not steps or not step.repeats(steps[-1]):
            steps.append(step)
    return steps


def _day_of_release(record: DeterminationRecord) -> date | None:
    """The latest day of a release; none where it lies before what the release is about."""
    issued, begins = record.issued.latest, record.happened.earliest
    return None if issued and begins and issued < begins else issued


def conceded_by_month_figures(writer: Writer, parts: Sequence[ConcededPart]) -> list[Figure]:
    """The deaths conceded at the end of each month in which their number changed, if two did.

    What no record dates may have been conceded by then or not: it is in the upper end alone.
    """
    changes = {day for part in parts for day in (part.dated.day, part.dated.until) if day}
    months = sorted({(day.year, day.month) for day in changes})
    ends = [date(year, month, calendar.monthrange(year, month)[1]) for year, month in months]
    return [
        writer.sum(
            CONCEDED_BY,
            Unit.DEATHS,
            Layer.ACKNOWLEDGED,
            _standing(parts, end),
            variant=f"{end:%Y-%m}",
            words={"day": end.isoformat()},
        )
        for end in ends
        if len(ends) > 1
    ]


def _standing(parts: Iterable[ConcededPart], day: date) -> Iterator[Contribution]:
    """What each part adds to the number of a day."""
    for part in parts:
        count = part.dated.count
        if part.dated.stands_on(day):
            yield Contribution(part.subject, count)
        elif part.dated.day is None:
            may_stand = CountRange(0, count.highest) if count.is_known else count
            yield Contribution(part.subject, may_stand, "no record says when it was conceded")
