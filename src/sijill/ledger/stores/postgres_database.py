"""The database on a PostgreSQL server under a ledger: reached, recognised, and made.

A server that may lose what it acknowledged is refused: ``fsync`` and ``full_page_writes`` must be
on, and every session here waits until a commit is on the disk (``synchronous_commit``). A member's
session must not be able to change rows: a role that can is refused, too.
"""

from functools import cache
from hashlib import sha256
from importlib.resources import files
from urllib.parse import quote

import psycopg
from psycopg import conninfo, sql

from sijill.ledger.stores.postgres_errors import translate_errors
from sijill.ledger.stores.postgres_migration import FRAME_1, migrate_server
from sijill.model.errors import LedgerError, OtherVersionError, StorageError

SCHEMA_VERSION = 2
FRAME = "441e4a8cc5289a878921b9f3cbe0980f18a5bba7bbb4422b894352e9cac96848"
"""SHA-256 of the lines of ``frame_of`` where nothing was changed. A test keeps it in step."""
CONNECT_SECONDS = 10
_SECRET = ("password", "sslpassword")

Connection = psycopg.Connection[tuple[object, ...]]

_SESSION = """
SELECT set_config('lock_timeout', %s, false),
    set_config('search_path', 'pg_catalog, pg_temp', false),
    set_config('default_transaction_isolation', 'read committed', false),
    set_config('default_transaction_read_only', 'off', false),
    set_config('idle_in_transaction_session_timeout', '900000', false),
    set_config('tcp_keepalives_idle', '30', false),
    set_config('synchronous_commit',
        CASE current_setting('synchronous_commit')
        WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, false)
"""
_SETTINGS = """
SELECT current_setting('fsync'), current_setting('full_page_writes'),
    current_setting('server_encoding'), pg_is_in_recovery()::text
"""
_FRAME = """
SELECT concat_ws(' ', 'table', c.relname, c.relkind, c.relpersistence, c.relrowsecurity)
FROM pg_class AS c WHERE c.relnamespace = to_regnamespace('sijill') AND c.relkind <> 'i'
UNION ALL
SELECT concat_ws(' ', 'column', c.relname, a.attname, a.atttypid::regtype, a.attnotnull)
FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
WHERE c.relnamespace = to_regnamespace('sijill') AND c.relkind = 'r' AND a.attnum > 0
UNION ALL
SELECT concat_ws(' ', 'index', t.relname, c.relname, i.indisunique, i.indisvalid)
FROM pg_index AS i
JOIN pg_class AS c ON c.oid = i.indexrelid JOIN pg_class AS t ON t.oid = i.indrelid
WHERE c.relnamespace = to_regnamespace('sijill')
UNION ALL
SELECT concat_ws(' ', 'constraint', c.relname, k.conname, k.contype, k.convalidated)
FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid
WHERE c.relnamespace = to_regnamespace('sijill') AND k.contype <> 'n'
UNION ALL
SELECT concat_ws(' ', 'trigger', c.relname, t.tgname, p.proname, t.tgtype, t.tgenabled)
FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid JOIN pg_proc AS p ON p.oid = t.tgfoid
WHERE c.relnamespace = to_regnamespace('sijill') AND NOT t.tgisinternal
UNION ALL
SELECT concat_ws(' ', 'reference', c.relname, p.proname, t.tgenabled)
FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid JOIN pg_proc AS p ON p.oid = t.tgfoid
WHERE c.relnamespace = to_regnamespace('sijill') AND t.tgisinternal
UNION ALL
SELECT concat_ws(' ', 'rule', tablename, rulename) FROM pg_rules WHERE schemaname = 'sijill'
UNION ALL
SELECT concat_ws(' ', 'function', p.proname, pg_get_function_identity_arguments(p.oid),
    p.prosecdef, p.proconfig, p.prosrc)
FROM pg_proc AS p WHERE p.pronamespace = to_regnamespace('sijill')
"""
_GRANTS = (
    "GRANT USAGE ON SCHEMA sijill TO {}",
    "GRANT SELECT ON ALL TABLES IN SCHEMA sijill TO {}",
    """
    GRANT INSERT ON sijill.log, sijill.entry, sijill.payload, sijill.node, sijill.checkpoint,
    sijill.timestamp, sijill.cosignature TO {}
    """,
    "GRANT EXECUTE ON FUNCTION sijill.erase_value, sijill.clean TO {}",
)


