"""A branch of a log, examined: is it what the device signed, and does it contradict the log?

Every entry of a branch must be right in itself, as the log's own; a checkpoint of the log's device
must cover all of it; and the log must have one that reaches beyond the point where the branch
leaves it. Otherwise whoever holds the file could put rows of his own in the log and move what the
device signed aside.
"""

from collections.abc import Iterable, Mapping, Sequence

import apsw

from sijill.ledger.audit.cross_references import LogFrame
from sijill.ledger.audit.examination import LogExamination
from sijill.ledger.audit.verified_prefix import stored_node
from sijill.ledger.merkle.tree import GrowingTree, TreeHead, peaks_of
from sijill.ledger.report.findings import FindingList, Verdict


def examine_branch(
    connection: apsw.Connection, branch: LogExamination, frames: Mapping[int, LogFrame]
) -> None:
    """Walk over the entries of a branch; what it shares with its base is examined there.

    Raises:
        apsw.Error: if the file is so damaged that reading stops.
    """
    frame = branch.frame
    size = frame.base_size
    peaks = [_stored_node(connection, frames, frame, *peak) for peak in peaks_of(size)]
    last = _stored_node(connection, frames, frame, 0, size - 1).hex() if size else ""
    branch.run_branch(connection, GrowingTree(size, peaks), last)


def check_branch(
    connection: apsw.Connection, branch: LogExamination, base: LogExamination, findings: FindingList
) -> None:
    """Whether it is a branch at all, and its device signed it and what it contradicts."""
    frame = branch.frame
    where = frame.span(frame.base_size, max(frame.base_size, branch.size - 1))
    what = ""
    if not branch.entries:
        what = "it holds no entry"
    elif branch.covered < branch.size:
        what = "no checkpoint of its device covers it"
    elif frame.base_size >= base.covered:
        what = "it was signed, and what stands in its place in the log was not"
    else:
        leaves = {
            leaf
            for (leaf,) in connection.execute(
                "SELECT leaf FROM entry WHERE log IN (?, ?) AND n = ?",
                (frame.number, base.frame.number, frame.base_size),
            )
        }
        if len(leaves) == 1:
            what = "it does not contradict anything"
    if what:
        findings.add(Verdict.TAMPERED, where, what)


def name_branches(branches: Iterable[LogExamination], findings: FindingList) -> None:
    """Report each log that was continued twice, with the number of entries in its branches."""
    counts: dict[str, int] = {}
    for branch in branches:
        counts[branch.frame.id] = counts.get(branch.frame.id, 0) + branch.entries
    for log, count in counts.items():
        what = (
            f"two copies of it were continued; {count} entries of the other are kept apart. "
            "See sijill log --forks"
        )
        findings.add(Verdict.SOUND, f"log {log}", what)


def signed_heads(branches: Sequence[LogExamination]) -> set[tuple[str, TreeHead]]:
    """The heads of branches that their devices signed, each with its log's id."""
    return {
        (branch.frame.id, TreeHead(size, root))
        for branch in branches
        for size, root in branch.roots.items()
        if branch.frame.base_size < size <= branch.covered
    }


def _stored_node(
    connection: apsw.Connection,
    frames: Mapping[int, LogFrame],
    frame: LogFrame,
    level: int,
    index: int,
) -> bytes:
    """A hash of the tree over what a branch shares; empty where it is not there."""
    while frame.base is not None and (index + 1) << level <= frame.base_size:
        frame = frames[frame.base]
    return stored_node(connection, frame, level, index)
