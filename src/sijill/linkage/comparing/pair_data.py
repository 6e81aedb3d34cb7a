"""Compared pairs of records as columns: what the model learns from and weighs."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from sijill.linkage.arrays import Floats, Rows
from sijill.linkage.comparing.scoring import Levels


@dataclass(frozen=True, slots=True)
class PairData:
    """Compared pairs as columns, all of one length.

    ``left`` and ``right`` are rows of the features; ``lists`` numbers the pair of lists; ``rarity``
    has, for each field of ``WITH_FREQUENCY``, the logarithm of the value's share (of the commoner
    of the two values where they differ); ``barred`` are pairs that cannot be one person.
    """

    left: Rows
    right: Rows
    lists: Rows
    levels: Levels
    rarity: Floats
    barred: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.left)

    def part(self, chosen: npt.NDArray[np.bool_] | slice) -> "PairData":
        """The chosen pairs."""
        return PairData(
            self.left[chosen],
            self.right[chosen],
            self.lists[chosen],
            self.levels[chosen],
            self.rarity[chosen],
            self.barred[chosen],
        )


def sort_pairs(parts: Sequence[PairData]) -> tuple[PairData, npt.NDArray[np.intp]]:
    """All pairs of the parts, sorted by their rows, and the order that sorts them."""
    columns = {
        column.name: np.concatenate([getattr(part, column.name) for part in parts])
        for column in fields(PairData)
    }
    order = np.argsort(columns["left"].astype(np.int64) << 32 | columns["right"], kind="stable")
    return PairData(**{name: column[order] for name, column in columns.items()}), order
