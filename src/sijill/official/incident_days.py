"""On which day an incident happened, as its lists and the first report of it have it.

Lists differ by a day where one writes the night and another its morning, and a report follows the
incident, mostly on the same day, and never precedes it. So the day is a probability over the days
that the lists name and those beside them, and a line that is a day off is held against all of them
at once, not against the list that suits it best.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sijill.model.results.official import MatchReason
from sijill.model.values.dates import DateInterval

LONGEST_INTERVAL_DAYS = 400
"""A longer interval, or an open one, names no day."""


@dataclass(frozen=True, slots=True)
class DayShares:
    """The part ``days`` of ``scores.toml``.

    ``line``, ``listed`` and ``reported`` are probabilities of being none, one and more days off.
    """

    same: float
    line: tuple[float, ...]
    listed: tuple[float, ...]
    reported: tuple[float, ...]
    never: float
    widest: int
    other_year: float


def days_reason(
    line: DateInterval,
    listed: Sequence[DateInterval],
    first_report: date | None,
    shares: DayShares,
) -> MatchReason | None:
    """Points for the days of an incident beside that of a line; None where they are too far apart.

    Args:
        line: when the line says that it happened.
        listed: when each record of the incident says so, in any order.
        first_report: the day of the first report on record, or None.
        shares: how often dates are off.
    """
    gaps = [gap for happened in listed if (gap := line.days_apart(happened)) is not None]
    if not gaps:
        return None
    least = min(gaps)
    if least >= len(shares.line):
        is_anniversary = any(_is_same_day_of_year(line, happened) for happened in listed)
        return MatchReason(_OTHER_YEAR, shares.other_year) if is_anniversary else None
    days = likely_days(_in_order(listed), first_report, shares)
    chance, length = _chance(line, days, shares), _length(line)
    if not chance or length is None:
        wide = shares.line[least] / shares.line[0] / shares.widest
        return MatchReason(_words(least), round(shares.same + math.log2(wide), 2))
    likeliest = max(days, key=lambda day: (days[day], -_apart(day, line), day))
    bits = math.log2(chance / min(length, shares.widest) / _chance_of_one_day(shares))
    return MatchReason(_words(_apart(likeliest, line)), round(shares.same + bits, 2))


_OTHER_YEAR = "same day of another year"


def _words(apart: int) -> str:
    if not apart:
        return "same day"
    return "1 day apart" if apart == 1 else f"{apart} days apart"


def _in_order(listed: Iterable[DateInterval]) -> tuple[DateInterval, ...]:
    """Those that name a day or a span of days, in order."""
    spans = (happened for happened in listed if _length(happened) is not None)
    return tuple(sorted(spans, key=DateInterval.to_edtf))


@lru_cache(maxsize=8_192)
def likely_days(
    spans: tuple[DateInterval, ...], first_report: date | None, shares: DayShares
) -> Mapping[date, float]:
    """How likely the incident happened on each day; empty where no list names a day or a span.

    Lists and the first report are taken to err independently of each other.
    """
    reach = len(shares.listed) - 1
    logs = {
        day: sum(math.log(_share(shares.listed, _apart(day, span), shares)) for span in spans)
        + math.log(_of_report(day, first_report, shares))
        for day in sorted({day for span in spans for day in _days_of(span, reach)})
    }
    most = max(logs.values(), default=0.0)
    weights = {day: math.exp(log - most) for day, log in logs.items()}
    total = sum(weights.values())
    return {day: weight / total for day, weight in weights.items()}


def _chance(line: DateInterval, days: Mapping[date, float], shares: DayShares) -> float:
    """How likely a line about an incident of these days names its own.

    More days than ``widest`` count as so many.
    """
    chance = sum(
        share * shares.line[apart]
        for day, share in days.items()
        if (apart := _apart(day, line)) < len(shares.line)
    )
    return chance * max(1.0, len(days) / shares.widest)


@lru_cache(maxsize=8)
def _chance_of_one_day(shares: DayShares) -> float:
    """The same where the line and the only list name one day."""
    day = DateInterval.on(date(2000, 1, 31))
    return _chance(day, likely_days((day,), None, shares), shares)


def _share(off: Sequence[float], apart: int, shares: DayShares) -> float:
    return off[apart] if apart < len(off) else shares.never


def _of_report(day: date, first_report: date | None, shares: DayShares) -> float:
    """How likely the first report of an incident of that day is of its own."""
    if first_report is None:
        return 1.0
    later = (first_report - day).days
    return shares.never if later < 0 else _share(shares.reported, later, shares)


def _length(happened: DateInterval) -> int | None:
    """How many days it spans; None where it names no day."""
    length = happened.length_days
    return length if length is not None and length <= LONGEST_INTERVAL_DAYS else None


def _days_of(span: DateInterval, reach: int) -> Iterable[date]:
    if span.earliest is None or span.latest is None:
        return
    first, last = span.earliest.toordinal() - reach, span.latest.toordinal() + reach
    for ordinal in range(max(first, date.min.toordinal()), min(last, date.max.toordinal()) + 1):
        yield date.fromordinal(ordinal)


def _apart(day: date, happened: DateInterval) -> int:
    """Days between; 0 within the interval, or where nothing is known of it."""
    if happened.earliest is not None and day < happened.earliest:
        return (happened.earliest - day).days
    if happened.latest is not None and day > happened.latest:
        return (day - happened.latest).days
    return 0


def _is_same_day_of_year(line: DateInterval, happened: DateInterval) -> bool:
    left, right = line.day, happened.day
    return bool(left and right and (left.month, left.day) == (right.month, right.day))
