"""What is kept apart is held to the rules of the log, and displaces nothing that was signed."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import apsw
import pytest

from forging import Register
from registers import AT, RANA
from sijill.ledger import Draft, EntryKind, Ledger, Verdict, verify
from sijill.ledger.entries.envelope import Envelope
from sijill.ledger.entries.payload import commit
from sijill.ledger.merkle.tree import TreeHead, leaf_hash
from sijill.ledger.signing.checkpoint import write_checkpoint
from sijill.ledger.signing.keys import DeviceKey
from sijill.ledger.stores.sqlite_storage import SqliteStorage
from sijill.ledger.sync.merging import take_in
from sijill.model.errors import LedgerError

FORGER = DeviceKey.from_secret(bytes(range(2, 34)))


def opened(path: Path) -> SqliteStorage:
    return SqliteStorage.open(path, create=False, wait_ms=1_000)


def forks(register: Register) -> list[tuple[int, bytes, bytes]]:
    """The entries of the branch of Omar's log."""
    connection = apsw.Connection(str(register.path))
    rows = connection.execute(
        "SELECT n, entry, signature FROM entry WHERE log = 2 ORDER BY n"
    ).fetchall()
    connection.close()
    return rows  # type: ignore[return-value]  # as stored


def stored_row(register: Register) -> tuple[bytes, bytes]:
    """Salt and value of the field ``row`` of its first entry."""
    connection = apsw.Connection(str(register.path))
    (row,) = connection.execute(
        "SELECT salt, value FROM payload WHERE log = 2 AND n = 2 AND field = 'row'"
    ).fetchall()
    connection.close()
    return row  # type: ignore[return-value]  # as stored


def test_a_fork_that_its_device_signed_is_sound(register: Register) -> None:
    report = verify(register.path, register.evidence)
    assert report.verdict is Verdict.SOUND
    assert any("2 entries of the other are kept apart" in one.what for one in report.findings)
    assert [number for number, *_ in forks(register)] == [2, 3]


def replace_a_value(register: Register) -> None:
    ((_, salt, value),) = commit({"name": "another"}).rows
    register.run(
        "UPDATE payload SET salt = ?, value = ? WHERE log = 2 AND n = 2 AND field = 'name'",
        *(salt, value),
    )


def move_a_byte_between_salt_and_value(register: Register) -> None:
    salt, value = stored_row(register)
    register.run(
        "UPDATE payload SET salt = ?, value = ? WHERE log = 2 AND n = 2 AND field = 'row'",
        *(salt[:-1], salt[-1:] + value),
    )


def write_nonsense_for_values(register: Register) -> None:
    register.run("UPDATE payload SET value = x'5B' WHERE log = 2 AND n = 2")


def write_the_values_otherwise(register: Register) -> None:
    register.run("UPDATE payload SET value = CAST(value || ' ' AS BLOB) WHERE log = 2 AND n = 2")


def remove_a_value(register: Register) -> None:
    register.run("DELETE FROM payload WHERE log = 2 AND n = 2 AND field = 'row'")


def erase_without_an_order(register: Register) -> None:
    register.run("UPDATE payload SET salt = NULL, value = NULL WHERE log = 2 AND n = 2")


def drop_a_decisions_signature(register: Register) -> None:
    register.run("UPDATE entry SET signature = x'' WHERE log = 2 AND n = 3")


def rewrite_a_row(register: Register) -> None:
    """The row, and what follows it; a decision without the key cannot follow, so it goes."""
    raw = forks(register)[0][1]
    other = replace(Envelope.from_bytes(raw), subject="another").to_bytes()
    register.run(
        "UPDATE entry SET entry = ?, leaf = ? WHERE log = 2 AND n = 2", other, leaf_hash(other)
    )
    register.run("DELETE FROM payload WHERE log = 2 AND n = 3")
    register.run("DELETE FROM node WHERE log = 2")
    register.run("DELETE FROM entry WHERE log = 2 AND n = 3")


def say_another_number(register: Register) -> None:
    register.run("UPDATE entry SET n = 7 WHERE log = 2 AND n = 3")


def say_another_kind(register: Register) -> None:
    register.run("UPDATE entry SET kind = 'capture' WHERE log = 2 AND n = 2")


def remove_its_checkpoint(register: Register) -> None:
    register.run("DELETE FROM checkpoint WHERE log = 2")


def forge_its_checkpoint(register: Register) -> None:
    connection = apsw.Connection(str(register.path))
    name = str(connection.execute("SELECT id FROM log WHERE number = 1").get)
    connection.close()
    note = write_checkpoint(name, TreeHead(4, "0" * 64), FORGER)
    register.run("UPDATE checkpoint SET note = ? WHERE log = 2", note)


def remove_the_entries_alone(register: Register) -> None:
    register.run("DELETE FROM entry WHERE log = 2")


def forget_that_it_is_a_branch(register: Register) -> None:
    register.run("DELETE FROM log WHERE number = 2")


def let_it_leave_earlier(register: Register) -> None:
    register.run("UPDATE log SET base_size = 1 WHERE number = 2")


def let_it_leave_another_log(register: Register) -> None:
    register.run("UPDATE log SET base = 0 WHERE number = 2")


def give_it_another_key(register: Register) -> None:
    register.run("UPDATE log SET key = ? WHERE number = 2", FORGER.public)


