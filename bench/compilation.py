"""How the peers that are measured against are compiled to machine code, with Numba.

It releases Python's lock, so that threads run side by side, and keeps the compiled code on disk.
Numba notices a change of the file that a function is in, not of one that it calls into: who edits
compiled code deletes ``__pycache__`` before trusting a result.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """Compile with arithmetic as written."""
    return cast("Function", njit(nogil=True, cache=True, error_model="numpy")(function))
