"""An OpenPGP signature beside a file, tested with the key that came in the same package.

Such a signature shows that whoever holds the key signed these bytes. It says nothing of who that
is: a package made anew with another key agrees with itself just as well. So the key's fingerprint
is kept, to be compared with one that was learned in another way.

Read with Sequoia (extra ``provenance``), which refuses hashes and keys that can be forged today.
What it refuses *could not be checked*; it differs only where a sound key and a sound hash fail.
"""

from dataclasses import dataclass
from importlib.util import find_spec

from sijill.packages.labels import Check, Label

INSTALL = "no OpenPGP library is installed (pip install 'sijill[provenance]')"


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
