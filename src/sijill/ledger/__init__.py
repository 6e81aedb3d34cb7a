"""How do I know that nothing was changed? Entries, a Merkle tree over them, evidence, an audit."""

from sijill.ledger.audit.verification import verify
from sijill.ledger.entries.entry import Draft, Entry, EntryKind, FileReference
from sijill.ledger.evidence.files import StoredFile, check_files, find_file, store_file
from sijill.ledger.log.ledger import Ledger
from sijill.ledger.merkle.tree import TreeHead
from sijill.ledger.report.findings import Finding, Report, Verdict

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
