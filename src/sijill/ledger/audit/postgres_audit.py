"""What an audit needs of a server: a copy of the ledger, and a look at what only the server has."""

from pathlib import Path

from sijill.ledger.report.findings import FindingList, Verdict
from sijill.ledger.stores.postgres_copy import write_register
from sijill.ledger.stores.postgres_database import (
    connect,
    demand_version,
    is_unchanged,
    one_row,
    shown,
)
from sijill.ledger.stores.postgres_errors import telling

_ASTRAY = """
SELECT count(*) FROM sijill.sequenced AS done
WHERE NOT EXISTS (
    SELECT FROM sijill.event AS held
    WHERE held.log = done.log AND held.n = done.first + done.drafts - 1
)
"""


def take_copy(address: str, copy: Path, wait_ms: int, found: FindingList) -> str:
    """Copy a ledger to a file, and add to the findings what the copy cannot show.

    Returns how messages name the server.

    Raises:
        LedgerError: if there is no ledger of this version, or it cannot be copied.
        StorageError: if the server is not reached, or could lose entries.
    """
    where = shown(address)
    connection = connect(address, wait_ms=wait_ms)
    try:
        with telling(where, connection):
            demand_version(connection, where)
            if not is_unchanged(connection):
                what = "tables, triggers or functions are missing or were changed"
                found.add(Verdict.TAMPERED, where, what)
            write_register(connection, copy)
            (astray,) = one_row(connection, _ASTRAY)
            if astray:
                what = f"{astray} letters are noted as taken in, and their entries are not there"
                found.add(Verdict.TAMPERED, f"{where}, table sequenced", what)
            (waiting,) = one_row(connection, "SELECT count(*) FROM sijill.inbox")
            if waiting:
                what = f"{waiting} letters wait for the sequencer; no log holds them yet"
                found.add(Verdict.SOUND, f"{where}, inbox", what)
    finally:
        connection.close()
    return where
