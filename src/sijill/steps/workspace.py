"""Where a case lives: its folder with the files people edit, and the folder sijill writes to."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sijill.ledger.log.device_memory import fallen_behind
from sijill.ledger.log.ledger import Ledger
from sijill.ledger.signing.keys import DeviceKey
from sijill.ledger.stores.opening import Place
from sijill.model.errors import CaseError
from sijill.model.settings.case import check_address

Progress = Callable[[str, int, int], None]
"""Told what is being done, how far, and out of how many (0 of 0 where nobody can say)."""


def silent(_doing: str, _done: int, _of: int) -> None:
    """A progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """The paths of one case.

    ``work`` is the case's own folder unless another was given. ``servers`` are the addresses that
    somebody confirmed on this device.
    """

    case: Path
    work: Path
    servers: frozenset[str] = frozenset()

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
        """The ledger: the address on a server that ``case.toml`` names, or else the file.

        ``case.toml`` comes along with copies of the case, so an address in it is not enough for
        this device to speak with a server.

        Raises:
            CaseError: for an address that nobody confirmed here, or that is none.
        """
        named = self.named_server
        if named and named not in self.servers:
            raise CaseError(
                f"{self.case_file} names a ledger on a server that this device does not know yet: "
                f"{named}. If it is your team's, say so once: sijill team join {self.case} {named}"
            )
        return named or self.register

    @property
    def named_server(self) -> str:
        """The address that ``case.toml`` names; empty if it names none.

        Raises:
            CaseError: if something else is named.
        """
        named = _named_address(self.case_file)
        try:
            return check_address(named) if named else ""
        except ValueError as error:
            raise CaseError(f"{self.case_file}: ledger: {error}.") from error

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
    """``ledger`` in ``case.toml``; nothing if it names none, or the file cannot be read."""
    if not case_file.is_file():  # a pipe would keep us waiting
        return ""
    try:
        named = tomllib.loads(case_file.read_text(encoding="utf-8")).get("ledger", "")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return ""
    return named if isinstance(named, str) else ""
