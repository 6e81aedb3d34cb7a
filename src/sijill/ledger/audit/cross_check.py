"""Checks across the logs of a file, and of the tables beside their entries.

Erasures, heads of other logs that entries cite, cosignatures, timestamps, migrations, and that the
tables hold no row that belongs to nothing.
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime

import apsw
from cryptography.x509 import Certificate

from sijill.ledger.audit.examination import LogExamination
from sijill.ledger.entries.envelope import NOTHING_SEEN, Envelope
from sijill.ledger.log.erasure import split
from sijill.ledger.merkle.tree import TreeHead
from sijill.ledger.report.findings import FindingList, Verdict
from sijill.ledger.signing.checkpoint import Checkpoint, read_checkpoint
from sijill.ledger.signing.timestamps import demand_signed, is_about, read_timestamp
from sijill.ledger.stores.migrations import MIGRATIONS
from sijill.ledger.stores.storage import as_bytes
from sijill.model.errors import LedgerError

StoredCosignature = tuple[str, int, str, Checkpoint]
"""Where it stands, the number of the log, the id of the peer's log, and what was signed."""


def cited_sizes(connection: apsw.Connection) -> dict[str, set[int]]:
    """The sizes of other logs that entries cite, by the log's id; what cannot be read is left out.

    Raises:
        apsw.Error: if the file is so damaged that reading stops.
    """
    sizes: dict[str, set[int]] = {}
    for (raw,) in connection.execute(
        "SELECT entry FROM entry WHERE instr(entry, ?) = 0", (NOTHING_SEEN,)
    ):
        try:
            cited = Envelope.from_bytes(raw).cited_heads if isinstance(raw, bytes) else {}
        except LedgerError:
            continue  # the examination reports it
        for log, head in cited.items():
            sizes.setdefault(log, set()).add(head.size)
    return sizes


def stored_cosignatures(
    connection: apsw.Connection, findings: FindingList
) -> list[StoredCosignature]:
    """The cosignatures that can be read: where, number of the log, id of the peer's log, note."""
    cosignatures: list[StoredCosignature] = []
    rows = connection.execute("SELECT log, n, size, CAST(peer AS BLOB), note FROM cosignature")
    for row in rows.fetchall():
        log, number, size, peer, raw = row
        where = f"cosignature {number!r} of log {log!r}"
        try:
            checkpoint = read_checkpoint(raw if isinstance(raw, bytes) else b"")
        except LedgerError as error:
            findings.add(Verdict.TAMPERED, where, str(error))
            continue
        if checkpoint.head.size != size:
            findings.add(Verdict.TAMPERED, where, "it is about another size than it says")
        name = peer.decode("utf-8", "backslashreplace") if isinstance(peer, bytes) else ""
        cosignatures.append((where, log if isinstance(log, int) else -1, name, checkpoint))
    return cosignatures


def check_cosignatures(
    cosignatures: Iterable[StoredCosignature],
    logs: Sequence[LogExamination],
    branch_heads: AbstractSet[tuple[str, TreeHead]],
    findings: FindingList,
) -> None:
    """Whether the peers signed, and what they signed is what is here or in a branch."""
    by_number = {log.frame.number: log for log in logs}
    keys = {log.frame.id: log.frame.public for log in logs}
    for where, number, peer, checkpoint in cosignatures:
        log = by_number.get(number)
        if log is None or peer not in keys:
            findings.add(Verdict.TAMPERED, where, "it names a log that is not here")
            continue
        if not checkpoint.is_cosigned(log.frame.id, log.frame.public, peer, keys[peer]):
            what = "the keys of the log and of the device it names did not sign it"
            findings.add(Verdict.TAMPERED, where, what)
        is_here = log.roots.get(checkpoint.head.size) == checkpoint.head.root
        if not is_here and (log.frame.id, checkpoint.head) not in branch_heads:
            what = "another device took in other entries under these numbers"
            findings.add(Verdict.TAMPERED, where, what)
        if is_here and checkpoint.head.size > log.covered:
            what = "the log's device signed so many entries, and its own checkpoint is not here"
            findings.add(Verdict.TAMPERED, where, what)


