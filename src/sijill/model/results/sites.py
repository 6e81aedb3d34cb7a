"""Sites where remains lie or lay: whether a team may work there, who waits, what was found."""

from dataclasses import dataclass

from sijill.model.codes import SiteState
from sijill.model.decisions.field_work import SiteDecision
from sijill.model.records.field_work import SiteRecord
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange
from sijill.model.values.places import Place

MOST_NAMED_HAZARDS = 20
"""Hazards of one site that a reason, a table or a sheet names, the nearest; others are counted."""


@dataclass(frozen=True, slots=True)
class SiteSafety:
    """What hazard records say about the spot of one find.

    ``state`` is no-go where an unreleased hazard is within reach, otherwise not assessed: a list of
    hazards is never complete, and only a person may say *go*. ``hazards`` are record ids.
    """

    remains: str
    state: SiteState
    hazards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NearHazard:
    """A hazard that was not released, by its record, and its distance in metres; 0 inside."""

    hazard: str
    metres: float


@dataclass(frozen=True, slots=True)
class WaitingFamily:
    """A family that waits, and its missing people by record id; none where a list names none.

    ``identified`` are those of the family whose remains were identified since.
    """

    name: str
    people: tuple[str, ...] = ()
    identified: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """One site: what lists and decisions say of it, put together.

    Attributes:
        id: the record of the site, or ``site:CODE`` where no list names it.
        code: what people call it.
        record: what a list says; none where a decision alone named it.
        place: where it is; a position that a decision states stands over the list's.
        state: whether a team may work there now. *Go* that hazards speak against is no-go.
        decided: the latest decision, or none.
        near: hazards within the safety distance, nearest first.
        finding: why the gate closed although somebody had opened it; empty where it did not.
        remains: records of remains that were found there.
        families: who waits, by name.
        expected: people believed to lie there, as the list says, at least those reported missing.
        still_missing: those of them who were not found: at least the expected less all remains from
            there, at most the expected less those who were identified.
    """

    id: str
    code: str
    record: SiteRecord | None
    place: Place
    state: SiteState
    decided: SiteDecision | None = None
    near: tuple[NearHazard, ...] = ()
    finding: str = ""
    remains: tuple[str, ...] = ()
    families: tuple[WaitingFamily, ...] = ()
    expected: CountRange = UNKNOWN_COUNT
    still_missing: CountRange = UNKNOWN_COUNT

    @property
    def waiting(self) -> CountRange:
        """How many families wait: as the list counts them, and no fewer than are known by name."""
        known = len(self.families)
        counted = self.record.families_counted if self.record is not None else UNKNOWN_COUNT
        most = known if not counted.is_known else counted.highest
        least = max(known, counted.at_least)
        return CountRange(least, None if most is None else max(most, least))

    @property
    def team(self) -> str:
        """The team that works there: as decided, else as listed."""
        listed = self.record.team if self.record is not None else ""
        return (self.decided.team if self.decided is not None else "") or listed
