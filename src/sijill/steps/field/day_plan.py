"""The plan of a day from a case: where to work, what to assess, what to have cleared.

Nothing is decided and nothing appended. The page names families: it goes where whoever asks says,
and enters no dossier. Requests for clearance name places and numbers alone.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sijill.figures.field.site_plan import (
    PlannedSite,
    Task,
    clearance_requests,
    finished_sites,
    plan_day,
)
from sijill.figures.field.site_reports import sites_of, unplaced_hazards
from sijill.files.writing import save_text
from sijill.ledger.log.ledger import Ledger
from sijill.model.errors import CaseError
from sijill.model.results.sites import Site
from sijill.model.vocabulary import label
from sijill.publication.exports import csv_text
from sijill.publication.forms.plan_page import plan_page
from sijill.publication.tables.site_tables import clearance_features, clearance_table, hazard_words
from sijill.register.register import replay
from sijill.steps.workspace import Workspace

_MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class DayPlan:
    """The sites in order, those that are finished or wait for clearance, what closed again."""

    title: str
    planned: tuple[PlannedSite, ...]
    finished: tuple[Site, ...]
    barred: tuple[Site, ...]
    findings: tuple[str, ...]


def plan_case(workspace: Workspace) -> DayPlan:
    """The plan from a built case.

    Raises:
        CaseError: if the register holds no site.
        LedgerError, StorageError: as ``Ledger.open``.
    """
    with Ledger.open(workspace.ledger) as ledger:
        register = replay(ledger.entries())
    sites = sites_of(register)
    if not sites:
        raise CaseError(
            "the register holds no site. Map a list of kind site, or open one: sijill site CASE "
            "CODE --state not_assessed --at LATITUDE LONGITUDE --reason WHY"
        )
    return DayPlan(
        register.case.title,
        plan_day(sites.values()),
        finished_sites(sites.values()),
        clearance_requests(sites.values()),
        (
            *(site.finding for site in sites.values() if site.finding),
            *_without_position(unplaced_hazards(register)),
        ),
    )


def _without_position(hazards: tuple[str, ...]) -> Iterator[str]:
    if hazards:
        named = ", ".join(hazards[:_MOST_NAMED]) + (" …" if len(hazards) > _MOST_NAMED else "")
        yield (
            f"Hazards without a position, so that nobody knows how far they are from any site: "
            f"{len(hazards)} ({named}). Ask where they are before anybody works."
        )


def tasks(plan: DayPlan) -> list[Task]:
    """The parts of the plan that hold a site, in order."""
    return list(dict.fromkeys(entry.task for entry in plan.planned))


def row(planned: PlannedSite) -> tuple[str, ...]:
    """A line of the plan for the terminal."""
    site = planned.site
    return (
        site.code,
        label("site_go_state", site.state),
        str(site.waiting),
        str(site.expected),
        str(len(site.remains)),
        str(site.still_missing),
        hazard_words(site),
    )


def as_json(plan: DayPlan) -> dict[str, object]:
    """The plan for programs."""
    return {
        "case": plan.title,
        "findings": list(plan.findings),
        "sites": [_site_json(entry) for entry in plan.planned],
    }


def _site_json(planned: PlannedSite) -> dict[str, object]:
    site = planned.site
    return {
        "task": planned.task.value,
        "site": site.id,
        "code": site.code,
        "state": site.state.value,
        "team": site.team,
        "place": str(site.place) if site.place.is_known else "",
        "families": [
            {"name": family.name, "missing": list(family.people), "found": list(family.identified)}
            for family in site.families
        ],
        "families_waiting": [site.waiting.lowest, site.waiting.highest],
        "override_by": site.decided.override_by if site.decided is not None else "",
        "expected": [site.expected.lowest, site.expected.highest],
        "still_missing": [site.still_missing.lowest, site.still_missing.highest],
        "remains": list(site.remains),
        "hazards": [{"hazard": near.hazard, "metres": round(near.metres)} for near in site.near],
        "finding": site.finding,
    }


def write_page(path: Path, plan: DayPlan) -> None:
    """Write the plan as a page to print.

    Raises:
        StorageError: if it cannot be written.
    """
    save_text(path, plan_page(plan.title, plan.planned, plan.finished, plan.findings))


def write_requests(path: Path, plan: DayPlan) -> None:
    """Write the requests for clearance: GeoJSON by the file's name, else CSV.

    Raises:
        StorageError: if it cannot be written.
    """
    save_text(path, _requests(path, plan.barred))


def _requests(path: Path, barred: Iterable[Site]) -> str:
    if path.suffix.lower() in (".geojson", ".json"):
        return json.dumps(clearance_features(barred), ensure_ascii=False, indent=1) + "\n"
    table = clearance_table(barred)
    return csv_text(table.columns, table.rows)
