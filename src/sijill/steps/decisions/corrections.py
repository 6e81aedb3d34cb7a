"""Correct: a new text for one field of one record; the row keeps its own words.

What a correction would come to is looked at before it is written: one that cannot be read, that
says what the row says already, or that crosses the other end of its range would change nothing, or
something else than was meant.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sijill.language.scripts import tidy
from sijill.ledger.entries.entry import Entry
from sijill.model.codes import CorrectionKind
from sijill.model.errors import DecisionError
from sijill.model.limits import LONGEST_VALUE
from sijill.model.records.fields import FIELDS
from sijill.model.records.record import Record
from sijill.model.settings.source_mapping import SourceMapping
from sijill.model.values.unreadable import Unreadable
from sijill.register.events import CorrectionEntry
from sijill.register.register import Register, replay
from sijill.sources.records.cells import read_value
from sijill.sources.records.row_values import ValueReader
from sijill.sources.row_checks import crossed_ends, range_ends
from sijill.steps.decisions.judge import find_standing
from sijill.steps.decisions.standing import append_decision
from sijill.steps.open_case import OpenCase

_SETTLED_BY_REPEATING = frozenset({"harm", "note", "name"})
"""Fields by which a person says that a row in doubt counts, in the words that it has already."""


@dataclass(frozen=True, slots=True)
class Change:
    """A new text for one field of a record, what was wrong with the old one, and why."""

    field: str
    value: str
    kind: CorrectionKind
    reason: str


def correct(case: OpenCase, record_id: str, change: Change) -> Entry:
    """Replace the text of one field of one record.

    A field for which the list has no column may be given as well: what somebody learned elsewhere.

    Raises:
        DecisionError: if there is no such record or field, the text cannot be read as that field,
            says what stands there, or would be the wrong end of a range.
    """
    entries = list(case.ledger.entries())
    register = replay(entries)
    record = find_standing(register, record_id)
    _refuse_unusable(register, record, change.field, change.value)
    corrected = CorrectionEntry(change.field, change.value, change.kind, change.reason)
    return append_decision(case, entries, corrected.draft(record_id))


def _refuse_unusable(register: Register, record: Record, field: str, value: str) -> None:
    mapping = register.mappings[record.head.source]
    types = FIELDS[mapping.kind]
    identity = record.head.id
    if field not in types:
        raise DecisionError(f"a {mapping.kind} has no field {field!r}; it has: {', '.join(types)}.")
    read = read_value(types[field], value, mapping.fields.get(field))
    if isinstance(read, Unreadable):
        raise DecisionError(
            f"{value[:LONGEST_VALUE]!r} cannot be the {field} of {identity}: {read.reason}."
        )
    if field not in _SETTLED_BY_REPEATING and _stated(register, record, field) == [tidy(value)]:
        raise DecisionError(
            f"the {field} of {identity} is {value!r} already: there is nothing to correct."
        )
    standing = {
        of.field: of.value
        for of in register.decisions.corrections.values()
        if of.record == identity
    }
    _refuse_crossed(mapping, record, field, {**standing, field: value})


def _refuse_crossed(
    mapping: SourceMapping, record: Record, field: str, corrected: Mapping[str, str]
) -> None:
    """Refuse one end of a range that is beyond the other, as both would stand."""
    types = FIELDS[mapping.kind]
    values = ValueReader(mapping, types).read(record.head.cells, corrected)
    for ends in range_ends(types):
        if field in ends and any(crossed_ends(mapping, [ends], values.by_field)):
            other = next(name for name in ends if name != field)
            raise DecisionError(
                f"{corrected[field]!r} as the {field} of {record.head.id} would lie on the wrong "
                f"side of its {other}. Correct {other} before."
            )


def _stated(register: Register, record: Record, field: str) -> list[str]:
    """The texts that stand for a field of a record: the correction's, else those of its row."""
    known = register.decisions.corrections.get((record.head.id, field))
    if known is not None:
        return []  # the same words again are the same decision, or somebody else's
    rule = register.mappings[record.head.source].fields.get(field)
    return [tidy(record.head.cells.get(name, "")) for name in rule.reads] if rule else []
