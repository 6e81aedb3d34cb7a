"""Entries read back from the file: by the page, checked as they are read, or as plain bytes."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import apsw

from sijill.ledger.database import stored_bytes
from sijill.ledger.entry import Entry
from sijill.ledger.envelope import Envelope
from sijill.ledger.merkle import leaf_hash
from sijill.ledger.payload import unseal
from sijill.model.errors import LedgerError

_OWN = 0  # the number of this device's log in the file


class StoredEntry(NamedTuple):
    """An entry as it is stored. ``payload`` holds field, salt and value; ``None`` where erased."""

    raw: bytes
    signature: bytes
    payload: tuple[tuple[str, bytes | None, bytes | None], ...]


def read_page(
    connection: apsw.Connection,
    path: Path,
    log: str,
    span: tuple[int, int],
    marks: Sequence[bytes],
) -> Iterator[Entry]:
    """The entries from the first number of the span to before the second, if they hold a mark.

    In canonical JSON, ``"kind":"row"`` can only be the field: inside a text the quotation marks
    would be escaped. So entries of other kinds need not be decoded.

    Raises:
        LedgerError: at an entry that is damaged or missing.
    """
    start, end = span
    rows = connection.execute(
        "SELECT n, entry, signature, leaf FROM event WHERE log = ? AND n >= ? AND n < ? ORDER BY n",
        (_OWN, start, end),
    ).fetchall()
    if [row[0] for row in rows] != list(range(start, end)):
        raise LedgerError(
            f"{path}: entries are missing between {start} and {end}. Run sijill verify."
        )
    for number, (_, *columns) in enumerate(rows, start):
        try:
            raw, signature, leaf = map(stored_bytes, columns)
            if any(mark in raw for mark in marks):
                if leaf_hash(raw + signature) != leaf:
                    raise LedgerError("its bytes do not have its hash")  # noqa: TRY301
                yield _entry(connection, (log, number), Envelope.from_bytes(raw), leaf.hex())
        except LedgerError as error:
            raise LedgerError(f"{path}, entry {number}: {error}. Run sijill verify.") from error


def _entry(
    connection: apsw.Connection, place: tuple[str, int], envelope: Envelope, leaf: str
) -> Entry:
    if (envelope.log, envelope.number) != place:
        raise LedgerError("it belongs to another place")
    rows = connection.execute(
        "SELECT field, salt, value FROM payload WHERE log = ? AND n = ? ORDER BY field",
        (_OWN, place[1]),
    )
    values, erased = unseal(envelope.digests, rows)
    return envelope.entry(leaf, values, erased)


def read_stored(connection: apsw.Connection, path: Path, number: int) -> StoredEntry:
    """One entry as its bytes.

    Raises:
        LedgerError: if there is none, or something else is stored in its place.
    """
    row = connection.execute(
        "SELECT entry, signature FROM event WHERE log = ? AND n = ?", (_OWN, number)
    ).fetchone()
    if row is None:
        raise LedgerError(f"{path}: there is no entry {number}.")
    fields = connection.execute(
        "SELECT field, salt, value FROM payload WHERE log = ? AND n = ? ORDER BY field",
        (_OWN, number),
    ).fetchall()
    payload = tuple(
        (str(name), None, None)
        if salt is None and value is None
        else (str(name), stored_bytes(salt), stored_bytes(value))
        for name, salt, value in fields
    )
    return StoredEntry(stored_bytes(row[0]), stored_bytes(row[1]), payload)
