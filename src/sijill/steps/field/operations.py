"""The log of operations: which team worked at which site on which day, and with what.

It says what happened, not what was allowed: a day at a site that was not open is written down too,
and the page of sites says so.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sijill.figures.field.site_reports import sites_of
from sijill.language.dates.calendars import EARLIEST_YEAR
from sijill.language.scripts import fold
from sijill.ledger.entries.entry import Entry
from sijill.model.errors import DecisionError
from sijill.model.values.times import MINUTES_PER_DAY
from sijill.register.events import OperationEntry
from sijill.register.register import replay
from sijill.remains.sites import site_names
from sijill.steps.open_case import OpenCase

MOST_WORKERS = 10_000


@dataclass(frozen=True, slots=True)
class DayOfWork:
    """What a team did on a day. ``workers`` and ``minutes`` are unknown where they are none."""

    day: date
    team: str
    note: str
    machinery: str = ""
    workers: int | None = None
    minutes: int | None = None


def record_operation(case: OpenCase, name: str, work: DayOfWork) -> Entry:
    """Write down a day's work at a site, named by its record, code or ``site:CODE``.

    Raises:
        DecisionError: if there is no such site, no team or note, or the day has not come yet.
    """
    for words, meant in ((work.team, "team"), (work.note, "note")):
        if not words.strip():
            raise DecisionError(f"the {meant} is empty: who worked, and what was done?")
    if work.day.year < EARLIEST_YEAR:
        raise DecisionError(f"{work.day.isoformat()} lies before {EARLIEST_YEAR}: see the year.")
    if work.day > datetime.now(UTC).date():
        raise DecisionError(f"{work.day.isoformat()} has not come yet: the log says what was done.")
    _demand_within(work.workers, MOST_WORKERS, "people")
    _demand_within(work.minutes, MINUTES_PER_DAY, "minutes")
    register = replay(case.ledger.entries())
    site = site_names(sites_of(register).values()).get(fold(name.strip()))
    if site is None:
        raise DecisionError(f"there is no site {name}. Open it with: sijill site CASE {name}")
    entry = OperationEntry(
        work.day.isoformat(),
        work.team.strip(),
        work.note.strip(),
        work.machinery.strip(),
        work.workers,
        work.minutes,
    )
    return case.append_one(entry.draft(site))


def _demand_within(number: int | None, most: int, unit: str) -> None:
    if number is not None and not 1 <= number <= most:
        raise DecisionError(f"{number:,} {unit}: write 1 to {most:,}.")
