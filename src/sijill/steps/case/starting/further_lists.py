"""Further lists of a file: those that may be of the case, too, and sheets that repeat another."""

from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path

from sijill.model.errors import FileUnreadableError
from sijill.model.limits import MOST_FORM_TABLES, MOST_SHEETS_LOOKED_AT
from sijill.model.records.record import RecordKind
from sijill.model.records.rejects import Reject
from sijill.sources.guessing.columns import look_at
from sijill.sources.guessing.first_look import FirstLook
from sijill.sources.guessing.proposal import Guess, guess
from sijill.sources.guessing.words import speaks_of
from sijill.sources.tables.spreadsheets.workbooks import NOT_TAKEN, other_tables
from sijill.sources.tables.table import Grid
from sijill.steps.case.starting.inspect_file import (
    Advice,
    Inspected,
    look_into,
    of_look,
    with_guess,
)
from sijill.steps.case.starting.list_names import plain_id
from sijill.steps.case.starting.same_rows import repeats_rows
from sijill.steps.case.starting.wide_lists import people_in_rows


def further_lists(file: Path, inspected: Inspected) -> list[Inspected]:
    """The lists that a file holds beside the first: a form's repeats, other lists.

    Their ids and titles are those of their sheets.
    """
    sheets = repeat_sheets(file, inspected) or other_lists(file, inspected)
    further = [replace(sheet, title=sheet.table.sheet or sheet.title) for sheet in sheets]
    for table, guessed in people_in_rows(inspected.table, inspected.guessed):
        title = next(iter(guessed.unpivot.values()))[0] if guessed.listed else "people"
        listed = replace(inspected, source="people", title=title, table=table, other_sheets=())
        further.append(with_guess(listed, guessed))
    return further


def other_lists(file: Path, inspected: Inspected) -> list[Inspected]:
    """The other sheets of a workbook that are lists: names beside incidents, another year.

    The longer go first. A sheet whose rows stand in those that are taken, as a summary or a copy
    has them, is left to people, with a note; so is one of witnesses.
    """
    if not inspected.table.sheets or not inspected.other_sheets:
        return []
    found: list[Inspected] = []
    where = Grid(inspected.source, file.name)
    tables = other_tables(file, inspected.table.sheets, where, header_row=0)
    for table in islice(tables, MOST_SHEETS_LOOKED_AT):
        try:
            look, advice = FirstLook(table), Advice(sheet=table.sheet)
            other = of_look(file, plain_id(table.sheet), look, advice, inspected.words)
        except FileUnreadableError:
            continue  # a note names it among the sheets that were not taken
        if _is_evident(other.guessed) and not speaks_of("witnesses", [table.sheet]):
            found.append(other)
    taken = [inspected]
    for other in sorted(found, key=lambda one: -len(one.table.rows)):
        if not repeats_rows(other.as_list, [one.as_list for one in taken]):
            taken.append(other)
    return [other for other in found if other in taken]


_EVIDENT = {
    RecordKind.PERSON: ({"name"}, {"age", "sex", "died", "incident", "harm", "place", "code"}),
    RecordKind.INCIDENT: ({"happened"}, {"place", "latitude", "other_place"}),
    RecordKind.REMAINS: ({"code"}, {"recovered", "place", "sex", "name", "age", "condition"}),
    RecordKind.DETERMINATION: ({"text"}, {"happened", "issued", "incident", "codes"}),
}
"""The kinds that a further sheet is taken for: fields it must all have, and fields of any of which
it must have one."""


def _is_evident(guessed: Guess) -> bool:
    """Whether the headings of a further sheet leave no doubt about what it lists."""
    if guessed.kind not in _EVIDENT:
        return False
    all_of, any_of = _EVIDENT[guessed.kind]
    return all_of <= guessed.fields.keys() and bool(any_of & guessed.fields.keys())


def repeat_sheets(file: Path, inspected: Inspected) -> list[Inspected]:
    """The other sheets of a telephone form's workbook: its repeats, or what they belong to.

    KoBoToolbox writes a sheet for each repeated group, and ODK Central a file of its archive; their
    rows name their parent's. A form has a hundred at most.
    """
    repeats: list[Inspected] = []
    for listed in islice(_other_lists(file, inspected), MOST_FORM_TABLES):
        other = listed
        if other.guessed.maps_nothing and not _REPEAT & set(other.table.columns):
            columns, rows = look_at(other.table), other.table.rows
            other = with_guess(other, guess(columns, rows, RecordKind.INCIDENT))
        if not other.guessed.maps_nothing:
            repeats.append(other)
    return repeats


def _other_lists(file: Path, inspected: Inspected) -> Iterator[Inspected]:
    """The tables that a form's own may have beside it; what cannot be read was named before."""
    is_parent = bool(_REPEAT.intersection(inspected.table.columns))
    if not inspected.table.sheets:
        for name in inspected.other_sheets:
            with suppress(FileUnreadableError):
                other = look_into(file, plain_id(name), Advice(sheet=name, header_row=1))
                if is_parent or _REPEAT.intersection(other.table.columns):
                    yield other
        return
    where = Grid(inspected.source, file.name)
    for table in other_tables(file, inspected.table.sheets, where, header_row=1):
        if is_parent or _REPEAT.intersection(table.columns):
            look, advice = FirstLook(replace(table, header_row=1)), Advice(sheet=table.sheet)
            with suppress(FileUnreadableError):  # a sheet named after a witness
                yield of_look(file, plain_id(table.sheet), look, advice, inspected.words)


_REPEAT = {"_parent_index", "_parent_table_name", "PARENT_KEY"}
"""Columns by which a repeated row names the row that it belongs to."""


def without_sheets(inspected: Inspected, taken: Collection[str]) -> Inspected:
    """The same list, nothing said of the sheets that other lists of the file are."""
    kept = [problem for problem in inspected.table.problems if not _is_about(problem, taken)]
    return replace(
        inspected,
        table=replace(inspected.table, problems=tuple(kept)),
        other_sheets=tuple(name for name in inspected.other_sheets if name not in taken),
    )


def _is_about(problem: Reject, sheets: Collection[str]) -> bool:
    return problem.sheet in sheets and problem.reason.startswith(NOT_TAKEN)
