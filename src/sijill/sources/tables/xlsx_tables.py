"""Rows of a spreadsheet, read in a child process with limits.

A legal workbook of two kilobytes can claim seventeen thousand million cells and take the reader
down with it. So the archive is looked at first, and the reader (calamine) runs apart, with limits
on memory and time: what it cannot do is an error with a sentence, not a crash.
"""

from pathlib import Path

from sijill.containment.archive import FAULTS, ArchiveLimits, find_dtd, find_excess
from sijill.containment.child import ChildFailure, ChildLimits, ask_child
from sijill.model.errors import FileUnreadableError
from sijill.sources.tables.table import Grid, Table, build_table

LIMITS = ArchiveLimits(most_members=10_000, most_unpacked_bytes=2_000_000_000, most_ratio=500)
CHILD = ChildLimits(memory_bytes=4_000_000_000, seconds=120)


def read_xlsx(path: Path, sheet: str, header_row: int, where: Grid) -> Table:
    """Read one sheet of an XLSX, XLS, XLSB or ODS file; an empty ``sheet`` is the first one.

    Raises:
        FileUnreadableError: if the file is damaged or too large, or has no such sheet.
    """
    if not where.file.lower().endswith(".xls"):
        _look_at_archive(path, where)
    answer = _ask_child(path, sheet, where)
    if "error" in answer:
        raise FileUnreadableError(f"{where.file}: {answer['error']}")
    name, lines = str(answer["sheet"]), answer["rows"]
    if not isinstance(lines, list):
        raise FileUnreadableError(f"{where.file}: the reader gave no rows.")
    return build_table(lines, header_row, Grid(where.source, where.file, name))


def sheet_names(path: Path, where: Grid) -> tuple[str, ...]:
    """The names of all sheets, in order. Raises as ``read_xlsx``."""
    if not where.file.lower().endswith(".xls"):
        _look_at_archive(path, where)
    answer = _ask_child(path, "", where, names_only=True)
    if "error" in answer:
        raise FileUnreadableError(f"{where.file}: {answer['error']}")
    names = answer["sheets"]
    return tuple(names) if isinstance(names, list) else ()


def _look_at_archive(path: Path, where: Grid) -> None:
    try:
        excess = find_excess(path, LIMITS)
        with_dtd = "" if excess or not _is_office_open(where.file) else find_dtd(path)
    except FAULTS as error:
        raise FileUnreadableError(
            f"{where.file}: the workbook is damaged or cut off ({error}). Ask for the file again, "
            "or open it in a spreadsheet program and save it as a new XLSX."
        ) from error
    if excess:
        raise FileUnreadableError(
            f"{where.file}: {excess} and is not opened. Save the sheet you need as CSV."
        )
    if with_dtd:
        raise FileUnreadableError(
            f"{where.file}: {with_dtd} declares a document type, which no spreadsheet program "
            "writes, so the workbook is not opened. Save the sheet you need as CSV."
        )


def _is_office_open(name: str) -> bool:
    return name.lower().endswith((".xlsx", ".xlsm"))


def _ask_child(
    path: Path, sheet: str, where: Grid, *, names_only: bool = False
) -> dict[str, object]:
    arguments = [str(path), sheet, *(["names"] if names_only else [])]
    match ask_child("sijill.sources.tables.xlsx_child", arguments, CHILD):
        case ChildFailure.OUT_OF_TIME:
            raise FileUnreadableError(
                f"{where.file}: reading the workbook took more than {CHILD.seconds} seconds. Save "
                "the sheet as CSV."
            )
        case ChildFailure.STOPPED:
            raise FileUnreadableError(
                f"{where.file}: the workbook could not be read within "
                f"{CHILD.memory_bytes // 10**9} GB of memory; "
                "it may claim far more cells than it has. Save the sheet you need as CSV."
            )
        case answer:
            return answer
