"""Tables that lie on their side: a line for the names, a line for the ages, a column a person."""

import re
from collections.abc import Sequence

from sijill.language.dates import read_date
from sijill.model.records.fields import FieldType
from sijill.model.records.record import RecordKind
from sijill.model.values.unreadable import Unreadable
from sijill.sources.guessing.cell_evidence import share_understood
from sijill.sources.guessing.columns import Column
from sijill.sources.guessing.headings.fields import fields_of
from sijill.sources.guessing.headings.phrases import count_heading
from sijill.sources.guessing.headings.readings import readings
from sijill.sources.guessing.words import plain_heading

_LAST_NUMBER = re.compile(r"[\s_#-]*\d+$")
_FEWEST = 2
"""Headings of a table, and counts or days, at the least."""
_MOST = 0.8
"""Share of cells in the first column that must be headings. Chosen by eye."""
_KINDS = (RecordKind.PERSON, RecordKind.INCIDENT)


def lies_on_its_side(columns: Sequence[Column]) -> bool:
    """Whether the first column holds headings of different fields, and the others have none.

    Nearly all of its cells are headings of a list of people or of incidents, and its own heading is
    one, too, but where those beside it are "Person 1", "Person 2".
    """
    if len(columns) <= 1:
        return False
    first, *others = columns
    if _counts_in_lines(first, others):
        return True
    lines = [cell for cell, _ in first.commonest]
    stems = {_LAST_NUMBER.sub("", plain_heading(column.name)) for column in others}
    if len(stems) > 1 or len(others) == 1:  # not "Person 1", "Person 2"
        lines.insert(0, first.name)
        if any(fields_of(column.name, kind) for column in others for kind in RecordKind):
            return False
    for kind in _KINDS:
        named = [fields for line in lines if (fields := fields_of(line, kind))]
        different = frozenset[str]().union(*named)
        if len(different) >= _FEWEST and len(named) >= _MOST * len(lines):
            return True
    return False


def _counts_in_lines(first: Column, others: Sequence[Column]) -> bool:
    """Whether each line counts somebody, and most columns beside are days or months with numbers.

    The first column's own heading may say anything: "Indicator".
    """
    lines = [cell for cell, _ in first.commonest]
    counts = [line for line in lines if any(map(count_heading, readings(line)))]
    dated = [
        column
        for column in others
        if not isinstance(read_date(column.name, day_first=True), Unreadable)
        and share_understood(FieldType.COUNT, column)
    ]
    return len(counts) >= max(_FEWEST, len(lines) / 2) and len(dated) >= max(
        _FEWEST, len(others) / 2
    )
