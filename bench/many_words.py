"""Thousands of byte strings sought in a file at once.

Of each string one window is kept; the windows of the content are looked up in a table of their
hashes, and only where one is marked the strings themselves are compared.
"""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

_LONG, _SHORT = 8, 5
_BITS = 22
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_PIECE = 4_000_000


class ManyWords:
    """Byte strings of five bytes and more, as content is compared with them."""

    def __init__(self, words: Iterable[bytes]) -> None:
        """Take the strings.

        Raises:
            ValueError: if one is shorter.
        """
        self._windows: dict[int, dict[bytes, list[tuple[int, bytes]]]] = {_LONG: {}, _SHORT: {}}
        self._longest = _LONG
        for word in words:
            if len(word) < _SHORT:
                raise ValueError(f"{word!r} is shorter than {_SHORT} bytes")
            width = _LONG if len(word) >= _LONG else _SHORT
            at = (len(word) - width) // 2
            window = word[at : at + width]
            self._windows[width].setdefault(window, []).append((at, word))
            self._longest = max(self._longest, len(word))
        self._marks = {width: _marks(list(found), width) for width, found in self._windows.items()}

    def find(self, content: bytes) -> bytes | None:
        """One of the strings that the content holds; none if it holds none."""
        for begin in range(0, max(len(content), 1), _PIECE):
            piece = content[begin : begin + _PIECE + self._longest]
            for width, marks in self._marks.items():
                found = self._find(piece, width, marks)
                if found is not None:
                    return found
        return None

    def _find(self, piece: bytes, width: int, marks: npt.NDArray[np.bool_]) -> bytes | None:
        if len(piece) < width:
            return None
        places = np.flatnonzero(marks[_hashes(np.frombuffer(piece, np.uint8), width)])
        windows = self._windows[width]
        for place in places.tolist():
            for at, word in windows.get(piece[place : place + width], ()):
                if place >= at and piece.startswith(word, place - at):
                    return word
        return None


def _marks(windows: list[bytes], width: int) -> npt.NDArray[np.bool_]:
    marks = np.zeros(1 << _BITS, np.bool_)
    for window in windows:
        marks[_hashes(np.frombuffer(window, np.uint8), width)] = True
    return marks


def _hashes(content: npt.NDArray[np.uint8], width: int) -> npt.NDArray[np.int64]:
    count = len(content) - width + 1
    value = np.zeros(count, np.uint64)
    for at in range(width):
        value |= content[at : at + count].astype(np.uint64) << np.uint64(8 * at)
    return ((value * _FACTOR) >> np.uint64(64 - _BITS)).astype(np.int64)
