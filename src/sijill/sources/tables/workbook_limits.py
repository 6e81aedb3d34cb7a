"""What the process that opens a workbook may use; the numbers stand in ``sijill.model.limits``."""

from sijill.containment.archive import ArchiveLimits
from sijill.containment.child import ChildLimits
from sijill.model import limits


def archive_limits(packed: int) -> ArchiveLimits:
    """What the archive of a workbook of this size in bytes may hold."""
    return ArchiveLimits(
        most_members=limits.MOST_WORKBOOK_MEMBERS,
        most_unpacked_bytes=limits.most_unpacked(packed),
        most_ratio=limits.MOST_WORKBOOK_RATIO,
    )


def child_limits(packed: int) -> ChildLimits:
    """Memory and time for the process that opens a workbook of this size in bytes."""
    return ChildLimits(
        memory_bytes=limits.CHILD_MEMORY + limits.WORKBOOK_MEMORY_PER_BYTE * packed,
        seconds=limits.CHILD_SECONDS + packed // limits.WORKBOOK_BYTES_PER_SECOND,
        most_answer_bytes=2 * limits.most_unpacked(packed),
    )
