"""Where a case lives: its folder with the files people edit, and the folder sijill writes to."""

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePath
from typing import Any

from sijill.files.reading import inside, read_bounded, real_place
from sijill.ledger.signing.keys import DeviceKey
from sijill.ledger.stores.opening import Place
from sijill.model.case_limits import MOST_RESULT_BYTES, MOST_TOML_BYTES
from sijill.model.errors import CaseError, FileUnreadableError
from sijill.model.settings.case import Case, check_address
from sijill.sources.toml_files import file_text, parse

FIGURES_FILE = "figures.json"
"""The figures of the last build, in ``out/``."""
_OWN_PLACES = frozenset(
    ("sources", "evidence", "out", "case.toml", "register.db", "register.db-wal", "register.db-shm")
)
"""What lies in a case besides files as received."""
KEPT_LINKAGE = ".kept-linkage"
"""The folder, in the work folder, of the last whole linkage."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """The paths of one case.

    ``work`` is the case's own folder unless another was given. ``servers`` are the addresses that
    somebody confirmed on this device. ``follows_links`` says that files outside the case may be
    read, and written, where a link in it leads there.
    """

    case: Path
    work: Path
    servers: frozenset[str] = frozenset()
    follows_links: bool = False

    @property
    def case_file(self) -> Path:
        """``case.toml``."""
        return self.case / "case.toml"

    @property
    def mappings(self) -> list[Path]:
        """The mapping files, sorted by name. Raises StorageError as ``inside``."""
        return [path for path in inside(self.case / "sources") if path.match("*.toml")]

    def demand_inside(self, path: Path) -> None:
        """Refuse a file of the case that is a link to somewhere else.

        A copied case may hold a link to any file of whoever opens it.

        Raises:
            FileUnreadableError: unless links are followed.
        """
        if not self.follows_links and _leads_out(path, self.case):
            raise FileUnreadableError(
                f"{path} leads out of the case, to {real_place(path)}. Copy the file into the "
                "case, or build with --follow-links if you made the link."
            )

    def demand_own_places(self) -> None:
        """Refuse a work folder of which a part is a link to somewhere else.

        A build writes to these places and removes old pages from them.

        Raises:
            CaseError: unless links are followed.
        """
        if self.follows_links:
            return
        for path in (self.register, self.evidence, *_with_links((self.out, self.kept_linkage))):
            if _leads_out(path, self.work):
                raise CaseError(
                    f"{path} leads out of the case, to {real_place(path)}, and would be written "
                    "to. Remove the link, or build with --follow-links if you made it."
                )

    @property
    def own_folders(self) -> tuple[Path, ...]:
        """The folders in which a killed command may have left something that is to be removed.

        What a link in a case leads to is none of them, unless links are followed.
        """
        inside = ((self.evidence, self.work), (self.case / "sources", self.case))
        return (
            self.work,
            self.case,
            *(
                folder
                for folder, place in inside
                if self.follows_links or not _leads_out(folder, place)
            ),
        )

    @property
    def ledger(self) -> Place:
        """The ledger: the address on a server that ``case.toml`` names, or else the file.

        ``case.toml`` comes along with copies of the case, so an address in it is not enough for
        this device to speak with a server.

        Raises:
            CaseError: for an address that nobody confirmed here, that is none, or that is unread.
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
            CaseError: if something else is named, or which cannot be read.
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
    def register_elsewhere(self) -> Path | None:
        """The ledger's file in the case's own folder, where another folder is worked in."""
        other = self.case / self.register.name
        is_elsewhere = self.case.absolute() != self.work.absolute()
        return other if is_elsewhere and other.is_file() else None

    @property
    def evidence(self) -> Path:
        """The folder of captured files."""
        return self.work / "evidence"

    @property
    def out(self) -> Path:
        """The folder of results."""
        return self.work / "out"

    @property
    def kept_linkage(self) -> Path:
        """What the last whole linkage learned and compared, names among it; it can be deleted."""
        return self.work / KEPT_LINKAGE


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes entries, the clock they are dated by (UTC), and the key of the device.

    Without a key a new ledger is begun unsigned, and a signed one is not appended to.
    """

    name: str
    now: Callable[[], datetime]
    key: DeviceKey | None = None


@contextmanager
def last_built(workspace: Workspace, name: str) -> Iterator[Any]:
    """The content of a JSON file of the last build, for as long as its parts are taken out.

    Raises:
        CaseError: if there is no build, or the file is not what a build writes.
    """
    path = workspace.out / name
    if not path.is_file():
        raise CaseError(
            f"{path} does not exist. Build the case first: sijill build {workspace.case}"
        )
    try:
        yield json.loads(read_bounded(path, MOST_RESULT_BYTES))
    except (FileUnreadableError, OSError, ValueError, KeyError, TypeError) as error:
        raise CaseError(f"{path} cannot be read ({error}). Build the case again.") from error


def data_folder(workspace: Workspace, case: Case) -> Path:
    """The folder in which the sources' files are looked for.

    Raises:
        CaseError: if ``data`` names the case itself, a hidden folder, or one that sijill writes to.
    """
    parts = PurePath(case.data).parts
    if (
        not parts
        or parts[0].casefold() in _OWN_PLACES
        or any(part.startswith(".") for part in parts)
    ):
        raise CaseError(
            f"{workspace.case_file}: data = {case.data!r} is no folder for files as received. Give "
            'one of its own inside the case, as in data = "data".'
        )
    return workspace.case / case.data


def _leads_out(path: Path, folder: Path) -> bool:
    """Whether a link leads from a place in this folder to one outside of it."""
    return not real_place(path).is_relative_to(real_place(folder))


def _with_links(folders: Iterable[Path]) -> Iterator[Path]:
    """The folders, and every link in them."""
    for folder in folders:
        yield folder
        for place, below, files in os.walk(folder):
            for name in (*below, *files):
                path = Path(place, name)
                if path.is_symlink():
                    yield path


def _named_address(case_file: Path) -> str:
    """``ledger`` in ``case.toml``; empty if it names none.

    A file that is damaged is the business of the commands that need what it says. But where it has
    a line for ``ledger``, or cannot be opened, nobody knows which ledger the case has; the file of
    before it moved to a server may still lie there.

    Raises:
        CaseError: if which ledger is named cannot be read.
    """
    if not case_file.is_file():
        return ""
    try:
        named = parse(file_text(case_file), str(case_file)).get("ledger", "")
    except CaseError as error:
        if not _may_name_ledger(case_file):
            return ""
        raise CaseError(f"{error} So it cannot be told which ledger the case has.") from error
    if not isinstance(named, str):
        raise CaseError(f"{case_file}: ledger: {named!r} is no address.")
    return named


def _may_name_ledger(case_file: Path) -> bool:
    try:
        return bool(_LEDGER_LINE.search(read_bounded(case_file, MOST_TOML_BYTES)))
    except FileUnreadableError:
        return True


_LEDGER_LINE = re.compile(rb"""^[ \t]*["']?ledger["']?[ \t]*=""", re.MULTILINE)
