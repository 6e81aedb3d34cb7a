"""Somebody who knows the format rewrites a register, hashes and all, and has no device's key.

Each forgery is as complete as it can be made: numbers, chain, digests, leaves and tiles fit again.
A checkpoint that left the machine finds every one of them.
"""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import apsw
import pytest

from forging import FORGER, Register, Row
from registers import AT, OMAR, RANA, decisions
from sijill.ledger import EntryKind, FileReference, Ledger, Verdict, verify
from sijill.ledger.entries.payload import commit
from sijill.ledger.merkle.tree import TreeHead, leaf_hash
from sijill.ledger.signing.checkpoint import read_checkpoint, write_checkpoint


def test_the_untouched_register_is_sound(register: Register) -> None:
    for notes in ((), register.kept, register.kept[:1]):
        assert verify(register.path, register.evidence, notes).verdict is Verdict.SOUND


def delete_last(register: Register) -> None:
    register.write(register.rows()[:-1])


def delete_last_and_its_checkpoint(register: Register) -> None:
    register.write(register.rows()[:-1])
    register.forget("timestamp")
    register.run("DELETE FROM checkpoint WHERE log = 0 AND n = (SELECT max(n) FROM checkpoint)")


def roll_back_to_an_older_checkpoint(register: Register) -> None:
    register.write(register.rows()[:8])
    register.run("DELETE FROM checkpoint WHERE log = 0 AND size > 8")


def delete_in_the_middle(register: Register) -> None:
    rows = register.rows()
    register.write(rows[:3] + rows[4:])


def reorder(register: Register) -> None:
    rows = register.rows()
    rows[3], rows[4] = rows[4], rows[3]
    register.write(rows)


def insert_a_row(register: Register) -> None:
    rows = register.rows()
    register.write([*rows[:3], rows[3], *rows[3:]])


def replace_a_value(register: Register) -> None:
    """Value, salt, digest, chain and tree all fit."""
    rows = register.rows()
    another = commit({"name": "another"})
    ((_, salt, value),) = another.rows
    envelope, signature = rows[1]
    digests = {**envelope.digests, **another.digests}
    register.write([rows[0], (replace(envelope, digests=digests), signature), *rows[2:]])
    register.run(
        "UPDATE payload SET salt = ?, value = ? WHERE log = 0 AND n = 1 AND field = 'name'",
        salt,
        value,
    )


def _changed(register: Register, number: int, **parts: object) -> list[Row]:
    rows = register.rows()
    envelope, signature = rows[number]
    rows[number] = replace(envelope, **parts), signature  # type: ignore[arg-type]  # by name
    return rows


def change_an_author(register: Register) -> None:
    register.write(_changed(register, 5, author="omar"))


def change_a_time(register: Register) -> None:
    register.write(_changed(register, 1, at="2031-05-01T00:00:00.000000Z"))


def change_a_subject(register: Register) -> None:
    register.write(_changed(register, 2, subject="list-b"))


def aim_a_retraction_elsewhere(register: Register) -> None:
    register.write(_changed(register, 7, over=("1" * 64,)))


def call_a_decision_a_row(register: Register) -> None:
    rows = _changed(register, 5, kind=EntryKind.ROW)
    rows[5] = rows[5][0], b""
    register.write(rows)


def call_a_row_a_decision(register: Register) -> None:
    register.write(_changed(register, 1, kind=EntryKind.JUDGEMENT))


def cite_another_head(register: Register) -> None:
    rows = register.rows()
    last = rows[-1][0]
    seen = {log: TreeHead(head.size, "0" * 64) for log, head in last.cited_heads.items()}
    register.write([*rows[:-1], (replace(last, cited_heads=seen), rows[-1][1])])


def cite_nothing(register: Register) -> None:
    rows = register.rows()
    register.write([*rows[:-1], (replace(rows[-1][0], cited_heads={}), rows[-1][1])])


def cite_another_file(register: Register) -> None:
    rows = register.rows()
    (file,) = rows[0][0].files
    other = replace(rows[0][0], files=(FileReference("0" * 64, file.size, file.type),))
    register.write([(other, rows[0][1]), *rows[1:]])


