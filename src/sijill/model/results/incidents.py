"""An incident as the register holds it.

Records of several lists that are about one incident, its grade now, and its range with the claim
that sets each end.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sijill.model.codes import EvidenceGrade
from sijill.model.records.record import Group, IncidentRecord
from sijill.model.results.grades import SuggestedGrade
from sijill.model.values.counts import CountRange


@dataclass(frozen=True, slots=True)
class RangeEnd:
    """What sets one end of a range: a record, or the people whom lists name, and by which rule."""

    number: int | None
    record: str
    rule: str

    def __str__(self) -> str:
        number = "open" if self.number is None else f"{self.number:,}"
        return f"{number}: {self.rule}"


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident.

    ``stated`` is the range of civilians killed that the records state. ``killed`` is that range
    with its ends raised by the people whom the lists tie to it as killed (``listed``, record ids):
    the lowest to those with a name, the highest to all. ``members`` are the records about it, its
    own first. ``lowest`` and ``highest`` say what sets each end. ``counted`` says of whom the two
    ranges are: of civilians, or of people where no list of the case says who was a civilian.
    """

    record: IncidentRecord
    grade: EvidenceGrade
    stated: CountRange
    killed: CountRange
    listed: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    lowest: RangeEnd | None = None
    highest: RangeEnd | None = None
    suggested: SuggestedGrade | None = None
    reports: tuple[str, ...] = ()
    """The reports that lists tie to it."""
    counted: Group = Group.CIVILIANS

    @property
    def id(self) -> str:
        """The record id."""
        return self.record.head.id

    @property
    def is_raised(self) -> bool:
        """Whether the names raised an end."""
        return self.killed != self.stated


@dataclass(frozen=True, slots=True)
class IncidentPair:
    """Two records of incidents and how likely they are about one, with the reasons.

    ``left`` sorts before ``right``; ``permille`` is the probability in thousandths; ``reasons`` are
    weights in hundredths of natural log-odds by what they rest on.
    """

    left: str
    right: str
    permille: int
    reasons: Mapping[str, int]
    judged: str = ""
    """What a person decided: ``same``, ``different`` or nothing."""

    @property
    def words(self) -> str:
        """The reasons in words, the weightiest first."""
        ordered = sorted(self.reasons.items(), key=lambda reason: (-abs(reason[1]), reason[0]))
        return "; ".join(
            f"{name.replace('_', ' ')} {weight / 100:+.1f}" for name, weight in ordered
        )


@dataclass(frozen=True, slots=True)
class IncidentGroups:
    """Which records are about one incident: every record is in exactly one group.

    ``groups`` are sorted tuples of record ids. ``review`` are pairs that a person should look at.
    ``cut_records`` is the number of records that were compared with their neighbours alone.
    """

    groups: tuple[tuple[str, ...], ...] = ()
    pairs: tuple[IncidentPair, ...] = ()
    review: tuple[IncidentPair, ...] = ()
    cut_records: int = 0
