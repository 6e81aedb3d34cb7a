"""Rows that were erased stay away when their list is issued again, and a reject says so.

An erasure keeps a salted hash of the record's id. A new version of the list is captured without the
row of that id: its words are not stored again, and its place says why. The salt is the register's
own, so one hash a row is enough; whoever holds the register can try ids against it, so a hash of a
short number hides nothing from them but the row.
"""

import hashlib
import secrets
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from sijill.ledger.entries.entry import Entry, EntryKind
from sijill.model.records.rejects import Effect, Reject
from sijill.model.settings.source_mapping import SourceMapping
from sijill.register.events import ErasureEntry
from sijill.sources.records.record_ids import record_ids, row_key
from sijill.sources.tables.table import Table

REASON = "the row was erased on request; the list brings it again, and it was left out"
_SALT_BYTES = 16


def marks_of(entries: Iterable[Entry], names: Iterable[str], reason: str) -> ErasureEntry:
    """What an erasure keeps of a record, with the salt of earlier ones if there is any.

    ``names`` are all ids that its row had, as it was edited.
    """
    salts = sorted(erased_marks(entries))
    salt = salts[0] if salts else secrets.token_hex(_SALT_BYTES)
    return ErasureEntry(reason, salt, tuple(_mark(salt, name) for name in sorted(names)))


def erased_marks(entries: Iterable[Entry]) -> dict[str, frozenset[str]]:
    """By salt, the hashes of the ids of erased records."""
    hashes_of: dict[str, frozenset[str]] = {}
    for entry in entries:
        if entry.kind is EntryKind.ERASURE:
            erased = ErasureEntry.of(entry)
            if erased.salt:
                hashes_of[erased.salt] = hashes_of.get(erased.salt, frozenset()) | frozenset(
                    erased.rows
                )
    return hashes_of


def leave_out_erased(
    table: Table, mapping: SourceMapping, file: str, marks: Mapping[str, frozenset[str]]
) -> Table:
    """The table without rows that were erased; each is a problem that quotes nothing."""
    if not marks:
        return table
    repeats: Counter[str] = Counter()
    erased = {
        row.number
        for row in table.rows
        if any(
            _is_erased(record, marks)
            for record in record_ids(mapping, row_key(mapping, row.cells, repeats), row.cells)
        )
    }
    problems = (
        Reject(mapping.id, file, table.sheet, number, "", "", REASON, Effect.ROW)
        for number in sorted(erased)
    )
    return replace(
        table,
        rows=tuple(row for row in table.rows if row.number not in erased),
        problems=(*table.problems, *problems),
    )


def _is_erased(record: str, marks: Mapping[str, frozenset[str]]) -> bool:
    return any(_mark(salt, record) in known for salt, known in marks.items())


def _mark(salt: str, record: str) -> str:
    return hashlib.sha256(f"{salt}\0{record}".encode("utf-8", "surrogatepass")).hexdigest()
