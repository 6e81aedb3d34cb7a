"""How do I know that nothing was changed? Entries, a Merkle tree over them, evidence, an audit."""

from sijill.ledger.entry import Draft, Entry, EntryKind, FileReference
from sijill.ledger.evidence import StoredFile, check_files, find_file, store_file
from sijill.ledger.findings import Finding, Report, Verdict
from sijill.ledger.merkle import TreeHead
from sijill.ledger.store import Ledger
from sijill.ledger.verification import verify

__all__ = [
    "Draft",
    "Entry",
    "EntryKind",
    "FileReference",
    "Finding",
    "Ledger",
    "Report",
    "StoredFile",
    "TreeHead",
    "Verdict",
    "check_files",
    "find_file",
    "store_file",
    "verify",
]
