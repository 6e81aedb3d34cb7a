"""What an audit needs of a server: a copy of the ledger, and a look at what only the server has."""

from pathlib import Path

from sijill.ledger.report.findings import FindingList, Verdict
from sijill.ledger.stores.postgres_copy import write_register
from sijill.ledger.stores.postgres_database import (
    connect,
    demand_version,
    is_unchanged,
    shown,
)
from sijill.ledger.stores.postgres_errors import translate_errors


def take_copy(address: str, copy: Path, wait_ms: int, findings: FindingList) -> str:
    """Copy a ledger to a file, and add to the findings what the copy cannot show.

    Returns how messages name the server.

    Raises:
        LedgerError: if there is no ledger of this version, or it cannot be copied.
        StorageError: if the server is not reached, or could lose entries.
    """
    where = shown(address)
    connection = connect(address, wait_ms=wait_ms)
    try:
        with translate_errors(where, connection):
            demand_version(connection, where)
            if not is_unchanged(connection):
                what = "tables, triggers or functions are missing or were changed"
                findings.add(Verdict.TAMPERED, where, what)
            write_register(connection, copy, where)
    finally:
        connection.close()
    return where
