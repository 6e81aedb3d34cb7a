"""A register of two devices in the hands of somebody who knows the format and has no key."""

from dataclasses import dataclass, replace
from pathlib import Path

import apsw

from sijill.ledger import Ledger
from sijill.ledger.entries.envelope import Envelope
from sijill.ledger.merkle.tree import GrowingTree, TreeHead, leaf_hash
from sijill.ledger.signing.checkpoint import Checkpoint, write_checkpoint
from sijill.ledger.signing.keys import DeviceKey
from tampering import tamper_with

FORGER = DeviceKey.from_secret(bytes(range(2, 34)))

Row = tuple[Envelope, bytes]
"""An entry and its signature."""


@dataclass(frozen=True)
class Register:
    """A register of two devices, what it cites, and a checkpoint of each that left the machine."""

    path: Path
    evidence: Path
    kept: tuple[Checkpoint, Checkpoint]

    def rows(self, log: int = 0) -> list[Row]:
        """The entries of a log."""
        connection = apsw.Connection(str(self.path))
        found = connection.execute(
            "SELECT entry, signature FROM entry WHERE log = ? ORDER BY n", (log,)
        ).fetchall()
        connection.close()
        return [(Envelope.from_bytes(bytes(raw)), bytes(sig)) for raw, sig in found]  # type: ignore[arg-type]

    def run(self, statement: str, *values: object) -> None:
        """Change the file."""
        tamper_with(self.path, statement, *values)

    def write(self, rows: list[Row], log: int = 0, key: DeviceKey | None = None) -> None:
        """Put other entries in the place of a log's, so that everything fits; a key signs them."""
        old = {envelope.number: place for place, (envelope, _) in enumerate(self.rows(log))}
        connection = apsw.Connection(str(self.path))
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        payload = connection.execute(
            "SELECT n, field, salt, value FROM payload WHERE log = ?", (log,)
        ).fetchall()
        for table in ("payload", "node", "entry"):
            connection.execute(f"DELETE FROM {table} WHERE log = ?", (log,))  # noqa: S608  ours
        tree, prev = GrowingTree(), ""
        for number, (envelope, signature) in enumerate(rows):
            fitted = replace(envelope, number=number, prev=prev)
            raw = fitted.to_bytes()
            signs = key is not None and fitted.kind.is_decision
            signed = key.sign_entry(raw) if key is not None and signs else signature
            leaf = leaf_hash(raw + signed)
            connection.execute(
                "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)",
                (log, number, raw, signed, leaf, str(fitted.kind)),
            )
            for place, *rest in payload:
                if place == old.get(envelope.number) and rest[0] in envelope.digests:
                    row = (log, number, *rest)
                    connection.execute("INSERT INTO payload VALUES (?, ?, ?, ?, ?)", row)
            for node in tree.add(leaf):
                connection.execute("INSERT INTO node VALUES (?, ?, ?, ?)", (log, *node))
            prev = leaf.hex()
        for _, sql in triggers:
            connection.execute(str(sql))
        connection.close()

    def sign_again(self, rows: list[Row], log: int = 0) -> None:
        """Rewrite a log under the forger's key, with a checkpoint that fits."""
        self.write(rows, log, FORGER)
        self.run("UPDATE log SET key = ? WHERE number = ?", FORGER.public, log)
        with Ledger.open(self.path) as ledger:
            held = ledger.logs[log]
            head, name = held.head(), held.id
        self.forget("cosignature")
        self.run("DELETE FROM checkpoint WHERE log = ?", log)
        self._insert_note(log, head, write_checkpoint(name, head, FORGER))

    def forget(self, table: str) -> None:
        """Remove the rows of a table, if there are any."""
        connection = apsw.Connection(str(self.path))
        held = connection.execute(f"SELECT count(*) FROM {table}").get  # noqa: S608  our names
        connection.close()
        if held:
            self.run(f"DELETE FROM {table}")  # noqa: S608  our names

    def _insert_note(self, log: int, head: TreeHead, note: bytes) -> None:
        self.run("INSERT INTO checkpoint VALUES (?, 0, ?, ?)", log, head.size, note)
