"""Devices whose keys a person accepted on this one, and what others ordered that nobody accepted.

Whoever can write to a register's file can add a log with a key of his own, and in it erase values
or withdraw records; all of it is signed, by a stranger. So the keys that a person accepted are
noted beside this device's key, and orders under any other key are named. The log that began the
register is the register's own and needs no acceptance.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from sijill.ledger.entries.entry import EntryKind
from sijill.ledger.log.ledger import Ledger
from sijill.model.errors import CaseError
from sijill.steps.exchange.noted_lines import read_noted, write_noted
from sijill.steps.workspace import Workspace

KEY_DIGITS = 64
_ORDERS = frozenset((EntryKind.ERASURE, EntryKind.WITHDRAWAL))


@dataclass(frozen=True, slots=True)
class UnacceptedOrders:
    """A log under a key that nobody accepted here, and how many erasures and withdrawals it has."""

    log: str
    key: str
    count: int

    def __str__(self) -> str:
        """A sentence on what to do."""
        return (
            f"{self.count} erasures or withdrawals in it are signed with the key {self.key}, which "
            "nobody accepted on this device. Compare it with its owner, then: sijill verify CASE "
            f"--accept-key {self.key}"
        )


def unaccepted_orders(
    workspace: Workspace, keys: Collection[str], logs: Collection[str]
) -> list[UnacceptedOrders]:
    """The logs with erasures or withdrawals whose key nobody accepted.

    Args:
        workspace: the case.
        keys: those accepted, in hexadecimal, this device's own among them.
        logs: ids of logs that something kept elsewhere vouches for.

    Raises:
        LedgerError, StorageError: if the ledger cannot be read.
    """
    with Ledger.open(workspace.ledger) as ledger:
        counts = Counter(entry.log for entry in ledger.entries(_ORDERS))
        _, *others = ledger.logs
        return [
            UnacceptedOrders(log.id, log.public.hex(), counts[log.id])
            for log in others
            if counts[log.id] and log.public.hex() not in keys and log.id not in logs
        ]


def read_devices(path: Path) -> frozenset[str]:
    """The accepted keys, in hexadecimal; none where nothing was noted.

    Raises:
        StorageError: if the file cannot be read.
    """
    return read_noted(
        path,
        "the keys that were accepted on this device",
        "Remove the file, and accept them again with sijill verify CASE --accept-key KEY.",
    )


def add_devices(path: Path, keys: Iterable[str]) -> None:
    """Note keys as accepted.

    Raises:
        CaseError: for a text that is no key.
        StorageError: if the file cannot be read or written.
    """
    added = [key.strip().lower() for key in keys]
    for key in added:
        if len(key) != KEY_DIGITS or not set(key) <= set("0123456789abcdef"):
            raise CaseError(f"{key!r} is no key: it has {KEY_DIGITS} hexadecimal digits.")
    known = read_devices(path)
    if not known.issuperset(added):
        write_noted(path, known.union(added), "the key")
