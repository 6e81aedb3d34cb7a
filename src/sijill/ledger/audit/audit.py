"""The audit: is this ledger what its devices wrote? Read-only, from the first byte to the last.

What it can promise without something trusted from outside is that the file agrees with itself.
Whoever can write the file can cut off its end, or rewrite all of it, hashes, signatures and key
included; that is found up to the last head that left the machine (printed, sent, published), so
pass one in: a head alone, or better a signed checkpoint, which also tells whose key it was.
"""

import errno
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import apsw
from cryptography.x509 import Certificate

from sijill.ledger.audit.branch_check import (
    check_branch,
    examine_branch,
    name_branches,
    signed_heads,
)
from sijill.ledger.audit.cross_check import (
    check_cited_heads,
    check_cosignatures,
    check_erasures,
    check_integrity,
    check_migrations,
    check_ordinals,
    check_rows,
    check_timestamps,
    stored_cosignatures,
)
from sijill.ledger.audit.cross_references import LogFrame
from sijill.ledger.audit.examination import LogExamination
from sijill.ledger.audit.log_table import AskedSizes, read_frame
from sijill.ledger.audit.trust_anchors import (
    AuditedLogs,
    Trusted,
    compare_remembered,
    compare_trusted,
    head_of,
    name_unvouched,
    recalled,
)
from sijill.ledger.evidence.files import check_files
from sijill.ledger.merkle.tree import TreeHead
from sijill.ledger.report.findings import AuditReport, FindingList, Verdict
from sijill.ledger.signing.checkpoint import Checkpoint, origin_of, read_checkpoint
from sijill.ledger.stores.migrations import is_migratable, migrated_copy
from sijill.ledger.stores.sqlite_database import open_to_read
from sijill.ledger.stores.sqlite_errors import translated
from sijill.ledger.stores.sqlite_schema import Identity, expected_schema, identify, schema_of
from sijill.model.errors import LedgerError

WAIT_MS = 10_000


def verify(
    path: Path,
    evidence_folder: Path,
    trusted: Trusted | Sequence[Trusted] | None = None,
    roots: Sequence[Certificate] = (),
    *,
    memory: Path | None = None,
    since: Checkpoint | None = None,
) -> AuditReport:
    """Examine a ledger and the evidence that it cites. Whatever is wrong is a finding.

    Args:
        path: the ledger's file. It is not written to; SQLite may leave its companions (``-wal``,
            empty, and ``-shm``) beside it.
        evidence_folder: where the evidence is; it need not exist if no entry cites any.
        trusted: heads or checkpoints that were kept somewhere else, to be found again here. Logs
            that none of them covers and no log so covered vouches for could not be checked.
        roots: certificates of timestamp authorities that the reader trusts; with none of them,
            timestamps are reported and their signatures are not checked.
        memory: the folder where this device notes what it signed (``device_memory``).
        since: a checkpoint at which everything was verified before: what lies before it is not
            walked again, only that it still has these hashes (``verified_prefix``).
    """
    findings = FindingList()
    logs: list[LogExamination] = []
    outside = _Outside(kept(trusted), roots, memory, since)
    try:
        if not path.is_file():
            raise FileNotFoundError(errno.ENOENT, "there is no such file", str(path))
        _examine_file(path, outside, logs, findings)
    except LedgerError as error:
        findings.add(Verdict.DAMAGED, str(path), str(error))
    except (apsw.Error, OSError, UnicodeDecodeError) as error:
        findings.add(*_failure(error, path))
        for anchor in outside.trusted if logs else ():  # --since vouches for nothing read
            compare_trusted(anchor, AuditedLogs(logs, frozenset(), is_whole=False), findings)
    files = {file for log in logs for file in log.references.files}
    for finding in check_files(evidence_folder, files):
        findings.add(finding.verdict, finding.where, finding.what)
    heads = {log.frame.id: TreeHead(log.entries, log.root) for log in logs if log.root}
    keys = {log.frame.id: log.frame.public.hex() for log in logs if log.frame.public}
    return findings.report(sum(log.entries for log in logs), heads, keys)


def _examine_file(
    path: Path, outside: "_Outside", logs: list[LogExamination], findings: FindingList
) -> None:
    """Examine a file; one of an older version in a copy with the tables of today."""
    connection = open_to_read(path)
    try:
        connection.set_busy_timeout(WAIT_MS)
        if is_migratable(connection):
            check_integrity(connection, findings)
            with migrated_copy(connection) as copy:
                _examine_file(copy, outside, logs, findings)
            return
        connection.execute("BEGIN")  # one moment, however long the examination takes
        frames = _examine_frame(connection, path, findings)
        if frames:
            _examine_logs(connection, path, _Asked(frames, outside), logs, findings)
    finally:
        connection.close()


