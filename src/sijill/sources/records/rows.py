"""Rows to records: the values of a row, or the reason why it is none."""

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from sijill.model.records.fields import FIELDS, FieldType
from sijill.model.records.record import Head, Record, Remark
from sijill.model.records.rejects import Effect, Reject
from sijill.model.settings.source_mapping import SourceMapping
from sijill.model.values.unreadable import Unreadable
from sijill.sources.column_habits import with_habits
from sijill.sources.doubted.rows_among_others import RowsAmongOthers
from sijill.sources.event_order import with_order_of_days
from sijill.sources.records.bounds import row_problem
from sijill.sources.records.builders.each_kind import build_record
from sijill.sources.records.cells import RowValues, Value
from sijill.sources.records.received_rows import ReceivedRow, reject, set_aside
from sijill.sources.records.record_ids import digest_of, key_problem, record_id, row_key
from sijill.sources.records.references import ReferenceTargets
from sijill.sources.records.row_values import ValueReader
from sijill.sources.reject_tally import RejectTally
from sijill.sources.split_rows.listed_people import cells_of_people, people_in_row
from sijill.sources.split_rows.release_cells import lines_in_cells, with_line_columns
from sijill.sources.split_rows.unpivot import columns_in_file, unread_objects
from sijill.sources.submissions import submission_problem

INCIDENT = "incident"
"""The field by which a person, remains or a line of an authority names an incident."""


@dataclass(frozen=True, slots=True)
class Read:
    """What the rows of one source became."""

    records: tuple[Record, ...]
    rejects: tuple[Reject, ...]


def column_problem(mapping: SourceMapping, columns: Iterable[str], file: str) -> str:
    """Which columns the mapping names and the file does not have, in a sentence; empty if none.

    The sentence names each missing column, the field that wants it, and the columns there are; but
    not these where the mapping protects some, for a heading may be a name then.
    """
    present = tuple(columns)
    rules = {**mapping.extra, **mapping.fields}
    wanted = {
        column: name
        for name, rule in rules.items()
        for read in rule.reads
        for column in columns_in_file(mapping.unpivot, read)
    }
    wanted |= dict.fromkeys(mapping.key.columns, "key") | dict.fromkeys(
        mapping.protected, "protected"
    )
    missing = {column: name for column, name in wanted.items() if column not in present}
    if not missing:
        return ""
    near = () if mapping.protected else present
    named = ", ".join(
        f"{column!r} (for {name}{_hint(column, near)})" for column, name in missing.items()
    )
    if mapping.protected:
        return (
            f"the mapping of source {mapping.id!r} names columns that {file} does not have: "
            f"{named}. Compare the file's header with sources/{mapping.id}.toml."
        )
    return (
        f"the mapping of source {mapping.id!r} names columns that {file} does not have: {named}. "
        f"The file has: {', '.join(map(repr, present))}. Correct sources/{mapping.id}.toml"
        + (f", or its header_row = {mapping.header_row}." if mapping.header_row > 1 else ".")
    )


