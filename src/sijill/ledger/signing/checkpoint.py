"""Signed checkpoints: the head of a log as a text that can be printed, sent and checked elsewhere.

The form is that of the C2SP signed note and tlog-checkpoint: three lines (origin, size, root in
base64), an empty line, and signature lines of the form ``— name base64(key id ‖ signature)``. The
key id is the first four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key), and 0x01 says Ed25519
(https://c2sp.org/signed-note, https://c2sp.org/tlog-checkpoint). Name and origin are
``sijill/`` and the id of the log.

A note proves that the holder of the key said so; only a note that left the machine proves that
nothing was rewritten since.
"""

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from sijill.ledger.merkle.tree import HASH_BYTES, TreeHead
from sijill.ledger.signing.keys import PUBLIC_BYTES, SIGNATURE_BYTES, DeviceKey, is_signed_by
from sijill.model.case_limits import MOST_CHECKPOINT_BYTES
from sijill.model.errors import LedgerError

ED25519 = b"\x01"
KEY_ID_BYTES = 4

_SIGNATURE_LINE = re.compile(r"— (\S+) ([A-Za-z0-9+/]+={0,2})")
_SIZE = re.compile(r"0|[1-9][0-9]{0,15}")


@dataclass(frozen=True, slots=True)
class CheckpointSignature:
    """A signature line: the name of the key, its id of 4 bytes, and 64 bytes of signature."""

    name: str
    key_id: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A checkpoint as read. ``body`` are the bytes that are signed."""

    origin: str
    head: TreeHead
    body: bytes
    signatures: tuple[CheckpointSignature, ...]

    def is_signed_by(self, public: bytes, name: str = "") -> bool:
        """Whether the key with this public half signed it, under a name (the origin's if empty)."""
        name = name or self.origin
        wanted = key_id(name, public)
        return any(
            signature.name == name
            and signature.key_id == wanted
            and is_signed_by(public, self.body, signature.signature)
            for signature in self.signatures
        )

    def is_about(self, log: str, public: bytes) -> bool:
        """Whether it is a checkpoint of that log, signed by its key."""
        return self.origin == origin_of(log) and self.is_signed_by(public)

    def is_cosigned(self, log: str, public: bytes, peer: str, key: bytes) -> bool:
        """Whether it is a checkpoint of that log, signed by its key and a peer's, and no other."""
        both = self.is_about(log, public) and self.is_signed_by(key, origin_of(peer))
        return both and len(self.signatures) == len(("the log's", "the peer's"))


def origin_of(log: str) -> str:
    """The origin line of a log's notes."""
    return f"sijill/{log}"


def key_id(name: str, public: bytes) -> bytes:
    """The four bytes by which a signature line says which key made it."""
    return sha256(name.encode() + b"\n" + ED25519 + public).digest()[:KEY_ID_BYTES]


def write_checkpoint(log: str, head: TreeHead, key: DeviceKey) -> bytes:
    """A checkpoint of a log, signed by its device."""
    origin = origin_of(log)
    root = base64.b64encode(bytes.fromhex(head.root)).decode()
    body = f"{origin}\n{head.size}\n{root}\n".encode()
    return body + b"\n" + signature_line(origin, body, key)


def cosign(note: bytes, name: str, key: DeviceKey) -> bytes:
    """The note with one more signature, by somebody who holds the log, too.

    Raises:
        LedgerError: if it is no note.
    """
    return note + signature_line(name, read_checkpoint(note).body, key)


def with_signatures(note: bytes, others: Iterable[bytes]) -> bytes:
    """The note with the further signature lines that other copies of it carry, each once.

    That they are right is asked of the result, as of every note, with ``is_signed_by``.

    Raises:
        LedgerError: if one of them is no note, or another checkpoint.
    """
    body = read_checkpoint(note).body
    lines = dict.fromkeys(note.removeprefix(body + b"\n").splitlines(keepends=True))
    for other in others:
        if read_checkpoint(other).body != body:
            raise LedgerError("a signature is about another checkpoint.")
        lines |= dict.fromkeys(other.removeprefix(body + b"\n").splitlines(keepends=True))
    return body + b"\n" + b"".join(lines)


def signature_line(name: str, body: bytes, key: DeviceKey) -> bytes:
    """One signature line over the body of a note, with its line end."""
    stamped = base64.b64encode(key_id(name, key.public) + key.sign(body)).decode()
    return f"— {name} {stamped}\n".encode()


def read_checkpoint(raw: bytes) -> Checkpoint:
    """Read a note; that its signatures are right is asked with ``is_signed_by``.

    Raises:
        LedgerError: saying what about it is not as a checkpoint is written.
    """
    if len(raw) > MOST_CHECKPOINT_BYTES:
        raise LedgerError("the checkpoint is longer than any checkpoint is")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise LedgerError("the checkpoint is no UTF-8 text") from error
    body, gap, signed = text.partition("\n\n")
    lines = body.split("\n")
    if not gap or len(lines) != len(("origin", "size", "root")) or not signed.endswith("\n"):
        raise LedgerError("the checkpoint does not have three lines, a gap and signatures")
    origin, size, root = lines
    if not origin or not _SIZE.fullmatch(size):
        raise LedgerError(f"the checkpoint gives {size!r} as its size")
    head = TreeHead(int(size), _decoded(root, HASH_BYTES).hex())
    signatures = tuple(map(_signature, signed[:-1].split("\n")))
    return Checkpoint(origin, head, f"{body}\n".encode(), signatures)


def _signature(line: str) -> CheckpointSignature:
    fields = _SIGNATURE_LINE.fullmatch(line)
    if fields is None:
        raise LedgerError("a line of the checkpoint is no signature")
    stamped = _decoded(fields[2], KEY_ID_BYTES + SIGNATURE_BYTES)
    return CheckpointSignature(fields[1], stamped[:KEY_ID_BYTES], stamped[KEY_ID_BYTES:])


def _decoded(text: str, length: int) -> bytes:
    """Base64 of so many bytes, in its one canonical form."""
    try:
        decoded = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise LedgerError("the checkpoint holds something that is no base64") from error
    if len(decoded) != length or base64.b64encode(decoded).decode() != text:
        raise LedgerError(f"the checkpoint holds base64 of another length than {length} bytes")
    return decoded


def verifier_text(log: str, public: bytes) -> str:
    """The public key as C2SP writes it: ``name+hex key id+base64(0x01 ‖ key)``.

    Raises:
        LedgerError: if the key is not 32 bytes long.
    """
    if len(public) != PUBLIC_BYTES:
        raise LedgerError("the log has no key; it was begun before entries were signed")
    name = origin_of(log)
    encoded = base64.b64encode(ED25519 + public).decode()
    return f"{name}+{key_id(name, public).hex()}+{encoded}"
