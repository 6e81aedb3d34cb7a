"""What stands beside a file in a package to prove something of it: a signature, a timestamp.

An OpenPGP signature, tested with the key that came along, shows that whoever holds the key signed
these bytes. It says nothing of who that is: a package made anew with another key agrees with itself
just as well. So the key's fingerprint is kept, to be compared with one that was learned in another
way. Read with Sequoia (extra ``provenance``), which refuses hashes and keys that can be forged
today. What it refuses *could not be checked*; it differs only where a sound key and a sound hash
fail.

An OpenTimestamps proof leads from a SHA-256 to a block of the Bitcoin chain. Whether that block
holds it cannot be seen without the chain, so the time stays a claim; but whether the proof speaks
of *this* file can, and a proof of another file is worth nothing. Format: the OpenTimestamps
library, ``DetachedTimestampFile``: magic bytes, version 1, the operation that hashes the file (0x08
is SHA-256), the digest.
"""

from dataclasses import dataclass
from importlib.util import find_spec

from sijill.packages.labels import Check, Label

INSTALL = "no OpenPGP library is installed (pip install 'sijill[provenance]')"
MAGIC = bytes.fromhex("004f70656e54696d657374616d7073000050726f6f6600bf89e2e884e89294")

_VERSION, _SHA256 = 1, 0x08
_HEAD = MAGIC + bytes([_VERSION, _SHA256])
_DIGEST_BYTES = 32


@dataclass(frozen=True, slots=True)
class DetachedSignature:
    """One signature file: what it signs, the key that was tried, and the label."""

    path: str
    signs: str
    key_fingerprint: str
    check: Check


def fingerprint(key: bytes) -> str:
    """The fingerprint of an OpenPGP key in hex; empty if it cannot be read here."""
    if find_spec("pysequoia") is None:
        return ""
    from pysequoia import Cert  # noqa: PLC0415  the extra may be absent

    try:
        return Cert.from_bytes(key).fingerprint
    except RuntimeError:  # the library raises nothing more particular
        return ""


def check_signature(content: bytes, signature: bytes, key: bytes) -> Check:
    """Whether a detached signature was made with this key over this content.

    Args:
        content: the bytes that were signed.
        signature: an OpenPGP signature, armoured or binary.
        key: an OpenPGP public key, armoured or binary.
    """
    if find_spec("pysequoia") is None:
        return Check(Label.COULD_NOT_CHECK, INSTALL)
    from pysequoia import Cert, Sig, verify  # noqa: PLC0415  the extra may be absent
    from pysequoia.packet import HashAlgorithm  # noqa: PLC0415  the same

    try:
        cert, signed = Cert.from_bytes(key), Sig.from_bytes(signature)
        sound_key = bool(cert.user_ids) and cert.expiration is None and not cert.is_revoked
        sound_hashes = (HashAlgorithm.SHA256, HashAlgorithm.SHA384, HashAlgorithm.SHA512)
        is_sound = sound_key and signed.hash_algorithm in sound_hashes
    except RuntimeError as error:
        first_line = str(error).partition("\n")[0]
        return Check(Label.COULD_NOT_CHECK, f"the key or the signature is refused: {first_line}")
    try:
        verify(bytes=content, store=lambda _: [cert], signature=signed)
    except RuntimeError:
        if not is_sound:
            reason = "the key or the hash of the signature is no longer accepted"
            return Check(Label.COULD_NOT_CHECK, reason)
        reason = "the signature was not made with the key in the package over this file"
        return Check(Label.DIFFERS, reason)
    reason = "signed with the key in the package; whose key it is, is not known"
    return Check(Label.AGREES, reason)


def check_timestamp(proof: bytes, sha256: str) -> Check:
    """Whether a proof speaks of the file with this SHA-256 (hex)."""
    digest = proof[len(_HEAD) : len(_HEAD) + _DIGEST_BYTES]
    if not proof.startswith(_HEAD) or len(digest) < _DIGEST_BYTES:
        return Check(Label.COULD_NOT_CHECK, "it is no OpenTimestamps proof over a SHA-256")
    if digest.hex() != sha256:
        return Check(Label.DIFFERS, "the proof is over another file")
    return Check(Label.CLAIMED, "it is over this file; whether a block holds it was not looked up")
