"""The plan of a day as a page to print, with the mark of each site.

The marks are those of INSARAG (Guidelines 2020, volume II, manual B, worksite and rapid clearance
marking): the box says whether a team may go in, hazards stand above it, the living who were taken
out on its left, the dead on its right, and below it how many are missing. ``C`` is a site that was
searched and is clear, ``D`` one that holds the dead alone. How many living people were taken out is
not in the register, and is left to be written.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from sijill.figures.field.site_plan import PlannedSite, by_task
from sijill.model.codes import SiteState
from sijill.model.results.sites import Site
from sijill.publication.forms.paper import paper_page

SIGNS: Mapping[SiteState, str] = MappingProxyType(
    {
        SiteState.GO: "GO",
        SiteState.RESTRICTED: "GO, team only",
        SiteState.COMPLETED_CLEAR: "C",
        SiteState.DECEASED_ONLY: "D",
    }
)
"""What the box says; a site in any other state is no go."""
NO_GO = "NO GO"


@dataclass(frozen=True, slots=True)
class SiteMark:
    """The mark of one site. ``hazards`` are the records within reach, nearest first."""

    code: str
    sign: str
    team: str
    hazards: tuple[str, ...]
    dead: int
    missing: str


def mark_of(site: Site) -> SiteMark:
    """The mark that stands at a site as it is now."""
    return SiteMark(
        site.code,
        SIGNS.get(site.state, NO_GO),
        site.team,
        tuple(hazard.hazard for hazard in site.near),
        len(site.remains),
        str(site.still_missing) if site.still_missing.is_known else "?",
    )


def plan_page(
    title: str,
    planned: Sequence[PlannedSite],
    finished: Iterable[Site],
    findings: Sequence[str],
) -> str:
    """The page; ``finished`` sites have a mark alone, ``findings`` are sites that closed again."""
    sites = [*(entry.site for entry in planned), *finished]
    content = {
        "title": title,
        "parts": by_task(planned),
        "findings": findings,
        "marks": [mark_of(site) for site in sites],
    }
    return paper_page("plan.html", content)
