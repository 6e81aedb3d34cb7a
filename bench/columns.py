"""Every value of every table of a register changed, one after the other, as a hand would do it.

A byte flipped in the file (``flips``) reaches what its place on a page lets it reach. Here every
column of every row takes other values of its own type, beneath triggers and checks: whatever then
verifies as sound although it says something else is a column that nothing binds.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TypeAlias

import apsw

from registers import SmallRegister
from sijill.ledger import Verdict, verify
from sijill.ledger.stores.migrations import without_triggers

Value: TypeAlias = str | int | float | bytes | None
LONG_TABLES = ("entry", "node", "payload")


class Change(NamedTuple):
    """One value changed."""

    table: str
    column: str
    key: tuple[Value, ...]
    before: Value
    after: Value


def changes(path: Path) -> Iterator[Change]:
    """Every change that is tried on a file."""
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    tables = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
    for (table,) in connection.execute(tables).fetchall():
        columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
        names = [str(column[1]) for column in columns]
        keys = [place for place, column in enumerate(columns) if column[5]]
        for row in connection.execute(f"SELECT * FROM {table}").fetchall():  # noqa: S608  ours
            key = tuple(row[place] for place in keys)
            for name, value in zip(names, row, strict=True):
                for other in _others(value):
                    yield Change(str(table), name, key, value, other)
    connection.close()


def unseen_changes(
    register: SmallRegister, copy: Path, every: int = 1
) -> tuple[set[tuple[str, str]], list[Change]]:
    """The columns that were changed, and the changes that verify as sound.

    Of the tables of entries, values and nodes every n-th change is made, of the others all.
    """
    tried: set[tuple[str, str]] = set()
    unseen: list[Change] = []
    for number, change in enumerate(changes(register.path)):
        if number % every and change.table in LONG_TABLES:
            continue
        shutil.copyfile(register.path, copy)
        if not _made(copy, change):
            continue
        tried.add((change.table, change.column))
        report = verify(copy, register.evidence, roots=register.roots)
        if report.verdict is Verdict.SOUND:
            unseen.append(change)
    return tried, unseen


def _others(value: Value) -> Iterator[Value]:
    """Other values of the same type, near it and far."""
    match value:
        case int():
            yield from {value ^ 1, value ^ 2, value + 1, value - 1, value + 1_000} - {value}
        case str() if value:
            for place in _places(len(value)):
                other = chr(ord(value[place]) ^ 1)
                yield f"{value[:place]}{other}{value[place + 1 :]}"
            yield f"{value}0"
        case bytes() if value:
            for place in _places(len(value)):
                yield value[:place] + bytes([value[place] ^ 1]) + value[place + 1 :]
            yield value + b"0"
        case str():
            yield "x"
        case bytes():
            yield b"x"
        case _:
            yield 0


def _places(length: int) -> list[int]:
    return sorted({0, length // 2, length - 1})


def _made(path: Path, change: Change) -> bool:
    """Whether the table takes the value: not where another row has its key."""
    connection = apsw.Connection(str(path))
    try:
        connection.execute("PRAGMA ignore_check_constraints = on")
        with without_triggers(connection):
            columns = connection.execute(f"PRAGMA table_info({change.table})").fetchall()
            keys = " AND ".join(f"{column[1]} IS ?" for column in columns if column[5])
            statement = f"UPDATE {change.table} SET {change.column} = ? WHERE {keys}"  # noqa: S608  ours
            try:
                connection.execute(statement, (change.after, *change.key))
            except apsw.ConstraintError:
                return False
        return True
    finally:
        connection.close()
