"""The envelope: the part of an entry that is hashed, and the only way in which it is written.

Its canonical JSON is the *entry bytes*. They are hashed and stored exactly so; nothing is ever
hashed again from values. The fields:

======== ===========================================================================================
v        the version of this format, 1
log      the id of the log, 32 hexadecimal digits
n        the number of the entry in it, from 0
prev     the leaf hash of the entry before, empty for the first: the chain
seen     heads of other logs that grew since the device last said so: {log: {size, root}}
at       when, in UTC: ``2018-06-15T09:30:00.000000Z``, always with six decimals
author   who
kind     what it records (``EntryKind``)
subject  what it is about
over     what it stands over
payload  the salted digest of each field of the payload
files    the evidence: sha256, size, type
======== ===========================================================================================
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypeVar, cast

from sijill.ledger.entries.canonical import Json, encode_map, parse, quote, sorted_keys
from sijill.ledger.entries.entry import Draft, Entry, EntryKind, FileReference
from sijill.ledger.merkle.tree import TreeHead, is_digest
from sijill.model.errors import LedgerError

FORMAT_VERSION = 1
NOTHING_SEEN = b'"seen":{}'
"""In the bytes of an entry that cites no other log; inside a text the quotation marks would be
escaped, so it can only be the field."""

_FIELDS: dict[str, type] = {
    "v": int,
    "log": str,
    "n": int,
    "prev": str,
    "seen": dict,
    "at": str,
    "author": str,
    "kind": str,
    "subject": str,
    "over": list,
    "payload": dict,
    "files": list,
}
_KINDS = {str(kind): kind for kind in EntryKind}
_LOG_ID = re.compile(r"[0-9a-f]{32}")
_Wanted = TypeVar("_Wanted")


@dataclass(frozen=True, slots=True)
class Envelope:
    """What is hashed of an entry. ``digests`` are the salted digests by field of the payload."""

    log: str
    number: int
    prev: str
    at: str
    author: str
    kind: EntryKind
    subject: str
    over: tuple[str, ...]
    digests: Mapping[str, str]
    files: tuple[FileReference, ...]
    cited_heads: Mapping[str, TreeHead] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """The entry bytes: the canonical JSON of the fields.

        Raises:
            LedgerError: for text that UTF-8 cannot write.
        """
        content: dict[str, Json] = {
            "at": self.at,
            "author": self.author,
            "files": [
                {"sha256": file.sha256, "size": file.size, "type": file.type} for file in self.files
            ],
            "kind": self.kind.value,
            "log": self.log,
            "n": self.number,
            "over": self.over,
            "payload": self.digests,
            "prev": self.prev,
            "seen": {
                log: {"root": head.root, "size": head.size}
                for log, head in self.cited_heads.items()
            },
            "subject": self.subject,
            "v": FORMAT_VERSION,
        }
        return encode_map(content, self.digests, "the entry")

    @classmethod
    def from_bytes(cls, raw: bytes) -> "Envelope":
        """The envelope that entry bytes hold. That the bytes are canonical is not checked here.

        Raises:
            LedgerError: saying what about the bytes is not as this version writes them.
        """
        return _envelope_of(parse(raw))

    def entry(
        self,
        leaf: str,
        payload: Mapping[str, Json],
        erased: tuple[str, ...] = (),
        version_vector: Mapping[str, int] = MappingProxyType({}),
    ) -> Entry:
        """The entry as callers see it: the envelope with its leaf hash and the payload's values."""
        return Entry(
            log=self.log,
            number=self.number,
            at=read_time(self.at),
            author=self.author,
            kind=self.kind,
            subject=self.subject,
            over=self.over,
            payload=payload,
            files=self.files,
            leaf=leaf,
            prev=self.prev,
            erased=erased,
            version_vector=version_vector,
        )


