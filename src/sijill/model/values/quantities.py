"""A number with a type: what it counts, on which layer, within which scope.

"2,600 bodies" and "104 deaths admitted" are both numbers about one city and cannot be subtracted:
bodies include people killed by other parties, by mines and by illness; "admitted" counts only what
one party was asked about. So a quantity knows its unit, layer and scope, and a difference between
unlike quantities is a refusal that says which bridge is missing.

Layers follow the separation of casualty *recording*, casualty *tracking* by a party, and
statistical *estimation* (Every Casualty Counts, Standards for Casualty Recording, 2016; OHCHR,
Guidance on Casualty Recording, 2019): they are never added up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from typing import Any, Self

from sijill.model.values.counts import CountRange
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval


class Unit(StrEnum):
    """What is counted (vocabulary ``count_unit``)."""

    DEATHS = "deaths"
    PER_THOUSAND_DEATHS = "per_thousand_deaths"
    INJURIES = "injuries"
    CASUALTIES = "casualties"
    REPORTS = "reports"
    INCIDENTS = "incidents"
    BODIES = "bodies"
    REMAINS_SETS = "remains_sets"
    NAMED_VICTIMS = "named_victims"
    STRIKES = "strikes"
    ENGAGEMENTS = "engagements"
    MUNITIONS = "munitions"
    BUILDINGS = "buildings"
    SQUARE_METRES = "square_metres"
    DETERMINATIONS = "determinations"
    RECORDS = "records"
    CLAIMS = "claims"
    HAZARDS = "hazards"
    SITES = "sites"
    INDIVIDUALS = "individuals"
    PERSONS = "persons"
    ACCIDENT_DEATHS = "accident_deaths"
    ACCIDENT_INJURIES = "accident_injuries"
    PERSONS_MISSING = "persons_missing"


class Layer(StrEnum):
    """Whose count it is and how it came about (vocabulary ``count_layer``)."""

    DOCUMENTED_PERSON = "documented_person"
    DOCUMENTED_INCIDENT = "documented_incident"
    BULK_REPORTED = "bulk_reported"
    ACKNOWLEDGED = "acknowledged"
    ESTIMATED_MISSING_RECORDS = "estimated_missing_records"
    ESTIMATED_MISSING_FIELDS = "estimated_missing_fields"
    INDIRECT_ESTIMATE = "indirect_estimate"
    REGISTER = "register"


@dataclass(frozen=True, slots=True)
class Scope:
    """What the number is about. An empty field means *not limited in this respect*."""

    place: str = ""
    period: DateInterval = UNKNOWN_DATE
    actor: str = ""
    status: str = ""
    """Status of the dead the number is limited to, for example ``civilian``."""
    grades: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    def __str__(self) -> str:
        words = [
            self.place,
            str(self.period) if self.period.is_known else "",
            self.actor,
            self.status,
        ]
        return ", ".join(filter(None, [*words, " + ".join(self.grades)])) or "everything recorded"

    def as_json(self) -> dict[str, object]:
        """The same for programs; the period in EDTF."""
        return {
            "place": self.place,
            "period": self.period.to_edtf(),
            "actor": self.actor,
            "status": self.status,
            "grades": list(self.grades),
            "sources": list(self.sources),
        }

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> Self:
        """The inverse of ``as_json``.

        Raises:
            KeyError: if a field is missing.
            ValueError: if the period is no EDTF.
        """
        return cls(
            content["place"],
            DateInterval.from_edtf(content["period"]),
            content["actor"],
            content["status"],
            tuple(content["grades"]),
            tuple(content["sources"]),
        )


@dataclass(frozen=True, slots=True)
class Quantity:
    """A range with its type."""

    value: CountRange
    unit: Unit
    layer: Layer
    scope: Scope


class RefusalReason(StrEnum):
    """Why a number is not given (vocabulary ``refusal_reason``)."""

    UNLIKE_UNITS = "unlike_units"
    UNLIKE_SCOPES = "unlike_scopes"
    UNKNOWN_VALUE = "unknown_value"
    TOO_FEW_LISTS = "too_few_lists"
    NO_OVERLAP = "no_overlap"
    DEPENDENT_LISTS = "dependent_lists"
    NO_MODEL = "no_model"
    NOT_CONVERGED = "not_converged"
    NOTHING_RECORDED = "nothing_recorded"
    BELOW_COUNT = "below_count"


@dataclass(frozen=True, slots=True)
class Refusal:
    """The answer where a number would mislead: why not, and what would be needed."""

    reason: RefusalReason
    explanation: str
    needed: str = ""

    def __str__(self) -> str:
        return f"{self.explanation} {self.needed}".strip()

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return f"<p><b>no number</b>: {escape(self.explanation)}</p><p>{escape(self.needed)}</p>"


@dataclass(frozen=True, slots=True)
class Gap:
    """Documented less acknowledged, as intervals.

    ``lowest`` and ``highest`` may be negative: more was acknowledged than documented. An end is
    ``None`` where one of the two ends that it comes of is open: 6–8 less at least 4 is at most 4.
    Shares are per mille of the documented number, whole numbers, lowest and highest possible;
    ``None`` where an end is open or the documented number can be zero.
    """

    lowest: int | None
    highest: int | None
    share_lowest_permille: int | None
    share_highest_permille: int | None


def gap_between(documented: Quantity, acknowledged: Quantity) -> Gap | Refusal:
    """Subtract like from like.

    Units must be equal, and so must place, period and actor; grades and sources describe how the
    documented side was selected and may differ. A difference without any end is refused.
    """
    if documented.unit is not acknowledged.unit:
        return Refusal(
            RefusalReason.UNLIKE_UNITS,
            (
                f"{documented.unit} and {acknowledged.unit} are different things and are not "
                "subtracted."
            ),
            f"Count both in one unit, for example how many of the {documented.unit} are "
            f"{acknowledged.unit} of the same people.",
        )
    unlike = [
        name
        for name in ("place", "period", "actor", "status")
        if getattr(documented.scope, name) != getattr(acknowledged.scope, name)
    ]
    if unlike:
        return Refusal(
            RefusalReason.UNLIKE_SCOPES,
            (
                f"The two numbers differ in {', '.join(unlike)}: {documented.scope} against "
                f"{acknowledged.scope}."
            ),
            "Limit both to the same scope.",
        )
    return _subtract(documented.value, acknowledged.value)


def _subtract(documented: CountRange, acknowledged: CountRange) -> Gap | Refusal:
    lowest = _less(documented.lowest, acknowledged.highest)
    highest = _less(documented.highest, acknowledged.lowest)
    if lowest is None and highest is None:
        return Refusal(
            RefusalReason.UNKNOWN_VALUE, "One of the two numbers has an end that nobody knows."
        )
    match documented, acknowledged:
        case CountRange(int() as low, int() as high), CountRange(int() as least, int() as most) if (
            low
        ):
            return Gap(lowest, highest, round(1000 * least / high), round(1000 * most / low))
    return Gap(lowest, highest, None, None)


def _less(end: int | None, other: int | None) -> int | None:
    return None if end is None or other is None else end - other
