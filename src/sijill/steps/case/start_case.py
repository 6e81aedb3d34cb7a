"""Begin: look at a file for the first time, and start a case from files."""

import re
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from sijill.files.reading import readable
from sijill.language.sounds import skeleton
from sijill.model.errors import CaseError, FileUnreadableError, StorageError
from sijill.model.records.record import RecordKind
from sijill.publication.exports import write_text
from sijill.sources.guessing.first_look import look_first
from sijill.sources.guessing.inspection import Column, guess, look_at, quoted, write_mapping
from sijill.sources.tables.table import Table

CASE_FILE = """\
# What is asked: of which place and time, about which parties.
title = {title}
title_ar = ""
publisher = ""  # who publishes the dossier
area = ""  # for example "Raqqa governorate"
period = ""  # for example 2017-06-06/2017-10-20
data = "data"  # the folder with the files as received

# A party, and the words by which the lists call it. Repeat for each party.
# [[actors]]
# id = "coalition"
# name = "U.S.-led Coalition"
# name_ar = "التحالف الدولي"
# aliases = ["Coalition", "International coalition forces"]

# Whose acknowledgement is compared with what is documented, and which grades stand for it.
# [comparison]
# actor = "coalition"
# grades = ["confirmed", "fair"]
"""


@dataclass(frozen=True, slots=True)
class Described:
    """One column as ``sijill inspect`` shows it; ``field`` is empty where nothing was guessed."""

    column: str
    field: str
    filled: int
    different: int
    example: str


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file, its columns, and the guessed mapping as TOML."""

    source: str
    kind: RecordKind
    table: Table
    columns: tuple[Described, ...]
    mapping: str
    other_sheets: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """The same for programs."""
        return {
            "source": self.source,
            "kind": self.kind.value,
            "rows": len(self.table.rows),
            "encoding": self.table.encoding,
            "delimiter": self.table.delimiter,
            "sheet": self.table.sheet,
            "other_sheets": list(self.other_sheets),
            "columns": [asdict(column) for column in self.columns],
            "mapping": self.mapping,
        }


@dataclass(frozen=True, slots=True)
class Begun:
    """A new case: the mappings that were written, what could not be read, notes on workbooks."""

    mappings: tuple[Path, ...]
    problems: tuple[str, ...]
    notes: tuple[str, ...] = ()


def inspect(file: Path, sheet: str = "", target: Path | None = None) -> Inspected:
    """Look at a file and guess its mapping.

    A CSV file that is not UTF-8 is read in its likeliest encoding, which the mapping then states.

    Raises:
        FileUnreadableError: if it cannot be read.
        StorageError: if the mapping cannot be written to ``target``.
    """
    source = source_id(file.name)
    table = look_first(file, source, sheet)
    columns = look_at(table)
    guessed = guess(columns, len(table.rows))
    field_of = {column: field for field, column in guessed.fields.items()}
    field_of |= {
        name: f"{field_of[name]}, key" if name in field_of else "key" for name in guessed.key
    }
    field_of |= dict.fromkeys(guessed.protected, "protected")
    mapping = write_mapping(source, readable(file.name), table, columns, guessed)
    if target is not None:
        write_text(target, mapping)
    described = tuple(_described(column, field_of.get(column.name, "")) for column in columns)
    return Inspected(
        source,
        guessed.kind,
        table,
        described,
        mapping,
        _other_sheets(table),
    )


def begin_case(folder: Path, files: Iterable[Path], title: str) -> Begun:
    """Start a case.

    A folder, ``case.toml``, copies of the files in ``data/``, and a guessed mapping for each.

    Raises:
        CaseError: if there is a case in the folder already.
        StorageError: if the folder cannot be written to.
    """
    if (folder / "case.toml").exists():
        raise CaseError(
            f"{folder} is a case already. Add a file with: sijill inspect FILE --write "
            f"{folder}/sources/NAME.toml"
        )
    try:
        for place in (folder / "data", folder / "sources"):
            place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"{folder} cannot be made ({error.strerror}). Give another folder."
        ) from error
    mappings: list[Path] = []
    problems: list[str] = []
    notes: list[str] = []
    for file in files:
        try:
            inspected = inspect(file)
            copy = folder / "data" / readable(file.name)
            if copy.exists():
                problems.append(
                    f"{file}: a file of this name is in {folder / 'data'} already; rename one "
                    "of them."
                )
                continue
            shutil.copyfile(file, copy)
        except (FileUnreadableError, OSError) as error:
            problems.append(str(error))
            continue
        target = folder / "sources" / f"{inspected.source}.toml"
        write_text(target, inspected.mapping)
        mappings.append(target)
        notes += _sheet_notes(file, inspected.table)
    write_text(folder / "case.toml", CASE_FILE.format(title=quoted(title)))
    return Begun(tuple(mappings), tuple(problems), tuple(notes))


def source_id(name: str) -> str:
    """An id for a source from its file's name: lower-case ASCII letters, digits and hyphens."""
    stem = name.removesuffix(".gz").rpartition(".")[0] or name
    plain = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:48]
    return plain or skeleton(stem) or "source"


def _other_sheets(table: Table) -> tuple[str, ...]:
    """The sheets of a workbook that were not taken: each has a note or a reason of its own."""
    others = [one.sheet for one in table.problems if one.row == 0 and one.sheet]
    return tuple(dict.fromkeys(name for name in others if name not in table.sheets))


def _sheet_notes(file: Path, table: Table) -> tuple[str, ...]:
    """What a person should hear of a workbook's sheets."""
    notes = [
        f"{file.name}, sheet {one.sheet!r}: {one.reason}."
        for one in table.problems
        if one.sheet in _other_sheets(table)
    ]
    if len(table.sheets) > 1:
        listed = ", ".join(map(repr, table.sheets))
        notes.append(f"{file.name}: the sheets {listed} have the same headings and are one list.")
    return tuple(notes)


def _described(column: Column, field: str) -> Described:
    return Described(column.name, field, column.filled, column.different, column.example)
