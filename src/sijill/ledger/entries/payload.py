"""The payload: values that can be erased, each bound to its entry by a salted digest.

The entry holds, for each top-level field, SHA-256(0x02 ‖ salt ‖ canonical value); value and salt
are stored beside it. Once both are gone, the digest tells nothing: without the salt, 16 random
bytes, not even a guess such as a name can be tried out. The 0x02 keeps these digests apart from the
tree's leaves (0x00) and inner nodes (0x01). The salt's length is part of the rule: were it not
demanded, bytes could move between salt and value, and ``123`` become ``23`` under the same digest.
"""

import json
import secrets
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import NamedTuple

from sijill.ledger.entries.canonical import Json, decode, encode
from sijill.model.errors import LedgerError

SALT_BYTES = 16

_PLAIN = frozenset((str, int, bool, type(None)))


class SealedField(NamedTuple):
    """One field of a payload as it is stored.

    Attributes:
        name: the field's name.
        salt: 16 random bytes.
        value: the canonical bytes.
        digest: SHA-256(0x02 ‖ salt ‖ value) in hexadecimal.
        content: the value as it will be read back (a tuple as a list, for example).
    """

    name: str
    salt: bytes
    value: bytes
    digest: str
    content: Json


def seal(payload: Mapping[str, Json]) -> tuple[SealedField, ...]:
    """The fields of a payload, each with a fresh random salt.

    Raises:
        LedgerError: naming the field that cannot be stored, as ``canonical.encode``.
    """
    salts = secrets.token_bytes(SALT_BYTES * len(payload))
    fields = []
    for number, (name, given) in enumerate(payload.items()):
        salt = salts[number * SALT_BYTES : (number + 1) * SALT_BYTES]
        value = encode(given, f"payload.{name}")
        content = given if type(given) in _PLAIN else decode(value)
        fields.append(SealedField(name, salt, value, field_digest(salt, value), content))
    return tuple(fields)


def unseal(
    digests: Mapping[str, str], rows: Iterable[tuple[object, object, object]]
) -> tuple[dict[str, Json], tuple[str, ...]]:
    """The values of a payload by field, and the names of the fields that were erased.

    Args:
        digests: what the entry says.
        rows: what is stored: name, salt, value; salt and value are ``None`` where erased.

    Raises:
        LedgerError: if a value is missing, too many, or not the one that the entry was made with.
    """
    values, erased = dict[str, Json](), list[str]()
    for name, salt, value in rows:
        if not isinstance(name, str) or name not in digests:
            raise LedgerError(f"the payload {name!r} does not belong to it")
        if salt is None and value is None:
            erased.append(name)
        elif is_sealed(salt, value, digests[name]) and isinstance(value, bytes):
            values[name] = decode(value)
        else:
            raise LedgerError(f"the payload {name!r} does not have the digest in the entry")
    if len(values) + len(erased) != len(digests):
        raise LedgerError("its payload is incomplete")
    return values, tuple(erased)


def pack(fields: Iterable[tuple[str, bytes | None, bytes | None]]) -> str:
    """The values of a quarantined entry in one text: field, and salt and value in hexadecimal."""
    content = {
        name: None if salt is None or value is None else [salt.hex(), value.hex()]
        for name, salt, value in fields
    }
    return json.dumps(content, sort_keys=True, ensure_ascii=False)


def unpack(packed: str) -> list[tuple[str, bytes | None, bytes | None]]:
    """The inverse of ``pack``.

    Raises:
        LedgerError: for anything that ``pack`` does not write.
    """
    fields: list[tuple[str, bytes | None, bytes | None]] = []
    try:
        content = json.loads(packed)
        for name, kept in content.items() if isinstance(content, dict) else ():
            match kept:
                case None:
                    fields.append((name, None, None))
                case [str(salt), str(value)]:
                    fields.append((name, bytes.fromhex(salt), bytes.fromhex(value)))
    except (ValueError, RecursionError) as error:
        raise LedgerError(f"its values cannot be read ({error})") from error
    if pack(fields) != packed:
        raise LedgerError("its values are not written as sijill writes them")
    return fields


def is_sealed(salt: object, value: object, digest: str) -> bool:
    """Whether a stored salt and value, of whatever types, are those that the digest was made of."""
    return (
        isinstance(salt, bytes)
        and isinstance(value, bytes)
        and len(salt) == SALT_BYTES
        and field_digest(salt, value) == digest
    )


def field_digest(salt: bytes, value: bytes) -> str:
    """SHA-256(0x02 ‖ salt ‖ value) in hexadecimal."""
    return sha256(b"\x02" + salt + value).hexdigest()