class EntryWriter:
    """Writes the bytes of entries that one append makes: those of ``Envelope.to_bytes``.

    Most entries cite nothing, stand over nothing and rest on no file; theirs are put together from
    the parts that they have in common.
    """

    def __init__(self, log: str, author: str, at: str) -> None:
        self._append = log, author, at
        self._common = f'{{"at":{quote(at)},"author":{quote(author)},"files":[],"kind":"'
        self._log = f'","log":{quote(log)},"n":'
        self._forms: dict[tuple[str, ...], tuple[str, tuple[str, ...]]] = {}

    def write(
        self,
        draft: Draft,
        number: int,
        prev: str,
        digests: Mapping[str, str],
        cited_heads: Mapping[str, TreeHead],
    ) -> bytes:
        """The entry bytes.

        Raises:
            LedgerError: for text that UTF-8 cannot write, or a field whose name is no text.
        """
        if draft.over or draft.files or cited_heads:
            return self._write_whole(draft, number, prev, digests, cited_heads)
        form, order = self._forms.get(names := tuple(digests)) or self._form(names)
        payload = form % tuple([digests[name] for name in order])
        try:
            return (
                f'{self._common}{draft.kind}{self._log}{number},"over":[],"payload":{{{payload}'
                f'}},"prev":"{prev}","seen":{{}},"subject":{quote(draft.subject)},"v":1}}'
            ).encode()
        except UnicodeEncodeError:
            return self._write_whole(draft, number, prev, digests, cited_heads)  # says which text

    def _form(self, names: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
        """The payload with room for its digests, and the order in which they stand there."""
        order = tuple(sorted_keys(dict.fromkeys(names), "the entry"))
        parts = (f'{quote(name).replace("%", "%%")}:"%s"' for name in order)
        self._forms[names] = ",".join(parts), order
        return self._forms[names]

    def _write_whole(
        self,
        draft: Draft,
        number: int,
        prev: str,
        digests: Mapping[str, str],
        cited_heads: Mapping[str, TreeHead],
    ) -> bytes:
        log, author, at = self._append
        return Envelope(
            log, number, prev, at, author, draft.kind, draft.subject, draft.over, digests,
            draft.files, cited_heads,
        ).to_bytes()  # fmt: skip


def written_time(at: datetime) -> str:
    """A time as an entry holds it: ``2018-06-15T09:30:00.000000Z``.

    Raises:
        LedgerError: for a time without a zone, or one outside the years 1 to 9999 in UTC.
    """
    if at.utcoffset() is None:
        raise LedgerError(f"the time {at.isoformat()} has no time zone. Give it one, such as UTC.")
    try:
        moment = at.astimezone(UTC).replace(tzinfo=None)
    except OverflowError as error:
        raise LedgerError(f"the time {at.isoformat()} has no year in UTC. Check it.") from error
    return moment.isoformat(timespec="microseconds") + "Z"


@lru_cache(maxsize=1024)  # the entries of one append share their time
def read_time(written: str) -> datetime:
    """The inverse of ``written_time``.

    Raises:
        LedgerError: for any other way to write a time.
    """
    try:
        moment = datetime.fromisoformat(written)
        if moment.utcoffset() is not None and written_time(moment) == written:
            return moment.astimezone(UTC)
    except ValueError as error:
        raise LedgerError(f"its time {written!r} does not exist: {error}") from error
    raise LedgerError(f"its time {written!r} is not written as 2018-06-15T09:30:00.000000Z")


def read_envelope(raw: bytes) -> tuple[Envelope, bool]:
    """The envelope that entry bytes hold, and whether they are in the canonical form.

    Raises:
        LedgerError: saying what about the bytes is not as this version writes them.
    """
    fields = parse(raw)
    envelope = _envelope_of(fields)  # looks at every part: there is no float
    return envelope, encode_map(cast("Any", fields), envelope.digests, "the entry") == raw


def _envelope_of(fields: Json) -> Envelope:
    if not isinstance(fields, dict) or fields.keys() != _FIELDS.keys():
        raise LedgerError("the stored entry does not have exactly the fields of an entry")
    for name, wanted in _FIELDS.items():
        if type(fields[name]) is not wanted:
            raise LedgerError(
                f"the stored entry's {name} is a {type(fields[name]).__name__}, not a "
                f"{wanted.__name__}"
            )
    return _checked(fields)


def _checked(fields: Mapping[str, Any]) -> Envelope:
    """The envelope of fields whose types are right."""
    version = fields["v"]
    if version != FORMAT_VERSION:
        raise LedgerError(f"the stored entry has format {version}; this version reads 1")
    kind = _KINDS.get(fields["kind"])
    if kind is None:
        raise LedgerError(f"the stored entry is of the unknown kind {fields['kind']!r}")
    read_time(fields["at"])
    return Envelope(
        log=_log_id(fields["log"]),
        number=fields["n"],
        prev=_digest_or_nothing(fields["prev"]),
        at=fields["at"],
        author=fields["author"],
        kind=kind,
        subject=fields["subject"],
        over=tuple(map(_text, fields["over"])),
        digests=_digests(fields["payload"]),
        files=tuple(map(_file, fields["files"])),
        cited_heads={_log_id(log): _head(head) for log, head in fields["seen"].items()},
    )


def _typed(fields: Mapping[str, Json], name: str, wanted: type[_Wanted]) -> _Wanted:
    value = fields[name]
    if not isinstance(value, wanted) or isinstance(value, bool):
        raise LedgerError(
            f"the stored entry's {name} is a {type(value).__name__}, not a {wanted.__name__}"
        )
    return value


def _text(value: Json) -> str:
    if not isinstance(value, str):
        raise LedgerError(f"the stored entry holds a {type(value).__name__} in place of a text")
    return value


def is_log_id(text: str) -> bool:
    """Whether a text is the id of a log: 32 hexadecimal digits."""
    return _LOG_ID.fullmatch(text) is not None


def _log_id(log_id: str) -> str:
    if not is_log_id(log_id):
        raise LedgerError(f"the stored entry names the log {log_id!r}, which is no log id")
    return log_id


def _digest_or_nothing(digest: str) -> str:
    if digest and not is_digest(digest):
        raise LedgerError(f"the stored entry follows {digest!r}, which is no leaf hash")
    return digest


def _digests(digests: Mapping[str, Json]) -> Mapping[str, str]:
    for digest in digests.values():
        if not is_digest(_text(digest)):
            raise LedgerError("the stored entry holds a payload digest that is no SHA-256")
    return cast("Mapping[str, str]", digests)


def _file(value: Json) -> FileReference:
    if not isinstance(value, dict) or value.keys() != {"sha256", "size", "type"}:
        raise LedgerError("the stored entry holds a file reference without the fields of one")
    return FileReference(
        _typed(value, "sha256", str), _typed(value, "size", int), _typed(value, "type", str)
    )


def _head(value: Json) -> TreeHead:
    if not isinstance(value, dict) or value.keys() != {"size", "root"}:
        raise LedgerError("the stored entry holds a tree head without the fields of one")
    return TreeHead(_typed(value, "size", int), _typed(value, "root", str))