def kept(trusted: Trusted | Sequence[Trusted] | None) -> tuple[Trusted, ...]:
    """The trusted heads and checkpoints as a sequence, however many were given."""
    if trusted is None:
        return ()
    return (trusted,) if isinstance(trusted, (TreeHead, Checkpoint)) else tuple(trusted)


class _Outside(NamedTuple):
    """What was kept elsewhere."""

    trusted: tuple[Trusted, ...]
    roots: Sequence[Certificate]
    memory: Path | None
    since: Checkpoint | None

    def walked_to(self, frame: LogFrame) -> int:
        """How many entries of a log were verified before."""
        is_about = self.since is not None and self.since.is_about(frame.id, frame.public)
        return self.since.head.size if self.since is not None and is_about else 0


class _Asked(NamedTuple):
    """The logs as the file names them, and what was kept elsewhere."""

    frames: Sequence[LogFrame]
    outside: _Outside


def _examine_logs(
    connection: apsw.Connection,
    path: Path,
    asked: _Asked,
    logs: list[LogExamination],
    findings: FindingList,
) -> None:
    """Examine every log, then compare them. The examinations are added to ``logs``."""
    frames, outside = asked
    cosignatures = stored_cosignatures(connection, findings)
    checkpoints = _stored_checkpoints(connection, frames, findings)
    remembered = recalled(outside.memory, {frame.id: None for frame in frames}, findings)
    trusted = [head_of(anchor).size for anchor in outside.trusted]
    sizes = AskedSizes(connection, frames, trusted, cosignatures, remembered)
    branches: list[LogExamination] = []
    for frame in frames:
        own = [checkpoint.head.size for checkpoint in checkpoints[frame.number]]
        if frame.base is not None:
            branches.append(LogExamination(path, frame, sizes.of(frame, own), findings))
            continue
        before = outside.walked_to(frame)
        logs.append(LogExamination(path, frame, [*sizes.of(frame, own), before], findings, before))
        is_first = len(logs) == 1
        logs[-1].run(
            connection, partial(check_integrity, connection, findings) if is_first else _do_nothing
        )
    for branch in branches:
        examine_branch(connection, branch, {frame.number: frame for frame in frames})
    _check_tables(connection, logs, branches, checkpoints, findings)
    branch_heads = signed_heads(branches)
    check_cited_heads(logs, branch_heads, findings)
    check_cosignatures(cosignatures, logs, branch_heads, findings)
    check_timestamps(connection, outside.roots, findings)
    audited = AuditedLogs(logs, branch_heads, is_whole=True)
    own_logs = compare_remembered(remembered, audited, findings)
    if outside.since is not None:
        compare_trusted(outside.since, audited, findings)
    covered = [compare_trusted(anchor, audited, findings) for anchor in outside.trusted]
    if covered and all(covered):  # what is not found again is reported, and worse
        name_unvouched(own_logs.union(*covered), cosignatures, logs, findings)


def _check_tables(
    connection: apsw.Connection,
    logs: Sequence[LogExamination],
    branches: Sequence[LogExamination],
    checkpoints: Mapping[int, list[Checkpoint]],
    findings: FindingList,
) -> None:
    """What the tables hold beside the entries, once every log and branch is examined."""
    everything = {log.frame.number: log for log in (*logs, *branches)}
    for log in everything.values():
        _compare_checkpoints(checkpoints[log.frame.number], log, findings)
    for branch in branches:
        check_branch(connection, branch, everything[branch.frame.base or 0], findings)
    name_branches(branches, findings)
    check_rows(connection, list(everything.values()), findings)
    check_ordinals(connection, findings)
    check_erasures(connection, list(everything.values()), findings)


def _do_nothing() -> None:
    """Do nothing: the integrity of the file is checked once, beside the first log."""


def _examine_frame(
    connection: apsw.Connection, path: Path, findings: FindingList
) -> list[LogFrame]:
    """Check header, schema and the table of logs; no logs if entries cannot be examined."""
    if not _is_recognised(connection, path, findings) or not _has_tables(connection, findings):
        return []
    rows = connection.execute(
        "SELECT number, CAST(id AS BLOB), key, base, base_size FROM log ORDER BY 1"
    ).fetchall()
    frames: list[LogFrame] = []
    for row in rows:
        frame = read_frame(row, frames, is_single=len(rows) == 1)
        if frame is not None:
            frames.append(frame)
    names = [frame.id for frame in frames if frame.base is None]
    unsigned = len(rows) > 1 and not all(frame.public for frame in frames)
    if not names or len(frames) != len(rows) or len({*names}) != len(names) or unsigned:
        findings.add(
            Verdict.TAMPERED,
            "table log",
            "it does not hold logs in order, each with an id of 32 hexadecimal digits and its key, "
            "and branches with the id and the key of their log",
        )
        return []
    check_migrations(connection, findings)
    return frames


