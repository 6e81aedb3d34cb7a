"""What joins the logs of a file and stands beside their entries: held against all of them.

Erasures, heads of other logs that entries cite, receipts, timestamps, and that the tables hold no
row that belongs to nothing.
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

import apsw
from cryptography.x509 import Certificate

from sijill.ledger.audit.examination import Examination
from sijill.ledger.entries.envelope import NOTHING_SEEN, Envelope
from sijill.ledger.log.erasure import split
from sijill.ledger.merkle.tree import TreeHead
from sijill.ledger.report.findings import FindingList, Verdict
from sijill.ledger.signing.checkpoint import Note, read_note
from sijill.ledger.signing.timestamps import demand_signed, is_about, read_timestamp
from sijill.ledger.stores.sqlite_database import stored_bytes
from sijill.model.errors import LedgerError


def cited_sizes(connection: apsw.Connection) -> dict[str, set[int]]:
    """The sizes of other logs that entries cite, by the log's id; what cannot be read is left out.

    Raises:
        apsw.Error: if the file is so damaged that reading stops.
    """
    sizes: dict[str, set[int]] = {}
    for (raw,) in connection.execute(
        "SELECT entry FROM event WHERE instr(entry, ?) = 0", (NOTHING_SEEN,)
    ):
        try:
            seen = Envelope.from_bytes(raw).seen if isinstance(raw, bytes) else {}
        except LedgerError:
            continue  # the examination tells it
        for log, head in seen.items():
            sizes.setdefault(log, set()).add(head.size)
    return sizes


def stored_receipts(
    connection: apsw.Connection, found: FindingList
) -> list[tuple[str, int, str, Note]]:
    """The receipts that can be read: where, number of the log, id of the peer's log, note."""
    receipts: list[tuple[str, int, str, Note]] = []
    rows = connection.execute("SELECT log, n, size, CAST(peer AS BLOB), note FROM receipt")
    for row in rows.fetchall():
        log, number, size, peer, raw = row
        where = f"receipt {number!r} of log {log!r}"
        try:
            note = read_note(raw if isinstance(raw, bytes) else b"")
        except LedgerError as error:
            found.add(Verdict.TAMPERED, where, str(error))
            continue
        if note.head.size != size:
            found.add(Verdict.TAMPERED, where, "it is about another size than it says")
        name = peer.decode("utf-8", "backslashreplace") if isinstance(peer, bytes) else ""
        receipts.append((where, log if isinstance(log, int) else -1, name, note))
    return receipts


def check_receipts(
    receipts: Iterable[tuple[str, int, str, Note]],
    logs: Sequence[Examination],
    apart: AbstractSet[tuple[str, TreeHead]],
    found: FindingList,
) -> None:
    """Whether the peers signed, and what they signed is what is here or kept apart.

    What a log's device signed about a branch that is kept apart is examined with the branch.
    """
    by_number = {log.frame.number: log for log in logs}
    keys = {log.frame.id: log.frame.public for log in logs}
    for where, number, peer, note in receipts:
        log = by_number.get(number)
        if log is None or peer not in keys:
            found.add(Verdict.TAMPERED, where, "it names a log that is not here")
            continue
        if peer == log.frame.id:
            continue
        if not note.is_cosigned(log.frame.id, log.frame.public, peer, keys[peer]):
            what = "the keys of the log and of the device it names did not sign it"
            found.add(Verdict.TAMPERED, where, what)
        is_here = log.roots.get(note.head.size) == note.head.root
        if not is_here and (log.frame.id, note.head) not in apart:
            what = "another device took in other entries under these numbers"
            found.add(Verdict.TAMPERED, where, what)
        if is_here and note.head.size > log.covered:
            what = "the log's device signed so many entries, and its own checkpoint is not here"
            found.add(Verdict.TAMPERED, where, what)


def check_seen(
    logs: Sequence[Examination], apart: AbstractSet[tuple[str, TreeHead]], found: FindingList
) -> None:
    """Whether the logs, or what is kept apart, still are what entries of other logs cite."""
    held = {log.frame.id: log for log in logs}
    for where, log_id, size, root in (one for log in logs for one in log.gathered.seen):
        log = held.get(log_id)
        if (log_id, TreeHead(size, root)) in apart:
            continue
        if log is None:
            what = f"it cites {size} entries of log {log_id}, which is not here"
            found.add(Verdict.DAMAGED, where, what)
        elif size > log.entries:
            what = (
                f"it cites {size} entries of log {log_id}, and only {log.entries} are here: the "
                "copy is behind; sync it with a device that has them"
            )
            found.add(Verdict.DAMAGED, where, what)
        elif log.roots.get(size) != root:
            what = f"log {log_id} had other entries when this was written"
            found.add(Verdict.TAMPERED, where, what)


