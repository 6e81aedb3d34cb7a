"""The audit: is this ledger what its devices wrote? Read-only, from the first byte to the last.

What it can promise without something trusted from outside is that the file agrees with itself.
Whoever can write the file can cut off its end, or rewrite all of it, hashes, signatures and key
included; that is found up to the last head that left the machine (printed, sent, published), so
pass one in: a head alone, or better a signed checkpoint, which also tells whose key it was.
"""

import errno
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import apsw
from cryptography.x509 import Certificate

from sijill.ledger.audit.cross_check import (
    check_erasures,
    check_integrity,
    check_receipts,
    check_rows,
    check_seen,
    check_timestamps,
    cited_sizes,
    stored_receipts,
)
from sijill.ledger.audit.entry_check import LogFrame
from sijill.ledger.audit.examination import Examination
from sijill.ledger.audit.fork_check import Signed, check_fork_erasures, examine_forks
from sijill.ledger.audit.trust_anchors import (
    Held,
    Trusted,
    compare_remembered,
    compare_trusted,
    head_of,
    name_unvouched,
    recalled,
)
from sijill.ledger.entries.entry import NAME_DIGITS
from sijill.ledger.entries.envelope import is_log_id
from sijill.ledger.evidence.files import check_files
from sijill.ledger.merkle.tree import TreeHead
from sijill.ledger.report.findings import FindingList, Report, Verdict
from sijill.ledger.signing.checkpoint import Note, origin_of, read_note
from sijill.ledger.signing.keys import PUBLIC_BYTES
from sijill.ledger.stores.sqlite_database import (
    Identity,
    expected_schema,
    identify,
    open_to_read,
    schema_of,
)
from sijill.ledger.stores.sqlite_errors import told
from sijill.model.errors import LedgerError

WAIT_MS = 10_000

_UNUSED = ("blob",)


def verify(
    path: Path,
    evidence_folder: Path,
    trusted: Trusted | Sequence[Trusted] | None = None,
    roots: Sequence[Certificate] = (),
    *,
    memory: Path | None = None,
    since: Note | None = None,
) -> Report:
    """Examine a ledger and the evidence that it cites. Whatever is wrong is a finding.

    Args:
        path: the ledger's file. It is not written to; SQLite may leave its companions (``-wal``,
            empty, and ``-shm``) beside it.
        evidence_folder: where the evidence is; it need not exist if no entry cites any.
        trusted: heads or checkpoints that were kept somewhere else, to be found again here. Logs
            that none of them covers and no log so covered vouches for could not be checked.
        roots: certificates of timestamp authorities that the reader trusts; with none of them,
            timestamps are told and their signatures are not checked.
        memory: the folder where this device notes what it signed (``device_memory``).
        since: a checkpoint at which everything was verified before: what lies before it is not
            walked again, only that it still has these hashes (``unwalked``).
    """
    found = FindingList()
    logs: list[Examination] = []
    outside = _Outside(kept(trusted), roots, memory, since)
    try:
        if not path.is_file():
            raise FileNotFoundError(errno.ENOENT, "there is no such file", str(path))
        connection = open_to_read(path)
        try:
            connection.set_busy_timeout(WAIT_MS)
            connection.execute("BEGIN")  # one moment, however long the examination takes
            frames = _examine_frame(connection, path, found)
            if frames:
                _examine_logs(connection, path, _Asked(frames, outside), logs, found)
        finally:
            connection.close()
    except LedgerError as error:
        found.add(Verdict.DAMAGED, str(path), str(error))
    except (apsw.Error, OSError, UnicodeDecodeError) as error:
        found.add(*_failure(error, path))
        for one in outside.trusted if logs else ():  # --since vouches for nothing read
            compare_trusted(one, Held(logs, frozenset(), is_whole=False), found)
    files = {file for log in logs for file in log.gathered.files}
    for finding in check_files(evidence_folder, files):
        found.add(finding.verdict, finding.where, finding.what)
    heads = {log.frame.id: TreeHead(log.entries, log.root) for log in logs if log.root}
    keys = {log.frame.id: log.frame.public.hex() for log in logs if log.frame.public}
    return found.report(sum(log.entries for log in logs), heads, keys)


