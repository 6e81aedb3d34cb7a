"""A file looked at for the first time: its columns, and the mapping guessed for it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from sijill.files.reading import readable
from sijill.files.writing import save_text
from sijill.model.errors import CaseError, FileUnreadableError
from sijill.model.records.record import RecordKind
from sijill.sources.guessing.columns import Column, look_at
from sijill.sources.guessing.first_look import FirstLook, look_first
from sijill.sources.guessing.incident_links import GuessedList
from sijill.sources.guessing.mapping_text import write_mapping
from sijill.sources.guessing.proposal import Guess, guess
from sijill.sources.guessing.protection import shortest_names
from sijill.sources.guessing.questions.refusals import HOW_TO_MAP, what_to_change
from sijill.sources.guessing.questions.table_words import with_words_around
from sijill.sources.tables.protection.protected_rows import headings_in_doubt
from sijill.sources.tables.protection.protected_values import ProtectedValues
from sijill.sources.tables.table import Table
from sijill.sources.tables.table_files import FileReading
from sijill.steps.case.starting.date_order import with_day_order
from sijill.steps.case.starting.list_names import list_title, source_id
from sijill.steps.case.starting.protected_words import (
    NO_WORDS,
    encoding_note,
    protected_words,
    refuse_note,
    without_words,
)
from sijill.steps.case.starting.same_rows import sheets_of_observers
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
    inspected = of_look(file, source, look_first(file, reading), advice)
    if sheets_of_observers(inspected.as_list):
        return look_into(file, source, replace(advice, sheet=inspected.table.sheet))
    return inspected


def of_look(
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
