"""An entry: one thing that was received, decided or published. It is appended and never changed.

``Draft`` is what a caller wants to append; ``Entry`` is what was stored, with its number, its place
in the chain and its leaf hash. A later entry can stand *over* earlier ones (a correction, a
withdrawal); it says so in ``over`` and the earlier entry stays.

What stays for ever, readable by whoever holds the ledger: kind, subject, over, author, time, the
names of the payload's fields, and the files' hashes. Personal data belongs in the payload's values,
which are hashed with a salt and can be erased one by one while every proof still holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sijill.ledger.entries.canonical import Json
from sijill.ledger.merkle.tree import is_digest
from sijill.model.case_limits import LARGEST_INTEGER
from sijill.model.errors import LedgerError

NAME_DIGITS = 6
"""So much of a log's id stands in an entry's name."""


class EntryKind(StrEnum):
    """What an entry records."""

    CASE = "case"
    SOURCE = "source"
    CAPTURE = "capture"
    SEALING = "sealing"
    ROW = "row"
    JUDGEMENT = "judgement"
    ASSESSMENT = "assessment"
    IDENTIFICATION = "identification"
    CONSENT = "consent"
    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"
    CLAIM = "claim"
    MATCH = "match"
    RETRACTION = "retraction"
    ERASURE = "erasure"
    SYNC = "sync"
    SETTLEMENT = "settlement"
    ESTIMATE = "estimate"
    EXHIBIT = "exhibit"
    CUSTODY = "custody"
    PUBLICATION = "publication"
    SITE = "site"
    PRESENCE = "presence"
    EXAMINATION = "examination"
    OPERATION = "operation"

    @property
    def is_decision(self) -> bool:
        """Whether a person decided it, so that the device signs it on its own."""
        return self in _DECISIONS


_DECISIONS = frozenset(
    (
        EntryKind.JUDGEMENT,
        EntryKind.ASSESSMENT,
        EntryKind.IDENTIFICATION,
        EntryKind.CONSENT,
        EntryKind.CORRECTION,
        EntryKind.WITHDRAWAL,
        EntryKind.CLAIM,
        EntryKind.MATCH,
        EntryKind.RETRACTION,
        EntryKind.ERASURE,
        EntryKind.EXHIBIT,
        EntryKind.CUSTODY,
        EntryKind.SITE,
        EntryKind.PRESENCE,
        EntryKind.EXAMINATION,
        EntryKind.OPERATION,
    )
)


@dataclass(frozen=True, slots=True, order=True)
class FileReference:
    """An evidence file, named by its content.

    Attributes:
        sha256: 64 hexadecimal digits in lower case.
        size: bytes.
        type: the media type, for example ``text/csv``; empty where nobody knows it.

    Raises:
        LedgerError: for another form of hash, or a size that is negative or no integer.
    """

    sha256: str
    size: int
    type: str = ""

    def __post_init__(self) -> None:
        if not (_are(str, self.sha256, self.type) and is_digest(self.sha256)):
            raise LedgerError(
                f"the file reference {self.sha256!r} is not a SHA-256 of 64 hexadecimal digits in "
                "lower case. Take it from the stored file."
            )
        if not _are(int, self.size) or not 0 <= self.size <= LARGEST_INTEGER:
            raise LedgerError(
                f"the file {self.sha256} cannot have {self.size!r} bytes. "
                "Take its size from the stored file."
            )


@dataclass(frozen=True, slots=True)
class Draft:
    """What a caller wants to append.

    Attributes:
        kind: what it records.
        subject: what it is about, for example a record id; not empty, no personal data.
        payload: the values by field name, each stored and hashed on its own.
        over: what it stands over: ids of earlier statements, in the caller's own terms.
        files: the evidence it rests on, stored before the entry is appended.

    Raises:
        LedgerError: for an empty subject, or a part of another type than declared: what is stored
            cannot be corrected, so the types are checked when the program runs, too.
    """

    kind: EntryKind
    subject: str
    payload: Mapping[str, Json] = field(default_factory=dict)
    over: tuple[str, ...] = ()
    files: tuple[FileReference, ...] = ()

    def __post_init__(self) -> None:
        if not self.subject:
            raise LedgerError(f"a {self.kind} entry must say what it is about. Give its subject.")
        if (type(self.kind), type(self.subject), type(self.payload), self.over, self.files) == _ROW:
            return  # as most are
        is_right = (
            type(self.kind) is EntryKind
            and type(self.over) is tuple
            and type(self.files) is tuple
            and _are(Mapping, self.payload)
            and _are(str, self.subject)
        )
        if not is_right or not (
            (not self.over or _are(str, *self.over))
            and (not self.files or _are(FileReference, *self.files))
        ):
            raise LedgerError(
                f"the draft about {self.subject!r} has a part of the wrong type: kind is an "
                "EntryKind, payload a mapping, over and files are tuples. Correct it."
            )


@dataclass(frozen=True, slots=True)
class Entry:
    """What was stored.

    Attributes:
        log: the id of the log, 32 hexadecimal digits.
        number: its place in the log, from 0.
        at: when it was appended, in UTC, by the clock of the device.
        author: who appended it.
        payload: the values by field name, without those that were erased.
        leaf: its leaf hash in hexadecimal, which names it for ever.
        prev: the leaf hash of the entry before; empty for the first.
        erased: the names of the fields whose values were erased, sorted.
        version_vector: how many entries of each other log its device had taken in by then.
    """

    log: str
    number: int
    at: datetime
    author: str
    kind: EntryKind
    subject: str
    over: tuple[str, ...]
    payload: Mapping[str, Json]
    files: tuple[FileReference, ...]
    leaf: str
    prev: str
    erased: tuple[str, ...] = ()
    version_vector: Mapping[str, int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The entry as people name it: ``3fa9c1:17``, the beginning of the log's id and the number.

        What is stored names entries by their leaf hash.
        """
        return f"{self.log[:NAME_DIGITS]}:{self.number}"

    def knows(self, other: "Entry") -> bool:
        """Whether who wrote this entry had the other one before; then it speaks later."""
        if other.log == self.log:
            return other.number < self.number
        return other.number < self.version_vector.get(other.log, 0)

    def has_same_content(self, other: "Entry | Draft") -> bool:
        """Whether both are of the same kind, subject and words, whoever appends them and when."""
        own = (self.kind, self.subject, self.over, self.payload, self.files)
        return own == (other.kind, other.subject, other.over, other.payload, other.files)


_ROW = (EntryKind, str, dict, (), ())
"""The types of a draft's kind, subject and payload, where it stands over nothing and on no file."""


def _are(wanted: type, *values: object) -> bool:
    return all(isinstance(value, wanted) and not isinstance(value, bool) for value in values)
