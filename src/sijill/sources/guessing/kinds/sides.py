"""Tables that lie on their side: a line for the names, a line for the ages, a column a person."""

from collections.abc import Sequence

from sijill.model.records.record import RecordKind
from sijill.sources.guessing.columns import Column
from sijill.sources.guessing.headings import fields_of

_FEWEST = 2
_MOST = 0.8
_KINDS = (RecordKind.PERSON, RecordKind.INCIDENT)


def lies_on_its_side(columns: Sequence[Column]) -> bool:
    """Whether the first column holds headings of different fields, and the others have none.

    Nearly all of its cells, its own heading included, are headings of a list of people or of
    incidents.
    """
    if len(columns) <= 1:
        return False
    first, *others = columns
    if any(fields_of(column.name, kind) for column in others for kind in RecordKind):
        return False
    lines = [first.name, *(cell for cell, _ in first.commonest)]
    for kind in _KINDS:
        named = [fields for line in lines if (fields := fields_of(line, kind))]
        different = frozenset[str]().union(*named)
        if len(different) >= _FEWEST and len(named) >= _MOST * len(lines):
            return True
    return False
