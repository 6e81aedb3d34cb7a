"""The SQLite file under a ledger: made, recognised and opened with the settings that keep it safe.

Write-ahead log with ``synchronous=FULL``: what has been committed survives a power cut. One process
writes at a time (``BEGIN IMMEDIATE``); another one waits, then is refused. Readers never wait.

SQLite 3.7.0 to 3.51.2 can corrupt a file whose write-ahead log is reset while two connections use
it. ``apsw`` brings a later one along; where it was built against the system's, writing is refused.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import apsw

from sijill.files.durability import sync_folder
from sijill.ledger.stores.migrations import is_migratable, migrate
from sijill.ledger.stores.sqlite_errors import translate_errors
from sijill.ledger.stores.sqlite_schema import (
    Identity,
    expected_schema,
    identify,
    schema_of,
    schema_text,
)
from sijill.model.case_limits import MOST_STORED_BYTES
from sijill.model.errors import LedgerError, StorageError

COMPANIONS = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database: https://www.sqlite.org/tempfiles.html."""

CACHE_KIB = 65_536  # with SQLite's own 2 MiB, a batch spills and takes three times as long

FIRST_WITH_RESET_BUG, LAST_WITH_RESET_BUG = (3, 7, 0), (3, 51, 2)


def demand_sound_sqlite(version: str) -> None:
    """Refuse a SQLite that can corrupt a write-ahead log.

    Raises:
        StorageError: saying what to install.
    """
    numbers = tuple(int(part) for part in version.split(".")[:3])
    if FIRST_WITH_RESET_BUG <= numbers <= LAST_WITH_RESET_BUG:
        raise StorageError(
            f"SQLite {version} can damage a ledger that two processes have open (the WAL-reset "
            "bug, up to 3.51.2). Install apsw 3.54 or newer from its wheel, which brings its own."
        )


def open_to_write(path: Path, *, create: bool, wait_ms: int) -> apsw.Connection:
    """A connection to a ledger; where there is none, it is made, without a log, if asked for.

    Raises:
        LedgerError: if the file is absent, no ledger, damaged, or of a newer version.
        StorageError: if the file or its folder may not be written to, or SQLite is not to be
            trusted with it.
    """
    demand_sound_sqlite(apsw.sqlite_lib_version())
    with translate_errors(path):
        if path.is_dir():
            raise LedgerError(f"{path}: this is a folder. Name the ledger's file in it.")
        _demand_files(path)
        if create:
            _make_file(path)
        elif not path.exists():
            raise LedgerError(f"{path}: there is no ledger. Check the path, or create the case.")
        _match_companions(path)
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
        with _closed_on_errors(connection):
            connection.set_busy_timeout(wait_ms)
            _distrust(connection)
            _recognise(connection, path, create=create)
    return connection


