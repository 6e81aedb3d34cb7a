"""What teams in the field write down: sites, and where and how remains were found.

A site is a place that is searched. It is no building (one building can hold two sites, a garden is
none) and no incident (several incidents can share a site, an incident can leave several).
"""

from dataclasses import dataclass

from sijill.model.codes import SiteState
from sijill.model.records.head import Head
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval
from sijill.model.values.places import UNKNOWN_PLACE, Place


@dataclass(frozen=True, slots=True)
class RecoveryDetails:
    """Where and how remains were found, in codes and the team's words; empty is unknown.

    ``site`` is the site's code or key as written. ``grid`` and ``layer`` say where in a grave,
    ``sequence`` in which order it was taken out. ``bodies`` is how many the row stands for, where
    the list counts them. ``conditions`` are codes of ``remains_condition``,
    ``elements`` the parts that are there (``left femur``). Three causes stand apart: what shows on
    the body, what somebody said, what a forensic doctor found.
    """

    site: str = ""
    found_in: str = ""
    grid: str = ""
    layer: str = ""
    sequence: str = ""
    conditions: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    apparent_cause: str = ""
    stated_cause: str = ""
    forensic_cause: str = ""
    bodies: CountRange = UNKNOWN_COUNT


NO_RECOVERY_DETAILS = RecoveryDetails()


@dataclass(frozen=True, slots=True)
class SiteRecord:
    """One site as one list describes it.

    ``listed_state`` is what the list says; a site becomes *go* by a decision alone. ``expected``
    are people believed to lie there, ``recovered`` bodies that the list counts, ``families`` those
    who wait, by name, ``families_counted`` how many where the list counts them, ``incident`` the
    record of the incident that the list names, or empty.
    """

    head: Head
    code: str = ""
    found_in: str = ""
    place: Place = UNKNOWN_PLACE
    listed_state: SiteState = SiteState.NOT_ASSESSED
    team: str = ""
    machinery: str = ""
    opened: DateInterval = UNKNOWN_DATE
    closed: DateInterval = UNKNOWN_DATE
    expected: CountRange = UNKNOWN_COUNT
    recovered: CountRange = UNKNOWN_COUNT
    families: tuple[str, ...] = ()
    families_counted: CountRange = UNKNOWN_COUNT
    incident: str = ""
    note: str = ""