def add_a_row_that_nobody_signed(register: Register) -> None:
    _, raw, signature = forks(register)[-1]
    forged_name = commit({"name": "forged"})
    envelope = replace(
        Envelope.from_bytes(raw),
        number=4,
        prev=leaf_hash(raw + signature).hex(),
        kind=EntryKind.ROW,
        digests=forged_name.digests,
    )
    forged = envelope.to_bytes()
    row = (forged, leaf_hash(forged))
    register.run("INSERT INTO entry VALUES (2, 4, ?, x'', ?, 'row')", *row)
    register.run("INSERT INTO payload VALUES (2, 4, 'name', ?, ?)", *forged_name.rows[0][1:])


def add_what_the_log_holds_already(register: Register) -> None:
    register.run("INSERT INTO log SELECT 3, id, key, 1, 2 FROM log WHERE number = 1")
    register.run(
        "INSERT INTO entry SELECT 3, n, entry, signature, leaf, kind FROM entry"
        " WHERE log = 1 AND n >= 2"
    )
    register.run(
        "INSERT INTO payload SELECT 3, n, field, salt, value FROM payload WHERE log = 1 AND n >= 2"
    )
    register.run("INSERT INTO checkpoint SELECT 3, n, size, note FROM checkpoint WHERE log = 1")


def add_a_row_to_a_log_that_is_not_here(register: Register) -> None:
    register.run("INSERT INTO entry VALUES (7, 0, x'00', x'', zeroblob(32), 'row')")


def aside_with_what_she_signed(register: Register) -> None:
    """Rana's entries become a branch of rows that nobody signed; her checkpoint goes with them."""
    rows, connection = register.rows(), apsw.Connection(str(register.path))
    note = connection.execute(
        "SELECT size, note FROM checkpoint WHERE log = 0 ORDER BY n DESC LIMIT 1"
    ).fetchall()[0]
    connection.close()
    register.forget("timestamp")
    register.run("DELETE FROM checkpoint WHERE log = 0")
    register.run("DELETE FROM erasure WHERE log = 0")
    register.run("INSERT INTO log SELECT 3, id, key, 0, 2 FROM log WHERE number = 0")
    for table in ("entry", "payload"):
        register.run(f"UPDATE {table} SET log = 3 WHERE log = 0 AND n >= 2")  # noqa: S608  ours
    register.run("UPDATE node SET log = 3 WHERE log = 0 AND (idx + 1) << level > 2")
    forged_name = commit({"name": "forged"})
    forged = replace(rows[1][0], digests=forged_name.digests), b""
    register.write([*rows[:2], forged])
    register.run(
        "UPDATE payload SET salt = ?, value = ? WHERE log = 0 AND n = 2", *forged_name.rows[0][1:]
    )
    register.run("INSERT INTO checkpoint VALUES (3, 0, ?, ?)", *note)


FORGERIES = [
    replace_a_value,
    move_a_byte_between_salt_and_value,
    write_nonsense_for_values,
    write_the_values_otherwise,
    remove_a_value,
    erase_without_an_order,
    drop_a_decisions_signature,
    rewrite_a_row,
    say_another_number,
    say_another_kind,
    remove_its_checkpoint,
    forge_its_checkpoint,
    remove_the_entries_alone,
    forget_that_it_is_a_branch,
    let_it_leave_earlier,
    let_it_leave_another_log,
    give_it_another_key,
    add_a_row_that_nobody_signed,
    add_what_the_log_holds_already,
    add_a_row_to_a_log_that_is_not_here,
    aside_with_what_she_signed,
]


@pytest.mark.parametrize("forge", FORGERIES, ids=lambda forge: forge.__name__)
def test_a_forged_fork_is_found_without_anything_from_outside(
    register: Register, forge: Callable[[Register], None]
) -> None:
    forge(register)
    assert verify(register.path, register.evidence).verdict is Verdict.TAMPERED
    assert verify(register.path, register.evidence, register.kept[1]).verdict is Verdict.TAMPERED


def test_values_that_are_nonsense_are_told_in_a_sentence(register: Register) -> None:
    write_nonsense_for_values(register)
    with Ledger.open(register.path) as ledger, pytest.raises(LedgerError, match="its value"):
        list(ledger.forked())


@pytest.fixture
def stick(tmp_path: Path) -> tuple[Path, Register]:
    """Rana's ledger of rows, and a copy on a stick in which somebody rewrote the last of them."""
    path, copy = tmp_path / "rana.db", tmp_path / "stick.db"
    with Ledger.open(path, create=True, key=RANA) as ledger:
        rows = [Draft(EntryKind.ROW, "list", {"row": row}) for row in range(5)]
        ledger.append(rows, author="rana", at=AT)
    shutil.copyfile(path, copy)
    forged = Register(copy, tmp_path, ())  # type: ignore[arg-type]  # nothing is kept
    rows_there = forged.rows()
    forged.write(
        [*rows_there[:3], *((replace(one, subject="x"), b"") for one, _ in rows_there[3:])]
    )
    return path, forged


def test_a_stick_cannot_pass_off_rows_under_a_checkpoint_of_others(
    stick: tuple[Path, Register],
) -> None:
    path, forged = stick
    here, there = (
        SqliteStorage.open(one, create=False, wait_ms=1_000) for one in (path, forged.path)
    )
    with pytest.raises(LedgerError, match="not those that its device signed"):
        take_in(here, there)
    assert [row.base for row in here.logs()] == [None]
    here.close()
    there.close()


def test_rows_that_nobody_signed_do_not_push_aside_what_was(
    stick: tuple[Path, Register],
) -> None:
    """The forged copy takes in the genuine one: it must not become a fork of the forgery."""
    path, forged = stick
    forged.run("DELETE FROM checkpoint")
    here, there = (
        SqliteStorage.open(one, create=False, wait_ms=1_000) for one in (forged.path, path)
    )
    with pytest.raises(LedgerError, match="signed only those there"):
        take_in(here, there)
    here.close()
    there.close()