def _hint(column: str, present: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(column, present, n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


def read_rows(
    mapping: SourceMapping,
    rows: Iterable[ReceivedRow],
    corrections: Mapping[str, Mapping[str, str]],
    targets: ReferenceTargets | None = None,
) -> Read:
    """Read all rows of one source.

    A row whose key another row has already is a record of its own, under that key and a digest of
    its words, and is listed; a row that repeats another cell by cell is set aside.

    Args:
        mapping: what the columns mean.
        rows: the rows as received, in the file's order.
        corrections: by record id, the fields whose text a decision has replaced.
        targets: the records to which references may point; without them a reference is taken at
            its word.
    """
    records: list[Record] = []
    rejects = RejectTally()
    taken: dict[str, ReceivedRow] = {}
    repeats: Counter[str] = Counter()
    received = tuple(rows)
    mapping = with_line_columns(
        with_habits(mapping, list(cells_of_people(mapping, (row.cells for row in received))))
    )
    others = RowsAmongOthers.of(mapping, [(row.locator, row.cells) for row in received])
    reading = _RowReading(mapping, targets, others)
    for row in received:
        key = row_key(mapping, row.cells, repeats)
        problem = key_problem(mapping, row, key, taken)
        if problem is not None:
            rejects.add((problem,))
            if problem.effect is Effect.ROW:
                continue
            key = f"{key}~{digest_of(row.cells)[:6]}"
        taken[key] = row
        for record, remarks in _records_of_row(reading, key, row, corrections):
            records += [record] if record is not None else []
            rejects.add(remarks)
    return Read(tuple(records), rejects.rejects())


def _records_of_row(
    reading: "_RowReading",
    key: str,
    row: ReceivedRow,
    corrections: Mapping[str, Mapping[str, str]],
) -> Iterator[tuple[Record | None, list[Reject]]]:
    """The record of a row, or of each line in it, and what of it could not be used."""
    for column in unread_objects(reading.mapping.unpivot, row.cells):
        yield None, [reject(reading.mapping, row, Remark(column, row.cells[column], _NO_LIST))]
    for part_key, part in _parts(reading.mapping, key, row):
        identity = record_id(reading.mapping.id, part_key)
        record = _read_whatever(reading, part, identity, corrections.get(identity, {}))
        if isinstance(record, Reject):
            yield None, [record]
        else:
            yield record, [set_aside(reading.mapping, part, one) for one in record.head.remarks]


_NO_LIST = (
    "this should list entries in JSON and cannot be read as such, as where it is cut off; nobody "
    "in it is counted"
)


def _parts(mapping: SourceMapping, key: str, row: ReceivedRow) -> Iterator[tuple[str, ReceivedRow]]:
    """The row with its key; of one that holds a whole release, each line with its own key."""
    people = list(people_in_row(mapping, row.cells))
    for number, cells in people:
        yield f"{key}/{number}", ReceivedRow(row.locator, cells, row.withheld)
    if people or mapping.unpivot:
        return
    lines = lines_in_cells(mapping, row.cells)
    if not lines:
        yield key, row
    for line in lines:
        locator = replace(row.locator, line=line.line)
        yield line.key(key), ReceivedRow(locator, line.cells, row.withheld)


def _read_whatever(
    reading: "_RowReading", row: ReceivedRow, identity: str, corrected: Mapping[str, str]
) -> Record | Reject:
    """The record of a row, or why it is none; an error costs this row, never the register."""
    try:
        return reading.read(row, identity, corrected)
    except Exception as error:  # noqa: BLE001  a stored row must not stop every later command
        return reject(reading.mapping, row, Remark("", "", row_problem(error)))


class _RowReading:
    """How the rows of one source become records: its mapping, and what its references point to."""

    def __init__(
        self, mapping: SourceMapping, targets: ReferenceTargets | None, others: RowsAmongOthers
    ) -> None:
        self.mapping, self._others = mapping, others
        self._targets = targets
        self._values = ValueReader(mapping, FIELDS[mapping.kind])
        kinds = {
            name: kind for name, kind in FIELDS[mapping.kind].items() if name in mapping.fields
        }
        self._references = [name for name, kind in kinds.items() if kind is FieldType.REFERENCE]
        self._lists = [name for name, kind in kinds.items() if kind is FieldType.REFERENCES]

    def read(
        self, row: ReceivedRow, identity: str, corrected: Mapping[str, str]
    ) -> Record | Reject:
        """The record of a row, or why it is none."""
        mapping = self.mapping
        unfit = submission_problem(row.cells)
        if unfit:
            return reject(mapping, row, unfit)
        values = self._values.read(row.cells, corrected)
        missing = _missing_requirement(mapping, values)
        if missing:
            return reject(mapping, row, missing)
        values = self._with_references(values)
        values = self._others.in_doubt(row.locator, row.cells, values, corrected)
        extra, remarks = self._values.read_extra(row.cells)
        head = Head(
            identity,
            mapping.id,
            row.locator,
            row.cells,
            row.withheld,
            (*values.remarks, *remarks),
            values.texts_of("link"),
            extra,
        )
        return with_order_of_days(mapping, build_record(mapping.kind, head, values))

    def _with_references(self, values: RowValues) -> RowValues:
        """References as record ids of the source they point into; empty where they lead nowhere."""
        if not (self._references or self._lists):
            return values
        texts = dict(values.texts)
        remarks = list(values.remarks)
        for name in self._references:
            if not texts.get(name):
                continue
            target = self._target(name, texts[name])
            if isinstance(target, Unreadable):
                column = ", ".join(self.mapping.fields[name].reads)
                remarks.append(Remark(column, texts[name], target.reason))
                target = ""
            texts[name] = target
        several = dict(values.by_field)
        for name in self._lists:
            several[name] = self._targets_of(name, values.texts_of(name), remarks)
        return replace(values, by_field=several, texts=texts, remarks=tuple(remarks))

    def _targets_of(self, name: str, listed: tuple[str, ...], remarks: list[Remark]) -> Value:
        """The records that a list of references names; what leads nowhere is remarked on."""
        targets: list[str] = []
        for words in listed:
            target = self._target(name, words)
            if isinstance(target, Unreadable):
                column = ", ".join(self.mapping.fields[name].reads)
                remarks.append(Remark(column, words, target.reason))
            else:
                targets.append(target)
        return tuple(dict.fromkeys(targets))

    def _target(self, name: str, words: str) -> str | Unreadable:
        rule = self.mapping.fields[name]
        own = rule.source or self.mapping.id
        if self._targets is None or (name != INCIDENT and own == self.mapping.id):
            return record_id(own, words)
        if name != INCIDENT:
            return self._targets.find(own, words)
        target = self._targets.list_meant(rule)
        return target if isinstance(target, Unreadable) else self._targets.find(target, words)


def _missing_requirement(mapping: SourceMapping, values: RowValues) -> Remark | None:
    set_aside = {remark.column: remark for remark in values.remarks}
    for name in mapping.required:
        column = ", ".join(mapping.fields[name].reads)
        if column in set_aside:
            remark = set_aside[column]
            return Remark(column, remark.value, f"{name} is required here, and {remark.reason}")
        if not values.text(name):
            return Remark(column, "", f"{name} is required here and is empty")
    return None
