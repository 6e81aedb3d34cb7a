"""Where a case lives: its folder with the files people edit, and the folder sijill writes to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sijill.ledger.keys import DeviceKey

Progress = Callable[[str, int, int], None]
"""Told what is being done, how far, and out of how many (0 of 0 where nobody can say)."""


def silent(_doing: str, _done: int, _of: int) -> None:
    """A progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """The paths of one case. ``work`` is the case's own folder unless another was given."""

    case: Path
    work: Path

    @property
    def case_file(self) -> Path:
        """``case.toml``."""
        return self.case / "case.toml"

    @property
    def mappings(self) -> list[Path]:
        """The mapping files, sorted by name."""
        return sorted((self.case / "sources").glob("*.toml"))

    @property
    def ledger(self) -> Path:
        """The ledger's file."""
        return self.work / "register.db"

    @property
    def evidence(self) -> Path:
        """The folder of captured files."""
        return self.work / "evidence"

    @property
    def out(self) -> Path:
        """The folder of results."""
        return self.work / "out"


@dataclass(frozen=True, slots=True)
class Scribe:
    """Who writes entries, the clock they are dated by (UTC), and the key of the device.

    Without a key a new ledger is begun unsigned, and a signed one is not appended to.
    """

    author: str
    now: Callable[[], datetime]
    key: DeviceKey | None = None
