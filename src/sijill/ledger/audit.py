"""The audit: is this ledger what its devices wrote? Read-only, from the first byte to the last.

What it can promise without something trusted from outside is that the file agrees with itself.
Whoever can write the file can cut off its end, or rewrite all of it, hashes, signatures and key
included; that is found up to the last head that left the machine (printed, sent, published), so
pass one in: a head alone, or better a signed checkpoint, which also tells whose key it was.
"""

import errno
from pathlib import Path

import apsw

from sijill.ledger.block import LogFrame
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
from sijill.ledger.keys import PUBLIC_BYTES
from sijill.ledger.merkle import TreeHead
from sijill.ledger.notes import Note, origin_of, read_note
from sijill.model.errors import LedgerError

WAIT_MS = 10_000

_UNUSED = ("tsr", "receipt", "fork", "blob")


def verify(path: Path, evidence_folder: Path, trusted: TreeHead | Note | None = None) -> Report:
    """Examine a ledger and the evidence that it cites. Whatever is wrong is a finding.

    Args:
        path: the ledger's file. It is not written to; SQLite may leave its companions (``-wal``,
            empty, and ``-shm``) beside it.
        evidence_folder: where the evidence is; it need not exist if no entry cites any.
        trusted: a head or a checkpoint that was kept somewhere else, to be found again here.
    """
    found = FindingList()
    examination: Examination | None = None
    frame: LogFrame | None = None
    is_whole = False
    try:
        if not path.is_file():
            raise FileNotFoundError(errno.ENOENT, "there is no such file", str(path))
        connection = open_to_read(path)
        try:
            connection.set_busy_timeout(WAIT_MS)
            connection.execute("BEGIN")  # one moment, however long the examination takes
            frame = _examine_frame(connection, path, found)
            if frame is not None:
                notes = _stored_notes(connection, frame, found)
                sizes = [note.head.size for note in notes]
                if trusted is not None:
                    sizes.append(_head_of(trusted).size)
                examination = Examination(path, frame, sizes, found)
                examination.run(connection)
                is_whole = True
                _compare_notes(notes, examination, found)
        finally:
            connection.close()
    except LedgerError as error:
        found.add(Verdict.DAMAGED, str(path), str(error))
    except (apsw.Error, OSError, UnicodeDecodeError) as error:
        found.add(*_failure(error, path))
    if examination is None:
        return found.report(0, "")
    if trusted is not None and frame is not None:
        _compare_trusted(trusted, frame, examination, found, is_whole=is_whole)
    for finding in check_files(evidence_folder, examination.files):
        found.add(finding.verdict, finding.where, finding.what)
    return found.report(examination.entries, examination.root)


def _examine_frame(connection: apsw.Connection, path: Path, found: FindingList) -> LogFrame | None:
    """Check what stands around the entries; the log, if its entries can be examined at all."""
    if not _is_recognised(connection, path, found) or not _has_tables(connection, found):
        return None
    for table in _UNUSED:
        if connection.execute(f"SELECT count(*) FROM {table}").get:  # noqa: S608 our names
            what = "it holds rows, which this version cannot check"
            found.add(Verdict.COULD_NOT_CHECK, f"table {table}", what)
    logs = connection.execute("SELECT number, CAST(id AS BLOB), own, key FROM log").fetchall()
    match logs:
        case [(0, bytes(log), 1, bytes(key))] if len(key) in (0, PUBLIC_BYTES):
            return LogFrame(log.decode("utf-8", "backslashreplace"), key)
    found.add(Verdict.TAMPERED, "table log", "it does not hold one log, written by this device")
    return None


def _stored_notes(connection: apsw.Connection, frame: LogFrame, found: FindingList) -> list[Note]:
    """The checkpoints of the log that can be read and that its key signed."""
    notes: list[Note] = []
    rows = connection.execute("SELECT log, n, size, note FROM checkpoint ORDER BY log, n")
    for place, (log, number, size, raw) in enumerate(rows):
        where = f"checkpoint {number!r}"
        try:
            note = read_note(raw if isinstance(raw, bytes) else b"")
        except LedgerError as error:
            found.add(Verdict.TAMPERED, where, str(error))
            continue
        grows = not notes or note.head.size > notes[-1].head.size
        if (log, number, size) != (0, place, note.head.size) or not grows:
            found.add(Verdict.TAMPERED, where, "it is not where it belongs")
        if note.origin != origin_of(frame.id) or not note.is_signed_by(frame.public):
            found.add(Verdict.TAMPERED, where, "the key of the log did not sign it")
        notes.append(note)
    return notes


def _compare_notes(notes: list[Note], examination: Examination, found: FindingList) -> None:
    for note in notes:
        root = examination.roots.get(note.head.size)
        if root != note.head.root:
            what = "the entries have another root" if root else "the entries do not reach so far"
            found.add(Verdict.TAMPERED, f"checkpoint of {note.head.size} entries", what)


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


def _compare_trusted(
    trusted: TreeHead | Note,
    frame: LogFrame,
    examination: Examination,
    found: FindingList,
    *,
    is_whole: bool,
) -> None:
    head = _head_of(trusted)
    where = f"trusted head of {head.size} entries"
    if isinstance(trusted, Note):
        if trusted.origin != origin_of(frame.id):
            found.add(Verdict.TAMPERED, where, f"it is about {trusted.origin}, another log")
        elif not trusted.is_signed_by(frame.public):
            what = "its signature is not by the key in the ledger; one of the two was replaced"
            found.add(Verdict.TAMPERED, where, what)
    root = examination.roots.get(head.size)
    if root == head.root:
        return
    if root:
        found.add(Verdict.TAMPERED, where, "the ledger had another root; it was rewritten")
    elif is_whole:
        what = f"the ledger has no unbroken sequence of so many; it holds {examination.entries}"
        found.add(Verdict.TAMPERED, where, what)
    else:
        found.add(Verdict.COULD_NOT_CHECK, where, "reading stopped before it")


def _head_of(trusted: TreeHead | Note) -> TreeHead:
    return trusted.head if isinstance(trusted, Note) else trusted


def _failure(error: Exception, path: Path) -> tuple[Verdict, str, str]:
    match error:
        case apsw.CantOpenError() | apsw.BusyError() | apsw.PermissionsError() | OSError():
            return Verdict.COULD_NOT_CHECK, str(path), f"it cannot be read: {error}"
        case apsw.Error():
            return Verdict.DAMAGED, str(path), str(told(error, path))
    return Verdict.DAMAGED, str(path), "a text in it is damaged; reading stopped there"
