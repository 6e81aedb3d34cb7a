"""Cells of a sheet that are merged: downwards they hold for each row, across they are a title."""

from collections.abc import Iterable, Sequence

from sijill.model.records.rejects import Effect, Reject
from sijill.sources.tables.table import Grid, MergedCell


def fill_merged(
    lines: list[list[str]], merged: Iterable[tuple[int, int, int, int]], header_row: int, here: Grid
) -> list[Reject]:
    """Give the value of cells that are merged downwards to each of their rows that hold anything.

    Only below the headings, and as many cells as the sheet has rows and columns at most.
    """
    problems: list[Reject] = []
    left = len(lines) * (1 + max(map(len, lines), default=0))
    for first, column, last, _ in merged:
        last_row = min(last, len(lines) - 1)
        if first < header_row or last_row <= first or column >= len(lines[first]):
            continue
        left -= last_row - first
        if left < 0:
            reason = "the sheet has more merged cells than cells; the rest was not filled down"
            problems.append(here.problem(first + 1, reason, "", Effect.NOTE))
            break
        words = lines[first][column]
        for line in lines[first + 1 : last_row + 1]:
            if any(cell.strip() for cell in line) and not line[column].strip():
                line[column] = words
        reason = f"merged cells: rows {first + 1} to {last_row + 1} were each given this value"
        problems.append(here.problem(first + 1, reason, words, Effect.NOTE))
    return problems


def titles_of_sections(
    lines: Sequence[Sequence[str]], merged: Iterable[tuple[int, int, int, int]], header_row: int
) -> dict[int, str]:
    """The rows below the headings whose only words stand in a cell merged across columns."""
    titles: dict[int, str] = {}
    for first, column, last, last_column in merged:
        if header_row <= first == last < len(lines) and last_column > column:
            filled = [cell for cell in lines[first] if cell.strip()]
            if len(filled) == 1 and lines[first][column : column + 1] == filled:
                titles[first] = filled[0]
    return titles


def cells_across(
    merged: Iterable[tuple[int, int, int, int]], columns: Sequence[str], header_row: int
) -> tuple[MergedCell, ...]:
    """The cells below the headings that are merged across columns."""
    return tuple(
        MergedCell(first + 1, last + 1, tuple(columns[column : last_column + 1]))
        for first, column, last, last_column in merged
        if last >= header_row and column < last_column and column < len(columns)
    )
