"""Small registers with everything in them.

Two devices, evidence, an erasure, cosignatures, branches, and timestamps where OpenSSL is there to
play the authority.
"""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import apsw
from cryptography.x509 import Certificate

from sijill.ledger import Draft, EntryKind, FileReference, Ledger, store_file
from sijill.ledger.bundle.writing import Contents, write_bundle
from sijill.ledger.signing.checkpoint import Checkpoint, read_checkpoint
from sijill.ledger.signing.keys import DeviceKey
from sijill.ledger.signing.timestamps import read_roots, write_request
from sijill.ledger.stores.migrations import MIGRATIONS
from sijill.ledger.stores.sqlite_storage import SqliteStorage
from sijill.ledger.sync.merging import cosign_others, take_in
from timestamp_authority import Authority, make_authority

RANA = DeviceKey.from_secret(bytes(range(32)))
OMAR = DeviceKey.from_secret(bytes(range(1, 33)))
AT = datetime(2031, 6, 1, tzinfo=UTC)
ROWS = 4
FORKED_AT = 2
WAIT_MS = 1_000


@dataclass(frozen=True)
class SmallRegister:
    """The file, the evidence it cites, and a checkpoint of each device that left the machine.

    ``roots`` are the certificates of the authority that gave the timestamp, if one did.
    """

    path: Path
    evidence: Path
    kept: tuple[Checkpoint, Checkpoint]
    roots: tuple[Certificate, ...] = ()


def decisions() -> list[Draft]:
    """Two judgements and a retraction."""
    return [
        Draft(EntryKind.JUDGEMENT, "list:1", {"decision": "same", "reason": "read"}, ("list:2",)),
        Draft(EntryKind.JUDGEMENT, "list:3", {"decision": "different", "reason": "ages"}),
        Draft(EntryKind.RETRACTION, "list:1", {"reason": "mistaken"}, ("0" * 64,)),
    ]


def two_devices(folder: Path) -> SmallRegister:
    """Rana's log (a capture, rows, decisions, an erasure) and Omar's, merged into one file.

    Omar's key wrote on two copies of his log, so one of the two continuations is kept apart.
    """
    one, two, evidence = folder / "register.db", folder / "omar.db", folder / "evidence"
    source = folder / "list.csv"
    source.write_text("name\nRana\n", encoding="utf-8")
    stored = store_file(source, evidence)
    file = FileReference(stored.sha256, stored.size, "text/csv")
    with Ledger.open(one, create=True, key=RANA) as ledger:
        capture = Draft(EntryKind.CAPTURE, "list", {"file": "list.csv"}, (), (file,))
        rows = [Draft(EntryKind.ROW, "list", {"row": n, "name": f"name {n}"}) for n in range(ROWS)]
        entries = ledger.append([capture, *rows], author="rana", at=AT)
        ledger.append(decisions(), author="rana", at=AT + timedelta(hours=1))
        ledger.erase([(entries[2], "name")], "asked", author="rana", at=AT + timedelta(hours=2))
    shutil.copyfile(one, two)
    _write(two, decisions()[:FORKED_AT])
    copy = folder / "copy.db"
    shutil.copyfile(two, copy)
    _write(two, decisions()[FORKED_AT:])
    row = Draft(EntryKind.ROW, "list", {"row": ROWS, "name": "apart"})
    _write(copy, [row, *decisions()[:1]])
    kept = _merge(one, [two, copy])
    return SmallRegister(one, evidence, kept, _stamp(one, folder / "authority"))


def every_table(folder: Path) -> SmallRegister:
    """The same register with several rows in every table.

    A branch of the branch, two cosignatures and two timestamps of one log, and a migration.
    """
    register = two_devices(folder)
    two, copy, again = (folder / name for name in ("omar.db", "copy.db", "again.db"))
    shutil.copyfile(copy, again)
    for number, path in enumerate((two, copy, again), ROWS + 1):
        _write(path, [Draft(EntryKind.ROW, "list", {"row": number, "name": path.stem})])
    kept = _merge(register.path, [two, copy, again])
    roots = _stamp(register.path, folder / "authority")
    connection = apsw.Connection(str(register.path))
    connection.execute("INSERT INTO migration VALUES (?, ?)", (MIGRATIONS[0].name, AT.isoformat()))
    connection.close()
    return SmallRegister(register.path, register.evidence, kept, roots)


def _write(path: Path, drafts: Sequence[Draft]) -> None:
    with Ledger.open(path, key=OMAR) as ledger:
        ledger.append(drafts, author="omar", at=AT + timedelta(hours=3))


def _merge(one: Path, others: Sequence[Path]) -> tuple[Checkpoint, Checkpoint]:
    here = SqliteStorage.open(one, create=False, wait_ms=WAIT_MS)
    for other in others:
        there = SqliteStorage.open(other, create=False, wait_ms=WAIT_MS)
        take_in(here, there)
        there.close()
    with Ledger.open(one, key=RANA) as ledger:
        ledger.acknowledge(author="rana", at=AT + timedelta(hours=4))
    with Ledger.open(one, key=RANA) as ledger:
        cosign_others(here, ledger.main, RANA)
        first, second = (read_checkpoint(log.checkpoints()[-1]) for log in ledger.logs)
    here.close()
    return first, second


def _stamp(path: Path, folder: Path) -> tuple[Certificate, ...]:
    """A timestamp of the newest checkpoint of the first log; the roots that vouch for it."""
    if shutil.which("openssl") is None:
        return ()
    authority = Authority(folder) if folder.exists() else make_authority(folder)
    with Ledger.open(path, key=RANA) as ledger:
        notes = ledger.main.checkpoints()
        response = authority.answer(write_request(notes[-1]))
        with ledger.storage.writing():
            ledger.storage.add_timestamp(ledger.main.number, len(notes) - 1, response)
    return tuple(read_roots(authority.root.read_bytes()))


def bundle_of(register: SmallRegister, folder: Path) -> Path:
    """A bundle of everything in it."""
    with Ledger.open(register.path) as ledger:
        write_bundle(ledger, Contents(tuple(ledger.entries())), register.evidence, folder, RANA)
    return folder
