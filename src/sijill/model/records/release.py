"""What was understood of a release's text, and where in the verbatim text it stands."""

from dataclasses import dataclass
from enum import StrEnum

from sijill.model.codes import OfficialPosition


class ReleaseField(StrEnum):
    """The fields that are read from release text."""

    POSITION = "position"
    REASON = "reason"
    DEATHS = "deaths"
    INJURIES = "injuries"
    ALLEGED = "alleged"
    HAPPENED = "happened"
    PLACE = "place"
    GRID = "grid"
    CHANNEL = "channel"
    CODE = "code"
    OTHER_ALLEGATION = "other_allegation"


@dataclass(frozen=True, slots=True)
class FieldSpan:
    """Where a field stands: characters ``start`` to ``end`` (half open) of the verbatim text."""

    field: ReleaseField
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Words that seem to matter and were not read, with the reason."""

    words: str
    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class ReleaseReading:
    """Everything that one line of a release says.

    ``positions`` are all positions over time, the present one last. ``channel_code`` is of the
    vocabulary ``allegation_channel``. ``is_correction`` marks a line that puts an earlier statement
    right. Where the grammar recognised no finding and the words only suggest the position,
    ``suggested_percent`` is its share among all positions; else 0.
    """

    spans: tuple[FieldSpan, ...] = ()
    positions: tuple[OfficialPosition, ...] = ()
    channel_code: str = ""
    is_correction: bool = False
    not_understood: tuple[NotUnderstood, ...] = ()
    suggested_percent: int = 0
