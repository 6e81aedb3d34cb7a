"""Begin: look at a file for the first time, and start a case from files."""

import re
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from sijill.language.sounds import skeleton
from sijill.model.errors import CaseError, FileUnreadableError, StorageError
from sijill.model.records.record import RecordKind
from sijill.publication.exports import write_text
from sijill.sources.guessing.inspection import Column, guess, look_at, quoted, write_mapping
from sijill.sources.tables.csv_tables import guess_encoding
from sijill.sources.tables.table import Grid, Table
from sijill.sources.tables.table_files import FileFormat, Reading, format_of, read_table
from sijill.sources.tables.xlsx_tables import sheet_names

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
    """A new case: the mappings that were written, and what could not be read."""

    mappings: tuple[Path, ...]
    problems: tuple[str, ...]


def inspect(file: Path, sheet: str = "", target: Path | None = None) -> Inspected:
    """Look at a file and guess its mapping.

    A CSV file that is not UTF-8 is read in its likeliest encoding, which the mapping then states.

    Raises:
        FileUnreadableError: if it cannot be read.
        StorageError: if the mapping cannot be written to ``target``.
    """
    source = source_id(file.name)
    table = _first_look(file, source, sheet)
    columns = look_at(table)
    guessed = guess(columns, len(table.rows))
    field_of = {column: field for field, column in guessed.fields.items()}
    field_of |= {
        name: f"{field_of[name]}, key" if name in field_of else "key" for name in guessed.key
    }
    field_of |= dict.fromkeys(guessed.protected, "protected")
    mapping = write_mapping(source, file.name, table, columns, guessed)
    if target is not None:
        write_text(target, mapping)
    others = _sheets(file, source)
    described = tuple(_described(column, field_of.get(column.name, "")) for column in columns)
    return Inspected(
        source,
        guessed.kind,
        table,
        described,
        mapping,
        tuple(name for name in others if name != table.sheet),
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
    for file in files:
        try:
            inspected = inspect(file)
            copy = folder / "data" / file.name
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
    write_text(folder / "case.toml", CASE_FILE.format(title=quoted(title)))
    return Begun(tuple(mappings), tuple(problems))


def source_id(name: str) -> str:
    """An id for a source from its file's name: lower-case ASCII letters, digits and hyphens."""
    stem = name.removesuffix(".gz").rpartition(".")[0] or name
    plain = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:48]
    return plain or skeleton(stem) or "source"


def _first_look(file: Path, source: str, sheet: str) -> Table:
    if file.is_dir():
        raise FileUnreadableError(f"{file} is a directory. Give one of the files in it.")
    try:
        content = file.read_bytes()
    except OSError as error:
        raise FileUnreadableError(
            f"{file} cannot be read ({error.strerror}). Check the path and the permissions."
        ) from error
    encoding = ""
    if (
        format_of(file.name) is FileFormat.CSV
        and not file.name.endswith(".gz")
        and not _is_utf8(content)
    ):
        encoding, _ = guess_encoding(content)
    return read_table(file, file.name, Reading(source, sheet=sheet, encoding=encoding))


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return content.startswith((b"\xff\xfe", b"\xfe\xff"))
    return True


def _sheets(file: Path, source: str) -> tuple[str, ...]:
    if format_of(file.name) is not FileFormat.SPREADSHEET:
        return ()
    return sheet_names(file, Grid(source, file.name))


def _described(column: Column, field: str) -> Described:
    return Described(column.name, field, column.filled, column.different, column.example)