def check_cited_heads(
    logs: Sequence[LogExamination],
    branch_heads: AbstractSet[tuple[str, TreeHead]],
    findings: FindingList,
) -> None:
    """Whether the logs, or what is kept apart, still are what entries of other logs cite."""
    logs_by_id = {log.frame.id: log for log in logs}
    for where, log_id, size, root in (
        citation for log in logs for citation in log.references.cited_heads
    ):
        log = logs_by_id.get(log_id)
        if (log_id, TreeHead(size, root)) in branch_heads:
            continue
        if log is None:
            what = f"it cites {size} entries of log {log_id}, which is not here"
            findings.add(Verdict.DAMAGED, where, what)
        elif size > log.size:
            what = (
                f"it cites {size} entries of log {log_id}, and only {log.size} are here: the "
                "copy is behind; sync it with a device that has them"
            )
            findings.add(Verdict.DAMAGED, where, what)
        elif log.roots.get(size) != root:
            what = f"log {log_id} had other entries when this was written"
            findings.add(Verdict.TAMPERED, where, what)


def check_erasures(
    connection: apsw.Connection, logs: Sequence[LogExamination], findings: FindingList
) -> None:
    """Whether what is gone was ordered, and what was ordered is gone.

    In a branch an order that names any value of an entry justifies that another one is gone: older
    versions erased an entry that was kept apart as a whole. An order in a branch justifies what is
    gone in branches alone.
    """
    by_logs = {order for log in logs if log.frame.base is None for order in log.references.ordered}
    anywhere = {order.partition("/")[0] for log in logs for order in log.references.ordered}
    erased = {named: place for log in logs for named, place in log.references.erased.items()}
    in_branches = {
        erasure for log in logs if log.frame.base is not None for erasure in log.references.erased
    }
    for named in sorted(erased.keys() - by_logs):
        if named not in in_branches or named.partition("/")[0] not in anywhere:
            findings.add(Verdict.TAMPERED, erased[named], "it was erased, and no entry orders it")
    for named in sorted(by_logs - erased.keys()):
        _check_order(connection, logs, named, findings)
    recorded = [
        _order_of(*row)
        for row in connection.execute(
            "SELECT value.leaf, orders.entry, erasure.field, base IS NOT NULL FROM erasure"
            " LEFT JOIN entry AS value ON value.log = erasure.log AND value.n = erasure.n"
            " LEFT JOIN entry AS orders ON orders.log = by_log AND orders.n = by_n"
            " LEFT JOIN log ON log.number = erasure.log"
        ).fetchall()
    ]
    if sorted(recorded) != sorted(erased):
        what = f"it does not hold, for each of the {len(erased)} values erased, the entry's order"
        findings.add(Verdict.TAMPERED, "table erasure", what)


def _check_order(
    connection: apsw.Connection, logs: Sequence[LogExamination], named: str, findings: FindingList
) -> None:
    """Report a value whose erasure an entry orders and that is still stored."""
    try:
        leaf, field = split(named)
    except LedgerError as error:
        findings.add(Verdict.TAMPERED, "erasure", str(error))
        return
    for log, number in connection.execute("SELECT log, n FROM entry WHERE leaf = ?", (leaf,)):
        place = f"{_prefix(logs, log)}{number}, payload {field}"
        what = "an entry orders its erasure, and it is still there"
        findings.add(Verdict.TAMPERED, place, what)


def _order_of(leaf: object, order: object, field: object, is_in_branch: object) -> str:
    """The value as the order of a row names it; nothing where the row does not fit together."""
    if not (isinstance(leaf, bytes) and isinstance(order, bytes)):
        return ""
    named = f"{leaf.hex()}/{field}"
    try:
        over = Envelope.from_bytes(order).over
    except LedgerError:
        return ""
    is_about = (
        any(target.startswith(f"{leaf.hex()}/") for target in over) if is_in_branch else False
    )
    return named if named in over or is_about else ""


