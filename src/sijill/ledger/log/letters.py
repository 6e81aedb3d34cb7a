"""A letter: what a member gives to be appended, before it has a place in a log.

It is written as canonical JSON, so that what is chained later is what was given. A letter that
could not be chained is refused when it is written, while the member can still correct it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple, TypeVar

from sijill.ledger.entries.canonical import Json, decode, encode
from sijill.ledger.entries.entry import Draft, EntryKind, FileReference
from sijill.ledger.entries.envelope import read_time, written_time
from sijill.ledger.log.chain import Sitting, Tail, chain
from sijill.ledger.merkle.tree import GrowingTree
from sijill.model.errors import LedgerError

_KINDS = {str(kind): kind for kind in EntryKind}
_Wanted = TypeVar("_Wanted")


class Letter(NamedTuple):
    """Drafts to be appended together, all or none.

    Attributes:
        drafts: in order; none of them an erasure.
        author: who appends them.
        time: when, as an entry holds it.
    """

    drafts: tuple[Draft, ...]
    author: str
    time: str


def compose(drafts: tuple[Draft, ...], author: str, at: datetime) -> Letter:
    """A letter whose entries can be stored.

    Raises:
        LedgerError: for no draft, no author, a time without a zone, an erasure, or a value that
            cannot be stored.
    """
    if not author or type(author) is not str:
        raise LedgerError("an entry must say who appends it. Give the author.")
    if not drafts:
        raise LedgerError("a letter without a draft says nothing. Give one.")
    if any(draft.kind is EntryKind.ERASURE for draft in drafts):
        raise LedgerError("an erasure entry comes with the erasure alone, not through the inbox.")
    letter = Letter(drafts, author, written_time(at))
    chain(drafts, Sitting("", author, letter.time, None), Tail(GrowingTree(0, []), ""))
    return letter


def write_letter(letter: Letter) -> bytes:
    """The canonical bytes of a letter. They begin as an entry does: with the time and the author.

    Raises:
        LedgerError: for a value that cannot be stored.
    """
    drafts: list[Json] = [
        {
            "files": [
                {"sha256": it.sha256, "size": it.size, "type": it.type} for it in draft.files
            ],
            "kind": draft.kind,
            "over": draft.over,
            "payload": draft.payload,
            "subject": draft.subject,
        }
        for draft in letter.drafts
    ]
    content: dict[str, Json] = {"at": letter.time, "author": letter.author, "drafts": drafts}
    return encode(content, "the letter")


def read_letter(raw: bytes) -> Letter:
    """The inverse of ``write_letter``.

    Raises:
        LedgerError: if the bytes are no letter whose entries can be stored.
    """
    content = _typed(decode(raw), dict)
    if content.keys() != {"at", "author", "drafts"}:
        raise LedgerError("the letter does not have exactly the parts of one")
    drafts = tuple(_draft(_typed(part, dict)) for part in _typed(content["drafts"], list))
    at = read_time(_typed(content["at"], str))
    letter = compose(drafts, _typed(content["author"], str), at)
    if write_letter(letter) != raw:
        raise LedgerError("the letter is not written canonically")
    return letter


def _draft(part: Mapping[str, Json]) -> Draft:
    if part.keys() != {"files", "kind", "over", "payload", "subject"}:
        raise LedgerError("a draft in the letter does not have exactly the parts of one")
    kind = _KINDS.get(_typed(part["kind"], str))
    if kind is None:
        raise LedgerError(f"a draft in the letter is of the unknown kind {part['kind']!r}")
    return Draft(
        kind,
        _typed(part["subject"], str),
        _typed(part["payload"], dict),
        tuple(_typed(one, str) for one in _typed(part["over"], list)),
        tuple(_file(_typed(one, dict)) for one in _typed(part["files"], list)),
    )


def _file(part: Mapping[str, Json]) -> FileReference:
    if part.keys() != {"sha256", "size", "type"}:
        raise LedgerError("a file in the letter does not have exactly the parts of one")
    return FileReference(
        _typed(part["sha256"], str), _typed(part["size"], int), _typed(part["type"], str)
    )


def _typed(found: Json, wanted: type[_Wanted]) -> _Wanted:
    if not isinstance(found, wanted) or isinstance(found, bool):
        raise LedgerError(f"the letter holds a {type(found).__name__}, not a {wanted.__name__}")
    return found
