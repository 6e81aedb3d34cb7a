"""What the surroundings decide, read once and passed down.

Where a case lies, who decides, what time it is.

``SIJILL_AUTHOR`` names who appends entries; without it the account name of the operating system
does. The name is hashed into the ledger for ever, so an organisation may prefer initials or a role.
"""

import getpass
import os
from datetime import UTC, datetime
from pathlib import Path

from sijill.model.errors import CaseError
from sijill.steps.workspace import Scribe, Workspace

AUTHOR = "SIJILL_AUTHOR"


def read_scribe() -> Scribe:
    """Who writes, and the clock."""
    return Scribe(os.environ.get(AUTHOR) or _account(), lambda: datetime.now(UTC))


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown account"


def find_workspace(case: Path | None, work: Path | None, near: Path | None = None) -> Workspace:
    """The case in a folder, or the nearest case upwards from a file or from here.

    Raises:
        CaseError: if no ``case.toml`` is found.
    """
    folder = case if case is not None else _nearest(near or Path.cwd())
    return Workspace(folder, work if work is not None else folder)


def _nearest(start: Path) -> Path:
    for folder in (start.absolute(), *start.absolute().parents):
        if (folder / "case.toml").is_file():
            return folder
    raise CaseError(f"there is no case.toml in {start} or above it. Say which case with --case.")
