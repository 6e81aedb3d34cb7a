"""The examination of a log: everything is computed again from the stored bytes and compared.

An alteration shows where it was made (the leaf, the chain, a tile, a digest) and does not hide what
comes after it: the examination goes on with what the bytes really say. It trusts no column to have
its type, because a damaged file can give anything.
"""

import apsw

from sijill.ledger.canonical import decode, is_canonical
from sijill.ledger.entry import FileReference
from sijill.ledger.envelope import Envelope
from sijill.ledger.findings import FindingList, Verdict
from sijill.ledger.merkle import GrowingTree, Node, leaf_hash
from sijill.ledger.payload import field_digest
from sijill.model.errors import LedgerError


class Examination:
    """A walk over the entries of the one log in a file.

    Attributes:
        entries: how many entries were examined.
        files: the evidence that they cite.
        root: the root over them, in hexadecimal; empty once an entry is missing.
        trusted_root: the root at the size that was to be remembered; empty if it was not reached.
    """

    def __init__(
        self, connection: apsw.Connection, log: str, trusted_size: int | None, found: FindingList
    ) -> None:
        self.entries = 0
        self.files = set[FileReference]()
        self.trusted_root = ""
        self._log = log
        self._trusted_size = trusted_size
        self._found = found
        self._connection = connection
        self._cursor = connection.cursor()
        self._tree: GrowingTree | None = GrowingTree()
        self._prev: str | None = ""
        self._next = 0
        self._values = 0
        self._tiles = 0
        self._remember()

    @property
    def root(self) -> str:
        """The root over the entries so far, in hexadecimal; empty once an entry is missing."""
        return self._tree.root().hex() if self._tree else ""

    def run(self) -> None:
        """Examine every entry, its payload and the tree.

        Raises:
            apsw.Error: if the file is so damaged that reading stops.
        """
        for log, number, raw, signature, leaf in self._connection.execute(
            "SELECT log, n, entry, signature, leaf FROM event ORDER BY log, n"
        ):
            if log == 0 and isinstance(number, int) and number >= self._next:
                self._skip_to(number)
                self._examine(number, raw, signature, leaf)
            else:
                self._tampered(f"entry {number!r}", f"it is in no place of log {log!r}")
        self._demand_count("payload", self._values)
        self._demand_count("tile", self._tiles)

    def _skip_to(self, number: int) -> None:
        if number > self._next:
            self._tampered(f"entries {self._next} to {number - 1}", "they are missing")
            self._tree = self._prev = None
        self._next = number + 1

    def _examine(self, number: int, raw: object, signature: object, leaf: object) -> None:
        where = f"entry {number}"
        self.entries += 1
        if not (isinstance(raw, bytes) and isinstance(signature, bytes)):
            self._tampered(where, "its bytes are lost: another type is stored in their place")
            self._tree = self._prev = None
            return
        if signature:
            self._found.add(Verdict.COULD_NOT_CHECK, where, "this version checks no signatures")
        digest = leaf_hash(raw + signature)
        if leaf != digest:
            self._tampered(where, "its bytes do not have the leaf hash that is stored beside them")
        self._examine_envelope(number, where, raw)
        self._prev = digest.hex()
        if self._tree:
            for node in self._tree.add(digest):
                self._examine_tile(node)
            self._remember()

    def _examine_envelope(self, number: int, where: str, raw: bytes) -> None:
        try:
            envelope = Envelope.from_bytes(raw)
            if envelope.to_bytes() != raw:
                self._tampered(where, "its bytes are not in the canonical form")
        except LedgerError as error:
            self._tampered(where, str(error))
            return
        if (envelope.log, envelope.number) != (self._log, number):
            self._tampered(where, f"it says that it is entry {envelope.number} of {envelope.log}")
        if self._prev not in (None, envelope.prev):
            self._tampered(where, "it does not follow the entry before it")
        self.files.update(envelope.files)
        self._examine_payload(number, where, envelope)

    def _examine_payload(self, number: int, where: str, envelope: Envelope) -> None:
        digests = {_utf8(name): digest for name, digest in envelope.digests.items()}
        self._cursor.execute(
            "SELECT CAST(field AS BLOB), salt, value FROM payload WHERE log = 0 AND n = ?",
            (number,),
        )
        for field, salt, value in self._cursor:
            self._values += 1
            digest = digests.pop(field, None)
            place = f"{where}, payload {_shown(field)}"
            if digest is None:
                self._tampered(place, "the entry has no such field")
            elif salt is None and value is None:
                self._found.add(Verdict.SOUND, place, "it was erased")
            elif not (isinstance(salt, bytes) and isinstance(value, bytes)):
                self._tampered(place, "its bytes are lost: another type is stored in their place")
            elif field_digest(salt, value) != digest:
                self._tampered(place, "its value does not have the digest in the entry")
            else:
                self._examine_form(place, value)
        for field in digests:
            self._tampered(f"{where}, payload {_shown(field)}", "its value is missing, not erased")

    def _examine_form(self, place: str, value: bytes) -> None:
        try:
            canonical = is_canonical(value, decode(value))
        except LedgerError as error:
            self._tampered(place, str(error))
        else:
            if not canonical:
                self._tampered(place, "its value is not in the canonical form")

    def _examine_tile(self, node: Node) -> None:
        self._cursor.execute(
            "SELECT h FROM tile WHERE log = 0 AND level = ? AND idx = ?", (node.level, node.place)
        )
        stored = self._cursor.fetchall()
        self._tiles += len(stored)
        if stored != [(node.digest,)]:
            what = "it does not have the hash of its entries" if stored else "it is missing"
            self._tampered(f"tile {node.place} of level {node.level}", what)

    def _demand_count(self, table: str, visited: int) -> None:
        held = self._connection.execute(f"SELECT count(*) FROM {table}").get  # noqa: S608 our names
        if held != visited:
            self._tampered(f"table {table}", f"it holds {held} rows; the entries need {visited}")

    def _remember(self) -> None:
        if self._tree and self._tree.size == self._trusted_size:
            self.trusted_root = self.root

    def _tampered(self, where: str, what: str) -> None:
        self._found.add(Verdict.TAMPERED, where, what)


def _utf8(name: str) -> bytes:
    return name.encode("utf-8", "surrogatepass")


def _shown(field: object) -> str:
    return field.decode("utf-8", "backslashreplace") if isinstance(field, bytes) else repr(field)
