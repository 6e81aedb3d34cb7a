"""How a column writes its dates: which number is the day, in which calendar its years count.

Both are decided from all cells of the column, and the reason is given with the answer.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sijill.language.dates.calendars import (
    BUDDHIST_YEARS,
    EARLIEST_YEAR,
    LATEST_PAST_IRANIAN_YEAR,
    LATEST_YEAR,
    MONTHS,
    PERSIAN_YEAR,
    Calendar,
)
from sijill.language.dates.forms import calendar_of, full_year
from sijill.language.dates.headings import calendar_named, day_first_named
from sijill.language.dates.words import fold_date, tokens_of, weekday_of
from sijill.model.limits import LONGEST_DATE

_TWO_AND_YEAR = re.compile(r"(?<![\d/.\-])(\d{1,2})([/.\-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/.\-])")
_YEARS_OF_TWO_DIGITS = 100
_OTHER_YEAR = re.compile(r"(?<!\d)1[34]\d\d(?!\d)")
_SOLAR_DAY = re.compile(r"(?<!\d)1[34]\d\d[/.\-]\d{1,2}[/.\-]31(?!\d)")
_NAMES = {
    Calendar.IRANIAN: "Iranian calendar",
    Calendar.HIJRI: "Hijri calendar",
    Calendar.BUDDHIST: "Thai calendar",
}


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    first: int
    second: int
    last: int
    sign: str
    weekday: int | None

    @property
    def day_first(self) -> bool | None:
        """Whether the day is first, where one number is no month or the weekday shows it."""
        if self.first > MONTHS or self.second > MONTHS:
            return None if min(self.first, self.second) > MONTHS else self.first > MONTHS
        is_day_first = self._is_on_weekday(self.second, self.first)
        is_month_first = self._is_on_weekday(self.first, self.second)
        return None if is_day_first is is_month_first else is_day_first

    def _is_on_weekday(self, month: int, day: int) -> bool:
        year = full_year(self.last) if self.last < _YEARS_OF_TWO_DIGITS else self.last
        if self.weekday is None or not (month and day) or not EARLIEST_YEAR <= year <= LATEST_YEAR:
            return False
        return date(year, month, day).weekday() == self.weekday


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


def day_order(cells: Iterable[str], heading: str = "") -> DayOrder:
    """Decide the order from cells such as ``25/12/2017``: what is above 12 is a day.

    A weekday decides, too, which only one of the orders has: "Mon, 01/06/2031" is a day of January.

    Cells with a year of two digits count only where the last number is the year: years are few and
    days many in one column. A heading that states the order ("Date (dd/mm/yyyy)") decides where no
    cell does; where a cell has the other one they contradict each other.
    """
    long_years: list[_Cell] = []
    short_years: list[_Cell] = []
    for cell in cells:
        folded = _plain(cell) if len(cell) <= LONGEST_DATE else ""
        match = _TWO_AND_YEAR.search(folded)
        if match is not None:
            beside = (weekday_of(text) for text in (folded[: match.start()], folded[match.end() :]))
            weekday = next((number for number in beside if number is not None), None)
            read = _Cell(cell, int(match[1]), int(match[3]), int(match[4]), match[2], weekday)
            (long_years if len(match[4]) > 2 else short_years).append(read)  # noqa: PLR2004  digits of a short year
    stated = day_first_named(heading)
    beside_years = ({cell.first for cell in short_years}, {cell.second for cell in short_years})
    few_years = len({cell.last for cell in short_years}) < max(map(len, beside_years))
    if stated is not None or few_years:
        long_years += short_years
    decided = _decided(long_years, is_settled=stated is not None)
    if stated is None or decided.contradicts or decided.day_first is stated:
        return decided
    says = f"the heading {heading!r} has the {'day' if stated else 'month'} first"
    if decided.day_first is not None:
        reason = f"{says}, but {decided.reason}"
        return DayOrder(None, reason, decided.doubtful, contradicts=True)
    return DayOrder(stated, says, decided.doubtful) if decided.doubtful else decided


def _decided(cells: list[_Cell], *, is_settled: bool) -> DayOrder:
    """What the cells show; points alone (03.04.2017) decide nothing that a heading settles."""
    day_first = [cell for cell in cells if cell.day_first]
    month_first = [cell for cell in cells if cell.day_first is False]
    doubtful = sum(
        cell.first <= MONTHS and cell.second <= MONTHS and cell.first != cell.second
        for cell in cells
    )
    days, others = len(day_first), len(month_first)
    if day_first and month_first:
        reason = (
            f"{days} cells like {day_first[0].text!r} have the day first, {others} like "
            f"{month_first[0].text!r} the month"
        )
        return DayOrder(None, reason, doubtful, contradicts=True)
    if day_first:
        reason = f"{days} cells like {day_first[0].text!r} have the day first"
        return DayOrder(day_first=True, reason=reason, doubtful=doubtful)
    if month_first:
        reason = f"{others} cells like {month_first[0].text!r} have the month first"
        return DayOrder(day_first=False, reason=reason, doubtful=doubtful)
    points = [cell for cell in cells if cell.sign == "."]
    if doubtful and not is_settled and len(points) == len(cells):
        reason = f"{doubtful} cells like {points[0].text!r} part day, month and year by points"
        return DayOrder(day_first=True, reason=reason, doubtful=doubtful)
    if doubtful:
        reason = f"no cell decides it, and {doubtful} could be read both ways"
        return DayOrder(None, reason, doubtful)
    return DayOrder(None, "no cell has its month as a number beside the day")


def year_calendar(cells: Iterable[str], heading: str = "") -> tuple[Calendar | None, str]:
    """In which calendar a column's years from 1300 to 1500, or from 2484 on, count, and why.

    ``None`` where neither its heading nor a cell shows it, or cells show both. A year that the
    Iranian calendar has not reached (``LATEST_PAST_IRANIAN_YEAR``) is Hijri.
    """
    if (stated := calendar_named(heading)) is not None:
        return stated, f"the heading {heading!r} names it"
    shown: dict[Calendar, list[str]] = {}
    listed = tuple(cells)
    if buddhist := _cells_of_buddhist_years(listed):
        return Calendar.BUDDHIST, (
            f"{len(buddhist)} cells like {buddhist[0]!r} are of the {_NAMES[Calendar.BUDDHIST]}, "
            "and none is of another"
        )
    for cell in listed:
        if len(cell) <= LONGEST_DATE and _OTHER_YEAR.search(folded := _plain(cell)):
            for calendar in _calendars_of(cell, folded):
                shown.setdefault(calendar, []).append(cell)
    if len(shown) != 1:
        return None, ""
    calendar, examples = next(iter(shown.items()))
    return calendar, f"{len(examples)} cells like {examples[0]!r} are of the {_NAMES[calendar]}"


def has_other_years(cells: Iterable[str]) -> bool:
    """Whether a cell has a year from 1300 to 1499, which is of another calendar."""
    return any(_OTHER_YEAR.search(_plain(cell)) for cell in cells if len(cell) <= LONGEST_DATE)


def _cells_of_buddhist_years(cells: Sequence[str]) -> list[str]:
    """The cells, where all with a year of four digits have one of the Thai calendar; else none.

    One alone may be a slip of the pen: 2502 for 2025.
    """
    found = [
        (cell, [int(year) for year in _FOUR_DIGITS.findall(_plain(cell))])
        for cell in cells
        if len(cell) <= LONGEST_DATE
    ]
    dated = [(cell, years) for cell, years in found if years]
    if len(dated) < _FEWEST_BUDDHIST or not all(
        year in BUDDHIST_YEARS for _, years in dated for year in years
    ):
        return []
    return [cell for cell, _ in dated]


_FEWEST_BUDDHIST = 2
_FOUR_DIGITS = re.compile(r"(?<!\d)\d{4}(?!\d)")


def _calendars_of(cell: str, folded: str) -> set[Calendar]:
    calendars = {calendar_of(token) for token in tokens_of(folded) or []} - {Calendar.GREGORIAN}
    if Calendar.IRANIAN in calendars:
        return {Calendar.IRANIAN}
    if not calendars and (PERSIAN_YEAR.search(cell) or _SOLAR_DAY.search(folded)):
        return {Calendar.IRANIAN}
    years = [int(year) for year in _OTHER_YEAR.findall(folded)]
    if not calendars and years and min(years) > LATEST_PAST_IRANIAN_YEAR:
        return {Calendar.HIJRI}
    return calendars


def _plain(cell: str) -> str:
    return cell.lower() if cell.isascii() else fold_date(cell)
