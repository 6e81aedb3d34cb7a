"""How sure a partition is: draws of it, each a whole partition that could be the true one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

from sijill.model.values.counts import CountRange

LEVEL_PERCENT = 90
"""Of every interval that comes from draws of a partition."""

Integers = npt.NDArray[np.int64]
Kind = TypeVar("Kind")
Other = TypeVar("Other")


@dataclass(frozen=True, slots=True)
class Replicates(Generic[Kind]):
    """Draws of a partition: its clusters, or what was made of each.

    ``always`` are those that are in every draw; ``varying`` the others, each once; draw *r* holds
    ``always`` and ``varying[i]`` for i in ``members[starts[r]:starts[r + 1]]``.
    """

    always: tuple[Kind, ...]
    varying: tuple[Kind, ...]
    starts: Integers
    members: Integers

    @property
    def draws(self) -> int:
        """How many draws there are."""
        return len(self.starts) - 1

    def change(self, make: Callable[[Kind], Other]) -> "Replicates[Other]":
        """The same draws with something made of each cluster."""
        return Replicates(
            tuple(map(make, self.always)),
            tuple(map(make, self.varying)),
            self.starts,
            self.members,
        )

    def keep(self, test: Callable[[Kind], bool]) -> "Replicates[Kind]":
        """The same draws with only what passes a test."""
        passed = np.array([test(item) for item in self.varying], dtype=bool)
        kept = passed[self.members] if len(passed) else np.zeros(0, dtype=bool)
        place = np.cumsum(passed) - 1
        before = np.concatenate([[0], np.cumsum(kept)])
        return Replicates(
            tuple(filter(test, self.always)),
            tuple(item for item, fits in zip(self.varying, passed, strict=True) if fits),
            before[self.starts],
            place[self.members[kept]] if len(passed) else self.members,
        )

    def count(self, test: Callable[[Kind], bool]) -> Integers:
        """How many pass a test, in each draw."""
        fixed = sum(map(test, self.always))
        passed = np.array([test(item) for item in self.varying], dtype=np.int64)
        summed = np.concatenate([[0], np.cumsum(passed[self.members])])
        counted: Integers = fixed + summed[self.starts[1:]] - summed[self.starts[:-1]]
        return counted

    def draw(self, number: int) -> tuple[Kind, ...]:
        """One draw, whole."""
        return (*self.always, *self.varying_in(number))

    def varying_in(self, number: int) -> tuple[Kind, ...]:
        """What one draw has beside what is in all of them."""
        chosen = self.members[self.starts[number] : self.starts[number + 1]]
        return tuple(self.varying[index] for index in chosen.tolist())


def interval(counts: Integers, most: Integers | None = None) -> CountRange:
    """The central interval of the draws, at ``LEVEL_PERCENT``.

    Args:
        counts: by draw.
        most: by draw, where each draw has a range itself.
    """
    rest = (100 - LEVEL_PERCENT) / 200
    low = np.quantile(counts, rest, method="lower")
    high = np.quantile(counts if most is None else most, 1 - rest, method="higher")
    return CountRange(int(low), int(high))


@dataclass(frozen=True, slots=True)
class DoubtfulLink:
    """Two records that are one person in some draws and two in others.

    ``permille`` is the share of draws in which they are one, in thousandths. ``effect`` is how far
    the number of persons is expected to move once the two are judged, in thousandths of a person;
    ``variance`` what their doubt adds to the variance of that number, in millionths.
    """

    left: str
    right: str
    permille: int
    effect: int
    variance: int

    @property
    def pair(self) -> tuple[str, str]:
        """The two record ids."""
        return self.left, self.right
