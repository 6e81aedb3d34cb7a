"""What entries of a log say of other entries: files, erasures, heads of other logs."""

from dataclasses import dataclass, field

from sijill.ledger.entries.entry import EntryKind, FileReference
from sijill.ledger.entries.envelope import Envelope


@dataclass(frozen=True, slots=True)
class LogFrame:
    """What every entry of a log is compared with.

    Its number in the file, its id, its public key or empty, how findings name its entries
    (``entry 17``; in a file of several logs ``entry 3fa9c1:17``), and of a branch the number of its
    base and how many entries it shares with it.
    """

    number: int
    id: str
    public: bytes
    prefix: str = "entry "
    base: int | None = None
    base_size: int = 0

    def span(self, first: int, last: int) -> str:
        """How findings name entries from one number to another."""
        if first == last:
            return f"{self.prefix}{first}"
        return f"{self.prefix.replace('entry', 'entries')}{first} to {last}"


@dataclass(slots=True)
class CrossReferences:
    """What entries say of other entries and of files, which is checked when all of them were read.

    Attributes:
        values: how many rows of values were examined.
        files: the evidence that the entries cite.
        erased: the values that are gone: as an erasure names them, and where to report it.
        ordered: the values that erasures name.
        cited_heads: heads of other logs that entries cite: where, log, size, root.
    """

    values: int = 0
    files: set[FileReference] = field(default_factory=set)
    erased: dict[str, str] = field(default_factory=dict)
    ordered: set[str] = field(default_factory=set)
    cited_heads: list[tuple[str, str, int, str]] = field(default_factory=list)

    def add_entry(self, where: str, envelope: Envelope) -> None:
        """Add what one entry says."""
        self.files.update(envelope.files)
        if envelope.kind is EntryKind.ERASURE:
            self.ordered.update(envelope.over)
        for log, head in envelope.cited_heads.items():
            self.cited_heads.append((where, log, head.size, head.root))

    def merge(self, other: "CrossReferences") -> None:
        """Add what other entries say."""
        self.values += other.values
        self.files |= other.files
        self.erased |= other.erased
        self.ordered |= other.ordered
        self.cited_heads += other.cited_heads
