"""A file looked at for the first time: its columns, and the mapping guessed for it."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path

from sijill.files.reading import readable
from sijill.files.writing import save_text
from sijill.model.errors import CaseError, FileUnreadableError
from sijill.model.limits import MOST_FORM_TABLES, MOST_SHEETS_LOOKED_AT
from sijill.model.records.record import RecordKind
from sijill.model.records.rejects import Reject
from sijill.sources.guessing.columns import Column, look_at
from sijill.sources.guessing.first_look import FirstLook, look_first
from sijill.sources.guessing.incident_links import GuessedList
from sijill.sources.guessing.mapping_text import write_mapping
from sijill.sources.guessing.proposal import Guess, guess
from sijill.sources.guessing.protection import shortest_names
from sijill.sources.guessing.questions.refusals import HOW_TO_MAP, what_to_change
from sijill.sources.guessing.questions.table_words import with_words_around
from sijill.sources.guessing.words import speaks_of
from sijill.sources.tables.protection.protected_rows import headings_in_doubt
from sijill.sources.tables.protection.protected_values import ProtectedValues
from sijill.sources.tables.table import Grid, Table
from sijill.sources.tables.table_files import FileReading
from sijill.sources.tables.workbooks import NOT_TAKEN, other_tables
from sijill.steps.case.starting.date_order import with_day_order
from sijill.steps.case.starting.list_names import list_title, plain_id, source_id
from sijill.steps.case.starting.protected_words import (
    NO_WORDS,
    encoding_note,
    protected_words,
    refuse_note,
    without_words,
)
from sijill.steps.case.starting.same_rows import repeats_rows, sheets_of_observers
from sijill.steps.case.starting.wide_lists import people_in_rows
from sijill.steps.protection.protected_files import WITHHELD


@dataclass(frozen=True, slots=True)
class Advice:
    """What a person says about a file before it is guessed at; empty where they leave it open.

    ``day_first`` says which number of 03/04/2017 is the day; a ``header_row`` of 0 is found.
    """

    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    header_row: int = 0
    day_first: bool | None = None
    kind: RecordKind | None = None

    @property
    def is_of_a_list(self) -> bool:
        """Whether a person said where rows stand or what they are, so that it is no note."""
        return bool(self.sheet or self.delimiter or self.header_row or self.kind)


NO_ADVICE = Advice()
_PROTECTED = "protected"


@dataclass(frozen=True, slots=True)
class Described:
    """One column as ``sijill inspect`` shows it; ``field`` is empty where nothing was guessed.

    Of one that is to be protected no cell is shown, and no name of a key inside it.
    """

    column: str
    field: str
    filled: int
    different: int
    example: str


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file, its columns, and the guessed mapping as TOML.

    ``encoding_note`` shows how the file reads in the guessed encoding, where it is not UTF-8.
    """

    source: str
    title: str
    file: str
    table: Table
    guessed: Guess
    columns: tuple[Described, ...]
    mapping: str
    other_sheets: tuple[str, ...]
    encoding_note: str = ""
    words: ProtectedValues = NO_WORDS
    """What stands in the columns to be protected; no heading or sheet with it is shown."""

    @property
    def kind(self) -> RecordKind | None:
        """The guessed kind of list."""
        return self.guessed.kind

    @property
    def protected(self) -> tuple[str, ...]:
        """The names that the mapping protects; each may stand for several nested columns."""
        return tuple(shortest_names(self.guessed.protected, self.table.columns))

    @property
    def as_list(self) -> GuessedList:
        """The list as references between lists see it."""
        return GuessedList(self.source, self.table, self.guessed)

    def as_json(self) -> dict[str, object]:
        """The same for programs."""
        return {
            "source": self.source,
            "kind": self.guessed.kind.value if self.guessed.kind else "",
            "reason": self.guessed.reason,
            "caution": self.guessed.caution,
            "questions": list(self.guessed.questions),
            "rows": len(self.table.rows),
            "encoding": self.table.encoding,
            "encoding_note": self.encoding_note,
            "delimiter": self.table.delimiter,
            "sheet": self.table.sheet,
            "header_row": self.table.header_row,
            "other_sheets": list(self.other_sheets),
            "columns": [asdict(column) for column in self.columns],
            "notes": [problem.reason for problem in self.table.problems],
            "mapping": self.mapping,
        }


def inspect_file(file: Path, advice: Advice = NO_ADVICE, target: Path | None = None) -> Inspected:
    """Look at a file and guess its mapping.

    A CSV file that is not UTF-8 is read in its likeliest encoding, which the mapping then states.
    The id of the list is that of its mapping's file, so that several lists may read one file.

    Raises:
        FileUnreadableError: if it cannot be read.
        CaseError: if ``target`` is given and nothing is understood of a list of no stated kind.
        StorageError: if the mapping cannot be written to ``target``.
    """
    inspected = look_into(file, source_id((target or file).name), advice)
    if target is not None:
        if inspected.guessed.maps_nothing and advice.kind is None:
            raise CaseError(nothing_understood(inspected))
        save_text(target, inspected.mapping)
    return inspected


