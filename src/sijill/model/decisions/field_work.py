"""What people decide in the field: who may work at a site, who holds a body, what was examined."""

from dataclasses import dataclass
from datetime import date

from sijill.model.codes import SiteState
from sijill.model.decisions.decision import Decided
from sijill.model.recovery_codes import ExaminationItem, ExaminationState
from sijill.model.values.dates import DateInterval
from sijill.model.values.places import UNKNOWN_PLACE, Place


@dataclass(frozen=True, slots=True)
class SiteDecision:
    """The state of a site as somebody set it.

    ``site`` is the record of a site, or ``site:CODE`` of one that no list names. ``override_by`` is
    who answers for opening it in spite of ``hazards``, the records within reach at that time.
    ``place`` is where the site is, where the decision says so.
    """

    site: str
    state: SiteState
    reason: str
    team: str
    override_by: str
    hazards: tuple[str, ...]
    decided: Decided
    code: str = ""
    place: Place = UNKNOWN_PLACE

    @property
    def subjects(self) -> tuple[str, ...]:
        """The ids that it is about."""
        return (self.site,)


@dataclass(frozen=True, slots=True)
class Presence:
    """Where a body was and who held it from a day on; ``is_burial`` says that it was buried there.

    ``remains`` is a record. What was written is never replaced: the log of a body is all of them.
    """

    remains: str
    holder: str
    place: str
    since: DateInterval
    is_burial: bool
    reason: str
    decided: Decided

    @property
    def subjects(self) -> tuple[str, ...]:
        """The ids that it is about."""
        return (self.remains,)


@dataclass(frozen=True, slots=True)
class Examination:
    """How far one part of the examination of remains is, and who does it."""

    remains: str
    item: ExaminationItem
    state: ExaminationState
    by: str
    reason: str
    decided: Decided

    @property
    def subjects(self) -> tuple[str, ...]:
        """The ids that it is about."""
        return (self.remains,)


@dataclass(frozen=True, slots=True)
class Operation:
    """A day's work of a team at a site: what it worked with, how many people, how long.

    What was written is never replaced: the log of a site is all of them.
    """

    site: str
    day: date
    team: str
    note: str
    machinery: str
    workers: int | None
    minutes: int | None
    decided: Decided

    @property
    def subjects(self) -> tuple[str, ...]:
        """The ids that it is about."""
        return (self.site,)