def kept(trusted: Trusted | Sequence[Trusted] | None) -> tuple[Trusted, ...]:
    """What was kept elsewhere, however many were given."""
    if trusted is None:
        return ()
    return (trusted,) if isinstance(trusted, (TreeHead, Note)) else tuple(trusted)


class _Outside(NamedTuple):
    """What was kept elsewhere."""

    trusted: tuple[Trusted, ...]
    roots: Sequence[Certificate]
    memory: Path | None
    since: Note | None

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
    logs: list[Examination],
    found: FindingList,
) -> None:
    """Walk over every log, then hold them against each other. ``logs`` takes the examinations."""
    frames, outside = asked
    receipts = stored_receipts(connection, found)
    cited = cited_sizes(connection) if len(frames) > 1 else {}
    notes = _stored_notes(connection, frames, found)
    remembered = recalled(outside.memory, (frame.id for frame in frames), found)
    for frame in frames:
        sizes = [note.head.size for note in notes[frame.number]]
        sizes += [note.head.size for _, log, _, note in receipts if log == frame.number]
        sizes += cited.get(frame.id, ())
        sizes += [head_of(one).size for one in outside.trusted]
        sizes += [note.head.size for log, note in remembered.items() if log == frame.id]
        before = outside.walked_to(frame)
        logs.append(Examination(path, frame, [*sizes, before], found, before))
        is_first = len(logs) == 1
        logs[-1].run(connection, partial(check_integrity, connection, found) if is_first else _rest)
        _compare_notes(notes[frame.number], logs[-1], found)
    check_rows(connection, logs, found)
    check_erasures(connection, logs, found)
    apart = _examine_forks(connection, logs, receipts, found)
    check_seen(logs, apart, found)
    check_receipts(receipts, logs, apart, found)
    check_timestamps(connection, outside.roots, found)
    held = Held(logs, apart, is_whole=True)
    own = compare_remembered(remembered, held, found)
    if outside.since is not None:
        compare_trusted(outside.since, held, found)
    covered = [compare_trusted(one, held, found) for one in outside.trusted]
    if covered and all(covered):  # what is not found again is told, and worse
        name_unvouched(own.union(*covered), receipts, logs, found)


def _examine_forks(
    connection: apsw.Connection,
    logs: Sequence[Examination],
    receipts: Sequence[tuple[str, int, str, Note]],
    found: FindingList,
) -> set[tuple[str, TreeHead]]:
    """Examine what is quarantined; the heads that its devices signed, each with its log's id."""
    orders = {named for log in logs for named in log.gathered.ordered}
    apart = []
    for log in logs:
        about = [
            (where, note)
            for where, number, peer, note in receipts
            if (number, peer) == (log.frame.number, log.frame.id)
        ]
        apart.append(examine_forks(connection, log.frame, Signed(log.covered, about), found))
    check_fork_erasures(apart, orders, found)
    return {
        (log.frame.id, head) for log, one in zip(logs, apart, strict=True) for head in one.heads
    }


def _rest() -> None:
    """Nothing is left to do meanwhile."""


def _examine_frame(connection: apsw.Connection, path: Path, found: FindingList) -> list[LogFrame]:
    """Check what stands around the entries; the logs, if entries can be examined at all."""
    if not _is_recognised(connection, path, found) or not _has_tables(connection, found):
        return []
    for table in _UNUSED:
        if connection.execute(f"SELECT count(*) FROM {table}").get:  # noqa: S608 our names
            what = "it holds rows, which this version cannot check"
            found.add(Verdict.COULD_NOT_CHECK, f"table {table}", what)
    rows = connection.execute("SELECT number, CAST(id AS BLOB), key FROM log ORDER BY 1").fetchall()
    frames: list[LogFrame] = []
    for place, row in enumerate(rows):
        match row:
            case (int(number), bytes(name), bytes(key)) if number == place and len(key) in (
                0,
                PUBLIC_BYTES,
            ):
                log = name.decode("utf-8", "backslashreplace")
                if not is_log_id(log):
                    continue
                prefix = f"entry {log[:NAME_DIGITS]}:" if len(rows) > 1 else "entry "
                frames.append(LogFrame(number, log, key, prefix))
    names = {frame.id for frame in frames}
    unsigned = len(rows) > 1 and not all(frame.public for frame in frames)
    if not frames or len(names) != len(rows) or unsigned:
        found.add(
            Verdict.TAMPERED,
            "table log",
            "it does not hold logs in order, each with an id of 32 hexadecimal digits and its key",
        )
        return []
    return frames


