"""What a whole linkage learned and compared: with it, later records are linked without redoing it.

Parameters are the shares of the model, how common names were, which lists name each person once,
and which records are audited. They stay as they are until the next whole linkage.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from sijill.linkage.arrays import Flags
from sijill.linkage.clustering.former import Clustering
from sijill.linkage.comparing.evidence import Model
from sijill.linkage.comparing.frequencies import NameCounts
from sijill.linkage.comparing.pair_data import PairData, sort_pairs
from sijill.linkage.comparing.scoring import Levels


@dataclass(frozen=True, slots=True, eq=False)
class Parameters:
    """What decides the score of a pair.

    ``lists`` are the lists by their numbers, ``sizes`` their records; ``numbered`` and ``unique``
    mark those that name each person once. ``strangers`` are levels of pairs drawn at random.
    ``audited_up_to`` is the greatest hash of a record that is compared with all others;
    ``rivals_level`` what is added to pairs from which rivals take (``clustering.rivals``).
    """

    model: Model
    counted: NameCounts
    lists: tuple[str, ...]
    sizes: npt.NDArray[np.int64]
    numbered: Flags
    unique: Flags
    strangers: Levels
    audited_up_to: bytes
    rivals_level: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class ComparedPairs:
    """The compared pairs that were kept, sorted by their rows.

    ``vetoes`` are numbers of ``VETOES``, or -1; ``added`` is what each field adds to the weight.
    ``missed`` marks pairs that the audit alone found, ``closed`` those that were compared only
    because both records are of one component.
    """

    data: PairData
    vetoes: npt.NDArray[np.int8]
    weights: npt.NDArray[np.float64]
    added: npt.NDArray[np.float32]
    missed: Flags
    closed: Flags

    def part(self, chosen: Flags) -> "ComparedPairs":
        """The chosen pairs."""
        return ComparedPairs(
            self.data.part(chosen),
            self.vetoes[chosen],
            self.weights[chosen],
            self.added[chosen],
            self.missed[chosen],
            self.closed[chosen],
        )

    @classmethod
    def join(cls, parts: Sequence["ComparedPairs"]) -> "ComparedPairs":
        """All pairs of the parts, sorted by their rows."""
        data, order = sort_pairs([part.data for part in parts])
        return cls(
            data=data,
            vetoes=np.concatenate([part.vetoes for part in parts])[order],
            weights=np.concatenate([part.weights for part in parts])[order],
            added=np.concatenate([part.added for part in parts])[order],
            missed=np.concatenate([part.missed for part in parts])[order],
            closed=np.concatenate([part.closed for part in parts])[order],
        )


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """The parameters, the compared pairs, and the columns of the records that they are rows of.

    The first ``records`` rows of ``table`` are the records by their ids, the others further
    spellings of them; ``record_of`` names for each row its record. ``clustering`` is the partition
    that followed. ``cut_blocks`` and ``unsplit_blocks`` are counts as in ``Linkage``.
    """

    parameters: Parameters
    table: pa.Table
    record_of: npt.NDArray[np.int32]
    records: int
    pairs: ComparedPairs
    clustering: Clustering
    cut_blocks: Mapping[str, int]
    unsplit_blocks: Mapping[str, int]
