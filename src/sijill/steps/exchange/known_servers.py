"""Servers that somebody confirmed on this device.

``case.toml`` travels with a case and can name any address; whoever opens a copy from a stick must
not thereby speak with a stranger's server. So the addresses that this device may use are noted
beside its key, an address a line, and nothing that comes from outside writes there.
"""

from pathlib import Path

from sijill.steps.exchange.noted_lines import read_noted, write_noted


def read_servers(path: Path) -> frozenset[str]:
    """The confirmed addresses; none where nothing was noted.

    Raises:
        StorageError: if the file cannot be read.
    """
    return read_noted(
        path,
        "the servers that this device knows",
        "Remove the file, and confirm your team's address again with sijill team join.",
    )


def add_server(path: Path, address: str) -> None:
    """Note an address.

    Raises:
        StorageError: if the file cannot be read or written.
    """
    write_noted(path, read_servers(path) | {address}, "the server")