def _stored_notes(
    connection: apsw.Connection, frames: Sequence[LogFrame], found: FindingList
) -> dict[int, list[Note]]:
    """By the number of the log, its checkpoints that can be read and that its key signed."""
    notes: dict[int, list[Note]] = {frame.number: [] for frame in frames}
    places = dict.fromkeys(notes, 0)
    rows = connection.execute("SELECT log, n, size, note FROM checkpoint ORDER BY log, n")
    for log, number, size, raw in rows:
        where = f"checkpoint {number!r}" if len(frames) == 1 else f"checkpoint {number!r} of {log}"
        if log not in notes:
            found.add(Verdict.TAMPERED, where, "it is not where it belongs")
            continue
        frame, known = frames[log], notes[log]
        place = places[log]
        places[log] += 1
        try:
            note = read_note(raw if isinstance(raw, bytes) else b"")
        except LedgerError as error:
            found.add(Verdict.TAMPERED, where, str(error))
            continue
        grows = not known or note.head.size > known[-1].head.size
        if (number, size) != (place, note.head.size) or not grows:
            found.add(Verdict.TAMPERED, where, "it is not where it belongs")
        if note.origin != origin_of(frame.id) or not note.is_signed_by(frame.public):
            found.add(Verdict.TAMPERED, where, "the key of the log did not sign it")
        known.append(note)
    return notes


def _compare_notes(notes: list[Note], examination: Examination, found: FindingList) -> None:
    """Hold the entries against the checkpoints; only those that fit and are signed cover any."""
    if not examination.entries and examination.frame.number:
        what = "it holds no entry; whoever begins a log does so with one"
        found.add(Verdict.TAMPERED, f"log {examination.frame.id}", what)
    for note in notes:
        root = examination.roots.get(note.head.size)
        if root != note.head.root:
            what = "the entries have another root" if root else "the entries do not reach so far"
            found.add(Verdict.TAMPERED, f"checkpoint of {note.head.size} entries", what)
    covered = examination.covered = notes[-1].head.size if notes else 0
    if examination.frame.public and covered < examination.entries:
        what = "no signed checkpoint covers them yet; the next build by their device signs them"
        many = examination.frame.prefix.replace("entry", "entries")
        found.add(Verdict.SOUND, f"{many}{covered} to {examination.entries - 1}", what)


def _is_recognised(connection: apsw.Connection, path: Path, found: FindingList) -> bool:
    match identify(connection):
        case Identity.LEDGER:
            return True
        case Identity.OLDER:
            what = "an older version of sijill wrote it; verify with that one"
            found.add(Verdict.COULD_NOT_CHECK, str(path), what)
        case Identity.NEWER:
            what = "a newer version of sijill wrote it; verify with that one"
            found.add(Verdict.COULD_NOT_CHECK, str(path), what)
        case Identity.BLANK | Identity.STRANGER:
            found.add(Verdict.DAMAGED, str(path), "it is not a ledger, or its header is damaged")
    return False


def _has_tables(connection: apsw.Connection, found: FindingList) -> bool:
    """Compare the schema. Without the right tables there is nothing that could be examined."""
    expected, actual = expected_schema(), schema_of(connection)
    for kind, name, *_ in sorted(expected - actual):
        found.add(Verdict.TAMPERED, f"{kind} {name}", "it is missing or was changed")
    for kind, name, *_ in sorted(actual - expected):
        found.add(Verdict.TAMPERED, f"{kind} {name!r}", "it does not belong to a ledger")
    return {it for it in expected if it[0] == "table"} <= actual


def _failure(error: Exception, path: Path) -> tuple[Verdict, str, str]:
    match error:
        case apsw.CantOpenError() | apsw.BusyError() | apsw.PermissionsError() | OSError():
            return Verdict.COULD_NOT_CHECK, str(path), f"it cannot be read: {error}"
        case apsw.Error():
            return Verdict.DAMAGED, str(path), str(told(error, path))
    return Verdict.DAMAGED, str(path), "a text in it is damaged; reading stopped there"