def check_erasures(
    connection: apsw.Connection, logs: Sequence[Examination], found: FindingList
) -> None:
    """Whether what is gone was ordered, and what was ordered is gone."""
    erased = {named: place for log in logs for named, place in log.gathered.erased.items()}
    ordered = {named for log in logs for named in log.gathered.ordered}
    for named in sorted(erased.keys() - ordered):
        found.add(Verdict.TAMPERED, erased[named], "it was erased, and no entry orders it")
    for named in sorted(ordered - erased.keys()):
        try:
            leaf, field = split(named)
        except LedgerError as error:
            found.add(Verdict.TAMPERED, "erasure", str(error))
            continue
        for log, number in connection.execute("SELECT log, n FROM event WHERE leaf = ?", (leaf,)):
            place = f"{_prefix(logs, log)}{number}, payload {field}"
            what = "an entry orders its erasure, and it is still there"
            found.add(Verdict.TAMPERED, place, what)
    held = [
        _order_of(*row)
        for row in connection.execute(
            "SELECT value.leaf, orders.entry, erasure.field FROM erasure"
            " LEFT JOIN event AS value ON value.log = erasure.log AND value.n = erasure.n"
            " LEFT JOIN event AS orders ON orders.log = by_log AND orders.n = by_n"
        ).fetchall()
    ]
    if sorted(held) != sorted(erased):
        what = f"it does not hold, for each of the {len(erased)} values erased, the entry's order"
        found.add(Verdict.TAMPERED, "table erasure", what)


def _order_of(leaf: object, order: object, field: object) -> str:
    """The value as the order of a row names it; nothing where the row does not fit together."""
    if not (isinstance(leaf, bytes) and isinstance(order, bytes)):
        return ""
    named = f"{leaf.hex()}/{field}"
    try:
        return named if named in Envelope.from_bytes(order).over else ""
    except LedgerError:
        return ""


def check_timestamps(
    connection: apsw.Connection, roots: Sequence[Certificate], found: FindingList
) -> None:
    """What timestamp authorities say: about what is here, and whether they said it."""
    rows = connection.execute(
        "SELECT tsr.log, tsr.n, response, note, size FROM tsr LEFT JOIN checkpoint"
        " ON checkpoint.log = tsr.log AND checkpoint.n = tsr.checkpoint"
    )
    for log, number, response, note, size in rows.fetchall():
        where = f"timestamp {number!r} of log {log!r}"
        try:
            raw, about = stored_bytes(response), stored_bytes(note)
            told = read_timestamp(raw)
            if not is_about(told, about):
                raise LedgerError("it is about another checkpoint")  # noqa: TRY301
            if roots:
                demand_signed(raw, about, roots)
        except LedgerError as error:
            found.add(Verdict.TAMPERED, where, str(error))
            continue
        checked = "" if roots else "; its signature was not checked, for want of --roots"
        what = (
            f"the checkpoint of {size} entries existed at {told.time.isoformat()}, by the word of "
            f"{told.authority}{checked}"
        )
        found.add(Verdict.SOUND, where, what)


def check_rows(
    connection: apsw.Connection, logs: Sequence[Examination], found: FindingList
) -> None:
    """Whether the tables hold a row that belongs to no entry of any log."""
    numbers = [log.frame.number for log in logs]
    marks = ", ".join("?" * len(numbers))
    for log, number in connection.execute(
        f"SELECT log, n FROM event WHERE log NOT IN ({marks}) OR n < 0"  # noqa: S608  marks only
        " OR typeof(n) != 'integer' OR typeof(log) != 'integer'",
        numbers,
    ):
        what = f"it is in no place of log {log!r}"
        found.add(Verdict.TAMPERED, f"entry {number!r}", what)
    for (log,) in connection.execute(
        f"SELECT DISTINCT log FROM fork WHERE log NOT IN ({marks})",  # noqa: S608  marks only
        numbers,
    ):
        found.add(Verdict.TAMPERED, f"fork of log {log!r}", "there is no such log here")
    for table, visited in (
        ("payload", sum(log.gathered.values for log in logs)),
        ("tile", sum(log.tiles for log in logs)),
    ):
        held: object = connection.execute(f"SELECT count(*) FROM {table}").get  # noqa: S608 our names
        if held != visited:
            what = f"it holds {held} rows; the entries need {visited}"
            found.add(Verdict.TAMPERED, f"table {table}", what)


def check_integrity(connection: apsw.Connection, found: FindingList) -> None:
    """What SQLite itself finds wrong with the file."""
    for (message,) in connection.execute(
        "SELECT CAST(integrity_check AS BLOB) FROM pragma_integrity_check"
    ):
        if message != b"ok":
            what = message.decode("utf-8", "backslashreplace")
            found.add(Verdict.DAMAGED, "database", what)


def _prefix(logs: Sequence[Examination], number: object) -> str:
    return next((log.frame.prefix for log in logs if log.frame.number == number), "entry ")