def look_into(file: Path, source: str, advice: Advice = NO_ADVICE) -> Inspected:
    """A file and the guess for it, under a source id. Raises as ``inspect_file``."""
    reading = FileReading(
        source, advice.sheet, advice.encoding, advice.delimiter, advice.header_row
    )
    inspected = _of_look(file, source, look_first(file, reading), advice)
    if sheets_of_observers(inspected.as_list):
        return look_into(file, source, replace(advice, sheet=inspected.table.sheet))
    return inspected


def _of_look(
    file: Path,
    source: str,
    look: FirstLook,
    advice: Advice = NO_ADVICE,
    known: ProtectedValues | None = None,
) -> Inspected:
    """A table and the guess for it; ``known`` are the protected words of its other sheets."""
    table, name, others = look.table, readable(file.name), look.other_sheets
    guessed = guess(look_at(table), table.rows, advice.kind)
    if guessed.maps_nothing and not advice.is_of_a_list:
        refuse_note(name, table)
    if headings_in_doubt(table, guessed.protected):
        raise FileUnreadableError(
            f"{name}: a heading runs over several lines and may hold the cells of a row, and what "
            "they hold is to be protected. Look for a quotation mark that is missing or too many "
            "in its headings."
        )
    words = known or protected_words(file, table, guessed, others)
    if words:
        is_only = known is None and not others and len(table.sheets) <= 1
        whole, table = table, without_words(table, guessed, words, name, is_only_sheet=is_only)
        if (whole.columns, len(whole.rows)) != (table.columns, len(table.rows)):
            guessed = guess(look_at(table), table.rows, advice.kind)
        others = tuple(WITHHELD if words.may_name(other) else other for other in others)
    note = encoding_note(look.encoding_note, table, guessed)
    title = list_title(name)
    seen = Inspected(source, title, name, table, guessed, (), "", others, note, words)
    return with_guess(seen, guessed, advice)


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

    The longer go first. A sheet that holds the rows of one that is taken, as a summary or a copy
    does, is left to people, with a note; so is one of witnesses.
    """
    if not inspected.table.sheets or not inspected.other_sheets:
        return []
    found: list[Inspected] = []
    where = Grid(inspected.source, file.name)
    tables = other_tables(file, inspected.table.sheets, where, header_row=0)
    for table in islice(tables, MOST_SHEETS_LOOKED_AT):
        try:
            look, advice = FirstLook(table), Advice(sheet=table.sheet)
            other = _of_look(file, plain_id(table.sheet), look, advice, inspected.words)
        except FileUnreadableError:
            continue  # a note names it among the sheets that were not taken
        if _is_evident(other.guessed) and not speaks_of("witnesses", [table.sheet]):
            found.append(other)
    taken = [inspected]
    for other in sorted(found, key=lambda one: -len(one.table.rows)):
        if not any(repeats_rows(other.as_list, one.as_list) for one in taken):
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
                yield _of_look(file, plain_id(table.sheet), look, advice, inspected.words)


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


def with_source(inspected: Inspected, source: str, title: str) -> Inspected:
    """The same list under another id and title."""
    return with_guess(replace(inspected, source=source, title=title), inspected.guessed)


def with_guess(inspected: Inspected, guessed: Guess, advice: Advice = NO_ADVICE) -> Inspected:
    """The same file with another guess, its columns described and its mapping written anew."""
    guessed = with_words_around(inspected.table, guessed, inspected.file)
    day_first = advice.day_first
    if day_first is None:
        guessed, day_first = with_day_order(inspected.table, guessed)
    columns = look_at(inspected.table)
    field_of = {column: field for field, names in guessed.fields.items() for column in names}
    field_of |= {
        name: f"{field_of[name]}, key" if name in field_of else "key" for name in guessed.key
    }
    field_of |= dict.fromkeys(guessed.extra, "extra") | dict.fromkeys(guessed.protected, _PROTECTED)
    source, title, file = inspected.source, inspected.title, inspected.file
    text = write_mapping(source, file, inspected.table, guessed, title=title, day_first=day_first)
    hidden = shortest_names(guessed.protected, inspected.table.columns)
    described = (_described(column, field_of.get(column.name, ""), hidden) for column in columns)
    return replace(inspected, guessed=guessed, columns=tuple(described), mapping=text)


def nothing_understood(inspected: Inspected) -> str:
    """Why no mapping was guessed for a file, and what to do."""
    headings = ", ".join(f"'{name}'" for name in inspected.table.columns[:12])
    about = inspected.guessed.caution.capitalize() or what_to_change(inspected.table.columns)
    return (
        f"{inspected.file}: {inspected.guessed.reason}. {about}. Its headings, in row "
        f"{inspected.table.header_row}: {headings}. {HOW_TO_MAP}"
    )


def _described(column: Column, field: str, protected: Iterable[str]) -> Described:
    if field != _PROTECTED:
        return Described(column.name, field, column.filled, column.different, column.example)
    above = (name for name in protected if column.name.startswith(f"{name}."))
    name = next((f"{name}.…" for name in above), column.name)
    example = WITHHELD if column.example else ""
    return Described(name, field, column.filled, column.different, example)