def shown(address: str) -> str:
    """The address as messages name it, and as it can be written down: without any password.

    Raises:
        LedgerError: if it is no address of a PostgreSQL server.
    """
    try:
        parts = conninfo.conninfo_to_dict(address)
    except psycopg.Error:
        raise LedgerError(  # without the cause: it repeats the address
            "the address of the PostgreSQL server cannot be read. Write it as "
            "postgresql://user@host:5432/database, and the password into ~/.pgpass."
        ) from None
    parts_shown = {name: quote(str(value)) for name, value in parts.items() if name not in _SECRET}
    user = f"{parts_shown.pop('user')}@" if "user" in parts_shown else ""
    name = parts_shown.pop("dbname", "")
    host = port = ""
    if "host" in parts_shown and "/" not in parts_shown["host"]:
        host = parts_shown.pop("host")
        port = f":{parts_shown.pop('port')}" if "port" in parts_shown else ""
    rest = "&".join(f"{name}={value}" for name, value in parts_shown.items())
    return f"postgresql://{user}{host}{port}/{name}{'?' if rest else ''}{rest}"


def connect(address: str, *, wait_ms: int) -> Connection:
    """A session on a server that keeps what it acknowledges.

    Args:
        address: ``postgresql://user@host:port/database``.
        wait_ms: how long to wait while another process writes, in milliseconds.

    Raises:
        LedgerError: if the address cannot be read, or the database is not in UTF-8.
        StorageError: if the server is not reached, or its settings could lose entries.
    """
    where = shown(address)
    try:
        connection: Connection = psycopg.connect(
            address,
            autocommit=True,
            connect_timeout=CONNECT_SECONDS,
            application_name="sijill",
            client_encoding="UTF8",
        )
    except psycopg.Error as error:
        secret = str(conninfo.conninfo_to_dict(address).get("password") or "")
        why = next(iter(str(error).strip().splitlines()), "no answer")
        why = why.replace(secret, "***") if secret else why
        raise StorageError(
            f"{where}: the server is not reached ({why}). Check the address, the password in "
            "~/.pgpass, and whether the server runs."
        ) from None
    try:
        with translate_errors(where):
            connection.execute(_SESSION, (str(wait_ms),))
            demand_durable(connection, where)
    except BaseException:
        connection.close()
        raise
    return connection


def demand_durable(connection: Connection, where: str, lock: int | None = None) -> None:
    """Refuse a server whose settings could lose what it acknowledged.

    With ``lock``, in the same trip: wait for that lock, and hold it to the transaction's end.

    Raises:
        LedgerError, StorageError: saying which setting.
    """
    fsync, whole_pages, encoding, is_copy = (
        one_row(connection, _SETTINGS)
        if lock is None
        else one_row(connection, f"{_SETTINGS} FROM pg_advisory_xact_lock(%s)", lock)
    )
    for name, value in (("fsync", fsync), ("full_page_writes", whole_pages)):
        if value != "on":
            raise StorageError(
                f"{where}: the server runs with {name} = {value}, so it can lose entries that it "
                f"acknowledged. Set {name} = on in postgresql.conf and reload it."
            )
    if is_copy == "true":
        raise StorageError(f"{where}: this server is a standby, which only reads. Name the other.")
    if encoding != "UTF8":
        raise LedgerError(
            f"{where}: the database holds text in {encoding}. Make one with ENCODING 'UTF8'."
        )


def one_row(connection: Connection, query: str, *values: object) -> tuple[object, ...]:
    """The only row that a query gives."""
    row = connection.execute(query.encode(), values).fetchone()
    if row is None:
        raise LedgerError("a query of the ledger returned no row. Run sijill verify.")
    return row


