"""What could not be used, and why: the one place where nothing is dropped silently."""

from dataclasses import dataclass
from enum import StrEnum


class Effect(StrEnum):
    """What the problem cost."""

    FILE = "file"
    """The whole file was not read."""
    ROW = "row"
    """The row is no record."""
    VALUE = "value"
    """The record stands; this value is unknown."""
    NOTE = "note"
    """Nothing was lost; how it was read should be looked at by a person."""


@dataclass(frozen=True, slots=True)
class Reject:
    """One problem, located. ``row`` is 0 where the whole file or case is meant."""

    source: str
    file: str
    sheet: str
    row: int
    column: str
    value: str
    reason: str
    effect: Effect
