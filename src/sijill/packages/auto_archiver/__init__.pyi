from .statuses import ArchivingOutcome as ArchivingOutcome
from .tables import ArchivedLink as ArchivedLink
from .tables import ArchiverTable as ArchiverTable
from .tables import compare_copy as compare_copy
from .tables import read_auto_archiver as read_auto_archiver
