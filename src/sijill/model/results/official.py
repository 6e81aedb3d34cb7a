"""Official lines: what an authority said, tied to what a monitor documented."""

from dataclasses import dataclass
from enum import StrEnum

from sijill.model.codes import OfficialPosition, OfficialReason
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange


class MatchBasis(StrEnum):
    """Why a determination is taken to be about an incident (vocabulary ``match_basis``)."""

    BY_HAND = "by_hand"
    """A person decided it; without an incident, that it is about none of those recorded."""
    KEY = "key"
    """The list itself says so."""
    CODE = "code"
    """The line prints the incident's code."""
    DAY_AND_PLACE = "day_and_place"
    """One incident is likely enough by day, place, distance, finding and numbers."""
    SAME_NUMBER = "same_number"
    """Another line of the party with the same number is tied to it."""
    ORDER_OF_NUMBERS = "order_of_numbers"
    """Lines and incidents that nothing else tells apart, in the order of their numbers."""
    SEVERAL = "several"
    """No incident is likely enough; a person must choose."""
    NOTHING = "nothing"
    """It is likelier about none of those recorded."""


@dataclass(frozen=True, slots=True)
class MatchReason:
    """One thing that speaks for a pair (positive points) or against it."""

    words: str
    points: float


@dataclass(frozen=True, slots=True)
class ScoredCandidate:
    """An incident that a determination may be about, with the reasons for its score.

    ``share`` is the probability that it is, given all lines of the list and all candidates, from
    0 to 1.
    """

    incident: str
    score: float
    reasons: tuple[MatchReason, ...]
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Match:
    """One determination and its incident.

    ``candidates`` are all that fit, at most ten, best first; ``ranked`` are the same with scores.
    """

    determination: str
    incident: str
    basis: MatchBasis
    candidates: tuple[str, ...] = ()
    ranked: tuple[ScoredCandidate, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerBreak:
    """Two statements of a monthly ledger that contradict each other.

    ``identity`` is the sum that should hold, ``records`` the months that it joins.
    """

    records: tuple[str, ...]
    identity: str
    words: str


@dataclass(frozen=True, slots=True)
class LedgerNote:
    """A number that no identity constrains, or what an identity implies; of one record."""

    record: str
    words: str


@dataclass(frozen=True, slots=True)
class MonthlyLedger:
    """What a party's monthly ledgers say when compared with each other."""

    months: tuple[str, ...]
    held: int
    breaks: tuple[LedgerBreak, ...]
    uncheckable: tuple[LedgerNote, ...]
    implied: tuple[LedgerNote, ...]


@dataclass(frozen=True, slots=True)
class OfficialLine:
    """What one party says about one incident, from all its determinations taken together.

    ``incident`` is empty for a line that matches none. ``determinations`` are record ids, the one
    that decided position and numbers first. ``other_reasons`` are given beside the first.
    ``disagreement`` says where columns and release text contradict each other. ``repeats`` is the
    record of another line with the same words, day and place: where one allegation is filed under
    several incidents, it concedes its numbers once, so those of this line begin at none.
    """

    actor: str
    incident: str
    determinations: tuple[str, ...]
    position: OfficialPosition
    reason: OfficialReason
    deaths: CountRange = UNKNOWN_COUNT
    injuries: CountRange = UNKNOWN_COUNT
    disagreement: str = ""
    other_reasons: tuple[OfficialReason, ...] = ()
    repeats: str = ""

    @property
    def reasons(self) -> tuple[OfficialReason, ...]:
        """The first reason, and those that the same determination gives beside it."""
        return (self.reason, *self.other_reasons)
