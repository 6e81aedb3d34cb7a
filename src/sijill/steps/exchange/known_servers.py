"""Servers that somebody confirmed on this device.

``case.toml`` travels with a case and can name any address; whoever opens a copy from a stick must
not thereby speak with a stranger's server. So the addresses that this device may use are noted
beside its key, an address a line, and nothing that comes from outside writes there.
"""

from pathlib import Path

from sijill.files.durability import whole_file
from sijill.files.reading import read_if_there
from sijill.model.errors import FileUnreadableError, StorageError
from sijill.model.limits import MOST_NOTE_BYTES


def read_servers(path: Path) -> frozenset[str]:
    """The confirmed addresses; none where nothing was noted.

    Raises:
        StorageError: if the file cannot be read.
    """
    try:
        return frozenset((read_if_there(path, MOST_NOTE_BYTES) or b"").decode("utf-8").split())
    except (FileUnreadableError, UnicodeDecodeError) as error:
        raise StorageError(
            f"{path}: the servers that this device knows cannot be read ({error}). Remove the "
            "file, and confirm your team's address again with sijill team join."
        ) from error


def add_server(path: Path, address: str) -> None:
    """Note an address.

    Raises:
        StorageError: if the file cannot be read or written.
    """
    known = read_servers(path) | {address}
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with whole_file(path, "settings") as file:
            file.writelines(f"{server}\n".encode() for server in sorted(known))
    except OSError as error:
        raise StorageError(
            f"{path}: the server cannot be noted ({error.strerror}). Make room there or change the "
            "permissions, then repeat."
        ) from error
