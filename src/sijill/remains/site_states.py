"""The states of a site: which may follow which, and what closes one that was opened.

The marking is INSARAG's (worksite and rapid clearance marking), with *restricted* and *suspended*
beside it. A team works under *go* and *restricted* alone. *Go* within the safety distance of a
hazard that was not released needs somebody who answers for it by name, and a reason; a hazard that
becomes known later closes the site again until somebody decides anew.
"""

from collections.abc import Collection, Mapping
from types import MappingProxyType

from sijill.model.codes import SiteState
from sijill.model.decisions.field_work import SiteDecision
from sijill.model.results.sites import MOST_NAMED_HAZARDS, NearHazard
from sijill.model.values.places import Place
from sijill.places.distances import stated_radius_m
from sijill.remains.hazards import OpenHazards

OPEN = frozenset({SiteState.GO, SiteState.RESTRICTED})
"""The states under which a team may work."""
FINISHED = frozenset({SiteState.COMPLETED_CLEAR, SiteState.DECEASED_ONLY})

NEXT_STATES: Mapping[SiteState, frozenset[SiteState]] = MappingProxyType(
    {
        SiteState.NOT_ASSESSED: frozenset({SiteState.NO_GO, SiteState.RESTRICTED, SiteState.GO}),
        SiteState.NO_GO: frozenset(
            {SiteState.NOT_ASSESSED, SiteState.RESTRICTED, SiteState.GO, SiteState.SUSPENDED}
        ),
        SiteState.RESTRICTED: frozenset(
            {SiteState.GO, SiteState.NO_GO, SiteState.SUSPENDED, *FINISHED}
        ),
        SiteState.GO: frozenset(
            {SiteState.RESTRICTED, SiteState.NO_GO, SiteState.SUSPENDED, *FINISHED}
        ),
        SiteState.SUSPENDED: frozenset({SiteState.NO_GO, SiteState.RESTRICTED, SiteState.GO}),
        SiteState.DECEASED_ONLY: frozenset(
            {SiteState.NO_GO, SiteState.RESTRICTED, SiteState.GO, SiteState.SUSPENDED}
            | {SiteState.COMPLETED_CLEAR}
        ),
        SiteState.COMPLETED_CLEAR: frozenset({SiteState.NO_GO, SiteState.SUSPENDED}),
    }
)
"""Which states may follow a state. A finished site is suspended before it is opened again."""


def near_hazards(place: Place, hazards: OpenHazards, distance_m: float) -> tuple[NearHazard, ...]:
    """Hazards within the safety distance of anywhere in a site; none where it has no position."""
    if place.point is None:
        return ()
    return hazards.near(place.point, distance_m + stated_radius_m(place))


def why_not_next(state: SiteState, wanted: SiteState) -> str:
    """Why a state may not follow, as a sentence; empty if it may, or is set anew."""
    if wanted is state or wanted in NEXT_STATES[state]:
        return ""
    allowed = ", ".join(sorted(NEXT_STATES[state]))
    return f"from {state} a site becomes {allowed}, not {wanted}."


def why_closed(place: Place, near: Collection[NearHazard], hazards: OpenHazards) -> str:
    """What speaks against *go*, in words; empty where nothing is known to."""
    if near:
        nearest = list(near)[:MOST_NAMED_HAZARDS]
        listed = ", ".join(f"{nearby.hazard} ({_metres(nearby)})" for nearby in nearest)
        if len(near) > len(nearest):
            listed += f" and {len(near) - len(nearest):,} others"
        return f"a hazard that was not released is within the safety distance: {listed}"
    if place.point is None and hazards.is_listed:
        return "the site has no position, so its distance from the hazards is not known"
    return ""


def _metres(near: NearHazard) -> str:
    return f"{near.metres:.0f} m" if near.metres else "the site lies in it"


def listed_state(stated: SiteState, near: Collection[NearHazard]) -> SiteState:
    """The state of a site that nobody decided about: a list's *go* is no decision."""
    if near and stated not in FINISHED:
        return SiteState.NO_GO
    return SiteState.NOT_ASSESSED if stated in OPEN else stated


def reclosing(
    decided: SiteDecision, place: Place, near: Collection[NearHazard], hazards: OpenHazards
) -> str:
    """Why a site that somebody opened is closed again; empty where the decision still holds.

    Whoever set *go* by an override answered for the hazards that were known then, and so did
    whoever restricted the site.
    """
    if decided.state not in OPEN:
        return ""
    answered = decided.override_by or decided.state is SiteState.RESTRICTED
    new = [nearby for nearby in near if not (answered and nearby.hazard in decided.hazards)]
    if not new and (near or answered):
        return ""
    reason = why_closed(place, new, hazards)
    if not reason:
        return ""
    return (
        f"{decided.code or decided.site} was set to {decided.state} by {decided.decided.author} "
        f"({decided.decided.at:%Y-%m-%d}, entry {decided.decided.entry}), but {reason}. "
        "Nobody may work there until it is decided again."
    )
