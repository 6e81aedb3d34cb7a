"""What the process that reads a package may use; the numbers stand in ``sijill.model.limits``.

A web archive of a long crawl is large, and its parts are packed already; a photograph with its
proof is small. The total bounds how long hashing takes, the others how much memory is used.
"""

from sijill.containment.archive import ArchiveLimits
from sijill.containment.child import ChildLimits
from sijill.model import evidence_limits, limits

PACKAGE = ArchiveLimits(
    most_members=evidence_limits.MOST_PACKAGE_MEMBERS,
    most_unpacked_bytes=evidence_limits.MOST_PACKAGE_BYTES,
    most_ratio=evidence_limits.MOST_PACKAGE_RATIO,
)


def child_limits(size: int) -> ChildLimits:
    """Memory and time for the process that reads a package of so many bytes."""
    memory = limits.CHILD_MEMORY + evidence_limits.PACKAGE_MEMORY_PER_BYTE * size
    seconds = limits.CHILD_SECONDS + size // evidence_limits.PACKAGE_BYTES_PER_SECOND
    return ChildLimits(
        memory_bytes=min(evidence_limits.MOST_PACKAGE_MEMORY, memory),
        seconds=min(evidence_limits.MOST_PACKAGE_SECONDS, seconds),
    )
