"""The server itself refuses to forget: attempts with plain SQL, past our code, by either role."""

from collections.abc import Callable, Iterator
from datetime import datetime
from hashlib import sha256

import psycopg
import pytest
from psycopg import errors

from postgres_cluster import MEMBER, Addresses
from sijill.ledger import Draft, Entry, Ledger
from sijill.ledger.stores.postgres_database import FRAME, frame_digest, frame_of
from sijill.ledger.stores.postgres_storage import PostgresStorage
from sijill.ledger.stores.storage import Cosignature
from sijill.model.errors import LedgerError

Drafts = Callable[[int], list[Draft]]
Server = psycopg.Connection[tuple[object, ...]]

KEPT = ["log", "entry", "payload", "node", "checkpoint", "timestamp", "cosignature"]
TABLES = ["edition", "migration", "erasure", *KEPT]


def leaf(entry: bytes, signature: bytes = b"") -> bytes:
    return sha256(b"\0" + entry + signature).digest()


@pytest.fixture
def entries(server: Addresses, drafts: Drafts, at: datetime) -> list[Entry]:
    """A ledger of five entries, every table in use, one value erased."""
    with Ledger.open(server.member, create=True) as ledger:
        entries = ledger.append(drafts(3), author="rana", at=at)
        entries.append(ledger.erase([(entries[0], "name")], "on request", author="rana", at=at))
        storage = ledger.storage
        assert isinstance(storage, PostgresStorage)
        with storage.writing():
            storage.add_checkpoint(0, 3, b"a note")
            storage.add_timestamp(0, 0, b"an answer")
            storage.add_cosignature(0, Cosignature(3, "f" * 32, b"a note"))
        ledger.append(drafts(1), author="omar", at=at)
    return entries


@pytest.fixture
def member(server: Addresses, entries: list[Entry]) -> Iterator[Server]:
    """The application's role, with plain SQL."""
    assert len(entries) == 4
    with psycopg.connect(server.member, autocommit=True, options="-c search_path=sijill") as open_:
        yield open_


@pytest.fixture
def owner(server: Addresses, entries: list[Entry]) -> Iterator[Server]:
    """The owner of the tables, with plain SQL."""
    assert len(entries) == 4
    with psycopg.connect(server.owner, autocommit=True, options="-c search_path=sijill") as open_:
        yield open_


def content(server: Server) -> list[object]:
    return [server.execute(f"SELECT * FROM {name}".encode()).fetchall() for name in TABLES]  # noqa: S608  ours


def columns(server: Server, table: str) -> list[str]:
    rows = server.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0", (table,)
    )
    return [str(name) for (name,) in rows]


@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE {} SET {} = DEFAULT",
        "DELETE FROM {}",
        "TRUNCATE {} CASCADE",
        "DROP TABLE {} CASCADE",
        "ALTER TABLE {} DISABLE TRIGGER ALL",
        "ALTER TABLE {} ADD COLUMN more text",
        "ALTER TABLE {} RENAME TO other",
        "CREATE RULE nothing AS ON INSERT TO {} DO INSTEAD NOTHING",
        "CREATE TRIGGER mine BEFORE INSERT ON {} EXECUTE FUNCTION sijill.never_changes()",
        "DO 'BEGIN LOCK TABLE {} IN ACCESS EXCLUSIVE MODE; END'",
        "SELECT 1 FROM {} FOR UPDATE",
    ],
)
def test_a_member_may_do_none_of_this(member: Server, attempt: str) -> None:
    before = content(member)
    for table in TABLES:
        column = columns(member, table)[0]
        with pytest.raises(errors.InsufficientPrivilege):
            member.execute(attempt.format(table, column).encode())
    assert content(member) == before


@pytest.mark.parametrize(
    "attempt",
    [
        "DROP SCHEMA sijill CASCADE",
        "DROP FUNCTION sijill.never_changes CASCADE",
        "CREATE OR REPLACE FUNCTION sijill.clean() RETURNS void LANGUAGE sql AS ''",
        "CREATE TABLE sijill.mine (n integer)",
        "SET session_replication_role = replica",
        "SET ROLE sijill_owner",
        "SELECT sijill.orders('', '', '')",
        "COPY sijill.entry TO PROGRAM 'cat'",
        "INSERT INTO sijill.edition VALUES (3)",
        "INSERT INTO sijill.migration VALUES ('mine', '2032')",
        "INSERT INTO sijill.erasure VALUES (0, 1, 'name', 0, 3)",
        "INSERT INTO sijill.entry VALUES (0, 0, '', '', '', '') ON CONFLICT DO UPDATE SET n = 9",
    ],
)
def test_nor_any_of_this(member: Server, attempt: str) -> None:
    before = content(member)
    with pytest.raises((errors.InsufficientPrivilege, errors.SyntaxError)):
        member.execute(attempt.encode())
    assert content(member) == before


def test_a_member_may_read_and_add_and_no_more(member: Server) -> None:
    rights = {"SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"}
    for table in TABLES:
        held = {
            right
            for right in rights
            if member.execute("SELECT has_table_privilege(%s, %s)", (table, right)).fetchone()
            == (True,)
        }
        assert held == ({"SELECT", "INSERT"} if table in KEPT else {"SELECT"})


