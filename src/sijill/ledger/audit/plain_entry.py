"""Most entries are alike but for number, subject and values: predicted bytes are compared.

An entry that cites nothing, stands over nothing, rests on no file and is no decision can be written
out from what an entry inspected before has in common with it, from its place in the chain, and from
the digests of the values stored beside it. Where the stored bytes are the ones predicted, nothing
can be wrong with the entry; where they are others, it is inspected part by part, which says what.
"""

import re
from collections.abc import Sequence
from hashlib import sha256

from sijill.ledger.entries.canonical import read_canonical
from sijill.ledger.entries.envelope import Envelope
from sijill.ledger.entries.payload import SALT_BYTES
from sijill.model.errors import LedgerError

Value = tuple[object, object, object, object]
"""A payload row as a file gives it, of whatever types: number, field (bytes), salt, value."""

_TEXT = re.compile(rb'"[ !#-\[\]-~]*"')
"""A text of ASCII without escapes, which can be written in one way only."""
_NAME = re.compile(rb"[ !#-$&-\[\]-~]*")
_SCALAR = re.compile(rb'"[ !#-\[\]-~]*"|-?[1-9][0-9]{0,14}|0|null|true|false')
_NUMBER = b',"n":'
_END = b',"v":1}'


class PlainEntries:
    """What the entries of a stretch have in common, as far as it was inspected."""

    def __init__(self) -> None:
        self._start: bytes | None = None
        self._kind = b""
        self._forms: dict[tuple[object, ...], str | None] = {}

    def learn(self, raw: bytes, envelope: Envelope) -> None:
        """Take an entry in which nothing is wrong as what the next ones may be like."""
        is_plain = not (envelope.over or envelope.files or envelope.cited_heads)
        if is_plain and not envelope.kind.is_decision:
            self._start = raw[: raw.index(_NUMBER) + len(_NUMBER)]
            self._kind = envelope.kind.value.encode()

    def is_right(
        self, number: int, columns: Sequence[object], values: Sequence[Value], prev: str
    ) -> bool:
        """Whether the entry is one of these and everything about it is right.

        Args:
            number: where it stands.
            columns: its bytes, signature, leaf hash and kind as the file gives them.
            values: its payload as the file gives it.
            prev: the leaf hash of the entry before it, in hexadecimal.
        """
        raw, *others = columns
        if self._start is None or not isinstance(raw, bytes) or others[::2] != [b"", self._kind]:
            return False
        digests = _digests(values)
        names = tuple([value[1] for value in values])
        form = self._forms[names] if names in self._forms else self._form(names)
        if digests is None or form is None:
            return False
        start = b'%b%d,"over":[],"payload":{%b},"prev":"%b","seen":{},"subject":' % (
            self._start,
            number,
            (form % digests).encode(),
            prev.encode(),
        )
        return (
            raw.startswith(start)
            and raw.endswith(_END)
            and _TEXT.fullmatch(raw, len(start), len(raw) - len(_END)) is not None
            and others[1] == sha256(b"\x00" + raw).digest()
        )

    def _form(self, names: tuple[object, ...]) -> str | None:
        """The payload with room for digests; ``None`` of names out of order or out of the usual."""
        usual = [name for name in names if isinstance(name, bytes) and _NAME.fullmatch(name)]
        form = ",".join(f'"{name.decode()}":"%s"' for name in usual)
        self._forms[names] = form if usual == sorted(set(usual)) == [*names] else None
        return self._forms[names]


def _digests(values: Sequence[Value]) -> tuple[str, ...] | None:
    """The digests of values that are there and canonical; ``None`` where one is not."""
    digests = []
    for _, _, salt, value in values:
        if not (isinstance(salt, bytes) and isinstance(value, bytes) and len(salt) == SALT_BYTES):
            return None
        if _SCALAR.fullmatch(value) is None and not _is_canonical(value):
            return None
        digests.append(sha256(b"\x02" + salt + value).hexdigest())
    return tuple(digests)


def _is_canonical(value: bytes) -> bool:
    try:
        return read_canonical(value)[1]
    except LedgerError:
        return False