def demand_version(connection: Connection, where: str) -> None:
    """Refuse a database that holds no ledger of this version.

    Raises:
        OtherVersionError: if another version made it.
        LedgerError: saying what is not as it must be.
    """
    (edition_table,) = one_row(connection, "SELECT to_regclass('sijill.edition')::text")
    if edition_table is None:
        raise LedgerError(
            f"{where}: there is no ledger in this database. Its owner installs one with "
            "sijill team install."
        )
    (version,) = one_row(connection, "SELECT max(version) FROM sijill.edition")
    if version != SCHEMA_VERSION:
        raise OtherVersionError(
            f"{where}: another version of sijill made this ledger ({version}). If it is an older "
            "one, its owner carries it over with sijill team install; else install that version."
        )


def demand_ledger(connection: Connection, where: str) -> None:
    """Refuse a database without a ledger of this version, or one whose guards were changed.

    Raises:
        LedgerError: saying what is not as it must be.
    """
    demand_version(connection, where)
    if not is_unchanged(connection):
        raise LedgerError(
            f"{where}: the ledger's tables, triggers or functions were changed. Run sijill verify, "
            "and continue from a backup."
        )


def demand_member(connection: Connection, where: str) -> None:
    """Refuse a role that could change what is stored.

    Raises:
        StorageError: if it could, or may not even read.
    """
    reads, writes, changes = one_row(
        connection,
        "SELECT has_schema_privilege('sijill', 'USAGE'),"
        " has_table_privilege('sijill.entry', 'INSERT'),"
        " bool_or(has_table_privilege(oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER')"
        " OR pg_has_role(relowner, 'USAGE'))"
        " FROM pg_class WHERE relnamespace = 'sijill'::regnamespace AND relkind = 'r'",
    )
    if not (reads and writes):
        raise StorageError(
            f"{where}: this role may not write to the ledger. Its owner admits it with sijill team "
            "install."
        )
    if changes:
        raise StorageError(
            f"{where}: this role can change or delete what is stored. The owner only installs the "
            "ledger; write with a role that may do no more than read and add."
        )


def is_unchanged(connection: Connection) -> bool:
    """Whether tables, columns, constraints, triggers and functions are those of this version."""
    return frame_digest(frame_of(connection)) == FRAME


def frame_of(connection: Connection) -> list[str]:
    """What the schema defines, a line for each thing; the same from every version of the server."""
    return sorted(str(line) for (line,) in connection.execute(_FRAME.encode()))


def frame_digest(lines: list[str]) -> str:
    """One digest for the whole frame."""
    return sha256("\n".join(lines).encode()).hexdigest()


def install(address: str, member: str) -> None:
    """Make a ledger in an empty database, as its owner, and admit a role that reads and adds.

    Where there is a ledger already, the role is admitted to it; one of the version before is
    carried over first.

    Args:
        address: of the database, with the owner's name.
        member: an existing role, neither the owner nor a superuser.

    Raises:
        LedgerError: if what is there is no ledger of this version.
        StorageError: if the server is not reached or refuses.
    """
    where = shown(address)
    connection = connect(address, wait_ms=CONNECT_SECONDS * 1_000)
    try:
        with translate_errors(where, connection), connection.transaction():
            (edition_table,) = one_row(connection, "SELECT to_regclass('sijill.edition')::text")
            if edition_table is None:
                connection.execute(_schema_text().encode())
            elif frame_digest(frame_of(connection)) == FRAME_1:
                migrate_server(connection, _schema_text(), where)
            demand_ledger(connection, where)
            _admit(connection, member)
    finally:
        connection.close()


def _admit(connection: Connection, member: str) -> None:
    for grant in _GRANTS:
        connection.execute(sql.SQL(grant).format(sql.Identifier(member)))


@cache
def _schema_text() -> str:
    return files("sijill.ledger.stores").joinpath("postgres_schema.sql").read_text(encoding="utf-8")
