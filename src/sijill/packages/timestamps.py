"""An OpenTimestamps proof: over which hash does it speak?

The proof leads from a SHA-256 to a block of the Bitcoin chain. Whether that block holds it cannot
be seen without the chain, so the time stays a claim; but whether the proof speaks of *this* file
can, and a proof of another file is worth nothing.

Format: the OpenTimestamps library, ``DetachedTimestampFile``: magic bytes, version 1, the
operation that hashes the file (0x08 is SHA-256), the digest.
"""

from sijill.packages.labels import Check, Label

MAGIC = bytes.fromhex("004f70656e54696d657374616d7073000050726f6f6600bf89e2e884e89294")

_VERSION, _SHA256 = 1, 0x08
_HEAD = MAGIC + bytes([_VERSION, _SHA256])
_DIGEST_BYTES = 32


def check_timestamp(proof: bytes, sha256: str) -> Check:
    """Whether a proof speaks of the file with this SHA-256 (hex)."""
    digest = proof[len(_HEAD) : len(_HEAD) + _DIGEST_BYTES]
    if not proof.startswith(_HEAD) or len(digest) < _DIGEST_BYTES:
        return Check(Label.COULD_NOT_CHECK, "it is no OpenTimestamps proof over a SHA-256")
    if digest.hex() != sha256:
        return Check(Label.DIFFERS, "the proof is over another file")
    return Check(Label.CLAIMED, "it is over this file; whether a block holds it was not looked up")
