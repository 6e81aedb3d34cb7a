"""How much of a package is read: the one place for these numbers.

A web archive of a long crawl is large, and its parts are packed already; a photograph with its
proof is small. The total bounds how long hashing takes, the others how much memory is used.
"""

from sijill.containment.archive import ArchiveLimits
from sijill.containment.child import ChildLimits

PACKAGE = ArchiveLimits(most_members=20_000, most_unpacked_bytes=50_000_000_000, most_ratio=200)
LEAST_MEMORY, MOST_MEMORY = 512 * 2**20, 4_000_000_000
MEMORY_PER_BYTE = 20
"""Lists of pages pack to a tenth, and their values take twice their text."""
LEAST_SECONDS, MOST_SECONDS = 10, 600
BYTES_PER_SECOND = 10_000_000
"""Unpacked and hashed by a slow machine."""


def child_limits(size: int) -> ChildLimits:
    """Memory and time for the process that reads a package of so many bytes."""
    return ChildLimits(
        memory_bytes=min(MOST_MEMORY, LEAST_MEMORY + MEMORY_PER_BYTE * size),
        seconds=min(MOST_SECONDS, LEAST_SECONDS + size // BYTES_PER_SECOND),
    )


MOST_TEXT_BYTES = 100_000_000
"""A manifest, a list of pages, a CSV."""
MOST_PROOF_BYTES = 5_000_000
"""A proof, a signature, a key, a timestamp."""
MOST_MEDIA_BYTES = 1_000_000_000
"""A media file that a detached signature is checked over, which takes it into memory."""
