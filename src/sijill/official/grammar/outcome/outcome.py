"""One outcome that a sentence states, and of what it is said."""

from dataclasses import dataclass

from sijill.model.codes import OfficialPosition, OfficialReason
from sijill.official.grammar.telling.speakers import Frame


@dataclass(frozen=True, slots=True)
class Outcome:
    """A position and its reason, with the verbatim characters that say so."""

    position: OfficialPosition
    reason: OfficialReason
    frame: Frame
    start: int
    end: int
    line_start: int
    line_end: int
    is_of_deaths: bool = False
    """Whether it denies deaths alone: "no civilians were killed"."""
    is_of_injuries: bool = False
    """Whether it denies injuries alone: "nobody was injured"."""
    is_of_presence: bool = False
    """Whether it only says that nobody was seen there, or what the target was."""
    is_of_number: bool = False
    """Whether it is said of the number that others tell, and not of the allegation."""
    is_of_part: bool = False
    """Whether it is said of some of those alleged: "ten could not be confirmed"."""

    @property
    def is_rejection(self) -> bool:
        """Whether it says that the allegation is not credible."""
        return self.position is OfficialPosition.NON_CREDIBLE
