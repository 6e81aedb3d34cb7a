"""The tables of a register's file: their text, the version, and what a file is by its header."""

from enum import Enum, auto
from functools import cache
from hashlib import sha256
from importlib.resources import files

import apsw

APPLICATION_ID = 1936288364  # the letters "sijl"
SCHEMA_VERSION = 3

Schema = frozenset[tuple[str, ...]]
"""What a schema defines: each thing's type, name, table, statement, and these columns' types."""


class Identity(Enum):
    """What a database file is, by its header."""

    BLANK = auto()
    LEDGER = auto()
    OLDER = auto()
    NEWER = auto()
    STRANGER = auto()


def identify(connection: apsw.Connection) -> Identity:
    """What the file is. Raises apsw.Error if it is no database, or damaged."""
    application = connection.pragma("application_id")
    version = connection.pragma("user_version")
    if application == APPLICATION_ID:
        if version == SCHEMA_VERSION:
            return Identity.LEDGER
        return Identity.NEWER if version > SCHEMA_VERSION else Identity.OLDER
    if (application, version) == (0, 0) and not schema_of(connection):
        return Identity.BLANK
    return Identity.STRANGER


def schema_of(connection: apsw.Connection) -> Schema:
    """The schema as the file holds it; bytes that are no UTF-8 are shown as escapes."""
    rows = connection.execute(
        "SELECT CAST(type AS BLOB), CAST(name AS BLOB), CAST(tbl_name AS BLOB), CAST(sql AS BLOB),"
        " typeof(type) || typeof(name) || typeof(tbl_name) || typeof(sql) FROM sqlite_schema"
    )
    return frozenset(tuple(map(_shown, row)) for row in rows)


@cache
def expected_schema() -> Schema:
    """The schema of this version."""
    connection = apsw.Connection(":memory:")
    connection.execute(schema_text())
    schema = schema_of(connection)
    connection.close()
    return schema


def schema_digest(connection: apsw.Connection) -> str:
    """SHA-256 over a file's schema, by which older versions are recognised."""
    lines = sorted("\x1f".join(row) for row in schema_of(connection))
    return sha256("\x1e".join(lines).encode()).hexdigest()


@cache
def schema_text() -> str:
    """The statements that make the tables and their triggers."""
    return files("sijill.ledger.stores").joinpath("schema.sql").read_text(encoding="utf-8")


def _shown(text: object) -> str:
    return text.decode("utf-8", "backslashreplace") if isinstance(text, bytes) else repr(text)
