"""Columns that mark people: crosses under "Killed" and "Injured", yes and no under "Died".

Where a list has one column for each fate, or for men, women and children, all of them are read
together: their cells are joined by a sign, and every combination that the list holds is written
into the mapping with what it means, for a person to correct.
"""

from collections.abc import Iterator, Sequence

from sijill.language.numbers import read_count
from sijill.language.scripts import tidy
from sijill.model.codes import Harm
from sijill.model.records.fields import FieldType
from sijill.model.records.record import RecordKind
from sijill.model.settings.source_mapping import BETWEEN_CELLS
from sijill.model.values.counts import CountRange
from sijill.sources.guessing.cell_evidence import holds
from sijill.sources.guessing.code_words import asked_about, is_tick, translation
from sijill.sources.guessing.columns import Column, FieldColumns, columns_read
from sijill.sources.guessing.headings.readings import readings
from sijill.sources.guessing.words import plain_heading, speaks_of, words_of
from sijill.sources.tables.table import Row

HARM_MARKS = ("killed", "missing", "injured", "alive")
"""Fates that a column may mark; of several marks the first counts, for it is the gravest."""
_COMBINATIONS = 24
"""Combinations of marks that a mapping translates one by one. Chosen by eye."""
_CROSSED_OUT = frozenset("✗✘❌")


def holds_answers(column: Column, *, crosses: bool) -> bool:
    """Whether most cells are yes or no, or crosses where these count."""
    if not crosses and all(plain_heading(cell) == "x" for cell, _ in column.commonest):
        return False
    return holds(FieldType.YES_NO, column)


def harm_marked(column: Column) -> str:
    """The fate that a column such as "Killed" marks with crosses, yes and no; else empty.

    Noughts and ones are numbers of people where a greater number stands among them.
    """
    asked = asked_about(FieldType.HARM, column.name)
    if asked not in HARM_MARKS or not holds_answers(column, crosses=True):
        return ""
    counts = (read_count(cell) for cell, _ in column.commonest)
    several = any(isinstance(one, CountRange) and one.at_least > 1 for one in counts)
    return "" if several else asked


def marked_fields(
    fields: FieldColumns,
    columns: Sequence[Column],
    rows: Sequence[Row],
    kind: RecordKind,
) -> tuple[FieldColumns, dict[str, dict[str, str]]]:
    """Fields that several columns of marks fill together, and what their combinations mean.

    Args:
        fields: what other columns are taken for.
        columns: the list's columns that may be shown.
        rows: its rows.
        kind: what the list is about.

    Returns:
        The columns of each such field, and the meaning of every combination of its cells.
    """
    found: dict[str, tuple[str, ...]] = {}
    meanings: dict[str, dict[str, str]] = {}
    for field, marks in _marks(fields, columns, kind).items():
        combined = dict.fromkeys(_combinations(tuple(marks), rows))
        ticked = any(is_tick(cell) for cells in combined for cell in cells)
        means = {cells: _meaning(cells, tuple(marks.values()), ticked=ticked) for cells in combined}
        if len(combined) <= _COMBINATIONS and any(means.values()):
            found[field] = tuple(marks)
            meanings[field] = {
                BETWEEN_CELLS.join(cells): code for cells, code in means.items() if code
            }
    return found, meanings


def fatal_wounds(
    fields: FieldColumns,
    columns: Sequence[Column],
    rows: Sequence[Row],
    kind: RecordKind,
) -> tuple[dict[str, tuple[str, ...]], dict[str, dict[str, str]]]:
    """The column that says yes or no to a death beside one of wounds, where no other says a fate.

    "Fatal" no beside "Loss of foot" is somebody who was hurt, where each such row tells a wound.
    Returns what ``marked_fields`` does.
    """
    harm = fields.get("harm", ())
    fatal = [column.name for column in columns if harm_marked(column) == Harm.KILLED]
    wounds = [column.name for column in columns if speaks_of("wounds", [column.name])]
    if kind is not RecordKind.PERSON or len(fatal) != 1 or harm not in [(), *zip(wounds)]:
        return {}, {}
    answers = [translation(FieldType.YES_NO, row.cells[fatal[0]]) for row in rows]
    is_wounded = [any(tidy(row.cells[name]) for name in wounds) for row in rows]
    if not wounds or not all(
        told for told, answer in zip(is_wounded, answers, strict=True) if answer == "no"
    ):
        return {}, {}
    fates = {"yes": Harm.KILLED.value, "no": Harm.INJURED.value}
    said = {
        tidy(row.cells[fatal[0]]): fates[answer]
        for row, answer in zip(rows, answers, strict=True)
        if answer
    }
    return {"harm": (fatal[0],)}, {"harm": said}


def _marks(
    fields: FieldColumns, columns: Sequence[Column], kind: RecordKind
) -> dict[str, dict[str, str]]:
    """For each field the columns that mark its codes; two at least, in the order of gravity."""
    marks: dict[str, dict[str, str]] = {}
    if kind is not RecordKind.PERSON:
        return marks
    harms = {column.name: code for column in columns if (code := harm_marked(column))}
    if len(harms) > 1 and (fields.get("harm", ())[:1] in [(), *((name,) for name in harms)]):
        by_gravity = sorted(harms, key=lambda name: HARM_MARKS.index(harms[name]))
        marks["harm"] = {name: harms[name] for name in by_gravity}
    used = columns_read(fields) | set(harms)
    free = [column for column in columns if column.name not in used]
    return marks | {field: codes for field, codes in _groups(free) if field not in fields}


def _groups(columns: Sequence[Column]) -> Iterator[tuple[str, dict[str, str]]]:
    """Columns of crosses for men, women and children: the sex and the age that they say."""
    crossed = [column for column in columns if holds_answers(column, crosses=True)]
    sexes = {column.name: code for column in crossed if (code := _sex_of(column.name))}
    ages = {column.name: "child" for column in crossed if _is_of_children(column.name)}
    if len(set(sexes.values())) > 1:
        yield "sex", sexes
    if ages and len(crossed) > 1:
        yield "age_group", ages | {name: "adult" for name in sexes if name not in ages}


def _sex_of(heading: str) -> str:
    for code in ("male", "female"):
        if not words_of("values.toml", "sex", code).isdisjoint(readings(heading)):
            return code
    return ""


def _is_of_children(heading: str) -> bool:
    forms = readings(heading)
    return any(
        not words_of("count_words.toml", "group", group).isdisjoint(forms)
        for group in ("children", "boys", "girls")
    )


def _combinations(names: Sequence[str], rows: Sequence[Row]) -> Iterator[tuple[str, ...]]:
    for row in rows:
        yield tuple(tidy(row.cells[name]) for name in names)


def _meaning(cells: Sequence[str], codes: Sequence[str], *, ticked: bool) -> str:
    """What the marks of one row say; empty where no column is marked or one cannot be read.

    Beside ticks a cross says no; alone it may say either.
    """
    answers = [
        "no" if ticked and cell in _CROSSED_OUT else translation(FieldType.YES_NO, cell)
        for cell in cells
    ]
    if any(cell and not answer for cell, answer in zip(cells, answers, strict=True)):
        return ""
    said = [code for code, answer in zip(codes, answers, strict=True) if answer == "yes"]
    if said:
        return said[0]
    denied = {code for code, answer in zip(codes, answers, strict=True) if answer == "no"}
    return Harm.ALIVE.value if denied == set(codes) and Harm.KILLED in denied else ""
