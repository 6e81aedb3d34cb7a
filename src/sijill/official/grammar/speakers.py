"""Who says a thing in a release: the authority, in one way or another, or somebody else."""

from dataclasses import dataclass
from enum import StrEnum


class Frame(StrEnum):
    """Who says a thing in a release."""

    FOUND = "found"
    """The authority's finding, marked as one."""
    STATED = "stated"
    """A plain sentence of the authority."""
    ALLEGED = "alleged"
    """What others say."""
    PAST = "past"
    """What the authority had said before."""
    SUPPOSED = "supposed"
    """What would have been, or whether it was."""
    DENIED = "denied"
    """What the authority says did not happen or is not known."""


@dataclass(frozen=True, slots=True)
class FrameMark:
    """A word that turns who speaks: from its end on, what stands there has the frame."""

    start: int
    end: int
    frame: Frame
