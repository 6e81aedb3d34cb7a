"""Sites: a person says whether a team may work at one, signed, with a reason.

T16 of the safety requirements: *go* within the safety distance of a hazard that was not released is
refused, unless somebody answers for it by name. What was known then is written down, so that a
hazard which becomes known later closes the site again.
"""

from dataclasses import dataclass

from sijill.figures.field.site_reports import sites_of
from sijill.language.scripts import fold
from sijill.ledger.entries.entry import Entry
from sijill.model.codes import SiteState
from sijill.model.errors import DecisionError
from sijill.model.limits import LONGEST_SITE_CODE
from sijill.model.records.record import HazardRecord
from sijill.model.results.sites import Site
from sijill.model.values.places import UNKNOWN_PLACE, GeoPoint, Place
from sijill.register.events import SiteEntry
from sijill.register.field_statements import DEGREE_PARTS
from sijill.register.register import Register, replay
from sijill.remains.hazards import OpenHazards
from sijill.remains.site_states import OPEN, near_hazards, why_closed, why_not_next
from sijill.remains.sites import PREFIX, site_names
from sijill.steps.decisions.judge import find_record, undo
from sijill.steps.open_case import OpenCase

SMALLEST_SITE_M = 10


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a site is, as whoever decides says it: a point (WGS 84), a radius, words."""

    point: GeoPoint | None = None
    radius_m: int = SMALLEST_SITE_M
    words: str = ""


def ground_at(position: tuple[float, float] | None, radius_m: int, words: str) -> Ground | None:
    """Where a site is, from latitude and longitude; none where nothing is said.

    Raises:
        DecisionError: if there is no such point.
    """
    if position is None:
        return Ground(words=words) if words else None
    try:
        return Ground(GeoPoint(*position), radius_m, words)
    except ValueError as error:
        raise DecisionError(f"--at: {error}.") from error


@dataclass(frozen=True, slots=True)
class SiteChoice:
    """What is decided about a site. ``override_by`` answers for *go* in spite of hazards."""

    state: SiteState
    reason: str
    team: str = ""
    override_by: str = ""


def set_site(case: OpenCase, name: str, choice: SiteChoice, ground: Ground | None = None) -> Entry:
    """Set the state of a site, named by its record, code or ``site:CODE``; a new code opens one.

    Raises:
        DecisionError: if no reason is given, the state may not follow the one before, *restricted*
            names no team, or something speaks against *go* and nobody answers for it.
    """
    if not choice.reason.strip():
        raise DecisionError("the state of a site needs a reason: say what it rests on.")
    register = replay(case.ledger.entries())
    known = sites_of(register)
    identity = _identity(register, known, name)
    site = known.get(identity) or Site(
        identity, identity.removeprefix(PREFIX), None, UNKNOWN_PLACE, SiteState.NOT_ASSESSED
    )
    before = site.decided.state if site.decided is not None else site.state
    refused = why_not_next(site.state, choice.state) and why_not_next(before, choice.state)
    if refused:
        raise DecisionError(f"{site.code}: {refused}")
    if choice.state is SiteState.RESTRICTED and not (choice.team or site.team):
        raise DecisionError(f"{site.code}: restricted to whom? Name the team with --team.")
    place = _place(site, ground)
    hazards = OpenHazards(register.active(HazardRecord).values())
    near = near_hazards(place, hazards, register.case.sites.safety_distance_m)
    against = why_closed(place, near, hazards) if choice.state is SiteState.GO else ""
    if against and not choice.override_by.strip():
        raise DecisionError(
            f"{site.code} is not set to go: {against}. Have it cleared, restrict it to a named "
            "team, or name who answers for it with --override NAME."
        )
    answered = tuple(hazard.hazard for hazard in near) if choice.state in OPEN else ()
    return case.append_one(_entry(choice, answered, ground).draft(identity, over=answered))


def take_back(case: OpenCase, name: str, reason: str) -> Entry:
    """Take back the latest decision about a site; the one before holds again.

    Raises:
        DecisionError: if nothing that holds was decided about it.
    """
    register = replay(case.ledger.entries())
    identity = _identity(register, sites_of(register), name)
    decided = register.decisions.sites.get(identity)
    if decided is None:
        raise DecisionError(f"nothing was decided about the site {name}.")
    return undo(case, decided.decided.entry, reason)


def _identity(register: Register, known: dict[str, Site], name: str) -> str:
    """The site that is meant; a code that names none is that of a new one."""
    plain = name.strip()
    identity = site_names(known.values()).get(fold(plain))
    if identity:
        return identity
    if ":" in plain and not plain.startswith(PREFIX):
        find_record(register, plain)
        raise DecisionError(f"{plain} is no record of a site.")
    code = plain.removeprefix(PREFIX)
    if not code or len(code) > LONGEST_SITE_CODE:
        raise DecisionError(f"{name!r} is no code of a site: write 1 to {LONGEST_SITE_CODE} signs.")
    return f"{PREFIX}{code}"


def _place(site: Site, ground: Ground | None) -> Place:
    if ground is None or ground.point is None:
        return site.place
    return Place(site.place.names, ground.point, ground.radius_m)


def _entry(choice: SiteChoice, hazards: tuple[str, ...], ground: Ground | None) -> SiteEntry:
    point = ground.point if ground is not None else None
    return SiteEntry(
        choice.state,
        choice.reason.strip(),
        choice.team.strip(),
        choice.override_by.strip(),
        hazards,
        place=ground.words if ground is not None else "",
        latitude_e7=round(point.latitude * DEGREE_PARTS) if point is not None else None,
        longitude_e7=round(point.longitude * DEGREE_PARTS) if point is not None else None,
        radius_m=ground.radius_m if ground is not None and point is not None else None,
    )
