"""What a row is called: its key, by which another file of its list knows it, and its record id."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping

from sijill.model import limits
from sijill.model.records.record import Remark
from sijill.model.records.rejects import Reject
from sijill.model.settings.source_mapping import SourceMapping
from sijill.sources.records.received_rows import ReceivedRow, reject, set_aside
from sijill.sources.split_rows.listed_people import people_in_row
from sijill.sources.split_rows.release_cells import lines_in_cells


def record_id(source: str, key: str) -> str:
    """The id of a record: its source and its key, for example ``airwars-incidents:3843``."""
    return f"{source}:{key}"


def record_ids(mapping: SourceMapping, key: str, cells: Mapping[str, str]) -> Iterator[str]:
    """The ids of all records that a row may be: its own, and those of the lines in its cell."""
    yield record_id(mapping.id, key)
    for number, _ in people_in_row(mapping, cells):
        yield record_id(mapping.id, f"{key}/{number}")
    for line in lines_in_cells(mapping, cells):
        yield record_id(mapping.id, line.key(key))


def row_key(mapping: SourceMapping, cells: Mapping[str, str], repeats: Counter[str]) -> str:
    """The key of a row: its key columns, or a digest of its words where the list has no key.

    It is empty where every key column is.

    ``repeats`` counts equal rows of a list without key, so that the second of two equal rows is a
    row of its own (``...-2``).
    """
    if mapping.key.columns:
        parts = [cells.get(column, "").strip() for column in mapping.key.columns]
        return "/".join(parts) if any(parts) else ""
    digest = digest_of(cells)[:12]
    repeats[digest] += 1
    return digest if repeats[digest] == 1 else f"{digest}-{repeats[digest]}"


def digest_of(cells: Mapping[str, str]) -> str:
    """The SHA-256 of the words of a row, in whatever order its columns stand."""
    words = json.dumps(sorted(cells.items()), ensure_ascii=False).encode()
    return hashlib.sha256(words).hexdigest()


def key_problem(
    mapping: SourceMapping, row: ReceivedRow, key: str, taken: Mapping[str, ReceivedRow]
) -> Reject | None:
    """What is wrong with a row's key, and whether it costs the row; ``None`` where nothing is."""
    columns = ", ".join(mapping.key.columns)
    if not key:
        reason = f"the key ({' + '.join(mapping.key.columns)}) is empty, so the row cannot be named"
        return reject(mapping, row, Remark(columns, key, reason))
    if len(key) > limits.LONGEST_KEY:
        reason = f"the key has {len(key):,} characters; at most {limits.LONGEST_KEY} name a row"
        return reject(mapping, row, Remark(columns, key, reason))
    earlier = taken.get(key)
    if earlier is None:
        return None
    at = earlier.locator.row
    is_same = earlier.cells == row.cells
    same = earlier if is_same else taken.get(f"{key}~{digest_of(row.cells)[:6]}")
    if same is not None:
        reason = f"the row repeats row {same.locator.row} cell by cell and is counted once"
        return reject(mapping, row, Remark(columns, key, reason))
    reason = (
        f"row {at} has the key {key!r} too, with other words in it; both rows are kept. If they "
        "are one person or incident, correct the list; if not, name more columns as the key"
    )
    return set_aside(mapping, row, Remark(columns, key, reason))
