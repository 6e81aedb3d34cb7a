"""By which hash a sealed file is named on pages and in tables.

Whoever knows all of a short list but one witness can try names against the SHA-256 of the file as
received. The register holds it, and only there can it be looked up. What is published names the
file by the SHA-256 of its ciphertext, which nobody can compute from names, and under which the file
lies in the evidence.
"""

from collections.abc import Iterable, Mapping

from sijill.register.received import Capture


def published_hashes(captures: Mapping[str, Iterable[Capture]]) -> dict[str, str]:
    """By the SHA-256 of each sealed file as received, that of its ciphertext."""
    return {
        capture.sha256: capture.kept_as
        for listed in captures.values()
        for capture in listed
        if capture.kept_as and capture.is_sealed
    }
