"""The page of sites: which may be worked, which a hazard bars, what was decided and found."""

from collections.abc import Iterator

from sijill.figures.field.operations import site_days
from sijill.figures.field.site_plan import (
    by_task,
    finished_sites,
    grave_plan,
    in_sequence,
    plan_day,
)
from sijill.figures.field.site_reports import unplaced_hazards
from sijill.model.records.record import RemainsRecord
from sijill.publication.dossier_input import DossierInput, Page


def site_pages(dossier: DossierInput) -> Iterator[Page]:
    """The sites in the order of work, finished ones after them."""
    sites = dossier.analysis.sites
    remains = dossier.analysis.register.active(RemainsRecord)
    content = {
        "parts": by_task(plan_day(sites.values())),
        "finished": finished_sites(sites.values()),
        "findings": [site for site in sites.values() if site.finding],
        "exhumed": [
            (site, records, grave_plan(records))
            for site in sites.values()
            if (records := in_sequence(site, remains))
        ],
        "days": site_days(dossier.analysis.register, sites),
        "unplaced": unplaced_hazards(dossier.analysis.register),
        "history": dossier.analysis.register.decisions.site_history,
        "safety_m": dossier.analysis.register.case.sites.safety_distance_m,
    }
    yield Page("sites.html", "sites.html", content)