def swap_signatures(register: Register) -> None:
    rows = register.rows()
    rows[5], rows[6] = (rows[5][0], rows[6][1]), (rows[6][0], rows[5][1])
    register.write(rows)


def drop_a_signature(register: Register) -> None:
    rows = register.rows()
    rows[5] = rows[5][0], b""
    register.write(rows)


def sign_one_decision_with_another_key(register: Register) -> None:
    rows = register.rows()
    rows[5] = rows[5][0], FORGER.sign_entry(rows[5][0].to_bytes())
    register.write(rows)


def take_a_decision_from_the_other_log(register: Register) -> None:
    rows, others = register.rows(), register.rows(1)
    rows[5] = replace(others[0][0], log=rows[0][0].log, cited_heads={}), others[0][1]
    register.write(rows)


def order_an_erasure_without_the_key(register: Register) -> None:
    rows = register.rows()
    order = rows[8][0]
    assert order.kind is EntryKind.ERASURE
    leaf = leaf_hash(rows[1][0].to_bytes() + rows[1][1]).hex()
    register.write([*rows, (replace(order, over=(f"{leaf}/name",)), rows[8][1])])


def remove_the_erasure(register: Register) -> None:
    rows = register.rows()
    register.write(rows[:8] + rows[9:])


def erase_without_an_order(register: Register) -> None:
    register.run("UPDATE payload SET salt = NULL, value = NULL WHERE n = 1 AND field = 'name'")


def put_an_erased_value_back(register: Register) -> None:
    register.run("UPDATE payload SET salt = zeroblob(16), value = x'2278227d' WHERE value IS NULL")


def sign_everything_again(register: Register) -> None:
    register.sign_again(register.rows())


def sign_a_shorter_history(register: Register) -> None:
    register.sign_again(register.rows()[:6])


def sign_the_other_log_again(register: Register) -> None:
    register.sign_again(register.rows(1)[:2], 1)


def replace_the_key_alone(register: Register) -> None:
    register.run("UPDATE log SET key = ? WHERE number = 0", FORGER.public)


def swap_the_keys(register: Register) -> None:
    register.run("UPDATE log SET key = CASE number WHEN 0 THEN ? ELSE ? END",
                 OMAR.public, RANA.public)  # fmt: skip


def remove_the_other_device(register: Register) -> None:
    for table in ("cosignature", "checkpoint", "payload", "node", "entry"):
        register.run(f"DELETE FROM {table} WHERE log IN (1, 2)")  # noqa: S608  our names
    register.run("DELETE FROM log WHERE number IN (1, 2)")


def remove_all_checkpoints_and_rewrite(register: Register) -> None:
    register.write(_changed(register, 1, author="omar"))
    register.run("DELETE FROM cosignature WHERE log = 1")
    register.run("DELETE FROM checkpoint")


def enlarge_a_checkpoint(register: Register) -> None:
    register.run("UPDATE checkpoint SET size = size + 1 WHERE log = 0 AND n = 0")


def add_an_empty_log(register: Register) -> None:
    register.run("INSERT INTO log VALUES (3, ?, ?, NULL, 0)", "ab" * 16, FORGER.public)


def add_a_log_whose_id_moves_the_cursor(register: Register) -> None:
    name = "\x1b[2J\x1b[1;1Hall is well, sound".ljust(32, ".")[:32]
    register.run("INSERT INTO log VALUES (3, ?, ?, NULL, 0)", name, FORGER.public)


def drop_checkpoints_that_a_peer_signed(register: Register) -> None:
    register.run("DELETE FROM checkpoint WHERE log = 1")


def forge_a_receipt(register: Register) -> None:
    register.run(
        "UPDATE cosignature SET note = ?", write_checkpoint("0" * 32, TreeHead(3, "0" * 64), FORGER)
    )


def edit_a_trigger(register: Register) -> None:
    connection = apsw.Connection(str(register.path))
    connection.execute("DROP TRIGGER entry_never_changes")
    connection.execute(
        "CREATE TRIGGER entry_never_changes BEFORE UPDATE ON entry BEGIN SELECT 1; END"
    )
    connection.close()


