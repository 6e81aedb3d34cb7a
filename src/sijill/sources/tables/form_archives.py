"""The archive of answers to a form, as ODK Central exports it.

It holds a CSV file for the form, one for each repeated group, and the photographs in a folder. The
form's own file has a column ``KEY``; that of a group names the row it belongs to in ``PARENT_KEY``.
A mapping names one of them, without its ending, as its sheet; without a name, the form's own is
read.
"""

import re
from dataclasses import replace
from pathlib import Path, PurePosixPath

from sijill.containment.archive import Archive, ArchiveLimits, open_archive
from sijill.model import evidence_limits, limits
from sijill.model.errors import FileUnreadableError
from sijill.model.limits import MOST_FORM_TABLES
from sijill.model.records.rejects import Effect, Reject
from sijill.sources.tables.csv_tables import read_csv
from sijill.sources.tables.table import Grid, Table

_PARENT = b"PARENT_KEY"
_PHOTOGRAPH = re.compile(r"[\w.-]+\.(?:jpe?g|png)", re.IGNORECASE)


def read_form_archive(path: Path, sheet: str, where: Grid) -> Table:
    """The rows of one file in the archive; notes name the files that were not taken.

    Args:
        path: where the bytes are.
        sheet: the file in it, without ``.csv``; empty for the form's own.
        where: names the archive in problems.

    Raises:
        FileUnreadableError: if it is damaged, beyond limits, or holds no such file.
    """
    size = path.stat().st_size
    most = limits.most_unpacked(size)
    bounds = ArchiveLimits(
        evidence_limits.MOST_PACKAGE_MEMBERS,
        evidence_limits.MOST_PACKAGE_BYTES,
        evidence_limits.MOST_PACKAGE_RATIO,
    )
    with open_archive(path, where.file, bounds) as archive:
        heads = _heads(archive, most, where)
        name = _chosen(heads, sheet, where)
        content = archive.read(f"{name}.csv", most)
        files = {PurePosixPath(member.path).name for member in archive.members}
    table = read_csv(content, "", ",", 1, replace(where, sheet=name))
    absent = _absent_files(table, files, replace(where, sheet=name))
    others = [
        Grid(where.source, where.file, other).problem(
            0,
            f"the table {other!r} of the archive was not taken; to take it, name it as the sheet "
            "in a mapping of its own",
            "",
            Effect.NOTE,
        )
        for other in heads
        if other != name
    ]
    return replace(table, sheet=name, problems=(*table.problems, *absent, *others))


def _heads(archive: Archive, most: int, where: Grid) -> dict[str, bytes]:
    """The first line of each table in the archive, by name without ending."""
    tables = [
        table for table in archive.members if table.path.endswith(".csv") and "/" not in table.path
    ]
    size = sum(table.size_bytes for table in tables)
    if len(tables) > MOST_FORM_TABLES or size > most:
        raise FileUnreadableError(
            f"{where.file}: its {len(tables):,} tables unpack to {size:,} bytes; at most "
            f"{MOST_FORM_TABLES} of {most:,} are read. Unpack it, and give the table alone."
        )
    return {
        table.path.removesuffix(".csv"): archive.read(table.path, most).split(b"\n", 1)[0]
        for table in tables
    }


def _chosen(heads: dict[str, bytes], sheet: str, where: Grid) -> str:
    if sheet:
        if sheet in heads:
            return sheet
        raise FileUnreadableError(
            f"{where.file}: there is no {sheet}.csv in it; there are: "
            f"{', '.join(sorted(heads)) or 'no tables'}."
        )
    own = [name for name, head in heads.items() if _PARENT not in head]
    if len(own) == 1:
        return own[0]
    raise FileUnreadableError(
        f"{where.file}: the archive holds {len(own)} tables that belong to no other"
        + (f" ({', '.join(sorted(own))}). Name one as the sheet." if own else ". Unpack it.")
    )


def _absent_files(table: Table, files: set[str], where: Grid) -> list[Reject]:
    """A note for each photograph that a row names and an archive with media does not hold."""
    if not any(_PHOTOGRAPH.fullmatch(name) for name in files):
        return []
    return [
        where.problem(
            row.number,
            f"the photograph {cell!r} is not in the archive. Export it again with its media",
            cell,
            Effect.NOTE,
        )
        for row in table.rows
        for cell in row.cells.values()
        if _PHOTOGRAPH.fullmatch(cell) and cell not in files
    ]
