"""The plan of a day: where to work, what to assess, what waits for clearance.

Within each part the sites stand by the families who wait, then by the people still expected there.
Finished sites are no work and are left out.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sijill.language.scripts import fold_digits
from sijill.model.codes import SiteState
from sijill.model.records.record import RemainsRecord
from sijill.model.results.sites import Site
from sijill.remains.site_states import FINISHED


class Task(StrEnum):
    """What a day can do about a site."""

    WORK = "work"
    NAMED_TEAM = "named_team"
    ASSESS = "assess"
    CLEAR = "clear"
    WAIT = "wait"

    @property
    def words(self) -> str:
        """The heading in English."""
        return {
            Task.WORK: "A team may work",
            Task.NAMED_TEAM: "Restricted: the named team alone",
            Task.ASSESS: "To be assessed first",
            Task.CLEAR: "Closed until hazards are cleared",
            Task.WAIT: "Suspended or closed",
        }[self]

    @property
    def arabic(self) -> str:
        """The heading in Arabic."""
        return {
            Task.WORK: "يُسمح للفريق بالعمل",
            Task.NAMED_TEAM: "دخول مقيّد: للفريق المذكور وحده",
            Task.ASSESS: "يجب تقييمها أولاً",
            Task.CLEAR: "مغلقة إلى حين إزالة الأخطار",
            Task.WAIT: "معلّقة أو مغلقة",
        }[self]


@dataclass(frozen=True, slots=True)
class PlannedSite:
    """A site in the plan, and what can be done about it."""

    task: Task
    site: Site


def plan_day(sites: Iterable[Site]) -> tuple[PlannedSite, ...]:
    """The sites in the order in which they come up."""
    tasks = list(Task)
    planned = (PlannedSite(_task(site), site) for site in sites if site.state not in FINISHED)
    return tuple(
        sorted(
            planned,
            key=lambda entry: (tasks.index(entry.task), *_urgency(entry.site)),
        )
    )


def by_task(planned: Sequence[PlannedSite]) -> list[tuple[Task, list[Site]]]:
    """The sites of the plan by what can be done about them; tasks without a site are left out."""
    return [
        (task, members)
        for task in Task
        if (members := [entry.site for entry in planned if entry.task is task])
    ]


def finished_sites(sites: Iterable[Site]) -> tuple[Site, ...]:
    """The sites where work has ended."""
    return tuple(site for site in sites if site.state in FINISHED)


def in_sequence(site: Site, remains: Mapping[str, RemainsRecord]) -> tuple[RemainsRecord, ...]:
    """The remains of a site with a square, a layer or a number, in the order of exhumation.

    Those without a number stand last, by layer and square.
    """
    mapped = [
        record
        for record_id in site.remains
        if (record := remains.get(record_id)) is not None
        and (record.recovery.grid or record.recovery.layer or record.recovery.sequence)
    ]
    return tuple(sorted(mapped, key=_order_of_exhumation))


@dataclass(frozen=True, slots=True)
class GravePlan:
    """The plan of a grave: its squares across, its layers down, and what lay in each.

    ``cells`` are remains by layer and square, in the order of exhumation.
    """

    squares: tuple[str, ...]
    layers: tuple[str, ...]
    cells: Mapping[tuple[str, str], tuple[RemainsRecord, ...]]


def grave_plan(records: Iterable[RemainsRecord]) -> GravePlan | None:
    """The plan of those remains whose square is known; none where no square is.

    Squares and layers stand in the order of their numbers, then of their letters.
    """
    cells: dict[tuple[str, str], list[RemainsRecord]] = defaultdict(list)
    for record in records:
        if record.recovery.grid:
            where = _plain(record.recovery.layer), _plain(record.recovery.grid)
            cells[where].append(record)
    if not cells:
        return None
    return GravePlan(
        tuple(sorted({square for _, square in cells}, key=_natural)),
        tuple(sorted({layer for layer, _ in cells}, key=_natural)),
        {where: tuple(members) for where, members in cells.items()},
    )


def _plain(words: str) -> str:
    """The name of a square or layer in one spelling: ``a٢`` is ``A2``."""
    return fold_digits(words).strip().upper()


def _natural(words: str) -> tuple[str, int, str]:
    """A2 before A10: the letters before the first number, the number, the rest."""
    match = _NUMBER.search(words)
    return (words[: match.start()], int(match[0]), words) if match else (words, 0, words)


def _order_of_exhumation(record: RemainsRecord) -> tuple[bool, int, str, str, str]:
    details = record.recovery
    match = _NUMBER.search(fold_digits(details.sequence))
    number = int(match[0]) if match else 0
    return not match, number, details.layer, details.grid, record.head.id


_NUMBER = re.compile(r"\d{1,9}")


def clearance_requests(sites: Iterable[Site]) -> tuple[Site, ...]:
    """The unfinished sites that a hazard bars, the most urgent first."""
    barred = (site for site in sites if site.near and site.state not in FINISHED)
    return tuple(sorted(barred, key=_urgency))


def _task(site: Site) -> Task:
    if site.state is SiteState.RESTRICTED:
        return Task.NAMED_TEAM
    if site.state is SiteState.GO:
        return Task.WORK
    if site.near:
        return Task.CLEAR
    return Task.ASSESS if site.state is SiteState.NOT_ASSESSED else Task.WAIT


def _urgency(site: Site) -> tuple[int, int, str, str]:
    expected = site.still_missing.greatest_known
    return -site.waiting.at_least, -expected, site.code, site.id
