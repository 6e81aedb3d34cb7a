"""The days of work at sites: teams, machinery, and the remains that were found.

A day is listed because somebody wrote it into the log of operations, or because remains from the
site have that day as the day of recovery. Whether the site was open is what had been decided by the
end of the day (UTC); before the first decision nothing is said of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sijill.model.codes import SiteState
from sijill.model.decisions.field_work import Operation, SiteDecision
from sijill.model.records.record import RemainsRecord
from sijill.model.results.sites import Site
from sijill.register.register import Register
from sijill.remains.body_codes import BodyCode
from sijill.remains.site_states import OPEN


@dataclass(frozen=True, slots=True)
class SiteDay:
    """One day at one site.

    Attributes:
        site: where.
        day: when.
        teams: of the log, and of the codes on the bags.
        operations: the lines of the log.
        remains: records of remains that were recovered on that day.
        state: the state that was decided by the end of the day; none before the first decision.
    """

    site: Site
    day: date
    teams: tuple[str, ...]
    operations: tuple[Operation, ...]
    remains: tuple[str, ...]
    state: SiteState | None

    @property
    def was_closed(self) -> bool:
        """Whether somebody worked or dug although the site was not open by then."""
        return self.state is not None and self.state not in OPEN

    @property
    def workers(self) -> int | None:
        """Workers of all teams, as far as the log says; ``None`` where no line does."""
        return _sum_of_stated(work.workers for work in self.operations)

    @property
    def minutes(self) -> int | None:
        """Minutes of work of all teams, as far as the log says; ``None`` where no line does."""
        return _sum_of_stated(work.minutes for work in self.operations)


def _sum_of_stated(numbers: Iterable[int | None]) -> int | None:
    stated = [number for number in numbers if number is not None]
    return sum(stated) if stated else None


@dataclass(slots=True)
class _Day:
    operations: list[Operation] = field(default_factory=list)
    remains: list[RemainsRecord] = field(default_factory=list)


def site_days(register: Register, sites: Mapping[str, Site]) -> tuple[SiteDay, ...]:
    """Every day of work, by site in the order given, then by day."""
    remains = register.active(RemainsRecord)
    decisions = register.decisions
    days_of_work = []
    for identity, site in sites.items():
        days: dict[date, _Day] = defaultdict(_Day)
        for operation in decisions.operations.get(identity, ()):
            days[operation.day].operations.append(operation)
        for record_id in site.remains:
            record = remains.get(record_id)
            if record is not None and record.recovered.day is not None:
                days[record.recovered.day].remains.append(record)
        history = decisions.site_history.get(identity, ())
        days_of_work += [_site_day(site, day, days[day], history) for day in sorted(days)]
    return tuple(days_of_work)


def _site_day(site: Site, day: date, work: _Day, history: Sequence[SiteDecision]) -> SiteDay:
    decided = [decision.state for decision in history if decision.decided.at.date() <= day]
    return SiteDay(
        site,
        day,
        _teams(work),
        tuple(work.operations),
        tuple(record.head.id for record in work.remains),
        decided[-1] if decided else None,
    )


def _teams(work: _Day) -> tuple[str, ...]:
    named = (*(operation.team for operation in work.operations), *_teams_of_codes(work.remains))
    return tuple(dict.fromkeys(named))


def _teams_of_codes(records: Iterable[RemainsRecord]) -> list[str]:
    teams = []
    for record in records:
        try:
            teams.append(BodyCode.read(record.code).team)
        except ValueError:
            continue  # another office's code names no team
    return teams
