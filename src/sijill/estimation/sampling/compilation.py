"""Two ways to compile a function of numbers and arrays to machine code with Numba.

Both release Python's lock, so that threads run side by side, and keep the compiled code on disk.
Numba notices a change of the file that a function is in, not of one that it calls into: who edits
compiled code deletes ``__pycache__`` before trusting a result.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

Function = TypeVar("Function", bound=Callable[..., Any])

REORDERED = {"contract", "arcp", "nsz", "reassoc"}
"""Sums may be reordered, which vector instructions need; infinities and NaN keep their meaning."""


def compiled(function: Function) -> Function:
    """Compile with arithmetic as written."""
    return cast("Function", njit(nogil=True, cache=True, error_model="numpy")(function))


def vectorised(function: Function) -> Function:
    """Compile so that loops over lanes become vector instructions."""
    decorate = njit(nogil=True, cache=True, error_model="numpy", fastmath=REORDERED)
    return cast("Function", decorate(function))


def inlined(function: Function) -> Function:
    """Like ``vectorised``, and part of whatever loop calls it."""
    decorate = njit(inline="always", error_model="numpy", fastmath=REORDERED)
    return cast("Function", decorate(function))
