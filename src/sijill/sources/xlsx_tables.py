"""Rows of a spreadsheet, read in a child process with limits.

A legal workbook of two kilobytes can claim seventeen thousand million cells and take the reader
down with it. So the archive is looked at first, and the reader (calamine) runs apart, with limits
on memory and time: what it cannot do is an error with a sentence, not a crash.
"""

import json
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

from sijill.model.errors import FileUnreadableError
from sijill.sources.tables import Grid, Table, build_table

MOST_MEMBERS = 10_000
MOST_UNPACKED_BYTES = 2_000_000_000
MOST_RATIO = 500
CHILD_MEMORY_BYTES = 4_000_000_000
CHILD_SECONDS = 120


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
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except zipfile.BadZipFile as error:
        raise FileUnreadableError(
            f"{where.file}: the workbook is damaged or cut off ({error}). Ask for the file again, "
            "or open it in a spreadsheet program and save it as a new XLSX."
        ) from error
    unpacked = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    if (
        len(members) > MOST_MEMBERS
        or unpacked > MOST_UNPACKED_BYTES
        or unpacked / packed > MOST_RATIO
    ):
        raise FileUnreadableError(
            f"{where.file}: the workbook unpacks to {unpacked:,} bytes in {len(members):,} "
            "parts and is not "
            "opened. Save the sheet you need as CSV."
        )


def _ask_child(
    path: Path, sheet: str, where: Grid, *, names_only: bool = False
) -> dict[str, object]:
    command = [sys.executable, "-m", "sijill.sources.xlsx_child", str(path), sheet]
    try:
        done = subprocess.run(  # noqa: S603  our own module, no shell
            [*command, "names"] if names_only else command,
            capture_output=True,
            timeout=CHILD_SECONDS,
            check=False,
            preexec_fn=_limit,
        )
    except subprocess.TimeoutExpired as error:
        raise FileUnreadableError(
            f"{where.file}: reading the workbook took more than {CHILD_SECONDS} seconds. Save "
            "the sheet as CSV."
        ) from error
    if done.returncode != 0:
        raise FileUnreadableError(
            f"{where.file}: the workbook could not be read within "
            f"{CHILD_MEMORY_BYTES // 10**9} GB of memory; "
            "it may claim far more cells than it has. Save the sheet you need as CSV."
        )
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (CHILD_MEMORY_BYTES, CHILD_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CHILD_SECONDS, CHILD_SECONDS))
