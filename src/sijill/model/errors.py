"""What nobody expects, as one family of exceptions.

A rejected row or a number that cannot be estimated is a value with a reason. An exception is for
what stops the work: its sentence says what happened, where (file, sheet, row) and what to do, and
it is caught at the outer edge only, where ``exit_code`` becomes the command's.
"""


class SijillError(Exception):
    """The root of the family. ``exit_code`` 1: nothing useful could be done."""

    exit_code = 1


class CaseError(SijillError):
    """The case folder, ``case.toml`` or a mapping cannot be used as it stands."""


class FileUnreadableError(SijillError):
    """A file of a source cannot be read: absent, a directory, no permission, damaged, empty."""


class LedgerError(SijillError):
    """The ledger cannot be opened, or refuses an entry."""


class OtherVersionError(LedgerError):
    """Another version of sijill wrote the ledger: it may be sound, and cannot be read here."""


class DecisionError(SijillError):
    """A judgement, correction or withdrawal contradicts the register or an earlier decision."""


class StorageError(SijillError):
    """Something could not be written: the disk is full, or the folder may not be written to."""


class TableError(SijillError):
    """A capture table cannot be read as one."""
