"""The answer of a reader that could not read a value.

A reason in plain words, never an exception.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a text was not understood.

    The sentence completes "row 12, column age, value '350': ...".
    """

    reason: str
