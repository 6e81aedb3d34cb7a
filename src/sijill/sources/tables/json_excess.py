"""JSON that would take far more memory than its text, refused before it does.

Python keeps an empty object, which is two signs of text, in sixty bytes. JSON is read in the
program itself, so its lists, objects and lines are counted first.
"""

from sijill.model import limits
from sijill.model.errors import FileUnreadableError
from sijill.sources.tables.table import Grid


def refuse_openings(text: str, size: int, where: Grid) -> None:
    """Refuse what has more lists, objects and lines than a list, before any takes memory.

    Raises:
        FileUnreadableError: naming what there is too much of.
    """
    openings = text.count("{") + text.count("[")
    lines = text.count("\n")
    excess = ""
    if openings > limits.most_json_lists(size):
        excess = f"{openings:,} lists and objects"
    elif lines > limits.most_json_lists(size):
        excess = f"{lines:,} lines"
    if excess:
        raise FileUnreadableError(
            f"{where.file}: it has {excess} in {size:,} bytes; no list of records is like that. "
            "Save the rows that you need as a new file."
        )


def refuse_problems(problems: int, entries: int, where: Grid) -> None:
    """Refuse a file of which most entries are no rows, and of which there are very many.

    Raises:
        FileUnreadableError: if more than half of so many are problems.
    """
    if problems > limits.LEAST_ROWS_ALLOWED and 2 * problems > entries:
        raise FileUnreadableError(
            f"{where.file}: {problems:,} of its first {entries:,} entries can be no rows. Save the "
            "rows that you need as a new file."
        )
