"""What was kept outside a ledger, found again in it; and which logs nobody outside vouches for.

A head or a checkpoint that left the machine covers the log that it is about. A log so covered
vouches for others whose checkpoints its device signed when it took them in. Any other log may be a
stranger's: everybody can add one to a file, with a key of his own.
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import NamedTuple

from sijill.ledger.audit.examination import LogExamination
from sijill.ledger.log import device_memory
from sijill.ledger.merkle.tree import TreeHead
from sijill.ledger.report.findings import FindingList, Verdict
from sijill.ledger.signing.checkpoint import Checkpoint, origin_of
from sijill.model.errors import LedgerError, StorageError

Trusted = TreeHead | Checkpoint
"""A head alone, or better a checkpoint, which also tells whose key it was."""


class AuditedLogs(NamedTuple):
    """What the examination of a file came to.

    ``branch_heads`` are the signed heads of branches, each with its log's id; ``is_whole`` says
    that reading did not stop early.
    """

    logs: Sequence[LogExamination]
    branch_heads: AbstractSet[tuple[str, TreeHead]]
    is_whole: bool


def head_of(trusted: Trusted) -> TreeHead:
    """The head that was kept."""
    return trusted.head if isinstance(trusted, Checkpoint) else trusted


def compare_trusted(trusted: Trusted, audited: AuditedLogs, findings: FindingList) -> set[str]:
    """Find a head or checkpoint again; the ids of the logs that it covers."""
    head = head_of(trusted)
    where = f"trusted head of {head.size} entries"
    about = list(audited.logs)
    if isinstance(trusted, Checkpoint):
        about = [log for log in audited.logs if trusted.origin == origin_of(log.frame.id)]
        if not about:
            findings.add(Verdict.TAMPERED, where, f"it is about {trusted.origin}, another log")
            return set()
        if not trusted.is_signed_by(about[0].frame.public):
            what = "its signature is not by the key in the ledger; one of the two was replaced"
            findings.add(Verdict.TAMPERED, where, what)
            return set()
    covered = {log.frame.id for log in about if log.roots.get(head.size) == head.root}
    in_branches = {log.frame.id for log in about if (log.frame.id, head) in audited.branch_heads}
    if in_branches and not covered:
        what = "the log was continued twice; the entries that it covers are those kept apart"
        findings.add(Verdict.SOUND, where, what)
    elif not covered and any(head.size in log.roots for log in about):
        what = (
            "the key signed other entries under the same numbers"
            if isinstance(trusted, Checkpoint)
            else "the ledger had another root"
        )
        findings.add(Verdict.TAMPERED, where, f"{what}; it was rewritten")
    elif not covered and audited.is_whole:
        longest = max(log.entries for log in about)
        what = f"the ledger has no unbroken sequence of so many; it holds {longest}"
        findings.add(Verdict.TAMPERED, where, what)
    elif not covered:
        findings.add(Verdict.COULD_NOT_CHECK, where, "reading stopped before it")
    return covered | in_branches


def recalled(
    memory: Path | None, logs: Iterable[str], findings: FindingList
) -> dict[str, Checkpoint]:
    """What this device remembers having signed last of these logs, by their ids."""
    remembered: dict[str, Checkpoint] = {}
    for log in logs if memory is not None else ():
        try:
            checkpoint = device_memory.recall(memory, log) if memory is not None else None
        except (LedgerError, StorageError) as error:
            findings.add(Verdict.COULD_NOT_CHECK, "the memory of this device", str(error))
            continue
        if checkpoint is not None:
            remembered[log] = checkpoint
    return remembered


def compare_remembered(
    remembered: dict[str, Checkpoint], audited: AuditedLogs, findings: FindingList
) -> set[str]:
    """Compare the logs with what this device signed last of them; the ids of those that agree.

    A log that is behind may be an older copy, restored for want of a better one. Once its device
    has gone on in another log, the loss is on record.
    """
    covered = set[str]()
    for log in audited.logs:
        checkpoint = remembered.get(log.frame.id)
        if checkpoint is None:
            continue
        where = f"log {log.frame.id}"
        size = checkpoint.head.size
        if not checkpoint.is_about(log.frame.id, log.frame.public):
            what = "this device remembers it under another key; the key was replaced"
            findings.add(Verdict.TAMPERED, where, what)
        elif (
            log.roots.get(size) == checkpoint.head.root
            or (log.frame.id, checkpoint.head) in audited.branch_heads
        ):
            covered.add(log.frame.id)
        elif size <= log.entries:
            what = f"this device signed {size} other entries of it; it was rewritten"
            findings.add(Verdict.TAMPERED, where, what)
        else:
            what = (
                f"this device signed {size} entries of it, and {log.entries} are here: the end was "
                "cut off, or this is an older copy. Sync with a copy that has them"
            )
            later = any(
                other.frame.public == log.frame.public
                and other.frame.number > log.frame.number
                and other.covered
                for other in audited.logs
            )
            findings.add(Verdict.SOUND if later else Verdict.DAMAGED, where, what)
    return covered


def name_unvouched(
    covered: AbstractSet[str],
    cosignatures: Iterable[tuple[str, int, str, Checkpoint]],
    logs: Sequence[LogExamination],
    findings: FindingList,
) -> None:
    """Name every log that is neither covered from outside nor vouched for by one that is."""
    vouched = {number for _, number, peer, _ in cosignatures if peer in covered}
    for log in logs:
        if log.frame.id not in covered and log.frame.number not in vouched:
            what = (
                f"nothing that you trust vouches for it or for its key {log.frame.public.hex()}; "
                "compare the key with its owner, or give one more --trust"
            )
            findings.add(Verdict.COULD_NOT_CHECK, f"log {log.frame.id}", what)
