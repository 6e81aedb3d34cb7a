"""Where a case lives: its folder with the files people edit, and the folder sijill writes to."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sijill.ledger.device_memory import fallen_behind
from sijill.ledger.keys import DeviceKey
from sijill.ledger.opening import Place
from sijill.ledger.store import Ledger

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
    def ledger(self) -> Place:
        """The ledger: the address on a server that ``case.toml`` names, or else the file."""
        return _named_address(self.case_file) or self.register

    @property
    def register(self) -> Path:
        """The ledger's file, where the case has one."""
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


def told_behind(ledger: Ledger, scribe: Scribe) -> list[str]:
    """A sentence if the ledger lacks what this device remembers having signed."""
    key = scribe.key
    if key is None:
        return []
    return [
        f"this device signed more of log {log}, or something else, than is here: an older copy, or "
        "its end was cut off. What it writes now goes into a new log; sync with a copy that has "
        "the rest, and run sijill verify."
        for log in fallen_behind(key.memory, key.public, ledger.logs)
    ]


def _named_address(case_file: Path) -> str:
    """``ledger`` in ``case.toml``; nothing if it names none. Whoever reads the case checks it."""
    try:
        named = tomllib.loads(case_file.read_text(encoding="utf-8")).get("ledger", "")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return ""
    return named if isinstance(named, str) else ""
