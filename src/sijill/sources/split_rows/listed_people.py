"""Rows whose name cell lists several people: each of them is a record of its own.

The row in the ledger stays whole. What its other cells say of one person (an age, a sex) is each
one's where they list as many, and nobody's where they do not.
"""

from collections.abc import Iterator, Mapping
from itertools import chain

from sijill.language.names.listed_names import names_listed
from sijill.language.scripts import fold_digits
from sijill.model.records.record import RecordKind
from sijill.model.settings.source_mapping import SourceMapping
from sijill.sources.split_rows.unpivot import unpivoted

_OF_ONE = (
    *("age", "age_group", "sex", "date_of_birth", "identity_number", "document_number"),
    *("other_name", "father_name", "mother_name", "occupation", "category", "stature"),
)
"""Fields that are about one person, whoever else is in the row."""


def people_in_row(
    mapping: SourceMapping, cells: Mapping[str, str]
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The people of a row by number, from 1, each with cells of its own; none for a row of one."""
    rule = mapping.fields.get("name")
    is_listed = mapping.kind is RecordKind.PERSON and rule is not None and rule.listed
    side_by_side = list(unpivoted(mapping.unpivot, cells))
    if not is_listed:
        yield from side_by_side
    elif mapping.unpivot:
        each = ((_listed(mapping, own) or [own]) for _, own in side_by_side)
        yield from enumerate(chain.from_iterable(each), start=1)
    else:
        yield from enumerate(_listed(mapping, cells), start=1)


def _listed(mapping: SourceMapping, cells: Mapping[str, str]) -> list[Mapping[str, str]]:
    """The people whom the cell of names lists; none where it may be about one."""
    (column, *others) = mapping.fields["name"].reads
    names = () if others else names_listed(cells.get(column, ""))
    of_one = {name for field in _OF_ONE for name in _reads(mapping, field)} - {column}
    listed = {name: _parts(cells.get(name, "")) for name in of_one}
    return [
        {
            **cells,
            **{
                other: parts[place] if len(parts) == len(names) else ""
                for other, parts in listed.items()
            },
            column: name,
        }
        for place, name in enumerate(names)
    ]


def cells_of_people(
    mapping: SourceMapping, rows: Iterator[Mapping[str, str]]
) -> Iterator[Mapping[str, str]]:
    """The cells from which fields are read: of each row, or of each person that a row holds."""
    for cells in rows:
        people = [own for _, own in people_in_row(mapping, cells)]
        yield from people or ([] if mapping.unpivot else [cells])


def _reads(mapping: SourceMapping, field: str) -> tuple[str, ...]:
    return mapping.fields[field].reads if field in mapping.fields else ()


def _parts(cell: str) -> tuple[str, ...]:
    """The parts of a cell beside a list of names: numbered as they are, on lines or parted."""
    numbered = names_listed(cell)
    if numbered:
        return numbered
    plain = fold_digits(cell).replace("؛", ";").replace("\n", ";").replace("|", ";")
    if ";" not in plain:
        plain = plain.replace("،", ",").replace(",", ";")
    return tuple(part.strip() for part in plain.split(";"))
