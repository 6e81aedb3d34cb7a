"""Where the linkage engine may write what does not fit into memory: nowhere, unless told where.

DuckDB's own choice is a folder ``.tmp`` in the current one, which would leave names in plain text
wherever somebody happened to stand.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

_FOLDER: ContextVar[str] = ContextVar("spill", default="")


@contextmanager
def spilling_to(folder: Path) -> Iterator[None]:
    """Within it, the engine may write to this folder, which is the caller's to remove."""
    token = _FOLDER.set(str(folder))
    try:
        yield
    finally:
        _FOLDER.reset(token)


def engine_settings() -> dict[str, str | bool | int | float | list[str]]:
    """DuckDB's settings: one thread, so that results repeat; the folder, or none; no network.

    Left to itself, it fetches an extension from a server when a query needs one.
    """
    return {
        "threads": 1,
        "temp_directory": _FOLDER.get(),
        "autoinstall_known_extensions": False,
    }
