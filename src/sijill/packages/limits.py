"""How much of a package is read: the one place for these numbers.

A web archive of a long crawl is large, and its parts are packed already; a photograph with its
proof is small. The total bounds how long hashing takes, the others how much memory is used.
"""

from sijill.containment.archive import ArchiveLimits
from sijill.containment.child import ChildLimits

PACKAGE = ArchiveLimits(most_members=20_000, most_unpacked_bytes=50_000_000_000, most_ratio=200)
CHILD = ChildLimits(memory_bytes=4_000_000_000, seconds=600)

MOST_TEXT_BYTES = 100_000_000
"""A manifest, a list of pages, a CSV."""
MOST_PROOF_BYTES = 5_000_000
"""A proof, a signature, a key, a timestamp."""
MOST_MEDIA_BYTES = 1_000_000_000
"""A media file that a detached signature is checked over, which takes it into memory."""
