"""Questions about columns that matter and that lists of a kind have no field for."""

import re
from collections.abc import Iterator, Sequence

from sijill.files.toml_text import quoted
from sijill.language.scripts import script_of
from sijill.model.records.fields import FieldType
from sijill.model.records.record import RecordKind
from sijill.sources.guessing.cell_evidence import holds_positions, share_understood
from sijill.sources.guessing.columns import MOST_NAMED, Column, FieldColumns, columns_read
from sijill.sources.guessing.headings.fields import fields_of
from sijill.sources.guessing.headings.phrases import count_heading
from sijill.sources.guessing.headings.readings import readings
from sijill.sources.guessing.questions.unread_entries import holds_pairs

_NUMBER = re.compile(r"[\s_#-]*\d+[\s_#-]*")
"""The number in a heading: "Victim 2 name", "victim_2_name"."""


def people_side_by_side(columns: Sequence[Column], fields: FieldColumns) -> Iterator[str]:
    """That numbered columns name several people in one row, who are not read."""
    used = columns_read(fields)
    numbered: dict[str, list[str]] = {}
    for column in columns:
        if column.filled and column.name not in used:
            stem = " ".join(_NUMBER.sub(" ", column.name).split())
            if stem != column.name and "name" in fields_of(stem, RecordKind.PERSON):
                numbered.setdefault(stem, []).append(column.name)
    for stem, names in numbered.items():
        if len(names) > 1:
            listed = ", ".join(map(repr, names[:MOST_NAMED]))
            yield (
                f"{listed} name several people in one row, whom this list does not read: let a "
                "second mapping of kind person read the file, too, with "
                f"{quoted(stem)} = [{', '.join(map(quoted, names))}] under [unpivot] and "
                f"{quoted(stem)} under name"
            )


def lists_side_by_side(columns: Sequence[Column]) -> str:
    """That an empty column parts two lists, each with names under a title of its own.

    One row then holds one of the killed and somebody else who is missing. Empty where the columns
    are one list. Names of the same people in two scripts are one list.
    """
    blocks: list[dict[str, Column]] = [{}]
    for column in columns:
        if not column.filled:
            blocks.append({})
        title, is_beneath, heading = column.name.partition("/")
        if is_beneath and column.filled and "name" in fields_of(heading, RecordKind.PERSON):
            blocks[-1].setdefault(title, column)
    titled = [(title, name) for names in blocks for title, name in names.items()][:_FEWEST_LISTS]
    scripts = {script_of(" ".join(cell for cell, _ in name.commonest)) for _, name in titled}
    is_parted = sum(map(bool, blocks)) >= _FEWEST_LISTS and len({title for title, _ in titled}) > 1
    if not is_parted or len(scripts) > 1:
        return ""
    listed = " and ".join(repr(title) for title, _ in titled)
    return f"two lists stand side by side, {listed}: give each a sheet or a file of its own"


_FEWEST_LISTS = 2


def beside_the_fields(
    columns: Sequence[Column], kind: RecordKind, fields: FieldColumns
) -> Iterator[str]:
    """Columns that matter and that lists of this kind have no field for."""
    used = columns_read(fields)
    for column in columns:
        if column.name in used or not column.filled:
            continue
        if kind is not RecordKind.DETERMINATION and holds_positions(column):
            yield (
                f"{column.name!r} holds what an authority found; for it to count as acknowledged "
                "or not, let a mapping of its own read the file, too, of kind determination, with "
                "this column under position, the key of the incidents under incident, and actor "
                "under [fixed]"
            )
        counted = [count_heading(form) for form in readings(column.name)]
        is_of_harm = any(count is not None for count in counted)
        is_of_places = column.words > 1 and not share_understood(FieldType.COUNT, column)
        if kind is RecordKind.PERSON and is_of_harm and not is_of_places:
            yield (
                f"{column.name!r} says what befell people or how many; this list is read as one "
                "person a row, and the column is not used. If it says what befell each, name it "
                "under harm; if it counts others, give each of them a row"
            )
        elif not holds_pairs(column) and any(
            count is not None and not (count.harm or count.is_part) for count in counted
        ):
            yield (
                f"{column.name!r} counts killed and injured together, which is neither number; it "
                "is not used. If it counts the killed alone, name it under their field"
            )
