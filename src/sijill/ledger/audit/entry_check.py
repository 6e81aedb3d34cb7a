"""One entry held against its log's key and against itself: its place, its signature, its values.

This is asked of every entry that a file holds: those of the logs, and those that are quarantined.
No column is trusted to have its type, because a damaged file can give anything.
"""

from dataclasses import dataclass, field

from sijill.ledger.entries.canonical import decode, is_canonical, is_plain
from sijill.ledger.entries.entry import EntryKind, FileReference
from sijill.ledger.entries.envelope import Envelope, Glance, glance
from sijill.ledger.entries.payload import is_sealed
from sijill.ledger.merkle.tree import leaf_hash
from sijill.ledger.report.findings import FindingList, Verdict
from sijill.ledger.signing.keys import is_signed_entry
from sijill.model.errors import LedgerError

Value = tuple[object, object, object]
"""A payload row: field, salt, value, of whatever types the file gives."""


@dataclass(frozen=True, slots=True)
class LogFrame:
    """What every entry of a log is held against.

    Its number in the file, its id, its public key or empty, and how findings name its entries
    (``entry 17``; in a file of several logs ``entry 3fa9c1:17``).
    """

    number: int
    id: str
    public: bytes
    prefix: str = "entry "


@dataclass(slots=True)
class Gathered:
    """What entries say that only all of them together can answer for.

    Attributes:
        values: how many rows of values were examined.
        files: the evidence that the entries cite.
        erased: the values that are gone: as an erasure names them, with the place to tell.
        ordered: the values that erasures name.
        seen: heads of other logs that entries cite: where, log, size, root.
    """

    values: int = 0
    files: set[FileReference] = field(default_factory=set)
    erased: dict[str, str] = field(default_factory=dict)
    ordered: set[str] = field(default_factory=set)
    seen: list[tuple[str, str, int, str]] = field(default_factory=list)

    def take(self, other: "Gathered") -> None:
        """Add what another stretch of entries says."""
        self.values += other.values
        self.files |= other.files
        self.erased |= other.erased
        self.ordered |= other.ordered
        self.seen += other.seen


class EntryCheck:
    """Examines entries of one log; findings and what they say go where the caller wants them."""

    def __init__(self, frame: LogFrame, found: FindingList, gathered: Gathered) -> None:
        self._frame = frame
        self._found = found
        self._gathered = gathered

    def read(self, where: str, number: int, raw: bytes) -> Glance | None:
        """What an entry's bytes say, if they can be read and stand where they belong."""
        seen = glance(raw) or self._read_in_full(where, raw)
        if seen is not None and (seen.log, seen.number) != (self._frame.id, number):
            self._tampered(where, f"it says that it is entry {seen.number} of {seen.log}")
        return seen

    def examine(
        self, where: str, seen: Glance, raw: bytes, signature: bytes, values: list[Value]
    ) -> None:
        """Hold the signature and the values of an entry against its bytes."""
        self._examine_signature(where, seen.kind, raw, signature)
        self._gathered.values += len(values)
        if not _are_right(seen.digests, values):
            leaf = leaf_hash(raw + signature).hex()
            self._examine_payload(where, leaf, seen.digests, values)

    def _read_in_full(self, where: str, raw: bytes) -> Glance | None:
        try:
            envelope = Envelope.from_bytes(raw)
            if envelope.to_bytes() != raw:
                self._tampered(where, "its bytes are not in the canonical form")
        except LedgerError as error:
            self._tampered(where, str(error))
            return None
        self._gathered.files.update(envelope.files)
        if envelope.kind is EntryKind.ERASURE:
            self._gathered.ordered.update(envelope.over)
        for log, head in envelope.seen.items():
            self._gathered.seen.append((where, log, head.size, head.root))
        digests = {_utf8(name): digest for name, digest in envelope.digests.items()}
        return Glance(envelope.log, envelope.number, envelope.prev, envelope.kind, digests)

    def _examine_signature(self, where: str, kind: EntryKind, raw: bytes, signature: bytes) -> None:
        public = self._frame.public
        if not (public and kind.is_decision):
            if signature:
                self._tampered(where, "it is signed, and no entry of this kind is, in this log")
        elif not is_signed_entry(public, raw, signature):
            self._tampered(where, "it is a decision, and the key of the log did not sign it")

    def _examine_payload(
        self, where: str, leaf: str, digests: dict[bytes, str], values: list[Value]
    ) -> None:
        left = dict(digests)
        for name, salt, value in values:
            digest = left.pop(name, None) if isinstance(name, bytes) else None
            if digest is None:
                self._tampered(_place(where, name), "the entry has no such field")
            elif isinstance(salt, bytes) and isinstance(value, bytes):
                if not is_sealed(salt, value, digest):
                    what = "its value does not have the digest in the entry"
                    self._tampered(_place(where, name), what)
                else:
                    self._examine_form(where, name, value)
            elif salt is None and value is None:
                self._found.add(Verdict.SOUND, _place(where, name), "it was erased")
                named = f"{leaf}/{_shown(name)}"
                self._gathered.erased[named] = _place(where, name)
            else:
                what = "its bytes are lost: another type is stored in their place"
                self._tampered(_place(where, name), what)
        for name in left:
            self._tampered(_place(where, name), "its value is missing, not erased")

    def _examine_form(self, where: str, name: object, value: bytes) -> None:
        try:
            canonical = is_canonical(value, decode(value))
        except LedgerError as error:
            self._tampered(_place(where, name), str(error))
        else:
            if not canonical:
                self._tampered(_place(where, name), "its value is not in the canonical form")

    def _tampered(self, where: str, what: str) -> None:
        self._found.add(Verdict.TAMPERED, where, what)


def _are_right(digests: dict[bytes, str], values: list[Value]) -> bool:
    """Whether every value is there, once, with its digest and in canonical form.

    So it is with nearly every entry; what is wrong with another is told by the slower walk.
    """
    left = digests.copy()
    for name, salt, value in values:
        digest = left.pop(name, None) if isinstance(name, bytes) else None
        if digest is None or not is_sealed(salt, value, digest):
            return False
        if not (isinstance(value, bytes) and is_plain(value)):
            return False
    return not left


def _place(where: str, name: object) -> str:
    return f"{where}, payload {_shown(name)}"


def _shown(name: object) -> str:
    return name.decode("utf-8", "backslashreplace") if isinstance(name, bytes) else repr(name)


def _utf8(name: str) -> bytes:
    return name.encode("utf-8", "surrogatepass")
