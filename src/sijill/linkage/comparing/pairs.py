"""Scored pairs as columns: a register of half a million rows has millions of them.

``ScoredPair`` objects are made for what a page or a person looks at.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sijill.linkage.arrays import Floats, Rows
from sijill.linkage.comparing.comparisons import COMPARISONS
from sijill.linkage.comparing.scoring import Levels
from sijill.linkage.comparing.vetoes import VETOES
from sijill.model.results.links import ScoredPair

PRIOR, RELATIVES, RIVALS = "prior", "relatives", "other candidates"
JUDGEMENTS = "what judgements teach"
COMPANY = "other records of the same people"
"""Steps of a score that are no field's."""
_ROUNDING = 0.01
"""Natural log-odds: less is rounding, for the parts are kept in single precision."""
_WORDS = [("unknown", *(level.word for level in comparison.levels)) for comparison in COMPARISONS]


@dataclass(frozen=True, slots=True, eq=False)
class ScoredPairs(Mapping[tuple[str, str], ScoredPair]):
    """Pairs by their two record ids (sorted), sorted.

    ``ids`` names the rows, in sorted order. ``weights`` is the evidence in natural log-odds,
    with what judgements teach and what other records of the same people say, before other
    candidates of the same records are weighed against it;
    ``odds`` is what is left then, and what a person is shown as a probability. ``vetoes`` are
    positions in ``VETOES``, -1 for none.
    """

    ids: Sequence[str]
    left: Rows
    right: Rows
    weights: Floats
    odds: Floats
    vetoes: npt.NDArray[np.int8]
    levels: Levels
    added: npt.NDArray[np.float32] | None = None
    """Shape (pairs, fields + 2): what each field adds, the prior, and what relatives explain."""
    company: Floats | None = None
    """What other records of the same people say about each pair; a part of its weight."""

    def __len__(self) -> int:
        return len(self.left)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        for left, right in zip(self.left, self.right, strict=True):
            yield self.ids[left], self.ids[right]

    def __getitem__(self, pair: tuple[str, str]) -> ScoredPair:
        position = self.find(pair)
        if position is None:
            raise KeyError(pair)
        return self.at(position)

    def find(self, pair: tuple[str, str]) -> int | None:
        """The position of a pair, or ``None`` where it was not scored."""
        left, right = (_row_of(self.ids, record) for record in pair)
        if left is None or right is None:
            return None
        # rows of another type would be compared with a converted copy of the whole column
        start, end = np.searchsorted(self.left, np.array([left, left + 1], dtype=self.left.dtype))
        position = start + np.searchsorted(self.right[start:end], right)
        return int(position) if position < end and self.right[position] == right else None

    def at(self, position: int) -> ScoredPair:
        """One pair as an object."""
        veto = self.vetoes[position]
        return ScoredPair(
            self.ids[self.left[position]],
            self.ids[self.right[position]],
            round(1000 / (1 + float(np.exp(-np.clip(self.odds[position], -500, 500))))),
            {
                comparison.name: _WORDS[number][self.levels[position, number] + 1]
                for number, comparison in enumerate(COMPARISONS)
            },
            VETOES[veto] if veto >= 0 else None,
            self._steps(position),
        )

    def _steps(self, position: int) -> tuple[tuple[str, float], ...]:
        """The prior, each field that says something, relatives, and what no field says."""
        if self.added is None:
            return ()
        *fields, prior, relatives = self.added[position].tolist()
        known = self.levels[position] >= 0
        company = 0.0 if self.company is None else float(self.company[position])
        taught = float(self.weights[position]) - company - sum(self.added[position].tolist())
        return (
            (PRIOR, prior),
            *(
                (comparison.name, value)
                for comparison, value, says in zip(COMPARISONS, fields, known, strict=True)
                if says
            ),
            (RELATIVES, relatives),
            *(((JUDGEMENTS, taught),) if abs(taught) > _ROUNDING else ()),
            *(((COMPANY, company),) if abs(company) > _ROUNDING else ()),
            (RIVALS, float(self.odds[position] - self.weights[position])),
        )


def _row_of(ids: Sequence[str], record: str) -> int | None:
    row = bisect_left(ids, record)
    return row if row < len(ids) and ids[row] == record else None
