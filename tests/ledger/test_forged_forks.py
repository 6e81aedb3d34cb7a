"""What is kept apart is held to the rules of the log, and displaces nothing that was signed."""

import json
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
from sijill.ledger.entries.payload import seal
from sijill.ledger.merkle.tree import TreeHead
from sijill.ledger.signing.checkpoint import write_note
from sijill.ledger.signing.keys import DeviceKey
from sijill.ledger.stores.sqlite_storage import SqliteStorage
from sijill.ledger.sync.merging import take_in
from sijill.model.errors import LedgerError

FORGER = DeviceKey.from_secret(bytes(range(2, 34)))


def opened(path: Path) -> SqliteStorage:
    return SqliteStorage.open(path, create=False, wait_ms=1_000)


def forks(register: Register) -> list[tuple[int, bytes, bytes, str | None]]:
    connection = apsw.Connection(str(register.path))
    rows = connection.execute(
        "SELECT number, entry, signature, payload FROM fork ORDER BY n"
    ).fetchall()
    connection.close()
    return rows  # type: ignore[return-value]  # as stored


def test_a_fork_that_its_device_signed_is_sound(register: Register) -> None:
    report = verify(register.path, register.evidence)
    assert report.verdict is Verdict.SOUND
    assert any("2 entries of the other are kept apart" in one.what for one in report.findings)
    assert [number for number, *_ in forks(register)] == [2, 3]


def replace_a_value(register: Register) -> None:
    (field,) = seal({"name": "another"})
    kept = json.loads(str(forks(register)[0][3]))
    kept["name"] = [field.salt.hex(), field.value.hex()]
    register.run("UPDATE fork SET payload = ? WHERE number = 2", json.dumps(kept, sort_keys=True))


def move_a_byte_between_salt_and_value(register: Register) -> None:
    kept = json.loads(str(forks(register)[0][3]))
    salt, value = kept["row"]
    kept["row"] = [salt[:-2], salt[-2:] + value]
    register.run("UPDATE fork SET payload = ? WHERE number = 2", json.dumps(kept, sort_keys=True))


def write_nonsense_for_values(register: Register) -> None:
    register.run("UPDATE fork SET payload = '[1]' WHERE number = 2")


def write_the_values_otherwise(register: Register) -> None:
    register.run("UPDATE fork SET payload = payload || ' ' WHERE number = 2")


def erase_without_an_order(register: Register) -> None:
    register.run("UPDATE fork SET payload = NULL WHERE number = 2")


def drop_a_decisions_signature(register: Register) -> None:
    register.run("UPDATE fork SET signature = x'' WHERE number = 3")


def rewrite_a_row(register: Register) -> None:
    """The row, and what follows it; a decision without the key cannot follow, so it goes."""
    raw = forks(register)[0][1]
    other = replace(Envelope.from_bytes(raw), subject="another").to_bytes()
    register.run("UPDATE fork SET entry = ? WHERE number = 2", other)
    register.run("DELETE FROM fork WHERE number = 3")


def say_another_number(register: Register) -> None:
    register.run("UPDATE fork SET number = 7 WHERE number = 3")


def remove_its_checkpoint(register: Register) -> None:
    register.run("DELETE FROM receipt WHERE peer = (SELECT id FROM log WHERE number = 1)")


def forge_its_checkpoint(register: Register) -> None:
    connection = apsw.Connection(str(register.path))
    name = str(connection.execute("SELECT id FROM log WHERE number = 1").get)
    connection.close()
    note = write_note(name, TreeHead(4, "0" * 64), FORGER)
    register.run("UPDATE receipt SET note = ? WHERE peer = ?", note, name)


def remove_the_entries_alone(register: Register) -> None:
    register.run("DELETE FROM fork")


def add_a_row_that_nobody_signed(register: Register) -> None:
    number, raw, *_ = forks(register)[0]
    (field,) = seal({"name": "forged"})
    envelope = Envelope.from_bytes(raw)
    forged = replace(envelope, digests={"name": field.digest}).to_bytes()
    kept = json.dumps({"name": [field.salt.hex(), field.value.hex()]})
    register.run("INSERT INTO fork VALUES (1, 2, ?, ?, x'', ?)", number, forged, kept)


def add_what_the_log_holds_already(register: Register) -> None:
    register.run(
        "INSERT INTO fork SELECT log, 2, n, entry, signature, NULL FROM event"
        " WHERE log = 1 AND n = 2"
    )


def add_a_row_to_a_log_that_is_not_here(register: Register) -> None:
    register.run("INSERT INTO fork VALUES (7, 0, 0, x'00', x'', NULL)")


def aside_with_what_she_signed(register: Register) -> None:
    """Rana's entries become a fork of rows that nobody signed; her checkpoint goes with them."""
    rows, connection = register.rows(), apsw.Connection(str(register.path))
    note = connection.execute(
        "SELECT size, note FROM checkpoint WHERE log = 0 ORDER BY n DESC LIMIT 1"
    ).fetchall()[0]
    name = rows[0][0].log
    connection.close()
    register.forget("tsr")
    register.run("DELETE FROM checkpoint WHERE log = 0")
    register.run("DELETE FROM erasure WHERE log = 0")
    (field,) = seal({"name": "forged"})
    forged = replace(rows[1][0], digests={"name": field.digest}), b""
    register.write([*rows[:2], forged])
    register.run("UPDATE payload SET salt = ?, value = ? WHERE log = 0 AND n = 2", *field[1:3])
    for place, (envelope, signature) in enumerate(rows[2:]):
        row = (place, envelope.number, envelope.to_bytes(), signature)
        register.run("INSERT INTO fork VALUES (0, ?, ?, ?, ?, NULL)", *row)
    register.run("INSERT INTO receipt VALUES (0, 0, ?, ?, ?)", note[0], name, note[1])


FORGERIES = [
    replace_a_value,
    move_a_byte_between_salt_and_value,
    write_nonsense_for_values,
    write_the_values_otherwise,
    erase_without_an_order,
    drop_a_decisions_signature,
    rewrite_a_row,
    say_another_number,
    remove_its_checkpoint,
    forge_its_checkpoint,
    remove_the_entries_alone,
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
    with Ledger.open(register.path) as ledger, pytest.raises(LedgerError, match="its values"):
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
    assert here.forks(0) == []
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
