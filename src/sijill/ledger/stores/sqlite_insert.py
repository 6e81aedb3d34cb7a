"""Entries stored by the thousand: each check is one statement over a whole page of rows.

A trigger that runs for every row costs more than the insert itself, and looking up the entry of
each value costs half as much. So within the transaction that stores a page of entries this
connection runs without triggers and foreign keys, and the numbers of the whole page are compared
before: the log is there, the entries are its next ones, each value is of one of them. A row whose
key is held already is refused by its primary key, as these statements only insert. The file keeps
its triggers and keys: other connections, and a process after a kill, meet them.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby

import apsw

from sijill.ledger.stores.storage import EntryRow, NodeRow, Value
from sijill.model.errors import LedgerError

AT_ONCE = 100
"""From so many entries on it is worth preparing the statements anew."""


def insert_rows(
    connection: apsw.Connection,
    log: int,
    entries: Sequence[EntryRow],
    payload: Sequence[Value],
    nodes: Sequence[NodeRow],
) -> None:
    """Insert entries, their values and the blocks that they complete; inside a transaction.

    Raises:
        LedgerError: if an entry or a block is not the next one, or a value is of none of these
            entries; nothing is inserted then.
        apsw.Error: what SQLite refuses.
    """
    if len(entries) < AT_ONCE:
        _insert(connection, log, entries, payload, nodes)
        return
    _demand_next_entries(connection, log, entries)
    _demand_own_values(entries, payload)
    _demand_next_nodes(connection, log, nodes)
    with _without_row_checks(connection):
        _insert(connection, log, entries, payload, nodes)


def _insert(
    connection: apsw.Connection,
    log: int,
    entries: Sequence[EntryRow],
    payload: Sequence[Value],
    nodes: Sequence[NodeRow],
) -> None:
    insert = connection.executemany
    insert(f"INSERT INTO entry VALUES ({log:d}, ?, ?, ?, ?, ?)", entries)  # noqa: S608  a number
    insert(f"INSERT INTO payload VALUES ({log:d}, ?, ?, ?, ?)", payload)  # noqa: S608  a number
    insert(f"INSERT INTO node VALUES ({log:d}, ?, ?, ?)", nodes)  # noqa: S608  a number


@contextmanager
def _without_row_checks(connection: apsw.Connection) -> Iterator[None]:
    checks = apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, apsw.SQLITE_DBCONFIG_ENABLE_FKEY
    for check in checks:
        connection.config(check, 0)
    try:
        yield
    finally:
        for check in checks:
            connection.config(check, 1)


def _demand_next_entries(
    connection: apsw.Connection, log: int, entries: Sequence[EntryRow]
) -> None:
    following = "SELECT coalesce((SELECT max(n) + 1 FROM entry WHERE log = ?1), base_size) FROM log"
    first = connection.execute(f"{following} WHERE number = ?1", (log,)).get
    if not _is_counted_from(first, [row.number for row in entries]):
        raise LedgerError("the ledger only grows: an entry takes the next number")


def _demand_own_values(entries: Sequence[EntryRow], payload: Sequence[Value]) -> None:
    first, last = entries[0].number, entries[-1].number
    if any(not first <= number <= last for number, *_ in payload):
        raise LedgerError("the ledger only grows: a value comes with its entry")


def _demand_next_nodes(connection: apsw.Connection, log: int, nodes: Sequence[NodeRow]) -> None:
    following = (
        "SELECT coalesce((SELECT max(idx) + 1 FROM node WHERE log = ?1 AND level = ?2),"
        " base_size >> ?2) FROM log WHERE number = ?1"
    )
    by_level = sorted(nodes, key=lambda node: node.level)
    for level, grown in groupby(by_level, key=lambda node: node.level):
        first = connection.execute(following, (log, level)).get
        if not _is_counted_from(first, [node.place for node in grown]):
            raise LedgerError("the ledger only grows: a node takes the next index")


def _is_counted_from(first: object, numbers: list[int]) -> bool:
    return isinstance(first, int) and numbers == list(range(first, first + len(numbers)))
