"""A laptop's file and a team's server exchange what each lacks."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copyfile, which

import psycopg
import pytest

from postgres_cluster import Addresses
from sijill.ledger import Draft, EntryKind, Ledger, TreeHead, Verdict, verify
from sijill.ledger.signing.checkpoint import read_checkpoint
from sijill.ledger.signing.keys import DeviceKey
from sijill.ledger.signing.timestamps import read_roots, write_request
from sijill.ledger.stores.opening import Place, open_storage
from sijill.ledger.sync.merging import MergedEntries, cosign_others, demand_one_case, take_in
from sijill.model.errors import LedgerError
from timestamp_authority import make_authority

Drafts = Callable[[int], list[Draft]]

LAPTOP = DeviceKey.from_secret(bytes(range(32)))
SERVER = DeviceKey.from_secret(bytes(range(1, 33)))


def take(here: Place, there: Place) -> MergedEntries:
    """What one side takes in from the other."""
    ours, theirs = open_storage(here), open_storage(there)
    try:
        return take_in(ours, theirs)
    finally:
        ours.close()
        theirs.close()


def contents(place: Place) -> list[object]:
    """Everything in a store, whichever it is; logs by their ids, which are the same everywhere."""
    storage = open_storage(place)
    everything: list[object] = []
    for row in sorted(storage.logs(), key=lambda row: row.id):
        size = storage.size(row.number)
        everything += [row.id, row.public, size, storage.entries(row.number, 0, size)]
        everything += [storage.payload(row.number, 0, size), storage.checkpoints(row.number)]
        everything += [storage.timestamps(row.number), set(storage.cosignatures(row.number))]
        everything += [storage.node(row.number, 1, index) for index in range(size // 2)]
    storage.close()
    return everything


@pytest.fixture
def two(path: Path, server: Addresses, drafts: Drafts, at: datetime) -> tuple[Path, str]:
    """A register that began on a laptop and moved to a server, where a team went on."""
    with Ledger.open(path, create=True, key=LAPTOP) as ledger:
        ledger.append(drafts(5), author="rana", at=at)
    take(server.member, path)
    with Ledger.open(server.member, key=SERVER) as ledger:
        ledger.append(drafts(3), author="omar", at=at + timedelta(hours=1))
        ledger.append(
            [Draft(EntryKind.JUDGEMENT, "list-a:1", {"decision": "same"})], author="sami", at=at
        )
    return path, server.member


def test_a_register_moves_to_a_server_and_is_the_same_there(
    path: Path, server: Addresses, drafts: Drafts, at: datetime
) -> None:
    with Ledger.open(path, create=True, key=LAPTOP) as ledger:
        (first, *_) = ledger.append(drafts(1200), author="rana", at=at)
        ledger.erase([(first, "name")], "on request", author="rana", at=at)
        head = ledger.main.head()
    taken = take(server.member, path)
    assert (sum(taken.entries.values()), taken.erased) == (1201, 1)
    assert contents(server.member) == contents(path)
    report = verify(server.member, path.parent, head)
    assert (report.verdict, report.entries) == (Verdict.SOUND, 1201)
    assert take(server.member, path) == take(path, server.member)


def test_both_sides_go_on_and_take_in_what_they_lack(
    two: tuple[Path, str], drafts: Drafts, at: datetime
) -> None:
    file, address = two
    with Ledger.open(file, key=LAPTOP) as ledger:
        ledger.append(drafts(2), author="rana", at=at + timedelta(days=1))
    here, there = open_storage(address), open_storage(file)
    demand_one_case(here, there)
    here.close()
    there.close()
    assert sum(take(address, file).entries.values()) == 2
    assert sum(take(file, address).entries.values()) == 4
    assert contents(address) == contents(file)
    heads: list[TreeHead] = []
    for place in two:
        with Ledger.open(place) as ledger:
            assert [it.author for it in ledger.entries()] == [
                *["rana"] * 5,
                *["omar"] * 3,
                "sami",
                *["rana"] * 2,
            ]
            heads += sorted((log.head() for log in ledger.logs), key=lambda head: head.size)
        assert verify(place, file.parent).verdict is Verdict.SOUND
    assert heads[:2] == heads[2:]


def test_what_one_side_erased_the_other_erases(two: tuple[Path, str], at: datetime) -> None:
    file, address = two
    with Ledger.open(file, key=LAPTOP) as ledger:
        (first, *_) = ledger.entries()
        ledger.erase([(first, "name")], "on request", author="rana", at=at)
    take(file, address)
    with Ledger.open(address, key=SERVER) as ledger:
        *_, last = ledger.entries()
        ledger.erase([(last, "decision")], "on request", author="omar", at=at)
    assert (take(address, file).erased, take(file, address).erased) == (1, 1)
    assert contents(address) == contents(file)
    for place in two:
        with Ledger.open(place) as ledger:
            assert [it.erased for it in ledger.entries() if it.erased] == [("name",), ("decision",)]
        assert verify(place, file.parent).verdict is Verdict.SOUND


def test_a_copy_of_the_laptop_that_went_on_is_kept_apart(
    two: tuple[Path, str], tmp_path: Path, at: datetime
) -> None:
    file, address = two
    copy = tmp_path / "copy.db"
    copyfile(file, copy)
    for place, name in ((file, "one"), (copy, "other")):
        with Ledger.open(place, key=LAPTOP) as ledger:
            draft = Draft(EntryKind.ROW, name, {"name": f"{name} canary"})
            (entry,) = ledger.append([draft], author="rana", at=at)
        take(address, place)
    with Ledger.open(address, key=SERVER) as ledger:
        (apart,) = ledger.forked()
        assert (apart.subject, apart.payload) == ("other", {"name": "other canary"})
    with Ledger.open(copy, key=LAPTOP) as ledger:
        ledger.erase([(entry, "name")], "on request", author="rana", at=at)
    assert verify(address, tmp_path).verdict is Verdict.SOUND


@pytest.mark.skipif(which("openssl") is None, reason="openssl, the test's authority, is absent")
def test_checkpoints_are_cosigned_and_timestamped_on_either_side(
    two: tuple[Path, str], tmp_path: Path
) -> None:
    file, address = two
    authority = make_authority(tmp_path / "authority")
    storage = open_storage(address)
    with Ledger.open(address, key=SERVER) as ledger:
        assert cosign_others(storage, ledger.main, SERVER) == 1
    note = storage.checkpoints(1)[-1]
    answer = authority.answer(write_request(note))
    with storage.writing():
        storage.add_timestamp(1, len(storage.checkpoints(1)) - 1, answer)
    storage.close()
    take(file, address)
    storage = open_storage(file)
    (receipt,) = storage.cosignatures(0)
    assert storage.timestamps(1) == [(0, answer)]
    assert read_checkpoint(receipt.note).is_signed_by(SERVER.public, f"sijill/{receipt.peer}")
    storage.close()
    for place in two:
        report = verify(place, tmp_path, roots=read_roots(authority.root.read_bytes()))
        assert report.verdict is Verdict.SOUND


def test_a_second_case_is_not_taken_for_the_first(two: tuple[Path, str], tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "other.db", create=True, key=SERVER) as ledger:
        other = ledger.storage
        here = open_storage(two[1])
        with pytest.raises(LedgerError, match="no log in common"):
            demand_one_case(here, other)
        here.close()


TAMPERINGS = [
    """
    UPDATE sijill.entry SET entry = convert_to(replace(convert_from(entry, 'UTF8'), 'omar', 'rana'),
    'UTF8') WHERE log = 1 AND n = 1
    """,
    "UPDATE sijill.entry SET signature = '' WHERE log = 1 AND n = 3",
    "UPDATE sijill.entry SET leaf = sha256('x') WHERE log = 1 AND n = 1",
    "UPDATE sijill.payload SET value = '7' WHERE log = 1 AND n = 0 AND field = 'name'",
    "UPDATE sijill.payload SET value = NULL, salt = NULL WHERE log = 1 AND n = 0",
    "DELETE FROM sijill.payload WHERE log = 1 AND n = 0",
    "DELETE FROM sijill.entry WHERE log = 1 AND n = 3",
    "DELETE FROM sijill.entry WHERE log = 1 AND n = 1",
    "UPDATE sijill.node SET h = sha256('x') WHERE log = 1",
    "DELETE FROM sijill.node WHERE log = 0",
    "UPDATE sijill.checkpoint SET size = 1 WHERE log = 1",
    "UPDATE sijill.log SET key = sha256('x') WHERE number = 1",
    "UPDATE sijill.log SET id = repeat('f', 32) WHERE number = 1",
    "UPDATE sijill.entry SET kind = 'sync' WHERE log = 1 AND n = 1",
]


@pytest.mark.parametrize("statement", TAMPERINGS)
def test_what_the_servers_owner_changed_is_found_by_the_audit(
    two: tuple[Path, str], server: Addresses, tmp_path: Path, statement: str
) -> None:
    """The owner drops the guards, changes a row, and puts the guards back."""
    _, address = two
    assert verify(address, tmp_path).verdict is Verdict.SOUND
    with psycopg.connect(server.superuser) as superuser:
        superuser.execute("SET LOCAL session_replication_role = replica")
        for table in ("log", "entry", "payload", "node", "checkpoint"):
            superuser.execute(f"ALTER TABLE sijill.{table} DISABLE TRIGGER USER".encode())
        superuser.execute("ALTER TABLE sijill.entry DROP CONSTRAINT entry_check")
        superuser.execute(statement.encode())
        superuser.execute(
            "ALTER TABLE sijill.entry ADD CONSTRAINT entry_check"
            " CHECK (leaf = sha256('\\x00'::bytea || entry || signature)) NOT VALID;"
            " UPDATE pg_constraint SET convalidated = true WHERE conname = 'entry_check'"
        )
        for table in ("log", "entry", "payload", "node", "checkpoint"):
            superuser.execute(
                "UPDATE pg_trigger SET tgenabled = 'A' WHERE NOT tgisinternal"
                " AND tgrelid = %s::regclass",
                (f"sijill.{table}",),
            )
    report = verify(address, tmp_path)
    assert report.verdict is Verdict.TAMPERED, report.findings
    assert not any("triggers" in it.what for it in report.findings)


def test_guards_that_were_changed_are_a_finding(
    two: tuple[Path, str], server: Addresses, tmp_path: Path
) -> None:
    with psycopg.connect(server.owner) as owner:
        owner.execute("ALTER TABLE sijill.entry DISABLE TRIGGER entry_in_order")
    report = verify(two[1], tmp_path)
    assert report.verdict is Verdict.TAMPERED
    assert [it.what for it in report.findings] == [
        "tables, triggers or functions are missing or were changed"
    ]
    assert report.entries == 9