def check_timestamps(
    connection: apsw.Connection, roots: Sequence[Certificate], findings: FindingList
) -> None:
    """What timestamp authorities say: about what is here, and whether they said it."""
    rows = connection.execute(
        "SELECT held.log, held.n, response, note, size FROM timestamp AS held LEFT JOIN checkpoint"
        " ON checkpoint.log = held.log AND checkpoint.n = held.checkpoint"
    )
    for log, number, response, note, size in rows.fetchall():
        where = f"timestamp {number!r} of log {log!r}"
        try:
            raw, about = as_bytes(response), as_bytes(note)
            timestamp = read_timestamp(raw)
            if not is_about(timestamp, about):
                raise LedgerError("it is about another checkpoint")  # noqa: TRY301
            if roots:
                demand_signed(raw, about, roots)
        except LedgerError as error:
            findings.add(Verdict.TAMPERED, where, str(error))
            continue
        checked = "" if roots else "; its signature was not checked, for want of --roots"
        what = (
            f"the checkpoint of {size} entries existed at {timestamp.time.isoformat()}, by the "
            f"word of {timestamp.authority}{checked}"
        )
        findings.add(Verdict.SOUND, where, what)


def check_rows(
    connection: apsw.Connection, logs: Sequence[LogExamination], findings: FindingList
) -> None:
    """Whether the tables hold a row that belongs to no entry of any log."""
    numbers = [log.frame.number for log in logs]
    marks = ", ".join("?" * len(numbers))
    for log, number in connection.execute(
        f"SELECT log, n FROM entry WHERE log NOT IN ({marks}) OR n < 0"  # noqa: S608  marks only
        " OR typeof(n) != 'integer' OR typeof(log) != 'integer'",
        numbers,
    ):
        what = f"it is in no place of log {log!r}"
        findings.add(Verdict.TAMPERED, f"entry {number!r}", what)
    for table, visited in (
        ("payload", sum(log.references.values for log in logs)),
        ("node", sum(log.nodes for log in logs)),
    ):
        count: object = connection.execute(f"SELECT count(*) FROM {table}").get  # noqa: S608 our names
        if count != visited:
            what = f"it holds {count} rows; the entries need {visited}"
            findings.add(Verdict.TAMPERED, f"table {table}", what)


def check_ordinals(connection: apsw.Connection, findings: FindingList) -> None:
    """Whether what is numbered within a log is numbered from 0 on, without a gap.

    Checkpoints are read in this order and checked one by one; these are not, and no signature is
    over their numbers.
    """
    for table in ("timestamp", "cosignature"):
        expected: dict[object, int] = {}
        for log, number in connection.execute(f"SELECT log, n FROM {table} ORDER BY 1, 2"):  # noqa: S608  our names
            place = expected.setdefault(log, 0)
            if number != place:
                what = f"it stands where {table} {place} belongs; they are numbered from 0 on"
                findings.add(Verdict.TAMPERED, f"{table} {number!r} of log {log!r}", what)
            expected[log] = place + 1


def check_migrations(connection: apsw.Connection, findings: FindingList) -> None:
    """Whether the migrations are ones that this version knows, each with a time in UTC."""
    known = {migration.name.encode() for migration in MIGRATIONS}
    rows = connection.execute("SELECT CAST(name AS BLOB), CAST(at AS BLOB) FROM migration")
    for name, at in rows:
        if name not in known:
            what = f"it names {name!r}, which this version does not know"
            findings.add(Verdict.TAMPERED, "table migration", what)
        elif not (isinstance(at, bytes) and _is_time(at)):
            what = f"it says that {name.decode()!r} was made at {at!r}, which is no time in UTC"
            findings.add(Verdict.TAMPERED, "table migration", what)


def _is_time(written: bytes) -> bool:
    """Whether a text is a time as migrations write it."""
    try:
        text = written.decode("ascii")
        read = datetime.fromisoformat(text)
    except ValueError:
        return False
    return read.tzinfo is not None and read.astimezone(UTC).isoformat(timespec="seconds") == text


def check_integrity(connection: apsw.Connection, findings: FindingList) -> None:
    """What SQLite itself finds wrong with the file."""
    for (message,) in connection.execute(
        "SELECT CAST(integrity_check AS BLOB) FROM pragma_integrity_check"
    ):
        if message != b"ok":
            what = message.decode("utf-8", "backslashreplace")
            findings.add(Verdict.DAMAGED, "database", what)


def _prefix(logs: Sequence[LogExamination], number: object) -> str:
    return next((log.frame.prefix for log in logs if log.frame.number == number), "entry ")
