"""Rows as they were received, and what is said of one that is set aside."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sijill.model.records.record import Locator, Remark
from sijill.model.records.rejects import Effect, Reject
from sijill.model.settings.source_mapping import SourceMapping


@dataclass(frozen=True, slots=True)
class ReceivedRow:
    """A row as it stands in the ledger: its words and where they came from."""

    locator: Locator
    cells: Mapping[str, str]
    withheld: tuple[str, ...] = ()


def reject(mapping: SourceMapping, row: ReceivedRow, remark: Remark) -> Reject:
    """A row that is no record, with the reason why."""
    return replace(set_aside(mapping, row, remark), effect=Effect.ROW)


def set_aside(mapping: SourceMapping, row: ReceivedRow, remark: Remark) -> Reject:
    """What a remark about a row says, among the problems of its list."""
    where = row.locator
    return Reject(
        mapping.id,
        where.file,
        where.sheet,
        where.row,
        remark.column,
        remark.value,
        remark.reason,
        remark.effect,
    )
