"""Words as a few numbers each: what tells cheaply that two of them are far apart."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from sijill.linkage.arrays import Flags

Rows = npt.NDArray[np.integer]


@dataclass(frozen=True, slots=True)
class Words:
    """Words of ASCII as columns; unknown is a word without letters.

    ``letters`` has a bit for each letter that stands in the word (of 64, so that two letters may
    share one); ``lengths`` counts them; ``first`` and ``last`` are letters, 0 for none.
    """

    letters: npt.NDArray[np.uint64]
    lengths: npt.NDArray[np.int16]
    first: npt.NDArray[np.uint8]
    last: npt.NDArray[np.uint8]

    @classmethod
    def of(cls, column: pa.ChunkedArray) -> "Words":
        """The words of a column."""
        words = column.combine_chunks().cast(pa.large_string()).fill_null("")
        _, offsets, data = words.buffers()
        starts = np.frombuffer(offsets, np.int64)[words.offset :][: len(words) + 1]
        signs = np.frombuffer(data or b"", np.uint8)
        lengths = np.diff(starts)
        known = np.flatnonzero(lengths)
        letters = np.zeros(len(words), dtype=np.uint64)
        first, last = (np.zeros(len(words), dtype=np.uint8) for _ in range(2))
        if len(known):
            bits = np.uint64(1) << (signs[: starts[-1]] % 64).astype(np.uint64)
            letters[known] = np.bitwise_or.reduceat(bits, starts[:-1][known])
            first[known] = signs[starts[:-1][known]]
            last[known] = signs[starts[1:][known] - 1]
        return cls(letters, lengths.astype(np.int16), first, last)

    def share_an_end(self, left: Rows, right: Rows) -> Flags:
        """Whether two words begin or end alike."""
        same: Flags = (self.first[left] == self.first[right]) | (
            self.last[left] == self.last[right]
        )
        return same

    def letters_apart(self, left: Rows, right: Rows) -> npt.NDArray[np.uint8]:
        """How many letters stand in one word alone: at most two for each edit between the two."""
        apart: npt.NDArray[np.uint8] = np.bitwise_count(self.letters[left] ^ self.letters[right])
        return apart

    def may_begin(self, left: Rows, right: Rows) -> Flags:
        """Whether one word may be the beginning of the other."""
        one, other = self.letters[left], self.letters[right]
        both = one & other
        begins: Flags = (self.first[left] == self.first[right]) & ((both == one) | (both == other))
        return begins
