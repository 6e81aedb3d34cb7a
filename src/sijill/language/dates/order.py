"""Which number is the day: decided from all cells of a column, and told."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sijill.language.dates.calendars import MONTHS
from sijill.language.dates.words import fold_date

_TWO_AND_YEAR = re.compile(r"(?<![\d/.\-])(\d{1,2})([/.\-])(\d{1,2})\2(?:\d{4}|\d{2})(?![\d/.\-])")
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class DayOrder:
    """What a column's cells say about the order of day and month.

    ``day_first`` is ``None`` where no cell decides it or cells contradict each other; ``doubtful``
    is the number of cells that could be read both ways. ``reason`` is a phrase for the mapping.
    """

    day_first: bool | None
    reason: str
    doubtful: int = 0
    contradicts: bool = False


def day_order(cells: Iterable[str]) -> DayOrder:
    """Decide the order from cells such as ``25/12/2017``: what is above 12 is a day."""
    day_first, month_first, doubtful = "", "", 0
    days, others = 0, 0
    for cell in cells:
        found = _TWO_AND_YEAR.search(fold_date(cell)) if len(cell) <= _LONGEST else None
        if found is None:
            continue
        first, second = int(found[1]), int(found[3])
        if first > MONTHS >= second:
            day_first, days = day_first or cell, days + 1
        elif second > MONTHS >= first:
            month_first, others = month_first or cell, others + 1
        elif first <= MONTHS and second <= MONTHS and first != second:
            doubtful += 1
    if day_first and month_first:
        return DayOrder(
            None,
            f"{days} cells like {day_first!r} have the day first, {others} like {month_first!r} the"
            " month",
            doubtful,
            contradicts=True,
        )
    if day_first:
        return DayOrder(
            day_first=True,
            reason=f"{days} cells like {day_first!r} have the day first",
            doubtful=doubtful,
        )
    if month_first:
        return DayOrder(
            day_first=False,
            reason=f"{others} cells like {month_first!r} have the month first",
            doubtful=doubtful,
        )
    if doubtful:
        return DayOrder(
            None, f"no cell decides it, and {doubtful} could be read both ways", doubtful
        )
    return DayOrder(None, "no cell has its month as a number beside the day")
