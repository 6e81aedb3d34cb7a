"""The audit: is this ledger what its devices wrote? Read-only, from the first byte to the last.

What it can promise without a trusted head is that the file agrees with itself. Whoever can write
the file can cut off its end, or rewrite all of it, hashes included; that is found up to the last
head that left the machine (printed, sent, published), so pass one in.
"""

import errno
from pathlib import Path

import apsw

from sijill.ledger.database import (
    SCHEMA_VERSION,
    Identity,
    expected_schema,
    identify,
    open_to_read,
    schema_of,
)
from sijill.ledger.evidence import check_files
from sijill.ledger.examination import Examination
from sijill.ledger.failures import told
from sijill.ledger.findings import FindingList, Report, Verdict
from sijill.ledger.merkle import TreeHead

WAIT_MS = 10_000

_UNUSED = ("checkpoint", "tsr", "receipt", "fork", "blob")


def verify(path: Path, evidence_folder: Path, trusted_head: TreeHead | None = None) -> Report:
    """Examine a ledger and the evidence that it cites. Whatever is wrong is a finding.

    Args:
        path: the ledger's file. It is not written to; SQLite may leave its companions (``-wal``,
            empty, and ``-shm``) beside it.
        evidence_folder: where the evidence is; it need not exist if no entry cites any.
        trusted_head: a head that was noted somewhere else, to be found again in the ledger.
    """
    found = FindingList()
    examination: Examination | None = None
    is_whole = False
    try:
        if not path.is_file():
            raise FileNotFoundError(errno.ENOENT, "there is no such file", str(path))
        connection = open_to_read(path)
        try:
            connection.set_busy_timeout(WAIT_MS)
            connection.execute("BEGIN")  # one moment, however long the examination takes
            log = _examine_frame(connection, path, found)
            if log is not None:
                size = trusted_head.size if trusted_head else None
                examination = Examination(connection, log, size, found)
                examination.run()
                is_whole = True
        finally:
            connection.close()
    except (apsw.Error, OSError, UnicodeDecodeError) as error:
        found.add(*_failure(error, path))
    if examination is None:
        return found.report(0, "")
    if trusted_head:
        _compare(trusted_head, examination, found, is_whole=is_whole)
    for finding in check_files(evidence_folder, examination.files):
        found.add(finding.verdict, finding.where, finding.what)
    return found.report(examination.entries, examination.root)


def _examine_frame(connection: apsw.Connection, path: Path, found: FindingList) -> str | None:
    """Check what stands around the entries; the id of the log, if they can be examined at all."""
    if not _is_recognised(connection, path, found) or not _has_tables(connection, found):
        return None
    for (message,) in connection.execute(
        "SELECT CAST(integrity_check AS BLOB) FROM pragma_integrity_check"
    ):
        if message != b"ok":
            found.add(Verdict.DAMAGED, "database", message.decode("utf-8", "backslashreplace"))
    for table in _UNUSED:
        if connection.execute(f"SELECT count(*) FROM {table}").get:  # noqa: S608 our names
            what = "it holds rows, which this version cannot check"
            found.add(Verdict.COULD_NOT_CHECK, f"table {table}", what)
    logs = connection.execute("SELECT number, CAST(id AS BLOB), own, key FROM log").fetchall()
    match logs:
        case [(0, bytes(log), 1, b"")]:
            return log.decode("utf-8", "backslashreplace")
    found.add(Verdict.TAMPERED, "table log", "it does not hold one log, written by this device")
    return None


def _is_recognised(connection: apsw.Connection, path: Path, found: FindingList) -> bool:
    match identify(connection):
        case Identity.LEDGER:
            version = connection.pragma("user_version")
            if version != SCHEMA_VERSION:
                found.add(Verdict.DAMAGED, str(path), f"its version {version} does not exist")
            return True
        case Identity.NEWER:
            what = "a newer version of sijill wrote it; verify with that one"
            found.add(Verdict.COULD_NOT_CHECK, str(path), what)
        case Identity.BLANK | Identity.STRANGER:
            found.add(Verdict.DAMAGED, str(path), "it is not a ledger, or its header is damaged")
    return False


def _has_tables(connection: apsw.Connection, found: FindingList) -> bool:
    """Compare the schema. Without the right tables there is nothing that could be examined."""
    expected, actual = expected_schema(), schema_of(connection)
    for kind, name, *_ in sorted(expected - actual):
        found.add(Verdict.TAMPERED, f"{kind} {name}", "it is missing or was changed")
    for kind, name, *_ in sorted(actual - expected):
        found.add(Verdict.TAMPERED, f"{kind} {name!r}", "it does not belong to a ledger")
    return {it for it in expected if it[0] == "table"} <= actual


def _compare(
    trusted: TreeHead, examination: Examination, found: FindingList, *, is_whole: bool
) -> None:
    where = f"trusted head of {trusted.size} entries"
    if examination.trusted_root == trusted.root:
        return
    if examination.trusted_root:
        found.add(Verdict.TAMPERED, where, "the ledger had another root; it was rewritten")
    elif is_whole:
        what = f"the ledger has no unbroken sequence of so many; it holds {examination.entries}"
        found.add(Verdict.TAMPERED, where, what)
    else:
        found.add(Verdict.COULD_NOT_CHECK, where, "reading stopped before it")


def _failure(error: Exception, path: Path) -> tuple[Verdict, str, str]:
    match error:
        case apsw.CantOpenError() | apsw.BusyError() | apsw.PermissionsError() | OSError():
            return Verdict.COULD_NOT_CHECK, str(path), f"it cannot be read: {error}"
        case apsw.Error():
            return Verdict.DAMAGED, str(path), str(told(error, path))
    return Verdict.DAMAGED, str(path), "a text in it is damaged; reading stopped there"
