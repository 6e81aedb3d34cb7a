"""What could not be used, and why: the one place where nothing is dropped silently."""

from collections.abc import Iterable
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
    """One problem, located. ``row`` is 0 where the whole file or case is meant.

    ``times`` says how many problems it stands for: more than one where a list has too many to name
    each.
    """

    source: str
    file: str
    sheet: str
    row: int
    column: str
    value: str
    reason: str
    effect: Effect
    times: int = 1


def count_rejects(rejects: Iterable[Reject], *effects: Effect) -> int:
    """How many problems had one of these effects."""
    return sum(reject.times for reject in rejects if reject.effect in effects)
