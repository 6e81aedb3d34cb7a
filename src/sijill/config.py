"""Settings from the environment, read once and passed down.

Where a case lies, who decides, what time it is.

``SIJILL_AUTHOR`` names who appends entries; without it the account name of the operating system
does. The name is hashed into the ledger for ever, so an organisation may prefer initials or a role.
``SIJILL_KEY`` names the file of the device's secret key.
"""

import getpass
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from platformdirs import user_config_path

from sijill.files.reading import readable
from sijill.language.scripts import tidy
from sijill.ledger.signing.keys import DeviceKey, memory_beside, read_device_key
from sijill.model.errors import CaseError, StorageError
from sijill.model.limits import LONGEST_NAME
from sijill.steps.case_lock import clear_case
from sijill.steps.exchange.known_devices import read_devices
from sijill.steps.exchange.known_servers import read_servers
from sijill.steps.workspace import Author, Workspace

AUTHOR = "SIJILL_AUTHOR"
KEY = "SIJILL_KEY"


def read_author(name: str = "") -> Author:
    """Who writes, the clock, and the key of this device, made at the first use.

    ``name`` is who was named on the command line, before ``SIJILL_AUTHOR`` and the account's name.

    Raises:
        CaseError: if the name is empty or too long.
        LedgerError, StorageError: if the key cannot be read or made.
    """
    author = tidy(name or os.environ.get(AUTHOR) or _account())
    if not 0 < len(author) <= LONGEST_NAME:
        raise CaseError(
            f"whoever decides is named with {len(author):,} characters. Give a name of 1 to "
            f"{LONGEST_NAME}: --author or {AUTHOR}."
        )
    return Author(author, lambda: datetime.now(UTC), read_device_key(key_file()))


def read_key_if_any() -> DeviceKey | None:
    """The key of this device, if it has one already.

    Raises:
        LedgerError, StorageError: if the key cannot be read.
    """
    path = key_file()
    return read_device_key(path) if path.exists() else None


def memory_folder() -> Path | None:
    """Where this device notes what it signed; it need not exist, and without a home it cannot."""
    try:
        return memory_beside(key_file())
    except StorageError:
        return None


def key_file() -> Path:
    """Where the secret key of this device lies.

    ``SIJILL_KEY``, or ``sijill/device.key`` in the folder for settings (``XDG_CONFIG_HOME``, or
    ``~/.config``). It is never inside a case, so that a copied case cannot sign.

    Raises:
        StorageError: if there is no home folder.
    """
    named = os.environ.get(KEY)
    return Path(named) if named else _settings_folder() / "device.key"


def servers_file() -> Path:
    """Where this device notes the servers that somebody confirmed on it: beside its key.

    Raises:
        StorageError: if there is no home folder.
    """
    path = key_file()
    return path.with_name(f"{path.name}.servers")


def devices_file() -> Path:
    """Where this device notes the keys that somebody accepted on it: beside its own.

    Raises:
        StorageError: if there is no home folder.
    """
    path = key_file()
    return path.with_name(f"{path.name}.devices")


def accepted_keys() -> frozenset[str]:
    """The keys accepted on this device, in hexadecimal, with its own if it has one.

    Raises:
        LedgerError, StorageError: if they cannot be read.
    """
    own = read_key_if_any()
    return read_devices(devices_file()) | ({own.public.hex()} if own is not None else frozenset())


def _settings_folder() -> Path:
    """Where this account keeps settings of programs: XDG on Linux, and its like elsewhere."""
    try:
        return user_config_path("sijill", appauthor=False).absolute()
    except RuntimeError as error:
        raise StorageError(
            f"there is no folder for the key of this device ({error}). Name a file with {KEY}."
        ) from error


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown account"


def find_workspace(case: Path | None, work: Path | None, near: Path | None = None) -> Workspace:
    """The case in a folder, or the nearest case upwards from a file or from here.

    Raises:
        CaseError: if no ``case.toml`` is found, or it names a server that is none.
        StorageError: if it names a server, and what this device noted cannot be read.
    """
    folder = case if case is not None else _nearest(near or Path.cwd())
    workspace = Workspace(folder, work if work is not None else folder)
    place = str(workspace.work.absolute())
    if readable(place) != place:
        raise CaseError(
            f"{readable(place)}: the name of the folder is not UTF-8, and SQLite opens no register "
            "in it. Rename the folder."
        )
    clear_case(workspace)
    if workspace.named_server:
        return replace(workspace, servers=read_servers(servers_file()))
    return workspace


def _nearest(start: Path) -> Path:
    for folder in (start.absolute(), *start.absolute().parents):
        if (folder / "case.toml").is_file():
            return folder
    raise CaseError(f"there is no case.toml in {start} or above it. Say which case with --case.")