def _stored_checkpoints(
    connection: apsw.Connection, frames: Sequence[LogFrame], findings: FindingList
) -> dict[int, list[Checkpoint]]:
    """By the number of the log, its checkpoints that can be read and that its key signed."""
    stored: dict[int, list[Checkpoint]] = {frame.number: [] for frame in frames}
    places = dict.fromkeys(stored, 0)
    rows = connection.execute("SELECT log, n, size, note FROM checkpoint ORDER BY log, n")
    for log, number, size, raw in rows:
        where = f"checkpoint {number!r}" if len(frames) == 1 else f"checkpoint {number!r} of {log}"
        if log not in stored:
            findings.add(Verdict.TAMPERED, where, "it is not where it belongs")
            continue
        frame, known = frames[log], stored[log]
        place = places[log]
        places[log] += 1
        try:
            checkpoint = read_checkpoint(raw if isinstance(raw, bytes) else b"")
        except LedgerError as error:
            findings.add(Verdict.TAMPERED, where, str(error))
            continue
        grows = not known or checkpoint.head.size > known[-1].head.size
        if (number, size) != (place, checkpoint.head.size) or not grows:
            findings.add(Verdict.TAMPERED, where, "it is not where it belongs")
        if checkpoint.origin != origin_of(frame.id) or not checkpoint.is_signed_by(frame.public):
            findings.add(Verdict.TAMPERED, where, "the key of the log did not sign it")
        known.append(checkpoint)
    return stored


def _compare_checkpoints(
    checkpoints: list[Checkpoint], examination: LogExamination, findings: FindingList
) -> None:
    """Compare the entries with the checkpoints of their log, and note how many these cover."""
    if not examination.entries and examination.frame.number:
        what = "it holds no entry; whoever begins a log does so with one"
        findings.add(Verdict.TAMPERED, f"log {examination.frame.id}", what)
    for checkpoint in checkpoints:
        root = examination.roots.get(checkpoint.head.size)
        if root != checkpoint.head.root:
            what = "the entries have another root" if root else "the entries do not reach so far"
            findings.add(Verdict.TAMPERED, f"checkpoint of {checkpoint.head.size} entries", what)
    covered = examination.covered = checkpoints[-1].head.size if checkpoints else 0
    frame = examination.frame
    if frame.public and frame.base is None and covered < examination.entries:
        what = "no signed checkpoint covers them yet; the next build by their device signs them"
        many = frame.prefix.replace("entry", "entries")
        findings.add(Verdict.SOUND, f"{many}{covered} to {examination.entries - 1}", what)


def _is_recognised(connection: apsw.Connection, path: Path, findings: FindingList) -> bool:
    match identify(connection):
        case Identity.LEDGER:
            return True
        case Identity.OLDER:
            what = "an older version of sijill wrote it; verify with that one"
            findings.add(Verdict.COULD_NOT_CHECK, str(path), what)
        case Identity.NEWER:
            what = "a newer version of sijill wrote it; verify with that one"
            findings.add(Verdict.COULD_NOT_CHECK, str(path), what)
        case Identity.BLANK | Identity.STRANGER:
            findings.add(Verdict.DAMAGED, str(path), "it is not a ledger, or its header is damaged")
    return False


def _has_tables(connection: apsw.Connection, findings: FindingList) -> bool:
    """Compare the schema. Without the right tables there is nothing that could be examined."""
    expected, actual = expected_schema(), schema_of(connection)
    for kind, name, *_ in sorted(expected - actual):
        findings.add(Verdict.TAMPERED, f"{kind} {name}", "it is missing or was changed")
    for kind, name, *_ in sorted(actual - expected):
        findings.add(Verdict.TAMPERED, f"{kind} {name!r}", "it does not belong to a ledger")
    return {row for row in expected if row[0] == "table"} <= actual


def _failure(error: Exception, path: Path) -> tuple[Verdict, str, str]:
    match error:
        case apsw.CantOpenError() | apsw.BusyError() | apsw.PermissionsError() | OSError():
            return Verdict.COULD_NOT_CHECK, str(path), f"it cannot be read: {error}"
        case apsw.Error():
            return Verdict.DAMAGED, str(path), str(translated(error, path))
    return Verdict.DAMAGED, str(path), "a text in it is damaged; reading stopped there"