def test_triggers_keep_the_owner_from_accidents(owner: Server) -> None:
    before = content(owner)
    for table in TABLES:
        attempts = [f"UPDATE {table} SET {it} = {it}" for it in columns(owner, table)]  # noqa: S608  ours
        attempts += [f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"]  # noqa: S608  ours
        for attempt in attempts:
            with pytest.raises(errors.RaiseException, match="only grows"):
                owner.execute(attempt.encode())
    assert content(owner) == before


def test_triggers_fire_where_replication_is_replayed(
    server: Addresses, entries: list[Entry]
) -> None:
    assert entries
    with psycopg.connect(server.superuser, autocommit=True) as superuser:
        superuser.execute("SET session_replication_role = replica")
        for attempt in ("UPDATE sijill.entry SET n = n", "DELETE FROM sijill.payload"):
            with pytest.raises(errors.RaiseException, match="only grows"):
                superuser.execute(attempt)


@pytest.mark.parametrize("number", [-1, 0, 2, 4, 6, 100])
def test_an_entry_takes_the_next_number_and_no_other(member: Server, number: int) -> None:
    before = content(member)
    with pytest.raises((errors.RaiseException, psycopg.IntegrityError)):
        member.execute("INSERT INTO entry VALUES (0, %s, 'x', '', %s, 'row')", (number, leaf(b"x")))
    assert content(member) == before
    member.execute("INSERT INTO entry VALUES (0, 5, 'x', '', %s, 'row')", (leaf(b"x"),))


def test_rows_of_one_statement_leave_no_gap_either(member: Server) -> None:
    insert = "INSERT INTO entry SELECT 0, n, 'x', '', %s, 'row' FROM unnest(%s::bigint[]) AS n"
    for numbers in ([5, 7], [6, 7], [7, 5], [5, 6, 8]):
        with pytest.raises(errors.RaiseException, match="entry takes the next number"):
            member.execute(insert, (leaf(b"x"), numbers))
    member.execute(insert, (leaf(b"x"), [7, 6, 5]))


def test_a_gap_does_not_open_beside_a_transaction_that_is_undone(
    server: Addresses, member: Server
) -> None:
    """The next number is not there for others before the one that takes it has committed."""
    insert = "INSERT INTO sijill.entry VALUES (0, %s, 'x', '', %s, 'row')"
    with psycopg.connect(server.member) as other:
        other.execute(insert, (5, leaf(b"x")))
        with pytest.raises(errors.RaiseException, match="next number"):
            member.execute(insert, (6, leaf(b"x")))
        other.rollback()
    with pytest.raises(errors.RaiseException, match="next number"):
        member.execute(insert, (6, leaf(b"x")))


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO entry VALUES (1, 0, 'x', '', sha256('\\000x'::bytea), 'row')",
        "INSERT INTO entry VALUES (0, 5, 'x', '', sha256('another'), 'row')",
        "INSERT INTO log VALUES (2, repeat('f', 32), '', NULL, 0)",
        "INSERT INTO log SELECT 1, id, key, NULL, 0 FROM log",
        "INSERT INTO log VALUES (1, 'short', '', NULL, 0)",
        "INSERT INTO log SELECT 1, repeat('f', 32), key, 0, 2 FROM log",
        "INSERT INTO log SELECT 1, id, 'another', 0, 2 FROM log",
        "INSERT INTO log SELECT 1, id, key, 1, 2 FROM log",
        "INSERT INTO log SELECT 1, id, key, NULL, 2 FROM log",
        "INSERT INTO payload VALUES (0, 5, 'name', NULL, NULL)",
        "INSERT INTO payload VALUES (0, -1, 'name', NULL, NULL)",
        "INSERT INTO payload SELECT * FROM payload",
        "INSERT INTO payload VALUES (0, 4, 'more', sha256('x'), 'x')",
        "INSERT INTO payload VALUES (0, 4, 'more', NULL, 'x')",
        "INSERT INTO node VALUES (0, 1, 3, sha256('x'))",
        "INSERT INTO node VALUES (0, 4, 1, sha256('x'))",
        "INSERT INTO node VALUES (1, 1, 0, sha256('x'))",
        "INSERT INTO node VALUES (0, 0, 0, sha256('x'))",
        "INSERT INTO node SELECT * FROM node",
        "INSERT INTO checkpoint VALUES (0, 2, 3, 'x')",
        "INSERT INTO checkpoint VALUES (1, 0, 3, 'x')",
        "INSERT INTO timestamp VALUES (0, 1, 7, 'x')",
        "INSERT INTO timestamp VALUES (0, 2, 0, 'x')",
        "INSERT INTO cosignature VALUES (0, 0, 3, 'x', 'x')",
    ],
)
def test_what_a_member_adds_must_fit(member: Server, statement: str) -> None:
    before = content(member)
    with pytest.raises((errors.RaiseException, psycopg.IntegrityError)):
        member.execute(statement.encode())
    assert content(member) == before


ERASE = "SELECT sijill.erase_value(%s, %s, %s, %s, %s)"