@contextmanager
def _closed_on_errors(connection: apsw.Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        connection.close()
        raise


def open_to_read(path: Path) -> apsw.Connection:
    """A connection that cannot write; it works on a read-only medium, too.

    Raises:
        apsw.Error: if the file cannot be opened, or is no database.
        LedgerError: if a pipe, a device or a folder stands in the place of one of its files.
    """
    _demand_files(path)
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        _distrust(connection)
        connection.pragma("user_version")
    except (apsw.CantOpenError, apsw.ReadOnlyError):
        connection.close()
        log = path.with_name(path.name + "-wal")
        if log.exists() and log.stat().st_size:
            raise
        # SQLite cannot create its index of the write-ahead log here; nobody can be writing either.
        address = f"file:{quote(str(path))}?immutable=1"
        connection = apsw.Connection(
            address, flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
        )
        _distrust(connection)
    return connection


def is_fixed(path: Path) -> bool:
    """Whether a ledger is there that this process may not write to: on a disc, or somebody else's.

    SQLite keeps files beside it, so its folder must be one that may be written to as well.
    """
    return path.is_file() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def open_fixed(path: Path) -> apsw.Connection:
    """A connection to a ledger that may not be written to.

    Raises:
        LedgerError: if it is no ledger, damaged, or of another version.
        StorageError: if it cannot be read here.
    """
    way_out = "Copy the case to a folder that may be written to, and work there."
    with translate_errors(path):
        try:
            connection = open_to_read(path)
        except (apsw.CantOpenError, apsw.ReadOnlyError) as error:
            raise StorageError(
                f"{path} may not be written to, and a write-ahead log lies beside it, which a "
                f"command left that was ended at its work. {way_out}"
            ) from error
        with _closed_on_errors(connection):
            older = identify(connection) is Identity.OLDER and is_migratable(connection)
            if not older:
                _demand_ledger(connection, path)
        if older:
            connection.close()
            raise StorageError(
                f"{path}: the ledger was written by an older version of sijill, and may not be "
                f"written to. {way_out}"
            )
    return connection


@contextmanager
def writing(connection: apsw.Connection) -> Iterator[None]:
    """One transaction: everything in it is stored, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _recognise(connection: apsw.Connection, path: Path, *, create: bool) -> None:
    """Recognise the file, or make a ledger of an empty one, and set what keeps it safe."""
    if connection.readonly("main"):
        raise StorageError(
            f"{path}: the file may not be written to. Change its permissions, or work on a copy of "
            "the case in another folder."
        )
    if create and identify(connection) is Identity.BLANK:
        _make_durable(connection, path)
        with writing(connection):
            if identify(connection) is Identity.BLANK:  # nobody else was faster
                connection.execute(schema_text())
    if identify(connection) is Identity.OLDER and is_migratable(connection):
        _make_durable(connection, path)
        migrate(connection)
    _demand_ledger(connection, path)
    _make_durable(connection, path)


def _demand_ledger(connection: apsw.Connection, path: Path) -> None:
    match identify(connection):
        case Identity.BLANK:
            raise LedgerError(f"{path}: the file is empty; no ledger was made in it. Create one.")
        case Identity.STRANGER:
            raise LedgerError(f"{path}: this database is not a ledger. Check the path.")
        case Identity.NEWER:
            raise LedgerError(
                f"{path}: the ledger was written by a newer version of sijill. Install that one."
            )
        case Identity.OLDER:
            raise LedgerError(
                f"{path}: the ledger was written by an older version of sijill whose tables this "
                "one cannot carry over: that version knew one device only, or the tables were "
                "changed. Keep the file, and run the verify of the version that wrote it."
            )
        case Identity.LEDGER if schema_of(connection) != expected_schema():
            raise LedgerError(
                f"{path}: the ledger's tables or triggers were changed. Run sijill verify, and "
                "continue from a backup."
            )


def _make_durable(connection: apsw.Connection, path: Path) -> None:
    mode = connection.pragma("journal_mode", "wal")
    if mode != "wal":
        raise StorageError(
            f"{path}: this file system cannot keep a ledger safe (journal mode {mode}). "
            "Move the case to a local disk."
        )
    connection.pragma("synchronous", "full")
    connection.pragma("foreign_keys", "on")
    connection.pragma("cache_size", -CACHE_KIB)


def _make_file(path: Path) -> None:
    """An empty file that only its owner can read, unless there is one already."""
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, 0o600)
    except FileExistsError:
        return
    os.close(descriptor)
    sync_folder(path.parent)


def _demand_files(path: Path) -> None:
    """Refuse a database of which a part is no ordinary file: SQLite would wait for a pipe for ever.

    Raises:
        LedgerError: naming the part.
    """
    for end in ("", *COMPANIONS):
        part = path.with_name(path.name + end)
        with suppress(OSError):  # not there, or a circle of links; then SQLite says so
            if not stat.S_ISREG(part.stat().st_mode):
                raise LedgerError(
                    f"{part}: this is no ordinary file, and none of a ledger. Ask who put it there."
                )


def _match_companions(path: Path) -> None:
    """Give the write-ahead log and its index the permissions of the file.

    SQLite makes them with those that the file had: read while it was read-only, they would stay so
    after the file may be written to again.
    """
    wanted = path.stat().st_mode & 0o777
    for end in ("-wal", "-shm"):
        with suppress(OSError):  # not ours; then SQLite says what it cannot do
            companion = path.with_name(path.name + end)
            if companion.lstat().st_mode & 0o777 != wanted and not companion.is_symlink():
                companion.chmod(wanted)


def _distrust(connection: apsw.Connection) -> None:
    """The file may come from anybody: call no code from its schema, check every page read.

    No value is read that would fill the memory.
    """
    connection.limit(apsw.SQLITE_LIMIT_LENGTH, MOST_STORED_BYTES)
    connection.pragma("trusted_schema", "off")
    connection.pragma("cell_size_check", "on")
    connection.pragma("mmap_size", 0)
