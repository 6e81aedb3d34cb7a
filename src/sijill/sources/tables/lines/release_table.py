"""A text file that holds a release of an authority: a row for each of its lines."""

from sijill.language.releases.release_lines import release_of
from sijill.model.limits import LONGEST_RELEASE
from sijill.model.records.rejects import Effect
from sijill.sources.tables.table import Grid, Row, Table, storable

COLUMNS = ("text", "section", "around", "issued")
"""The words of a line, the heading above it, (with the first line) what stands around all, and the
day of the release."""
_MAY_BE_LINE = (
    "it names a day and a place, but does not begin as a line of the release does: it is no "
    "record. If it is about an allegation, let it begin with its day in a copy of the text"
)
_SEPARATORS = "\t|"


def read_release_text(text: str, encoding: str, where: Grid) -> Table | None:
    """The lines of a release, numbered as in the file; ``None`` where the text is none.

    A list whose rows are cells behind tabs or bars is a table, whatever its rows begin with.
    """
    plain = storable(text.replace("\r\n", "\n").replace("\r", "\n"))
    release = release_of(plain) if len(plain) <= LONGEST_RELEASE else None
    if release is None:
        return None
    rows: list[Row] = []
    for line in release.lines:
        words = plain[line.start : line.end]
        start = line.start + len(words) - len(words.lstrip())
        around = "" if rows else release.around
        cells = dict(
            zip(COLUMNS, (words.strip(), line.heading, around, release.issued), strict=True)
        )
        rows.append(Row(plain.count("\n", 0, start) + 1, cells))
    in_cells = sum(any(sign in row.cells["text"] for sign in _SEPARATORS) for row in rows)
    if 2 * in_cells > len(rows):
        return None
    problems = tuple(
        where.problem(plain.count("\n", 0, plain.index(row)) + 1, _MAY_BE_LINE, row, Effect.NOTE)
        for row in release.doubtful
    )
    return Table(COLUMNS, tuple(rows), encoding=encoding, header_row=1, problems=problems)
