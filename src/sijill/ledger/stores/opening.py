"""A ledger's store, by where it is: a file, or the address of a PostgreSQL server."""

from pathlib import Path

from sijill.ledger.stores.sqlite_storage import SqliteStorage
from sijill.ledger.stores.storage import Storage
from sijill.model.errors import LedgerError

WAIT_MS = 10_000

Place = Path | str
"""Where a ledger is: a file's path, or ``postgresql://user@host:port/database`` as text."""

_SCHEMES = ("postgresql://", "postgres://")


def is_address(place: Place) -> bool:
    """Whether a ledger lies on a server."""
    return isinstance(place, str) and place.startswith(_SCHEMES)


def open_storage(
    place: Place, *, create: bool = False, wait_ms: int = WAIT_MS, may_be_fixed: bool = False
) -> Storage:
    """Open the store.

    Args:
        place: a file, or an address.
        create: make the file where there is none. On a server its owner installs the ledger.
        wait_ms: how long to wait while another process writes, in milliseconds.
        may_be_fixed: whether a file that cannot be written to is opened all the same, to be read.

    Raises:
        LedgerError: if there is no ledger, it is damaged or of another version, or what speaks with
            a server is not installed.
        StorageError: if it cannot be reached or written to.
    """
    if not isinstance(place, str):
        return SqliteStorage.open(
            place, create=create, wait_ms=wait_ms, may_be_fixed=may_be_fixed and not create
        )
    if not is_address(place):
        raise LedgerError("a ledger on a server is named as postgresql://user@host:port/database.")
    demand_driver()
    from sijill.ledger.stores.postgres_storage import PostgresStorage  # noqa: PLC0415  an extra

    return PostgresStorage.open(place, wait_ms=wait_ms)


def demand_driver() -> None:
    """Refuse with a sentence where the package that speaks with PostgreSQL is absent.

    Raises:
        LedgerError: saying what to install.
    """
    try:
        import psycopg  # noqa: F401, PLC0415  an extra
    except ImportError as error:
        raise LedgerError(
            "a ledger on a PostgreSQL server needs a package that is not installed: "
            "pip install 'sijill[postgres]'."
        ) from error
