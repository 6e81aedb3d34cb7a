"""How fast the ledger appends, proves and verifies, beside plain SQLite and another Merkle log.

The ledger is as in daily use: a device key signs checkpoints every thousand entries, and the device
notes outside the ledger what it signed. The peer stores the same rows, number and content, in the
same mode of SQLite (write-ahead log, every commit on the disk), with no hash and no proof.
Importing and verifying are measured in seconds of the processors.
"""

import json
import sqlite3
from datetime import UTC, datetime
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import apsw
from pymerkle import SqliteTree

from measures import Row, cpu_seconds, seconds
from sijill.ledger import Draft, EntryKind, Ledger, verify
from sijill.ledger.merkle.tree import root_of
from sijill.ledger.signing.keys import DeviceKey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sijill.ledger.entries.canonical import Json

AT = datetime(2032, 1, 1, tzinfo=UTC)
ENTRIES = 1_000_000
BATCH = 50_000
"""Rows of one file, appended together."""
SINGLES = 1_000
PEER_ENTRIES, PEER_PROOFS = 5_000, 20
"""The other log is so slow that it gets a share of the entries, and fewer proofs."""
PLAIN = "SQLite, no proofs"


def measure_ledger(folder: Path) -> list[Row]:
    """A million rows imported and verified; then single appends and proofs in that ledger."""
    key = DeviceKey.from_secret(bytes(range(32)), memory=folder / "memory")
    path = folder / "register.db"
    plain = _open_plain(folder / "plain.db")
    with Ledger.open(path, create=True, key=key) as ledger:
        ours = cpu_seconds(lambda: _import(ledger))
        peer = cpu_seconds(lambda: _insert_all(plain))
    checked = cpu_seconds(lambda: verify(path, folder / "evidence"))
    read = cpu_seconds(lambda: _read_and_hash(path))
    with Ledger.open(path, key=key) as ledger:
        singly = SINGLES / seconds(lambda: _append_singly(ledger))
        peer_singly = SINGLES / seconds(lambda: _insert_singly(plain))
        leaves = [bytes.fromhex(entry.leaf) for entry in ledger.entries()]
        anew_ms = 1000 * seconds(lambda: root_of(leaves))
        proof_ms = 1000 / SINGLES * seconds(lambda: _prove(ledger))
    plain.close()
    return [
        Row(f"ledger: {ENTRIES:,} rows imported", "CPU s", ours, PLAIN, peer),
        Row(f"ledger: {ENTRIES:,} entries verified", "CPU s", checked, "read, SHA-256", read),
        Row("ledger: durable appends, singly", "1/s", singly, PLAIN, peer_singly),
        Row("ledger: a proof", "ms", proof_ms, "tree hashed anew", anew_ms),
        *_beside_pymerkle(folder, singly, proof_ms),
    ]


def _rows() -> "Iterator[dict[str, Json]]":
    return ({"row": number, "name": f"person {number}"} for number in range(ENTRIES))


def _import(ledger: Ledger) -> None:
    drafts = (Draft(EntryKind.ROW, f"list:{one['row']}", one) for one in _rows())
    while batch := list(islice(drafts, BATCH)):
        ledger.append(batch, author="bench", at=AT)


def _append_singly(ledger: Ledger) -> None:
    draft = Draft(EntryKind.ROW, "list:0", {"row": 0})
    for _ in range(SINGLES):
        ledger.append([draft], author="bench", at=AT)


def _prove(ledger: Ledger) -> None:
    for number in range(SINGLES):
        ledger.main.inclusion_proof(997 * number, ENTRIES)


def _open_plain(path: Path) -> sqlite3.Connection:
    plain = sqlite3.connect(path)
    plain.execute("PRAGMA journal_mode = WAL")
    plain.execute("PRAGMA synchronous = FULL")
    plain.execute("CREATE TABLE entry (number INTEGER PRIMARY KEY, subject TEXT, payload TEXT)")
    return plain


def _insert_all(plain: sqlite3.Connection) -> None:
    rows = ((one["row"], f"list:{one['row']}", json.dumps(one)) for one in _rows())
    while batch := list(islice(rows, BATCH)):
        with plain:
            plain.executemany("INSERT INTO entry VALUES (?, ?, ?)", batch)


def _read_and_hash(path: Path) -> None:
    """Read the same bytes and hash them, with no question asked."""
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    for query in ("SELECT entry, signature FROM entry", "SELECT salt, value FROM payload"):
        for one, two in connection.execute(query):
            sha256(bytes(one) + bytes(two)).digest()
    connection.close()


def _insert_singly(plain: sqlite3.Connection) -> None:
    for number in range(SINGLES):
        with plain:
            plain.execute("INSERT INTO entry VALUES (?, ?, ?)", (ENTRIES + number, "list:0", "{}"))


def _beside_pymerkle(folder: Path, appends_per_s: float, proof_ms: float) -> list[Row]:
    """The same against another Merkle log in Python: its durable appends, and its proofs."""
    tree = SqliteTree(str(folder / "pymerkle.db"))
    for number in range(PEER_ENTRIES):
        tree.append_entry(str(number).encode())
    alone = seconds(lambda: [tree.append_entry(b"one more") for _ in range(SINGLES // 10)])
    size = tree.get_size()
    proofs = seconds(
        lambda: [
            tree.prove_inclusion(1 + 97 * number % size, size) for number in range(PEER_PROOFS)
        ]
    )
    peer_ms = 1000 * proofs / PEER_PROOFS
    return [
        Row("ledger: durable appends, singly", "1/s", appends_per_s, "pymerkle",
            SINGLES / 10 / alone),
        Row("ledger: a proof", "ms", proof_ms, f"pymerkle, {PEER_ENTRIES:,} entries", peer_ms),
    ]  # fmt: skip
