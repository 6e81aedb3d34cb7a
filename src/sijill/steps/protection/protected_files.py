"""Files with protected columns: read where they lie, checked, and only then stored.

Before anything of such a file is kept, every protected name is found among its columns. Then the
cells are withheld, and the file goes to the evidence: as ciphertext where the case has a vault. A
file that fails the check is refused with a sentence that quotes nothing of it, because a heading
may be a name where the header line is missing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from sijill.files.reading import real_place
from sijill.ledger.evidence.files import (
    StoredFile,
    changed_while_read,
    measure_file,
    store_file,
)
from sijill.model.errors import FileUnreadableError, LedgerError
from sijill.model.limits import MOST_SHEETS_LOOKED_AT
from sijill.model.records.rejects import Reject
from sijill.model.settings.source_mapping import SourceMapping
from sijill.register.received import Capture
from sijill.sources.tables.protection.nested_keys import NestedKeys, nested_names
from sijill.sources.tables.protection.protected_columns import (
    ProtectedNames,
    unmatched_names,
    withheld_columns,
)
from sijill.sources.tables.protection.protected_rows import (
    headings_in_doubt,
    merged_columns,
    only_without,
    rows_in_doubt,
    with_origins,
)
from sijill.sources.tables.protection.protected_values import ProtectedValues
from sijill.sources.tables.spreadsheets.workbooks import other_tables
from sijill.sources.tables.table import Grid, Row, Table
from sijill.sources.tables.table_files import FileReading, read_table
from sijill.steps.protection.vault import seal
from sijill.steps.workspace import Workspace

WITHHELD = "(withheld)"


@dataclass(frozen=True, slots=True)
class Protection:
    """What is withheld of a file, and the public keys to which it is sealed; none without vault.

    Attributes:
        names: those of every mapping that reads the file: what one protects, no other lets out.
        demanded: those that must be among its columns: of every mapping that reads the same sheet.
        keys: the public keys of the vault.
        read: the columns that the mapping reads; a person knows what stands in them.
        sheets: those that the mapping names.
    """

    names: tuple[str, ...] = ()
    demanded: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    read: frozenset[str] = frozenset()
    sheets: frozenset[str] = frozenset()


def protections(
    mappings: Mapping[str, SourceMapping],
    data: Path,
    vault: tuple[str, ...],
    earlier: Iterable[SourceMapping] = (),
) -> dict[str, Protection]:
    """For each source what its file needs.

    ``earlier`` are mappings that are gone: what one protected of a file, no other lets out, though
    its columns need not be there.
    """
    paths = {source: real_place(data / mapping.file) for source, mapping in mappings.items()}
    protection_of: dict[str, Protection] = {}
    for source, mapping in mappings.items():
        others = [mappings[name] for name in sorted(mappings) if paths[name] == paths[source]]
        same_sheet = [
            other for other in others if other.sheet in ("", mapping.sheet) or not mapping.sheet
        ]
        gone = [one for one in earlier if real_place(data / one.file) == paths[source]]
        names = _names([mapping, *others, *gone])
        keys = vault if names else ()
        demanded = _names([mapping, *same_sheet])
        read, sheets = frozenset(mapping.columns), frozenset((mapping.sheet, *mapping.sheets))
        protection_of[source] = Protection(names, demanded, keys, read, sheets)
    return protection_of


def _names(mappings: Iterable[SourceMapping]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for mapping in mappings for name in mapping.protected))


def read_protected(path: Path, name: str, mapping: SourceMapping, protection: Protection) -> Table:
    """The table of a file with protected columns.

    Raises:
        FileUnreadableError: if it cannot be read, or a protected name is in none of its columns.
            The sentence quotes nothing of the file.
    """
    way_out = (
        "Nothing of it was stored. Compare its header with 'protected' in "
        f"sources/{mapping.id}.toml"
    )
    try:
        table = read_table(path, name, FileReading.of(mapping))
    except FileUnreadableError as error:
        raise FileUnreadableError(
            f"{name} cannot be read as the mapping of {mapping.id!r} says (see sijill inspect "
            f"{path}), and holds protected columns. {way_out}."
        ) from error
    missing = unmatched_names(protection.demanded, table.columns)
    if missing:
        names = ", ".join(map(repr, missing))
        raise FileUnreadableError(
            f"{name} has no column {names}, which is protected (row "
            f"{mapping.header_row} was read as the header of {len(table.columns)} columns). "
            f"{way_out}."
        )
    if headings_in_doubt(table, withheld_columns(protection.names, table.columns)):
        raise FileUnreadableError(
            f"{name}: a heading runs over several lines and may hold the cells of a row, so what "
            f"is protected may stand in it. {way_out}."
        )
    return _with_origins(table, path, protection)


def _with_origins(table: Table, path: Path, protection: Protection) -> Table:
    """The table; what formulas took from other sheets is compared with their protected cells."""
    hidden = withheld_in(table, protection)
    if not hidden or not any(text.is_from_elsewhere for text in table.computed):
        return table
    others = other_tables(path, table.sheets, Grid("", path.name), header_row=0)
    cells = [row.cells[name] for row in table.rows for name in hidden]
    for other in islice(others, MOST_SHEETS_LOOKED_AT):
        names = withheld_columns(protection.names, other.columns)
        cells += [row.cells[name] for row in other.rows for name in names]
    return with_origins(table, ProtectedValues(cells), next(iter(hidden)))


WithheldNames: TypeAlias = dict[tuple[str, int], tuple[str, ...]]


def withhold(table: Table, protection: Protection, where: Grid) -> tuple[Table, WithheldNames]:
    """The table without the protected cells, and by sheet and row number the names withheld of it.

    A nested column keeps the protected name alone, for what stands inside may be a name, too. Lines
    that are no rows lose their words, and so do rows in which a protected word may stand outside
    its column. A sheet keeps its name where the mapping says it.
    """
    hidden = withheld_in(table, protection)
    values = ProtectedValues(row.cells.get(column, "") for row in table.rows for column in hidden)
    hidden |= {
        column: protection.names[0]
        for column in table.columns
        if column not in hidden and column not in protection.read and values.are_in(column)
    }
    doubtful = rows_in_doubt(table, hidden)
    merged = merged_columns(table, hidden)
    keys = NestedKeys(ProtectedNames(protection.names), values, protection.names[0])
    rows, withheld = [], {}
    problems = [_without_words(problem, protection.sheets) for problem in table.problems]
    for row in table.rows:
        sheet = row.sheet if row.sheet in protection.sheets else ""
        if reason := doubtful.get((row.sheet, row.number)):
            problems.append(replace(where, sheet=sheet).problem(row.number, reason, WITHHELD))
            continue
        cells = {column: cell for column, cell in row.cells.items() if column not in hidden}
        beside = {
            column: name
            for column, name in merged.get((row.sheet, row.number), {}).items()
            if cells.get(column)
        }
        nested = nested_names(cells, keys) | beside
        rows.append(Row(row.number, cells | dict.fromkeys(nested, ""), row.sheet))
        filled = [hidden[column] for column in hidden if row.cells.get(column)]
        withheld[row.sheet, row.number] = tuple(dict.fromkeys([*filled, *nested.values()]))
    shown = replace(
        table,
        columns=tuple(dict.fromkeys(hidden.get(column, column) for column in table.columns)),
        rows=tuple(rows),
        problems=tuple(problems),
        sheet=table.sheet if table.sheet in protection.sheets else "",
    )
    return shown, withheld


def withheld_in(table: Table, protection: Protection) -> dict[str, str]:
    """The columns that are withheld, each with the protected name that stands for it."""
    hidden = withheld_columns(protection.names, table.columns, protection.read)
    apart = [name for name in only_without(table, hidden) if name not in protection.read]
    return hidden | dict.fromkeys(apart, protection.names[0])


def keep(received: StoredFile, protection: Protection, workspace: Workspace) -> StoredFile:
    """The file as evidence, sealed where there are keys.

    Raises:
        FileUnreadableError: if it has changed since it was read.
        CaseError, LedgerError, StorageError: as ``seal`` and ``store_file``.
    """
    if protection.keys:
        return seal(received, protection.keys, workspace)
    path = real_place(received.path)
    try:
        return store_file(path, workspace.evidence, known_as=received.sha256)
    except LedgerError as error:
        if measure_file(path).sha256 != received.sha256:
            raise changed_while_read(received.path) from error
        raise


def plain_remains(protection: Protection, captures: Iterable[Capture]) -> Iterator[str]:
    """What rows of earlier captures say in plain that the mapping now protects, as sentences."""
    for capture in captures:
        hidden = withheld_columns(protection.names, capture.columns, protection.read)
        spoken = sum(any(row.cells.get(name) for name in hidden) for row in capture.rows)
        if spoken:
            columns = ", ".join(sorted({repr(name) for name in hidden.values()}))
            yield (
                f"{capture.file} was captured on {capture.at:%Y-%m-%d} before {columns} was "
                f"protected: the register holds the words of {spoken} rows in plain. Erase them "
                "with sijill erase, record by record, and destroy older copies."
            )


def _without_words(problem: Reject, sheets: frozenset[str]) -> Reject:
    """A problem without words of the file, in the reason and in the sheet's name as well.

    A sentence that quotes anything goes as a whole: it may list further words without signs.
    """
    is_quoting = any(sign in problem.reason for sign in "'\"«»“”")
    return replace(
        problem,
        sheet=problem.sheet if problem.sheet in sheets else "",
        value=WITHHELD if problem.value else "",
        reason=_QUOTING if is_quoting else problem.reason,
    )


_QUOTING = "what is said here quotes words of the file, so it is withheld"