@pytest.mark.parametrize(
    ("value", "order"),
    [
        ((0, 1, "name"), (0, 3)),  # the order names entry 0
        ((0, 0, "cells"), (0, 3)),  # and its name
        ((0, 0, "cells"), (0, 2)),  # no order
        ((0, 0, "cells"), (0, 99)),  # nothing there
    ],
)
def test_a_value_is_erased_by_an_order_that_names_it_alone(
    member: Server, value: tuple[int, int, str], order: tuple[int, int]
) -> None:
    before = content(member)
    with pytest.raises(errors.RaiseException, match="needs the entry that orders it"):
        member.execute(ERASE, (*value, *order))
    assert content(member) == before


def test_nothing_is_erased_twice_or_where_nothing_is(member: Server) -> None:
    before = content(member)
    for value in ((0, 0, "name"), (0, 0, "no such field"), (7, 0, "name")):
        assert member.execute(ERASE, (*value, 0, 3)).fetchone() == (False,)
    assert content(member) == before


@pytest.mark.parametrize(
    "forged",
    [
        '{{"kind":"row","over":["{leaf}/cells"],"payload":{{}}}}',
        '{{"kind":"erasure","over":[],"payload":{{"{leaf}/cells":""}}}}',
        '{{"kind":"erasure","over":["{leaf}/cell"],"payload":{{}}}}',
        '{{"kind":"erasure","over":["{leaf}/cells2"],"payload":{{}}}}',
        '{{"kind":"erasure","over":["x{leaf}/cells"],"payload":{{}}}}',
        '{{"kind":"erasure","over":["\\"{leaf}/cells\\""],"payload":{{}}}}',
        '{{"author":"\\"kind\\":\\"erasure\\"","over":["{leaf}/cells"],"payload":{{}}}}',
        '{{"kind":"erasure","subject":"{leaf}/cells"}}',
    ],
)
def test_what_only_looks_like_an_order_erases_nothing(
    member: Server, entries: list[Entry], forged: str
) -> None:
    entry = forged.format(leaf=entries[0].leaf).encode()
    member.execute("INSERT INTO entry VALUES (0, 5, %s, '', %s, 'erasure')", (entry, leaf(entry)))
    with pytest.raises(errors.RaiseException, match="needs the entry that orders it"):
        member.execute(ERASE, (0, 0, "cells", 0, 5))


def test_no_function_looks_for_names_where_others_may_create_some(owner: Server) -> None:
    rows = owner.execute(
        "SELECT proname, proconfig FROM pg_proc WHERE pronamespace = 'sijill'::regnamespace"
    ).fetchall()
    assert len(rows) == 10
    assert {str(settings) for _, settings in rows} == {"['search_path=pg_catalog, pg_temp']"}
    public = owner.execute(
        "SELECT proname FROM pg_proc WHERE pronamespace = 'sijill'::regnamespace"
        " AND has_function_privilege('public', oid, 'EXECUTE')"
    ).fetchall()
    assert public == []


def test_a_table_of_the_member_does_not_stand_in_for_ours(member: Server) -> None:
    member.execute("CREATE TEMPORARY TABLE fresh (log integer, n bigint)")
    member.execute("CREATE TEMPORARY TABLE entry AS SELECT * FROM sijill.entry")
    with pytest.raises(errors.RaiseException, match="next number"):
        member.execute("INSERT INTO sijill.entry VALUES (0, 9, 'x', '', %s, 'row')", (leaf(b"x"),))


CHANGES = [
    "ALTER TABLE sijill.entry DISABLE TRIGGER entry_in_order",
    "ALTER TABLE sijill.entry ENABLE TRIGGER entry_only_grows",
    "DROP TRIGGER payload_erased ON sijill.payload",
    """
    CREATE OR REPLACE FUNCTION sijill.never_changes() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp AS 'BEGIN RETURN NULL; END'
    """,
    "ALTER FUNCTION sijill.clean RESET search_path",
    "ALTER TABLE sijill.entry DROP CONSTRAINT entry_check",
    "ALTER TABLE sijill.node SET UNLOGGED",
    "ALTER TABLE sijill.payload ALTER COLUMN field TYPE varchar",
    "ALTER TABLE sijill.payload ADD COLUMN more text",
    "CREATE RULE nothing AS ON INSERT TO sijill.entry DO INSTEAD NOTHING",
    "CREATE TABLE sijill.more (n integer)",
    "ALTER TABLE sijill.entry ENABLE ROW LEVEL SECURITY",
]


@pytest.mark.parametrize("change", CHANGES)
def test_changed_guards_are_noticed(server: Addresses, owner: Server, change: str) -> None:
    owner.execute(change.encode())
    with pytest.raises(LedgerError, match="were changed"):
        Ledger.open(server.member)


def test_the_frame_of_version_1_has_not_changed(member: Server) -> None:
    """Ledgers are recognised by it: a change of the schema needs a new version number."""
    member.execute("SET search_path = pg_catalog, pg_temp")
    assert frame_digest(frame_of(member)) == FRAME
    assert MEMBER not in "\n".join(frame_of(member))