def edit_the_schema_by_hand(register: Register) -> None:
    connection = apsw.Connection(str(register.path))
    connection.pragma("writable_schema", "on")
    connection.execute(
        "UPDATE sqlite_schema SET sql = replace(sql, ' STRICT', '') WHERE name = 'entry'"
    )
    connection.close()


def add_a_view(register: Register) -> None:
    connection = apsw.Connection(str(register.path))
    connection.execute("CREATE VIEW truth AS SELECT * FROM entry")
    connection.close()


def change_the_evidence(register: Register) -> None:
    (path,) = register.evidence.iterdir()
    path.chmod(0o644)
    path.write_text("name\nOmar\n", encoding="utf-8")


def remove_the_evidence(register: Register) -> None:
    shutil.rmtree(register.evidence)


FORGERIES = [
    delete_last,
    delete_last_and_its_checkpoint,
    roll_back_to_an_older_checkpoint,
    delete_in_the_middle,
    reorder,
    insert_a_row,
    replace_a_value,
    change_an_author,
    change_a_time,
    change_a_subject,
    aim_a_retraction_elsewhere,
    call_a_decision_a_row,
    call_a_row_a_decision,
    cite_another_head,
    cite_nothing,
    cite_another_file,
    swap_signatures,
    drop_a_signature,
    sign_one_decision_with_another_key,
    take_a_decision_from_the_other_log,
    order_an_erasure_without_the_key,
    remove_the_erasure,
    erase_without_an_order,
    put_an_erased_value_back,
    sign_everything_again,
    sign_a_shorter_history,
    sign_the_other_log_again,
    replace_the_key_alone,
    swap_the_keys,
    remove_the_other_device,
    remove_all_checkpoints_and_rewrite,
    enlarge_a_checkpoint,
    add_an_empty_log,
    add_a_log_whose_id_moves_the_cursor,
    drop_checkpoints_that_a_peer_signed,
    forge_a_receipt,
    edit_a_trigger,
    edit_the_schema_by_hand,
    add_a_view,
    change_the_evidence,
    remove_the_evidence,
]
SEEN_ONLY_FROM_OUTSIDE = {delete_last_and_its_checkpoint}
"""Without a checkpoint from outside, a register cut off at its end agrees with itself."""


@pytest.mark.parametrize("forge", FORGERIES, ids=lambda forge: forge.__name__)
def test_a_checkpoint_from_outside_finds_every_forgery(
    register: Register, forge: Callable[[Register], None]
) -> None:
    forge(register)
    verdicts = {verify(register.path, register.evidence, note).verdict for note in register.kept}
    assert verdicts & {Verdict.TAMPERED, Verdict.DAMAGED}


@pytest.mark.parametrize("forge", FORGERIES, ids=lambda forge: forge.__name__)
def test_what_is_found_without_anything_from_outside(
    register: Register, forge: Callable[[Register], None]
) -> None:
    forge(register)
    is_found = verify(register.path, register.evidence).verdict is not Verdict.SOUND
    assert is_found is (forge not in SEEN_ONLY_FROM_OUTSIDE)


def test_rows_that_nobody_signed_yet_are_told(register: Register) -> None:
    """A row needs no signature of its own; what makes it the device's is the next checkpoint."""
    rows = register.rows()
    forged = replace(rows[1][0], subject="list-b"), b""
    register.write([*rows, forged])
    report = verify(register.path, register.evidence, register.kept[0])
    assert report.verdict is Verdict.SOUND
    assert any("signed checkpoint" in finding.what for finding in report.findings)


def test_whoever_rewrites_the_only_log_is_found_from_outside_alone(tmp_path: Path) -> None:
    path = tmp_path / "register.db"
    with Ledger.open(path, create=True, key=RANA) as ledger:
        ledger.append(decisions(), author="rana", at=AT)
    with Ledger.open(path) as ledger:
        note = read_checkpoint(ledger.main.checkpoints()[-1])
    register = Register(path, tmp_path, (note, note))
    register.sign_again(_changed(register, 0, author="omar"))
    assert verify(path, tmp_path).verdict is Verdict.SOUND
    assert verify(path, tmp_path, note).verdict is Verdict.TAMPERED
