"""The payload: values that can be erased, each bound to its entry by a salted digest.

The entry holds, for each top-level field, SHA-256(0x02 ‖ salt ‖ canonical value); value and salt
are stored beside it. Once both are gone, the digest tells nothing: without the salt, 16 random
bytes, not even a guess such as a name can be tried out. The 0x02 keeps these digests apart from the
tree's leaves (0x00) and inner nodes (0x01). The salt's length is part of the rule: were it not
demanded, bytes could move between salt and value, and ``123`` become ``23`` under the same digest.
"""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import NamedTuple

from sijill.ledger.entries.canonical import Json, decode, encode, read_canonical
from sijill.model.errors import LedgerError

SALT_BYTES = 16

_TEXTS = frozenset((str,))
_PLAIN = frozenset((str, int, bool, type(None)))


class Commitments(NamedTuple):
    """The fields of a payload as they are stored and as they are hashed.

    Attributes:
        rows: each field's name, salt (16 random bytes) and canonical bytes.
        digests: SHA-256(0x02 ‖ salt ‖ value) in hexadecimal, by field.
        values: the values as they will be read back (a tuple as a list, for example), by field.
    """

    rows: list[tuple[str, bytes, bytes]]
    digests: dict[str, str]
    values: dict[str, Json]


def fresh_salts(count: int) -> Iterator[bytes]:
    """So many random salts, each to be used once."""
    drawn = secrets.token_bytes(SALT_BYTES * count)
    return (drawn[start : start + SALT_BYTES] for start in range(0, len(drawn), SALT_BYTES))


def commit(payload: Mapping[str, Json], salts: Iterator[bytes] | None = None) -> Commitments:
    """The fields of a payload, each with a salt of its own.

    Args:
        payload: the values by field.
        salts: fresh ones for these fields; drawn here if none are given.

    Raises:
        LedgerError: naming the field that cannot be stored, as ``canonical.encode``.
    """
    commitments = Commitments([], {}, {})
    rows, digests, values = commitments
    for name, salt in zip(payload, salts or fresh_salts(len(payload)), strict=False):
        content = payload[name]
        value = encode(content, "payload", name)
        rows.append((name, salt, value))
        digests[name] = field_digest(salt, value)
        values[name] = content if type(content) in _PLAIN else _as_read(content, value)
    return commitments


def _as_read(content: Json, value: bytes) -> Json:
    """A value as it will be read from its bytes, apart from the caller's own.

    The cells of a row are written with the same few column names as those of all others, so their
    texts are shared with the caller's; read from its bytes, each row would have texts of its own.
    """
    if type(content) is dict and _TEXTS.issuperset(map(type, content.values())):
        names = sorted(content)
        if "".join(names).isascii():  # beyond ASCII, canonical order is another
            return {name: content[name] for name in names}
    return decode(value)


class Opened(NamedTuple):
    """A stored payload compared with the digests in its entry.

    Attributes:
        values: by field, those that are there and right.
        erased: the names of the fields whose salt and value are gone.
        faults: what is wrong, each with the name of the field.
    """

    values: dict[str, Json]
    erased: tuple[str, ...]
    faults: tuple[tuple[str, str], ...]


def open_commitments(
    digests: Mapping[str, str], rows: Iterable[tuple[object, object, object]]
) -> Opened:
    """Compare stored fields with their digests.

    Args:
        digests: what the entry says.
        rows: what is stored: name, salt, value, of whatever types; salt and value are ``None``
            where erased.
    """
    left = dict(digests)
    values, erased, faults = dict[str, Json](), list[str](), list[tuple[str, str]]()
    for name, salt, value in rows:
        digest = left.pop(name, None) if isinstance(name, str) else None
        if digest is None or not isinstance(name, str):
            faults.append((str(name), "the entry has no such field"))
        elif salt is None and value is None:
            erased.append(name)
        elif not (isinstance(salt, bytes) and isinstance(value, bytes)):
            faults.append((name, "its bytes are lost: another type is stored in their place"))
        elif not is_opening(salt, value, digest):
            faults.append((name, "its value does not have the digest in the entry"))
        else:
            try:
                values[name], is_right = read_canonical(value)
                if not is_right:
                    faults.append((name, "its value is not in the canonical form"))
            except LedgerError as error:
                faults.append((name, str(error)))
    faults += ((name, "its value is missing, not erased") for name in left)
    return Opened(values, tuple(erased), tuple(faults))


def is_opening(salt: bytes, value: bytes, digest: str) -> bool:
    """Whether a stored salt and value are those that the digest was made of."""
    return len(salt) == SALT_BYTES and field_digest(salt, value) == digest


def field_digest(salt: bytes, value: bytes) -> str:
    """SHA-256(0x02 ‖ salt ‖ value) in hexadecimal."""
    return sha256(b"\x02" + salt + value).hexdigest()
