"""A small register with everything in it: two devices, evidence, an erasure, receipts."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sijill.ledger import Draft, EntryKind, FileReference, Ledger, store_file
from sijill.ledger.bundle import Contents, write_bundle
from sijill.ledger.keys import DeviceKey
from sijill.ledger.merging import cosign_others, take_in
from sijill.ledger.notes import Note, read_note
from sijill.ledger.sqlite_storage import SqliteStorage

RANA = DeviceKey.from_secret(bytes(range(32)))
OMAR = DeviceKey.from_secret(bytes(range(1, 33)))
AT = datetime(2031, 6, 1, tzinfo=UTC)
ROWS = 4
WAIT_MS = 1_000


@dataclass(frozen=True)
class SmallRegister:
    """The file, the evidence it cites, and a checkpoint of each device that left the machine."""

    path: Path
    evidence: Path
    kept: tuple[Note, Note]


def decisions() -> list[Draft]:
    """Two judgements and a retraction."""
    return [
        Draft(EntryKind.JUDGEMENT, "list:1", {"decision": "same", "reason": "read"}, ("list:2",)),
        Draft(EntryKind.JUDGEMENT, "list:3", {"decision": "different", "reason": "ages"}),
        Draft(EntryKind.RETRACTION, "list:1", {"reason": "mistaken"}, ("0" * 64,)),
    ]


def two_devices(folder: Path) -> SmallRegister:
    """Rana's log (a capture, rows, decisions, an erasure) and Omar's, merged into one file."""
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
    with Ledger.open(two, key=OMAR) as ledger:
        ledger.append(decisions(), author="omar", at=AT + timedelta(hours=3))
    return SmallRegister(one, evidence, _merge(one, two))


def _merge(one: Path, two: Path) -> tuple[Note, Note]:
    here = SqliteStorage.open(one, create=False, wait_ms=WAIT_MS)
    there = SqliteStorage.open(two, create=False, wait_ms=WAIT_MS)
    take_in(here, there)
    with Ledger.open(one, key=RANA) as ledger:
        ledger.acknowledge(author="rana", at=AT + timedelta(hours=4))
    with Ledger.open(one, key=RANA) as ledger:
        cosign_others(here, ledger.main, RANA)
        first, second = (read_note(log.checkpoints()[-1]) for log in ledger.logs)
    here.close()
    there.close()
    return first, second


def bundle_of(register: SmallRegister, folder: Path) -> Path:
    """A bundle of everything in it."""
    with Ledger.open(register.path) as ledger:
        write_bundle(ledger, Contents(tuple(ledger.entries())), register.evidence, folder, RANA)
    return folder
