"""Questions about columns of fates that no field reads: "found alive", "died of wounds".

Where no column is taken for fates, all people of a list of the dead count as killed. Where one is,
another may hold what befell them later ("Updated status").
"""

from collections.abc import Iterator, Mapping, Sequence

from sijill.language.scripts import tidy
from sijill.model.codes import DEATHS, Harm
from sijill.model.limits import MOST_ROWS_LOOKED_AT
from sijill.model.records.fields import FieldType
from sijill.model.records.record import RecordKind
from sijill.sources.guessing.cell_evidence import holds
from sijill.sources.guessing.code_words import translation
from sijill.sources.guessing.columns import Column, FieldColumns
from sijill.sources.guessing.headings.fields import fields_of
from sijill.sources.guessing.words import has_any, plain_heading, speaks_of, words_of
from sijill.sources.row_doubts import later_death, row_doubt
from sijill.sources.tables.table import Row

_MOST_SHOWN = 3
_LONGEST_SHOWN = 30
_WORDS_OF_REMARK = 3
"""Words of a remark that is a fate, and no account of one."""
_FATES_AT_MOST = 12
"""Different words of a column of fates; more are an account of each death."""
_OF_LIVING = frozenset({"injured", "missing", "detained", "alive", "survived_trapped"})


def unread_fates(
    columns: Sequence[Column], rows: Sequence[Row], fields: FieldColumns, fixed: Mapping[str, str]
) -> dict[str, str]:
    """For each column of a list of people whose fates no field reads a question, by its name."""
    if "harm" in fields and fields["harm"] == fields.get("died"):
        return dict(_fates_alone(columns, fields, "whoever has a day of death counts as killed"))
    if "harm" in fields:
        return dict(_further_fates(columns, rows[:MOST_ROWS_LOOKED_AT], fields))
    counted = _COUNTED.get(fixed.get("harm", ""), "")
    return dict(_fates_alone(columns, fields, counted)) if counted else {}


_COUNTED: Mapping[str, str] = {
    Harm.KILLED: "all people of the list count as killed",
    Harm.UNKNOWN: "nobody of the list is known to be killed",
}
"""What a list says whose fates no field reads, by what it says of all."""


def _fates_alone(
    columns: Sequence[Column], fields: FieldColumns, counted: str
) -> Iterator[tuple[str, str]]:
    """Columns that say of some people that they live, or are missing, and what counts instead."""
    for column in _unread(columns, fields):
        cells = [cell for cell in _different_fates(column) if not _names_wound_or_prison(cell)]
        if "note" in fields_of(column.name, RecordKind.PERSON):  # "died in custody" is no doubt
            cells = [cell for cell in cells if translation(FieldType.HARM, cell) in _OF_LIVING]
        if column.name in fields.get("note", ()):
            cells = [cell for cell in cells if len(cell.split()) <= _WORDS_OF_REMARK]
            cells = [cell for cell in cells if row_doubt("note", cell) is None]  # in doubt already
        if cells:
            question = (
                f"{column.name!r} has words such as {_listed(cells)}, and no field of fates reads "
                f"it: {counted}. If these words are their fates, name the column under harm and "
                "translate its words under values"
            )
            yield column.name, question


def _names_wound_or_prison(cell: str) -> bool:
    """Whether a cell names what killed somebody, or where: "gunshot wound", "Cárcel Alta"."""
    code, words = translation(FieldType.HARM, cell), cell.split()
    is_of_place = len(words) >= _WORDS_OF_REMARK and any(word[:1].isupper() for word in words[1:])
    nouns = words_of("keys.toml", "wounds", "nouns")
    is_of_wound = has_any((plain_heading(cell),), nouns)
    return (code in (Harm.DETAINED, Harm.INJURED) and is_of_place) or (
        code == Harm.INJURED and is_of_wound
    )


def _further_fates(
    columns: Sequence[Column], rows: Sequence[Row], fields: FieldColumns
) -> Iterator[tuple[str, str]]:
    """Columns whose words are fates, others for some people than those of the column that is read.

    They part the dead from the living there.
    """
    read = fields["harm"]
    for column in _unread(columns, fields):
        if not holds(FieldType.HARM, column):
            continue
        differ = [
            row.cells[column.name]
            for row in rows
            if {_died(row.cells[column.name], ""), _died(row.cells[read[0]], read[0])} == _BOTH
            and later_death(row.cells[column.name]) is None  # read as it says
        ]
        if differ:
            question = (
                f"{column.name!r} holds fates as well, which differ from those of {read[0]!r} "
                f"({_listed(list(dict.fromkeys(differ)))}), and no field reads it. If it says what "
                "became of these people in the end, name it under harm, translate its words under "
                f"values, and write {read[0]!r} under settled"
            )
            yield column.name, question


_BOTH = {True, False}


def _died(cell: str, heading: str) -> bool | None:
    """Whether a cell says that its person died; ``None`` where it says neither."""
    code = translation(FieldType.HARM, cell, heading)
    return None if code in ("", "unknown") else code in DEATHS


def _unread(columns: Sequence[Column], fields: FieldColumns) -> Iterator[Column]:
    """The columns that no field but the remarks reads: of nobody's relatives, and no verdicts."""
    used = {name for field, names in fields.items() if field != "note" for name in names}
    for column in columns:
        if column.name not in used and not any(
            speaks_of(topic, [column.name]) for topic in ("kin", "findings")
        ):
            yield column


def _listed(cells: Sequence[str]) -> str:
    return ", ".join(repr(tidy(cell)[:_LONGEST_SHOWN]) for cell in cells[:_MOST_SHOWN])


def _different_fates(column: Column) -> list[str]:
    """The cells that say of some people that they live, or that some died and others did not."""
    read = [
        (cell, "" if code == "unknown" else code)
        for cell, _ in column.commonest
        for code in [translation(FieldType.HARM, cell)]
    ]
    fates = [cell for cell, code in read if code in _OF_LIVING]
    dead = [cell for cell, code in read if code and code not in _OF_LIVING]
    return fates or (dead if len(dead) < len(read) <= _FATES_AT_MOST else [])
