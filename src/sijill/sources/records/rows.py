"""Rows to records: the key that names a row, the row's values, or the reason why it is none."""

import difflib
import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass

from sijill.model.records.fields import FIELDS, FieldType
from sijill.model.records.record import Head, Locator, Record, Remark
from sijill.model.records.rejects import Effect, Reject
from sijill.model.settings.source_mapping import Mapping
from sijill.sources.records.builders import build_record
from sijill.sources.records.cells import Values, read_values

_REFERENCES = (FieldType.REFERENCE,)


@dataclass(frozen=True, slots=True)
class ReceivedRow:
    """A row as it stands in the ledger: its words and where they came from."""

    locator: Locator
    cells: MappingOf[str, str]
    withheld: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """What the rows of one source became."""

    records: tuple[Record, ...]
    rejects: tuple[Reject, ...]


def record_id(source: str, key: str) -> str:
    """The id of a record: its source and its key, for example ``airwars-incidents:3843``."""
    return f"{source}:{key}"


def column_problem(mapping: Mapping, columns: Iterable[str], file: str) -> str:
    """Which columns the mapping names and the file does not have, in a sentence; empty if none.

    The sentence names each missing column, the field that wants it, and the columns there are.
    """
    present = tuple(columns)
    wanted = {column: name for name, rule in mapping.fields.items() for column in rule.reads}
    wanted |= dict.fromkeys(mapping.key.columns, "key") | dict.fromkeys(
        mapping.protected, "protected"
    )
    missing = {column: name for column, name in wanted.items() if column not in present}
    if not missing:
        return ""
    told = ", ".join(
        f"{column!r} (for {name}{_hint(column, present)})" for column, name in missing.items()
    )
    return (
        f"the mapping of source {mapping.id!r} names columns that {file} does not have: {told}. "
        f"The file has: {', '.join(map(repr, present))}. Correct sources/{mapping.id}.toml."
    )


def _hint(column: str, present: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(column, present, n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


def read_rows(
    mapping: Mapping,
    rows: Iterable[ReceivedRow],
    corrections: MappingOf[str, MappingOf[str, str]],
) -> Read:
    """Read all rows of one source.

    Args:
        mapping: what the columns mean.
        rows: the rows as received, in the file's order.
        corrections: by record id, the fields whose text a decision has replaced.
    """
    records: list[Record] = []
    rejects: list[Reject] = []
    taken: dict[str, Locator] = {}
    repeats: Counter[str] = Counter()
    for row in rows:
        key = row_key(mapping, row.cells, repeats)
        problem = _key_problem(mapping, key, taken)
        if problem:
            rejects.append(_reject(mapping, row, ", ".join(mapping.key.columns), key, problem))
            continue
        taken[key] = row.locator
        identity = record_id(mapping.id, key)
        values = read_values(
            mapping, row.cells, corrections.get(identity, {}), FIELDS[mapping.kind]
        )
        missing = _missing_requirement(mapping, values)
        if missing:
            rejects.append(_reject(mapping, row, missing.column, missing.value, missing.reason))
            continue
        head = Head(
            identity,
            mapping.id,
            row.locator,
            row.cells,
            row.withheld,
            values.remarks,
            values.texts_of("link"),
            values.texts_of("archive_link"),
        )
        records.append(build_record(mapping.kind, head, _with_references(mapping, values)))
        rejects += [_set_aside(mapping, row, remark) for remark in values.remarks]
    return Read(tuple(records), tuple(rejects))


def row_key(mapping: Mapping, cells: MappingOf[str, str], repeats: Counter[str]) -> str:
    """The key of a row: its key columns, or a digest of its words where the list has no key.

    It is empty where every key column is.

    ``repeats`` counts equal rows of a list without key, so that the second of two equal rows is a
    row of its own (``...-2``).
    """
    if mapping.key.columns:
        parts = [cells.get(column, "").strip() for column in mapping.key.columns]
        return "/".join(parts) if any(parts) else ""
    words = json.dumps(sorted(cells.items()), ensure_ascii=False).encode()
    digest = hashlib.sha256(words).hexdigest()[:12]
    repeats[digest] += 1
    return digest if repeats[digest] == 1 else f"{digest}-{repeats[digest]}"


def _key_problem(mapping: Mapping, key: str, taken: MappingOf[str, Locator]) -> str:
    if not key:
        return f"the key ({' + '.join(mapping.key.columns)}) is empty, so the row cannot be named"
    if key in taken:
        return f"the key {key!r} already belongs to row {taken[key].row}"
    return ""


def _missing_requirement(mapping: Mapping, values: Values) -> Remark | None:
    set_aside = {remark.column: remark for remark in values.remarks}
    for name in mapping.required:
        column = ", ".join(mapping.fields[name].reads)
        if column in set_aside:
            remark = set_aside[column]
            return Remark(column, remark.value, f"{name} is required here, and {remark.reason}")
        if not values.text(name):
            return Remark(column, "", f"{name} is required here and is empty")
    return None


def _with_references(mapping: Mapping, values: Values) -> Values:
    """References as record ids of the source they point into."""
    texts = dict(values.texts)
    for name, kind in FIELDS[mapping.kind].items():
        if kind in _REFERENCES and texts.get(name) and name in mapping.fields:
            target = mapping.fields[name].source or mapping.id
            texts[name] = record_id(target, texts[name])
    return Values(values.found, texts, values.remarks)


def _reject(mapping: Mapping, row: ReceivedRow, column: str, value: str, reason: str) -> Reject:
    where = row.locator
    return Reject(mapping.id, where.file, where.sheet, where.row, column, value, reason, Effect.ROW)


def _set_aside(mapping: Mapping, row: ReceivedRow, remark: Remark) -> Reject:
    where = row.locator
    return Reject(
        mapping.id,
        where.file,
        where.sheet,
        where.row,
        remark.column,
        remark.value,
        remark.reason,
        Effect.VALUE,
    )
