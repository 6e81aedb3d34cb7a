"""What a bundle is: chosen entries with their proofs and files, checked without a ledger.

A folder::

    bundle.json         entries with inclusion proofs, their logs' checkpoints, what else is there
    bundle.sig          the public key of the device that made the bundle, and its signature
    files/<sha256>      the evidence that the entries cite
    checkpoints/        older checkpoints that somebody vouched for: cosigned ones and timestamps
    verify_sijill.py    checks all of it with Python alone
    custody.html        the report to read, and whatever else the maker put in

``bundle.json`` names every other file with its SHA-256 (``others``) and every file that stays
behind with the reason (``left_out``), so the one signature covers the whole folder: nothing can be
exchanged, added or taken away by whoever does not hold the maker's key. The maker's device has one
of the logs in the bundle. What the maker could do still: choose other entries, or write another
report over the same ones. The entries themselves rest on the logs' own keys and checkpoints.

Two programs check a bundle, that of the register (``audit.py``) and ``verify_sijill.py``, and
come to the same verdict:

*damaged*
    something is not there or cannot be read: a file, or a proof from the checkpoint that the reader
    kept.
*tampered*
    something that is there contradicts a signature, a hash, a proof or the form of a bundle, or
    nobody listed it; a flipped bit looks the same. So does a value that is missing though no entry
    orders its erasure.
*could not be checked*
    a file is there, and the reader may not read it.

The gravest counts: tampered, then damaged, then could not be checked. Only what other devices and
timestamp authorities signed about older checkpoints is left to the register's program; the script
checks that the log's own key signed them and that the log begins with them.
"""

import json
from enum import StrEnum

FORMAT = "sijill bundle 3"
CONTENT = "bundle.json"
SIGNATURE = "bundle.sig"
VERIFIER = "verify_sijill.py"
FILES = "files"
CHECKPOINTS = "checkpoints"

_SIGNED = b"sijill bundle\n"  # so that a bundle can never pass for an entry or a checkpoint


class CheckpointFile(StrEnum):
    """What a file among the checkpoints is, by its ending."""

    NOTE = ".txt"
    """A checkpoint, signed by the log's device, perhaps by another one, too."""
    TIMESTAMP = ".tsr"
    """The raw response of a timestamp authority about the checkpoint of the same name before the
    second point."""


def written(content: object) -> bytes:
    """The one way in which ``bundle.json`` is written, so that no name can stand twice in a map.

    Raises:
        ValueError: for NaN, infinity, or half of a character.
    """
    text = json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False, allow_nan=False)
    return f"{text}\n".encode()


def signed_bytes(content: bytes) -> bytes:
    """What the maker signs: the bytes of ``bundle.json``, marked as such."""
    return _SIGNED + content
