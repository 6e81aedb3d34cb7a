"""PostgreSQL's errors as sentences: what happened, where, and what to do. No password in any.

Where the server was reached with a password, its own words could repeat the address, so what it
says is quoted only where it answers a statement.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import errors

from sijill.model.errors import LedgerError, SijillError, StorageError


@contextmanager
def translate_errors(where: str, connection: psycopg.Connection | None = None) -> Iterator[None]:
    """Turn what the server answers into an error of ours; ``where`` names the ledger.

    Raises:
        LedgerError: if the ledger is busy, closed here, or refuses the statement.
        StorageError: if the server cannot be reached, stops, has no room, or denies the right.
    """
    is_closed_here = connection is not None and connection.closed and not connection.broken
    try:
        yield
    except psycopg.Error as error:
        if is_closed_here:
            raise LedgerError(f"{where}: the ledger has been closed. Open it again.") from error
        raise translated(error, where) from error


def translated(error: psycopg.Error, where: str) -> SijillError:
    """The error of ours that stands for one of the server's."""
    match error:
        case errors.LockNotAvailable() | errors.QueryCanceled() | errors.DeadlockDetected():
            return LedgerError(
                f"{where}: another process is writing to the ledger. Repeat the step when it has "
                "finished."
            )
        case errors.DiskFull():
            return StorageError(
                f"{where}: the server's disk is full. Nothing of this step was stored, and nothing "
                "stored earlier is lost. Make space there and repeat the step."
            )
        case errors.InsufficientPrivilege():
            return StorageError(
                f"{where}: this role may not do that ({_message(error)}). Use the role that the "
                "ledger was installed for."
            )
        case errors.ReadOnlySqlTransaction():
            return StorageError(f"{where}: this server only reads. Name the one that writes.")
        case errors.RaiseException() | psycopg.IntegrityError() | psycopg.DataError():
            return LedgerError(
                f"{where}: the ledger refuses this ({_message(error)}). Run sijill verify."
            )
        case psycopg.OperationalError() | psycopg.InterfaceError():
            return StorageError(
                f"{where}: the server stopped, or the way to it was cut. What was acknowledged is "
                "stored; whether the step under way was, the ledger tells when it is opened again."
            )
    return LedgerError(f"{where}: the ledger refuses this ({_message(error)}). Run sijill verify.")


def _message(error: psycopg.Error) -> str:
    return error.diag.message_primary or type(error).__name__
